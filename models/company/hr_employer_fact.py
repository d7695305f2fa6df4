from datetime import date

from babel.numbers import format_decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL, ormcache

from ..batch import get_today
from ..rendering.dates_in_words import get_locale, say_date
from .fact_kinds import FEWEST_PEOPLE, KIND, NUMBERS, YEARS_SHOWN
from .web_links import find_web_link


class HrEmployerFact(models.Model):
    """A fact about the employer that helps candidates to decide: counted where Odoo knows
    the number, written otherwise. Job pages, emails and the candidate's page tell the same.
    """

    _name = "hr.employer.fact"
    _description = "Company Fact"
    _inherit = "hr.candidate.guard.mixin"
    _order = "sequence, id"
    _rec_name = "kind"

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        settled=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    job_id = fields.Many2one(
        "hr.job",
        "Job Position",
        index="btree_not_null",
        ondelete="cascade",
        domain="[('company_id', 'in', [company_id, False])]",
        help="Told for this job position only. Empty: for all of the company.",
    )
    kind = fields.Selection(
        [
            ("founded", "Years active"),
            ("tenure", "Average tenure"),
            ("head_count", "Colleagues"),
            ("team", "Size of the team"),
            ("meetings", "How often the team meets"),
            ("customers", "Customers and partners"),
            ("projects", "Projects"),
            ("equipment", "Equipment and software"),
            ("award", "Award"),
            ("certificate", "Certificate"),
            ("mention", "In the media"),
            ("other", "Something else"),
        ],
        required=True,
        default="other",
    )
    is_number = fields.Boolean(compute="_compute_is_number")
    text = fields.Char(
        translate=True,
        help="One sentence that candidates read, in their language.",
    )
    year = fields.Integer(
        help="Of the founding, the award, the certificate or the mention.",
    )
    show_from = fields.Integer(
        compute="_compute_show_from",
        store=True,
        readonly=False,
        precompute=True,
        help="A lower number is not shown, because it would impress nobody.",
    )
    link = fields.Char(help="Where candidates can read more about it.")
    date_from = fields.Date("Shown From")
    date_until = fields.Date(
        "Shown Until",
        compute="_compute_date_until",
        store=True,
        readonly=False,
        precompute=True,
        help="Empty: until somebody archives it. What is of a year is shown for three more.",
    )
    words = fields.Char("What Candidates Read", compute="_compute_words")
    not_shown = fields.Char("Not Shown Because", compute="_compute_words")

    _year = models.Constraint(
        "CHECK (COALESCE(year, 0) = 0 OR year BETWEEN 1000 AND 2100)",
        "A year has four digits, 1987 for instance, and is not after 2100.",
    )
    _show_from = models.Constraint(
        "CHECK (show_from BETWEEN 0 AND 1000000)",
        "The number from which a fact is shown is 0 at least and 1,000,000 at most.",
    )

    @api.constrains("link")
    def _check_link(self):
        for fact in self:
            if fact.link and not find_web_link(fact.link):
                raise ValidationError(self.env._("A link of a fact begins with https://."))

    @api.constrains("job_id", "company_id")
    def _check_job(self):
        for fact in self:
            company = fact.job_id.sudo().company_id
            if company and company != fact.company_id:
                raise ValidationError(
                    self.env._("The job position of a fact is of the same company.")
                )

    @api.depends("kind")
    def _compute_is_number(self):
        for fact in self:
            fact.is_number = fact.kind in NUMBERS

    @api.depends("kind")
    def _compute_show_from(self):
        for fact in self:
            fact.show_from = KIND[fact.kind].show_from if fact.kind else 0

    @api.depends("kind", "year")
    def _compute_date_until(self):
        for fact in self:
            ages = fact.kind and KIND[fact.kind].ages and 1000 <= fact.year <= 2100
            fact.date_until = date(fact.year + YEARS_SHOWN, 12, 31) if ages else fact.date_until

    @api.depends("kind", "text", "year", "show_from", "date_from", "date_until", "job_id")
    @api.depends_context("lang")
    def _compute_words(self):
        for fact in self:
            known = fact.sudo()
            fact.not_shown = known._find_obstacle(known.job_id)
            fact.words = False if fact.not_shown else known._say(known.job_id)

    # What is told -------------------------------------------------------------------

    @api.model
    def _get_facts(self, company, job):
        """:param company: ``res.company``
        :param job: ``hr.job``, may be empty
        :return: list of dicts of the ``kind``, the ``text`` in the language of the
            environment and the ``link`` (str or False) of what candidates are told"""
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return []
        # What was written for a job position stays with the company it was written in.
        facts = self.sudo().search(
            [("company_id", "=", company.id), ("job_id", "in", [False, *job.ids])], limit=200
        )
        shown = facts.filtered(lambda fact: not fact._find_obstacle(job))
        own = {fact.kind for fact in shown if fact.job_id and not KIND[fact.kind].adds}
        return [
            {"kind": fact.kind, "text": fact._say(job), "link": find_web_link(fact.link)}
            for fact in shown
            if fact.job_id or fact.kind not in own
        ]

    def _find_obstacle(self, job):
        """:param job: ``hr.job`` for which it would be told, may be empty
        :return: str, why it is not shown, or False"""
        self.ensure_one()
        today = get_today(self.env)
        locale = get_locale(self.env)
        if self.date_until and self.date_until < today:
            return self.env._("It was shown until %s.", say_date(self.date_until, locale))
        if self.date_from and self.date_from > today:
            return self.env._("It is shown from %s on.", say_date(self.date_from, locale))
        if self.kind in NUMBERS:
            return self._find_obstacle_to_number(job)
        return False if (self.text or "").strip() else self.env._("Nothing is written yet.")

    def _find_obstacle_to_number(self, job):
        number = self._count(job)
        if number is None:
            return {
                "founded": self.env._("The year of the founding is missing."),
                "team": self.env._(
                    "It is told with a job position whose department has at least %s colleagues.",
                    FEWEST_PEOPLE,
                ),
            }.get(
                self.kind,
                self.env._("A number is shown from %s colleagues on.", FEWEST_PEOPLE),
            )
        if number < self.show_from:
            return self.env._(
                "It is %(number)s today, and shown from %(limit)s on.",
                number=self._say_number(number),
                limit=self._say_number(self.show_from),
            )
        return False

    def _count(self, job):
        """:return: int, the number of a kind that has one, None where it is not known"""
        if self.kind not in NUMBERS:
            return None
        return getattr(self, f"_count_{self.kind}")(job)

    def _count_founded(self, job):
        years = get_today(self.env).year - self.year
        return years if self.year and years > 0 else None

    def _count_head_count(self, job):
        return self._count_colleagues(job)["colleagues"]

    def _count_team(self, job):
        return self._count_colleagues(job)["team"]

    def _count_tenure(self, job):
        return self._count_colleagues(job)["tenure"]

    def _count_colleagues(self, job):
        department = job.sudo().department_id
        company = self.company_id
        if department.company_id not in (company, company.browse()):
            department = department.browse()
        return self._count_employees(company.id, department.id, get_today(self.env))

    @api.model
    @ormcache("company_id", "department_id", "today")
    def _count_employees(self, company_id, department_id, today):
        """Sums only, over so many colleagues that they tell nothing of one of them.

        :return: dict of ``colleagues`` and ``team`` (int) and ``tenure`` (whole years, since
            the first contract or, where none is known, since they are in Odoo), each None
            below ``FEWEST_PEOPLE``"""
        self.env["hr.employee"].flush_model()
        self.env["hr.version"].flush_model()
        ((colleagues, team, days),) = self.env.execute_query(
            SQL(
                """
                SELECT COUNT(*),
                       COUNT(*) FILTER (WHERE now.department_id = %(department)s),
                       AVG(%(today)s - COALESCE(first.day, employee.create_date::date))
                  FROM hr_employee employee
             LEFT JOIN hr_version now ON now.id = employee.current_version_id
             LEFT JOIN (
                       SELECT employee_id, MIN(contract_date_start) AS day
                         FROM hr_version
                        WHERE active AND contract_date_start <= %(today)s
                     GROUP BY employee_id
                       ) first ON first.employee_id = employee.id
                 WHERE employee.active AND employee.company_id = %(company)s
                """,
                company=company_id,
                department=department_id or None,
                today=today,
            )
        )
        counted = {
            "colleagues": (colleagues, colleagues),
            "team": (team, team),
            "tenure": (colleagues, int((days or 0) / 365.25)),
        }
        return {
            name: number if people >= FEWEST_PEOPLE else None
            for name, (people, number) in counted.items()
        }

    # In words -----------------------------------------------------------------------

    def _say(self, job):
        """:return: str, the fact as candidates read it, in the language of the environment"""
        number = self._count(job)
        if number is not None:
            return self._say_counted(number)
        if KIND[self.kind].ages and self.year:
            return f"{self.text} ({self.year})"
        return self.text

    def _say_counted(self, number):
        said = self._say_number(number)
        if self.kind == "founded":
            if number == 1:
                return self.env._("We have been around for one year, since %s.", self.year)
            return self.env._(
                "We have been around for %(years)s years, since %(year)s.",
                years=said,
                year=self.year,
            )
        if self.kind == "tenure":
            if number == 1:
                return self.env._("On average, our colleagues have been with us for one year.")
            return self.env._("On average, our colleagues have been with us for %s years.", said)
        if self.kind == "team":
            return self.env._("The team you would join has %s people.", said)
        return self.env._("We are %s colleagues.", said)

    def _say_number(self, number):
        return format_decimal(number, locale=get_locale(self.env))

    # The first time -----------------------------------------------------------------

    @api.model
    def action_open(self):
        """The facts of the company, those that Odoo counts to begin with."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_employer_fact"
        )
        known = self.with_context(active_test=False)
        here = [("company_id", "=", self.env.company.id)]
        if self.has_access("create") and not known.search_count(here, limit=1):
            self.create([{"kind": kind, "sequence": number} for number, kind in enumerate(NUMBERS)])
        return action
