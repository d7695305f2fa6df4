from odoo import api, fields, models

from ..write_groups import ADMINISTRATOR


class HrCandidateMatter(models.Model):
    """What can matter to somebody who looks for work: candidates choose among these."""

    _name = "hr.candidate.matter"
    _description = "What Can Matter to Candidates"
    _inherit = "hr.candidate.shared.mixin"
    _order = "sequence, id"

    name = fields.Char(
        required=True,
        translate=True,
        size=60,
        write_groups=ADMINISTRATOR,
        help="As candidates read it on their page.",
    )
    active = fields.Boolean(default=True, write_groups=ADMINISTRATOR)
    sequence = fields.Integer(default=10, write_groups=ADMINISTRATOR)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        write_groups=ADMINISTRATOR,
        help="Leave empty for all companies.",
    )

    @api.model
    def _find_for(self, company):
        """:param company: ``res.company``
        :return: those that candidates of the company choose among"""
        return self.sudo().search(
            [("company_id", "in", [False, *company.ids]), ("active", "=", True)]
        )
