"""The benchmark of several workers: one and two processes, on the same promises."""

import time

from odoo.api import Environment
from odoo.orm.utils import SUPERUSER_ID

from .. import process
from . import measure
from .measure import expect

BATCH = 100  # so small that two workers can share them evenly


def compare_workers(registry, applicant_ids, step_id, report):
    """One and two processes, with cursors of their own, on committed promises."""

    def work(count):
        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            step = env["hr.recruitment.communication.step"].browse(step_id)
            env["hr.applicant"].browse(applicant_ids)._start_step(step)
        seconds = _drain(registry, count)
        with registry.cursor() as cr:
            _check_and_clear(cr, applicant_ids, f"{count} workers: each mail once")
        return measure.Run(seconds)

    one, two = measure.compare(lambda: work(1), lambda: work(2))
    size = len(applicant_ids)
    report.ratio(
        "one worker / two workers, per mail",
        size,
        one,
        two,
        1.7,
        at_least=True,
        each=size,
    )


def _check_and_clear(cr, applicant_ids, label):
    cr.execute(
        "SELECT applicant_id, state, mail_mail_id_int, message_id"
        "  FROM hr_applicant_communication WHERE applicant_id = ANY(%s)",
        [applicant_ids],
    )
    applicants, states, mails, messages = zip(*cr.fetchall(), strict=True)
    cr.execute("SELECT id FROM mail_mail")
    expect(set(states) == {"queued"}, label)
    expect(sorted(applicants) == sorted(applicant_ids), label)
    expect(sorted(mails) == sorted(row[0] for row in cr.fetchall()), label)
    cr.execute("DELETE FROM mail_message WHERE id = ANY(%s)", [list(messages)])
    cr.execute("DELETE FROM hr_applicant_communication")


def _drain(registry, count):
    """:return: seconds from the start of all workers to the end of the last"""
    barrier = process.CONTEXT.Barrier(count + 1)

    def work():
        with registry.cursor() as cr:
            ledger = Environment(cr, SUPERUSER_ID, {})["hr.applicant.communication"]
            ledger._count_due()
            barrier.wait()
            ledger._cron_process(BATCH)

    workers = [process.fork(work) for _number in range(count)]
    barrier.wait()
    start = time.perf_counter()
    for worker in workers:
        worker.join()
    seconds = time.perf_counter() - start
    expect(not any(worker.exitcode for worker in workers), "workers end well")
    return seconds
