from odoo import api, fields, models
from odoo.tools import SQL

from .survey_survey import MOMENTS


class HrRecruitmentFeedbackComment(models.Model):
    """What a candidate wrote. Words give their writer away more than numbers do, so
    they have their own threshold and release."""

    _name = "hr.recruitment.feedback.comment"
    _description = "Feedback Comment"
    _order = "response_date desc, id desc"
    _rec_name = "text"

    feedback_id = fields.Many2one(
        "hr.recruitment.feedback",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    text = fields.Text(required=True, readonly=True)
    question_id = fields.Many2one("survey.question", readonly=True, ondelete="set null")
    released = fields.Boolean(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    job_id = fields.Many2one(
        "hr.job", string="Job Position", readonly=True, ondelete="set null"
    )
    moment = fields.Selection(MOMENTS, readonly=True)
    response_date = fields.Date(readonly=True)
    score = fields.Integer(related="feedback_id.score", aggregator=None)
    category = fields.Selection(related="feedback_id.category")
    user_id = fields.Many2one(related="feedback_id.user_id")
    follow_up_state = fields.Selection(related="feedback_id.follow_up_state")

    def action_open_feedback(self):
        """Open the answer that the comment is part of."""
        self.ensure_one()
        return self.feedback_id.get_formview_action()

    @api.model
    def _replace(self, feedback):
        """Read the comments of these answers anew from the survey.

        :param feedback: ``hr.recruitment.feedback`` rows
        """
        if not feedback:
            return
        self.env.execute_query(
            SQL(
                """
                WITH gone AS (
                     DELETE FROM hr_recruitment_feedback_comment
                           WHERE feedback_id = ANY(%(ids)s)
                       RETURNING feedback_id, released)
                INSERT INTO hr_recruitment_feedback_comment
                       (feedback_id, question_id, text, released, company_id, job_id,
                        moment, response_date,
                        create_uid, create_date, write_uid, write_date)
                SELECT feedback.id, question.id,
                       COALESCE(line.value_text_box, line.value_char_box),
                       feedback.anonymity <> 'anonymous' OR EXISTS (
                           SELECT FROM gone WHERE gone.released
                              AND gone.feedback_id = feedback.id),
                       feedback.company_id,
                       feedback.job_id, feedback.moment, feedback.response_date,
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM hr_recruitment_feedback feedback
                  JOIN survey_user_input_line line
                    ON line.user_input_id = feedback.user_input_id
                   AND NOT line.skipped
                  JOIN survey_question question
                    ON question.id = line.question_id
                   AND question.feedback_role = 'comment'
                 WHERE feedback.id = ANY(%(ids)s)
                """,
                ids=feedback.ids,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.invalidate_model(flush=False)
        feedback.invalidate_recordset(["comment_ids", "comment"], flush=False)
