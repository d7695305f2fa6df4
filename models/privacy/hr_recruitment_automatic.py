from markupsafe import Markup

from odoo import api, fields, models

# What candidates notice of the actions that run by themselves, in this order: the action,
# of this addon, and how it is said.
ACTIONS = {
    "ir_cron_silence": "_say_silence",
    "ir_cron_promises": "_say_promises",
    "ir_cron_interviews": "_say_interviews",
    "ir_cron_near_misses": "_say_near_misses",
    "ir_cron_consents": "_say_consents",
    "ir_cron_screenings": "_say_recordings",
    "ir_cron_feedback_release": "_say_feedback",
    "ir_cron_erasure": "_say_erasure",
}


class HrRecruitmentAutomatic(models.TransientModel):
    """What happens to candidates by itself, read from the configuration that is in force.

    Regulation (EU) 2016/679 asks in article 13(2)(f) that people are told of decisions
    without a person. There are none here, and this is the list that shows it.
    """

    _name = "hr.recruitment.automatic"
    _description = "Automatic Steps"

    content = fields.Html(compute="_compute_content", sanitize=False)
    sentence = fields.Text(
        "For Your Job Ads",
        compute="_compute_sentence",
        help="True as long as nothing decides about a person but what is listed here.",
    )

    @api.depends_context("lang", "company", "uid")
    def _compute_content(self):
        for record in self:
            record.content = Markup().join(
                Markup("<h3>%s</h3><ul>%s</ul>")
                % (title, Markup().join(Markup("<li>%s</li>") % line for line in lines))
                for title, lines in record._list_automatic()
                if lines
            )

    @api.depends_context("lang", "company")
    def _compute_sentence(self):
        for record in self:
            record.sentence = self.env._(
                "Some of our messages are sent automatically. People read your application, "
                "and every decision about it is made by a person. %(who)s answers your questions.",
                who=record._get_person().name or self.env.company.name,
            )

    def _get_person(self):
        """:return: ``res.users`` whom candidates can turn to, where no recruiter is named"""
        return self.env.company.sudo().candidate_hr_user_id

    # The list --------------------------------------------------------------------------

    def _list_automatic(self):
        """:return: list of (title, list of sentences)"""
        self.ensure_one()
        return [
            *self._list_plans(),
            (self.env._("Also"), self._list_actions()),
            (self.env._("Your own automation rules"), self._list_rules()),
            (self.env._("Never automatic"), self._list_never()),
        ]

    def _list_plans(self):
        plans = self.env["hr.recruitment.communication.plan"].search(
            [("in_use", "=", True), ("company_id", "in", [False, self.env.company.id])]
        )
        return [
            (
                self.env._("Plan “%s”", plan.display_name),
                [
                    self.env._("To a colleague: %s", step.summary)
                    if step.action == "activity"
                    else self.env._("To the candidate: %s", step.summary)
                    for step in plan.step_ids
                    if step.active and step.trigger != "manual"
                ],
            )
            for plan in plans
        ]

    def _list_actions(self):
        sentences = []
        for name, say in ACTIONS.items():
            action = self.env.ref(
                f"hr_recruitment_candidate_experience.{name}", raise_if_not_found=False
            )
            if action and action.sudo().active:
                sentences.append(getattr(self, say)())
        return list(filter(None, sentences))

    def _say_silence(self):
        return self.env._(
            "Where a candidate has heard nothing for %s days, a colleague gets a to-do.",
            self.env.company.unanswered_days,
        )

    def _say_promises(self):
        return self.env._(
            "A promised reply date that has passed counts as not kept, and the recruiter sees it."
        )

    def _say_interviews(self):
        return self.env._(
            "Where an interview lacks a link, a place or a phone number, a colleague is asked."
        )

    def _say_near_misses(self):
        return self.env._(
            "Candidates who agreed to be kept are asked again in time, and are no longer kept "
            "after %s months without a new yes.",
            self.env.company.near_miss_months,
        )

    def _say_consents(self):
        return self.env._(
            "What a candidate has agreed to ends on its day or when it is withdrawn, and a "
            "colleague gets a to-do."
        )

    def _say_recordings(self):
        """:return: str, empty where no questions are asked before interviews"""
        if not self.env["hr.candidate.settings"]._is_used("uses_screening"):
            return ""
        return self.env._(
            "Recordings of answers to screening questions are deleted %s days after they were "
            "handed in.",
            self.env.company.screening_keep_days,
        )

    def _say_feedback(self):
        return self.env._(
            "Anonymous feedback is counted once %s people have answered.",
            self.env.company.feedback_min_scores,
        )

    def _say_erasure(self):
        return self.env._(
            "What somebody has approved is erased. Where a retention policy says so, candidates "
            "get a mail beforehand."
        )

    def _list_rules(self):
        return [
            self.env._("“%s”: please check that it decides nothing about a person.", rule.name)
            for rule in self._find_rules()
        ]

    @api.model
    def _find_rules(self):
        """:return: automation rules of applications, as superuser, if that module is there:
        what they do is not known here"""
        if "base.automation" not in self.env:
            return []
        return self.env["base.automation"].sudo().search([("model_name", "=", "hr.applicant")])

    def _list_never(self):
        return [
            self.env._("Nobody is refused, hired or moved to another stage automatically."),
            self.env._("No application is scored, ranked or sorted out automatically."),
            self.env._("A refusal that waits to be sent was decided by a person."),
        ]
