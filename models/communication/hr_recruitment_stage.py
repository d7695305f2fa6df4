from odoo import fields, models


class HrRecruitmentStage(models.Model):
    _inherit = "hr.recruitment.stage"

    candidate_name = fields.Char(
        "Name for Candidates",
        translate=True,
        help="What candidates read. Empty: emails use the name of the stage, and the "
        "candidate's page leaves the stage out.",
    )
    candidate_description = fields.Text(
        "Explanation for Candidates",
        translate=True,
        help="What happens in this stage, told to the candidate.",
    )
    expected_days = fields.Integer(
        "Expected Working Days",
        default=10,
        help="How long a candidate usually waits for a reply in this stage. Emails "
        "name the date. 0: no date is named.",
    )

    _expected_days_positive = models.Constraint(
        "CHECK (expected_days >= 0)", "The number of days cannot be negative."
    )
    _expected_days_limit = models.Constraint(
        "CHECK (expected_days <= 521)",
        "Candidates get an answer within two years (521 working days) at the latest.",
    )

    def unlink(self):
        """A step without stages means every stage: the mail of a stage that is
        deleted must not become everybody's."""
        steps = self.env["hr.recruitment.communication.step"].sudo()
        bound = steps.search([("stage_ids", "in", self.ids)])
        bound.filtered(lambda step: step.stage_ids <= self).active = False
        return super().unlink()
