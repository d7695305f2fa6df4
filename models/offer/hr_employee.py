from odoo import fields, models

from .states import USES

MANAGERS = "hr.group_hr_manager"


class HrEmployeeOffer(models.Model):
    """The paper that was agreed upon, where HR goes on with the new colleague: for those who
    read the pay of employees."""

    _inherit = "hr.employee"

    has_agreed_offer = fields.Boolean(
        "Has an Agreed Offer",
        compute="_compute_agreed_offer",
        compute_sudo=True,
        groups=MANAGERS,
    )
    agreed_offer = fields.Binary(
        "Offer as Agreed",
        compute="_compute_agreed_offer",
        compute_sudo=True,
        groups=MANAGERS,
    )

    def _compute_agreed_offer(self):
        self.agreed_offer = self.has_agreed_offer = False
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return
        offers = self.env["hr.applicant.offer"].search(
            [
                ("applicant_id.employee_id", "in", self.ids),
                ("state", "=", "accepted"),
                ("document_hash", "!=", False),
            ],
            order="answered_date",
        )
        for offer in offers:
            employee = offer.applicant_id.employee_id
            employee.agreed_offer = offer.document
            employee.has_agreed_offer = True

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
