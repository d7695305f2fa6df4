from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class HrApplicantCommunication(models.Model):
    _inherit = "hr.applicant.communication"

    @api.model
    def _get_mendable(self):
        """:return: Domain of what failed, or is held, in an application that goes on; and
        of a refusal of which the candidate knows nothing yet"""
        self.env["hr.applicant"].flush_model(["outcome", "active", "answer_state"])
        return Domain("needs_attention", "=", True) & Domain.custom(to_sql=self._select_mendable)

    @api.model
    def _select_mendable(self, model, alias, query):
        """Looked up for the few that failed: a condition on the applications would be
        read for all of them first."""
        return SQL(
            """EXISTS (
                SELECT FROM hr_applicant AS applicant
                  JOIN hr_recruitment_communication_step AS step ON step.id = %s
                 WHERE applicant.id = %s
                   AND (applicant.outcome = 'ongoing' AND applicant.active
                        OR step.trigger = 'refused'
                           AND applicant.answer_state IN ('owed', 'pending'))
                -- Else PostgreSQL reads all applications at once.
                OFFSET 0)""",
            model._field_to_sql(alias, "step_id", query),
            model._field_to_sql(alias, "applicant_id", query),
        )
