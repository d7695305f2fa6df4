from markupsafe import Markup

from odoo import models

# A call about a no is about the candidate: nothing is told of us in it.
ABOUT_A_NO = ("refused", "withdrawn")


class HrApplicantCommunicationFacts(models.Model):
    _inherit = "hr.applicant.communication"

    def _prepare_activity(self, user):
        """Who calls a candidate has the facts about the company below the guide, in the
        colleague's language."""
        values = super()._prepare_activity(user)
        kind = self.env["mail.activity.type"].browse(values["activity_type_id"])
        if kind.category == "phonecall" and self.step_id.trigger not in ABOUT_A_NO:
            values["note"] = Markup(values["note"] or "") + self._tell_facts(user)
        return values

    def _tell_facts(self, user):
        """:return: Markup, empty where there are none"""
        row = self.with_context(lang=user.lang or self.env.lang)
        facts = row.applicant_id.get_facts()
        if not facts:
            return Markup()
        lines = Markup().join(Markup("<li>%s</li>") % fact["text"] for fact in facts)
        title = row.env._("Good to know about us")
        return Markup("<p><strong>%s</strong></p><ul>%s</ul>") % (title, lines)
