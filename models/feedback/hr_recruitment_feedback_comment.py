from odoo import api, fields, models
from odoo.fields import Domain

from ..write_groups import MANAGER
from .choices import MOMENTS

ADDON = "hr_recruitment_candidate_experience"


class HrRecruitmentFeedbackComment(models.Model):
    """A comment. Words identify their writer more than numbers do, so comments have
    their own threshold and release."""

    _name = "hr.recruitment.feedback.comment"
    _description = "Feedback Comment"
    _inherit = ["hr.candidate.moment.mixin", "hr.candidate.theme.mixin"]
    _mentioned_by = "comment_id"
    # Author and time of the row would be traces of the candidate.
    _log_access = False
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
    job_id = fields.Many2one("hr.job", string="Job Position", readonly=True, ondelete="set null")
    moment = fields.Selection(MOMENTS, readonly=True)
    response_date = fields.Date(readonly=True)
    score = fields.Integer(related="feedback_id.score", aggregator=None)
    anonymity = fields.Selection(related="feedback_id.anonymity")
    category = fields.Selection(related="feedback_id.category")
    user_id = fields.Many2one(related="feedback_id.user_id")
    follow_up_state = fields.Selection(related="feedback_id.follow_up_state")
    mention_ids = fields.One2many(
        "hr.recruitment.feedback.theme.mention", "comment_id", readonly=True, groups=MANAGER
    )
    themes_checked = fields.Boolean("Themes Are Checked", readonly=True)
    _latest = models.Index("(response_date DESC, id DESC) WHERE released")

    def action_open_feedback(self):
        """Open the answer that the comment is part of."""
        self.ensure_one()
        return self.feedback_id.get_formview_action()

    def action_open_themes(self):
        """:return: action: the comment with its themes, each a click"""
        self.ensure_one()
        self.check_access("write")
        view = self.env.ref(f"{ADDON}.hr_recruitment_feedback_comment_view_form_themes")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Themes of This Comment"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_confirm_themes(self):
        """The themes are as a person sees them: the dictionary is measured by it."""
        self.check_access("write")
        self.sudo().themes_checked = True

    def action_undo_confirm_themes(self):
        """Not checked after all."""
        self.check_access("write")
        self.sudo().themes_checked = False

    def _get_theme_text(self):
        """Candidates do not always write in the language of the survey, and of an anonymous
        answer none is known."""
        return self.text, None

    @api.model
    def _get_theme_domain(self):
        """What nobody may see yet is not read: it gets another number when it appears."""
        return Domain([("released", "=", True), ("feedback_id.released", "=", True)])
