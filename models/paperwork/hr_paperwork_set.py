from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..write_groups import ADMINISTRATOR
from .states import LONGEST_TIME


class HrPaperworkSet(models.Model):
    """The documents that somebody reads, fills in or hands in before the first day."""

    _name = "hr.paperwork.set"
    _description = "Set of Documents"
    _inherit = ["hr.candidate.shared.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, write_groups=ADMINISTRATOR)
    active = fields.Boolean(default=True, write_groups=ADMINISTRATOR)
    sequence = fields.Integer(default=10, write_groups=ADMINISTRATOR)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        write_groups=ADMINISTRATOR,
        help="Leave empty for all companies.",
    )
    job_ids = fields.Many2many(
        "hr.job",
        "hr_paperwork_set_job_rel",
        string="Job Positions",
        write_groups=ADMINISTRATOR,
        help="This set is proposed for them. Leave empty for all others.",
    )
    days = fields.Integer(
        "Days to Hand In",
        default=7,
        write_groups=ADMINISTRATOR,
        help="From the day on which the documents are asked for.",
    )
    document_ids = fields.One2many("hr.paperwork.document", "set_id", "Documents", copy=True)

    @api.constrains("days")
    def _check_days(self):
        if any(not 1 <= each.days <= LONGEST_TIME for each in self):
            raise ValidationError(
                self.env._("There are between 1 and %s days to hand it in.", LONGEST_TIME)
            )

    @api.model
    def _find_set(self, company, job):
        """:return: ``hr.paperwork.set``: of the job position, else a general one, may be
        empty"""
        found = self.search([("company_id", "in", [False, *company.ids])])
        own = found.filtered(lambda each: job and job in each.job_ids)
        return (own or found.filtered(lambda each: not each.job_ids))[:1]
