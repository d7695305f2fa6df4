from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..advert.pay_rules import LARGEST_PAY
from .states import (
    DECLINE_REASONS,
    LONGEST_PROBATION,
    MOST_HOURS,
    OFFER,
    OFFICERS,
    STATES,
    TERMS,
    USES,
    WAITING,
)


class HrApplicantOffer(models.Model):
    """An offer of a job: one row for each version of its terms.

    What has left is not changed any more: another version is made, and takes its place
    when the candidate has been told of it. No version is accepted but the one that the
    candidate knows as the newest. Read with the application, by recruiters only.
    """

    _name = "hr.applicant.offer"
    _description = "Job Offer"
    _inherit = ["hr.candidate.request.mixin", "hr.candidate.application.mixin"]
    _order = "id desc"

    _asked_in = "offer_id"
    _asked_by = OFFER
    _asked_as = OFFER
    _asked_while = WAITING
    _asked_no_more = "offer_over"

    applicant_id = fields.Many2one(
        "hr.applicant", "Application", required=True, settled=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="applicant_id.company_id", store=True, index="btree_not_null"
    )
    user_id = fields.Many2one(related="applicant_id.user_id", store=True, string="Recruiter")
    # Of which the offer is, whatever becomes of the application.
    job_id = fields.Many2one(
        "hr.job",
        compute="_compute_version",
        store=True,
        precompute=True,
        ondelete="set null",
        index="btree_not_null",
    )
    department_id = fields.Many2one(related="job_id.department_id", store=True)
    version = fields.Integer(
        compute="_compute_version", store=True, precompute=True, aggregator=None
    )
    state = fields.Selection(STATES, required=True, default="draft", readonly=True, index=True)
    told_by = fields.Selection(
        [("email", "Email"), ("call", "A call, then the email")],
        "How the Candidate Is Informed",
        readonly=True,
        copy=False,
    )
    told_date = fields.Datetime("Informed On", readonly=True, copy=False)
    answered_date = fields.Datetime("Answered On", readonly=True, copy=False)
    accepted_name = fields.Char("Accepted as", readonly=True, copy=False)
    decline_reason = fields.Selection(DECLINE_REASONS, "Declined Because", readonly=True)
    decline_words = fields.Text("In Their Words", readonly=True, copy=False)
    # A withdrawal is on its way; until it has arrived the offer stands.
    withdrawing = fields.Boolean("Withdrawal on Its Way", readonly=True, copy=False)
    document = fields.Binary(
        "Offer as a PDF", attachment=True, readonly=True, copy=False, groups=OFFICERS
    )
    document_name = fields.Char(compute="_compute_document_name")
    document_hash = fields.Char(
        "SHA-256 of the PDF",
        readonly=True,
        copy=False,
        help="Of the PDF that the candidate was shown: whoever has the file can compare it.",
    )
    communication_ids = fields.One2many(
        "hr.applicant.communication", "offer_id", readonly=True, string="Messages"
    )
    notice = fields.Text(compute="_compute_notice", help="What to check before it is sent.")
    expires_soon = fields.Boolean(compute="_compute_expires_soon", search="_search_expires_soon")

    _one_version = models.UniqueIndex("(applicant_id, version)")

    @api.depends("applicant_id.partner_name", "version")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for offer in self:
            name = offer.sudo().applicant_id.partner_name or ""
            offer.display_name = (
                self.env._("Offer to %(name)s, version %(number)s", name=name, number=offer.version)
                if offer.version > 1
                else self.env._("Offer to %s", name)
            )

    @api.constrains("pay_amount", "share_percent", "hours_per_week", "probation_months")
    def _check_numbers(self):
        for offer in self:
            offer._check_range("pay_amount", 0, LARGEST_PAY)
            offer._check_range("share_percent", 1, 100)
            offer._check_range("hours_per_week", 0, MOST_HOURS)
            offer._check_range("probation_months", 0, LONGEST_PROBATION)

    @api.constrains("signer_id")
    def _check_signer(self):
        """The candidate reads that this person decides for us."""
        for offer in self.sudo().filtered("signer_id"):
            if not offer.signer_id._may_speak_for(offer.company_id):
                raise ValidationError(
                    self.env._(
                        "%(user)s does not work in %(company)s.",
                        user=offer.signer_id.name,
                        company=offer.company_id.name or "",
                    )
                )

    def _check_range(self, name, least, most):
        if not least <= self[name] <= most:
            raise ValidationError(
                self.env._(
                    "“%(field)s” is between %(least)s and %(most)s: is it a typing error?",
                    field=self._fields[name]._description_string(self.env),
                    least=least,
                    most=most,
                )
            )

    # Made and changed ------------------------------------------------------------------

    @api.depends("applicant_id")
    def _compute_version(self):
        """The next one of the application, and of the job position that it is for then."""
        groups = self.sudo()._read_group(
            [("applicant_id", "in", self.applicant_id.ids)], ["applicant_id"], ["version:max"]
        )
        last = {applicant.id: version for applicant, version in groups}
        known = self._filter_proposed()
        (self - known).version = 0
        for offer in known:
            applicant = offer.applicant_id
            last[applicant.id] = last.get(applicant.id, 0) + 1
            offer.version = last[applicant.id]
            offer.job_id = applicant.sudo().job_id

    @api.model_create_multi
    def create(self, vals_list):
        """For who may offer jobs."""
        offers = super().create(vals_list)
        offers._check_may_offer()
        return offers

    def write(self, vals):
        if not self.env.su and set(TERMS) & vals.keys():
            self._check_draft()
        return super().write(vals)

    def _check_draft(self):
        """:raise UserError: where the terms have left already"""
        if any(offer.state != "draft" for offer in self):
            raise UserError(
                self.env._(
                    "The terms have already been sent. Change the offer by a new version: the "
                    "candidate is informed about it."
                )
            )

    def _check_may_offer(self):
        """:raise AccessError: for who may not speak for us
        :raise UserError: where offers are not in use"""
        if self.env.su:
            return
        if not self.env.user.has_groups(OFFICERS):
            raise AccessError(self.env._("Recruiters make offers."))
        self.applicant_id.check_access("write")
        if not self.env["hr.candidate.settings"]._is_used(USES):
            raise UserError(self.env._("Offers are not in use."))

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts(self):
        if not self.env.su:
            self._check_draft()
