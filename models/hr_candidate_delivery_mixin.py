import logging
import random
import time
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial

import psycopg2

from odoo import api, fields, models
from odoo.tools import SQL

from .batch import get_now
from .in_halves import TEMPORARY, do_in_halves, find_cause
from .limits import BATCH_SIZE, MAX_DEATHS
from .transaction_conflicts import CONFLICTS

_logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 6
MAX_CONFLICTS = 8
# First key of the advisory locks of those who are at work; the second is their own.
WORKERS = 1_129_270_605
BY_TIME = SQL("row.next_attempt, row.id")
FREE = SQL("claimed_date = NULL, claimed_by = NULL, claimed_alone = FALSE")


class HrCandidateDelivery(models.AbstractModel):
    """Rows that become messages, and what became of those: due, claimed, handed to
    Odoo's outbox, delivered or tried again.

    A row that stops its worker does not stop the others. Who takes rows notes so, and
    commits, before the work begins. The work ends the note in its own transaction;
    where it is still there and its worker is not, the worker has died. Rows of a dead
    worker go one by one, after all others. Only a death while a row ran alone counts
    against it: after three it fails.

    A worker is alive as long as its connection holds its advisory lock: PostgreSQL
    lets go of the lock when the process dies, whatever it dies of.

    A model of such rows has a ``state`` and says in it what waits (``_waiting``) and
    what is in the outbox (``_handed``). It writes ``_do_message``, which brings due
    rows forward, ``_stop_untrue``, which ends what is no longer true and returns the
    others, ``_fail`` and ``_note_delivered``.
    """

    _name = "hr.candidate.delivery.mixin"
    _inherit = "hr.candidate.guard.mixin"
    _description = "What Is Delivered by Email"

    # States of rows that wait and of rows in the outbox.
    _waiting = "scheduled"
    _handed = "queued"
    # What is to be done with rows, in this order: see ``_find_due_<work>``.
    _works = ("message",)
    # External id of the cron, without the module.
    _cron = "ir_cron_communication"

    next_attempt = fields.Datetime(technical=True, readonly=True)
    attempts = fields.Integer(technical=True, readonly=True)
    # A plain integer: Odoo deletes sent mails, the history stays.
    mail_mail_id_int = fields.Integer("Outgoing Mail ID", technical=True, readonly=True)
    claimed_date = fields.Datetime(
        "Preparation Started On",
        technical=True,
        readonly=True,
        copy=False,
        help="When the server began to prepare the message. The time remains if the server "
        "stopped.",
    )
    claimed_by = fields.Integer("Being Prepared By", technical=True, readonly=True, copy=False)
    claimed_alone = fields.Boolean("Prepared on Its Own", technical=True, readonly=True, copy=False)
    claim_deaths = fields.Integer(
        "Interrupted Attempts",
        technical=True,
        readonly=True,
        copy=False,
        help="How often the server stopped while it prepared this message alone.",
    )

    # Cron --------------------------------------------------------------------------

    @api.model
    def _cron_process(self, batch_size=BATCH_SIZE):
        """Read what became of what has left, and bring due rows forward, batch by
        batch, until there is none or the time of this run is over.

        Any number of workers may run this side by side.
        """
        commit = self.env["ir.cron"]._commit_progress
        self._repeat_on_conflict(self._collect_outbox)
        commit(remaining=self._count_due())
        with self._as_worker() as worker:
            self._repeat_on_conflict(self._note_deaths)
            commit()
            for limit, suspect in ((batch_size, False), (1, True)):
                for work in self._works:
                    batch = partial(self._process_batch, limit, work, worker, suspect, commit)
                    while commit() and (done := batch()):
                        commit(done)

    @api.model
    def _process_batch(
        self, limit=BATCH_SIZE, work="message", worker=0, suspect=False, commit=lambda: None
    ):
        """Claim and execute due rows: what the cron does, and all that measures it.

        :param int limit: how many
        :param str work: one of ``_works``
        :param int worker: number of the worker
        :param bool suspect: those whose worker has died, or those that nobody had
        :param commit: function that ends a transaction
        :return: number of rows looked at
        """
        rows = self._repeat_on_conflict(partial(self._claim, work, worker, limit, suspect))
        commit()
        if rows:
            self._repeat_on_conflict(partial(rows._do_claimed, work, worker))
        return len(rows)

    def _do_claimed(self, work, worker):
        rows = self._end_claims(work, worker)
        getattr(rows, f"_do_{work}")()

    def _repeat_on_conflict(self, work):
        """Do ``work`` in this transaction, which must be fresh: on an older snapshot
        PostgreSQL refuses rows that somebody else has changed since. Then all is
        rolled back, read anew and done again."""
        for attempt in range(1, MAX_CONFLICTS + 1):
            try:
                result = work()
                self.env.flush_all()
                return result
            except CONFLICTS:
                if attempt == MAX_CONFLICTS:
                    raise
                self.env.cr.rollback()
                time.sleep(random.uniform(0, 0.05 * 2**attempt))
        return None

    @api.model
    def _wake_cron(self, moments=None):
        """Have the cron run at these moments (naive UTC), by default now."""
        now = get_now(self.env)
        moments = {max(moment, now) for moment in moments or [now]}
        cron = self.env.ref(
            f"hr_recruitment_candidate_experience.{self._cron}", raise_if_not_found=False
        )
        if cron:
            cron.sudo()._trigger(at=sorted(moments))

    # What is due -----------------------------------------------------------------------

    @api.model
    def _count_due(self):
        return sum(
            self.env.execute_query(
                SQL(
                    "SELECT count(*) FROM %s AS row WHERE %s",
                    SQL.identifier(self._table),
                    getattr(self, f"_find_due_{work}")(),
                )
            )[0][0]
            for work in self._works
        )

    @api.model
    def _find_due_message(self):
        """:return: SQL condition on ``row``"""
        return SQL("row.state = %s AND row.next_attempt <= %s", self._waiting, get_now(self.env))

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
            SQL("row.claimed_by = %s AND row.state = %s", worker, self._waiting), FREE
        )

    def _claim(self, work, worker, limit, suspect):
        """Note that these rows are worked on; the caller commits.

        :param str work: one of ``_works``
        :param int worker: number of the worker
        :param int limit: how many
        :param bool suspect: those whose worker has died, or those that nobody had
        :return: the rows
        """
        return self._update_claims(
            SQL(
                "%s AND row.claimed_by IS NULL AND %s",
                getattr(self, f"_find_due_{work}")(),
                SQL("row.claimed_date IS NOT NULL") if suspect else SQL("row.claimed_date IS NULL"),
            ),
            SQL(
                """claimed_date = clock_timestamp() AT TIME ZONE 'UTC', claimed_by = %s,
                   claimed_alone = (SELECT count(*) = 1 FROM found)""",
                worker,
            ),
            limit,
            SQL("COALESCE(row.claim_deaths, 0), %s", BY_TIME) if suspect else BY_TIME,
        )

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
            SQL("%s, claim_deaths = 0", FREE),
        )

    @api.model
    def _update_claims(self, condition, values, limit=None, order=BY_TIME):
        """Change the rows of this condition that nobody else holds.

        :param SQL condition: on ``row``
        :param SQL values: to be set; ``found`` has the ids of the rows
        :return: the rows, in the order in which they are due
        """
        self.flush_model()
        # NO KEY UPDATE: new activities and messages may refer to a claimed row while
        # it is worked on. SKIP LOCKED: what another worker has claimed is its own.
        changed = self.env.execute_query(
            SQL(
                """
                WITH found AS MATERIALIZED (
                    SELECT row.id
                      FROM %(table)s AS row
                     WHERE %(condition)s
                  ORDER BY %(order)s
                     LIMIT %(limit)s
                       FOR NO KEY UPDATE SKIP LOCKED)
                UPDATE %(table)s AS row
                   SET %(values)s
                  FROM found
                 WHERE row.id = found.id
             RETURNING row.next_attempt, row.id
                """,
                table=SQL.identifier(self._table),
                condition=condition,
                order=order,
                limit=limit,
                values=values,
            )
        )
        changed.sort(key=lambda row: (row[0] is None, row))
        rows = self.sudo().browse(row_id for _moment, row_id in changed)
        rows.invalidate_recordset(flush=False)
        return rows

    # Deaths ----------------------------------------------------------------------------

    @api.model
    def _note_deaths(self):
        """Workers that are gone leave their claims behind. If the database itself was
        started anew since, that was no fault of a row."""
        gone = SQL(
            """row.state = %s AND row.claimed_by IS NOT NULL
               AND row.claimed_by NOT IN (
                   SELECT objid::bigint FROM pg_locks
                    WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2
                      AND database = (SELECT oid FROM pg_database
                                       WHERE datname = current_database()))""",
            self._waiting,
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
        """Three workers have died over each of these rows."""
        if not self:
            return
        _logger.error("%s stop their workers", self)
        # It still goes alone if somebody tries it again.
        self.claim_deaths = 0
        self._fail("stops_server")

    # Errors ----------------------------------------------------------------------------

    def _in_halves(self, method, *arguments):
        """Call the method for the rows; one that breaks it stops no other."""
        do_in_halves(
            self,
            lambda part: getattr(part, method)(*arguments),
            lambda row, error: row._record_error(error),
        )

    def _record_error(self, error):
        # The message may quote personal data: the log gets the type only.
        _logger.warning("%s: %s", self, type(error).__name__)
        detail = self._describe_error(error)
        if find_cause(error, TEMPORARY):
            self._try_again(detail)
        else:
            self._fail("broken", detail)

    def _describe_error(self, error):
        """:return: what went wrong, in words for a person, or False"""
        return False

    def _try_again(self, detail=False):
        """Back off: 5 minutes, then four times as long each time; in the end fail."""
        now = get_now(self.env)
        spent = self.filtered(lambda row: row.attempts + 1 >= MAX_ATTEMPTS)
        if spent:
            spent._fail("undeliverable", detail)
        waiting = self - spent
        for attempts, rows in waiting.grouped("attempts").items():
            rows.write(
                {
                    "attempts": attempts + 1,
                    "next_attempt": now + timedelta(minutes=5 * 4**attempts),
                    **self._explain_retry(detail),
                }
            )
        if waiting:
            self._wake_cron(set(waiting.mapped("next_attempt")))

    def _explain_retry(self, detail):
        """:return: dict of what a row says while it waits for the next attempt"""
        return {}
