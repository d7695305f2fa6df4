from markupsafe import Markup

from odoo import api, fields, models

from ..batch import get_now


class HrInterviewKit(models.Model):
    """What the candidate has said of themselves, for those who hold the interview."""

    _inherit = "hr.interview.kit"

    preferences_summary = fields.Html(
        "About the Candidate", compute="_compute_preferences_summary", sanitize=False
    )
    one_more_thing = fields.Text(
        readonly=True,
        copy=False,
        help="What the candidate has added after the interview, on their own page.",
    )
    one_more_date = fields.Datetime("Added On", readonly=True, copy=False)

    @api.depends("applicant_id.preferences_summary")
    @api.depends_context("lang")
    def _compute_preferences_summary(self):
        for kit in self:
            kit.preferences_summary = kit.sudo().applicant_id.preferences_summary

    def _find_scorecard_day(self):
        """Before the candidate answers somebody else."""
        day = super()._find_scorecard_day()
        applicant = self.applicant_id
        if not applicant._waits_with_offer():
            return day
        return min(day, applicant._get_day_to_decide())

    def _add_one_more(self, text):
        """:param str text: plain, as the candidate has typed it"""
        self.write({"one_more_thing": text, "one_more_date": get_now(self.env)})
        applicant = self.applicant_id
        if not applicant._is_open():
            return
        activities = self.env["mail.activity"]
        users = self.interviewer_ids.filtered("active")
        activities._raise_todos([self._prepare_one_more_todo(user) for user in users], same=())

    def _prepare_one_more_todo(self, user):
        """On the application; whoever only held the interview has it for themselves, without
        a name in it."""
        activities = self.env["mail.activity"]
        todo = activities._prepare_todo(
            self.applicant_id,
            user,
            activities._get_todo_type(),
            lambda applicant: (
                applicant.env._("Read what the candidate added after the interview"),
                Markup('<p><a href="%s">%s</a></p>')
                % (self._get_url(), applicant.env._("Open the interview kit")),
            ),
        )
        if not self.applicant_id.with_user(user).has_access("read"):
            todo |= {"res_model_id": False, "res_id": False, "user_id": user.id}
        return todo
