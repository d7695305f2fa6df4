import base64

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..batch import get_now
from .states import RECORD

HR = "hr.group_hr_user"
EMPLOYEE = "hr.employee"


class HrApplicantPaperworkEmployee(models.Model):
    """Documents that are done become the employee's: they hang on the employee, where HR
    officers find them, and stay there when the application is erased."""

    _inherit = "hr.applicant.paperwork"

    has_employee = fields.Boolean(compute="_compute_has_employee", compute_sudo=True)
    taken_over_date = fields.Datetime("Transferred On", readonly=True, copy=False)
    taken_over_user_id = fields.Many2one("res.users", "Transferred By", readonly=True, copy=False)

    def _compute_has_employee(self):
        for paper in self:
            paper.has_employee = bool(paper.applicant_id.employee_id)

    def action_hand_over(self):
        """:return: action of the dialog that shows what is taken over"""
        self._check_may_hand_over()
        applicant = self.applicant_id
        if len(applicant) != 1:
            raise UserError(self.env._("Choose the documents of one new colleague."))
        if not applicant.sudo().employee_id:
            raise UserError(self.env._("Create the employee first: “Create Employee”."))
        papers = applicant.paperwork_ids._filter_to_hand_over()
        if not papers:
            raise UserError(self.env._("There is no checked document left to transfer."))
        handover = self.env["hr.paperwork.handover"].create({"applicant_id": applicant.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Transfer to the Employee"),
            "res_model": handover._name,
            "res_id": handover.id,
            "view_mode": "form",
            "target": "new",
        }

    def _check_may_hand_over(self):
        """:raise AccessError: for who does not handle paperwork, or no employees"""
        self._check_handles()
        if not self.env.user.has_group(HR):
            raise AccessError(self.env._("Only HR officers can change employees."))

    def _filter_to_hand_over(self):
        return self.filtered(lambda paper: paper.state == "checked" and not paper.taken_over_date)

    def _hand_over(self, employee):
        """:param employee: ``hr.employee`` that the user may write to"""
        files = self.env["ir.attachment"].sudo()
        lang = employee.company_id.partner_id.lang or self.env.lang
        files.create(
            [
                {
                    "name": paper.sudo().file_name or f"{paper.name}.pdf",
                    "raw": paper.sudo().with_context(lang=lang)._read_for_employee(),
                    "res_model": EMPLOYEE,
                    "res_id": employee.id,
                }
                for paper in self
            ]
        )
        self.sudo().write(
            {"taken_over_date": get_now(self.env), "taken_over_user_id": self.env.uid}
        )

    def _read_for_employee(self):
        """:return: bytes of what was handed in or signed, else of a sheet that tells it"""
        content = base64.b64decode(self.with_context(bin_size=False).file or b"")
        return content or self._print(RECORD)
