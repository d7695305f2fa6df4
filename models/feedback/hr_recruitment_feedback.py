from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..batch import get_today
from .choices import (
    ANONYMITY,
    ANSWER_CODES,
    EARLIER_CONTACT,
    LOW_SCORE,
    MOMENTS,
    OUTCOMES,
    RATED,
)

# Averages that say nothing when few have answered.
MEASURES = ("score:avg", "nps_value:avg")
# Fields that users write; the others are the candidate's.
EDITABLE = {"follow_up_note", "activity_ids"}
# What follows from the answers to the questions.
REFRESHED = (
    "score",
    "nps_value",
    "category",
    "technical_trouble",
    "earlier_contact",
    "is_completed",
    "rating_ids",
    "comment_ids",
    "comment",
    "display_name",
)


class HrRecruitmentFeedback(models.Model):
    """The feedback of one survey, as a row of the fact table: the score, and the
    application's state when it was given.

    The row appears with the score and is completed with the rest of the survey. An
    answer without a score has no row. cNPS is the share of promoters (9–10) minus the
    share of detractors (0–6), in per cent: the average of ``nps_value``.

    An anonymous answer is *released*, for anybody to see or count, once a group of
    them (same job and moment) is large enough; its date is the first of the month.
    """

    _name = "hr.recruitment.feedback"
    _description = "Candidate Feedback"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "hr.candidate.moment.mixin",
        "hr.candidate.guard.mixin",
    ]
    _order = "response_date desc, id desc"

    score = fields.Integer(required=True, readonly=True, aggregator="avg")
    nps_value = fields.Integer(
        "cNPS",
        compute="_compute_nps_value",
        store=True,
        aggregator="avg",
        help="100 for 9–10, 0 for 7–8, −100 for 0–6: the average is the cNPS.",
    )
    category = fields.Selection(
        [
            ("promoter", "Promoter (9–10)"),
            ("passive", "Passive (7–8)"),
            ("detractor", "Detractor (0–6)"),
        ],
        compute="_compute_nps_value",
        store=True,
    )
    moment = fields.Selection(MOMENTS, required=True, readonly=True)
    anonymity = fields.Selection(ANONYMITY, required=True, readonly=True)
    released = fields.Boolean(readonly=True, default=True)
    disclosed = fields.Boolean(
        "Shown With Name", readonly=True, help="The hiring team may read it, with the name."
    )
    response_date = fields.Date(required=True, readonly=True)
    survey_id = fields.Many2one("survey.survey", readonly=True, ondelete="set null")
    user_input_id = fields.Many2one(
        "survey.user_input",
        technical=True,
        readonly=True,
        ondelete="set null",
        groups="base.group_system",
    )
    applicant_id = fields.Many2one(
        "hr.applicant", readonly=True, index="btree_not_null", ondelete="set null"
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    job_id = fields.Many2one("hr.job", string="Job Position", readonly=True, ondelete="set null")
    department_id = fields.Many2one("hr.department", readonly=True, ondelete="set null")
    user_id = fields.Many2one("res.users", string="Recruiter", readonly=True, ondelete="set null")
    stage_id = fields.Many2one("hr.recruitment.stage", readonly=True, ondelete="set null")
    source_id = fields.Many2one("utm.source", readonly=True, ondelete="set null")
    medium_id = fields.Many2one("utm.medium", readonly=True, ondelete="set null")
    outcome = fields.Selection(OUTCOMES, readonly=True)
    earlier_contact = fields.Selection(EARLIER_CONTACT, readonly=True)
    technical_trouble = fields.Selection([("trouble", "Yes"), ("no_trouble", "No")], readonly=True)
    rating_ids = fields.One2many("hr.recruitment.feedback.rating", "feedback_id", readonly=True)
    comment_ids = fields.One2many(
        "hr.recruitment.feedback.comment", "feedback_id", "Comments", readonly=True
    )
    comment = fields.Text(compute="_compute_comment")
    is_completed = fields.Boolean(readonly=True, help="The other questions were answered too.")
    _score_range = models.Constraint(
        "CHECK (score >= 0 AND score <= 10)", "A score is from 0 to 10."
    )
    _one_per_answer = models.Constraint("UNIQUE (user_input_id)", "This answer is counted already.")
    _group = models.Index("(job_id, moment)")
    _period = models.Index("(response_date, company_id)")
    # The officers' summary numbers the answers of each cell, all of them, in order.
    _cell = models.Index(
        "(company_id, job_id, moment, anonymity, id) INCLUDE (nps_value, opens_group)"
        " WHERE released AND (anonymity <> 'named' OR disclosed)"
    )

    @api.depends("score")
    def _compute_nps_value(self):
        for row in self:
            low, high = row.score <= LOW_SCORE, row.score >= 9
            row.nps_value = 100 * (high - low)
            row.category = "promoter" if high else "detractor" if low else "passive"

    @api.depends("comment_ids.text")
    def _compute_comment(self):
        for row in self:
            row.comment = "\n".join(row.comment_ids.mapped("text"))

    @api.depends("score", "moment", "job_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        moments = dict(self._fields["moment"]._description_selection(self.env))
        for row in self:
            parts = [str(row.score), moments.get(row.moment), row.job_id.name]
            row.display_name = " · ".join(filter(None, parts))

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """No followers: everybody may read followers, and one would give a low score away."""
        return True

    def write(self, vals):
        """Users write the follow-up only; the feedback itself cannot be changed."""
        if not self.env.su and vals.keys() - EDITABLE:
            raise AccessError(self.env._("Feedback cannot be changed."))
        return super().write(vals)

    # Numbers -----------------------------------------------------------------------

    def _read_group_select(self, aggregate_spec, query):
        """No average of fewer answers than the company's threshold, in any grouping."""
        sql = super()._read_group_select(aggregate_spec, query)
        if aggregate_spec in MEASURES:
            return SQL(
                "CASE WHEN COUNT(*) >= %s THEN %s END",
                max(self.env.companies.sudo().mapped("feedback_min_scores")),
                sql,
            )
        return sql

    @api.model
    def _read_group(
        self,
        domain,
        groupby=(),
        aggregates=(),
        having=(),
        offset=0,
        limit=None,
        order=None,
    ):
        """Groups by one record come in the order of those records. It is found after
        counting: Odoo would join them to every answer (a million: half the time)."""
        field = self._fields.get(groupby[0]) if len(groupby) == 1 else None
        if not field or field.type != "many2one" or order != groupby[0]:
            return super()._read_group(domain, groupby, aggregates, having, offset, limit, order)
        rows = super()._read_group(domain, groupby, aggregates, having)
        records = self.env[field.comodel_name].union(*(row[0] for row in rows))
        places = {record: place for place, record in enumerate(records.sudo().sorted())}
        # Answers without a record come last, as in PostgreSQL.
        rows.sort(key=lambda row: places.get(row[0], len(places)))
        return rows[offset:][:limit]

    # From answers to facts -----------------------------------------------------------

    @api.model
    def _update_from(self, answers, dimensions=None):
        """Create or complete the rows of answers. Doing it twice changes nothing; what
        was noted of the application stays as it was noted first.

        :param answers: ``survey.user_input`` of feedback surveys
        :param dict dimensions: of a single new answer, see ``_read_dimensions``
        """
        answers = answers.filtered(lambda answer: not answer.test_entry)
        rows = self._refresh(answers)
        if len(rows) < len(answers):
            new = self._create_from(answers, dimensions)
            self._refresh(new.user_input_id)
            new._raise_follow_up()

    @api.model
    def _refresh(self, answers):
        """Bring rows, ratings and comments in line with what has been answered, in one
        statement: a candidate waits for it.

        :return: the rows of these answers, as far as there are any
        """
        if not answers:
            return self.browse()
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                WITH %(given)s,
                fact AS (
                    UPDATE hr_recruitment_feedback AS feedback
                       SET score = given.score,
                           nps_value = CASE WHEN given.score >= 9 THEN 100
                                            WHEN given.score <= %(low)s THEN -100
                                            ELSE 0 END,
                           category = CASE WHEN given.score >= 9 THEN 'promoter'
                                           WHEN given.score <= %(low)s THEN 'detractor'
                                           ELSE 'passive' END,
                           technical_trouble = given.trouble,
                           earlier_contact = COALESCE(
                               given.earlier_contact, feedback.earlier_contact),
                           is_completed = given.answer_id = ANY(%(completed)s)
                      FROM given
                     WHERE feedback.user_input_id = given.answer_id
                       AND given.score IS NOT NULL
                 RETURNING feedback.id, user_input_id, anonymity, company_id, job_id,
                           moment, response_date),
                rated AS (
                    SELECT fact.id AS feedback_id, line.driver_id,
                           AVG(100.0 * line.share) AS value
                      FROM fact JOIN line ON line.answer_id = fact.user_input_id
                     WHERE line.role = ANY(%(rated)s) AND line.share IS NOT NULL
                  GROUP BY fact.id, line.driver_id),
                old_rating AS (
                    DELETE FROM hr_recruitment_feedback_rating AS rating USING fact
                     WHERE rating.feedback_id = fact.id
                       AND NOT EXISTS (
                           SELECT FROM rated
                            WHERE rated.feedback_id = rating.feedback_id
                              AND rated.driver_id = rating.driver_id
                              AND rated.value = rating.value)),
                old_comment AS (
                    DELETE FROM hr_recruitment_feedback_comment AS comment USING fact
                     WHERE comment.feedback_id = fact.id
                       AND NOT EXISTS (
                           SELECT FROM line
                            WHERE line.answer_id = fact.user_input_id
                              AND line.role = 'comment'
                              AND line.question_id = comment.question_id
                              AND line.text = comment.text)),
                rating AS (
                    INSERT INTO hr_recruitment_feedback_rating
                           (feedback_id, driver_id, value)
                    SELECT feedback_id, driver_id, value FROM rated
                     -- What is as it was is not written again.
                     WHERE NOT EXISTS (
                           SELECT FROM hr_recruitment_feedback_rating AS before
                            WHERE before.feedback_id = rated.feedback_id
                              AND before.driver_id = rated.driver_id
                              AND before.value = rated.value)),
                comment AS (
                    INSERT INTO hr_recruitment_feedback_comment
                           (feedback_id, question_id, text, released, company_id,
                            job_id, moment, response_date)
                    SELECT fact.id, line.question_id, line.text,
                           fact.anonymity <> 'anonymous' OR EXISTS (
                               SELECT FROM hr_recruitment_feedback_comment AS before
                                WHERE before.released AND before.feedback_id = fact.id),
                           fact.company_id, fact.job_id, fact.moment,
                           fact.response_date
                      FROM fact JOIN line ON line.answer_id = fact.user_input_id
                     WHERE line.role = 'comment'
                       -- It keeps its number, and what people said of it.
                       AND NOT EXISTS (
                           SELECT FROM hr_recruitment_feedback_comment AS before
                            WHERE before.feedback_id = fact.id
                              AND before.question_id = line.question_id
                              AND before.text = line.text))
                SELECT id FROM fact
                """,
                given=self._select_given(answers),
                low=LOW_SCORE,
                rated=list(RATED),
                completed=answers.filtered(lambda a: a.state == "done").ids,
            )
        )
        self.invalidate_model(REFRESHED, flush=False)
        for model in (self.rating_ids, self.comment_ids):
            model.invalidate_model(flush=False)
        return self.browse(row[0] for row in rows)

    def _select_given(self, answers):
        """:return: SQL of two common tables: ``line``, what was answered to questions
        that measure something; ``given``, one row for each answer"""
        return SQL(
            """
            line AS (
                SELECT line.user_input_id AS answer_id, question.id AS question_id,
                       question.feedback_role AS role,
                       question.feedback_driver_id AS driver_id,
                       line.value_scale AS score,
                       (line.value_scale - question.scale_min)::float
                           / NULLIF(question.scale_max - question.scale_min, 0) AS share,
                       COALESCE(line.value_text_box, line.value_char_box) AS text,
                       choice.feedback_value AS code
                  FROM survey_user_input_line AS line
                  JOIN survey_question AS question
                    ON question.id = line.question_id
                   AND question.feedback_role IS NOT NULL
             LEFT JOIN survey_question_answer AS choice
                    ON choice.id = line.suggested_answer_id
                 WHERE line.user_input_id = ANY(%(ids)s) AND NOT line.skipped),
            given AS (
                SELECT answer_id,
                       MAX(score) FILTER (WHERE role = 'cnps') AS score,
                       MAX(code) FILTER (WHERE role = 'trouble'
                                           AND code = ANY(%(trouble)s)) AS trouble,
                       MAX(code) FILTER (WHERE role = 'earlier_contact'
                                           AND code = ANY(%(contact)s))
                           AS earlier_contact
                  FROM line GROUP BY answer_id)
            """,
            ids=answers.ids,
            trouble=list(ANSWER_CODES["trouble"]),
            contact=list(ANSWER_CODES["earlier_contact"]),
        )

    @api.model
    def _create_from(self, answers, dimensions=None):
        """Rows for those answers with a score that have none yet."""
        known = self.search([("user_input_id", "in", answers.ids)]).user_input_id
        select = SQL("WITH %s SELECT * FROM given", self._select_given(answers - known))
        given = {
            row["answer_id"]: row
            for row in self.env.execute_query_dict(select)
            if row["score"] is not None
        }
        new = answers.filtered(lambda answer: answer.id in given)
        if not new:
            return self.browse()
        dimensions = dimensions or new._read_dimensions()
        quiet = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        return quiet.create([self._prepare(a, dimensions[a], given[a.id]) for a in new])

    @api.model
    def _prepare(self, answer, dimensions, given):
        anonymous = answer.feedback_anonymity == "anonymous"
        day = dimensions.get("response_date") or get_today(self.env)
        return {
            **dimensions,
            "user_input_id": answer.id,
            "survey_id": answer.survey_id.id,
            "moment": answer.survey_id.feedback_moment,
            "anonymity": answer.feedback_anonymity,
            "released": not anonymous,
            "response_date": day.replace(day=1) if anonymous else day,
            "score": given["score"],
            "technical_trouble": given["trouble"],
            "earlier_contact": given["earlier_contact"] or dimensions.get("earlier_contact"),
            "is_completed": answer.state == "done",
        }

    @api.model
    def action_recompute(self):
        """Bring the fact table in line with the survey answers, all of them."""
        self.check_access("write")
        self.env["survey.user_input"]._search_feedback()._update_feedback()
