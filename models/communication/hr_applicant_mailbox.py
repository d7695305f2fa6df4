from collections import Counter

from odoo import models
from odoo.tools import email_normalize

from ..gateway.person_names import is_same_person


class HrApplicantMailbox(models.Model):
    """Two people who share a mailbox have a contact each, and hear under their own names.
    Odoo would take the contact of the first, and give it the name of the second."""

    _inherit = "hr.applicant"

    def _inverse_partner_email(self):
        self._take_own_contacts()
        return super()._inverse_partner_email()

    def _take_own_contacts(self):
        named = self.filtered(lambda a: a.partner_name and email_normalize(a.email_from or ""))
        if not named:
            return
        addresses = Counter(email_normalize(a.email_from) for a in named)
        partners = self.env["res.partner"].sudo()
        known = partners.search([("email_normalized", "in", list(addresses))], order="id")
        taken = set(known.mapped("email_normalized"))
        for applicant in named:
            address = email_normalize(applicant.email_from)
            # Applications that arrive together can share a mailbox, too.
            if address in taken or addresses[address] > 1:
                same = known.filtered(lambda p, address=address: p.email_normalized == address)
                known |= applicant._take_own_contact(same, address)

    def _take_own_contact(self, same, address):
        """:param same: contacts with the address, as superuser
        :return: the contact of the application, as superuser"""
        partner = self.partner_id.sudo()
        if partner and not self._is_contact_of_another(partner):
            return partner
        # As in core, nobody gets a contact that is another company's own.
        own = same.filtered(
            lambda p: (
                (not p.company_id or p.company_id == self.company_id)
                and is_same_person(p.name, self.partner_name)
            )
        )[:1]
        if not own:
            lang = (partner or same[:1]).lang or self.env.lang
            own = same.create({"name": self.partner_name, "email": address, "lang": lang})
        given = self.email_from
        self.partner_id = own.with_env(self.env)
        if self.email_from != given:
            self.email_from = given
        return own

    def _is_contact_of_another(self, partner):
        """:return: whether somebody else has applied with this contact"""
        if is_same_person(partner.name, self.partner_name):
            return False
        others = self.sudo().with_context(active_test=False)
        return bool(
            others.search_count(
                [("partner_id", "=", partner.id), ("id", "not in", self.ids)], limit=1
            )
        )

    def _partner_find_from_emails(self, records_emails, *args, **kwargs):
        """Who writes from a shared mailbox on an application is its candidate."""
        found = super()._partner_find_from_emails(records_emails, *args, **kwargs)
        for applicant in self:
            own = applicant.partner_id
            same = found[applicant.id].filtered(
                lambda p, own=own: (
                    p.partner_share
                    and p.email_normalized
                    and p.email_normalized == own.email_normalized
                )
            )
            if same and own:
                found[applicant.id] = found[applicant.id] - same | own
        return found
