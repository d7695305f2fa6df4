from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..batch import get_now, get_today
from ..write_groups import ADMINISTRATOR
from .erasure_states import ENDS

OUTCOMES = [
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
    ("hired", "Hired"),
    ("all", "However it ended"),
]
# What a changed policy says anew: an approval of before counts for nothing.
RULES = {
    "active",
    "sequence",
    "company_id",
    "country_id",
    "job_ids",
    "outcome",
    "period",
    "unit",
    "margin_days",
    "notice_days",
}
LONGEST_PERIOD = 240


class HrRecruitmentRetentionPolicy(models.Model):
    """How long applications are kept after they have ended. The first policy that fits
    an application decides about it. A policy erases nothing: its dry runs do, each when
    a person has approved it."""

    _name = "hr.recruitment.retention.policy"
    _description = "Retention Policy"
    _inherit = "hr.candidate.shared.mixin"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, write_groups=ADMINISTRATOR)
    active = fields.Boolean(default=True, write_groups=ADMINISTRATOR)
    sequence = fields.Integer(default=10, write_groups=ADMINISTRATOR)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        write_groups=ADMINISTRATOR,
        help="Leave empty for all companies of the country.",
    )
    country_id = fields.Many2one(
        "res.country",
        write_groups=ADMINISTRATOR,
        help="Of the company. Leave empty for all countries.",
    )
    job_ids = fields.Many2many(
        "hr.job",
        "hr_recruitment_retention_policy_job_rel",
        string="Job Positions",
        write_groups=ADMINISTRATOR,
        help="Leave empty for all job positions.",
    )
    outcome = fields.Selection(
        OUTCOMES, required=True, default="refused", write_groups=ADMINISTRATOR
    )
    period = fields.Integer("Kept for", required=True, default=24, write_groups=ADMINISTRATOR)
    unit = fields.Selection(
        [("weeks", "Weeks"), ("months", "Months")],
        required=True,
        default="months",
        write_groups=ADMINISTRATOR,
    )
    margin_days = fields.Integer(
        "Margin in Days",
        default=0,
        write_groups=ADMINISTRATOR,
        help="Added to it: a claim made on the last day takes a while to arrive.",
    )
    notice_days = fields.Integer(
        "Advance Email (Days)",
        default=0,
        write_groups=ADMINISTRATOR,
        help="So many days before the application is erased, the candidate gets a mail, and "
        "can ask for a copy until then. 0: no mail.",
    )
    source = fields.Text(
        write_groups=ADMINISTRATOR,
        help="Why so long: the law or the decision that it follows.",
    )
    version = fields.Integer(readonly=True, default=1, copy=False)

    _limits = models.Constraint(
        f"CHECK (period BETWEEN 1 AND {LONGEST_PERIOD} AND margin_days BETWEEN 0 AND 730)",
        "Applications are kept for 1 to 240 weeks or months, with a margin of at most 730 days.",
    )

    _notice_limits = models.Constraint(
        "CHECK (notice_days BETWEEN 0 AND 365)",
        "The email is sent at most 365 days in advance.",
    )

    def write(self, vals):
        res = super().write(vals)
        if RULES & vals.keys():
            for policy in self.sudo():
                policy.version += 1
            self.env["hr.recruitment.erasure"].sudo()._take_back_of(self)
        return res

    def action_dry_run(self):
        """List what this policy would erase today in the company; nothing is erased.

        :return: action that opens it
        :raise UserError: where the policy is not in force in this company"""
        self.ensure_one()
        self.check_access("write")
        company = self.env.company
        if not self.active or not self._holds_in(company):
            raise UserError(
                self.env._("The policy is not in force in %(company)s.", company=company.name)
            )
        erasures = self.env["hr.recruitment.erasure"]
        erasures.check_access("write")
        erasure = erasures.sudo().create(
            {"cause": "retention", "policy_id": self.id, "company_id": company.id}
        )
        erasure._look()
        return {
            "type": "ir.actions.act_window",
            "res_model": erasure._name,
            "res_id": erasure.id,
            "view_mode": "form",
        }

    def _holds_in(self, company):
        return (not self.company_id or self.company_id == company) and (
            not self.country_id or self.country_id == company.country_id
        )

    # What it says of one application --------------------------------------------------

    @api.model
    def _find_policy_of(self, applicant):
        """:return: the policy in force that decides about the application, may be empty;
        of one that has not ended, the first that may"""
        company = applicant.company_id or self.env.company
        policies = self.search([("company_id", "in", [False, company.id])])
        return policies.filtered(
            lambda policy: policy._holds_in(company) and policy._fits(applicant)
        )[:1]

    def _fits(self, applicant):
        outcomes = (applicant.outcome, "all")
        fits = applicant.outcome == "ongoing" or self.outcome in outcomes
        return fits and (not self.job_ids or applicant.job_id in self.job_ids)

    def _get_due_date(self, applicant):
        """:return: date from which on it may be erased, None before it has ended"""
        if applicant.outcome == "hired":
            ended = applicant.date_closed
        else:
            told = (applicant.refuse_date, applicant.decision_told_date)
            ended = max(filter(None, told), default=None)
        if not ended:
            return None
        period = relativedelta(**{self.unit: self.period}) + relativedelta(days=self.margin_days)
        return (ended + period).date()

    # What candidates may be told of it ----------------------------------------------------

    @api.model
    def _find_kept_times(self, company):
        """Of each way in which an application can end, if the policies that decide about it
        are about all job positions in the end, and each of them, as it is now, was carried
        out in this company.

        :return: dict ``refused``, ``withdrawn`` or ``hired`` → (unit, number, days), the
            longest time that an application is kept"""
        policies = self.search([("company_id", "in", [False, company.id])])
        policies = policies.filtered(lambda policy: policy._holds_in(company))
        proven = policies._filter_carried_out(company)
        times = {}
        for end in ENDS:
            deciding = policies.filtered(lambda policy, end=end: policy.outcome in (end, "all"))
            last = deciding.filtered(lambda policy: not policy.job_ids)[:1]
            deciding = deciding[: deciding.ids.index(last.id) + 1] if last else last
            if deciding and deciding <= proven:
                longest = max(deciding, key=lambda policy: policy._get_length())
                times[end] = (longest.unit, longest.period, longest.margin_days)
        return times

    def _filter_carried_out(self, company):
        """:return: those of which a run was approved and carried out as they are now"""
        runs = self.env["hr.recruitment.erasure"].sudo()
        found = runs._read_group(
            [
                ("policy_id", "in", self.ids),
                ("company_id", "=", company.id),
                ("state", "=", "done"),
                ("approved_date", "!=", False),
            ],
            ["policy_id", "policy_version"],
        )
        return self.filtered(lambda policy: (policy, policy.version) in found)

    def _get_length(self):
        """:return: ``datetime``, when it would be over, of one that ended today"""
        return get_now(self.env) + relativedelta(**{self.unit: self.period}, days=self.margin_days)

    # What is due -------------------------------------------------------------------------

    def _select_due(self, company):
        """:return: SQL of applications of the company that this policy lets go of today:
        ``id``, ``ended`` (date), ``due`` (date), and ``kept``, why one is kept all the
        same, or NULL"""
        today = get_today(self.env)
        earlier = self.sudo().search([("sequence", "<=", self.sequence)])
        earlier = earlier.filtered(
            lambda other: (
                (other.sequence, other.id) < (self.sequence, self.id) and other._holds_in(company)
            )
        )
        others = [SQL("NOT %s", other._match()) for other in earlier]
        return SQL(
            """
            SELECT applicant.id, ended.date::date AS ended, due.date::date AS due,
                   CASE WHEN applicant.outcome = 'refused'
                             AND COALESCE(applicant.answer_state, 'owed')
                                 NOT IN ('told', 'not_owed')
                        THEN 'untold'
                        WHEN EXISTS (SELECT FROM hr_applicant_hold AS hold
                                      WHERE hold.applicant_id = applicant.id
                                        AND hold.ended_date IS NULL
                                        AND (hold.until IS NULL OR hold.until >= %(today)s))
                        THEN 'hold'
                        WHEN applicant.near_miss AND applicant.near_miss_consent = 'given'
                             AND applicant.near_miss_until >= %(today)s
                        THEN 'consent'
                        WHEN applicant.id IN (SELECT asked.applicant_id FROM (%(asked)s) AS asked)
                             OR applicant.email_normalized
                                IN (SELECT asked.email FROM (%(asked)s) AS asked)
                        THEN 'asked' END AS kept
              FROM hr_applicant AS applicant,
                   LATERAL (SELECT CASE applicant.outcome
                                   WHEN 'hired' THEN applicant.date_closed
                                   ELSE GREATEST(applicant.refuse_date,
                                                 applicant.decision_told_date)
                                   END AS date) AS ended,
                   LATERAL (SELECT ended.date + %(period)s + %(margin)s AS date) AS due
             WHERE applicant.company_id = %(company)s
               AND applicant.erased_date IS NULL
               AND ended.date IS NOT NULL AND due.date::date <= %(today)s
               AND %(mine)s AND %(others)s
               AND NOT EXISTS (SELECT FROM hr_applicant_hr_talent_pool_rel AS pool
                                WHERE pool.hr_applicant_id = applicant.id)
            """,
            today=today,
            company=company.id,
            period=SQL("make_interval(%s => %s)", SQL(self.unit), self.period),
            margin=SQL("make_interval(days => %s)", self.margin_days),
            asked=self._select_asked(company),
            mine=self._match(),
            others=SQL(" AND ").join(others) if others else SQL("TRUE"),
        )

    def _select_asked(self, company):
        """:return: SQL of ``applicant_id`` and ``email`` of those who have asked for a copy,
        or the like, and have not got it: the mail beforehand says that they may"""
        return SQL(
            """
            SELECT request.applicant_id, applicant.email_normalized AS email
              FROM hr_applicant_data_request AS request
              JOIN hr_applicant AS applicant ON applicant.id = request.applicant_id
             WHERE request.kind <> 'erase' AND applicant.company_id = %s
               AND (request.state = 'open' OR request.copy_state = 'made')
            """,
            company.id,
        )

    def _match(self):
        """:return: SQL condition on ``applicant``: that the policy is about it"""
        outcomes = [name for name, _label in OUTCOMES if self.outcome in (name, "all")]
        condition = SQL("applicant.outcome = ANY(%s)", outcomes)
        if self.job_ids:
            jobs = SQL("applicant.job_id = ANY(%s)", self.job_ids.ids)
            condition = SQL("%s AND COALESCE(%s, FALSE)", condition, jobs)
        return SQL("(%s)", condition)

    @api.depends("name")
    def _compute_display_name(self):
        for policy in self:
            policy.display_name = policy.name
