from markupsafe import Markup

from odoo import fields, models

from ..mail_outcomes import STUCK_MAILS, STUCK_SMS


class HrApplicantCommunicationChannel(models.Model):
    """By which channel it leaves, and what is done where the number is not for it."""

    _inherit = "hr.applicant.communication"

    channel_reason = fields.Selection(
        [
            ("no_number", "There is no phone number"),
            ("no_mobile", "The phone number is not a mobile number"),
            ("no_country", "The country of the phone number is not known"),
        ],
        string="Other Channel Because",
        readonly=True,
        copy=False,
        help="Why it is not sent by the channel that the candidate prefers.",
    )

    def _note_channels(self):
        """By the channel that the candidate prefers today. Guards only ask: this is
        called for what leaves, or cannot for want of an address."""
        for (action, why), rows in self.grouped(lambda row: row._choose_channel()).items():
            is_other = ["|", ("action", "!=", action), ("channel_reason", "!=", why or False)]
            other = rows.filtered_domain(is_other)
            other.write({"action": action, "channel_reason": why})

    def _stop_untrue(self):
        known = self.filtered("channel_reason")
        rows = super()._stop_untrue()
        (rows - known).filtered("channel_reason")._ask_for_number()
        return rows

    def _guard_address(self, known):
        return getattr(self, f"_find_obstacle_to_{self._choose_action()}")()

    def _choose_action(self):
        return self._choose_channel()[0]

    def _choose_channel(self):
        """:return: (action, why it is not the one that was meant or None)"""
        # What has been made leaves as it is, or is made anew.
        if self.state == "queued":
            return self.action, self.channel_reason or None
        return self._choose_todays_channel()

    def _make_anew_by_channel(self):
        """The number, or what the candidate prefers, has changed while they waited in the
        outbox.

        :return: the rows that are planned again, by the channel of today"""
        changed = self.filtered(
            lambda row: row.state == "queued" and row._choose_todays_channel()[0] != row.action
        )
        return changed._make_anew(STUCK_MAILS, STUCK_SMS)

    def _choose_todays_channel(self):
        # Who is to be called is called; what follows the call is written.
        if self.is_edited or self.waits_for_id or self._is_refusal_call():
            return self.action, self.channel_reason or None
        return self.step_id._choose_channel(self.applicant_id)

    def _find_obstacle_to_sms(self):
        applicant = self.applicant_id
        if why := applicant._find_obstacle_to_number("sms"):
            return "failed", why
        if applicant.messages_stopped:
            return "skipped", "stopped"
        if not self._is_transactional() and applicant.phone_sanitized_blacklisted:
            return "skipped", "blacklisted"
        return None

    def _ask_for_number(self):
        """Once for each candidate: the recruiter is to ask. The page asks, too."""
        rows = self.filtered(lambda row: row.applicant_id._is_open())
        if not rows:
            return
        asked = self.sudo()._read_group(
            [
                ("applicant_id", "in", rows.applicant_id.ids),
                ("id", "not in", rows.ids),
                ("channel_reason", "!=", False),
            ],
            ["applicant_id"],
        )
        asked_ids = {applicant.id for (applicant,) in asked}
        first = {row.applicant_id: row for row in reversed(rows)}
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type("activity_type_number") or activities._get_todo_type()
        activities._raise_todos(
            [
                activities._prepare_todo(
                    row,
                    row.step_id._find_users("recruiter", applicant)[:1],
                    kind,
                    lambda row: row._say_number_is_missing(),
                    on=applicant,
                )
                for applicant, row in first.items()
                if applicant.id not in asked_ids
            ],
            same=("res_model_id", "res_id", "activity_type_id", "summary"),
        )

    def _say_number_is_missing(self):
        """:return: (summary, note) in the language of the context"""
        labels = dict(self._fields["channel_reason"]._description_selection(self.env))
        channels = dict(
            self.applicant_id._fields["preferred_channel"]._description_selection(self.env)
        )
        meant = self._get_meant_channel()
        note = self.env._(
            "“%(step)s” cannot be sent by %(channel)s. %(reason)s: %(number)s. It is sent by "
            "another channel. Ask for a number with its country code, such as %(example)s; the "
            "candidate can also give it on the page.",
            step=self.step_id.name,
            channel=channels[meant],
            reason=labels[self.channel_reason],
            number=self.applicant_id.partner_phone or "–",
            example=self.applicant_id._get_phone_example(),
        )
        return self.env._("Ask for the phone number"), Markup("<p>%s</p>") % note

    def _get_meant_channel(self):
        """:return: key of ``preferred_channel`` that the number is missing for"""
        preferred = self.applicant_id.preferred_channel
        return preferred if preferred != "email" else "sms"
