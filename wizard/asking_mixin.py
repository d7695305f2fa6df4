from odoo import api, fields, models

from ..models.communication.undo import name_some


class HrCandidateAsking(models.AbstractModel):
    """A dialog that asks one candidate or many to do something, by the email of a step that
    is started by hand. Who it is of has ``applicant_ids``."""

    _name = "hr.candidate.asking.mixin"
    _description = "Ask Candidates"

    # The action of the step.
    _asked_by = None

    count = fields.Integer(compute="_compute_whose")
    whose = fields.Char("Candidates", compute="_compute_whose")
    company_id = fields.Many2one("res.company", compute="_compute_whose")
    left_out = fields.Text(compute="_compute_left_out")

    @api.depends("applicant_ids")
    def _compute_whose(self):
        for dialog in self:
            applicants = dialog.applicant_ids._origin
            dialog.count = len(applicants)
            names = [a.partner_name or a.display_name for a in applicants]
            dialog.whose = name_some(self.env, names)
            dialog.company_id = applicants.company_id[:1] or self.env.company

    @api.depends("applicant_ids")
    def _compute_left_out(self):
        for dialog in self:
            applicants = dialog.applicant_ids._origin
            steps = dialog._find_steps(applicants)
            lines = [
                f"{applicant.partner_name or applicant.display_name}: {why}"
                for applicant in applicants
                if (why := dialog._find_obstacle(applicant, steps[applicant]))
            ]
            dialog.left_out = "\n".join(lines) or False

    def _find_obstacle(self, applicant, step):  # pylint: disable=unused-argument
        """:param step: that the candidate would be told by, may be empty
        :return: str, why the candidate cannot be asked, or False"""
        if not applicant._is_open():
            return self.env._("The application is closed.")
        if not applicant.email_normalized:
            return self.env._("There is no email address.")
        return False

    def _find_asked(self):
        """:return: dict applicant → step, of those who can be asked"""
        steps = self._find_steps(self.applicant_ids._origin)
        return {a: step for a, step in steps.items() if not self._find_obstacle(a, step)}

    def _find_steps(self, applicants):
        """:return: dict applicant → the step that the candidate is told by: that of the plan,
        else of the general one; looked up once for all who share it"""
        known, steps = {}, {}
        for applicant in applicants.sudo():
            key = applicant.communication_plan_id, applicant.company_id
            if key not in known:
                known[key] = self._find_step(*key)
            steps[applicant] = known[key]
        return steps

    def _find_step(self, plan, company):
        def fits(step):
            return step.active and step.action == self._asked_by and step.trigger == "manual"

        if steps := plan.step_ids.filtered(fits):
            return steps[:1]
        general = self.env["hr.applicant"]._find_general_steps(["manual"], company)
        return general.filtered(fits)[:1]
