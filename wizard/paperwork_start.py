from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.paperwork.states import USES


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
        """What is meant for all of them; empty where it differs."""
        for start in self:
            applicants = start.applicant_ids._origin._filtered_access("read")
            start.company_id = applicants[:1].company_id or self.env.company
            found = set(applicants._get_paper_sets().values())
            start.set_id = found.pop().sudo(False) if len(found) == 1 else False

    def action_start(self):
        """Each is asked for the documents of the set, or of the one that is meant for them.

        :raise UserError: where nothing can be asked for"""
        self.ensure_one()
        self.applicant_ids.check_access("write")
        self.set_id.check_access("read")
        if not self.env["hr.candidate.settings"]._is_used(USES):
            raise UserError(self.env._("Paperwork is switched off in the settings."))
        asked = self.applicant_ids.filtered(lambda a: a.active and not a.refuse_reason_id)
        if self.set_id:
            sets = dict.fromkeys(asked, self.set_id)
        else:
            sets = asked._get_paper_sets()
        if not all(each.sudo().document_ids for each in sets.values()):
            raise UserError(self.env._("Choose a set that has documents."))
        if any(not each.sudo()._is_of(a.sudo().company_id) for a, each in sets.items()):
            raise UserError(self.env._("This set belongs to another company than an application."))
        asked._start_paperwork(self.set_id or None)
        return {"type": "ir.actions.act_window_close"}
