from odoo import api, fields, models
from odoo.exceptions import UserError

from ..write_groups import MANAGER


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
        "Says Nothing",
        write_groups=MANAGER,
        help="For duplicates, spam and tests: nothing is sent, and nothing is owed.",
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
