import logging
import random
from contextlib import contextmanager, suppress
from functools import partial

import psycopg2

from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_now
from ..limits import BATCH_SIZE

_logger = logging.getLogger(__name__)

# First key of the advisory locks of those who are at work; the second is their own.
WORKERS = 1_129_270_605
# So many workers may die over one row before it is given up.
MAX_DEATHS = 3
# What is to be done with rows, in this order: see ``_find_due_<work>``.
WORKS = ("words", "message")
BY_TIME = SQL("row.next_attempt, row.id")


class HrApplicantCommunicationClaim(models.Model):
    """A row that stops its worker does not stop the others.

    Who takes rows notes so, and commits, before the work begins. The work ends the
    note in its own transaction; where it is still there and its worker is not, the
    worker has died. Rows of a dead worker go one by one, after all others. Only a
    death while a row ran alone counts against it: after three it fails.

    A worker is alive as long as its connection holds its advisory lock: PostgreSQL
    lets go of the lock when the process dies, whatever it dies of.
    """

    _inherit = "hr.applicant.communication"

    claimed_date = fields.Datetime(
        readonly=True,
        copy=False,
        help="Since when a worker has been at it. Remains if the worker died.",
    )
    claimed_by = fields.Integer("Claimed by Worker", readonly=True, copy=False)
    claimed_alone = fields.Boolean(readonly=True, copy=False)
    claim_deaths = fields.Integer(
        "Stopped Workers",
        readonly=True,
        copy=False,
        help="How many workers died while they worked on nothing but this.",
    )
    reason = fields.Selection(
        selection_add=[("stops_server", "Making the message stopped the server")]
    )

    # Cron --------------------------------------------------------------------------

    @api.model
    def _cron_process(self, batch_size=BATCH_SIZE):
        """Fix the words of refusals, and turn due rows into mails, SMS and activities,
        batch by batch.

        Any number of workers may run this side by side.
        """
        commit = self.env["ir.cron"]._commit_progress
        self._repeat_on_conflict(self._collect_outbox)
        commit(remaining=self._count_due())
        with self._as_worker() as worker:
            self._repeat_on_conflict(self._note_deaths)
            commit()
            for limit, suspect in ((batch_size, False), (1, True)):
                for work in WORKS:
                    claim = partial(self._claim, work, worker, limit, suspect)
                    self._work_off(work, worker, claim)

    def _count_due(self):
        return sum(
            self.env.execute_query(
                SQL(
                    "SELECT count(*) FROM hr_applicant_communication AS row WHERE %s",
                    getattr(self, f"_find_due_{work}")(),
                )
            )[0][0]
            for work in WORKS
        )

    def _work_off(self, work, worker, claim):
        """Batch by batch, until there is none or the time of this run is over.

        :param claim: function that notes the next batch and returns it
        """
        commit = self.env["ir.cron"]._commit_progress
        while commit():
            rows = self._repeat_on_conflict(claim)
            commit()
            if not rows:
                break
            self._repeat_on_conflict(partial(rows._do_claimed, work, worker))
            commit(len(rows))

    def _do_claimed(self, work, worker):
        rows = self._end_claims(work, worker)
        getattr(rows, f"_do_{work}")()

    # What is due -----------------------------------------------------------------------

    @api.model
    def _find_due_message(self):
        """:return: SQL condition on ``row``"""
        return SQL("row.state = 'scheduled' AND row.next_attempt <= %s", get_now(self.env))

    def _do_message(self):
        self._execute()

    # Claims --------------------------------------------------------------------------

    @contextmanager
    def _as_worker(self):
        """Be alive for others. Claims are left behind by whoever is stopped, also by
        an error that nobody has thought of.

        :return: the worker's own number
        """
        cr, worker = self.env.cr, random.getrandbits(31)
        cr.execute("SELECT pg_advisory_lock(%s, %s)", (WORKERS, worker))
        try:
            yield worker
            self._repeat_on_conflict(partial(self._release_claims, worker))
        except BaseException as error:
            with suppress(psycopg2.Error):
                cr.rollback()
                if isinstance(error, psycopg2.OperationalError):
                    self._release_claims(worker)
                    self.env["ir.cron"]._commit_progress()
            raise
        finally:
            with suppress(psycopg2.Error):
                cr.execute("SELECT pg_advisory_unlock(%s, %s)", (WORKERS, worker))

    def _release_claims(self, worker):
        """What somebody else held when its turn came is just due again."""
        self._update_claims(
            SQL("row.claimed_by = %s AND row.state = 'scheduled'", worker),
            SQL("claimed_date = NULL, claimed_by = NULL, claimed_alone = FALSE"),
        )

    def _claim(self, work, worker, limit, suspect):
        """Note that these rows are worked on; the caller commits.

        :param str work: one of ``WORKS``
        :param int worker: number of the worker
        :param int limit: how many
        :param bool suspect: those whose worker has died, or those that nobody had
        :return: the rows
        """
        rows = self._update_claims(
            SQL(
                "%s AND row.claimed_by IS NULL AND %s",
                getattr(self, f"_find_due_{work}")(),
                SQL("row.claimed_date IS NOT NULL") if suspect else SQL("row.claimed_date IS NULL"),
            ),
            SQL(
                "claimed_date = clock_timestamp() AT TIME ZONE 'UTC', claimed_by = %s",
                worker,
            ),
            limit,
            SQL("COALESCE(row.claim_deaths, 0), %s", BY_TIME) if suspect else BY_TIME,
        )
        if len(rows) == 1:
            rows.claimed_alone = True
        return rows

    def _end_claims(self, work, worker):
        """Take the claimed rows in hand: from here on they are locked, and the note is
        gone if the work gets through.

        :return: those that are still due
        """
        return self._update_claims(
            SQL(
                "row.id = ANY(%s) AND row.claimed_by = %s AND %s",
                self.ids,
                worker,
                getattr(self, f"_find_due_{work}")(),
            ),
            SQL("claimed_date = NULL, claimed_by = NULL, claimed_alone = FALSE, claim_deaths = 0"),
        )

    @api.model
    def _update_claims(self, condition, values, limit=None, order=BY_TIME):
        """Change the rows of this condition that nobody else holds.

        :return: the rows, in this order
        """
        self.flush_model()
        # NO KEY UPDATE: new activities and messages may refer to a claimed row while
        # it is worked on. SKIP LOCKED: what another worker has claimed is its own.
        found = self.env.execute_query(
            SQL(
                """
                SELECT row.id
                  FROM hr_applicant_communication AS row
                 WHERE %s
              ORDER BY %s
                 LIMIT %s
                   FOR NO KEY UPDATE SKIP LOCKED
                """,
                condition,
                order,
                limit,
            )
        )
        rows = self.sudo().browse(row[0] for row in found)
        self.env.execute_query(
            SQL(
                "UPDATE hr_applicant_communication SET %s WHERE id = ANY(%s)",
                values,
                rows.ids,
            )
        )
        rows.invalidate_recordset(flush=False)
        return rows

    # Deaths ----------------------------------------------------------------------------

    @api.model
    def _note_deaths(self):
        """Workers that are gone leave their claims behind. If the database itself was
        started anew since, that was no fault of a row."""
        gone = SQL(
            """row.state = 'scheduled' AND row.claimed_by IS NOT NULL
               AND row.claimed_by NOT IN (
                   SELECT objid::bigint FROM pg_locks
                    WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2
                      AND database = (SELECT oid FROM pg_database
                                       WHERE datname = current_database()))""",
            WORKERS,
        )
        rows = self._update_claims(
            gone,
            SQL(
                """claim_deaths = COALESCE(claim_deaths, 0)
                   + (claimed_alone AND claimed_date >=
                      pg_postmaster_start_time() AT TIME ZONE 'UTC')::int,
                   claimed_by = NULL, claimed_alone = FALSE"""
            ),
        )
        rows.filtered(lambda row: row.claim_deaths >= MAX_DEATHS)._give_up()

    def _give_up(self):
        """Three workers have died over each of these rows: say so to the recruiter, and
        to an administrator, who can mend the step."""
        if not self:
            return
        _logger.error("Communications %s stop their workers", self.ids)
        # It still goes alone if somebody tries it again.
        self.claim_deaths = 0
        self._fail("stops_server")
        self._alert_administrators()

    def _alert_administrators(self):
        """One activity for each step, on the first of its candidates."""
        alert = self.env.ref(
            "hr_recruitment_candidate_experience.activity_type_communication_failed",
            raise_if_not_found=False,
        )
        if not alert:
            return
        values = []
        for step, rows in self.grouped("step_id").items():
            user = step._find_administrator(rows[0].company_id)
            row = rows[0].with_context(lang=user.lang)
            values.append(
                row._prepare_alert(alert)
                | {
                    "summary": row.env._("A step stops the server: %s", step.name),
                    "note": row.env._(
                        "The server was stopped %s times while it made this message. "
                        "The candidate has not got it. Look at the template of the "
                        "step, then try again.",
                        MAX_DEATHS,
                    ),
                    "user_id": user.id or self.env.uid,
                }
            )
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(values)
