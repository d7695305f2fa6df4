import logging

from dateutil.relativedelta import relativedelta
from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

from ..batch import get_today
from ..in_halves import do_in_halves
from ..write_groups import ADMINISTRATOR

_logger = logging.getLogger(__name__)
MONTHS = {"monthly": 1, "quarterly": 3}
LIST = "/odoo/action-hr_recruitment_candidate_experience.action_erasure"


class HrRecruitmentRetentionPolicyDryRuns(models.Model):
    """Dry runs that are made by themselves. They erase nothing: a draft waits for somebody
    who looks at it and approves it, or does not."""

    _inherit = "hr.recruitment.retention.policy"

    dry_run_every = fields.Selection(
        [("never", "Never"), ("monthly", "Every month"), ("quarterly", "Every quarter")],
        "Automatic Dry Run",
        required=True,
        default="never",
        write_groups=ADMINISTRATOR,
        help="Lists who is due. Whoever is responsible for HR gets a to-do if somebody is; "
        "nothing is erased before the list is approved.",
    )
    next_dry_run = fields.Date(compute="_compute_next_dry_run", store=True, readonly=True)

    @api.depends("dry_run_every")
    def _compute_next_dry_run(self):
        today = get_today(self.env)
        for policy in self:
            policy.next_dry_run = today if policy.dry_run_every in MONTHS else False

    @api.model
    def _cron_dry_runs(self):
        """:return: whether there is time left"""
        commit = self.env["ir.cron"]._commit_progress
        for policy in self.search([("next_dry_run", "<=", get_today(self.env))]):
            do_in_halves(policy, type(self)._make_dry_runs, type(self)._note_not_run)
            months = MONTHS[policy.dry_run_every]
            policy.next_dry_run = get_today(self.env) + relativedelta(months=months)
            if not commit(1):
                return False
        return True

    def _note_not_run(self, error):
        # The message may quote personal data: the log gets the type only.
        _logger.warning("%s: %s", self, type(error).__name__)
        (self.company_id or self.env.company)._note_trouble("nightly")

    def _make_dry_runs(self):
        """One in each company in which the policy is in force."""
        for company in self._find_companies():
            self._make_dry_run(company)

    def _find_companies(self):
        """:return: ``res.company`` with applications, closed ones included"""
        companies = self.company_id
        if not companies:
            applicants = self.env["hr.applicant"].sudo().with_context(active_test=False)
            groups = applicants._read_group([("erased_date", "=", False)], ["company_id"])
            companies = companies.concat(*(company for (company,) in groups))
        return companies.filtered(lambda company: company.active and self._holds_in(company))

    def _make_dry_run(self, company):
        """A draft that nobody has approved yet is made anew; where nobody is due, there is
        none."""
        runs = self.env["hr.recruitment.erasure"].sudo()
        values = {"cause": "retention", "policy_id": self.id, "company_id": company.id}
        mine = Domain.AND(Domain(name, "=", value) for name, value in values.items())
        known = runs.search(mine & Domain("state", "=", "draft"), limit=1)
        run = known or runs.create(values)
        approver = run._find_approver()
        run.with_context(lang=approver.lang)._look()
        if run.line_ids.search_count([("erasure_id", "=", run.id)], limit=1):
            run._raise_approval_todo(approver)
        elif known:
            run._drop()
        else:
            run.unlink()


class HrRecruitmentErasure(models.Model):
    _inherit = "hr.recruitment.erasure"

    @api.model
    def _cron_carry_out(self, *args, **kwargs):
        if not self.env["hr.recruitment.retention.policy"]._cron_dry_runs():
            return None
        return super()._cron_carry_out(*args, **kwargs)

    def action_approve(self):
        res = super().action_approve()
        self._drop_approval_todos()
        return res

    def _drop(self):
        self._drop_approval_todos()
        return super()._drop()

    # Something to do for who approves ----------------------------------------------------

    def _find_approver(self):
        """:return: ``res.users``, the HR responsible if that is an administrator of the
        company, else another one"""
        company = self.company_id
        user = company.candidate_hr_user_id
        if user.active and company in user.company_ids and self.with_user(user).has_access("write"):
            return user
        steps = self.env["hr.recruitment.communication.step"]
        return steps._find_administrator(company) or self.env.ref("base.user_admin")

    def _raise_approval_todo(self, approver):
        """Once: a draft that was made anew says its new number."""
        activities = self.env["mail.activity"]
        todo = activities._prepare_todo(
            self, approver, activities._get_todo_type(), lambda run: run._say_approval_todo()
        )
        # An erasure has no chatter.
        todo |= {"res_model_id": False, "res_id": False}
        activities._raise_todos([todo], same=("summary", "user_id"), renew=True)

    def _say_approval_todo(self):
        """:return: (summary, note) in the language of the context"""
        count = self.line_ids.search_count([("erasure_id", "=", self.id)])
        note = self.env._(
            "By the policy “%(policy)s”, applications that need not be kept any longer at "
            "%(company)s: %(count)s. Nothing is erased before somebody has looked at the list "
            "and approved it.",
            policy=self.policy_id.name,
            company=self.company_id.name,
            count=count,
        )
        link = Markup('<p>%s</p><p><a href="%s/%s">%s</a></p>')
        return (
            self._get_approval_summary(),
            link % (note, LIST, self.id, self.env._("Open the List")),
        )

    def _get_approval_summary(self):
        return self.env._("Review what is due to be erased: %s", self.display_name)

    def _drop_approval_todos(self):
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        said = [
            run.with_context(lang=lang)._get_approval_summary()
            for run in self.sudo().filtered(lambda run: run.cause == "retention")
            for lang in langs
        ]
        todos = self.env["mail.activity"].sudo()
        todos.search(
            Domain([("automated", "=", True), ("res_model_id", "=", False)])
            & Domain("summary", "in", said)
        ).unlink()
