from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError


class HrRecruitmentCommunicationPlanImport(models.TransientModel):
    """Import plans from a file: first what would happen is said, then it happens."""

    _name = "hr.recruitment.communication.plan.import"
    _inherit = "hr.candidate.file.mixin"
    _description = "Import Communication Plans"

    preview = fields.Html("What Happens", compute="_compute_preview", sanitize=False)

    @api.depends("file")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_preview(self):
        Plan = self.env["hr.recruitment.communication.plan"]
        for wizard in self:
            wizard.preview = wizard.fault = False
            if not wizard.file:
                continue
            try:
                wizard.preview = wizard._draw(Plan._preview_file(wizard._read_file()))
            except UserError as fault:
                wizard.fault = str(fault)

    def _draw(self, parts):
        """:return: HTML of headings and sentences"""
        return Markup("").join(
            Markup("<h5>%s</h5><ul>%s</ul>")
            % (heading, Markup("").join(Markup("<li>%s</li>") % one for one in sentences))
            for heading, sentences in parts
        )

    def action_import(self):
        """Import what the preview says, and open it."""
        self.ensure_one()
        self.check_access("write")
        plans, months = self.env["hr.recruitment.communication.plan"]._import_all(self._read_file())
        known = "action_communication_plan" if plans else "action_first_months_plans"
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"hr_recruitment_candidate_experience.{known}"
        )
        if not plans:
            # With what is its own there: new plans are of the same kind.
            return {**action, "domain": [("id", "in", months.ids), ("active", "=", False)]}
        if len(plans) == 1:
            return {**action, "res_id": plans.id, "views": [[False, "form"]]}
        domain = [("id", "in", plans.ids), ("active", "in", (True, False))]
        return {**action, "domain": domain}
