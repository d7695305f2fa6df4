import logging

from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_today
from ..in_halves import do_in_halves

_logger = logging.getLogger(__name__)


class HrRecruitmentFeedbackRelease(models.Model):
    """The release of feedback: named feedback once the candidate has been told the
    outcome, anonymous feedback in groups, in random order and dated by month."""

    _inherit = "hr.recruitment.feedback"

    @api.model
    def _cron_release(self):
        """Once a day: a number that moved with the last answer would tell whose it
        was, and an application that is closed for a minute shows nothing."""
        self._recognize_people()
        self._disclose_named_answers()
        self._forget_anonymous_surveys()
        self._release("hr_recruitment_feedback_quarantine", "feedback_min_scores")
        table = "hr_recruitment_feedback_comment"
        self._renumber(table, self._release(table, "feedback_min_comments"))
        released = self._release("hr_recruitment_feedback", "feedback_min_scores")
        self._do_nightly(self._shuffle(released), lambda rows: rows._raise_follow_up())

    def _do_nightly(self, rows, work):
        do_in_halves(rows, work, lambda _row, error: self._note_release_error(error))

    def _note_release_error(self, error):
        # Whose feedback it is must not be told: neither here nor by the activity.
        _logger.error("Release of feedback: %s", type(error).__name__)
        self.env.company._note_trouble("release")

    @api.model
    def _disclose_named_answers(self):
        """Disclose named feedback to the hiring team once the application is closed and
        the candidate has been told."""
        told = self.search(
            [
                ("anonymity", "=", "named"),
                ("disclosed", "=", False),
                "|",
                ("applicant_id.date_closed", "!=", False),
                "&",
                ("applicant_id.refuse_reason_id", "!=", False),
                ("applicant_id.answer_state", "in", ("told", "not_owed")),
            ]
        )
        self._do_nightly(told, lambda rows: rows.write({"disclosed": True}))

    @api.model
    def _forget_anonymous_surveys(self):
        """Of an anonymous answer only what counts is kept: the place of the survey
        among others would tell when it was given. One that was left halfway can be
        finished within the month."""
        month = fields.Date.start_of(get_today(self.env), "month")
        answered = self.env["survey.user_input"].search(
            [
                ("feedback_anonymity", "=", "anonymous"),
                ("feedback_answered", "=", True),
                ("feedback_press_due", "=", False),
                "|",
                ("state", "=", "done"),
                "&",
                ("state", "=", "in_progress"),
                ("create_date", "<", month),
            ]
        )
        self._do_nightly(answered, lambda answers: answers.unlink())

    def _release(self, table, threshold):
        """Let anonymous answers appear, in groups of enough people, all with the month
        in which they appear.

        :return: list of ids of the rows that appear from now on
        """
        self.env.flush_all()
        month = fields.Date.start_of(get_today(self.env), "month")
        comments = table == "hr_recruitment_feedback_comment"
        released = self.env.execute_query(
            SQL(
                """
                UPDATE %(table)s AS answer
                   SET released = TRUE, %(date)s = %(month)s
                  FROM (SELECT hidden.company_id, hidden.job_id, hidden.moment
                          FROM %(table)s AS hidden
                     LEFT JOIN res_company AS company
                            ON company.id = hidden.company_id
                     LEFT JOIN %(voices)s AS voice ON voice.id = hidden.%(voice_id)s
                         WHERE NOT hidden.released
                      GROUP BY hidden.company_id, hidden.job_id, hidden.moment
                        HAVING COUNT(DISTINCT voice.id) FILTER (WHERE voice.opens_group)
                               >= COALESCE(MIN(company.%(threshold)s), 8)
                       ) AS cell
                 WHERE NOT answer.released
                   AND answer.company_id IS NOT DISTINCT FROM cell.company_id
                   AND answer.job_id IS NOT DISTINCT FROM cell.job_id
                   AND answer.moment = cell.moment
             RETURNING answer.id
                """,
                table=SQL.identifier(table),
                date=SQL.identifier("date" if "quarantine" in table else "response_date"),
                month=month,
                threshold=SQL.identifier(threshold),
                # Several comments of one person count once.
                voices=SQL.identifier("hr_recruitment_feedback" if comments else table),
                voice_id=SQL.identifier("feedback_id" if comments else "id"),
            )
        )
        ids = [row[0] for row in released]
        if not comments:
            self.env.execute_query(
                SQL(
                    "UPDATE %s SET create_date = %s, write_date = %s WHERE id = ANY(%s)",
                    SQL.identifier(table),
                    month,
                    month,
                    ids,
                )
            )
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
                    "UPDATE hr_recruitment_feedback SET user_input_id = %s WHERE id = %s",
                    answer_id,
                    row_id,
                )
            )
