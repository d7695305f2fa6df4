from odoo import api, models
from odoo.fields import Domain

from .review_choices import WORDS


class HrEmployerReviewThemes(models.Model):
    """What reviews are about, by the same themes as the comments of candidates."""

    _inherit = "hr.employer.review"

    def write(self, vals):
        res = super().write(vals)
        if {*WORDS, "language"} & vals.keys():
            self.sudo().themes_stamp = False
        return res

    def _delete_words(self):
        res = super()._delete_words()
        self._forget_themes()
        return res

    def _get_theme_text(self):
        return "\n".join(filter(None, (self[name] for name in WORDS))), self.language

    @api.model
    def _get_theme_domain(self):
        return Domain([("emptied_date", "=", False), ("state", "!=", "unreadable")])
