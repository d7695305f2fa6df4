from collections import defaultdict
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .improvement_choices import MANAGER, MONTHS, OPEN
from .statistics import compare, hidden


class HrRecruitmentImprovementComparison(models.Model):
    """The scores of an improvement action's subject, before and after the change."""

    _inherit = "hr.recruitment.improvement"

    score_before = fields.Char(compute="_compute_comparison", groups=MANAGER)
    score_after = fields.Char(compute="_compute_comparison", groups=MANAGER)
    change_text = fields.Char("Change of cNPS", compute="_compute_comparison", groups=MANAGER)
    rating_text = fields.Char(
        "Rating of the Driver",
        compute="_compute_comparison",
        groups=MANAGER,
        help="0 is the lowest choice of the scale, 100 the highest.",
    )

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
            ``statistics``; for a driver its mean ratings too (0–100 or
            None), as rating_before and rating_after
        """
        periods = {action: action._get_periods() for action in self}
        scores, ratings, found = self._find_scores(periods), {}, {}
        for action, (before, after) in periods.items():
            values = {
                "before": scores.get(action._get_key(before)) or hidden(0, "none"),
                "after": scores.get(action._get_key(after)) or hidden(0, "none"),
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
            Domain("driver_id", "=", self.driver_id.id) & Domain("feedback_id", "any", answers),
            aggregates=["value:avg"],
        )[0][0]
        return None if mean is False else mean

    # In words ----------------------------------------------------------------------

    def _say(self, say_score, score):
        return False if score["reason"] == "none" else say_score(score)

    def _describe_change(self, found):
        """:return: "31 → 38: no significant change", or why there is no comparison; False
        while the action is not done"""
        if self.state != "done":
            return False
        change = found["change"]
        if change["reason"]:
            code = change["reason"].replace("none", "few")
            least = self.company_id.sudo().feedback_min_scores
            return self.env["hr.recruitment.experience.report"]._say_reason(code, {"scores": least})
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
        """The changes that are done or under way.

        :param dict filters: complete, as ``get_data`` of the report describes them
        :return: list of dicts of id, name, state, state_label, owner, date
            ("YYYY-MM-DD": of the change, or the deadline), target, before, after, change
            and effect (False while it is not done); done within the period, or open; those
            done first, newest first
        """
        actions = self.sudo().search(self._get_report_domain(filters))
        comparisons = actions._get_comparison(with_ratings=False)
        effects = actions._describe_effects()
        states = dict(self._fields["state"]._description_selection(self.env))
        return [
            {
                "id": action.id,
                "name": action.name,
                "state": action.state,
                "state_label": states[action.state],
                "owner": action.user_id.name or "",
                "date": fields.Date.to_string(action.date_done or action.date_deadline) or "",
                "target": action.target or "",
                **{key: comparisons[action.id][key] for key in ("before", "after", "change")},
                "effect": effects[action.id],
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
