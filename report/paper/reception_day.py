from odoo import api, models


class ReceptionDayPrint(models.AbstractModel):
    """The paper that lies at the reception: who comes, day by day."""

    _name = "report.hr_recruitment_candidate_experience.reception_day"
    _description = "Printed List of Visitors"

    @api.model
    def _get_report_values(self, docids, data=None):
        visits = self.env["hr.reception.visit"]
        # Whoever was called off meanwhile is not there any more.
        visits = visits.search([("id", "in", docids)])
        return {
            "docs": visits,
            "days": list(visits.grouped("day").items()),
            "company": self.env.company,
        }
