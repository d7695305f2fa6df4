from odoo import models

from .preferences import ADJUSTMENT, DAYS_KEPT, USES

# What changes who arranges it, and whether there is anything to arrange.
FOLLOWED = {"company_id", "job_id", "user_id", "interviewer_ids", "active", "refuse_reason_id"}


class HrApplicantAdjustments(models.Model):
    """What the candidate needs, on the candidate's page and nowhere else. A field would lead
    everybody there who may read or search applications: there is none."""

    _inherit = "hr.applicant"

    def _find_adjustment(self):
        return self.env[ADJUSTMENT].sudo().search([("applicant_id", "=", self.id)])

    def _find_judges(self):
        """:return: ``res.users`` who recruit for this application or interview the candidate"""
        applicant, job, kits = self.sudo(), self.sudo().job_id, self.sudo().interview_kit_ids
        return (
            applicant.user_id
            | applicant.interviewer_ids
            | job.user_id
            | job.interviewer_ids
            | kits.interviewer_ids
            | kits.held_by_ids
        )

    def _find_arrangers(self, chosen=None):
        """:param chosen: ``res.users`` of the company who arrange adjustments, where they
            are known
        :return: those of them who may read what this candidate needs: the rule of
            ``hr.applicant.adjustment`` says the same"""
        company = self.sudo().company_id
        if not company:
            return self.env["res.users"]
        users = (company._find_arrangers() if chosen is None else chosen) - self._find_judges()
        return users.filtered(lambda user: user.partner_id != self.sudo().partner_id)

    def _get_page_adjustment(self):
        """Not one of ``_get_page``, which colleagues see a preview of.

        :return: dict of what was told (``need``), ``is_arranged`` and ``reply``; None where
            it is not asked for, because nobody would see it"""
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return None
        told = self._find_adjustment()
        if not told and not self._find_arrangers():
            return None
        arranged = told.state == "arranged"
        return {
            "need": told.need or "",
            "is_arranged": arranged,
            "reply": told.reply if arranged else "",
            "days": DAYS_KEPT,
        }

    def _get_page_adjustment_preview(self):
        """:return: dict, the same as if nothing had been told"""
        used = self.env["hr.candidate.settings"]._is_used(USES)
        if not used or not self._find_arrangers():
            return None
        return {"need": "", "is_arranged": False, "reply": "", "days": DAYS_KEPT}

    def _tell_adjustment(self, text):
        self.env[ADJUSTMENT].sudo()._tell(self.sudo(), text)

    def write(self, vals):
        """In another company others arrange it, and when it has ended nobody does."""
        res = super().write(vals)
        if vals.keys() & FOLLOWED and self.env["hr.candidate.settings"]._is_used(USES):
            told = self.env[ADJUSTMENT].sudo().search([("applicant_id", "in", self.ids)])
            told._watch()
        return res

    def unlink(self):
        self._forget_adjustments()
        return super().unlink()

    def _erase(self, is_trial=False):
        """Before the others are counted: whether there was any, and how many to-dos, is
        nobody's business."""
        self._forget_adjustments()
        return super()._erase(is_trial)

    def _forget_adjustments(self):
        self.env[ADJUSTMENT].sudo().search([("applicant_id", "in", self.ids)]).unlink()
