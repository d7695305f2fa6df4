"""The crash test: workers are killed at random moments, no candidate notices.

`python -m dev.proofs.crash -d DATABASE [-c CONFIG] [--seed N]` on a copy of a database in which
the addon is installed. Two processes do what the cron does, on committed promises.
Again and again one of them is stopped somewhere, looked at and killed (SIGKILL), and
another takes its place; the kill counts if it held claimed promises. Afterwards every
promise has exactly one mail or activity, and every mail and activity has a promise.

Then the other way round: the rendering of two messages kills whatever process does it.
All others are delivered; those two fail, and an administrator hears.

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
from odoo.fields import Command
from odoo.orm.utils import SUPERUSER_ID

from .. import process
from ..place import ADDON

APPLICANTS = 800
BATCH = 8  # small, so that there is work left for all the kills
KILLS = 50
WORKERS = 2
TIMEOUT = 900
SUBJECTS = ("First", "Second")
POISONED = 60
# A process that is killed this often is not stopped by what it works on.
MOST_DEATHS = 20


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
            "in_use": True,
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
    def hand_over(rows, batch):
        getattr(rows, f"_send_{rows[0].action}")(batch)

    def create(records, vals_list):
        created = original(records, vals_list)
        records.env.cr.commit()
        return created

    notification = registry["mail.notification"]
    original = notification.create
    notification.create = create
    registry["hr.applicant.communication"]._hand_over = hand_over


def commit_ledger_first(registry):
    def hand_over(rows, batch):
        rows.write({"state": "queued", "next_attempt": False})
        rows.env.cr.commit()
        getattr(rows, f"_send_{rows[0].action}")(batch)

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


def poison(env):
    """Applications like the others, two of which nobody survives.

    :return: (ids of the applications, ids of the two)
    """
    job = env["hr.job"].create({"name": "Poison"})
    template = env.ref(f"{ADDON}.mail_template_stage_interview")
    reason = env["hr.applicant.refuse.reason"].create({"name": "Poison"})
    steps = [
        {"trigger": "manual", "send_window": "any"},
        {"trigger": "refused", "send_window": "office_hours"},
    ]
    plan = env["hr.recruitment.communication.plan"].create(
        {
            "name": "Poison",
            "job_ids": job.ids,
            "in_use": True,
            "step_ids": [
                Command.create(
                    {
                        **step,
                        "name": step["trigger"],
                        "action": "email",
                        "mail_template_id": template.copy().id,
                    }
                )
                for step in steps
            ],
        }
    )
    applicants = process.make_applicants(
        env, POISONED, job_id=job.id, user_id=env.ref("base.user_admin").id
    )
    told, refused = applicants[: POISONED // 2], applicants[POISONED // 2 :]
    told._start_step(plan.step_ids[0])
    # Its words are fixed long before it leaves.
    refused.write({"refuse_reason_id": reason.id, "active": False})
    bad = told[7] + refused[7]
    for applicant in bad:
        applicant.partner_name = "Poison"
    return applicants.ids, bad.ids


def work_on_poison(registry):
    """A cron worker; whoever renders for one of the two is killed, as by a limit."""
    renderer = registry["mail.render.mixin"]
    original = renderer._render_template_qweb

    def render(self, source, model, ids, *args, **kwargs):
        if "Poison" in self.env[model].browse(ids).mapped("partner_name"):
            os.kill(os.getpid(), signal.SIGKILL)
        return original(self, source, model, ids, *args, **kwargs)

    renderer._render_template_qweb = render
    with registry.cursor() as cr:
        Environment(cr, SUPERUSER_ID, {})["hr.applicant.communication"]._cron_process()


def survive(registry):
    """Run the cron until it comes to an end by itself.

    :return: how many workers were killed, or None if that does not end
    """
    for deaths in range(MOST_DEATHS):
        # Another one comes along while the first is at work.
        workers = [process.fork(work_on_poison, registry) for _number in range(WORKERS)]
        for worker in workers:
            worker.join()
        if not any(worker.exitcode for worker in workers):
            return deaths
    return None


def look_at_poison(registry, applicant_ids, bad_ids):
    """:return: list of what is not as it should be"""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {"active_test": False})
        rows = env["hr.applicant.communication"].search([("applicant_id", "in", applicant_ids)])
        bad = rows.filtered(lambda row: row.applicant_id.id in bad_ids)
        good = rows - bad
        told = good.filtered(lambda row: row.step_id.trigger == "manual")
        refused = good - told
        activities = env["mail.activity"].search(
            [("res_model", "=", "hr.applicant"), ("res_id", "in", bad_ids)]
        )
        administrators = activities.filtered(lambda a: "stops the server" in a.summary)
        expected = {
            "rows": (len(rows), POISONED),
            "those that kill fail": (set(bad.mapped("reason")), {"stops_server"}),
            "the others are in the outbox": (set(told.mapped("state")), {"queued"}),
            "their words are fixed": (all(refused.mapped("body")), True),
            "no claim is left": (any(good.mapped("claimed_by")), False),
            "an administrator hears": (len(administrators), len(bad_ids)),
        }
    return [f"{what}: {found}" for what, (found, right) in expected.items() if found != right]


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
    made += Counter(("sent", None, None, activity) for _applicant, activity in activities)
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
    wrong = killers(registry) if not options.sabotage else []
    return bool(lost or doubled or different or killed < KILLS or wrong)


def killers(registry):
    """:return: list of what went wrong with messages that kill their worker"""
    with registry.cursor() as cr:
        applicant_ids, bad_ids = poison(Environment(cr, SUPERUSER_ID, {}))
    deaths = survive(registry)
    wrong = look_at_poison(registry, applicant_ids, bad_ids)
    if deaths is None:
        wrong.append("they kill for ever")
    print(f"{deaths} rounds in which a message killed its worker, {len(wrong)} wrong")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
