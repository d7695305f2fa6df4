from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .survey_question import ANSWER_CODES, EARLIER_CONTACT
from .survey_survey import ANONYMITY, MOMENTS

OUTCOMES = [
    ("ongoing", "Ongoing"),
    ("hired", "Hired"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
]
# Averages that say nothing when few have answered.
MEASURES = ("score:avg", "nps_value:avg")
LOW_SCORE = 6
# What people write on an answer; the rest is the candidate's.
EDITABLE = {"follow_up_note", "activity_ids"}


class HrRecruitmentFeedback(models.Model):
    """One answer, as a row of the fact table: the score, and what was true of the
    application when it was given.

    The row appears with the score and is completed with the rest of the survey. An
    answer without a score has no row. cNPS is the share of promoters (9–10) minus the
    share of detractors (0–6), in per cent: the average of ``nps_value``.

    An anonymous answer is *released*, for anybody to see or count, once a group of
    them (same job and moment) is large enough; its date is the first of the month.
    """

    _name = "hr.recruitment.feedback"
    _description = "Candidate Feedback"
    _inherit = ["mail.thread", "mail.activity.mixin"]
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
        readonly=True, help="The hiring team may read it, with the name."
    )
    response_date = fields.Date(required=True, readonly=True)
    survey_id = fields.Many2one("survey.survey", readonly=True, ondelete="set null")
    user_input_id = fields.Many2one(
        "survey.user_input",
        readonly=True,
        ondelete="set null",
        groups="base.group_system",
    )
    applicant_id = fields.Many2one(
        "hr.applicant", readonly=True, index="btree_not_null", ondelete="set null"
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    job_id = fields.Many2one(
        "hr.job", string="Job Position", readonly=True, ondelete="set null"
    )
    department_id = fields.Many2one("hr.department", readonly=True, ondelete="set null")
    user_id = fields.Many2one(
        "res.users", string="Recruiter", readonly=True, ondelete="set null"
    )
    stage_id = fields.Many2one(
        "hr.recruitment.stage", readonly=True, ondelete="set null"
    )
    source_id = fields.Many2one("utm.source", readonly=True, ondelete="set null")
    medium_id = fields.Many2one("utm.medium", readonly=True, ondelete="set null")
    outcome = fields.Selection(OUTCOMES, readonly=True)
    earlier_contact = fields.Selection(EARLIER_CONTACT, readonly=True)
    technical_trouble = fields.Selection(
        [("trouble", "Yes"), ("no_trouble", "No")], readonly=True
    )
    rating_ids = fields.One2many(
        "hr.recruitment.feedback.rating", "feedback_id", readonly=True
    )
    comment_ids = fields.One2many(
        "hr.recruitment.feedback.comment", "feedback_id", "Comments", readonly=True
    )
    comment = fields.Text(compute="_compute_comment")
    is_completed = fields.Boolean(
        readonly=True, help="The other questions were answered too."
    )
    # Closing the loop
    contact_requested = fields.Boolean(
        readonly=True, help="The candidate would like to be contacted about this."
    )
    contact_details = fields.Char(
        readonly=True, help="How, in the candidate's own words."
    )
    follow_up_note = fields.Text("What Was Done")
    follow_up_state = fields.Selection(
        [("todo", "To do"), ("done", "Done")],
        readonly=True,
        help="A low score, or a candidate who asked to be contacted.",
    )
    follow_up_user_id = fields.Many2one(
        "res.users", string="Followed Up By", readonly=True
    )
    follow_up_date = fields.Date("Followed Up On", readonly=True)

    _score_range = models.Constraint(
        "CHECK (score >= 0 AND score <= 10)", "A score is from 0 to 10."
    )
    _one_per_answer = models.Constraint(
        "UNIQUE (user_input_id)", "This answer is counted already."
    )
    _group = models.Index("(job_id, moment)")
    _period = models.Index("(company_id, response_date)")

    @api.depends("score")
    def _compute_nps_value(self):
        for row in self:
            low, high = row.score <= LOW_SCORE, row.score >= 9
            row.nps_value = 100 * (high - low)
            row.category = (
                "promoter" if high else "detractor" if low else "passive"
            )  # fmt: skip

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

    # Numbers -----------------------------------------------------------------------

    def _read_group_select(self, aggregate_spec, query):
        """No average of fewer answers than the company's threshold, in any grouping."""
        sql = super()._read_group_select(aggregate_spec, query)
        if aggregate_spec in MEASURES:
            return SQL(
                "CASE WHEN COUNT(*) >= %s THEN %s END",
                self.env.company.feedback_min_scores,
                sql,
            )
        return sql

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
                           is_completed = answer.state = 'done'
                      FROM given
                      JOIN survey_user_input AS answer ON answer.id = given.answer_id
                     WHERE feedback.user_input_id = given.answer_id
                       AND given.score IS NOT NULL
                 RETURNING feedback.*),
                old_rating AS (
                    DELETE FROM hr_recruitment_feedback_rating USING fact
                     WHERE feedback_id = fact.id),
                old_comment AS (
                    DELETE FROM hr_recruitment_feedback_comment AS comment USING fact
                     WHERE comment.feedback_id = fact.id
                 RETURNING comment.feedback_id, comment.released),
                rating AS (
                    INSERT INTO hr_recruitment_feedback_rating
                           (feedback_id, driver_id, value)
                    SELECT fact.id, line.driver_id, AVG(100.0 * line.share)
                      FROM fact JOIN line ON line.answer_id = fact.user_input_id
                     WHERE line.role = 'driver' AND line.share IS NOT NULL
                  GROUP BY fact.id, line.driver_id),
                comment AS (
                    INSERT INTO hr_recruitment_feedback_comment
                           (feedback_id, question_id, text, released, company_id,
                            job_id, moment, response_date)
                    SELECT fact.id, line.question_id, line.text,
                           fact.anonymity <> 'anonymous' OR EXISTS (
                               SELECT FROM old_comment
                                WHERE released AND feedback_id = fact.id),
                           fact.company_id, fact.job_id, fact.moment,
                           fact.response_date
                      FROM fact JOIN line ON line.answer_id = fact.user_input_id
                     WHERE line.role = 'comment')
                SELECT id FROM fact
                """,
                given=self._select_given(answers),
                low=LOW_SCORE,
            )
        )
        for model in (self, self.rating_ids, self.comment_ids):
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
        today = fields.Date.today()
        return {
            "user_input_id": answer.id,
            "survey_id": answer.survey_id.id,
            "moment": answer.survey_id.feedback_moment,
            "anonymity": answer.feedback_anonymity,
            "released": not anonymous,
            "response_date": today.replace(day=1) if anonymous else today,
            **dimensions,
            "score": given["score"],
            "technical_trouble": given["trouble"],
            "earlier_contact": given["earlier_contact"]
            or dimensions.get("earlier_contact"),
            "is_completed": answer.state == "done",
        }

    @api.model
    def action_recompute(self):
        """Bring the fact table in line with the survey answers, all of them."""
        self.check_access("write")
        self.env["survey.user_input"]._search_feedback()._update_feedback()

    # Closing the loop ------------------------------------------------------------------

    def _raise_follow_up(self):
        """A low score, or a candidate who asks for it: somebody looks into it."""
        due = self.filtered(
            lambda row: (
                not row.follow_up_state
                and row.released
                and (row.score <= LOW_SCORE or row.contact_requested)
            )
        )
        due.follow_up_state = "todo"
        kind = self.env.ref(
            "hr_recruitment_candidate_experience.activity_type_feedback",
            raise_if_not_found=False,
        )
        if due and kind:
            self.env["mail.activity"].with_context(
                mail_activity_quick_update=True
            ).create([row._prepare_follow_up(kind) for row in due])

    def _prepare_follow_up(self, kind):
        user = self._find_experience_manager()
        row = self.with_context(lang=user.lang)
        return {
            "res_model_id": self.env["ir.model"]._get_id(self._name),
            "res_id": self.id,
            "activity_type_id": kind.id,
            "summary": row.env._("Wants to be contacted")
            if self.contact_requested
            else row.env._("Low score: %s of 10", self.score),
            "user_id": user.id,
            "automated": True,
        }

    def _find_experience_manager(self):
        """:return: the company's HR responsible, if that is an experience manager,
        else the first one there is"""
        group = self.env.ref(
            "hr_recruitment_candidate_experience.group_experience_manager"
        )
        preferred = self.company_id.candidate_hr_user_id
        if preferred.active and group in preferred.all_group_ids:
            return preferred
        managers = (
            self.env["res.users"]
            .sudo()
            .search(
                [("all_group_ids", "in", group.ids), ("share", "=", False)], order="id"
            )
        )
        here = managers.filtered(lambda user: self.company_id in user.company_ids)
        return (here or managers or self.env.ref("base.user_admin"))[:1]

    def _request_contact(self, details):
        """The candidate asks to be contacted, and says how.

        :param str details: in the candidate's own words, may be empty
        """
        self.write(
            {
                "contact_requested": True,
                "contact_details": details,
                "released": True,
                "follow_up_state": False,
            }
        )
        self.comment_ids.released = True
        self.activity_ids.unlink()
        self._raise_follow_up()

    def action_follow_up_done(self):
        """Record that something was done about it, and by whom."""
        self.check_access("write")
        rows = self.sudo()
        if any(not (row.follow_up_note or "").strip() for row in rows):
            raise UserError(self.env._("Write down what was done first."))
        rows.write(
            {
                "follow_up_state": "done",
                "follow_up_user_id": self.env.uid,
                "follow_up_date": fields.Date.context_today(self),
            }
        )
        rows.activity_ids.action_feedback()

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Everybody may read who follows what: a follower would tell a low score."""
        return True

    def write(self, vals):
        """People record what they did about an answer; the answer itself stands."""
        if not self.env.su and vals.keys() - EDITABLE:
            raise AccessError(self.env._("An answer cannot be changed."))
        return super().write(vals)

    # What others may see, and when ----------------------------------------------------------

    @api.model
    def _cron_release(self):
        """Once a day: a number that moved with the last answer would tell whose it
        was, and an application that is closed for a minute shows nothing."""
        self._disclose_named_answers()
        self._forget_anonymous_surveys()
        self._release("hr_recruitment_feedback_quarantine", "feedback_min_scores")
        table = "hr_recruitment_feedback_comment"
        self._renumber(table, self._release(table, "feedback_min_comments"))
        released = self._release("hr_recruitment_feedback", "feedback_min_scores")
        self._shuffle(released)._raise_follow_up()

    @api.model
    def _disclose_named_answers(self):
        """The hiring team reads them once the application is closed and the candidate
        knows it."""
        self.search(
            [
                ("anonymity", "=", "named"),
                ("disclosed", "=", False),
                "|",
                ("applicant_id.date_closed", "!=", False),
                "&",
                ("applicant_id.refuse_reason_id", "!=", False),
                ("applicant_id.answer_state", "in", ("told", "not_owed")),
            ]
        ).disclosed = True

    @api.model
    def _forget_anonymous_surveys(self):
        """Of an anonymous answer only what counts is kept: the place of the survey
        among others would tell when it was given. One that was left halfway can be
        finished within the month."""
        month = fields.Date.start_of(fields.Date.today(), "month")
        self.env["survey.user_input"].search(
            [
                ("feedback_anonymity", "=", "anonymous"),
                ("feedback_answered", "=", True),
                "|",
                ("state", "=", "done"),
                "&",
                ("state", "=", "in_progress"),
                ("create_date", "<", month),
            ]
        ).unlink()

    def _release(self, table, threshold):
        """Let anonymous answers appear, in groups that are large enough, all with the
        month in which they appear.

        :return: list of ids of the rows that appear from now on
        """
        self.env.flush_all()
        month = fields.Date.start_of(fields.Date.today(), "month")
        released = self.env.execute_query(
            SQL(
                """
                UPDATE %(table)s AS answer
                   SET released = TRUE, %(date)s = %(month)s
                  FROM (SELECT hidden.company_id, hidden.job_id, hidden.moment
                          FROM %(table)s AS hidden
                     LEFT JOIN res_company AS company
                            ON company.id = hidden.company_id
                         WHERE NOT hidden.released
                      GROUP BY hidden.company_id, hidden.job_id, hidden.moment
                        HAVING COUNT(*) >= COALESCE(MIN(company.%(threshold)s), 8)
                       ) AS cell
                 WHERE NOT answer.released
                   AND answer.company_id IS NOT DISTINCT FROM cell.company_id
                   AND answer.job_id IS NOT DISTINCT FROM cell.job_id
                   AND answer.moment = cell.moment
             RETURNING answer.id
                """,
                table=SQL.identifier(table),
                date=SQL.identifier(
                    "date" if "quarantine" in table else "response_date"
                ),
                month=month,
                threshold=SQL.identifier(threshold),
            )
        )
        ids = [row[0] for row in released]
        if table != "hr_recruitment_feedback_comment":
            self.env.execute_query(
                SQL(
                    "UPDATE %s SET create_date = %s, write_date = %s WHERE id = ANY(%s)",
                    SQL.identifier(table), month, month, ids,
                )
            )  # fmt: skip
        self.env.invalidate_all(flush=False)
        return ids

    def _shuffle(self, ids):
        """Number the rows anew, in no order: numbers tell which answer came first.

        :param list ids: of rows that nobody has seen yet
        :return: the rows under their new numbers
        """
        if not ids:
            return self.browse()
        numbers = dict(self._draw_numbers("hr_recruitment_feedback", ids))
        pairs = SQL(
            "unnest(%s::int[], %s::int[]) AS pair(old, new)",
            list(numbers),
            list(numbers.values()),
        )
        columns = SQL(", ").join(
            SQL.identifier(name)
            for name, field in self._fields.items()
            if field.store and field.column_type and name not in ("id", "user_input_id")
        )
        self.env.execute_query(
            SQL(
                """
                INSERT INTO hr_recruitment_feedback (id, %(columns)s)
                SELECT pair.new, %(columns)s
                  FROM hr_recruitment_feedback AS row JOIN %(pairs)s ON pair.old = row.id
                """,
                columns=columns,
                pairs=pairs,
            )
        )
        for table in (
            "hr_recruitment_feedback_rating",
            "hr_recruitment_feedback_comment",
        ):
            children = self.env.execute_query(
                SQL(
                    "UPDATE %s SET feedback_id = pair.new FROM %s"
                    " WHERE feedback_id = pair.old RETURNING id",
                    SQL.identifier(table),
                    pairs,
                )
            )
            self._renumber(table, [row[0] for row in children])
        self._move_surveys(pairs)
        self.env.invalidate_all(flush=False)
        return self.browse(numbers.values())

    def _draw_numbers(self, table, ids):
        """:return: list of (id, new id), the new ones in random order"""
        return self.env.execute_query(
            SQL(
                """
                SELECT id, nextval(%s)
                  FROM (SELECT unnest(%s::int[]) AS id ORDER BY random()) AS drawn
                """,
                f"{table}_id_seq",
                ids,
            )
        )

    def _renumber(self, table, ids):
        """As ``_shuffle``, for rows that no others refer to."""
        if not ids:
            return
        numbers = self._draw_numbers(table, ids)
        self.env.execute_query(
            SQL(
                "UPDATE %s SET id = pair.new"
                "  FROM unnest(%s::int[], %s::int[]) AS pair(old, new)"
                " WHERE id = pair.old",
                SQL.identifier(table),
                [old for old, _new in numbers],
                [new for _old, new in numbers],
            )
        )

    def _move_surveys(self, pairs):
        """An answer that is still being given goes on under the new number."""
        unfinished = self.env.execute_query(
            SQL(
                """
                WITH gone AS (
                     DELETE FROM hr_recruitment_feedback AS row USING %s
                      WHERE row.id = pair.old
                  RETURNING pair.new, row.user_input_id)
                SELECT new, user_input_id FROM gone WHERE user_input_id IS NOT NULL
                """,
                pairs,
            )
        )
        for row_id, answer_id in unfinished:
            self.env.execute_query(
                SQL(
                    "UPDATE hr_recruitment_feedback SET user_input_id = %s"
                    " WHERE id = %s",
                    answer_id,
                    row_id,
                )
            )
