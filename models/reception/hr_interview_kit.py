import pytz

from odoo import fields, models

from ..batch import get_now
from ..rendering.dates_in_words import get_locale, say_time, say_times
from .visits import ARRIVED, Visit


class HrInterviewKit(models.Model):
    """Who comes to an interview on site, as the reception needs to know it."""

    _inherit = "hr.interview.kit"

    arrived_date = fields.Datetime(
        "Arrived",
        copy=False,
        readonly=True,
        help="When the reception said that the candidate is here.",
    )

    def _find_visits(self):
        """:return: list of ``Visit`` of those of these kits whose candidates come to us, in
        the language of the context, on the clock of the company. What a candidate has not
        been told yet changes nothing: whoever believes in an interview comes to it."""
        kits = self.sudo()
        interviews = kits.meeting_id._find_candidates()
        coming = kits.filtered(lambda kit: kit._comes(interviews.get(kit.meeting_id, ())))
        hosts = {kit: kit._find_hosts() for kit in coming}
        phones = self._find_phones(self.env["res.users"].union(*hosts.values()))
        return [kit._describe_visit(hosts[kit], phones) for kit in coming]

    def _comes(self, candidates):
        """:param candidates: ``hr.applicant`` whom the meeting is an interview with"""
        applicant, meeting = self.applicant_id, self.meeting_id
        if applicant not in candidates or meeting._get_meeting_format() != "on_site":
            return False
        if applicant.outcome == "withdrawn" or not applicant._is_listening():
            return False
        guests = meeting.attendee_ids.filtered(lambda a: a.partner_id == applicant.partner_id)
        return not guests or any(guest.state != "declined" for guest in guests)

    def _find_hosts(self):
        """:return: ``res.users`` whom the candidate comes to, as superuser"""
        meeting = self.sudo().meeting_id
        users = meeting._get_interviewers(meeting._confirmed("partner_ids"))
        return users or self.applicant_id._get_speaker()

    def _find_phones(self, users):
        """:return: dict of users → number by which colleagues call them"""
        employees = self.env["hr.employee"].sudo().search([("user_id", "in", users.ids)])
        numbers = {
            user: next(filter(None, (e.mobile_phone or e.work_phone for e in theirs)), False)
            for user, theirs in employees.grouped("user_id").items()
        }
        return {user: numbers.get(user) or user.phone for user in users}

    def _describe_visit(self, hosts, phones):
        meeting, applicant = self.meeting_id, self.applicant_id
        company = applicant.company_id or self.env.company
        tz = company._get_holiday_tz()
        start, stop = meeting._confirmed("start"), meeting._confirmed("stop")
        begin, end, now = (self._to_clock(m, tz) for m in (start, stop, get_now(self.env)))
        locale = get_locale(self.env)
        arrived = self.arrived_date and self._to_clock(self.arrived_date, tz)
        return Visit(
            id=self.id,
            candidate_name=applicant.partner_name or applicant.partner_id.name or "",
            company_id=applicant.company_id.id or None,
            start=fields.Datetime.to_string(start),
            day=fields.Date.to_string(begin.date()),
            is_today=begin.date() == now.date(),
            times="" if meeting._confirmed("allday") else say_times(begin, end, locale),
            host_names=", ".join(hosts.mapped("name")),
            host_phone=next(filter(None, map(phones.get, hosts)), "") or "",
            place=meeting._say_place_to_reception(),
            has_arrived=bool(arrived),
            arrived_at=say_time(arrived, locale) if arrived else "",
        )

    def _to_clock(self, moment, tz):
        return pytz.utc.localize(moment).astimezone(tz)

    # Pressed at the reception --------------------------------------------------------------

    def _note_arrived(self):
        """The hosts hear of it at once. Their to-do names nobody: it is on no application,
        which not every host may open."""
        kits = self.sudo().filtered(lambda kit: not kit.arrived_date)
        kits.arrived_date = get_now(self.env)
        activities = self.env["mail.activity"]
        todos = []
        for kit in kits:
            for host in kit._find_hosts():
                kit._notify_host(host)
                todos.append(kit._prepare_arrival(host))
        activities._raise_todos(todos, same=("user_id", "interview_id", "interview_task"))

    def _notify_host(self, host):
        words = self.with_context(lang=host.lang or self.env.lang)
        host._bus_send(
            "simple_notification",
            {
                "type": "info",
                "sticky": True,
                "title": words.env._("Your candidate is here"),
                "message": words._say_arrival(self.applicant_id.partner_name or ""),
            },
        )

    def _say_arrival(self, name):
        """:param str name: of the candidate"""
        place = self.meeting_id._say_place_to_reception()
        if place:
            return self.env._("%(name)s waits at %(place)s.", name=name, place=place)
        return self.env._("%s waits at the reception.", name)

    def _prepare_arrival(self, host):
        """:return: values of a to-do that is about nothing but the host's day"""
        company = self.applicant_id.company_id or self.env.company
        words = self.with_context(lang=host.lang or self.env.lang)
        meeting = self.meeting_id
        begin = self._to_clock(meeting._confirmed("start"), company._get_holiday_tz())
        time = say_time(begin, get_locale(words.env))
        now = get_now(self.env)
        return {
            "activity_type_id": self.env["mail.activity"]._get_todo_type().id,
            "summary": words.env._("Your candidate of %s is here", time),
            "user_id": host.id,
            "date_deadline": self._to_clock(now, company._get_holiday_tz()).date(),
            "automated": True,
            "interview_id": meeting.id,
            "interview_task": ARRIVED,
        }

    def _take_back_arrival(self):
        kits = self.sudo().filtered("arrived_date")
        kits.arrived_date = False
        self.env["mail.activity"].sudo().search(
            [("interview_id", "in", kits.meeting_id.ids), ("interview_task", "=", ARRIVED)]
        ).unlink()
