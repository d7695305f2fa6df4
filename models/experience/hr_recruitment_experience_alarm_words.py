from odoo import api, fields, models

from ..rendering.dates_in_words import get_locale, say_short_day

REPORT = "hr.recruitment.experience.report"
# What an alarm is about is called as it is called now.
NAMES = ("job_id.name", "stage_id.name", "driver_id.name", "recruiter_id.name", "company_id.name")


class HrRecruitmentExperienceAlarmWords(models.Model):
    """An alarm in a sentence."""

    _inherit = "hr.recruitment.experience.alarm"

    @api.depends("kind", "subject_name", "moment", *NAMES)
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for alarm in self:
            alarm.display_name = " · ".join(
                filter(None, (kinds.get(alarm.kind), alarm._get_subject()))
            )

    def _get_subject(self):
        """:return: str, what the number is of: as it is called now, or was when it is gone"""
        alarm = self.sudo()
        if alarm.sight == "moment":
            moments = dict(self._fields["moment"]._description_selection(self.env))
            return moments.get(alarm.moment) or ""
        if alarm.sight == "recruiter":
            return alarm.recruiter_id.name or self.env._("A recruiter who has left")
        record = {
            "company": alarm.company_id,
            "job": alarm.job_id,
            "stage": alarm.stage_id,
            "driver": alarm.driver_id,
        }.get(alarm.sight)
        return (record and record.display_name) or alarm.subject_name or ""

    @api.depends("kind", "direction", "since", "before", "after", "before_n", "after_n", *NAMES)
    @api.depends_context("lang", "uid")
    def _compute_sentence(self):
        locale, today = get_locale(self.env), fields.Date.context_today(self)
        for alarm in self:
            if not alarm.since:
                alarm.sentence = False
                continue
            numbers = alarm.sudo()
            values = {
                "day": say_short_day(alarm.since, locale, today),
                "where": alarm._get_subject(),
                "days": alarm.limit_days,
                "before": numbers._say_value(numbers.before),
                "after": numbers._say_value(numbers.after),
                "n_before": self.env[REPORT]._say_number(numbers.before_n),
                "n_after": self.env[REPORT]._say_number(numbers.after_n),
            }
            parts = [alarm._say_change(values), alarm._say_numbers(values)]
            alarm.sentence = ": ".join(parts)

    def _say_value(self, value):
        """:param float value: from 0 to 1"""
        report = self.env[REPORT]
        if self.kind == "score":
            return report._say_number(200 * value - 100)
        return report._say_percent(100 * value)

    def _say_numbers(self, values):
        if self.is_hidden:
            return self.env._(
                "its numbers are hidden, because the few other answers could be worked out."
            )
        return self.env._(
            "%(before)s before (n = %(n_before)s), %(after)s since (n = %(n_after)s).",
            **values,
        )

    def _say_change(self, values):
        return getattr(self, f"_say_{self.kind}_change")(values)

    def _say_score_change(self, values):
        if self.direction == "worse":
            return self.env._("Since about %(day)s the cNPS is lower (%(where)s)", **values)
        return self.env._("Since about %(day)s the cNPS is higher (%(where)s)", **values)

    def _say_driver_change(self, values):
        if self.direction == "worse":
            return self.env._("Since about %(day)s candidates rate “%(where)s” lower", **values)
        return self.env._("Since about %(day)s candidates rate “%(where)s” higher", **values)

    def _say_response_change(self, values):
        if self.direction == "worse":
            return self.env._(
                "Since about %(day)s fewer candidates answer surveys (%(where)s)", **values
            )
        return self.env._(
            "Since about %(day)s more candidates answer surveys (%(where)s)", **values
        )

    def _say_withdrawn_change(self, values):
        if self.direction == "worse":
            return self.env._("Since about %(day)s more candidates withdraw (%(where)s)", **values)
        return self.env._("Since about %(day)s fewer candidates withdraw (%(where)s)", **values)

    def _say_stay_change(self, values):
        values = {**values, "long": self._say_long()}
        if self.direction == "worse":
            return self.env._(
                "Since about %(day)s more candidates stay %(long)s (%(where)s)", **values
            )
        return self.env._(
            "Since about %(day)s fewer candidates stay %(long)s (%(where)s)", **values
        )

    def _say_long(self):
        if not self.limit_days:
            return self.env._("in a stage for longer than three of four did before")
        if self.limit_days == 1:
            return self.env._("for more than one working day")
        return self.env._("for more than %s working days", self.limit_days)

    def _say_promise_change(self, values):
        if self.direction == "worse":
            return self.env._(
                "Since about %(day)s fewer candidates get their answer in time (%(where)s)",
                **values,
            )
        return self.env._(
            "Since about %(day)s more candidates get their answer in time (%(where)s)", **values
        )
