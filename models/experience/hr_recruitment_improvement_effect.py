from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .effect_cells import Spans, add_cells, hide_effect, tell_effect
from .improvement_choices import MANAGER, MONTHS

DAY = timedelta(days=1)


class HrRecruitmentImprovementEffect(models.Model):
    """What an improvement did: the change of its job position, less the change of the
    company's other job positions over the same time."""

    _inherit = "hr.recruitment.improvement"

    effect_text = fields.Char(
        "Against Other Job Positions",
        compute="_compute_effect",
        groups=MANAGER,
        help="How much more the cNPS of this job position changed than that of the company's "
        "other job positions, without those that were changed themselves, over the same time.",
    )
    effect_check_text = fields.Char(
        "Before the Change",
        compute="_compute_effect",
        groups=MANAGER,
        help="The same comparison of the six months before the change with the six months "
        "before them. If they did not go alike then, what came after is not the change.",
    )

    @api.depends("state", "date_done", "moment", "job_id", "company_id")
    @api.depends_context("lang")
    def _compute_effect(self):
        effects = self._get_effects()
        for action in self:
            found = effects[action.id]
            action.effect_text = action._say_effect(found)
            action.effect_check_text = action._say_effect_check(found)

    def _get_effects(self):
        """:return: dict id → effect, as of ``tell_effect`` with ``mixed``: whether the same
        job position was changed in another way in that time. None while an action is not
        done"""
        effects = dict.fromkeys(self.ids)
        periods = {}
        for action in self:
            if action.state != "done" or not action.date_done or not action.id:
                effects[action.id] = None
                continue
            reason = action._find_no_effect()
            if reason:
                effects[action.id] = self._hide_effect(reason)
            else:
                periods[action] = action._get_effect_periods()
        return effects | self._tell_effects(periods)

    def _hide_effect(self, reason):
        hidden = hide_effect(reason)
        return {
            **hidden,
            "check": hidden,
            "parallel": None,
            "detractors": hidden,
            "mixed": False,
        }

    def _find_no_effect(self):
        """:return: reason why there is nothing to compare, or None"""
        if not self.job_id:
            return "everywhere"
        return None if self._get_periods()[1] else "not_yet"

    def _get_effect_periods(self):
        """:return: the six months before the time before, the time before, the time after"""
        before, after = self._get_periods()
        return (before[0] - relativedelta(months=MONTHS), before[0] - DAY), before, after

    @api.model
    def _tell_effects(self, periods):
        """:param dict periods: action → its periods
        :return: dict id → effect, with as many queries whatever their number"""
        if not periods:
            return {}
        spans = Spans([period for some in periods.values() for period in some], DAY)
        companies = self.union(*periods).company_id
        rows = self._count_effect_rows(companies, spans.days)
        changed = self._find_changed_jobs(companies, spans.days)
        found = {}
        for action, some in periods.items():
            others = [
                job
                for other, job, day in changed.get(action.company_id.id, ())
                if other != action.id and some[0][0] <= day <= some[-1][1]
            ]
            cells = [
                add_cells(
                    rows.get(action.company_id.id, ()),
                    spans.list_of(period),
                    action.job_id.id,
                    action.moment,
                    others,
                )
                for period in some
            ]
            effect = tell_effect(*cells, action.company_id.sudo().feedback_min_scores)
            found[action.id] = {**effect, "mixed": action.job_id.id in others}
        return found

    @api.model
    def _count_effect_rows(self, companies, days):
        """:return: dict company id → list as ``add_cells`` takes it, in one query"""
        self.env["hr.recruitment.feedback"].flush_model()
        found = {}
        for company, *row in self.env.execute_query(
            SQL(
                """
                SELECT company_id, job_id, moment, WIDTH_BUCKET(response_date, %(days)s::date[]),
                       COUNT(*) FILTER (WHERE nps_value > 0),
                       COUNT(*) FILTER (WHERE nps_value = 0),
                       COUNT(*) FILTER (WHERE nps_value < 0)
                  FROM hr_recruitment_feedback
                 WHERE released AND company_id = ANY(%(companies)s)
                   AND response_date >= %(first)s AND response_date < %(last)s
              GROUP BY 1, 2, 3, 4
                """,
                days=days,
                companies=companies.ids,
                first=days[0],
                last=days[-1],
            )
        ):
            found.setdefault(company, []).append(row)
        return found

    @api.model
    def _find_changed_jobs(self, companies, days):
        """:return: dict company id → list of (action, job, day), of all that is done: what
        the reader may not open counts, too"""
        done = (
            Domain("state", "=", "done")
            & Domain("company_id", "in", companies.ids)
            & Domain("job_id", "!=", False)
            & Domain("date_done", ">=", days[0])
            & Domain("date_done", "<", days[-1])
        )
        found = {}
        for action in self.sudo().search_fetch(done, ["company_id", "job_id", "date_done"]):
            row = action.id, action.job_id.id, action.date_done
            found.setdefault(action.company_id.id, []).append(row)
        return found

    # In words --------------------------------------------------------------------------

    def _describe_effects(self):
        """:return: dict id → effect with ``label`` and ``check_label``, False while the
        action is not done"""
        effects = self._get_effects()
        return {
            action.id: effects[action.id]
            and {
                **effects[action.id],
                "label": action._say_effect(effects[action.id]),
                "check_label": action._say_effect_check(effects[action.id]) or "",
            }
            or False
            for action in self
        }

    def _say_effect(self, found):
        """:return: what it did, or why that cannot be told; False while it is not done"""
        if found is None:
            return False
        if found["reason"]:
            return self.env._("Cannot be told: %s.", self._say_no_effect(found["reason"]))
        service = self.env["hr.recruitment.experience.report"]
        points = service._say_number(abs(found["value"]))
        margin = service._say_number(found["margin"])
        if not found["significant"]:
            return self.env._(
                "No difference from the other job positions beyond chance "
                "(%(points)s ± %(margin)s).",
                points=service._say_signed(found["value"]),
                margin=margin,
            )
        if found["value"] > 0:
            text = self.env._(
                "The job position did %(points)s points better than the others (± %(margin)s).",
                points=points,
                margin=margin,
            )
        else:
            text = self.env._(
                "The job position did %(points)s points worse than the others (± %(margin)s).",
                points=points,
                margin=margin,
            )
        return " ".join(filter(None, (text, self._say_doubt(found))))

    def _say_no_effect(self, reason):
        service = self.env["hr.recruitment.experience.report"]
        least = {"scores": self.company_id.sudo().feedback_min_scores}
        return service._say_reason(reason, least)

    def _say_doubt(self, found):
        if found["parallel"] is False:
            return self.env._("They did not go alike before either: do not take it for the effect.")
        if found["mixed"]:
            return self.env._(
                "Another action changed the same job position in that time: the two cannot be "
                "told apart."
            )
        return ""

    def _say_effect_check(self, found):
        if found is None or found["reason"]:
            return False
        check = found["check"]
        if check["reason"]:
            return self.env._("Cannot be told: %s.", self._say_no_effect(check["reason"]))
        service = self.env["hr.recruitment.experience.report"]
        values = {
            "points": service._say_signed(check["value"]),
            "margin": service._say_number(check["margin"]),
        }
        if check["significant"]:
            return self.env._(
                "They did not go alike: %(points)s points apart (± %(margin)s).", **values
            )
        return self.env._("They went alike, within chance (%(points)s ± %(margin)s).", **values)
