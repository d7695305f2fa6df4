from odoo import fields, models
from odoo.exceptions import UserError

from ..batch import get_now
from .guards import Known
from .states import GRACE
from .undo import MANY, UNDOABLE, name_some, offer_undo


class HrApplicantCommunicationUndo(models.Model):
    """What one click has done in a list can be undone, and what touches many is asked
    about first."""

    _inherit = "hr.applicant.communication"

    undo_values = fields.Json(
        groups=fields.NO_ACCESS,
        copy=False,
        help="What it was before a colleague sent or skipped it, and until when that can "
        "be undone.",
    )

    # Buttons ------------------------------------------------------------------------------

    def action_send_soon(self):
        """Send in a moment, and until then undo.

        :return: action: the note that offers it, or the dialog that asks first"""
        self._check_writable()._check_scheduled()
        if len(self) > MANY:
            return self._ask_first("send")
        return self._send_soon()

    def action_skip_with_undo(self):
        """Skip those that are still planned.

        :return: action, as above"""
        self.check_access("write")
        rows = self.filtered(lambda row: row.state == "scheduled" and not row._is_owed())
        if not rows:
            # Says why.
            self.action_skip()
        if len(rows) > MANY:
            return rows._ask_first("skip")
        return rows._skip_with_undo()

    def action_undo(self):
        """Bring back what was sent or skipped a moment ago and has not left.

        :raise UserError: where all of it has left, or has become something else"""
        rows = self._check_writable()
        known = Known(rows)
        rows = rows.filtered(lambda row: row._can_be_undone(known))
        if not rows:
            raise UserError(self.env._("This has already been sent, or has been changed since."))
        for row in rows:
            before = {name: row.undo_values[name] for name in row._get_undoable_fields()}
            row.write(
                {**before, "state": "scheduled", "reason_detail": False, "undo_values": False}
            )
        rows._set_next_attempt()
        rows._call_by_trigger("undone")

    # What they do -------------------------------------------------------------------------

    def _send_soon(self, reason=None):
        """:param str reason: why it is sent early, where that has to be said"""
        self._check_any()
        before = self.sudo()._get_undo_values("scheduled")
        if question := self._send_now(reason, GRACE):
            return question
        self.sudo()._keep_undo_values(before)
        if len(self) == 1:
            return offer_undo(self, self.env._("Will be sent in a moment: %s", self.display_name))
        return offer_undo(self, self.env._("Messages that will be sent in a moment: %s", len(self)))

    def _check_any(self):
        if not self:
            raise UserError(self.env._("All of this has already been sent or stopped."))

    def _skip_with_undo(self):
        self._check_any()
        before = self.sudo()._get_undo_values("skipped")
        self.action_skip()
        self.sudo()._keep_undo_values(before)
        if len(self) == 1:
            return offer_undo(self, self.env._("Skipped: %s", self.display_name))
        return offer_undo(self, self.env._("Skipped messages: %s", len(self)))

    def _get_undo_values(self, becomes):
        """:param str becomes: the state in which it can be undone
        :return: dict row → what it is now"""
        until = fields.Datetime.to_string(get_now(self.env) + UNDOABLE)
        names = self._get_undoable_fields()
        return {
            row: {"becomes": becomes, "until": until, **row._find_before(names)} for row in self
        }

    def _get_undoable_fields(self):
        """:return: list of the names of the fields that sending early changes"""
        return ["scheduled_date", "exact_time", "held_for"]

    def _find_before(self, names):
        """:return: dict of what JSON can keep and ``write`` takes: of who presses twice,
        what it was before the first time"""
        kept = self.undo_values
        if kept and kept["leaves"] == fields.Datetime.to_string(self.scheduled_date):
            return {name: kept[name] for name in names}
        values = {name: self[name] for name in names}
        return {**values, "scheduled_date": fields.Datetime.to_string(self.scheduled_date)}

    def _keep_undo_values(self, before):
        for row, values in before.items():
            # Who moves it again has decided anew.
            leaves = fields.Datetime.to_string(row.scheduled_date)
            row.undo_values = {**values, "leaves": leaves}

    def _can_be_undone(self, known):
        kept = self.undo_values
        if not kept or kept["becomes"] != self.state:
            return False
        if get_now(self.env) > fields.Datetime.to_datetime(kept["until"]):
            return False
        if self.state == "skipped":
            return self.reason == "by_recruiter" and self._is_still_true(known)
        return fields.Datetime.to_string(self.scheduled_date) == kept["leaves"]

    def _is_still_true(self, known):
        """:return: whether what was skipped may be planned again: what happened since
        would have ended it"""
        if self._find_obstacle_to_retry():
            return False
        obstacle = self._find_obstacle(known)
        return not obstacle or obstacle[0] in ("hold", "failed")

    # Asked first --------------------------------------------------------------------------

    def _ask_first(self, kind):
        """:param str kind: ``send`` or ``skip``
        :return: the action of a dialog that says how many and whose"""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Are You Sure?"),
            "res_model": "hr.applicant.communication.confirm",
            "view_mode": "form",
            "target": "new",
            "context": {"default_kind": kind, "default_communication_ids": self.ids},
        }

    def _say_whose(self):
        """:return: str, "Anna Ek (3), Bo Berg (1)", the others as a number"""
        counts = {}
        for applicant, rows in self.grouped("applicant_id").items():
            name = applicant.partner_name or applicant.display_name
            counts[name] = counts.get(name, 0) + len(rows)
        return name_some(self.env, [f"{name} ({count})" for name, count in counts.items()])
