from odoo import fields, models
from odoo.exceptions import UserError

from ..batch import get_now
from .choices import LOW_SCORE


class HrRecruitmentFeedbackFollowUp(models.Model):
    """Closing the loop: low scores and candidates who ask for it are looked into."""

    _inherit = "hr.recruitment.feedback"

    contact_requested = fields.Boolean(
        readonly=True, help="The candidate would like to be contacted about this."
    )
    contact_details = fields.Char(readonly=True, help="How, in the candidate's own words.")
    follow_up_note = fields.Text("What Was Done", help="Reports quote it, so leave names out.")
    follow_up_state = fields.Selection(
        [("todo", "To do"), ("done", "Done")],
        readonly=True,
        help="A low score, or a candidate who asked to be contacted.",
    )
    follow_up_user_id = fields.Many2one("res.users", string="Followed Up By", readonly=True)
    follow_up_date = fields.Date("Followed Up On", readonly=True)
    _looked_into = models.Index("(response_date) WHERE follow_up_state IS NOT NULL")

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
        activities, todos = self.env["mail.activity"], []
        kind = activities._get_todo_type("activity_type_feedback")
        for company, rows in (due if kind else due.browse()).grouped("company_id").items():
            manager = company._find_experience_manager()
            todos += [
                activities._prepare_todo(
                    row, manager, kind, lambda row: (row._say_follow_up(), False)
                )
                for row in rows
            ]
        # Who asks to be contacted as well is one case, and the more urgent one.
        activities._raise_todos(todos, renew=True)

    def _say_follow_up(self):
        if self.contact_requested:
            return self.env._("Wants to be contacted")
        return self.env._("Low score: %s of 10", self.score)

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
                "follow_up_date": fields.Date.context_today(self, get_now(self.env)),
            }
        )
        rows.activity_ids.action_feedback()
