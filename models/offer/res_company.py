from odoo import fields, models

from .states import LONGEST_DAYS


class ResCompanyOffer(models.Model):
    """How long candidates have to answer an offer."""

    _inherit = "res.company"

    offer_days = fields.Integer(
        "Working Days to Answer an Offer",
        default=5,
        required=True,
        help="An offer is valid until the end of that day, unless another day is chosen.",
    )

    _offer_days_limits = models.Constraint(
        f"CHECK (offer_days BETWEEN 1 AND {LONGEST_DAYS})",
        f"Candidates have 1 to {LONGEST_DAYS} working days to answer an offer.",
    )
