from odoo import models
from odoo.fields import Domain
from odoo.tools import float_compare

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
            if agreed._get_hours() and not agreed._find_working_hours():
                employee._message_log(body=agreed._say_no_working_hours())
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
            "trial_date_end": self._find_end_of_probation(first_day),
            "contract_type_id": self.contract_type_id.id,
            "resource_calendar_id": self._find_working_hours().id,
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

    def _get_hours(self):
        """:return: float, hours a week that were agreed; 0 where nothing is said of them"""
        return self.hours_per_week * self.share_percent / 100

    def _find_working_hours(self):
        """:return: ``resource.calendar`` that has the hours that were agreed: the company's, or
        the only one; empty where somebody has to choose"""
        company = self.company_id or self.env.company
        mine = Domain("company_id", "in", (False, company.id))
        calendars = company.resource_calendar_id | self.env["resource.calendar"].search(mine)
        fitting = calendars.filtered(
            lambda c: not float_compare(c.hours_per_week, self._get_hours(), precision_digits=2)
        )
        if company.resource_calendar_id in fitting:
            return company.resource_calendar_id
        return fitting if len(fitting) == 1 else fitting.browse()

    def _say_no_working_hours(self):
        return self.env._(
            "Agreed in the offer: %s hours a week. Choose the working hours: no schedule, or more "
            "than one, has these.",
            self._say_number(self._get_hours()),
        )
