from datetime import timedelta

from odoo import fields, models

from .meeting_formats import MEETING_FORMATS


class HrRecruitmentCommunicationStepInterview(models.Model):
    """Steps around interviews."""

    _inherit = "hr.recruitment.communication.step"

    meeting_format = fields.Selection(
        MEETING_FORMATS,
        string="Interview Format",
        help="Leave empty for every kind of interview.",
    )

    unless_interview = fields.Boolean(
        "Unless an Interview Is Booked",
        help="Not sent to candidates who have an interview to come: they have heard of it.",
    )

    def _say_which_meetings(self, moment):
        """:return: the moment (str), with the format where only one is meant"""
        if not self.meeting_format:
            return moment
        formats = self._fields["meeting_format"]._description_selection(self.env)
        return f"{moment} ({dict(formats)[self.meeting_format]})"

    def _find_users(self, responsible, applicant):
        """Around an interview, the interviewers are those who take part in it, as far
        as they may open the application."""
        meeting = applicant._get_message_row().meeting_id
        if responsible == "interviewers" and meeting:
            users = meeting._get_interviewers().filtered(
                lambda user: applicant.with_user(user).sudo(False).has_access("read")
            )
            if users:
                return users
        return super()._find_users(responsible, applicant)

    def _applies_to_meeting(self, meeting):
        return self.meeting_format in (False, meeting._get_meeting_format())

    def _find_date_interview_before(self, base, calendar, tz):
        """Before an interview, the delay counts back from its start, and a message
        that its hours would hold back until then leaves before them."""
        if self.delay_unit == "working_days":
            due = self._subtract_working_days(base, calendar, tz)
        else:
            due = base - timedelta(**{self.delay_unit: self._get_delay()})
        opens = self._find_opening(due, calendar, tz)
        return opens if opens < base else due
