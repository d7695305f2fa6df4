from odoo import api, models
from odoo.tools import email_normalize

from ..feedback.mailboxes import find_mailbox

SOURCE = "hr_recruitment_candidate_experience.utm_source_invitation"


class HrApplicantSourcing(models.Model):
    """Somebody who was asked to apply has done so. Who has said *never* applies like anybody
    else: of that nothing is looked at here."""

    _inherit = "hr.applicant"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env["hr.candidate.settings"]._is_used("uses_sourcing"):
            return super().create(vals_list)
        boxes = [find_mailbox(email_normalize(v.get("email_from") or "")) for v in vals_list]
        people = self.env["hr.recruitment.prospect"]._find_by_mailbox(set(boxes) - {False})
        if not people:
            return super().create(vals_list)
        known = set(people.mapped("mailbox"))
        source = self.env.ref(SOURCE, raise_if_not_found=False)
        if source:
            vals_list = [
                {"source_id": source.id, **vals} if box in known else vals
                for vals, box in zip(vals_list, boxes, strict=True)
            ]
        applicants = super().create(vals_list)
        applicants._note_invited(people)
        return applicants

    def _note_invited(self, people):
        """:param people: ``hr.recruitment.prospect`` with the addresses of some of these"""
        came = {}
        for applicant in self.filtered(lambda a: not a.talent_pool_ids):
            for prospect in people:
                same_box = prospect.mailbox == applicant.sudo().mailbox
                if same_box and applicant.company_id in (
                    prospect.company_id,
                    applicant.company_id.browse(),
                ):
                    came.setdefault(prospect, applicant)
        if came:
            people.browse(prospect.id for prospect in came)._note_applied(came)
