from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..batch import get_batch
from ..company.languages import SOURCE
from ..write_groups import MANAGER


def _is_same(code, other):
    """:return: whether two codes are of one language, in whichever country"""
    return code.split("_")[0] == other.split("_")[0]


class HrApplicantRefuseReason(models.Model):
    _name = "hr.applicant.refuse.reason"
    _inherit = ["hr.applicant.refuse.reason", "hr.candidate.guard.mixin"]

    ended_by = fields.Selection(
        [("company", "The company"), ("candidate", "The candidate")],
        default="company",
        required=True,
        write_groups=MANAGER,
        help="Ended by the candidate: counts as withdrawn, and gets other messages.",
    )
    silent_allowed = fields.Boolean(
        "Sends No Message",
        write_groups=MANAGER,
        help="For duplicates, spam and tests: nothing is sent, and nobody is waiting for an "
        "answer.",
    )
    candidate_explanation = fields.Text(
        translate=True,
        write_groups=MANAGER,
        help="What the candidate reads as the reason, in terms of the skills and the "
        "experience that the role needs. The recruiter completes it.",
    )
    withdrawal_words = fields.Char(
        "On the Candidate's Page",
        translate=True,
        write_groups=MANAGER,
        help="What candidates choose when they withdraw on their own page, in their "
        "words. Empty: it is not offered.",
    )

    @api.model
    def _get_offered_domain(self):
        """:return: domain of the reasons that people choose; one is that of candidates who
        withdraw on their own page"""
        own = self.env.ref(
            "hr_recruitment_candidate_experience.refuse_reason_withdrawn",
            raise_if_not_found=False,
        )
        return Domain("id", "!=", own.id) if own else Domain.TRUE

    def _get_explanation(self, lang, company, known=None):
        """:param str lang: code of the language of the message
        :param company: ``res.company`` that the text is from
        :param dict known: texts that were looked up, where many are
        :return: str, what candidates read in that language; empty if the reason says
            nothing in it"""
        batch = get_batch(self.env)
        known = {} if known is None else known
        known = batch.reasons if batch else known
        key = self._origin.id, lang, company.id
        if key not in known:
            known[key] = self._origin and self._find_explanation(lang, company) or ""
        return known[key]

    def _find_explanation(self, lang, company):
        home = company.sudo().partner_id.lang or lang
        text = self.with_context(lang=lang).candidate_explanation
        source = self.with_context(lang=SOURCE).candidate_explanation
        # What is translated needs no other look, nor English in an English company.
        if text != source or (_is_same(lang, SOURCE) and _is_same(home, SOURCE)):
            return text
        texts = self._fields["candidate_explanation"]._get_stored_translations(self._origin) or {}
        if lang != SOURCE and texts.get(lang):
            return texts[lang]
        # One text for all is in the company's language, wherever it was typed in.
        if len(set(texts.values())) == 1 and _is_same(lang, home):
            return text
        found = self.env["res.lang"]._choose_written(lang, texts, home)
        return (texts.get(found) or source) if _is_same(lang, found) else ""

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        used = self.env["hr.applicant"].sudo().with_context(active_test=False)
        if used.search_count([("refuse_reason_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._(
                    "Applications were closed for this reason. Archive it instead, so "
                    "that they stay closed and their history complete."
                )
            )
