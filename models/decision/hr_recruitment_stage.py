from odoo import fields, models


class HrRecruitmentStage(models.Model):
    _inherit = "hr.recruitment.stage"

    is_offer = fields.Boolean(
        "Offer Stage",
        help="Who comes here is offered the job. Recruiters are reminded to tell the other "
        "candidates who have been interviewed when they will hear, and to answer those who "
        "were asked to wait as soon as the offer is accepted or declined.",
    )
