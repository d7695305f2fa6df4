from odoo import api, fields, models


class HrApplicantPrivacyMerits(models.TransientModel):
    """Of one who was chosen: whether the merits are noted."""

    _inherit = "hr.applicant.privacy"

    has_merits = fields.Boolean(compute="_compute_has_merits")

    @api.depends("applicant_id")
    def _compute_has_merits(self):
        for record in self:
            record.applicant_id.check_access("read")
            record.has_merits = record.applicant_id._has_merits()

    def _list_all(self):
        return [*super()._list_all(), (self.env._("Merits of the Chosen"), self._list_merits())]

    def _list_merits(self):
        if not self.has_merits:
            return []
        merits = self.env["hr.applicant.merits"].search(
            [("applicant_id", "=", self.applicant_id.id), ("noted_date", "!=", False)]
        )
        if not merits:
            return [self.env._("Not noted yet.")]
        return [
            self.env._(
                "Noted by %(user)s on %(date)s.",
                user=merits.noted_by_id.name,
                date=self._say_date(merits.noted_date),
            )
        ]

    def action_note_merits(self):
        return self.applicant_id.action_note_merits()
