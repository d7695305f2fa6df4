from odoo import fields, models

from .states import USES

MANAGERS = "hr.group_hr_manager"


class HrEmployeeOffer(models.Model):
    """The paper that was agreed upon, where HR goes on with the new colleague: for those who
    read the pay of employees."""

    _inherit = "hr.employee"

    has_agreed_offer = fields.Boolean(
        "Has an Agreed Offer",
        compute="_compute_has_agreed_offer",
        compute_sudo=True,
        groups=MANAGERS,
    )
    agreed_offer = fields.Binary(
        "Offer as Agreed",
        compute="_compute_agreed_offer",
        compute_sudo=True,
        groups=MANAGERS,
    )

    def _compute_has_agreed_offer(self):
        found = self._find_agreed_offers()
        for employee in self:
            employee.has_agreed_offer = employee._origin in found

    def _compute_agreed_offer(self):
        found = self._find_agreed_offers()
        for employee in self:
            offer = found.get(employee._origin)
            employee.agreed_offer = offer.document if offer else False

    def _find_agreed_offers(self):
        """:return: dict ``hr.employee`` → the offer that was accepted last, with its paper"""
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return {}
        offers = self.env["hr.applicant.offer"].search(
            [
                ("applicant_id.employee_id", "in", self._origin.ids),
                ("state", "=", "accepted"),
                ("document_hash", "!=", False),
            ],
            order="answered_date",
        )
        return {offer.applicant_id.employee_id: offer for offer in offers}

    def action_read_agreed_offer(self):
        """:return: action that downloads the PDF"""
        self.ensure_one()
        self._check_field_access(self._fields["agreed_offer"], "read")
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/agreed_offer/offer.pdf?download=true",
            "target": "download",
        }
