from markupsafe import Markup

from odoo import models


class HrApplicantCommunicationKit(models.Model):
    _inherit = "hr.applicant.communication"

    def _prepare_activity(self, user):
        """A reminder of an interview has the interview kit at hand."""
        values = super()._prepare_activity(user)
        if not self.meeting_id:
            return values
        kit = (
            self.env["hr.interview.kit"]
            .sudo()
            .search(
                [
                    ("meeting_id", "=", self.meeting_id.id),
                    ("applicant_id", "=", self.applicant_id.id),
                ]
            )
        )
        if kit and kit.with_user(user).sudo(False).has_access("read"):
            link = Markup('<p><a href="%s">%s</a></p>') % (
                kit._get_url(),
                self.with_context(lang=user.lang).env._("Open the interview kit"),
            )
            values["note"] = Markup(values["note"] or "") + link
        return values
