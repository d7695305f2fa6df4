"""Upgrading from the version before, on a database with rows in every state.

`python -m dev.proofs.upgrade [-c CONFIG] -d DATABASE`: a database in which that version is
installed. Its own code writes the rows, then the code of today upgrades them. Prints
each check; exits with 1 if one fails.
"""

import subprocess
import sys
from datetime import timedelta

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


# Rows that the update takes, by table.
TAKEN = {}

# In a process of its own, with the code of that version --------------------------------


def fill(options):
    """Write what a company that has used the version before has in its database."""
    with Registry(options.database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
        job = env["hr.job"].create({"name": "Engineer", "user_id": SUPERUSER_ID})
        fill_ledger(env, job, options.applications)
        fill_refusals(env, job)
        fill_waiting(env, job)
        fill_interviews(env, job)
        fill_near_misses(env, job)
        fill_configuration(env)


def fill_ledger(env, job, least):
    """One row of every step in every state, each of an application of its own.

    :param int least: number of applications, in turn with these rows
    """
    steps = env["hr.recruitment.communication.step"].search([])
    pairs = [(step, state) for step in steps for state in STATES]
    pairs *= -(-least // len(pairs))
    applicants = process.make_applicants(env, len(pairs), job_id=job.id)
    now = env.cr.now().replace(microsecond=0)
    env["hr.applicant.communication"]._schedule(
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


def make_people(env, job, count):
    """:return: applications of people who have no other one"""
    last = env["hr.applicant"].with_context(active_test=False).search([], order="id desc", limit=1)
    return process.make_applicants(env, count, first=last.id + 1, job_id=job.id)


def start(env, job, trigger, action="email", count=2):
    """Start a shipped step by hand, for now.

    :return: rows of the ledger, one for each of so many new applications
    """
    step = env["hr.recruitment.communication.step"].search(
        [("trigger", "=", trigger), ("action", "=", action)], limit=1
    )
    applicants = make_people(env, job, count)
    return applicants._start_step(step, env.cr.now().replace(microsecond=0)).sudo()


def fill_waiting(env, job):
    """What waits for something else than its time: for communication to be resumed, a
    better date in the text, a decision of HR, the mail server; and what has left, with
    a date that it promises or with a survey that is reminded of."""
    paused = start(env, job, "manual")
    paused.applicant_id.communication_paused = True
    stale = start(env, job, "manual")
    stale.write({"subject": "Soon", "body": "<p>You hear from us by Monday.</p>"})
    stale.promised_date = "2020-01-06"
    held = start(env, job, "manual")
    start(env, job, "manual")[0].applicant_id.email_from = "nobody"
    promised = start(env, job, "applied")
    asked = start(env, job, "applied", "survey")
    for applicant in held.applicant_id:
        env["hr.applicant.data.request"]._ask(applicant, "erase", env.user)
    while env["hr.applicant.communication"]._process_batch():
        env.flush_all()
    promised[0]._mark_sent("delivered")
    asked[0]._mark_sent("delivered")
    promised[1]._try_again()


def fill_interviews(env, job):
    """An interview that is booked, one that was moved, and one that was cancelled."""
    applicants = make_people(env, job, 3)
    start = env.cr.now().replace(microsecond=0) + timedelta(days=30)
    meetings = env["calendar.event"].create(
        [
            {
                "name": "Interview",
                "start": start,
                "stop": start + timedelta(hours=1),
                "applicant_id": applicant.id,
                "partner_ids": [(6, 0, applicant.partner_id.ids)],
            }
            for applicant in applicants
        ]
    )
    booked = applicants.communication_ids.filtered(lambda row: row.trigger == "interview_booked")
    booked.sudo()._mark_sent("delivered")
    meetings[1].write(
        {"start": start + timedelta(days=1), "stop": start + timedelta(days=1, hours=1)}
    )
    meetings[2].active = False


def fill_near_misses(env, job):
    """Asked, agreed, agreed and soon at an end, declined."""
    reason = env["hr.applicant.refuse.reason"].search(
        [("ended_by", "=", "company"), ("silent_allowed", "=", False)], limit=1
    )
    kept = make_people(env, job, 4)
    kept.write({"near_miss": True, "refuse_reason_id": reason.id, "active": False})
    kept.action_mark_told()
    kept.near_miss_consent = "asked"
    for applicant, agrees in zip(kept[1:], (True, True, False), strict=True):
        applicant._note_near_miss_consent(agrees)
    kept[2].near_miss_until = env.cr.now().date() + timedelta(days=20)
    env["hr.applicant"]._cron_near_misses()


def fill_configuration(env):
    """What an administrator has made, changed and deleted; and what a version that had
    no limits has left."""
    Plan = env["hr.recruitment.communication.plan"]
    Plan.create({"name": "Nothing in it", "sequence": 99})
    steps = [{"name": name, "trigger": "manual"} for name in ("Too far", "Foreign")]
    odd = Plan.create({"name": "Odd", "step_ids": [(0, 0, step) for step in steps]})
    odd.in_use = True
    template = env["mail.template"].search([("model", "=", "res.users")], limit=1)
    env.flush_all()
    env.cr.execute(
        """UPDATE hr_recruitment_communication_step SET
                  delay = CASE WHEN id = %(far)s THEN 20261126 ELSE delay END,
                  mail_template_id = CASE WHEN id = %(foreign)s THEN %(template)s END
            WHERE plan_id = %(odd)s""",
        {
            "far": odd.step_ids[0].id,
            "foreign": odd.step_ids[1].id,
            "template": template.id,
            "odd": odd.id,
        },
    )
    env.invalidate_all()
    env["hr.recruitment.benchmark"].search([], limit=1).unlink()


# With the code of today ----------------------------------------------------------------


def ledger(options):
    return select(
        options,
        """SELECT id, state, reason, scheduled_date, next_attempt
             FROM hr_applicant_communication ORDER BY id""",
    )


# What sets off steps that send nothing before a person asks for it.
PAPERS = ("papers_asked", "papers_mend", "papers_due")
ASKED = ("manual", "asked_to_wait", "question_answered", *PAPERS)


def configuration(options):
    return select(
        options,
        """SELECT plan.id, plan.in_use, plan.active, step.id, step.active, step.trigger,
                  step.action, step.delay
             FROM hr_recruitment_communication_plan AS plan
             LEFT JOIN hr_recruitment_communication_step AS step ON step.plan_id = plan.id
         ORDER BY plan.id, step.id""",
    )


def check_upgrade(check, options):
    before, said, was = ledger(options), heard(options), contents(options)
    plans = configuration(options)
    process.apart(upgrade, options)
    check("no message, mail, activity or SMS", heard(options), said)
    check("every row is as it was", ledger(options), before)
    now = configuration(options)
    check("and every plan", [row for row in now if row in plans], plans)
    # The fifth column is whether the step is active, the next one what sets it off.
    new = [row for row in now if row not in plans and row[4]]
    check("of whose steps no new one leaves by itself", [r for r in new if r[5] not in ASKED], [])
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
    fewer = [
        table
        for table, rows in was.items()
        if left.get(table, 0) < rows[0][0] - TAKEN.get(table, 0)
    ]
    check("no table has fewer rows", fewer, [])
    benchmarks = "hr_recruitment_benchmark"
    check("what was deleted stays so", left[benchmarks], was[benchmarks][0][0])


def check_configuration(check, options):
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


def check_columns(check, options):
    """What was a label or the end of a key is a column, and the one method that says
    when a row is looked at next finds what it found before."""
    reminders = """SELECT count(*) FILTER (WHERE is_reminder), count(*)
                     FROM hr_applicant_communication
                    WHERE occurrence_key LIKE '%%:reminder' OR is_reminder"""
    found = select(options, reminders)[0]
    check("reminders say that they are", found[0] == found[1] > 0)
    held = """SELECT held_for, count(*) > 0, bool_and(state = 'scheduled')
                FROM hr_applicant_communication
               WHERE held_for IS NOT NULL GROUP BY held_for ORDER BY held_for"""
    expected = [("held", True, True), ("stale_date", True, True)]
    check("what is on hold says for what", select(options, held), expected)
    wrong, causes = process.apart(find_wrong_waits, options)
    check("each row waits for what its columns say", wrong, [])
    check("of every kind", causes, ["awaits_call", "held", "paused", "stale_date"])


def check_triggers(check, options):
    """Those of the version before took time that grew with the square of the rows."""
    found = select(
        options,
        """SELECT count(*) > 0, bool_and(prosrc LIKE '%%LATERAL%%')
             FROM pg_proc WHERE proname LIKE 'hr\\_experience\\_note\\_%%'""",
    )
    check("the triggers are those of today", found, [(True, True)])


def find_wrong_waits(options):
    """:return: rows whose columns say something else than what they wait for, and the
    reasons of those that do not wait for their time"""
    with Registry(options.database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        rows = env["hr.applicant.communication"].search([("state", "=", "scheduled")])
        wrong, causes = [], set()
        for row in rows:
            moment, reason = row._find_next_attempt(row.reason)
            if bool(moment) != bool(row.next_attempt) or reason != row.reason:
                wrong.append((row.id, row.reason, row.next_attempt, moment, reason))
            if not moment:
                causes.add(reason)
        return wrong, sorted(causes)


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
    parser.add_argument("--applications", type=int, default=1, metavar="NUMBER")
    parser.add_argument("--fill", action="store_true", help="with the code of before")
    options = parser.parse_args()
    if options.fill:
        # Before Odoo looks for addons: afterwards today's code would be used.
        process.configure(options, f"--addons-path={before.addons_path()}")
        return fill(options)
    process.configure(options)
    check = Checks()
    command = [sys.executable, "-m", "dev.proofs.upgrade", "--fill", "-d", options.database]
    command += ["--applications", str(options.applications)]
    subprocess.run(command, check=True)
    check_upgrade(check, options)
    check_refusals(check, options)
    check_columns(check, options)
    check_triggers(check, options)
    check_configuration(check, options)
    check_again(check, options)
    crons = process.apart(run_crons, options)
    check(f"its crons run ({crons})", crons > 0)
    print(f"{check.failed} failed")
    return bool(check.failed)


if __name__ == "__main__":
    sys.exit(main())
