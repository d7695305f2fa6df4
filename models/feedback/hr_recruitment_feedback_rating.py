from odoo import fields, models
from odoo.tools import SQL


class HrRecruitmentFeedbackRating(models.Model):
    """A candidate's rating of one driver."""

    _name = "hr.recruitment.feedback.rating"
    _description = "Feedback Rating"
    _inherit = ["hr.candidate.moment.mixin"]
    # Author and time of the row would be traces of the candidate.
    _log_access = False
    _order = "feedback_id, driver_id"
    _rec_name = "driver_id"

    feedback_id = fields.Many2one(
        "hr.recruitment.feedback",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    driver_id = fields.Many2one(
        "hr.recruitment.feedback.driver",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    value = fields.Float(
        "Rating (%)",
        readonly=True,
        aggregator="avg",
        help="Where on its scale: 0 is the lowest choice, 100 the highest.",
    )
    _of_feedback = models.Index("(feedback_id) INCLUDE (driver_id, value)")
    company_id = fields.Many2one(related="feedback_id.company_id")
    job_id = fields.Many2one(related="feedback_id.job_id")
    moment = fields.Selection(related="feedback_id.moment")
    anonymity = fields.Selection(related="feedback_id.anonymity")
    response_date = fields.Date(related="feedback_id.response_date")

    def _read_group_select(self, aggregate_spec, query):
        """No average of fewer ratings than the company's threshold, in any grouping."""
        sql = super()._read_group_select(aggregate_spec, query)
        if aggregate_spec == "value:avg":
            least = max(self.env.companies.sudo().mapped("feedback_min_scores"))
            return SQL("CASE WHEN COUNT(*) >= %s THEN %s END", least, sql)
        return sql
