from odoo import fields, models


class HrApplicantCommunicationDataRequest(models.Model):
    """Nothing planned leaves for somebody who has asked to be erased: whatever the
    trigger and the action, started by whom ever, until the request is closed."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(selection_add=[("held", "On hold: HR decides about it")])

    def _stop_untrue(self):
        requests = self.env["hr.applicant.data.request"]
        erasing = requests._filter_erasing(self.applicant_id)
        held = self.filtered(lambda row: row.applicant_id in erasing)
        held._hold_for_request()
        return super(HrApplicantCommunicationDataRequest, self - held)._stop_untrue()

    def _hold_for_request(self):
        if not self:
            return
        self.reason = "held"
        waiting = self.filtered(lambda row: row.state == "scheduled")
        waiting.next_attempt = False
        waiting._note_refusals("pending", "owed")

    def _note_refusals(self, before, after):
        """A refusal that is held back is owed: it is listed as unanswered meanwhile.

        :param str before: state of the answers that change
        :param str after: to what they change
        """
        refusals = self.filtered(
            lambda row: row.state == "scheduled" and row.step_id.trigger == "refused"
        )
        refusals.applicant_id.filtered(
            lambda a: a.answer_state == before
        ).answer_state = after

    def _take_from_outbox(self):
        """What has not left comes back from the outbox, to leave later or never."""
        self._stop_in_outbox().write(
            {
                "state": "scheduled",
                "next_attempt": fields.Datetime.now(),
                "mail_mail_id_int": 0,
                "sms_id_int": 0,
                "message_id": False,
            }
        )
