from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .choices import EARLIER_CONTACT, RATED, TROUBLE

# What the candidate's page can show without JavaScript.
PLAIN_TYPES = (
    "simple_choice",
    "multiple_choice",
    "text_box",
    "char_box",
    "numerical_box",
    "date",
    "scale",
)
ROLE_TYPES = {
    "cnps": ("scale",),
    "driver": ("scale",),
    "comment": ("text_box", "char_box"),
    "trouble": ("simple_choice",),
    "earlier_contact": ("simple_choice",),
    "explained": ("scale",),
    "video": ("simple_choice",),
}


class SurveyQuestion(models.Model):
    _inherit = "survey.question"

    survey_type = fields.Selection(related="survey_id.survey_type")
    feedback_role = fields.Selection(
        [
            ("cnps", "cNPS: would recommend applying"),
            ("driver", "Rating of a driver"),
            ("comment", "Comment"),
            ("trouble", "Technical trouble"),
            ("earlier_contact", "Earlier contact with the company"),
            ("explained", "Rating of the explanation of a refusal"),
            ("video", "Technology of the video interview"),
        ],
        string="Measures",
        help="What the answer counts as in the feedback numbers. Other questions are "
        "kept with the survey only.",
    )
    feedback_driver_id = fields.Many2one(
        "hr.recruitment.feedback.driver",
        string="Driver",
        ondelete="restrict",
        help="What the rating is about. Drivers are compared with the score.",
    )

    @api.constrains(
        "feedback_role",
        "feedback_driver_id",
        "question_type",
        "survey_id",
        "scale_min",
        "scale_max",
    )
    def _check_feedback(self):
        for question in self.filtered(lambda q: not q.is_page):
            if not question.survey_id._is_feedback():
                continue
            if question.question_type not in PLAIN_TYPES:
                raise ValidationError(
                    self.env._(
                        "“%s”: tables and times of day are hard to answer on a phone. "
                        "Choose another type of question.",
                        question.title,
                    )
                )
            question._check_feedback_role()

    def write(self, vals):
        res = super().write(vals)
        if "survey_id" in vals:
            # Odoo asks before, for the survey that it comes from.
            self.survey_id.check_access("write")
        return res

    @api.ondelete(at_uninstall=False)
    def _unlink_except_answered(self):
        lines = self.env["survey.user_input.line"].sudo()
        counted = self.filtered("feedback_role")
        if lines.search_count([("question_id", "in", counted.ids)], limit=1):
            raise UserError(
                self.env._(
                    "Candidates have answered this question, and their answers would "
                    "be lost. Copy the survey and leave the question out there."
                )
            )

    def _check_feedback_role(self):
        role = self.feedback_role
        if role and self.question_type not in ROLE_TYPES[role]:
            raise ValidationError(
                self.env._("“%s” cannot measure that with this type.", self.title)
            )
        if role == "cnps":
            if (self.scale_min, self.scale_max) != (0, 10):
                raise ValidationError(self.env._("A cNPS question has a scale from 0 to 10."))
            if (
                len(self.survey_id.question_ids.filtered_domain([("feedback_role", "=", "cnps")]))
                > 1
            ):
                raise ValidationError(self.env._("A survey has one cNPS question at most."))
        if role in RATED and not self.feedback_driver_id:
            raise ValidationError(self.env._("Choose the driver that “%s” rates.", self.title))


class SurveyQuestionAnswer(models.Model):
    _inherit = "survey.question.answer"

    feedback_value = fields.Selection(
        TROUBLE + EARLIER_CONTACT,
        string="Counts As",
        help="What this answer means in the numbers, whatever its words.",
    )
