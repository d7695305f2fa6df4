from odoo import api, fields, models
from odoo.tools import SQL


class HrRecruitmentFeedbackRating(models.Model):
    """What a candidate thought of one driver."""

    _name = "hr.recruitment.feedback.rating"
    _description = "Feedback Rating"
    _order = "feedback_id, driver_id"
    _rec_name = "driver_id"

    feedback_id = fields.Many2one(
        "hr.recruitment.feedback",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    driver_id = fields.Many2one(
        "hr.recruitment.feedback.driver", required=True, readonly=True, index=True
    )
    value = fields.Float(
        "Rating (%)",
        readonly=True,
        aggregator="avg",
        help="Where on its scale: 0 is the lowest choice, 100 the highest.",
    )
    company_id = fields.Many2one(related="feedback_id.company_id")
    job_id = fields.Many2one(related="feedback_id.job_id")
    moment = fields.Selection(related="feedback_id.moment")
    response_date = fields.Date(related="feedback_id.response_date")

    def _read_group_select(self, aggregate_spec, query):
        """No average of fewer ratings than the company's threshold, in any grouping."""
        sql = super()._read_group_select(aggregate_spec, query)
        if aggregate_spec == "value:avg":
            least = self.env.company.feedback_min_scores
            return SQL("CASE WHEN COUNT(*) >= %s THEN %s END", least, sql)
        return sql

    @api.model
    def _replace(self, feedback):
        """Read the ratings of these answers anew from the survey.

        :param feedback: ``hr.recruitment.feedback`` rows
        """
        if not feedback:
            return
        self.env.execute_query(
            SQL(
                """
                WITH gone AS (
                     DELETE FROM hr_recruitment_feedback_rating
                           WHERE feedback_id = ANY(%(ids)s))
                INSERT INTO hr_recruitment_feedback_rating
                       (feedback_id, driver_id, value,
                        create_uid, create_date, write_uid, write_date)
                SELECT feedback.id, question.feedback_driver_id,
                       AVG(100.0 * (line.value_scale - question.scale_min)
                           / (question.scale_max - question.scale_min)),
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM hr_recruitment_feedback feedback
                  JOIN survey_user_input_line line
                    ON line.user_input_id = feedback.user_input_id
                   AND NOT line.skipped
                  JOIN survey_question question
                    ON question.id = line.question_id
                   AND question.feedback_role = 'driver'
                   AND question.scale_max > question.scale_min
                 WHERE feedback.id = ANY(%(ids)s)
              GROUP BY feedback.id, question.feedback_driver_id
                """,
                ids=feedback.ids,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.invalidate_model(flush=False)
        feedback.invalidate_recordset(["rating_ids"], flush=False)
