from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.paperwork.employee_fields import BANK_ACCOUNT, EMPLOYEE_FIELDS

ALLOWED = dict(EMPLOYEE_FIELDS)


class HrPaperworkHandover(models.TransientModel):
    """What of a new colleague's documents becomes the employee's. Whoever presses sees it
    before, beside what stands there; nothing that stands there is overwritten unasked.

    The dialog keeps which answers are meant, and none of them."""

    _name = "hr.paperwork.handover"
    _description = "Transfer Documents"
    _inherit = "hr.candidate.guard.mixin"

    applicant_id = fields.Many2one("hr.applicant", "Application", required=True, settled=True)
    employee_name = fields.Char("Employee", compute="_compute_employee_name", compute_sudo=True)
    line_ids = fields.One2many("hr.paperwork.handover.line", "handover_id", "Answers")
    document_words = fields.Text("Documents", compute="_compute_document_words")

    @api.depends("applicant_id")
    def _compute_employee_name(self):
        for handover in self:
            handover.employee_name = handover.applicant_id.employee_id.name

    @api.depends("applicant_id")
    def _compute_document_words(self):
        for handover in self:
            papers = handover._find_papers()
            handover.document_words = "\n".join(papers.mapped("name"))

    def _find_papers(self):
        """:return: ``hr.applicant.paperwork`` that are taken over, as the user may see them"""
        papers = self.env["hr.applicant.paperwork"]
        found = papers.search([("applicant_id", "=", self.applicant_id.id)])
        return found._filter_to_hand_over()

    @api.model_create_multi
    def create(self, vals_list):
        """The lines are those of the answers, whatever a client says."""
        handovers = super().create(
            [{"applicant_id": vals.get("applicant_id")} for vals in vals_list]
        )
        for handover in handovers:
            handover._make_lines()
        return handovers

    def _make_lines(self):
        papers = self._find_papers()
        papers._check_may_hand_over()
        lines = self.line_ids.sudo().create(
            [
                {"handover_id": self.id, "paper_id": paper.id, "field_id": field.id}
                for paper in papers
                for field in paper.document_id.field_ids
                if field.employee_field and paper._find_given(field)
            ]
        )
        for line in lines.sudo(False):
            line.take = line.difference == "new"

    def action_take_over(self):
        """:raise UserError: where there is no employee
        :return: action: the employee's form"""
        self.ensure_one()
        papers = self._find_papers()
        papers._check_may_hand_over()
        employee = self._find_employee()
        employee.check_access("write")
        taken = self.line_ids.filtered(lambda line: line.take and line.paper_id in papers)
        for line in taken:
            line._take_over(employee)
        papers._hand_over(employee)
        labels = [*taken.mapped("label"), *papers.mapped("name")]
        employee._message_log(
            body=self.env._("Transferred from the application: %s", ", ".join(labels))
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": employee._name,
            "res_id": employee.id,
            "views": [(False, "form")],
        }

    def _find_employee(self):
        """:return: ``hr.employee``, with the rights of the user"""
        employee = self.applicant_id.sudo().employee_id.sudo(False)
        if not employee:
            raise UserError(self.env._("Create the employee first: “Create Employee”."))
        return employee


class HrPaperworkHandoverLine(models.TransientModel):
    _name = "hr.paperwork.handover.line"
    _description = "Answer to Transfer"
    _inherit = "hr.candidate.guard.mixin"

    handover_id = fields.Many2one(
        "hr.paperwork.handover", required=True, readonly=True, ondelete="cascade"
    )
    paper_id = fields.Many2one(
        "hr.applicant.paperwork", "Document", required=True, readonly=True, ondelete="cascade"
    )
    field_id = fields.Many2one(
        "hr.paperwork.field", required=True, readonly=True, ondelete="cascade"
    )
    label = fields.Char("Field of the Employee", compute="_compute_values")
    given = fields.Char("Handed In", compute="_compute_values")
    present = fields.Char("Current Value", compute="_compute_values")
    difference = fields.Selection(
        [
            ("new", "No value yet"),
            ("same", "Same value"),
            ("other", "Different value"),
        ],
        compute="_compute_values",
    )
    take = fields.Boolean("Transfer")

    @api.depends("paper_id", "field_id")
    def _compute_values(self):
        for line in self:
            employee = line.handover_id._find_employee()
            line.label = line.field_id._say_employee_field()
            line.given = line.paper_id._find_given(line.field_id)
            line.present = line._read_present(employee)
            line.difference = line._compare()

    def _read_present(self, employee):
        name = self.field_id.employee_field
        if name == BANK_ACCOUNT:
            return ", ".join(employee.bank_account_ids.mapped("acc_number"))
        value = employee[name] if name in ALLOWED else ""
        return fields.Date.to_string(value) if name == "birthday" else value or ""

    def _compare(self):
        if not self.present:
            return "new"
        given = _squeeze(self.given)
        known = self.present.split(", ") if self._is_account() else [self.present]
        return "same" if given in map(_squeeze, known) else "other"

    def _is_account(self):
        return self.field_id.employee_field == BANK_ACCOUNT

    def _take_over(self, employee):
        """:param employee: that the user may write to"""
        name = self.field_id.employee_field
        if name not in ALLOWED or self.difference == "same" or not self.given:
            return
        if self._is_account():
            self._take_over_account(employee)
        else:
            employee.write({name: self.given})

    def _take_over_account(self, employee):
        """Another account stands beside those that are known: how pay is shared among them
        is for HR to say."""
        partner = employee.sudo().work_contact_id
        if not partner:
            raise UserError(self.env._("The employee has no work contact to keep an account for."))
        accounts = self.env["res.partner.bank"].sudo()
        known = accounts.search([("partner_id", "=", partner.id)])
        found = known.filtered(lambda a: _squeeze(a.acc_number) == _squeeze(self.given))[:1]
        account = found or accounts.create({"partner_id": partner.id, "acc_number": self.given})
        employee.write({"bank_account_ids": [Command.link(account.id)]})


def _squeeze(text):
    """:return: str, what two ways to write the same number share"""
    return "".join(each for each in (text or "") if each.isalnum()).lower()
