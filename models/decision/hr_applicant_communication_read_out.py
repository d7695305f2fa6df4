from markupsafe import Markup

from odoo import models
from odoo.tools import plaintext2html

from ..company.languages import SOURCE


class HrApplicantCommunicationReadOut(models.Model):
    """A colleague who calls with a decision has the words at hand, in the candidate's
    language."""

    _inherit = "hr.applicant.communication"

    def _prepare_activity(self, user):
        """A colleague who calls with the refusal has the explanation, as the candidate
        hears it."""
        values = super()._prepare_activity(user)
        if self.step_id.trigger == "refused":
            values["note"] = Markup(values["note"] or "") + self._read_out(user)
        return values

    def _prepare_call(self):
        values = super()._prepare_call()
        user = self.env["res.users"].browse(values["user_id"])
        return {**values, "note": self._read_out(user) or False}

    def _read_out(self, user):
        """:return: Markup of the explanation in the candidate's language, if it has words
        in it, else in another; the colleague is told which one is the candidate's, in
        their own"""
        applicant = self.applicant_id.sudo()
        lang = applicant._get_candidate_lang()
        langs = (lang, applicant.company_id.partner_id.lang, SOURCE)
        texts = (applicant.with_context(lang=code).get_refusal()["explanation"] for code in langs)
        words = next((text for text in texts if (text or "").strip()), "")
        if not words:
            return Markup()
        row = self.with_context(lang=user.lang or self.env.lang)
        title = row.env._("What to say")
        if lang != row.env.lang:
            name = self.env["res.lang"]._get_data(code=lang).name
            title = row.env._("What to say, in the candidate's language: %s", name)
        return Markup("<p><strong>%s</strong></p>%s") % (title, plaintext2html(words))
