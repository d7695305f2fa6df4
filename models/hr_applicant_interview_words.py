from odoo import api, models


class HrApplicantInterviewWords(models.Model):
    """More of what mail templates say of an interview."""

    _inherit = "hr.applicant"

    @api.private
    def get_interview_duration(self):
        """:return: "1 hour 30 minutes", or "" where the length says nothing"""
        meeting = self.get_interview()
        if not meeting or meeting.allday:
            return ""
        seconds = (meeting.stop - meeting.start).total_seconds()
        hours, minutes = divmod(round(seconds / 60), 60)
        words = []
        if hours:
            words.append(
                self.env._("1 hour") if hours == 1 else self.env._("%s hours", hours)
            )
        if minutes:
            words.append(self.env._("%s minutes", minutes))
        return " ".join(words)
