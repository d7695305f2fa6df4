from odoo import fields, models


class HrRecruitmentFeedbackDriver(models.Model):
    """What a rating is about: information, respect, speed …"""

    _name = "hr.recruitment.feedback.driver"
    _description = "Feedback Driver"
    _inherit = "hr.candidate.shared.mixin"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    description = fields.Char(translate=True, help="What a good rating means, in one sentence.")

    _name_unique = models.Constraint("UNIQUE (name)", "There is a driver of this name already.")
