from odoo import fields, models
from odoo.exceptions import UserError


class HrApplicantDataRequest(models.Model):
    """A request to erase is carried out by an erasure that an administrator approves."""

    _inherit = "hr.applicant.data.request"

    erasure_ids = fields.One2many(
        "hr.recruitment.erasure",
        "request_id",
        "Erasures",
        readonly=True,
        groups="hr_recruitment.group_hr_recruitment_manager",
    )
    erasure_state = fields.Selection(
        [("approved", "Approved")],
        compute="_compute_erasure_state",
        help="What the candidate's page says of it.",
    )

    def _compute_erasure_state(self):
        running = self.sudo().erasure_ids.filtered(
            lambda erasure: erasure.state in ("approved", "waiting", "telling")
        )
        asked = running.request_id
        for request in self:
            request.erasure_state = "approved" if request._origin in asked else False

    def action_review_erasure(self):
        """Show what would be erased, kept and found elsewhere; nothing is erased yet.

        :raise UserError: where somebody has closed the request by hand"""
        self.check_access("read")
        self.ensure_one()
        erasures = self.env["hr.recruitment.erasure"]
        erasures.check_access("write")
        erasure = self.sudo().erasure_ids.filtered(lambda e: e.state != "dropped")[:1]
        if not erasure and self.kind == "erase" and self.state == "open":
            erasure = erasures._prepare_for(
                self._find_applications(), request_id=self.id, company_id=self._get_company().id
            )
        if not erasure:
            raise UserError(self.env._("This request was closed by hand: nothing is left to do."))
        erasure.with_env(self.env).action_review()
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.recruitment.erasure",
            "res_id": erasure.id,
            "view_mode": "form",
        }

    def _find_concerned(self, applicants):
        """What a hold has kept is still of the person when the rest is gone."""
        found = super()._find_concerned(applicants)
        others = applicants - found
        if not others:
            return found
        lines = (
            self.env["hr.recruitment.erasure.line"]
            .sudo()
            .search(
                [
                    ("applicant_id", "in", others.ids),
                    ("erasure_id.request_id", "in", self.ids),
                    ("erasure_id.state", "!=", "dropped"),
                ]
            )
        )
        return found | lines.applicant_id.with_env(applicants.env)

    def _get_company(self):
        return self.sudo().applicant_id.company_id or self.env.company

    def _close(self, state):
        """Taken back, or done by hand: what is prepared is not carried out."""
        prepared = self.sudo().erasure_ids.filtered(
            lambda erasure: erasure.state in ("draft", "approved", "waiting")
        )
        prepared._drop()
        return super()._close(state)


class HrApplicant(models.Model):
    _inherit = "hr.applicant"

    def _get_page(self):
        """Whether the erasure that was asked for is on its way."""
        open_requests = self._get_open_requests("erase")
        return {**super()._get_page(), "is_being_erased": bool(open_requests.erasure_state)}
