import logging
from collections import defaultdict
from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..batch import get_now
from ..in_halves import do_in_halves
from ..limits import BATCH_SIZE
from ..mail_outcomes import judge_mail
from .erasure_states import LONGEST_IN_OUTBOX

_logger = logging.getLogger(__name__)
OUTBOX = "mail.ir_cron_mail_scheduler_action"


class HrRecruitmentErasureNotice(models.Model):
    """Where the policy says so, candidates are told before: first all of an approved run,
    in batches, then each is erased when the day has come that its own mail named.

    A mail and the note that it was made are one transaction: a killed worker has told
    nobody twice, and left nobody out.
    """

    _inherit = "hr.recruitment.erasure"

    notice_days = fields.Integer(related="policy_id.notice_days")
    notice_told_count = fields.Integer("Informed in Advance", compute="_compute_notice")
    notice_untold_count = fields.Integer(
        "Could Not Be Informed",
        compute="_compute_notice",
        help="There is no address, the page is closed, messages are stopped or paused, or the "
        "mail came back. They are erased as late as the others.",
    )
    notice_until = fields.Datetime("Carried Out From", compute="_compute_notice")

    def _compute_notice(self):
        lines = self.env["hr.recruitment.erasure.line"]
        mine = Domain("erasure_id", "in", self.ids)
        counts = {
            (erasure, notice): count
            for erasure, notice, count in lines._read_group(
                mine & Domain("notice", "!=", False), ["erasure_id", "notice"], ["__count"]
            )
        }
        until = dict(
            lines._read_group(
                mine & Domain([("state", "!=", "done"), ("erase_from", "!=", False)]),
                ["erasure_id"],
                ["erase_from:min"],
            )
        )
        for erasure in self:
            saved = erasure._origin
            erasure.notice_told_count = counts.get((saved, "told"), 0)
            erasure.notice_untold_count = counts.get((saved, "untold"), 0)
            erasure.notice_until = until.get(saved)

    def _drop(self):
        self._withdraw_notices()
        return super()._drop()

    # Carrying out ----------------------------------------------------------------------

    def _carry_out_batch(self, limit=BATCH_SIZE):
        """:return: number of applications whose candidates are told, or that are erased"""
        if not self.notice_days:
            return super()._carry_out_batch(limit)
        self._follow_notices()
        lines = self._find_unannounced(limit)
        done = self._announce(lines) if lines else 0
        if done:
            return done
        done = super()._carry_out_batch(limit)
        if lines:
            self._try_later()
        return done

    def _get_ready_domain(self):
        """What is still in the outbox was told to nobody."""
        ready = super()._get_ready_domain()
        if not self.notice_days:
            return ready
        unsent = self.line_ids.browse(self._find_unsent())
        return (
            ready
            & Domain("erase_from", "<=", get_now(self.env))
            & Domain("id", "not in", unsent.ids)
        )

    def _find_unannounced(self, limit):
        """:return: lines of which nobody was told, with all others of the same addresses"""
        nobody = Domain("erase_from", "=", False)
        lines = self._find_due_lines(limit, nobody)
        addresses = set(lines.applicant_id.mapped("email_normalized")) - {False}
        if not addresses:
            return lines
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        same = applicants.search(
            [
                ("email_normalized", "in", list(addresses)),
                ("company_id", "=", self.company_id.id),
            ]
        )
        return lines | self._find_due_lines(None, nobody & Domain("applicant_id", "in", same.ids))

    # Telling ---------------------------------------------------------------------------

    def _announce(self, lines):
        """Each person gets one mail, of all that is listed.

        :return: number of lines that are announced now"""
        free = lines._filter_free()
        persons = [person for person in lines._group_by_person() if not person - free]
        if not persons:
            return 0
        first = lines.browse(person[0].id for person in persons)
        by_first = {person[0].id: person for person in persons}
        whole = lines.browse().concat(*persons)
        new = whole - whole._announce_again()
        reachable = new.applicant_id._filter_reachable()
        do_in_halves(
            first,
            lambda part: part._mail_before([by_first[each.id] & new for each in part], reachable),
            lambda each, error: self._note_not_told(by_first[each.id] & new, error),
        )
        return len(whole)

    def _note_not_told(self, lines, error):
        # The message may quote personal data: the log gets the type only.
        _logger.warning("%s: %s", lines, type(error).__name__)
        lines._note_announced("untold")
        self.company_id._note_trouble("nightly")

    # What became of the mails ------------------------------------------------------------

    def _find_unsent(self):
        """:return: dict id of a line that is to be erased → what Odoo's outbox says of its
        mail, as long as the mail is there"""
        self.env.flush_all()
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT line.id AS line_id, mail.id AS mail_id, mail.state AS mail_state,
                       mail.create_date, mail.failure_type, mail.failure_reason,
                       NULL AS status
                  FROM hr_recruitment_erasure_line AS line
                  JOIN mail_mail AS mail ON mail.id = line.notice_mail_id_int
                 WHERE line.erasure_id = ANY(%s) AND line.state <> 'done'
                   AND mail.state NOT IN ('sent', 'received')
                """,
                self.ids,
            )
        )
        return {row["line_id"]: row for row in rows}

    def _follow_notices(self):
        """A server that was away is tried again; who cannot be reached is noted as such. Of
        what has waited too long the day is not true any more: it is told anew."""
        lines = self.line_ids.browse()
        again, late, failed = lines, lines, lines
        since = get_now(self.env) - LONGEST_IN_OUTBOX
        for line_id, mail in self._find_unsent().items():
            line, outgoing = lines.browse(line_id), mail["mail_state"] == "outgoing"
            verdict = "outgoing" if outgoing else judge_mail(mail)[0]
            if verdict in ("undeliverable", "dropped"):
                failed |= line
            elif mail["create_date"] < since:
                late |= line
            elif not outgoing:
                again |= line
        again._send_again()
        late._forget_notice()
        failed.write({"notice": "untold", "notice_mail_id_int": 0})
        failed.applicant_id._note_retention_notice(None)

    def _withdraw_notices(self):
        """What has not left does not leave; whoever has been told is not told again."""
        self.line_ids.browse(self._find_unsent())._forget_notice()


class HrRecruitmentErasureLine(models.Model):
    _inherit = "hr.recruitment.erasure.line"

    notice = fields.Selection(
        [("told", "Informed"), ("untold", "Could not be informed")], "Advance Email", readonly=True
    )
    erase_from = fields.Datetime(
        "Erased From", readonly=True, help="The day that the mail to the candidate names."
    )
    # A plain integer: Odoo deletes sent mails.
    notice_mail_id_int = fields.Integer("Outgoing Mail ID", technical=True, readonly=True)

    def _group_by_person(self):
        """:return: list of recordsets, those of one person together"""
        known, persons = defaultdict(list), []
        for line in self:
            applicant = line.applicant_id
            same = known[applicant.email_normalized or line.id]
            person = next((p for p in same if p[0].applicant_id._is_same_candidate(applicant)), [])
            if not person:
                same.append(person)
                persons.append(person)
            person.append(line)
        return [self.browse().concat(*person) for person in persons]

    def _announce_again(self):
        """Whoever was told after the application had ended, and within a year, knows.

        :return: the lines of those"""
        self.env.flush_all()
        told = self.filtered(lambda line: line.applicant_id._was_announced(line.ended_on))
        for moment, lines in told.grouped(lambda line: line.applicant_id.retention_notice).items():
            lines.write({"notice": "told", "erase_from": moment})
        return told

    def _note_announced(self, notice):
        """:param str notice: ``told`` or ``untold``"""
        days = timedelta(days=self.erasure_id.notice_days)
        moment = get_now(self.env) + days
        self.write({"notice": notice, "erase_from": moment})
        if notice == "told":
            self.applicant_id._note_retention_notice(moment)

    def _mail_before(self, persons, reachable):
        """:param list persons: lines of one person each, may be empty
        :param reachable: ``hr.applicant`` whose candidates can be written to"""
        lines = self.browse().concat(*persons)
        told = [person for person in persons if person.applicant_id & reachable]
        (lines - self.browse().concat(*told))._note_announced("untold")
        if not told:
            return
        self.browse().concat(*told)._note_announced("told")
        letters = [(person.applicant_id & reachable, person.applicant_id) for person in told]
        mails = self.env["hr.applicant"]._mail_retention_notices(
            {own[:1]: every for own, every in letters}
        )
        for person, (own, _every) in zip(told, letters, strict=True):
            person.notice_mail_id_int = mails[own[:1]].id

    def _send_again(self):
        mails = self.env["mail.mail"].browse(set(self.mapped("notice_mail_id_int")))
        if mails:
            mails.mark_outgoing()
            self.env.ref(OUTBOX)._trigger()

    def _forget_notice(self):
        if not self:
            return
        mails = self.env["mail.mail"].browse(set(self.mapped("notice_mail_id_int")))
        mails.exists().unlink()
        self.write({"notice": False, "erase_from": False, "notice_mail_id_int": 0})
        self.applicant_id._note_retention_notice(None)
