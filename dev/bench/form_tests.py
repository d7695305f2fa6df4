"""The self-test of application forms, on committed data with cursors of their own, while
real applications for the same job positions come in."""

import threading
import time

from odoo.api import Environment
from odoo.orm.utils import SUPERUSER_ID
from odoo.tools import SQL

from .. import process
from ..place import ADDON

# Seconds: of all job positions, and of the application that waited longest.
TESTED_IN, WAITED = 120, 2
# What a test must leave as it was, but for the real applications.
LEFT = ("mail_mail", "sms_sms", "ir_attachment", "bus_bus", "website_visitor")


def measure(registry, count, report, expect):
    """:param int count: job positions
    :param expect: function of a condition and what it stands for"""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        env.ref("base.group_user").implied_ids += env.ref(f"{ADDON}.group_advert")
        jobs = env["hr.job"].create([{"name": f"Tested {number}"} for number in range(count)])
        jobs.website_published = True
        tests = env["hr.job.form.test"]._queue(jobs).ids
        numbers = jobs.ids
    before = _count(registry, numbers)
    waited = []
    applying = threading.Thread(target=_apply, args=(registry, numbers, waited))
    start = time.perf_counter()
    applying.start()
    known = {}
    for test in tests:
        with registry.cursor() as cr:
            Environment(cr, SUPERUSER_ID, {})["hr.job.form.test"].browse(test)._run(known)
    seconds = time.perf_counter() - start
    applying.join()
    after = _count(registry, numbers)
    expect(after.pop("applications") == count, "only real applications are there")
    before.pop("applications")
    expect(after == before, "a test of forms leaves nothing behind")
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        states = env["hr.job.form.test"].browse(tests).mapped("state")
        expect(set(states) == {"done"}, "all forms are tested")
        jobs = env["hr.job"].browse(numbers)
        env["hr.applicant"].search([("job_id", "in", numbers)]).unlink()
        jobs.form_todo_id.unlink()
        jobs.unlink()
    report.seconds("self-test of application forms", count, seconds, most=TESTED_IN)
    report.seconds("a real application meanwhile", count, max(waited), most=WAITED)


def _apply(registry, jobs, waited):
    """Somebody applies for each of them, each in a transaction."""
    for number, job in enumerate(jobs):
        start = time.perf_counter()
        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            process.make_applicants(env, 1, first=900_000 + number, job_id=job)
        waited.append(time.perf_counter() - start)


def _count(registry, jobs):
    with registry.cursor() as cr:
        found = {}
        for table in LEFT:
            cr.execute(SQL("SELECT COUNT(*) FROM %s", SQL.identifier(table)))
            found[table] = cr.fetchone()[0]
        cr.execute("SELECT COUNT(*) FROM hr_applicant WHERE job_id = ANY(%s)", [list(jobs)])
        found["applications"] = cr.fetchone()[0]
        return found
