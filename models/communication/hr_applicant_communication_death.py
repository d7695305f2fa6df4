from odoo import fields, models

from ..limits import MAX_DEATHS


class HrApplicantCommunicationDeath(models.Model):
    """What stops its worker concerns two people: the recruiter, whose candidate has not
    got it, and an administrator, who can mend the step."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[("stops_server", "Making the message stopped the server")]
    )

    def _give_up(self):
        super()._give_up()
        self._alert_administrators()

    def _alert_administrators(self):
        """One activity for each step, on the first of its candidates."""
        alert = self.env.ref(
            "hr_recruitment_candidate_experience.activity_type_communication_failed",
            raise_if_not_found=False,
        )
        if not alert:
            return
        values = []
        for step, rows in self.grouped("step_id").items():
            user = step._find_administrator(rows[0].company_id)
            row = rows[0].with_context(lang=user.lang)
            values.append(
                row._prepare_alert(alert)
                | {
                    "summary": row.env._("A step stops the server: %s", step.name),
                    "note": row.env._(
                        "The server was stopped %s times while it made this message. "
                        "The candidate has not got it. Look at the template of the "
                        "step, then try again.",
                        MAX_DEATHS,
                    ),
                    "user_id": user.id or self.env.uid,
                }
            )
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(values)
