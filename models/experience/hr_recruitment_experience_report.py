from odoo import api, fields, models
from odoo.exceptions import AccessError

from .filters import Filters

OFFICER = "hr_recruitment.group_hr_recruitment_user"
MANAGER = "hr_recruitment_candidate_experience.group_experience_manager"
ADDON = "hr_recruitment_candidate_experience"


class HrRecruitmentExperienceReport(models.AbstractModel):
    """Every number on candidate experience, for a filter. Dashboard, PDF, spreadsheet,
    digest and mails only draw what ``get_data`` returns.

    Numbers of answers come from the fact table, with the company's threshold on each
    of them; numbers of applications from the applications that came in within the
    period. Experience managers see everything; officers see scores only of whole job
    positions over the whole time, as the summary of scores has them: with periods and
    filters at hand, they could subtract.
    """

    _name = "hr.recruitment.experience.report"
    _description = "Candidate Experience Report"

    @api.model
    @api.readonly
    def get_data(self, filters=None):
        """Every number for a filter.

        :param dict filters: all optional. ``date_from``, ``date_to``: days in the
            reader's time zone, included, by default the last twelve months.
            ``compare_from``, ``compare_to``: by default the same length just before;
            ``compare`` False: no comparison. ``company_ids`` (by default the active
            ones), ``job_ids``, ``department_ids`` (with those below them),
            ``user_ids`` (recruiters), ``source_ids``, ``medium_ids``: lists of ids.
            ``moments``, ``outcomes``: lists of keys.
        :return: plain dict; scores are −100 … 100, rates 0 … 100, durations days. A
            value that may not be shown is None, with the ``reason`` (a code) and the
            ``reason_label`` beside it; ``labels`` has what the other codes are called
        :raise UserError: for a filter that makes no sense
        :raise AccessError: for users who are not in recruitment, and for companies that
            are not active
        """
        if not self.env.user.has_group(OFFICER):
            raise AccessError(self.env._("Reports on candidate experience are for recruiters."))
        manager = self.env.user.has_group(MANAGER)
        return self._get_data(filters, "manager" if manager else "officer")

    def _get_data(self, filters=None, access="manager"):
        """As ``get_data``, for callers that have made sure who will read it.

        :param str access: ``manager`` or ``officer``
        """
        scope = Filters.parse(self.env, filters)
        self._flush()
        data = {
            "access": access,
            "whole_time": access != "manager",
            "generated": fields.Datetime.to_string(fields.Datetime.now()),
            "filters": scope.describe(),
            "filter_labels": scope.get_labels(self.env),
            "choices": self._get_choices(),
            "labels": self._get_labels(),
            "period": scope.period.describe(self.env),
            "comparison": scope.comparison and scope.comparison.describe(self.env),
            "thresholds": self._get_thresholds(),
            "doors": self._get_doors(scope),
        }
        service = self.sudo()
        if access == "manager":
            data |= service._get_feedback(scope)
        else:
            data |= service._get_feedback_of_officer(scope)
        data |= service._get_process(scope)
        data["ads"] = service._get_ads(scope, access, data["score"])
        data["themes"] = service._get_themes(scope, access, data)
        data["stays"] = service._get_stays(scope, access)
        data["praise"] = service._get_praise(scope, access)
        data["improvements"] = service._get_improvements(scope, access)
        data["costs"] = service._get_costs(scope, access, data["improvements"])
        data["benchmarks"] = service._get_benchmarks(scope, access)
        data |= service._get_other_parts(scope, access, data)
        data["comparison"] = data["comparison"] or False
        self._put_into_words(data)
        return data

    def _get_other_parts(self, scope, access, data):
        """For rooms that build on this one.

        :param dict data: what has been found so far
        :return: dict of what they add to it"""
        return {}

    def _flush(self):
        """Write to the database what the queries read past the ORM."""
        for model in (
            "hr.recruitment.feedback",
            "hr.recruitment.feedback.rating",
            "hr.recruitment.feedback.comment",
            "hr.recruitment.feedback.theme.mention",
            "hr.applicant",
            "hr.applicant.communication",
            "hr.applicant.stage.history",
            "hr.candidate.praise",
        ):
            self.env[model].flush_model()

    def _get_thresholds(self):
        """The strictest of the companies that are reported together."""
        companies = self.env.companies.sudo()
        return {
            "scores": max(companies.mapped("feedback_min_scores")),
            "comments": max(companies.mapped("feedback_min_comments")),
        }

    def _get_choices(self):
        facts = self.env["hr.recruitment.feedback"]
        return {
            name: [list(choice) for choice in facts._fields[field]._description_selection(self.env)]
            for name, field in (("moments", "moment"), ("outcomes", "outcome"))
        }

    def _get_benchmarks(self, scope, access):
        """What others exchange, then what has been published. Officers see no number of a
        period, of which the middle may be ours."""
        companies = list(scope.records["company_ids"] or scope.allowed)
        exchanged = []
        if access == "manager" and not scope.outcomes:
            Exchange = self.env["hr.recruitment.exchange"]
            exchanged = Exchange._read_for_report(companies, scope.moments)
        return exchanged + self.env["hr.recruitment.benchmark"]._read_for_report(
            companies, scope.moments, scope.outcomes
        )

    def _get_improvements(self, scope, access):
        if access != "manager" or "hr.recruitment.improvement" not in self.env:
            return []
        return self.env["hr.recruitment.improvement"]._read_for_report(scope.describe())

    def _get_doors(self, scope):
        """Where the records behind the numbers are: model and domain, or action."""
        shared = scope.get_domain(self.env)
        begin, end = scope.period.to_utc(self.env)
        answered = [
            *shared,
            ("response_date", ">=", fields.Date.to_string(scope.period.first)),
            ("response_date", "<=", fields.Date.to_string(scope.period.last)),
        ]
        if scope.moments:
            answered.append(("moment", "in", list(scope.moments)))
        applied = [
            *shared,
            ("create_date", ">=", fields.Datetime.to_string(begin)),
            ("create_date", "<", fields.Datetime.to_string(end)),
            ("talent_pool_ids", "=", False),
            ("arrival", "!=", "sourced"),
        ]
        ratings = [("feedback_id", "any", answered)]
        return {
            "feedback": {"model": "hr.recruitment.feedback", "domain": answered},
            "ratings": {"model": "hr.recruitment.feedback.rating", "domain": ratings},
            "comments": {"model": "hr.recruitment.feedback.comment", "domain": ratings},
            "applications": {
                "model": "hr.applicant",
                "domain": applied,
                "context": {"active_test": False},
            },
            "communications": {
                "model": "hr.applicant.communication",
                "domain": [
                    ("sent_date", ">=", fields.Datetime.to_string(begin)),
                    ("sent_date", "<", fields.Datetime.to_string(end)),
                ],
            },
            "awaiting_reply": {"action": f"{ADDON}.action_waiting_for_answer"},
            "unanswered": {"action": f"{ADDON}.action_unanswered"},
            "pending_refusals": {"action": f"{ADDON}.action_pending_refusals"},
        }
