from odoo import Command, models

from . import calendar_services as around

# What a service tells of an event that candidates see as neutral: not ours to take over.
NEUTRAL = {"name", "description", "guests_readonly"}
TAKES_AWAY = {Command.DELETE, Command.UNLINK}


class CalendarEventServices(models.Model):
    """Interviews in Google and Outlook, where Odoo's modules bring all meetings of who is
    synchronized: a service writes to the guests, in words for colleagues and at once. So
    candidates are no guests there; or, if the company wants the service to invite them,
    they read a neutral title and nothing of what waits for somebody.

    The addon depends on neither module, and its classes come before or after theirs: an
    override with ``super()`` would be passed over until the server restarts if a module is
    installed later. So their methods are wrapped when the registry is ready, as Odoo's
    automation rules do it. Where a module is missing, there is nothing to wrap."""

    _inherit = "calendar.event"

    def _register_hook(self):
        super()._register_hook()
        if not self._is_synchronized_with_others():
            return
        around.wrap_all(
            self.env.registry[self._name],
            {
                **dict.fromkeys(around.SENDING, around.hold),
                "_google_values": around.hide_from_google,
                "_microsoft_values": around.hide_from_microsoft,
                "_odoo_values": around.keep_from_google,
                "_microsoft_to_odoo_values": around.keep_from_microsoft,
                "_sync_google2odoo": around.act_for_owner,
                "_sync_microsoft2odoo": around.act_for_owner,
                "_cancel_microsoft": around.decline_for_guests,
                "_skip_send_mail_status_update": around.invite_all_the_same,
            },
        )

    def _is_synchronized_with_others(self):
        """:return: whether Odoo's glue to Google or Outlook is installed"""
        return bool({"google_id", "microsoft_id"} & self._fields.keys())

    # Who is who -----------------------------------------------------------------------

    def _is_invited_by_service(self):
        """:return: whether candidates are guests of the event in Google or Outlook"""
        company = self.sudo().applicant_id.company_id or self.env.company
        return company.sudo().interview_invitations == "calendar"

    def _is_told_by_service(self):
        """:return: whether candidates have it in their calendars from Google or Outlook"""
        meeting = self.sudo()
        ids = {"google_id", "microsoft_id"} & meeting._fields.keys()
        return any(meeting[name] for name in ids) and meeting._is_invited_by_service()

    def _find_candidate_guests(self):
        """:return: ``calendar.attendee`` of candidates, also of those whose application
        is closed, as superuser"""
        guests = self.sudo().filtered("applicant_id").attendee_ids
        return guests.filtered(lambda guest: guest._find_applications() or guest._is_namesake())

    def _find_held(self):
        """What a service would tell candidates too early: of a refusal that they have not
        heard of, or what a colleague has changed who does not speak for us.

        :return: those of the meetings"""
        if not self._is_synchronized_with_others():
            return self.browse()
        return self.filtered(lambda meeting: meeting._is_held())

    def _is_held(self):
        meeting = self.sudo()
        if not meeting.applicant_id or not meeting._is_invited_by_service():
            return False
        applicants = meeting.applicant_id.browse().union(
            *(guest._find_applications() for guest in meeting.attendee_ids)
        )
        waits = any(a.answer_state in ("pending", "owed") for a in applicants)
        return waits or meeting._is_under_review()

    def _send_held(self):
        """What was held back goes to Outlook as soon as it may: its synchronization takes
        up only what was written in the five minutes before. Google's finds it itself."""
        if "microsoft_id" not in self._fields:
            return
        for meeting in self.sudo().filtered(lambda m: m._waits_for_outlook()):
            meeting.with_user(meeting.user_id).sudo()._sync_odoo2microsoft()

    def _waits_for_outlook(self):
        return (
            self.need_sync_m
            and self.microsoft_id
            and self._is_invited_by_service()
            and self.user_id._get_microsoft_sync_status() == "sync_active"
            # Odoo refuses to send the others.
            and all(self.attendee_ids.mapped("email"))
        )

    # What candidates see there --------------------------------------------------------

    def _get_neutral_title(self):
        """:return: as in the candidate's own calendar, in the candidate's language"""
        applicant = self.sudo().applicant_id
        return applicant.with_context(lang=applicant._get_page_lang())._get_interview_title()

    # What comes back ------------------------------------------------------------------

    def _find_event_of(self, event):
        """:param event: ``GoogleEvent`` or ``MicrosoftEvent``
        :return: the meeting, of a series its first one; empty if Odoo has none"""
        record_id = event.odoo_id(self.env)
        if not record_id:
            return self.browse()
        if event.is_recurrence():
            series = self.env["calendar.recurrence"].browse(record_id).exists()
            return series.base_event_id
        return self.browse(record_id).exists()

    def _keep_candidates(self, values):
        """Candidates who are no guests in the service have not left for that, and words
        that are neutral there are not ours.

        :param dict values: of the meeting, as the service has it
        :return: dict of those to write"""
        guests = self._find_candidate_guests()
        if not guests:
            return values
        if self._is_invited_by_service():
            return {name: value for name, value in values.items() if name not in NEUTRAL}
        ids = {"attendee_ids": set(guests.ids), "partner_ids": set(guests.partner_id.ids)}
        kept = dict(values)
        for name in ids.keys() & values.keys():
            kept[name] = [
                command
                for command in values[name]
                if command[0] not in TAKES_AWAY or command[1] not in ids[name]
            ]
            if not kept[name]:
                # Nothing to do for guests would mean no guests.
                del kept[name]
        return kept
