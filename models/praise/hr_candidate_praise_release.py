import logging

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..batch import get_today
from ..in_halves import do_in_halves
from .closings import CLOSED, get_closing
from .leaves import KEPT, MONTHS_KEPT

_logger = logging.getLogger(__name__)

TEMPLATE = "hr_recruitment_candidate_experience.mail_template_praise"
FINAL = ("passed", "kept")


class HrCandidatePraiseRelease(models.Model):
    """From the candidate to the colleague, once a day: at the moment at which an application
    is closed, thanks would say whose they are."""

    _inherit = "hr.candidate.praise"

    @api.model
    def _cron_pass_on(self):
        """What waits is let go, what is let go is passed on."""
        praise = self.sudo()
        praise._delete_old()
        praise._do_nightly(praise._lock(praise._find_to_let_go()), "_let_go")
        praise._do_nightly(praise._lock(praise._find_to_pass_on()), "_pass_on")

    def _do_nightly(self, rows, method):
        do_in_halves(
            rows,
            lambda part: getattr(part, method)(),
            lambda _row, error: self._note_praise_error(error),
        )

    def _note_praise_error(self, error):
        # Whose thanks they are must not be told: neither here nor by the activity.
        _logger.error("Thanks of candidates: %s", type(error).__name__)
        self.env.company._note_trouble("praise")

    @api.model
    def _lock(self, rows):
        """:return: those that no other worker has in hand"""
        rows.flush_recordset()
        locked = self.env.execute_query(
            SQL(
                "SELECT id FROM hr_candidate_praise WHERE id = ANY(%s) FOR UPDATE SKIP LOCKED",
                rows.ids,
            )
        )
        return self.browse(row_id for (row_id,) in locked)

    # Waiting -----------------------------------------------------------------------------

    @api.model
    def _find_to_let_go(self):
        """:return: those of closed applications; without a name, those that a group hides"""
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        closed = applicants._search(Domain(CLOSED))
        rows = self.search([("state", "=", "waiting"), ("applicant_id", "in", closed)])
        for row in rows:
            # What is closed later can be passed on later.
            row._postpone()
        nameless = rows.filtered(lambda row: row._is_nameless())
        return rows - nameless | nameless._filter_hidden_in_crowd()

    def _postpone(self):
        self.month = max(self.month, get_closing(self.applicant_id))

    def _let_go(self):
        """Whoever is to read it may do so now. What has no name becomes nobody's, in no
        order."""
        nameless = self.filtered(lambda row: row._is_nameless())
        for state, rows in self.grouped(lambda row: row._find_next_state()).items():
            rows.state = state
        nameless._cut_off()

    def _find_next_state(self):
        if self.leave == KEPT:
            return "kept"
        if not self.user_id:
            return "to_choose"
        return "to_read" if self.company_id.praise_read_first else "approved"

    def _blur(self):
        """Keep no more of when it was written than the month."""
        self.flush_recordset()
        month = fields.Date.start_of(get_today(self.env), "month")
        self.env.execute_query(
            SQL(
                "UPDATE hr_candidate_praise SET create_date = %s, write_date = %s"
                " WHERE id = ANY(%s)",
                month,
                month,
                self.ids,
            )
        )
        self.invalidate_recordset(["create_date", "write_date"], flush=False)

    def _cut_off(self):
        """Nothing leads to the candidate any more, neither the place among others nor when it
        was written."""
        if not self:
            return
        self.flush_recordset()
        numbers = self.env["hr.recruitment.feedback"]._draw_numbers(self._table, self.ids)
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_candidate_praise
                   SET id = pair.new, applicant_id = NULL, job_id = NULL,
                       create_date = %(month)s, write_date = %(month)s
                  FROM unnest(%(old)s::int[], %(new)s::int[]) AS pair(old, new)
                 WHERE id = pair.old
                """,
                month=fields.Date.start_of(get_today(self.env), "month"),
                old=[old for old, _new in numbers],
                new=[new for _old, new in numbers],
            )
        )
        self.env.invalidate_all(flush=False)

    # On its way --------------------------------------------------------------------------

    @api.model
    def _find_to_pass_on(self):
        rows = self.search([("state", "=", "approved")])
        nameless = rows.filtered(lambda row: row._is_nameless())
        # HR has chosen a colleague whom perhaps few have met.
        return rows - nameless | nameless._filter_hidden_in_crowd()

    def _pass_on(self):
        here = self.filtered(lambda row: row.user_id._may_speak_for(row.company_id))
        (self - here)._give_to_hr()
        if not here:
            return
        nameless = here.filtered(lambda row: row._is_nameless())
        today = get_today(self.env)
        (here - nameless).write({"state": "passed", "passed_on": today})
        month = fields.Date.start_of(today, "month")
        nameless.write({"state": "passed", "passed_on": month})
        here._mail()

    def _give_to_hr(self):
        """The colleague is not here any more: somebody decides who hears of it."""
        for row in self:
            row.write(
                {"state": "to_choose", "whom": row.user_id.name or row.whom, "user_id": False}
            )

    def _mail(self):
        """In the transaction in which it is passed on: once, into the outbox."""
        template = self.env.ref(TEMPLATE, raise_if_not_found=False)
        reached = self.filtered(lambda row: row.user_id.email_normalized)
        if not template or not reached:
            return
        template.sudo().send_mail_batch(reached.ids)
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    # Over --------------------------------------------------------------------------------

    @api.model
    def _delete_old(self):
        """What could not be passed on within a year, and what leads to nobody."""
        limit = fields.Date.subtract(get_today(self.env), months=MONTHS_KEPT)
        self.search(
            Domain("state", "not in", FINAL) & Domain("month", "<", limit)
            | Domain("state", "=", "waiting") & Domain("applicant_id", "=", False)
        ).unlink()
