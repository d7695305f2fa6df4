from odoo import models

from .kinds import USES


class HrApplicantEmployee(models.Model):
    """What is known of the new colleague goes over to the employee: nobody types it again."""

    _inherit = "hr.applicant"

    def create_employee_from_applicant(self):
        action = super().create_employee_from_applicant()
        if self.env["hr.candidate.settings"]._is_used(USES):
            self.sudo()._hand_over_first_months()
        return action

    def _hand_over_first_months(self):
        """The first day, the place, the manager and the buddy, who is the coach. Only what nobody
        has written there; whoever makes employees may not have the right to contracts, and the day
        was agreed here."""
        employee = self.employee_id
        if not employee:
            return
        values = {}
        if self.first_day and not employee.contract_date_start:
            values["contract_date_start"] = self.first_day
        if not employee.work_location_id and (place := self._find_work_place()):
            values.update({"work_location_id": place.id, "address_id": place.address_id.id})
        manager = self._find_employee_of(self.first_months_manager_id)
        if manager and manager != employee:
            values["parent_id"] = manager.id
        buddy = self._find_employee_of(self.buddy_id)
        if buddy and buddy != employee:
            values["coach_id"] = buddy.id
        if values:
            employee.write(values)

    def _find_employee_of(self, user):
        return user.employee_ids.filtered(lambda e: e.company_id == self.company_id)[:1]
