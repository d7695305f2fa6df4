from odoo import fields, models


class HrRecruitmentExperiencePart(models.Model):
    """A number of a month that was counted ahead. Nobody reads it but the report, which
    holds back what few answers cannot carry."""

    _name = "hr.recruitment.experience.part"
    _description = "Precomputed Number of a Month"
    _log_access = False
    _rec_name = "part"

    month_id = fields.Many2one(
        "hr.recruitment.experience.month", required=True, readonly=True, ondelete="cascade"
    )
    part = fields.Char(required=True, readonly=True, help="Technical name of the part")
    # Not a record: a company that is deleted leaves its numbers to none, as its rows do.
    company = fields.Integer("Company's ID, or 0", readonly=True)
    rows = fields.Json("List of keys and numbers", readonly=True)
    _place = models.Index("(month_id, part, company)")
