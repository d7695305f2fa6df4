from odoo import fields, models


class ResCompany(models.Model):
    """Which ads are thin."""

    _inherit = "res.company"

    ad_score_limit = fields.Integer(
        "Minimum Ad Score",
        default=60,
        required=True,
        help="Whoever publishes an ad with a lower score, of 100, is asked first and sees what is "
        "missing. Nothing is stopped.",
    )

    _ad_score_limit = models.Constraint(
        "CHECK (ad_score_limit BETWEEN 0 AND 100)",
        "The minimum score of an ad is 0 to 100.",
    )
