import logging

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..batch import get_today
from ..in_halves import do_in_halves
from .conduct_choices import HELPERS, MONTHS, TAKEN, TOPICS

_logger = logging.getLogger(__name__)


class HrRecruitmentConduct(models.Model):
    """What the public page of a company shows: numbers on how it treats candidates. Sums, and
    nobody's name; no number in it but those of whole groups, see
    ``hr.recruitment.conduct.step``."""

    _name = "hr.recruitment.conduct"
    _description = "Public Page on How Candidates Are Treated"
    _inherit = "hr.recruitment.conduct.mixin"
    _rec_name = "company_id"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    computed_date = fields.Date(readonly=True)
    numbers = fields.Json(readonly=True, groups=fields.NO_ACCESS)
    # Which answers are in it, of each topic: a colleague who could read it would know who is not.
    score_answer_ids = fields.Many2many(
        "hr.recruitment.feedback",
        TAKEN["score"],
        "conduct_id",
        "feedback_id",
        "Answers in the cNPS",
        readonly=True,
        groups=fields.NO_ACCESS,
    )
    told_answer_ids = fields.Many2many(
        "hr.recruitment.feedback",
        TAKEN["told"],
        "conduct_id",
        "feedback_id",
        "Answers About the Job",
        readonly=True,
        groups=fields.NO_ACCESS,
    )
    _one_per_company = models.Constraint(
        "UNIQUE (company_id)", "A company has one page on how it treats candidates."
    )

    # Once a month ----------------------------------------------------------------------------

    @api.model
    def _cron_compute(self):
        """Once a month for each company that shows its page; a day later where it failed."""
        commit = self.env["ir.cron"]._commit_progress
        companies = self._find_due()
        commit(remaining=len(companies))
        for company in companies:
            do_in_halves(company, self._compute_anew, self._fail)
            if not commit(1):
                return

    @api.model
    def _find_due(self):
        month = get_today(self.env).replace(day=1)
        showing = self.env["res.company"].sudo().search([("conduct_published", "=", True)])
        done = [("company_id", "in", showing.ids), ("computed_date", ">=", month)]
        return showing - self.sudo().search(done).company_id

    def _fail(self, company, error):
        # The message may quote data: the log gets the type only. Tomorrow it is tried again.
        _logger.error("Public page of %s: %s", company, type(error).__name__)
        company._note_trouble("conduct")

    @api.model
    def _check_helper(self):
        """:raise AccessError: for those who may neither look before others nor compute"""
        if not self.env.user.has_groups(HELPERS):
            raise AccessError(
                self.env._(
                    "Only candidate experience managers preview and compute the public page."
                )
            )

    @api.model
    def _compute_anew(self, company):
        """Take in what has become a whole group since, whoever asks and however often.

        :param company: ``res.company``"""
        page = self._get_of(company).sudo()
        if not page.try_lock_for_update():
            raise UserError(self.env._("The numbers are being computed already."))
        page.invalidate_recordset()
        page._as_computed().write(
            {"computed_date": get_today(self.env), "numbers": page._find_numbers()}
        )

    @api.model
    def _get_of(self, company):
        found = self.sudo().search([("company_id", "=", company.id)])
        if not found:
            made = self._as_computed().create({"company_id": company.id})
            found = self.sudo().browse(made.id)
        return found

    def _find_numbers(self):
        """:return: dict of what the page shows, as JSON"""
        shown, today = self.numbers or {}, get_today(self.env)
        numbers = {name: self._find_answers(name, shown.get(name), today) for name, _l in TOPICS}
        numbers |= self._find_conduct(shown.get("process"), today)
        numbers["changes"] = self._find_changes()
        return numbers

    def _find_answers(self, topic, known, today):
        """:param dict known: what the page shows
        :return: the same, as long as no group has come, and none of it is older than a year"""
        since = today - relativedelta(months=MONTHS)
        steps = self.env["hr.recruitment.conduct.step"]
        new = steps._take_in(self, topic)
        if known and not new and known["last"] >= fields.Date.to_string(since):
            return known
        found = steps._add_up(self.company_id, topic, since)
        return found and {**found, "day": fields.Date.to_string(today)}

    def _find_changes(self):
        """:return: dict id (string) → what the scores before and after are about, and both"""
        changes = self.env["hr.recruitment.improvement"]._find_public(self.company_id)
        self.env.flush_all()
        scores = self.env["hr.recruitment.conduct.step"]._compare(changes)
        return {
            str(change.id): {
                "about": change._get_public_key(),
                "before": scores[change.id][0],
                "after": scores[change.id][1],
            }
            for change in changes
            if change.id in scores
        }
