from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    candidate_stop_company_ids = fields.Many2many(
        "res.company",
        "candidate_stop",
        "partner_id",
        "company_id",
        string="Companies Asked to Stop Messages",
        groups=fields.NO_ACCESS,
    )

    def write(self, vals):
        """An address that is corrected here is corrected on all applications of the
        person: what came back is tried again."""
        before = {partner: partner.email_normalized for partner in self if "email" in vals}
        res = super().write(vals)
        corrected = self.filtered(lambda p: p.email_normalized != before.get(p, p.email_normalized))
        if corrected:
            self.env["hr.applicant.communication"]._release_for_sender()
            corrected.sudo().filtered("message_bounce").message_bounce = 0
            self._find_applications(corrected)._retry_for_address()
        return res

    def unlink(self):
        """The applications stay without a contact, and so does the wish for no messages."""
        stopped = self._find_applications(self).filtered("messages_stopped")
        stopped.stopped_without_contact = True
        return super().unlink()

    @api.model
    def _find_applications(self, partners):
        applicants = self.env["hr.applicant"].sudo().with_context(active_test=False)
        return applicants.search([("partner_id", "in", partners.ids)])

    def _is_colleague(self):
        """:return: whether somebody of these is an internal user"""
        return any(not user.share for user in self.sudo().user_ids)
