from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_today
from ..past_orm import write_past_orm
from .choices import ANONYMITY, FEEDBACK_TYPE

SCORES = tuple(str(score) for score in range(11))
MAX_ATTEMPTS = 20


class SurveyUserInput(models.Model):
    """An invitation to give feedback and, unless it is anonymous, the answer to it.

    The way from candidate to invitation is the ledger row that sent it, and no other:
    neither contact nor address nor application stand here. An anonymous answer is a
    record of its own that nothing leads to; its invitation only knows that it has
    been used, not when.
    """

    _name = "survey.user_input"
    _inherit = [
        "survey.user_input",
        "hr.candidate.form.mixin",
        "hr.candidate.guard.mixin",
    ]

    survey_type = fields.Selection(related="survey_id.survey_type")
    feedback_anonymity = fields.Selection(
        ANONYMITY, readonly=True, help="What the candidate was told when asked."
    )
    feedback_answered = fields.Boolean(readonly=True)
    feedback_attempts = fields.Integer(
        readonly=True, help="Answers that were put aside as suspicious."
    )
    feedback_next_id = fields.Many2one(
        "survey.user_input",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="base.group_system",
        help="The survey that has taken the place of this one.",
    )

    def write(self, vals):
        """A record that a user has changed is still one that they may write: a test does
        not become feedback, nor does the answer to another survey."""
        res = super().write(vals)
        if not self.env.su:
            self.check_access("write")
        return res

    def _is_feedback(self):
        """Also without the survey: the candidate was promised an anonymity."""
        return bool(self.feedback_anonymity) or self.survey_id._is_feedback()

    def _feedback_path(self):
        """:return: path of the candidate's page, which needs no login"""
        return f"/candidate/feedback/{self.id}/{self.access_token}"

    def _has_been_used(self):
        return self.feedback_answered

    def _needs_no_reminder(self):
        """Never true of an anonymous survey: a missing reminder would tell that its
        candidate has answered."""
        return self.feedback_anonymity != "anonymous" and self._has_been_used()

    def _gives_way(self):
        """:return: whether a newer survey takes the place of this one; that of an
        anonymous one does not tell whether it has been answered"""
        if self.feedback_next_id:
            return False
        return self.feedback_anonymity == "anonymous" or not self._has_been_used()

    @api.model
    def _lead_to(self, successors):
        """The links of older surveys lead to a newer one from now on.

        :param dict successors: invitation -> the newer invitation
        """
        write_past_orm(
            {invitation: {"feedback_next_id": newer.id} for invitation, newer in successors.items()}
        )

    def _find_newest(self):
        """:return: the survey that has taken the place of this one in the end, empty if
        none has"""
        newest = self.browse()
        while (newest or self).feedback_next_id:
            newest = (newest or self).feedback_next_id
        return newest

    def _quarantine(self, score, reason):
        """Put a suspicious answer aside, where it counts in no number.

        :param str score: one of ``SCORES``
        """
        attempts = self.feedback_attempts
        if self.test_entry or attempts >= MAX_ATTEMPTS or score not in SCORES:
            return
        self._update_unseen(feedback_attempts=attempts + 1)
        self.env["hr.recruitment.feedback.quarantine"]._note(self, int(score), reason)

    def _update_unseen(self, **values):
        """Write without a trace of when: an anonymous invitation must not tell."""
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                "UPDATE survey_user_input SET %s WHERE id = ANY(%s)",
                SQL(", ").join(
                    SQL("%s = %s", SQL.identifier(name), value) for name, value in values.items()
                ),
                self.ids,
            )
        )
        self.invalidate_recordset(list(values), flush=False)

    # The answer ------------------------------------------------------------------

    def _begin_answer(self, score=None, key=None, day=None):
        """The answer of a person, which counts from now on.

        :param str score: one of ``SCORES``; None if the survey does not ask for it
        :param str key: token of an anonymous answer, by default a new one
        :param date day: on which it was given, by default today
        :return: the ``survey.user_input`` that the other questions are answered on;
            an anonymous one is new, and the invitation knows nothing of it
        """
        self.ensure_one()
        answer, dimensions = self, self._read_dimensions()
        if self.feedback_anonymity == "anonymous" and not self.test_entry:
            answer = self._make_anonymous_answer(key)
            dimensions = {answer: dimensions[self]}
        else:
            self._mark_in_progress()
        if day:
            dimensions[answer]["response_date"] = day
        question = self.survey_id.feedback_question_id
        if question and score is not None:
            # As text: to Odoo the number 0 is no answer.
            answer._save_lines(question, score)
        self._update_unseen(feedback_answered=True)
        answer._update_feedback(dimensions)
        return answer

    def _make_anonymous_answer(self, key=None):
        """Neither language nor deadline: they could be those of one candidate only."""
        quiet = self.with_context(mail_create_nolog=True, tracking_disable=True)
        return quiet.create(
            {
                "survey_id": self.survey_id.id,
                "feedback_anonymity": "anonymous",
                "feedback_answered": True,
                "predefined_question_ids": self.predefined_question_ids.ids,
                "state": "in_progress",
                **({"access_token": key} if key else {}),
            }
        )

    def _mark_done(self):
        res = super()._mark_done()
        self.filtered(lambda answer: answer._is_feedback())._update_feedback()
        return res

    def _notify_new_participation_subscribers(self):
        """Followers of the survey are not told of feedback: its time would name the candidate."""
        others = self.filtered(lambda answer: not answer._is_feedback())
        if not others:
            return None
        return super(SurveyUserInput, others)._notify_new_participation_subscribers()

    def _find_communications(self):
        """:return: dict invitation -> the ledger row that sent it, as superuser"""
        rows = (
            self.env["hr.applicant.communication"]
            .sudo()
            .search([("survey_input_id", "in", self.ids)], order="id desc")
        )
        return {row.survey_input_id: row for row in rows}

    def _find_feedback_context(self):
        """:return: the record that knows company and job of the invitation or answer"""
        self.ensure_one()
        return self._find_communications().get(self) or (
            self.env["hr.recruitment.feedback"]
            .sudo()
            .search([("user_input_id", "=", self.id)], limit=1)
        )

    def _read_dimensions(self):
        """The application's values that feedback is grouped by, as of now.

        :return: dict invitation -> values of ``hr.recruitment.feedback``
        """
        sent_by = self._find_communications()
        opening = self.env["hr.recruitment.feedback"]._find_opening(sent_by)
        no_row = self.env["hr.applicant.communication"]
        return {
            answer: {
                **answer._prepare_dimensions(sent_by.get(answer, no_row).applicant_id),
                "opens_group": answer in opening,
            }
            for answer in self
        }

    def _prepare_dimensions(self, applicant):
        values = {"company_id": applicant.company_id.id, "job_id": applicant.job_id.id}
        if self.feedback_anonymity != "anonymous":
            values |= {
                "applicant_id": applicant.id,
                "department_id": applicant.department_id.id,
                "user_id": applicant.user_id.id,
                "outcome": applicant.outcome or "ongoing",
                "stage_id": applicant.stage_id.id,
                "source_id": applicant.source_id.id,
                "medium_id": applicant.medium_id.id,
                "earlier_contact": applicant.earlier_contact,
            }
        return values

    def _update_feedback(self, dimensions=None):
        """Bring the fact table in line with what has been answered.

        :param dict dimensions: of new answers, see ``_read_dimensions``
        """
        self.env["hr.recruitment.feedback"].sudo()._update_from(self, dimensions)
        self.filtered(
            lambda answer: answer.feedback_anonymity == "anonymous"
        )._blur_anonymous_answers()

    def _blur_anonymous_answers(self):
        """Keep no more of the time of an anonymous answer than its month."""
        if not self:
            return
        self.env.flush_all()
        month = fields.Date.start_of(get_today(self.env), "month")
        rows = (
            self.env["hr.recruitment.feedback"].sudo().search([("user_input_id", "in", self.ids)])
        )
        for table, column, ids in (
            ("survey_user_input", "id", self.ids),
            ("survey_user_input_line", "user_input_id", self.ids),
            ("hr_recruitment_feedback", "id", rows.ids),
        ):
            self.env.execute_query(
                SQL(
                    "UPDATE %s SET create_date = %s, write_date = %s WHERE %s = ANY(%s)",
                    SQL.identifier(table),
                    month,
                    month,
                    SQL.identifier(column),
                    ids,
                )
            )
        self._update_unseen(start_datetime=None, end_datetime=None)
        self.env.invalidate_all(flush=False)

    @api.model
    def _search_feedback(self):
        """:return: all that candidates have answered, tests left out"""
        return self.sudo().search(
            [
                ("survey_id.survey_type", "=", FEEDBACK_TYPE),
                ("feedback_anonymity", "!=", False),
                ("test_entry", "=", False),
                ("state", "!=", "new"),
            ]
        )

    @api.autovacuum
    def _gc_traces_of_anonymous_answers(self):
        """PostgreSQL keeps with each row the transaction that wrote it last, which the
        invitation would share with its answer. Rewritten together, they tell nothing.
        """
        self.env.execute_query(
            SQL(
                """
                UPDATE survey_user_input
                   SET feedback_answered = TRUE
                 WHERE feedback_anonymity = 'anonymous' AND feedback_answered
                """
            )
        )


class SurveyUserInputLine(models.Model):
    _inherit = "survey.user_input.line"

    def write(self, vals):
        """A user moves no line to a record that they may not write."""
        res = super().write(vals)
        if not self.env.su:
            self.check_access("write")
        return res
