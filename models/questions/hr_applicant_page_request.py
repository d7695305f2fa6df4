from odoo import api, models


class HrApplicantPageRequest(models.Model):
    _inherit = "hr.applicant.page.request"

    @api.model_create_multi
    def create(self, vals_list):
        """What is asked on the page is counted with the other questions."""
        requests = super().create(vals_list)
        if asked := requests.filtered(lambda request: request.kind == "question"):
            self.env["hr.candidate.question"]._note_requests(asked)
        return requests
