from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..batch import get_batch, get_now
from ..write_groups import OFFICER
from .states import MOST_EXTRA

OFFICERS = "hr_recruitment.group_hr_recruitment_user"


class HrApplicantAssessments(models.Model):
    """Tests of an application, and what their messages say."""

    _inherit = "hr.applicant"

    assessment_ids = fields.One2many(
        "hr.applicant.assessment", "applicant_id", string="Tests", groups=OFFICERS
    )
    # Seen by who arranges, never by who judges.
    assessment_extra_percent = fields.Integer(
        "Extra Time in Tests (%)",
        copy=False,
        groups=OFFICERS,
        write_groups=OFFICER,
        help="For this candidate, on top of the time limit of every test that is sent from "
        "now on: 25, 50 or 100 are usual.",
    )

    @api.constrains("assessment_extra_percent")
    def _check_assessment_extra_percent(self):
        if any(not 0 <= a.assessment_extra_percent <= MOST_EXTRA for a in self.sudo()):
            raise ValidationError(self.env._("Extra time is between 0 and %s percent.", MOST_EXTRA))

    def _hold_or_release(self):
        res = super()._hold_or_release()
        paused = self.filtered("communication_paused")
        paused.sudo().assessment_ids._pause()
        (self - paused).sudo().assessment_ids._resume()
        return res

    def unlink(self):
        """The answers go with the application."""
        answers = self.sudo().assessment_ids.user_input_id
        res = super().unlink()
        answers.unlink()
        return res

    def _end_assessments(self):
        self.sudo().assessment_ids._end_those_over()

    # What messages say -----------------------------------------------------------------

    @api.private
    def get_test(self):
        """:return: dict of what the message says of the test: ``title``, ``purpose``,
        ``needs``, ``minutes``, ``limit`` (minutes or 0), ``day`` (date), ``url`` and
        ``news``: ``new``, ``reminder`` or ``extended``"""
        self.ensure_one()
        batch = get_batch(self.env)
        row_id = batch and batch.rows.get(self.id)
        row = self.env["hr.applicant.communication"].sudo().browse(row_id or ())
        test = row.assessment_id
        survey = (test.survey_id or row.step_id.assessment_survey_id).with_context(
            lang=self.env.lang
        )
        answer = test.user_input_id
        limit = answer._find_minutes() if survey.is_time_limited and answer else 0
        return {
            # A preview knows no test.
            "title": survey.title or self.env._("A short test"),
            "purpose": survey.assessment_purpose,
            "needs": survey.assessment_needs,
            "minutes": survey.assessment_minutes,
            "limit": round(limit),
            "day": test._get_day() if test else fields.Date.add(get_now(self.env).date(), days=7),
            "url": f"{self.get_page_url()}#tests",
            "news": row._get_news() if test else "new",
        }
