from itertools import combinations

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase

from .feedback import FeedbackCase

FEEDBACK_MODELS = (
    "hr.recruitment.feedback",
    "hr.recruitment.feedback.rating",
    "hr.recruitment.feedback.comment",
    "hr.recruitment.feedback.summary",
    "hr.recruitment.feedback.quarantine",
)
SURVEY_MODELS = ("survey.user_input", "survey.user_input.line")
# What a filter can ask for, and a value that nothing has.
VALUES = {"score": range(12), "value": range(0, 110, 10), "nps_value": (-100, -1, 0, 100)}


class Observer:
    """Everything that a user can get out of the database about feedback."""

    def __init__(self, env):
        self.env = env

    def see(self):
        seen = {}
        for model in FEEDBACK_MODELS + SURVEY_MODELS:
            seen[model] = self._try(self._see_model, self.env[model])
        for model in ("hr.applicant", "hr.job", "hr.applicant.communication"):
            records = self.env[model].with_context(active_test=False)
            # Odoo's own order leaves open which of two comes first.
            seen[model] = self._try(self._read, records, "id")
            seen[model, "filtered"] = [
                self._try(records.search_count, domain) for domain in PATHS[model]
            ]
        seen["followers"] = self._try(
            self.env["mail.followers"].search_read,
            [("res_model", "like", "feedback")],
            ["res_id", "partner_id"],
        )
        for model in ("mail.activity", "mail.message"):
            domain = [("model" if "message" in model else "res_model", "like", "feedback")]
            seen[model] = self._try(self.env[model].search_read, domain)
        return seen

    def _try(self, method, *args, **options):
        try:
            return method(*args, **options)
        except (AccessError, UserError, ValueError) as error:
            return type(error).__name__

    def _see_model(self, records):
        found = {
            "rows": self._try(self._read, records),
            "count": self._try(records.search_count, []),
            "export": self._try(lambda: records.search([]).export_data(["score", "moment"])),
        }
        groups = [
            name
            for name, field in records._fields.items()
            if field.store and field.type in ("many2one", "selection", "date", "boolean", "integer")
        ]
        groups = [f"{n}:month" if "date" in n else n for n in groups]
        measures = MEASURES.get(records._name, ["__count"])
        # Of Odoo's own models rows are hidden, not groups: two fields show no other ones.
        most = 1 if records._name in SURVEY_MODELS else 2
        for by in (by for size in range(most) for by in combinations(groups, size + 1)):
            found["group", by] = self._try(records.formatted_read_group, [], list(by), measures)
        for spec in measures:
            found["total", spec] = self._try(records.formatted_read_group, [], [], [spec])
        for field in VALUES.keys() & records._fields.keys():
            for value in VALUES[field]:
                found["filter", field, value] = self._try(
                    records.search_count, [(field, "=", value)]
                )
        return found

    def _read(self, records, order=None):
        names = [
            name
            for name in records.fields_get()
            if name not in ("write_date", "duration_tracking")  # what time changes
            and "image" not in name
            and records._fields[name].type != "binary"
        ]
        rows = self._try(records.search([], order=order).read, names)
        if isinstance(rows, list):
            return rows
        return [
            {name: self._try(record.read, [name]) for name in names}
            for record in records.search([], order=order)
        ]


MEASURES = {
    "hr.recruitment.feedback": [
        "__count",
        "nps_value:avg",
        "nps_value:sum",
        "score:avg",
        "score:min",
        "score:max",
        "score:array_agg",
        "nps_value:array_agg",
        "id:array_agg",
    ],
    "hr.recruitment.feedback.rating": ["__count", "value:avg", "value:array_agg"],
    "hr.recruitment.feedback.summary": [
        "__count",
        "nps_value:avg",
        "nps_value:sum",
        "answers:sum",
        "detractors:sum",
    ],
}
PATHS = {
    "hr.applicant": [
        *([("feedback_ids.score", "=", score)] for score in range(11)),
        [("feedback_ids", "!=", False)],
        [("feedback_ids", "in", list(range(999)))],
        [("feedback_ids.comment_ids.text", "ilike", "secret")],
        [("communication_ids.survey_input_id.feedback_answered", "=", True)],
        [("communication_ids.survey_input_id.user_input_line_ids.value_scale", ">", 5)],
        [("response_ids.user_input_line_ids.value_scale", ">", 5)],
        [("response_ids", "!=", False)],
    ],
    "hr.job": [
        [("application_ids.feedback_ids.score", "<", 5)],
        [("survey_id.user_input_ids.user_input_line_ids.value_scale", ">", 5)],
    ],
    "hr.applicant.communication": [
        [("survey_input_id.user_input_line_ids.value_scale", ">", 5)],
        [("step_id.survey_id.user_input_ids.user_input_line_ids.value_scale", ">", 5)],
        [("step_id.survey_id.question_ids.user_input_line_ids.value_scale", ">", 5)],
    ],
}


class TwoWorlds(FeedbackCase, TransactionCase):
    """Worlds that differ in one candidate's answer, and the people who look at them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls._make_user("handlaggare", "hr_recruitment.group_hr_recruitment_user")
        cls.interviewer = cls._make_user(
            "intervjuare", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        cls.job.interviewer_ids = cls.interviewer

    def fill(self, job, number, anonymity="confidential", **values):
        applicants = self._make_applicants(
            number,
            job_id=job.id,
            **{"partner_name": f"{job.name} {anonymity}", **values},
        )
        for applicant in applicants:
            applicant.email_from = f"{applicant.id}@candidate.example"
        self.ask.survey_anonymity = anonymity
        invitations = self.invite(applicants)
        for place, invitation in enumerate(invitations):
            self.answer(invitation, place % 11, comment=f"secret {place}", ratings=[3])
        return applicants

    def rows_of(self, applicants):
        return self.feedback.search([("applicant_id", "in", applicants.ids)])

    def see(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        return Observer(self.env(user=user)).see()

    def set_answer(self, row, score):
        row.score = score
        line = row.user_input_id.user_input_line_ids
        line.filtered(lambda line: line.answer_type == "scale").value_scale = score
        row.comment_ids.text = f"secret {score}"
        row.rating_ids.value = score * 10

    def assertSameWorlds(self, user, row):
        self.set_answer(row, 0)
        first = self.see(user)
        self.set_answer(row, 10)
        second = self.see(user)
        self.assertEqual(first.keys(), second.keys())
        for key, value in first.items():
            self.assertEqual(value, second[key], key)

    def close(self, applicants):
        """Refused, and told."""
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "No"})
        applicants.refuse_reason_id = reason
        applicants.action_mark_told()
        self.feedback._cron_release()
