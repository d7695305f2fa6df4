from odoo import fields, models


class HrRecruitmentStage(models.Model):
    _inherit = "hr.recruitment.stage"

    is_offer = fields.Boolean(
        "Offer Stage",
        help="Candidates in this stage are offered the job. Recruiters are reminded to tell the "
        "other candidates who have been interviewed when they get an answer, and to answer "
        "those who were asked to wait as soon as the offer is accepted or declined.",
    )
