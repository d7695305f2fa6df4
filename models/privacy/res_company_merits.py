from odoo import api, fields, models

# Where the law gives candidates a right to it: the Swedish Discrimination Act (2008:567),
# chapter 2, section 4.
COUNTRY = "SE"


class ResCompanyMerits(models.Model):
    """Whether candidates who were not chosen can ask for the merits of who was."""

    _inherit = "res.company"

    merits_offered = fields.Boolean(
        "Candidates May Ask for Merits",
        compute="_compute_merits_offered",
        store=True,
        readonly=False,
        precompute=True,
        help="A candidate who was refused can ask on the page for the education, professional "
        "experience and other merits of who was chosen. At first on in Sweden, off elsewhere. "
        "Source: Swedish Discrimination Act (2008:567), chapter 2, section 4.",
    )
    merits_days = fields.Integer(
        "Days to Reply About Merits",
        default=14,
        required=True,
        help="By when the candidate gets the reply. The page and the email say the date. The "
        "Discrimination Act (2008:567) names no number of days.",
    )

    _merits_limits = models.Constraint(
        "CHECK (merits_days BETWEEN 1 AND 90)",
        "A reply about merits takes between 1 and 90 days.",
    )

    @api.depends("partner_id.country_id")
    def _compute_merits_offered(self):
        for company in self:
            company.merits_offered = company.partner_id.country_id.code == COUNTRY
