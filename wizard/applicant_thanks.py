from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html


class HrApplicantThanks(models.TransientModel):
    """Pass on what a candidate has written after a no. A person reads it before, and
    chooses what of it goes to whom."""

    _name = "hr.applicant.thanks"
    _description = "Pass On Thanks"

    applicant_id = fields.Many2one(
        "hr.applicant",
        required=True,
        readonly=True,
        ondelete="cascade",
        context={"active_test": False},
    )
    user_ids = fields.Many2many(
        "res.users",
        "hr_applicant_thanks_user_rel",
        string="To",
        domain=[("share", "=", False)],
        compute="_compute_words",
        store=True,
        readonly=False,
        help="Those who have met the candidate. Only they get it, nobody else reads it.",
    )
    words = fields.Text(
        "The Candidate Wrote",
        compute="_compute_words",
        store=True,
        readonly=False,
        help="Leave out what does not concern them.",
    )

    @api.depends("applicant_id")
    def _compute_words(self):
        for wizard in self:
            applicant = wizard.applicant_id
            wizard.user_ids = applicant._find_whom_thanks_concern() if applicant else False
            wizard.words = applicant._read_last_reply() if applicant else False

    def action_pass_on(self):
        """:raise UserError: for nothing, or to nobody who works here"""
        self.ensure_one()
        applicant = self.applicant_id
        applicant._check_replied_to_refusal()
        words = (self.words or "").strip()
        users = self.user_ids - applicant.sudo().partner_id.user_ids
        if not words or not users or any(user.share for user in users):
            raise UserError(self.env._("Choose colleagues, and leave something of the words."))
        name = applicant.partner_name or applicant.display_name
        for lang, readers in users.grouped("lang").items():
            env = self.with_context(lang=lang or self.env.lang).env
            intro = env._("%s has written after our answer, and this is for you, too:", name)
            applicant.message_notify(
                partner_ids=readers.partner_id.ids,
                subject=env._("Thanks from %s", name),
                body=Markup("<p>%s</p><blockquote>%s</blockquote>")
                % (intro, plaintext2html(words)),
                force_send=False,
            )
        applicant._message_log(
            body=self.env._(
                "The candidate's thanks were passed on to %s.", ", ".join(users.mapped("name"))
            )
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Passed on."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
