from datetime import timedelta

from odoo import models

from ..batch import get_now
from ..gateway.incoming_report import FULL, UNREADABLE
from ..limits import DETAIL_LENGTH

# A full mailbox is tried again after a day, then two, then four.
FIRST_WAIT = timedelta(days=1)
WAITS_FOR_SPACE = 3


class HrApplicantCommunicationBounce(models.Model):
    """What mail servers report of mails that have left."""

    _inherit = "hr.applicant.communication"

    def _note_report(self, message, report):
        """A report names a mail of ours on an application.

        :param message: ``mail.message`` that it names
        :param Report report: of a failure, or one that does not say what happened
        """
        applicant = self.env["hr.applicant"].sudo().browse(message.res_id).exists()
        outcome = applicant and applicant._find_outcome(message, report)
        rows = self.sudo().search([("message_id", "=", message.id)])
        # What has failed already is reported again.
        left = rows.filtered(lambda row: row.state in ("queued", "sent"))
        if applicant and (report.kind == UNREADABLE or (outcome and not rows)):
            applicant._warn_not_arrived(report.words)
        elif outcome == FULL:
            left._wait_for_space(report.words)
        elif outcome and left:
            left._fail("bounced", report.words[:DETAIL_LENGTH])
        if outcome and outcome != FULL and report.is_permanent and (left or not rows):
            applicant.filtered(lambda a: a._is_about_present_address(report))._count_bounce()

    def _wait_for_space(self, words):
        """The mailbox is full: it is tried again on other days, and fails in the end.

        :param str words: what the mail server said
        """
        now = get_now(self.env)
        words = words[:DETAIL_LENGTH]
        spent = self.filtered(lambda row: row.attempts >= WAITS_FOR_SPACE)
        if spent:
            spent._fail("bounced", words)
        waiting = self - spent
        for attempts, rows in waiting.grouped("attempts").items():
            rows._plan_anew(now + FIRST_WAIT * 2**attempts)
            rows.write({"attempts": attempts + 1, "sent_date": False, "reason_detail": words})
            rows._set_next_attempt("retry")
