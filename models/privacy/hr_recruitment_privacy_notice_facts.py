from odoo import api, models

from ..rendering.dates_in_words import get_locale, say_span
from .erasure_states import ENDS


class HrRecruitmentPrivacyNoticeFacts(models.Model):
    """What is said of the settings that are in force: it changes with them, and is nobody's
    text."""

    _inherit = "hr.recruitment.privacy.notice"

    @api.model
    def _get_facts(self, company, lang):
        """To be extended by whatever else is in force.

        :param company: ``res.company``, as superuser
        :param str lang: code of the reader's language
        :return: list of sentences in this language
        """
        spoken = self.with_context(lang=lang)
        return [
            *spoken._get_facts_of_decisions(company),
            *spoken._get_facts_of_reply(),
            *spoken._get_facts_of_retention(company),
            *spoken._get_facts_of_near_misses(company),
            *spoken._get_facts_of_feedback(company),
        ]

    def _get_facts_of_decisions(self, company):
        """What is ours decides nothing by itself; what others have added is not known."""
        if self.env["hr.recruitment.automatic"]._find_rules():
            return []
        return [
            self.env._(
                "Some of our messages are sent automatically. Every decision about your "
                "application is made by a person."
            )
        ]

    def _get_facts_of_reply(self):
        """By the first stage that all positions have: the same as on the candidate's page."""
        stage = (
            self.env["hr.recruitment.stage"]
            .sudo()
            .search([("job_ids", "=", False)], order="sequence, id", limit=1)
        )
        days = stage.candidate_name and stage.expected_days
        if not days:
            return []
        return [
            self.env._("You usually hear from us within %s working days of your application.", days)
        ]

    def _get_facts_of_retention(self, company):
        """No time is told that nobody has kept: see ``_find_kept_times``. The same for all, or
        one for each way in which an application can end."""
        times = self.env["hr.recruitment.retention.policy"].sudo()._find_kept_times(company)
        locale = get_locale(self.env)
        said = {
            outcome: say_span(unit, number, days, locale)
            for outcome, (unit, number, days) in times.items()
        }
        if not said:
            return []
        longer = self.env._("Longer only if you agree to it, or if we have to.")
        if len(said) == len(ENDS) and len(set(said.values())) == 1:
            return [f"{self._say_kept_time('all', said['refused'])} {longer}"]
        return [f"{self._say_kept_time(end, time)} {longer}" for end, time in said.items()]

    def _say_kept_time(self, end, time):
        """:param str end: how an application has ended, or ``all``
        :param str time: how long it is kept after that"""
        return {
            "all": self.env._(
                "Your application is kept for up to %s after the recruitment has ended. Then a "
                "colleague has it erased.",
                time,
            ),
            "refused": self.env._(
                "If a position goes to somebody else, your application is kept for up to %s "
                "after that. Then a colleague has it erased.",
                time,
            ),
            "withdrawn": self.env._(
                "If you withdraw your application, it is kept for up to %s after that. Then a "
                "colleague has it erased.",
                time,
            ),
            "hired": self.env._(
                "If you get a position, your application is kept for up to %s after that. Then "
                "a colleague has it erased.",
                time,
            ),
        }[end]

    def _get_facts_of_near_misses(self, company):
        return [
            self.env._(
                "If a position goes to somebody else, we may ask whether we may keep your "
                "application for other positions. Only if you say yes do we keep it for that, for "
                "up to %s months, and you can take the yes back on your page.",
                company.near_miss_months,
            )
        ]

    def _get_facts_of_feedback(self, company):
        """:return: list of a sentence, empty where the plans ask for no feedback"""
        steps = (
            self.env["hr.recruitment.communication.step"]
            .sudo()
            .search(
                [
                    ("action", "=", "survey"),
                    ("plan_id.in_use", "=", True),
                    ("plan_id.company_id", "in", [False, company.id]),
                ]
            )
        )
        kinds = set(steps.mapped("survey_anonymity")) - {False}
        if not kinds:
            return []
        asked = self.env._("We may ask you what you thought of the recruitment.")
        return [f"{asked} {self._say_anonymity(kinds)}"]

    def _say_anonymity(self, kinds):
        """:param set kinds: keys of the anonymity of surveys, not empty"""
        if kinds == {"anonymous"}:
            return self.env._("Your answers are anonymous.")
        if kinds == {"confidential"}:
            return self.env._(
                "Your answers are confidential: those who recruit do not see which are yours."
            )
        if kinds == {"named"}:
            return self.env._("Your answers carry your name.")
        return self.env._("Each time, we tell you who can see that an answer is yours.")
