from odoo import api, fields, models

from ..write_groups import OFFICER


class HrApplicantEasy(models.Model):
    """Who wants easy language gets it. Why is nobody's business: who only judges candidates
    does not see it, and no note tells of it."""

    _inherit = "hr.applicant"

    easy_to_read = fields.Boolean(
        "Easy-to-Read Emails",
        groups=OFFICER,
        help="Short sentences and everyday words, where the plan has such emails. The candidate "
        "can choose them on their own page.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        applicants = super().create(vals_list)
        applicants.sudo()._follow_easy_reader()
        return applicants

    def write(self, vals):
        changes = "easy_to_read" in vals
        before = {a: a.easy_to_read for a in self.sudo()} if changes else {}
        res = super().write(vals)
        changed = self.sudo().filtered(lambda a: a in before and a.easy_to_read != before[a])
        if changed:
            changed._make_letters_anew()
        return res

    def _follow_easy_reader(self):
        """What the same person has chosen in this company holds for the new application."""
        asking = self.filtered(lambda a: a.partner_id and not a.easy_to_read)
        if not asking:
            return
        known = self.with_context(active_test=False).search(
            [("partner_id", "in", asking.partner_id.ids), ("easy_to_read", "=", True)]
        )
        readers = {(a.company_id, a._get_person()) for a in known}
        followers = asking.filtered(lambda a: (a.company_id, a._get_person()) in readers)
        if followers:
            followers.easy_to_read = True

    def _choose_easy_to_read(self, wanted):
        """The candidate has chosen, for all applications to this company.

        :param bool wanted: easy language"""
        same = self._find_same_person().filtered(lambda a: a.company_id == self.sudo().company_id)
        changed = same.filtered(lambda a: a.easy_to_read != wanted)
        if changed:
            changed.easy_to_read = wanted

    def _make_letters_anew(self):
        """What waits in words that nobody has written by hand is said in those of now."""

    def _may_choose_easy_to_read(self):
        """:return: whether it makes a difference to this candidate, or was chosen before"""
        self.ensure_one()
        mine = self.sudo()
        if mine.easy_to_read:
            return True
        steps = mine.env["hr.recruitment.communication.step"].search_fetch(
            [
                ("plan_id", "in", mine.communication_plan_id.ids),
                ("easy_mail_template_id", "!=", False),
            ],
            ["easy_mail_template_id", "action"],
            order="id",
        )
        # The first is nearly always without fault: the emails of the others are not read.
        steps[:1].with_prefetch().easy_mail_template_id.fetch(["active", "model", "body_html"])
        return any(not step.with_prefetch()._find_easy_fault(step.action) for step in steps)
