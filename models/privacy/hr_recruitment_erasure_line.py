from odoo import api, fields, models


class HrRecruitmentErasureLine(models.Model):
    """One application that is erased, with the others of its person or alone."""

    _name = "hr.recruitment.erasure.line"
    _description = "Application to Be Erased"
    _inherit = "hr.candidate.guard.mixin"
    _order = "id"
    # A dry run makes a hundred thousand: the erasure says who made it, and when.
    _log_access = False

    erasure_id = fields.Many2one(
        "hr.recruitment.erasure", required=True, readonly=True, ondelete="cascade"
    )
    applicant_id = fields.Many2one(
        "hr.applicant", "Application", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="erasure_id.company_id")
    job_id = fields.Many2one(related="applicant_id.job_id", string="Job Position")
    applied_date = fields.Datetime(related="applicant_id.create_date", string="Applied on")
    state = fields.Selection(
        [("todo", "To Be Erased"), ("done", "Erased"), ("failed", "Failed")],
        required=True,
        readonly=True,
        default="todo",
    )
    hold_reason = fields.Text(
        "On Hold Because",
        compute="_compute_hold_reason",
        help="It is erased when the hold has ended.",
    )
    detail = fields.Char("Error", readonly=True)
    done_date = fields.Datetime("Erased On", readonly=True)

    _one_each = models.UniqueIndex("(erasure_id, applicant_id)")

    def _compute_hold_reason(self):
        held = self.env["hr.applicant.hold"]._find_held(self.applicant_id)
        for line in self:
            reasons = [hold.reason for hold in held.get(line.applicant_id.sudo(), ())]
            line.hold_reason = "\n".join(reasons) or False

    @api.depends("applicant_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.applicant_id.sudo().display_name

    def action_hold(self):
        """Open a dialog that keeps this application."""
        self.check_access("write")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Legal Hold"),
            "res_model": "hr.applicant.hold",
            "view_mode": "form",
            "target": "new",
            "context": {"default_applicant_id": self.applicant_id.id},
        }

    def _filter_free(self):
        """:return: those that no worker is at, locked"""
        free = self.applicant_id._filter_erasable()
        return self.filtered(lambda line: line.applicant_id in free)
