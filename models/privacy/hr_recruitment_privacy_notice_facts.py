from odoo import api, models


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
