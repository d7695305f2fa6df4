from odoo import fields, models

from ..models.experience.exchange_file import MOST_LETTERS


class HrRecruitmentExchangeExport(models.TransientModel):
    """Our figures for other employers: what is in the file is seen before it is made."""

    _name = "hr.recruitment.exchange.export"
    _description = "Export Our Figures"

    name = fields.Char(
        "Name in the File",
        size=MOST_LETTERS,
        default=lambda self: self.env.company.sudo().exchange_name,
        help="Empty: the others see four letters instead of a name.",
    )
    line_ids = fields.One2many(
        "hr.recruitment.exchange.export.line",
        "export_id",
        "What Is in the File",
        default=lambda self: self._default_line_ids(),
        readonly=True,
    )

    def _default_line_ids(self):
        if not self.env.user.has_group(
            "hr_recruitment_candidate_experience.group_experience_manager"
        ):
            return []
        return [
            fields.Command.create(figure._asdict())
            for figure in self.env.company._find_exchange_figures()
        ]

    def action_give(self):
        """Make the file, and save it."""
        self.ensure_one()
        self.check_access("write")
        own = self.env["hr.recruitment.exchange"]._give(self.env.company, self.name)
        return own.action_download()


class HrRecruitmentExchangeExportLine(models.TransientModel):
    _name = "hr.recruitment.exchange.export.line"
    _description = "Figure to Export"

    export_id = fields.Many2one("hr.recruitment.exchange.export", ondelete="cascade")
    year = fields.Integer()
    moment = fields.Selection(
        selection=lambda self: (
            self.env["hr.recruitment.exchange.figure"]
            ._fields["moment"]
            ._description_selection(self.env)
        )
    )
    until = fields.Date("Answers Until")
    answers = fields.Integer()
    score = fields.Integer("cNPS")
