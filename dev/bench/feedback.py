"""The feedback part of the benchmark: invitations, answers, and the numbers.

Run by `dev.bench`; the facts of the last comparison are a million rows.
"""

from odoo.tools import SQL

from ..place import ADDON
from . import measure

JOBS = 50
MONTHS = 24
GROUPINGS = {
    "month": ("response_date:month", "date_trunc('month', {date})"),
    "job": ("job_id", "{fact}.job_id"),
    "moment": ("moment", "{fact}.moment"),
}


class FeedbackBench:
    """A survey with one cNPS question and three ratings."""

    def __init__(self, env, bench):
        self.env, self.run, self.report = env, bench.run, bench.report
        self.core, self.expect = bench.core, bench.expect
        self.sizes = bench.sizes
        self.survey = env.ref(f"{ADDON}.survey_interviewed")
        self.inputs = env["survey.user_input"]
        self.applicants = bench.applicants[: bench.sizes.asked]
        self.step = env["hr.recruitment.communication.step"].create(
            {
                "plan_id": bench.email.plan_id.id,
                "name": "survey",
                "trigger": "manual",
                "action": "survey",
                "survey_id": self.survey.id,
                "mail_template_id": env.ref(f"{ADDON}.mail_template_survey_interviewed").id,
                "send_window": "any",
            }
        )

    def invitations(self):
        rows = self.applicants._start_step(self.step).sudo()
        partners = self.applicants.partner_id
        values = [{"survey_id": self.survey.id, "partner_id": partner.id} for partner in partners]

        def outcome():
            made = self.inputs.search([("survey_id", "=", self.survey.id)])
            questions = made.predefined_question_ids
            return len(made), len(set(made.mapped("access_token"))), questions

        def one_by_one():
            for partner in partners:
                self.survey._create_answer(partner=partner, check_attempts=False)

        for label, work in (
            ("one by one", one_by_one),
            ("in batch", lambda: self.inputs.create(values)),
        ):
            ours, core = measure.compare(
                lambda: self.run(rows._create_invitations, outcome),
                lambda work=work: self.run(work, outcome, self.core),
            )
            self.expect(ours[0].outcome == core[0].outcome, "the same invitations")
            self.report.ratio(
                f"core's {label} / invitations",
                self.sizes.asked,
                core,
                ours,
                1,
                at_least=True,
            )

    def answers(self):
        """Completing a survey, candidate by candidate, as they do."""
        answers = self.inputs.create(
            [{"survey_id": self.survey.id} for _number in range(self.sizes.answered)]
        )
        rated = self.survey.question_ids.filtered(
            lambda question: question.question_type == "scale"
        )
        for answer in answers:
            answer._mark_in_progress()
            for question in rated:
                answer._save_lines(question, str(question.scale_max))
        answers.feedback_anonymity = "confidential"
        answers._update_feedback()  # as when the score was confirmed
        self.env.flush_all()
        # As autovacuum does where answers come in every day.
        self.env.cr.execute("ANALYZE survey_user_input_line; ANALYZE survey_user_input")
        self.env.cr.execute(
            "ANALYZE hr_recruitment_feedback; ANALYZE hr_recruitment_feedback_rating"
        )

        def complete():
            for answer in answers:
                answer._mark_done()
                self.env.flush_all()

        ours, core = measure.compare(
            lambda: self.run(complete, lambda: set(answers.mapped("state"))),
            lambda: self.run(complete, lambda: set(answers.mapped("state")), self.core),
            times=3,
        )
        self.expect(ours[0].outcome == core[0].outcome == {"done"}, "all completed")
        self.report.ratio(
            "completing a survey / core's",
            self.sizes.answered,
            ours,
            core,
            1.2,
            each=self.sizes.answered,
        )

    def numbers(self):
        """Scores by month, job and moment, against SQL written by hand, and against
        the same numbers from the lines of the surveys."""
        self._fill()
        feedback = self.env["hr.recruitment.feedback"].with_user(self.env.ref("base.user_admin"))
        for label, (groupby, column) in GROUPINGS.items():

            def ours(groupby=groupby):
                return feedback.formatted_read_group([], [groupby], ["__count", "nps_value:avg"])

            def by_hand(column=column):
                return self._query(column, from_lines=False)

            def from_lines(column=column):
                return self._query(column, from_lines=True)

            numbers = sorted(
                (group["__count"], round(group["nps_value:avg"], 6)) for group in ours()
            )
            for other in by_hand, from_lines:
                same = sorted((n, round(float(value), 6)) for n, value in other())
                self.expect(numbers == same, f"the same numbers by {label}")
            for name, other, budget in (
                ("SQL by hand", by_hand, 1.2),
                ("survey lines", from_lines, 1),
            ):
                mine, theirs = measure.compare(
                    lambda ours=ours: self.run(ours), lambda o=other: self.run(o)
                )
                self.report.ratio(
                    f"scores by {label} / {name}",
                    self.sizes.facts[-1],
                    mine,
                    theirs,
                    budget,
                )

    def _query(self, column, from_lines):
        if from_lines:
            source = """
                survey_user_input_line line
                JOIN survey_question question ON question.id = line.question_id
                 AND question.feedback_role = 'cnps'
                JOIN hr_recruitment_feedback fact
                  ON fact.user_input_id = line.user_input_id"""
            value = """CASE WHEN line.value_scale >= 9 THEN 100
                            WHEN line.value_scale <= 6 THEN -100 ELSE 0 END"""
        else:
            source, value = "hr_recruitment_feedback fact", "fact.nps_value"
        group = column.format(fact="fact", date="fact.response_date")
        self.env.cr.execute(
            f"SELECT COUNT(*), AVG({value}) FROM {source}"
            "  WHERE fact.released AND (fact.company_id IN %s OR"
            "        fact.company_id IS NULL)"
            f" GROUP BY {group} ORDER BY {group}",
            [(self.env.company.id,)],
        )
        return self.env.cr.fetchall()

    def _fill(self):
        """A million answers, each with its survey line, by SQL."""
        jobs = self.env["hr.job"].create([{"name": f"Job {n}"} for n in range(JOBS)])
        question = self.survey.feedback_question_id
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                """
                WITH answers AS (
                     INSERT INTO survey_user_input
                            (survey_id, access_token, state, feedback_anonymity,
                             create_date)
                     SELECT %(survey)s, 'bench-' || number, 'done', 'confidential',
                            NOW()
                       FROM generate_series(1, %(facts)s) AS number
                  RETURNING id),
                lines AS (
                     INSERT INTO survey_user_input_line
                            (user_input_id, survey_id, question_id, answer_type,
                             skipped, value_scale)
                     SELECT id, %(survey)s, %(question)s, 'scale', FALSE, id %% 11
                       FROM answers)
                INSERT INTO hr_recruitment_feedback
                       (user_input_id, score, nps_value, category, moment, anonymity,
                        released, opens_group, response_date, company_id, job_id)
                SELECT id, id %% 11,
                       CASE WHEN id %% 11 >= 9 THEN 100
                            WHEN id %% 11 <= 6 THEN -100 ELSE 0 END,
                       'passive',
                       (ARRAY['applied', 'interviewed', 'refused'])[1 + id %% 3],
                       'confidential', TRUE, TRUE,
                       DATE '2026-01-15' - (id %% %(months)s)::int * 30,
                       %(company)s, (%(jobs)s::int[])[1 + id %% %(number)s]
                  FROM answers
                """,
                survey=self.survey.id,
                question=question.id,
                facts=self.sizes.facts[-1],
                months=MONTHS,
                company=self.env.company.id,
                jobs=jobs.ids,
                number=JOBS,
            )
        )
        self.env.cr.execute("ANALYZE hr_recruitment_feedback; ANALYZE survey_user_input_line")
