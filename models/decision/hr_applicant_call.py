from odoo import api, fields, models
from odoo.exceptions import UserError

from ..batch import get_now
from ..write_groups import OFFICER


class HrApplicantCall(models.Model):
    """ "I have called": from the first minute after the decision, also before the call
    is a to-do. What is written leaves after it, by its own rules."""

    _inherit = "hr.applicant"

    call_said = fields.Text(
        "Said on the Telephone",
        copy=False,
        groups=OFFICER,
        write_groups=OFFICER,
        help="What was said when somebody called about the decision. For recruiters only.",
    )
    call_questions = fields.Text(
        "Asked on the Telephone",
        copy=False,
        groups=OFFICER,
        write_groups=OFFICER,
        help="What the candidate wanted to know.",
    )
    is_to_be_called = fields.Boolean(compute="_compute_is_to_be_called")

    @api.depends("answer_state", "communication_ids.state", "communication_ids.activity_id")
    def _compute_is_to_be_called(self):
        waiting = self.filtered(lambda a: a.answer_state in ("pending", "owed"))
        self.is_to_be_called = False
        if waiting:
            called = waiting._origin._find_open_calls().applicant_id
            for applicant in waiting:
                applicant.is_to_be_called = applicant._origin in called

    def _find_open_calls(self):
        """:return: the calls that somebody is still to make about a decision, as
        superuser: those that are not due yet, and those for what did not arrive, too"""
        rows = self._find_refusals(
            "|",
            ("activity_id", "!=", False),
            "&",
            ("action", "=", "activity"),
            ("state", "=", "scheduled"),
        )
        return rows.filtered(lambda row: row.state == "scheduled" or row._has_open_to_do())

    def _get_open_calls(self):
        """:return: see ``_find_open_calls``
        :raise UserError: where there are none"""
        self._check_may_tell()
        calls = self._find_open_calls()
        if not calls:
            raise UserError(self.env._("No call is to be made: %s", self.display_name))
        return calls

    def action_have_called(self):
        """:return: the action of the dialog that says whom to call and takes what was said"""
        self.ensure_one()
        self._get_open_calls()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Call %s", self.partner_name or self.display_name),
            "res_model": "hr.applicant.call",
            "view_mode": "form",
            "target": "new",
            "context": {"default_applicant_id": self.id},
        }

    def _note_call_made(self, said, questions):
        """:param str said: plain text, may be empty
        :param str questions: what the candidate asked, likewise"""
        self.ensure_one()
        calls = self._get_open_calls()
        applicant = self.sudo()
        applicant._keep_from_call("call_said", said)
        applicant._keep_from_call("call_questions", questions)
        early = calls.filtered(lambda row: not row._has_open_to_do())
        early._close("sent", "assigned", detail=self.env.user.name)
        early.sent_date = get_now(self.env)
        early._note_called()
        to_dos = (calls - early).activity_id
        to_dos.with_user(self.env.user).action_feedback()

    def _keep_from_call(self, name, text):
        """What was said in an earlier call stays above it."""
        if text := (text or "").strip():
            day = fields.Date.context_today(self, get_now(self.env))
            text = f"{day}, {self.env.user.name}\n{text}"
            self[name] = "\n\n".join(filter(None, [self[name], text]))
