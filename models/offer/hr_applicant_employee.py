from odoo import models

# What a month is of a year.
MONTHS = 12


class HrApplicantOfferEmployee(models.Model):
    """What was agreed becomes the employee's, without anybody typing it again."""

    _inherit = "hr.applicant"

    def create_employee_from_applicant(self):
        action = super().create_employee_from_applicant()
        employee = self.env["hr.employee"].browse(action.get("res_id") or ()).sudo()
        agreed = self.sudo().offer_ids.filtered(lambda offer: offer.state == "accepted")[:1]
        if employee and agreed:
            employee.write(agreed._get_values_of_employee())
        return action


class HrApplicantOfferValues(models.Model):
    _inherit = "hr.applicant.offer"

    def _get_values_of_employee(self):
        """:return: dict of what Odoo's employee knows of what was agreed; who may not read the
        pay of an employee does not read it there either"""
        first_day = self.applicant_id.first_day or self.first_day
        values = {
            "job_title": self.role_name,
            "contract_date_start": first_day,
            "contract_date_end": self.until_day,
            "trial_date_end": self._find_end_of_probation(),
            "contract_type_id": self.contract_type_id.id,
            "lang": self._get_lang(),
            "wage": self._find_monthly_pay(),
        }
        return {name: value for name, value in values.items() if value}

    def _find_monthly_pay(self):
        """:return: float, as Odoo has it: of a month, in the company's currency; 0 where the
        offer says it otherwise"""
        company = self.company_id or self.env.company
        if self.currency_id != company.currency_id:
            return 0
        if self.pay_period == "year":
            return self.pay_amount / MONTHS
        return self.pay_amount if self.pay_period == "month" else 0
