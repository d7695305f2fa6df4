from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date


class HrRecruitmentExchangeImport(models.TransientModel):
    """The figures of another employer: who it is and whether the file is whole is said
    before anything is kept."""

    _name = "hr.recruitment.exchange.import"
    _inherit = "hr.candidate.file.mixin"
    _description = "Import Figures"

    file = fields.Binary("File of an Employer")
    preview = fields.Text("What Is in the File", compute="_compute_preview")

    @api.depends("file")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_preview(self):
        Exchange = self.env["hr.recruitment.exchange"]
        for wizard in self:
            wizard.preview = wizard.fault = False
            if not wizard.file:
                continue
            try:
                given = Exchange._read(self.env.company, wizard._read_file())
            except UserError as fault:
                wizard.fault = str(fault)
            else:
                wizard.preview = wizard._say_what_is_in(given)

    def _say_what_is_in(self, given):
        years = sorted({figure.year for figure in given.figures})
        return self.env._(
            "From %(name)s, made on %(day)s: %(number)s figures of %(first)s to %(last)s. "
            "Nobody has changed the file.",
            name=given.name or self.env._("an employer without a name"),
            day=format_date(self.env, given.made),
            number=len(given.figures),
            first=years[0],
            last=years[-1],
        )

    def action_take(self):
        """Keep the figures, and show them."""
        self.ensure_one()
        self.check_access("write")
        Exchange = self.env["hr.recruitment.exchange"]
        taken = Exchange._take(self.env.company, self._read_file())
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_exchange"
        )
        return {**action, "res_id": taken.id, "views": [[False, "form"]]}
