from odoo import api, fields, models
from odoo.tools import SQL

from ..rendering.directions import isolate_numbers
from .candidate_links import LAYOUT, PAGE_PREVIEW, WHOLE_PAGE


class HrApplicantPage(models.Model):
    """The candidate's own page: the key to it, and who gets the key.

    It is in the mails that the candidate gets and nowhere else: a colleague who had
    it could write and withdraw in the candidate's place.
    """

    _name = "hr.applicant"
    _inherit = ["hr.applicant", "hr.candidate.form.mixin"]

    page_token = fields.Char(
        "Key to the Candidate's Page",
        technical=True,
        copy=False,
        readonly=True,
        groups="base.group_system",
    )
    # A page of its own asked near misses until 19.0.1.2.0: its links are in mailboxes.
    keep_token = fields.Char(
        "Key in Earlier Links",
        technical=True,
        copy=False,
        readonly=True,
        groups="base.group_system",
    )
    page_revoked = fields.Boolean(
        "Candidate's Page Closed",
        copy=False,
        readonly=True,
        help="The candidate's link leads nowhere, and emails carry none.",
    )

    @api.private
    def get_page_url(self):
        """:return: the link to the candidate's own page; the key is put in when the
        mail leaves"""
        return self.get_base_url() + PAGE_PREVIEW

    def _page_path(self):
        return f"/candidate/page/{self.id}/{self.sudo().page_token}"

    def _ensure_page_tokens(self):
        """One UPDATE for all who have none yet; their mails read them one by one."""
        lacking = self.sudo().filtered(lambda a: not a.page_token and not a.page_revoked)
        if lacking:
            lacking._make_page_tokens()
            lacking.fetch(["page_token", "page_revoked"])

    def _make_page_tokens(self):
        self.flush_recordset(["page_token", "page_revoked"])
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant
                   SET page_token = gen_random_uuid(), page_revoked = FALSE
                 WHERE id = ANY(%s)
                """,
                self.ids,
            )
        )
        self.invalidate_recordset(["page_token", "page_revoked"], flush=False)

    # In mails ----------------------------------------------------------------------

    def _notify_by_email_render_layout(
        self, message, recipients_group, msg_vals=False, render_values=None
    ):
        """What only the candidate gets, in whatever layout, opens the candidate's own
        links; in ours, the way to the page stands below, unless the text shows it."""
        mine = recipients_group.get("recipients_ids") == self.partner_id.ids
        if not mine or not self.partner_id:
            return super()._notify_by_email_render_layout(
                message, recipients_group, msg_vals, render_values
            )
        layout = (msg_vals or {}).get("email_layout_xmlid", message.email_layout_xmlid)
        shown = WHOLE_PAGE.search(message.body or (msg_vals or {}).get("body") or "")
        if layout == LAYOUT and not shown and not self.page_revoked:
            url = {"candidate_page_url": self.get_page_url()}
            render_values = {**(render_values or {}), **url}
        html = super()._notify_by_email_render_layout(
            message, recipients_group, msg_vals, render_values
        )
        if self._get_text_start() == "right":
            html = isolate_numbers(html)
        return self._open_texts({self.id: html})[self.id]

    # What recruiters do with it ----------------------------------------------------

    def action_open_page(self):
        """The page as the candidate sees it, without the key."""
        self.ensure_one()
        self._check_may_tell()
        return {
            "type": "ir.actions.act_url",
            "url": f"/candidate/preview/{self.id}",
            "target": "new",
        }

    def action_revoke_page(self):
        """The link that is out there leads nowhere from now on."""
        self._check_may_tell()
        self.sudo().write({"page_token": False, "keep_token": False, "page_revoked": True})
        self._message_log_batch(
            {
                applicant.id: self.env._("The link to the candidate's page was revoked.")
                for applicant in self
            }
        )

    def action_renew_page(self):
        """The old link leads nowhere, the next message carries a new one."""
        self._check_may_tell()
        self.sudo().keep_token = False
        self.sudo()._make_page_tokens()
        self._message_log_batch(
            {
                applicant.id: self.env._(
                    "The candidate's page has a new link. The next message carries it; "
                    "the old one leads nowhere."
                )
                for applicant in self
            }
        )
