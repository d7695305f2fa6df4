import re

from odoo import api, models
from odoo.tools import email_normalize

from ..batch import get_now
from ..gateway.incoming_mail import find_addresses

# What Odoo calls the answers; a candidate who proposes another time has not declined.
ATTENDEE_STATES = {
    "ACCEPTED": "accepted",
    "TENTATIVE": "tentative",
    "DECLINED": "declined",
    "COUNTER": "tentative",
}
OWN_UID = re.compile(r"interview-(\d{1,9})@")


class HrApplicantCalendarReply(models.Model):
    """What a candidate's calendar says of an interview: RFC 5546."""

    _inherit = "hr.applicant"

    def _waits_for_us(self, mail, msg_dict):
        """The recruiter has nothing to do when the candidate accepts an interview, but has
        to answer when the candidate declines it or proposes another time."""
        reply = mail.calendar_reply
        author = self.env["res.partner"].browse(msg_dict.get("author_id") or [])
        if reply and self._is_by_candidate(author, msg_dict.get("email_from")):
            meeting = self._find_answered_meeting(reply, msg_dict)
            self._note_calendar_answer(meeting, reply)
        return super()._waits_for_us(mail, msg_dict)

    def _note_calendar_answer(self, meeting, reply):
        """:param meeting: ``calendar.event``, may be empty
        :param CalendarReply reply: of the candidate"""
        state = ATTENDEE_STATES.get(reply.answer)
        attendees = meeting.attendee_ids.filtered(lambda a: a.partner_id == self.partner_id)
        if state:
            attendees.filtered(lambda attendee: attendee.state != state).state = state
        if reply.answer not in ("DECLINED", "COUNTER"):
            return
        start = meeting and meeting._confirmed("start") or reply.start
        mine = self._raise_answer_task(start, reply.answer)
        if reply.proposed:
            moment = mine._to_candidate_time(reply.proposed)
            proposed = mine._name_zone(mine._say_moment(moment), moment)
            self._message_log(body=mine.env._("The candidate proposes: %s", proposed))

    def _raise_answer_task(self, start, answer):
        """:param datetime start: naive UTC, of the interview; may be empty
        :param str answer: DECLINED or COUNTER
        :return: the application in the language of whose task it is"""
        user = self._get_page_colleague("recruiter")
        mine = self._in_words_of(user)
        when = start and mine._say_moment(mine._to_candidate_time(start)) or ""
        if answer == "COUNTER":
            summary = mine.env._("Another time for the interview %s?", when)
        else:
            summary = mine.env._("The candidate has declined the interview %s", when)
        self._raise_page_task(user, summary.strip())
        return mine

    def _find_answered_meeting(self, reply, msg_dict):
        """:return: the interview, as superuser: the one that the calendar names, that our
        mail was about, that begins then, or the next one"""
        meetings = self.sudo().interview_ids.filtered("active")
        named = OWN_UID.match(reply.uid)
        row = self.env["hr.applicant.communication"].sudo()
        if msg_dict.get("parent_id"):
            row = row.search([("message_id", "=", msg_dict["parent_id"])], limit=1)
        now = get_now(self.env)
        coming = meetings.filtered(lambda m: m._confirmed("stop") > now)
        return (
            meetings.filtered(lambda m: named and m.id == int(named[1]))
            or meetings & row.meeting_id
            or meetings.filtered(lambda m: m._confirmed("start") == reply.start)
            or coming.sorted(lambda m: m._confirmed("start"))
        )[:1]

    @api.model
    def _find_by_calendar_reply(self, reply, sender):
        """Calendars write to whom the calendar names, and often do not say which mail
        they answer.

        :param str sender: as in "Anna Ek <anna@example.org>"
        :return: the application whose interview the reply names, as superuser
        """
        applicants = self.sudo()._find_by_addresses(find_addresses(sender))
        named = OWN_UID.match(reply.uid)
        for applicant in applicants:
            for meeting in applicant.interview_ids:
                if named and meeting.id == int(named[1]):
                    return applicant
                if reply.start and meeting._confirmed("start") == reply.start:
                    return applicant
        return applicants.browse()

    def _get_ics_organizers(self):
        """:return: dict applicant id → (name, address) of who writes, and where replies
        go: what a calendar answers comes to the interview. Both may be empty."""
        back = self._notify_get_reply_to()
        found = {}
        for applicant in self:
            user, company = applicant._get_speaker(), applicant.company_id or self.env.company
            address = (
                email_normalize(back.get(applicant.id) or "")
                or user.email_normalized
                or email_normalize(company.email or "")
            )
            found[applicant.id] = user.name or company.name, address or ""
        return found
