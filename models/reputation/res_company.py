from odoo import api, fields, models
from odoo.exceptions import ValidationError

LONGEST_DAYS = 90
LONGEST_MONTHS = 120


class ResCompanyReputation(models.Model):
    """How employer reviews come in, who answers them, and how long their words are kept."""

    _inherit = "res.company"

    review_days = fields.Integer(
        "Working Days to Answer a Review",
        default=5,
        required=True,
        help="Whoever is responsible has so many days from the day it came in.",
    )
    review_user_id = fields.Many2one(
        "res.users",
        "Answers Reviews",
        help="Gets a to-do for each review. Empty: the HR responsible.",
    )
    review_keep_months = fields.Integer(
        "Months to Keep Reviews",
        default=36,
        required=True,
        help="After so many months the words, names and emails of a review are deleted. Its "
        "rating stays, so that numbers stay. 0: they are kept.",
    )
    review_alias_name = fields.Char(
        "Address for Alert Emails",
        compute="_compute_review_alias_name",
        inverse="_inverse_review_alias_name",
        help="Enter this address where the sites send their alerts, or pass them on to it.",
    )
    review_alias_id = fields.Many2one(
        "mail.alias", readonly=True, copy=False, ondelete="set null", groups="base.group_system"
    )
    review_mail_server = fields.Char(
        "Name of Our Mail Server",
        help="As it stands first in the header “Authentication-Results” of your incoming mail, "
        "for instance mx.example.com. With it, reviews from a site that has proved who it is "
        "are ready at once. Empty: somebody looks at each of them first.",
    )

    _review_days_limits = models.Constraint(
        f"CHECK (review_days BETWEEN 1 AND {LONGEST_DAYS})",
        f"A review is answered within 1 to {LONGEST_DAYS} working days.",
    )
    _review_keep_months_limits = models.Constraint(
        f"CHECK (review_keep_months BETWEEN 0 AND {LONGEST_MONTHS})",
        f"Reviews are kept 0 to {LONGEST_MONTHS} months.",
    )

    @api.depends("review_alias_id.alias_name")
    def _compute_review_alias_name(self):
        for company in self:
            company.review_alias_name = company.sudo().review_alias_id.alias_name

    def _inverse_review_alias_name(self):
        for company in self.sudo():
            name = (company.review_alias_name or "").strip()
            if company.review_alias_id:
                company.review_alias_id.alias_name = name
            elif name:
                company.review_alias_id = (
                    self.env["mail.alias"].sudo().create(company._prepare_review_alias(name))
                )

    def _prepare_review_alias(self, name):
        return {
            "alias_name": name,
            "alias_domain_id": self.alias_domain_id.id,
            "alias_model_id": self.env["ir.model"]._get_id("hr.employer.review"),
            "alias_defaults": {"company_id": self.id},
            # Everybody may write: what is not known waits for a person.
            "alias_contact": "everyone",
        }

    @api.constrains("review_user_id")
    def _check_review_user(self):
        for company in self:
            user = company.review_user_id
            if user and (user.share or company not in user.company_ids):
                raise ValidationError(
                    self.env._(
                        "%(user)s does not work in %(company)s.",
                        user=user.name,
                        company=company.name,
                    )
                )

    def _find_review_user(self):
        """:return: ``res.users`` who answers, may be empty"""
        self.ensure_one()
        company = self.sudo()
        return company.review_user_id or company.candidate_hr_user_id
