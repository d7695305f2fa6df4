from collections import defaultdict
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..report.experience_statistics import compare, hidden
from .survey_survey import MOMENTS

OPEN = ("idea", "in_progress")
# How far before and after a change answers are counted.
MONTHS = 6
NOTHING = hidden(0, "none")
MANAGER = "hr_recruitment_candidate_experience.group_experience_manager"
# What owners do who are no experience managers; Odoo's own chatter included.
EDITABLE = {"state", "description", "date_done", "activity_ids"}


class HrRecruitmentImprovement(models.Model):
    """Something that is changed for candidates: who does what until when, and whether
    it helped.

    It starts from a number or a comment and goes from idea to done. From then on the
    score of what it is about is compared, six months before against the time since.
    """

    _name = "hr.recruitment.improvement"
    _description = "Improvement Action"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date_deadline, id desc"
    _check_company_auto = True

    name = fields.Char("Improvement Action", required=True, tracking=True)
    description = fields.Html()
    state = fields.Selection(
        [
            ("idea", "Idea"),
            ("in_progress", "In progress"),
            ("done", "Done"),
            ("dropped", "Dropped"),
        ],
        default="idea",
        required=True,
        tracking=True,
        group_expand=True,
        copy=False,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        default=lambda self: self.env.user,
        tracking=True,
        domain=lambda self: [
            ("share", "=", False),
            (
                "all_group_ids",
                "in",
                self.env.ref("hr_recruitment.group_hr_recruitment_user").ids,
            ),
        ],
        help="Gets an activity with the deadline. Recruiters see the actions that they "
        "own.",
    )
    date_deadline = fields.Date(
        "Deadline",
        default=lambda self: fields.Date.context_today(self) + relativedelta(months=1),
        tracking=True,
        copy=False,
    )
    date_done = fields.Date(
        "Changed On",
        compute="_compute_date_done",
        store=True,
        readonly=False,
        copy=False,
        help="The day from which candidates meet the change: answers from this day on "
        "are compared with those before.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    moment = fields.Selection(
        MOMENTS, help="Where in the journey the change is felt. Empty: everywhere."
    )
    job_id = fields.Many2one(
        "hr.job",
        string="Job Position",
        ondelete="set null",
        check_company=True,
        help="Leave empty for a change that candidates of every job position meet.",
    )
    driver_id = fields.Many2one(
        "hr.recruitment.feedback.driver",
        ondelete="set null",
        help="What shall get better: information, respect, speed …",
    )
    stage_id = fields.Many2one(
        "hr.recruitment.stage",
        ondelete="set null",
        help="The step of the process that is changed.",
    )
    feedback_id = fields.Many2one(
        "hr.recruitment.feedback",
        string="Answer",
        ondelete="set null",
        check_company=True,
        copy=False,
        groups=MANAGER,
        help="The answer that gave rise to it.",
    )
    comment = fields.Text(
        related="feedback_id.comment", related_sudo=False, groups=MANAGER
    )
    target = fields.Char("About", compute="_compute_target")
    is_late = fields.Boolean(compute="_compute_is_late")
    may_edit = fields.Boolean(compute="_compute_may_edit")
    score_before = fields.Char(compute="_compute_comparison", groups=MANAGER)
    score_after = fields.Char(compute="_compute_comparison", groups=MANAGER)
    change_text = fields.Char(
        "Change of cNPS", compute="_compute_comparison", groups=MANAGER
    )
    rating_text = fields.Char(
        "Rating of the Driver",
        compute="_compute_comparison",
        groups=MANAGER,
        help="0 is the lowest choice of the scale, 100 the highest.",
    )

    _date_done_range = models.Constraint(
        "CHECK (date_done BETWEEN '1991-01-01' AND '2199-12-31')",
        "On such a day nothing was changed that candidates have met.",
    )

    @api.depends("state")
    def _compute_date_done(self):
        today = fields.Date.context_today(self)
        for action in self:
            action.date_done = action.state == "done" and (action.date_done or today)

    @api.depends("moment", "job_id", "driver_id", "stage_id")
    @api.depends_context("lang")
    def _compute_target(self):
        moments = dict(self._fields["moment"]._description_selection(self.env))
        for action in self:
            parts = (
                action.driver_id.name,
                moments.get(action.moment),
                action.stage_id.name,
                action.job_id.name,
            )
            action.target = " · ".join(filter(None, parts))

    @api.depends("state", "date_deadline")
    def _compute_is_late(self):
        today = fields.Date.context_today(self)
        for action in self:
            due = action.state in OPEN and action.date_deadline
            action.is_late = bool(due and due < today)

    @api.depends_context("uid")
    def _compute_may_edit(self):
        self.may_edit = self.env.user.has_group(MANAGER)

    @api.constrains("feedback_id")
    def _check_feedback_id(self):
        """Nobody looks into an answer by pointing at it."""
        self.sudo(False).feedback_id.check_access("read")

    # CRUD --------------------------------------------------------------------------

    @api.model
    def default_get(self, fields):
        """What starts from an answer or a job position belongs to its company."""
        values = super().default_get(fields)
        answer = self.env["hr.recruitment.feedback"].browse(values.get("feedback_id"))
        job = self.env["hr.job"].browse(values.get("job_id"))
        company = answer.company_id or job.company_id
        if company and "default_company_id" not in self.env.context:
            values["company_id"] = company.id
        return values

    @api.model_create_multi
    def create(self, vals_list):
        actions = super().create(vals_list)
        actions._update_activities()
        return actions

    def write(self, vals):
        if (
            not self.env.su
            and vals.keys() - EDITABLE
            and not self.env.user.has_group(MANAGER)
        ):
            raise AccessError(
                self.env._(
                    "You can move your improvement actions on and describe them. "
                    "Candidate experience managers change the rest."
                )
            )
        res = super().write(vals)
        if {"state", "user_id", "date_deadline", "name"} & vals.keys():
            self._update_activities()
        return res

    # The owner's activity ----------------------------------------------------------

    def _update_activities(self):
        """The owner of an open action has one activity with the deadline."""
        kind = self.env.ref(
            "hr_recruitment_candidate_experience.activity_type_improvement",
            raise_if_not_found=False,
        )
        if not kind:
            return
        quick = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        known = quick.sudo().search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "=", kind.id),
                ("automated", "=", True),
            ]
        )
        wanted = self.filtered(
            lambda action: (
                action.state in OPEN and action.user_id and action.date_deadline
            )
        )
        by_action = {activity.res_id: activity for activity in known}
        done = self.filtered(lambda action: action.state == "done")
        finished = known.filtered(lambda activity: activity.res_id in done.ids)
        finished.sudo(False).action_feedback()
        stale = known.filtered(lambda activity: activity.res_id not in wanted.ids)
        (stale - finished).unlink()
        for action in wanted.filtered(lambda action: action.id in by_action):
            by_action[action.id].write(action._prepare_activity(kind))
        quick.sudo().create(
            [
                action._prepare_activity(kind)
                for action in wanted
                if action.id not in by_action
            ]
        )

    def _prepare_activity(self, kind):
        return {
            "res_model_id": self.env["ir.model"]._get_id(self._name),
            "res_id": self.id,
            "activity_type_id": kind.id,
            "summary": self.name,
            "user_id": self.user_id.id,
            "date_deadline": self.date_deadline,
            "automated": True,
        }

    # Before and after --------------------------------------------------------------

    @api.depends("state", "date_done", "moment", "job_id", "driver_id", "company_id")
    @api.depends_context("lang")
    def _compute_comparison(self):
        service = self.env["hr.recruitment.experience.report"]
        comparisons = self._get_comparison()
        for action in self:
            found = comparisons[action.id]
            action.score_before = action._say(service._say_score, found["before"])
            action.score_after = action._say(service._say_score, found["after"])
            action.change_text = action._describe_change(found)
            action.rating_text = action._describe_rating(found)

    def _get_comparison(self, with_ratings=True):
        """The scores of what the actions are about, before and after: the six months up
        to the day before the change, and the time since, six months at most. As long as
        an action is not done, the six months up to today are the time before.

        :param bool with_ratings: with the drivers' ratings
        :return: dict id → dict of before, after (scores) and change, as of
            ``experience_statistics``; for a driver its mean ratings too (0–100 or
            None), as rating_before and rating_after
        """
        periods = {action: action._get_periods() for action in self}
        scores, ratings, found = self._find_scores(periods), {}, {}
        for action, (before, after) in periods.items():
            values = {
                "before": scores.get(action._get_key(before), NOTHING),
                "after": scores.get(action._get_key(after), NOTHING),
            }
            values["change"] = compare(values["after"], values["before"])
            if action.driver_id and with_ratings:
                for name, period in (("before", before), ("after", after)):
                    values[f"rating_{name}"] = (
                        None
                        if values[name]["reason"]
                        else action._find_rating_once(ratings, period)
                    )
            found[action.id] = values
        return found

    def _get_periods(self):
        """:return: the periods before and after, each (first day, last day); None for
        the one after if there is none yet"""
        today = fields.Date.context_today(self)
        if self.state != "done" or not self.date_done:
            return (today - relativedelta(months=MONTHS), today), None
        start, day = self.date_done, timedelta(days=1)
        last = min(start + relativedelta(months=MONTHS) - day, today)
        return (
            (start - relativedelta(months=MONTHS), start - day),
            (start, last) if start <= last else None,
        )

    def _get_key(self, period):
        """Many actions are about the same: each number is computed once."""
        return self.company_id, self.job_id, self.moment, period

    @api.model
    def _find_scores(self, periods):
        """:param dict periods: action → its periods
        :return: dict key → score, with one query for each company"""
        wanted = defaultdict(dict)
        for action, spans in periods.items():
            for span in filter(None, spans):
                filters = action._get_filters(span)
                wanted[action.company_id][action._get_key(span)] = filters
        found, service = {}, self.env["hr.recruitment.experience.report"].sudo()
        for company, filters in wanted.items():
            if company:
                here = service.with_context(allowed_company_ids=company.ids)
                scores = here._get_scores(list(filters.values()))
                found.update(zip(filters, scores, strict=True))
        return found

    def _get_filters(self, period):
        """:return: the filters of the report for what the action is about"""
        return {
            "date_from": fields.Date.to_string(period[0]),
            "date_to": fields.Date.to_string(period[1]),
            "compare": False,
            "company_ids": self.company_id.ids,
            "job_ids": self.job_id.ids,
            "moments": [self.moment] if self.moment else [],
        }

    def _find_rating_once(self, known, period):
        key = self.driver_id, self._get_key(period)
        if key not in known:
            known[key] = self._find_rating(period)
        return known[key]

    def _find_rating(self, period):
        """:return: the driver's mean rating (0–100), None below the threshold"""
        answers = (
            Domain("released", "=", True)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("response_date", ">=", period[0])
            & Domain("response_date", "<=", period[1])
        )
        if self.job_id:
            answers &= Domain("job_id", "=", self.job_id.id)
        if self.moment:
            answers &= Domain("moment", "=", self.moment)
        ratings = self.env["hr.recruitment.feedback.rating"].sudo()
        mean = ratings.with_company(self.company_id)._read_group(
            Domain("driver_id", "=", self.driver_id.id)
            & Domain("feedback_id", "any", answers),
            aggregates=["value:avg"],
        )[0][0]
        return None if mean is False else mean

    # In words ----------------------------------------------------------------------

    def _say(self, say_score, score):
        return False if score["reason"] == "none" else say_score(score)

    def _describe_change(self, found):
        """:return: such as "31 → 38: no significant change" """
        if self.state != "done":
            return False
        change = found["change"]
        if change["reason"] in ("none", "few"):
            least = self.company_id.sudo().feedback_min_scores
            return self.env._("Fewer than %s answers yet", least)
        if change["reason"]:
            return self.env._("Hidden: the few other answers could be worked out")
        values = {
            "before": _round(found["before"]["value"]),
            "after": _round(found["after"]["value"]),
        }
        if change["significant"]:
            return self.env._("%(before)s → %(after)s: significant", **values)
        return self.env._("%(before)s → %(after)s: no significant change", **values)

    def _describe_rating(self, found):
        before, after = found.get("rating_before"), found.get("rating_after")
        if before is None:
            return False
        if after is None:
            return self.env._("%s of 100 before", _round(before))
        return self.env._(
            "%(before)s → %(after)s of 100", before=_round(before), after=_round(after)
        )

    # Report ------------------------------------------------------------------------

    @api.model
    def _read_for_report(self, filters):
        """What we changed, and what we are changing.

        :param dict filters: complete, as ``get_data`` of the report describes them
        :return: list of dicts of id, name, state, state_label, owner, date
            ("YYYY-MM-DD": of the change, or the deadline), target, before, after and
            change; done within the period, or open; those done first, newest first
        """
        actions = self.sudo().search(self._get_report_domain(filters))
        comparisons = actions._get_comparison(with_ratings=False)
        states = dict(self._fields["state"]._description_selection(self.env))
        return [
            {
                "id": action.id,
                "name": action.name,
                "state": action.state,
                "state_label": states[action.state],
                "owner": action.user_id.name or "",
                "date": fields.Date.to_string(action.date_done or action.date_deadline)
                or "",
                "target": action.target or "",
                **{
                    key: comparisons[action.id][key]
                    for key in ("before", "after", "change")
                },
            }
            for action in actions.sorted(
                lambda action: (
                    action.state != "done",
                    -(action.date_done or fields.Date.today()).toordinal(),
                )
            )
        ]

    @api.model
    def _get_report_domain(self, filters):
        """Actions about other job positions or moments are left out; those about all of
        them are not."""
        companies = filters.get("company_ids") or self.env.companies.ids
        done = (
            Domain("state", "=", "done")
            & Domain("date_done", ">=", filters["date_from"])
            & Domain("date_done", "<=", filters["date_to"])
        )
        day_after = fields.Date.to_date(filters["date_to"]) + timedelta(days=1)
        still_open = Domain("state", "in", OPEN) & Domain("create_date", "<", day_after)
        domain = Domain("company_id", "in", companies) & (done | still_open)
        for name, operator, values in (
            ("moment", "in", filters.get("moments")),
            ("job_id", "in", filters.get("job_ids")),
            ("job_id.department_id", "child_of", filters.get("department_ids")),
        ):
            if values:
                whole = Domain(name.split(".")[0], "=", False)
                domain &= whole | Domain(name, operator, values)
        return domain


def _round(value):
    return f"{value:.0f}".replace("-0", "0").replace("-", "−")
