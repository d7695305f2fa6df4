from odoo import models
from odoo.fields import Domain

from ..feedback.mailboxes import find_mailbox
from ..privacy.hr_applicant_copy_parts import Fact, say_lines


class HrApplicantSourcingTraces(models.Model):
    """What is left of an invitation goes with the person, and stands in the copy."""

    _inherit = "hr.applicant"

    def _find_invitations(self, addresses):
        """:param addresses: normalized
        :return: ``hr.recruitment.prospect`` of the persons of these applications"""
        boxes = {find_mailbox(address) for address in addresses} - {False}
        domain = Domain("mailbox", "in", list(boxes))
        # Another company is another controller, whom nobody has asked.
        if companies := self.company_id:
            domain &= Domain("company_id", "in", companies.ids)
        domain |= Domain("applicant_id", "in", self.ids) | Domain("talent_id", "in", self.ids)
        return self.env["hr.recruitment.prospect"].sudo().search(domain)

    def _find_traces(self, person):
        found = super()._find_traces(person)
        invitations = self._find_invitations(person.addresses)
        # After what hangs on them.
        found.pop(invitations._name, None)
        return {**found, invitations._name: invitations}

    def _get_known_facts(self):
        return [*super()._get_known_facts(), *self._get_facts_of_invitation()]

    def _get_facts_of_invitation(self):
        addresses = {self.email_normalized} - {False}
        told = self._find_invitations(addresses).filtered("told_date")
        return [
            Fact(
                "invitation",
                self.env._("You were invited to apply"),
                say_lines([Fact("", label, words) for label, words in p._get_terms()]),
            )
            for p in told
        ]


class HrRecruitmentProspect(models.Model):
    _inherit = "hr.recruitment.prospect"

    def _erase_traces(self, _person):
        self._forget()
