from odoo import fields, models


class HrApplicantCommunicationSpeaker(models.Model):
    """The words of a refusal are fixed when it is decided, and somebody signs them. Who
    has left by the time it leaves signs nothing: they are made anew, unless a person
    wrote them."""

    _inherit = "hr.applicant.communication"

    words_user_id = fields.Many2one(
        "res.users",
        "Text Signed By",
        technical=True,
        readonly=True,
        copy=False,
        ondelete="set null",
        help="Who signs the text. Empty: the team, or a person wrote it.",
    )

    def write(self, vals):
        res = super().write(vals)
        if not self.env.su and {"subject", "body"} & vals.keys():
            self.sudo().words_user_id = False
        return res

    def _note_signer(self):
        for row in self:
            row.words_user_id = row.applicant_id._get_speaker()

    def _freeze_refusal(self, template):
        res = super()._freeze_refusal(template)
        self._note_signer()
        return res

    def _hand_over(self, batch):
        stale = self.filtered(
            lambda row: row.words_user_id and row.words_user_id != row.applicant_id._get_speaker()
        )
        if stale:
            stale._freeze_refusal(stale._get_mail_template())
        return super()._hand_over(batch)
