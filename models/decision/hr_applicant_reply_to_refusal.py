from lxml import html

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

# What a mail quotes of ours, as Odoo's gateway marks it, and what ends it.
QUOTED = "//*[@data-o-mail-quote or @data-o-mail-quote-container] | //blockquote"


class HrApplicantReplyToRefusal(models.Model):
    """Who writes after a no is heard: thanks go to those they concern, and who asks to be
    kept in mind is, in one press. What it is, a person reads."""

    _inherit = "hr.applicant"

    replied_to_refusal = fields.Boolean(
        compute="_compute_replied_to_refusal",
        help="The candidate has written since the refusal arrived, and waits for a reply.",
    )

    @api.depends("answer_state", "decision_told_date", "awaiting_reply", "last_reply_date")
    def _compute_replied_to_refusal(self):
        for applicant in self:
            told, wrote = applicant.decision_told_date, applicant.last_reply_date
            applicant.replied_to_refusal = bool(
                applicant.awaiting_reply
                and applicant.answer_state == "told"
                and told
                and wrote
                and wrote >= told
            )

    def _check_replied_to_refusal(self):
        self.ensure_one()
        self._check_may_tell()
        if not self.replied_to_refusal:
            raise UserError(self.env._("The candidate has not written since the refusal."))

    def action_pass_on_thanks(self):
        """:return: the dialog, with what the candidate has written"""
        self._check_replied_to_refusal()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Pass On"),
            "res_model": "hr.applicant.thanks",
            "view_mode": "form",
            "target": "new",
            "context": {"default_applicant_id": self.id},
        }

    def action_keep_in_mind(self):
        """The candidate has asked for it, in writing: a near miss who agrees."""
        self._check_replied_to_refusal()
        if not self._can_be_kept():
            raise UserError(
                self.env._("The candidate's page is closed, where the consent could be withdrawn.")
            )
        applicant = self.sudo()
        applicant.near_miss = True
        if applicant.near_miss_consent != "given":
            applicant._note_near_miss_consent(True)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Kept until %s. Write it in your reply.",
                    applicant._say_date(applicant.near_miss_until),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _can_be_kept(self):
        return not self.sudo().page_revoked

    def _find_whom_thanks_concern(self):
        """:return: ``res.users``, colleagues who have met the candidate or decide, without
        the reader and the candidate, who may be one

        :raise AccessError: for who may not read the application"""
        self.check_access("read")
        applicant = self.sudo()
        met = applicant.meeting_ids.filtered("active").partner_ids.user_ids
        users = met | applicant.interviewer_ids | applicant.user_id
        others = users - self.env.user - applicant.partner_id.user_ids
        return others.filtered(lambda user: not user.share and user.active)

    def _read_last_reply(self):
        """:return: str, the latest email of the candidate without what it quotes"""
        messages = self.message_ids.filtered(
            lambda m: m.message_type == "email" and self._is_by_candidate(m.author_id, m.email_from)
        )
        body = messages.sorted("id")[-1:].body
        if not body:
            return ""
        root = html.fromstring(f"<div>{body}</div>")
        for quote in root.xpath(QUOTED):
            if quote.getparent() is not None:
                quote.drop_tree()
        return html2plaintext(html.tostring(root, encoding="unicode")).strip()
