"""Upgrading from the version before, on a database with rows in every state.

`python -m dev.proofs.upgrade [-c CONFIG] -d DATABASE`: a database in which that version is
installed. Its own code writes the rows, then the code of today upgrades them. Prints
each check; exits with 1 if one fails.
"""

import subprocess
import sys

from odoo.api import Environment
from odoo.modules.registry import Registry
from odoo.orm.utils import SUPERUSER_ID

from .. import place, process
from ..place import ADDON
from . import before
from .lifecycle import Checks, heard, run_crons, upgrade
from .snapshot import contents, schema, select

STATES = {
    "scheduled": "due",
    "queued": "outbox",
    "sent": "delivered",
    "skipped": "by_recruiter",
    "cancelled": "stage_left",
    "expired": "too_late",
    "failed": "broken",
}


# In a process of its own, with the code of that version --------------------------------


def fill(options):
    """Write what a company that has used the version before has in its database."""
    with Registry(options.database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
        job = env["hr.job"].create({"name": "Engineer", "user_id": SUPERUSER_ID})
        fill_ledger(env, job)
        fill_refusals(env, job)
        fill_configuration(env)


def fill_ledger(env, job):
    """One row of every step in every state, each of an application of its own."""
    steps = env["hr.recruitment.communication.step"].search([])
    pairs = [(step, state) for step in steps for state in STATES]
    applicants = process.make_applicants(env, len(pairs), job_id=job.id)
    now = env.cr.now().replace(microsecond=0)
    # That version's own name.
    env["hr.applicant.communication"]._promise(
        [
            {
                "applicant_id": applicant.id,
                "step_id": step.id,
                "plan_id": step.plan_id.id,
                "job_id": job.id,
                "company_id": applicant.company_id.id,
                "occurrence_key": "before",
                "action": step.action,
                "reason": "due",
                "scheduled_date": now,
                "next_attempt": now,
            }
            for applicant, (step, _state) in zip(applicants, pairs, strict=True)
        ]
    )
    states = [state for _step, state in pairs]
    env.cr.execute(
        """UPDATE hr_applicant_communication AS row
              SET state = known.state, reason = known.reason, next_attempt = CASE
                  WHEN known.state = 'scheduled' THEN now() + interval '9 days' END
             FROM unnest(%s, %s, %s) AS known(applicant_id, state, reason)
            WHERE row.applicant_id = known.applicant_id""",
        (applicants.ids, states, [STATES[state] for state in states]),
    )
    env.invalidate_all()


def fill_refusals(env, job):
    """Refused by every channel, half of them paused; one taken back, one told."""
    reason = env["hr.applicant.refuse.reason"].search(
        [("ended_by", "=", "company"), ("silent_allowed", "=", False)], limit=1
    )
    refused = process.make_applicants(env, 8, job_id=job.id)
    for number, applicant in enumerate(refused):
        channel = ("mail", "call_mail", "call")[number % 3]
        applicant.write({"refusal_channel": channel, "near_miss": number % 2})
        applicant.write({"refuse_reason_id": reason.id, "active": False})
    refused[:3].communication_paused = True
    refused[6].action_take_back_refusal()
    refused[7].action_mark_told()
    promised = process.make_applicants(env, 1, job_id=job.id)
    promised.write({"reply_due_date": "2099-01-07", "reply_promise_state": "open"})


def fill_configuration(env):
    """What an administrator has made, changed and deleted."""
    Plan = env["hr.recruitment.communication.plan"]
    Plan.create({"name": "Nothing in it", "sequence": 99})
    template = env["mail.template"].search([("model", "=", "res.users")], limit=1)
    steps = [
        {"name": "Too far", "trigger": "manual", "delay": 20261126},
        {"name": "Foreign", "trigger": "manual", "mail_template_id": template.id},
    ]
    Plan.create({"name": "Odd", "step_ids": [(0, 0, step) for step in steps]})
    env["hr.recruitment.benchmark"].search([], limit=1).unlink()
    typo = 20261126
    env.company.write({"unanswered_days": typo, "near_miss_months": typo})
    env["hr.recruitment.stage"].search([], limit=1).expected_days = typo


# With the code of today ----------------------------------------------------------------


def ledger(options):
    return select(
        options,
        """SELECT id, state, reason, scheduled_date, next_attempt
             FROM hr_applicant_communication ORDER BY id""",
    )


def check_upgrade(check, options):
    before, said, was = ledger(options), heard(options), contents(options)
    process.apart(upgrade, options)
    check("no message, mail, activity or SMS", heard(options), said)
    check("every row is as it was", ledger(options), before)
    check(
        "the version is that of the manifest",
        select(
            options,
            "SELECT latest_version FROM ir_module_module WHERE name = %s",
            ADDON,
        ),
        [(place.manifest()["version"],)],
    )
    left = {table: rows[0][0] for table, rows in contents(options).items()}
    fewer = [table for table, rows in was.items() if left.get(table, 0) < rows[0][0]]
    check("no table has fewer rows", fewer, [])
    benchmarks = "hr_recruitment_benchmark"
    check("what was deleted stays so", left[benchmarks], was[benchmarks][0][0])


def check_configuration(check, options):
    plans = "SELECT bool_and(in_use) FROM hr_recruitment_communication_plan"
    check("plans stay in use", select(options, plans), [(True,)])
    numbers = """SELECT max(unanswered_days), max(near_miss_months),
                        (SELECT max(expected_days) FROM hr_recruitment_stage)
                   FROM res_company"""
    check("typing errors are mended", select(options, numbers), [(365, 120, 521)])
    check("an absurd delay stops nobody", process.apart(apply, options), True)


def check_refusals(check, options):
    unbound = """SELECT count(*) FROM hr_applicant_communication
                  WHERE state = 'scheduled' AND reason = 'awaits_call'
                    AND waits_for_id IS NULL"""
    bound = unbound.replace("IS NULL", "IS NOT NULL")
    check("what waits for a call says for which", select(options, unbound), [(0,)])
    check("and something does", select(options, bound) > [(0,)])
    undated = """SELECT count(*) FROM hr_applicant
                  WHERE answer_state = 'pending' AND decision_date IS NULL"""
    check("each pending decision has its date", select(options, undated), [(0,)])


def apply(options):
    """Send in an application to the plan with the step that waits for ever.

    :return: whether it is planned
    """
    with Registry(options.database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        steps = env["hr.recruitment.communication.step"]
        step = steps.search([("name", "=", "Too far")])
        step.trigger = "applied"
        step.plan_id.sequence = -1
        applicant = process.make_applicants(env, 1)
        applicant._plan(("applied",), {}, env.cr.now())
        env.flush_all()
        planned = step in applicant.communication_ids.step_id
        cr.rollback()
        return planned


def check_again(check, options):
    data, tables = contents(options), schema(options)
    process.apart(upgrade, options)
    check.same("upgraded once more: the same data", data, contents(options))
    check.same("and the same tables", tables, schema(options))


def main():
    parser = process.parser(__doc__)
    parser.add_argument("--fill", action="store_true", help="with the code of before")
    options = parser.parse_args()
    if options.fill:
        # Before Odoo looks for addons: afterwards today's code would be used.
        process.configure(options, f"--addons-path={before.addons_path()}")
        return fill(options)
    process.configure(options)
    check = Checks()
    command = [sys.executable, "-m", "dev.proofs.upgrade", "--fill", "-d", options.database]
    subprocess.run(command, check=True)
    check_upgrade(check, options)
    check_refusals(check, options)
    check_configuration(check, options)
    check_again(check, options)
    crons = process.apart(run_crons, options)
    check(f"its crons run ({crons})", crons > 0)
    print(f"{check.failed} failed")
    return bool(check.failed)


if __name__ == "__main__":
    sys.exit(main())
