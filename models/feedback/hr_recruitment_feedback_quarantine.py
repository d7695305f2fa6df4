from odoo import api, fields, models
from odoo.exceptions import UserError

from ..batch import get_today
from .choices import MOMENTS


class HrRecruitmentFeedbackQuarantine(models.Model):
    """A score that came in like a machine's. It is in no number; somebody who knows
    better can restore it.

    Of an anonymous survey, the row does not know the invitation, and appears with
    others of its job and moment only, as answers do.
    """

    _name = "hr.recruitment.feedback.quarantine"
    _description = "Suspicious Feedback"
    _inherit = ["hr.candidate.moment.mixin"]
    _order = "id desc"

    score = fields.Integer(readonly=True, aggregator=None)
    reason = fields.Selection(
        [
            ("no_form", "Sent without opening the page"),
            ("trap", "Filled in a field that people do not see"),
            ("robot", "The browser says it is a program"),
            ("too_fast", "Answered faster than one can read"),
            ("at_delivery", "Answered the moment the email arrived"),
            ("many_links", "Several scores from one email within minutes"),
            ("answered", "Had been answered already"),
            ("replaced", "Replaced by hand with another answer"),
        ],
        required=True,
        readonly=True,
    )
    state = fields.Selection(
        [("quarantined", "Set aside"), ("restored", "Restored")],
        default="quarantined",
        required=True,
        readonly=True,
    )
    date = fields.Date(required=True, readonly=True)
    user_input_id = fields.Many2one(
        "survey.user_input",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        groups="base.group_system",
    )
    released = fields.Boolean(readonly=True, default=True)
    # One person opens no group, however often a machine presses for them.
    opens_group = fields.Boolean(
        "Counts Toward the Minimum", default=True, readonly=True, groups=fields.NO_ACCESS
    )
    survey_id = fields.Many2one("survey.survey", readonly=True, ondelete="set null")
    moment = fields.Selection(MOMENTS, readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    job_id = fields.Many2one("hr.job", string="Job Position", readonly=True, ondelete="set null")
    department_id = fields.Many2one("hr.department", readonly=True, ondelete="set null")
    user_id = fields.Many2one("res.users", string="Recruiter", readonly=True, ondelete="set null")
    applicant_id = fields.Many2one("hr.applicant", readonly=True, ondelete="set null")

    @api.depends("score", "reason")
    @api.depends_context("lang")
    def _compute_display_name(self):
        reasons = dict(self._fields["reason"]._description_selection(self.env))
        for row in self:
            row.display_name = f"{row.score} · {reasons.get(row.reason)}"

    @api.model
    def _note(self, invitation, score, reason):
        """:param invitation: the ``survey.user_input`` that was answered
        :param int score: 0–10
        :param str reason: one of the selection"""
        anonymous = invitation.feedback_anonymity == "anonymous"
        dimensions = invitation._read_dimensions()[invitation]
        dimensions["opens_group"] &= invitation.feedback_attempts <= 1
        today = get_today(self.env)
        row = self.create(
            {
                "score": score,
                "reason": reason,
                "date": today.replace(day=1) if anonymous else today,
                "user_input_id": not anonymous and invitation.id,
                "released": not anonymous,
                "survey_id": invitation.survey_id.id,
                "moment": invitation.survey_id.feedback_moment,
                **{name: value for name, value in dimensions.items() if name in self._fields},
            }
        )
        if anonymous:
            row._blur()
        return row

    def _blur(self):
        self.flush_recordset()
        self.env.cr.execute(
            "UPDATE hr_recruitment_feedback_quarantine"
            "   SET create_date = date, write_date = date WHERE id = ANY(%s)",
            [self.ids],
        )
        self.invalidate_recordset(["create_date", "write_date"], flush=False)

    def action_restore(self):
        """Count these answers after all. One that was counted in its place is set
        aside instead."""
        self.env["hr.recruitment.feedback"].check_access("write")
        self.check_access("read")
        for row in self.sudo():
            if row.state != "quarantined":
                raise UserError(self.env._("This answer counts already."))
            row._restore()

    def _restore(self):
        invitation = self.user_input_id
        if not invitation:
            raise UserError(
                self.env._(
                    "Nobody knows whose answer this was, so it cannot be restored: the "
                    "candidate may have answered since."
                )
            )
        self.state = "restored"
        score = str(self.score)
        if not invitation.feedback_answered:
            invitation._count_by_hand(score)
            return
        row = self.env["hr.recruitment.feedback"].search([("user_input_id", "=", invitation.id)])
        if row and row.score != self.score:
            self._note(invitation, row.score, "replaced")
        question = invitation.survey_id.feedback_question_id
        invitation._save_lines(question, score)
        invitation._update_feedback()
