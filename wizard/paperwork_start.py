from odoo import api, fields, models
from odoo.exceptions import UserError


class HrPaperworkStart(models.TransientModel):
    """Ask one candidate or many for the documents of a set."""

    _name = "hr.paperwork.start"
    _description = "Ask for Documents"

    applicant_ids = fields.Many2many(
        "hr.applicant", "hr_paperwork_start_applicant_rel", string="Applications", required=True
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_set", compute_sudo=False, store=True
    )
    set_id = fields.Many2one(
        "hr.paperwork.set",
        "Set of Documents",
        compute="_compute_set",
        compute_sudo=False,
        store=True,
        readonly=False,
        domain="[('company_id', 'in', [False, company_id])]",
    )

    @api.depends("applicant_ids")
    def _compute_set(self):
        for start in self:
            first = start.applicant_ids._origin._filtered_access("read")[:1]
            start.company_id = first.company_id or self.env.company
            start.set_id = start.set_id._find_set(start.company_id, first.job_id)

    def action_start(self):
        """:raise UserError: where nothing can be asked for"""
        self.ensure_one()
        self.applicant_ids.check_access("write")
        self.set_id.check_access("read")
        if not self.env["hr.candidate.settings"]._is_used("uses_paperwork"):
            raise UserError(self.env._("Paperwork is switched off in the settings."))
        if not self.set_id.document_ids:
            raise UserError(self.env._("Choose a set that has documents."))
        company = self.set_id.company_id
        if company and self.applicant_ids.company_id - company:
            raise UserError(self.env._("This set belongs to another company than an application."))
        self.applicant_ids.filtered(lambda a: a.active and not a.refuse_reason_id)._start_paperwork(
            self.set_id
        )
        return {"type": "ir.actions.act_window_close"}
