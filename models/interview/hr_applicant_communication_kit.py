from markupsafe import Markup

from odoo import models


class HrApplicantCommunicationKit(models.Model):
    _inherit = "hr.applicant.communication"

    def _prepare_activity(self, user):
        """A reminder of an interview has the interview kit at hand."""
        values = super()._prepare_activity(user)
        if not self.meeting_id:
            return values
        kit = self.meeting_id.sudo().interview_kit_ids.filtered(
            lambda kit: kit.applicant_id == self.applicant_id
        )
        if kit and kit.with_user(user).sudo(False).has_access("read"):
            link = Markup('<p><a href="%s">%s</a></p>') % (
                kit._get_url(),
                self.with_context(lang=user.lang).env._("Open the interview kit"),
            )
            values["note"] = Markup(values["note"] or "") + link
        return values
