from babel.numbers import format_decimal
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..batch import get_now, get_today
from ..rendering.amounts_in_words import say_amount
from ..rendering.dates_in_words import get_locale, say_date
from .states import OFFICERS, TERMS, WAITING


class HrApplicantOfferTerms(models.Model):
    """What is offered, filled in as far as the job position and the application say it."""

    _inherit = "hr.applicant.offer"

    role_name = fields.Char(
        "Role", compute="_compute_terms", store=True, readonly=False, precompute=True
    )
    first_day = fields.Date(compute="_compute_terms", store=True, readonly=False, precompute=True)
    pay_amount = fields.Monetary(
        "Pay",
        currency_field="currency_id",
        compute="_compute_terms",
        store=True,
        readonly=False,
        precompute=True,
        groups=OFFICERS,
        aggregator=None,
        help="Before tax, for the share of full time that is offered.",
    )
    pay_period = fields.Selection(
        [("hour", "per hour"), ("month", "per month"), ("year", "per year")],
        "Pay Is",
        compute="_compute_terms",
        store=True,
        readonly=False,
        precompute=True,
        groups=OFFICERS,
    )
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_terms", store=True, readonly=False, precompute=True
    )
    pay_variable = fields.Char(
        "Variable Pay",
        compute="_compute_terms",
        store=True,
        readonly=False,
        precompute=True,
        groups=OFFICERS,
        help="What comes on top, and what it depends on: commission, bonus, shift allowance.",
    )
    place = fields.Char(
        "Place of Work", compute="_compute_terms", store=True, readonly=False, precompute=True
    )
    share_percent = fields.Float("Working Time (% of Full Time)", default=100, aggregator=None)
    hours_per_week = fields.Float(
        "Full-Time Hours a Week",
        compute="_compute_terms",
        store=True,
        readonly=False,
        precompute=True,
        aggregator=None,
    )
    contract_type_id = fields.Many2one(
        "hr.contract.type",
        "Kind of Employment",
        compute="_compute_terms",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="restrict",
    )
    until_day = fields.Date("Employed Until", help="Empty: until further notice.")
    probation_months = fields.Integer("Probation (Months)", default=6, aggregator=None)
    notice_period = fields.Char("Period of Notice", help="“One month on both sides”, for example.")
    conditions = fields.Text(
        "Other Conditions", help="What the offer depends on, or what else was agreed."
    )
    benefits = fields.Text(
        compute="_compute_terms",
        store=True,
        readonly=False,
        precompute=True,
        help="What is given beside the pay, one in a line.",
    )
    valid_until = fields.Date(
        compute="_compute_terms",
        store=True,
        readonly=False,
        precompute=True,
        help="The candidate can accept until midnight of this day, in their time zone.",
    )
    signer_id = fields.Many2one(
        "res.users",
        "Decides and Signs",
        compute="_compute_terms",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        ondelete="set null",
    )

    @api.depends("applicant_id")
    def _compute_terms(self):
        """As it stands on the application and its job position; only where nothing is typed."""
        for offer in self._filter_proposed():
            for name, value in offer.sudo()._find_terms().items():
                if not offer[name]:
                    offer[name] = value

    def _filter_proposed(self):
        """Proposals are looked up as superuser, also for a form that is never saved: they are
        for who may read the application, and for nobody who is offered the job.

        :return: offers of applications of which the user may know the terms"""
        applicants = self.applicant_id._origin.sudo(False)._filtered_access("read").sudo()
        mine = self.env.user.partner_id
        known = applicants.filtered(lambda applicant: applicant.partner_id != mine)
        return self.filtered(lambda offer: offer.applicant_id._origin in known)

    def _find_terms(self):
        """:return: dict of what the application and its job position say"""
        applicant, job = self.applicant_id, self.applicant_id.job_id
        company = applicant.company_id or self.env.company
        job = job.with_context(lang=applicant._get_candidate_lang() or self.env.lang)
        agreed = job.pay_min if job.pay_min == job.pay_max else 0
        calendar = company.resource_calendar_id
        return {
            "role_name": job.name,
            "first_day": applicant.first_day or applicant.availability,
            "pay_amount": applicant.salary_proposed or agreed,
            "pay_period": job.pay_period or "month",
            "currency_id": (job.pay_currency_id or company.currency_id).id,
            "pay_variable": job.pay_variable or applicant.salary_proposed_extra,
            "place": self._find_place(job, company),
            "hours_per_week": calendar.hours_per_week or calendar.full_time_required_hours,
            "contract_type_id": job.contract_type_id.id,
            "benefits": job.pay_benefits,
            "valid_until": self._find_default_day(applicant, company),
            "signer_id": self._find_signer(applicant, company).id,
        }

    def _find_signer(self, applicant, company):
        """:return: ``res.users``, who leads the department, else the recruiter; may be empty"""
        manager = applicant.job_id.department_id.manager_id.user_id
        for user in manager, applicant._get_speaker():
            if user and user._may_speak_for(company):
                return user
        return manager.browse()

    def _find_place(self, job, company):
        address = job.address_id or company.partner_id
        return ", ".join(filter(None, [address.street, address.city])) or address.name

    def _find_default_day(self, applicant, company):
        if not applicant:
            return False
        calendar = applicant.communication_plan_id._get_calendar(company)
        tz = applicant._get_candidate_tz()
        moment = calendar._add_working_days(get_now(self.env), company.offer_days, tz)
        return applicant._to_candidate_time(moment).date()

    def _copy_terms(self):
        """:return: dict of the terms, for the next version"""
        values = self.sudo().read(TERMS, load=None)[0]
        if not self.sudo().signer_id._may_speak_for(self.sudo().company_id):
            # Gone meanwhile: who is proposed now.
            values["signer_id"] = False
        return {name: values[name] for name in TERMS}

    # What to look at before it leaves --------------------------------------------------

    @api.depends(*TERMS, "state", "applicant_id.job_id", "applicant_id.active")
    @api.depends_context("lang", "uid")
    def _compute_notice(self):
        for offer in self:
            offer.notice = "\n".join(offer._find_notices()) or False

    def _find_notices(self):
        """:return: list of sentences for the recruiter"""
        offer, notices = self.sudo(), []
        if offer.state not in ("draft", *WAITING, "accepted"):
            return notices
        if offer.state == "draft":
            notices += filter(None, [offer._say_missing(), offer._say_outside_of_range()])
        if offer._has_other_offers():
            notices.append(
                self.env._(
                    "This person has an offer for another application with us, too. Agree with "
                    "your colleagues what you want."
                )
            )
        if offer.job_id and offer.applicant_id.job_id != offer.job_id:
            notices.append(self.env._("The application has moved to another job position since."))
        if not offer.applicant_id._is_open() and offer.state in WAITING:
            notices.append(
                self.env._(
                    "The application is closed, and the candidate can still accept: withdraw "
                    "the offer, or open the application again."
                )
            )
        return notices

    def _say_missing(self):
        names = [n for n in ("role_name", "first_day", "pay_amount", "valid_until") if not self[n]]
        if not names:
            return False
        labels = [self._fields[name]._description_string(self.env) for name in names]
        return self.env._("Not filled in: %s", ", ".join(labels))

    def _say_outside_of_range(self):
        job = self.job_id or self.applicant_id.job_id
        same = self.pay_period == job.pay_period and self.currency_id == job.pay_currency_id
        if not (self.pay_amount and same and self.share_percent == 100):
            return False
        low, high = job.pay_min or 0, job.pay_max or self.pay_amount
        if low <= self.pay_amount <= high:
            return False
        return self.env._("The pay is outside of what the job position says.")

    def _has_other_offers(self):
        """:return: whether the person has an offer on another application; nothing is said of
        which: not everybody may read that"""
        same = self._get_domain_of_same_person()
        return bool(self.sudo().search(same & self._get_domain_of_others(), limit=1))

    def _get_domain_of_same_person(self):
        applicant = self.sudo().applicant_id
        same = Domain("applicant_id.email_normalized", "=", applicant.email_normalized or "-")
        if applicant.partner_id:
            same |= Domain("applicant_id.partner_id", "=", applicant.partner_id.id)
        return same

    def _get_domain_of_others(self):
        return Domain("applicant_id", "!=", self.applicant_id.id) & Domain(
            "state", "in", (*WAITING, "accepted")
        )

    @api.depends("state", "deadline")
    def _compute_expires_soon(self):
        soon = fields.Date.add(get_now(self.env), days=2)
        for offer in self:
            offer.expires_soon = (
                offer.state == "open" and bool(offer.deadline) and offer.deadline <= soon
            )

    @api.model
    def _search_expires_soon(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        soon = fields.Date.add(get_now(self.env), days=2)
        return Domain("state", "=", "open") & Domain("deadline", "<=", soon)

    # In words --------------------------------------------------------------------------

    def _get_terms(self):
        """:return: list of (name, label, list of lines) of what is offered, in the language of
        the context: for the page, the PDF and the copy of the data"""
        offer = self.sudo()
        known = (
            ("role", self.env._("Role"), offer.role_name),
            ("first_day", self.env._("First day"), self._say_date(offer.first_day)),
            ("employment", self.env._("Employment"), offer._say_employment()),
            ("pay", self.env._("Pay"), offer._say_pay()),
            ("variable", self.env._("Variable pay"), offer.pay_variable),
            ("hours", self.env._("Hours"), offer._say_hours()),
            ("place", self.env._("Place of work"), offer.place),
            ("probation", self.env._("Probation"), offer._say_probation()),
            ("notice", self.env._("Period of notice"), offer.notice_period),
            ("benefits", self.env._("Benefits"), offer.benefits),
            ("conditions", self.env._("Other conditions"), offer.conditions),
        )
        return [(name, label, _split(words)) for name, label, words in known if _split(words)]

    def _say_date(self, day):
        return day and say_date(day, get_locale(self.env))

    def _say_employment(self):
        kind = self.contract_type_id.with_context(lang=self.env.lang).name
        until = self.until_day and self.env._("until %s", self._say_date(self.until_day))
        return ", ".join(filter(None, [kind, until]))

    def _say_pay(self):
        """:return: "SEK 42,000 per month", "165,50 kr i timmen"; "" without one"""
        if not self.pay_amount or not self.currency_id:
            return ""
        amount = say_amount(self.pay_amount, self.currency_id.name, get_locale(self.env))
        if self.pay_period == "hour":
            return self.env._("%s per hour", amount)
        if self.pay_period == "year":
            return self.env._("%s per year", amount)
        return self.env._("%s per month", amount)

    def _say_hours(self):
        share, hours = self._say_number(self.share_percent), self.hours_per_week
        if not hours:
            return self.env._("%s%% of full time", share)
        offered = self._say_number(hours * self.share_percent / 100)
        if self.share_percent == 100:
            return self.env._("Full time, %s hours a week", offered)
        return self.env._(
            "%(share)s%% of full time, %(hours)s hours a week", share=share, hours=offered
        )

    def _say_number(self, number):
        return format_decimal(round(number, 2), locale=get_locale(self.env))

    def _say_probation(self):
        if not self.probation_months:
            return ""
        if self.probation_months == 1:
            return self.env._("1 month")
        return self.env._("%s months", self.probation_months)

    def _find_end_of_probation(self, first_day):
        """:return: date, the last day of probation, or False"""
        if not (self.probation_months and first_day):
            return False
        return first_day + relativedelta(months=self.probation_months, days=-1)

    def _is_in_time(self):
        """:return: whether its last day is not over, on the candidate's clock"""
        today = (
            self.applicant_id._get_candidate_today() if self.applicant_id else get_today(self.env)
        )
        return bool(self.valid_until) and self.valid_until >= today


def _split(words):
    lines = (" ".join(line.split()) for line in (words or "").splitlines())
    return [line for line in lines if line]
