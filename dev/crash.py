"""The crash test: workers are killed at random moments, no candidate notices.

`python -m dev.crash -d DATABASE [-c CONFIG] [--seed N]` on a copy of a database in which
the addon is installed. Two processes do what the cron does, on committed promises.
Again and again one of them is stopped somewhere, looked at and killed (SIGKILL), and
another takes its place; the kill counts if it held claimed promises. Afterwards every
promise has exactly one mail or activity, and every mail and activity has a promise.

`--sabotage` checks the test itself: it breaks the engine in one of two ways that
look harmless, and the test has to notice.
"""

import os
import random
import signal
import sys
import time
from collections import Counter

from odoo.api import Environment
from odoo.orm.utils import SUPERUSER_ID

from . import process
from .place import ADDON

APPLICANTS = 800
BATCH = 8  # small, so that there is work left for all the kills
KILLS = 50
WORKERS = 2
TIMEOUT = 300
SUBJECTS = ("First", "Second")


def fill(env):
    """Per applicant two mails and an activity, all due.

    :return: ids of the applicants
    """
    job = env["hr.job"].create({"name": "Crash"})
    template = env.ref(f"{ADDON}.mail_template_stage_interview")
    todo = env.ref("mail.mail_activity_data_todo")
    values = {"trigger": "manual", "send_window": "any"}
    contents = [
        {"action": "email", "mail_template_id": template.copy({"subject": name}).id}
        for name in SUBJECTS
    ] + [{"action": "activity", "activity_type_id": todo.id}]
    plan = env["hr.recruitment.communication.plan"].create(
        {
            "name": "Crash",
            "job_ids": job.ids,
            "step_ids": [
                (0, 0, {**values, **content, "name": str(number)})
                for number, content in enumerate(contents)
            ],
        }
    )
    applicants = process.make_applicants(
        env, APPLICANTS, job_id=job.id, user_id=env.ref("base.user_admin").id
    )
    for step in plan.step_ids:
        applicants._start_step(step)
    return applicants.ids


def work(registry, backend, sabotage):
    """What a cron worker does, until nothing is due."""
    if sabotage:
        SABOTAGES[sabotage](registry)
    with registry.cursor() as cr:
        ledger = Environment(cr, SUPERUSER_ID, {})["hr.applicant.communication"]
        backend.value = cr._cnx.info.backend_pid
        ledger._cron_process(BATCH)
        backend.value = 0


def count_due(registry):
    with registry.cursor() as cr:
        cr.execute(
            "SELECT count(*) FROM hr_applicant_communication"
            " WHERE state = 'scheduled' AND next_attempt <= now() AT TIME ZONE 'UTC'"
        )
        return cr.fetchone()[0]


def commit_mails_first(registry):
    def hand_over(rows):
        getattr(rows, f"_send_{rows[0].action}")()

    def create(records, vals_list):
        created = original(records, vals_list)
        records.env.cr.commit()
        return created

    notification = registry["mail.notification"]
    original = notification.create
    notification.create = create
    registry["hr.applicant.communication"]._hand_over = hand_over


def commit_ledger_first(registry):
    def hand_over(rows):
        rows.write({"state": "queued", "next_attempt": False})
        rows.env.cr.commit()
        getattr(rows, f"_send_{rows[0].action}")()

    registry["hr.applicant.communication"]._hand_over = hand_over


SABOTAGES = {"mails-first": commit_mails_first, "ledger-first": commit_ledger_first}


class Workers:
    """Two processes at work, and what became of those before them."""

    def __init__(self, registry, sabotage):
        self.registry = registry
        self.sabotage = sabotage
        self.running = []
        self.killed_at_work = 0
        self.killed_idle = 0

    def fill_up(self):
        self.running = [each for each in self.running if each[0].is_alive()]
        while len(self.running) < WORKERS:
            backend = process.CONTEXT.Value("i", 0, lock=False)
            worker = process.fork(work, self.registry, backend, self.sabotage)
            self.running.append((worker, backend))

    def kill_one(self, dice):
        """Stop a worker at a random moment, see what it was doing, and kill it."""
        time.sleep(dice.uniform(0, 0.1))
        worker, backend = self.running.pop(dice.randrange(len(self.running)))
        os.kill(worker.pid, signal.SIGSTOP)
        if self._holds_promises(backend.value):
            self.killed_at_work += 1
        else:
            self.killed_idle += 1
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()

    def _holds_promises(self, backend):
        # A transaction gets its id when it locks or writes its first row.
        with self.registry.cursor() as cr:
            cr.execute(
                "SELECT backend_xid IS NOT NULL FROM pg_stat_activity WHERE pid = %s",
                [backend],
            )
            return cr.fetchone() == (True,)


def look(registry, applicant_ids):
    """Compare what was promised, what is in the outbox, and what the ledger says.

    :return: (lost, doubled, other differences)
    """

    def select(query):
        with registry.cursor() as cr:
            cr.execute(query, [applicant_ids])
            return cr.fetchall()

    mails = select(
        """SELECT message.res_id, message.subject, mail.id, message.id
             FROM mail_message message
        LEFT JOIN mail_mail mail ON mail.mail_message_id = message.id
            WHERE message.model = 'hr.applicant' AND message.res_id = ANY(%s)
              AND message.subject IS NOT NULL"""
    )
    activities = select(
        """SELECT res_id, id FROM mail_activity
            WHERE res_model = 'hr.applicant' AND res_id = ANY(%s)"""
    )
    ledger = select(
        """SELECT state, NULLIF(mail_mail_id_int, 0), message_id, activity_id
             FROM hr_applicant_communication WHERE applicant_id = ANY(%s)"""
    )
    promised = Counter(
        (applicant, what) for applicant in applicant_ids for what in (*SUBJECTS, None)
    )
    found = Counter((applicant, subject) for applicant, subject, *_ids in mails)
    found += Counter((applicant, None) for applicant, _id in activities)
    made = Counter(("queued", mail, message, None) for *_what, mail, message in mails)
    made += Counter(
        ("sent", None, None, activity) for _applicant, activity in activities
    )
    ledger = Counter(ledger)
    different = (made - ledger) + (ledger - made)
    return (promised - found).total(), (found - promised).total(), different.total()


def main():
    parser = process.parser(__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--sabotage", choices=SABOTAGES)
    options = parser.parse_args()
    print(f"seed = {options.seed}", flush=True)
    dice = random.Random(options.seed)
    registry = process.load(options)
    start = time.monotonic()
    with registry.cursor() as cr:
        applicant_ids = fill(Environment(cr, SUPERUSER_ID, {}))
    workers = Workers(registry, options.sabotage)
    while due := count_due(registry):
        workers.fill_up()
        if workers.killed_at_work < KILLS:
            workers.kill_one(dice)
        else:
            workers.running[0][0].join(timeout=1)
        if time.monotonic() - start > TIMEOUT:
            sys.exit(f"{due} promises are still due after {TIMEOUT} s")
    for worker, _backend in workers.running:
        worker.join()
    lost, doubled, different = look(registry, applicant_ids)
    killed = workers.killed_at_work
    print(f"lost = {lost}, doubled = {doubled}, killed = {killed}")
    print(
        f"{len(applicant_ids) * 3} promises, {different} differences between ledger and"
        f" outbox, another {workers.killed_idle} killed between two batches,"
        f" {time.monotonic() - start:.0f} s"
    )
    if killed < KILLS:
        print(f"too few: the work was done before {KILLS} kills hit")
    return bool(lost or doubled or different or killed < KILLS)


if __name__ == "__main__":
    sys.exit(main())
