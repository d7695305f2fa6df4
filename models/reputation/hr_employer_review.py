from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..batch import get_now, get_today
from ..company.hours import find_tz
from ..inside import is_silent
from ..wording.languages import guess_language
from ..write_groups import MANAGER
from .review_choices import (
    CAME_BY,
    CHECKS,
    KINDS,
    LANGUAGES,
    OLD_DAYS,
    STATES,
    TO_ANSWER,
    WAITING,
    WORDS,
)

ADDON = "hr_recruitment_candidate_experience"
OF_COMPANY = "[('company_id', 'in', [company_id, False])]"
# Averages are of those only that have a value: of a rating, and of an answer.
AVERAGES = {"rating_percent:avg": "is_rated", "days_to_answer:avg": "answer_date"}


class HrEmployerReview(models.Model):
    """What somebody has written about the company as an employer, elsewhere. It is answered
    there, by a person: nothing here is posted anywhere."""

    _name = "hr.employer.review"
    _description = "Employer Review"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "hr.candidate.wording.mixin",
        "hr.candidate.theme.mixin",
        "hr.candidate.guard.mixin",
    ]
    _order = "date desc, id desc"
    _rec_name = "title"
    _check_company_auto = True
    _wording_of = {"answer": False}
    _mentioned_by = "review_id"

    active = fields.Boolean(default=True)
    source_id = fields.Many2one(
        "hr.employer.review.source",
        "Site",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        default=lambda self: self.env["hr.employer.review.source"].search([], limit=1),
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        settled=True,
        default=lambda self: self.env.company,
    )
    date = fields.Date(
        "Written On", required=True, index=True, default=lambda self: get_today(self.env)
    )
    kind = fields.Selection(
        KINDS,
        "Kind of Review",
        required=True,
        default="unsaid",
        help="Interview: by somebody who applied. These are counted apart.",
    )
    rating = fields.Float(
        "Rating on the Site",
        digits=(5, 1),
        aggregator=None,
        help="As it stands on the site. 0: there is none.",
    )
    scale_min = fields.Float(
        "Lowest Rating",
        digits=(5, 1),
        aggregator=None,
        compute="_compute_scale",
        store=True,
        readonly=False,
        precompute=True,
    )
    scale_max = fields.Float(
        "Out Of",
        digits=(5, 1),
        aggregator=None,
        compute="_compute_scale",
        store=True,
        readonly=False,
        precompute=True,
        help="The highest rating of the site when this was written.",
    )
    rating_percent = fields.Float(
        "Rating (%)",
        digits=(5, 1),
        aggregator="avg",
        compute="_compute_rating_percent",
        store=True,
        help="From 0, the lowest rating of the site, to 100, its highest: ratings of all "
        "sites can be compared by it.",
    )
    is_rated = fields.Boolean("Has a Rating", compute="_compute_rating_percent", store=True)
    title = fields.Char("Heading", size=200)
    text = fields.Text("Whole Text", help="What does not belong to one of the parts.")
    valued = fields.Text(help="What people value.")
    disliked = fields.Text()
    better = fields.Text("Could Be Better")
    language = fields.Selection(
        LANGUAGES,
        compute="_compute_language",
        store=True,
        readonly=False,
        help="Of what was written. An answer is drafted in it.",
    )
    author = fields.Char(
        "Public Name", help="Only where the site shows it to everybody. Leave empty otherwise."
    )
    job_name = fields.Char("Job Position on the Site")
    department_name = fields.Char("Department on the Site")
    location_name = fields.Char("Place on the Site")
    job_id = fields.Many2one(
        "hr.job",
        "Job Position",
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
        domain=OF_COMPANY,
    )
    department_id = fields.Many2one(
        "hr.department", ondelete="set null", check_company=True, domain=OF_COMPANY
    )
    url = fields.Char("Link")
    external_id = fields.Char(
        "Number on the Site", index="btree_not_null", help="Two with the same number are one."
    )
    came_by = fields.Selection(
        CAME_BY,
        "Received Through",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: "file" if self.env.context.get("import_file") else "hand",
    )
    sender = fields.Char("Email Came From", readonly=True, copy=False)
    check_reason = fields.Selection(CHECKS, "To Check Because", readonly=True, copy=False)

    state = fields.Selection(
        STATES, required=True, default="new", tracking=True, group_expand=True, copy=False
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        tracking=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Gets a to-do with the deadline. Recruiters see the reviews that they have "
        "written in here or are responsible for.",
    )
    answer_deadline = fields.Date(
        "Answer By",
        copy=False,
        help="So many working days from the day it came in as your settings say.",
    )
    answer = fields.Text(
        "Our Answer",
        copy=False,
        help="What you write on the site. Nothing is sent or posted from here.",
    )
    answer_date = fields.Date("We Answered On", copy=False)
    answered_by_id = fields.Many2one(
        "res.users", write_groups=MANAGER, copy=False, ondelete="set null"
    )
    days_to_answer = fields.Integer(
        "Days to Answer",
        compute="_compute_days_to_answer",
        store=True,
        aggregator="avg",
        help="From the day it was written to the day it was answered.",
    )
    is_late = fields.Boolean(compute="_compute_is_late")
    emptied_date = fields.Date("Words Deleted On", readonly=True, copy=False)

    _rating_range = models.Constraint(
        "CHECK (rating BETWEEN 0 AND 1000)", "The ratings of a site are from 0 to 1,000."
    )
    _scale_range = models.Constraint(
        "CHECK (scale_min BETWEEN 0 AND 1000 AND scale_max BETWEEN 0 AND 1000)",
        "The ratings of a site are from 0 to 1,000.",
    )
    _date_range = models.Constraint(
        "CHECK (date BETWEEN '1995-01-01' AND '2199-12-31')",
        "This date cannot be right: no review was written then.",
    )
    _answer_date_range = models.Constraint(
        "CHECK (answer_date BETWEEN '1995-01-01' AND '2199-12-31')",
        "This date cannot be right: no review was answered then.",
    )
    _answer_deadline_range = models.Constraint(
        "CHECK (answer_deadline BETWEEN '1995-01-01' AND '2199-12-31')",
        "This date cannot be right: no answer can be due then.",
    )

    # Computed ----------------------------------------------------------------------------

    @api.depends("source_id")
    def _compute_scale(self):
        for review in self:
            review.scale_min = review.source_id.scale_min
            review.scale_max = review.source_id.scale_max

    @api.depends("rating", "scale_min", "scale_max")
    def _compute_rating_percent(self):
        for review in self:
            width = review.scale_max - review.scale_min
            review.is_rated = bool(review.rating and width > 0)
            share = (review.rating - review.scale_min) / width if review.is_rated else 0
            review.rating_percent = 100 * share

    @api.depends("text", "valued", "disliked", "better")
    def _compute_language(self):
        """What a person has chosen stays."""
        for review in self:
            words = " ".join(filter(None, (review[name] for name in WORDS)))
            review.language = review.language or guess_language(words) or False

    @api.depends("date", "answer_date")
    def _compute_days_to_answer(self):
        for review in self:
            answered = review.date and review.answer_date
            review.days_to_answer = (review.answer_date - review.date).days if answered else 0

    @api.depends("state", "answer_deadline")
    def _compute_is_late(self):
        today = fields.Date.context_today(self)
        for review in self:
            due = review.state in TO_ANSWER and review.answer_deadline
            review.is_late = bool(due and due < today)

    @api.depends("title", "source_id", "date")
    def _compute_display_name(self):
        for review in self:
            site = review.source_id.sudo().name or ""
            review.display_name = f"{site}: {review.title}" if review.title else site

    @api.depends("answer", "language", "company_id")
    @api.depends_context("uid", "lang", "company")
    def _compute_wording_note(self):
        """Whoever uses this room has its words looked at, with or without job ads."""
        for review in self:
            review.wording_note = review._get_wording_note()

    def _asks_candidates(self):
        return False

    def _get_wording_lang(self):
        return self.language if self.language in ("en", "sv") else None

    # Checks ------------------------------------------------------------------------------

    @api.constrains("rating", "scale_min", "scale_max")
    def _check_rating(self):
        for review in self:
            low, high = review.scale_min, review.scale_max
            if review.rating and not low <= review.rating <= high:
                raise ValidationError(
                    self.env._(
                        "%(site)s: a rating is from %(low)g to %(high)g, not %(rating)g.",
                        site=review.source_id.name,
                        low=low,
                        high=high,
                        rating=review.rating,
                    )
                )

    @api.constrains("date", "answer_date")
    def _check_dates(self):
        tomorrow = fields.Date.add(get_today(self.env), days=1)
        for review in self:
            if review.date > tomorrow or (review.answer_date or review.date) > tomorrow:
                raise ValidationError(self.env._("This day has not come yet."))
            if review.answer_date and review.answer_date < review.date:
                raise ValidationError(
                    self.env._("A review is answered on the day it was written or later.")
                )

    @api.constrains("url")
    def _check_url(self):
        """People click on it: it leads to a page and runs nothing."""
        for review in self.filtered("url"):
            if not review.url.lower().startswith(("https://", "http://")):
                raise ValidationError(self.env._("A link starts with https:// or http://."))

    # CRUD --------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        deadlines = {}
        vals_list = [self._prepare_review(vals, deadlines) for vals in vals_list]
        # Whoever is responsible has a to-do: nobody is subscribed and mailed one by one.
        quiet = self.with_context(tracking_disable=True)
        reviews = super(HrEmployerReview, quiet).create(vals_list).with_env(self.env)
        reviews._note_answered()
        reviews._link_names()
        reviews._archive_duplicates()
        if not is_silent(self.env):
            reviews._update_todos()
        return reviews

    @api.model
    def _prepare_review(self, vals, deadlines):
        """:param dict deadlines: company → the day, which is added to
        :return: dict of values of a new review; what is long over is not to be answered"""
        vals, today = dict(vals), get_today(self.env)
        company = self.env["res.company"].browse(vals.get("company_id") or self.env.company.id)
        if "user_id" not in vals:
            vals["user_id"] = self._find_responsible(company).id
        if "answer_deadline" not in vals:
            if company not in deadlines:
                deadlines[company] = self._find_deadline(company)
            vals["answer_deadline"] = deadlines[company]
        if vals.get("answer_date"):
            vals["state"] = "answered"
        elif self.env.context.get("import_file") and not vals.get("state"):
            written = fields.Date.to_date(vals.get("date")) or today
            vals["state"] = "no_answer" if (today - written).days > OLD_DAYS else "new"
        return vals

    @api.model
    def _find_deadline(self, company):
        """:return: date by which what comes in now is answered"""
        calendar = company.resource_calendar_id
        tz = find_tz(calendar.tz or self.env.user.tz)
        days = company.sudo().review_days
        return calendar._add_working_days(get_now(self.env), days, tz).date()

    @api.model
    def _find_responsible(self, company):
        """:return: ``res.users``: who answers for the company, or else whoever writes it in"""
        user = company._find_review_user()
        if user:
            return user
        is_robot = self.env.uid == SUPERUSER_ID
        return company.sudo()._find_experience_manager() if is_robot else self.env.user

    def write(self, vals):
        res = super().write(vals)
        if vals.get("answer_date") and "state" not in vals:
            self.filtered(lambda one: one.state in TO_ANSWER).state = "answered"
        if "state" in vals:
            self._note_answered()
        if {"state", "source_id", "external_id", "date", *WORDS} & vals.keys():
            self._archive_duplicates()
        if {"state", "user_id", "answer_deadline", "active"} & vals.keys():
            self._update_todos()
        return res

    def _note_answered(self):
        """Who has answered, and when, where nobody has said otherwise."""
        answered = self.filtered(lambda one: one.state == "answered").sudo()
        answered.filtered(lambda one: not one.answered_by_id).answered_by_id = self.env.uid
        today = fields.Date.context_today(self)
        answered.filtered(lambda one: not one.answer_date).answer_date = today

    @api.model
    def get_import_templates(self):
        """:return: list of the file that people begin with"""
        return [
            {
                "label": self.env._("Template for employer reviews"),
                "template": f"/{ADDON}/static/import/employer_reviews.csv",
            }
        ]

    # Numbers -----------------------------------------------------------------------------

    def _read_group_select(self, aggregate_spec, query):
        """A review without a rating is not one of zero percent."""
        select = super()._read_group_select(aggregate_spec, query)
        condition = AVERAGES.get(aggregate_spec)
        if not condition:
            return select
        column = self._field_to_sql(self._table, condition, query)
        if self._fields[condition].type == "boolean":
            return SQL("%s FILTER (WHERE %s)", select, column)
        return SQL("%s FILTER (WHERE %s IS NOT NULL)", select, column)

    # Links -------------------------------------------------------------------------------

    def _link_names(self):
        """What the site calls a job position or a department is linked where we call it so."""
        for name, field, model in (
            ("job_name", "job_id", "hr.job"),
            ("department_name", "department_id", "hr.department"),
        ):
            loose = self.filtered(lambda review, n=name, f=field: review[n] and not review[f])
            if not loose:
                continue
            known = {}
            for record in (
                self.env[model]
                .sudo()
                .search([("company_id", "in", [False, *loose.company_id.ids])], order="id desc")
            ):
                known[record.company_id.id, record.name.strip().lower()] = record
            for review in loose:
                label = review[name].strip().lower()
                found = known.get((review.company_id.id, label)) or known.get((False, label))
                if found:
                    review[field] = found

    # To-dos ------------------------------------------------------------------------------

    def _update_todos(self):
        """Whoever is responsible has one to-do, until nobody waits any more."""
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        if not kind:
            return
        wanted = self.filtered(
            lambda one: one.active and one.state in WAITING and one.user_id and one.answer_deadline
        )
        activities._find_raised(self - wanted, kind).unlink()
        activities._keep_todos(
            wanted, kind, lambda one: (one._say_todo(), False), "answer_deadline"
        )

    def _say_todo(self):
        if self.state in TO_ANSWER:
            return self.env._("Answer this review: %s", self.display_name)
        return self.env._("Look at what came in: %s", self.display_name)
