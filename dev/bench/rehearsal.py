"""Rehearsing a year of a plan, on committed data: it has a transaction of its own."""

import time
from datetime import datetime

from odoo.api import Environment
from odoo.orm.utils import SUPERUSER_ID

from ..place import ADDON

# Seconds that an administrator waits for a year.
REHEARSED_IN = 5
STEPS = 40
# Days between two messages.
EVERY = 9


def measure(registry, report, expect):
    """:param expect: function of a condition and what it stands for"""
    with registry.cursor() as cr:
        plan = _make_plan(Environment(cr, SUPERUSER_ID, {}))
        number = plan.id
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        rehearsal = env["hr.recruitment.communication.rehearsal"].create(
            {"plan_id": number, "end": "nothing", "start": datetime(2026, 6, 12, 16, 0)}
        )
        rehearsal.action_rehearse()  # what is read once
        start = time.perf_counter()
        rehearsal.action_rehearse()
        seconds = time.perf_counter() - start
        letters = rehearsal.line_ids.filtered(lambda line: line.kind == "email")
        expect(len(letters) == STEPS, "every step of the plan is on the time line")
        cr.rollback()
    with registry.cursor() as cr:
        Environment(cr, SUPERUSER_ID, {})["hr.recruitment.communication.plan"].browse(
            number
        ).unlink()
    report.seconds("rehearsing a year of a plan", STEPS, seconds, most=REHEARSED_IN)


def _make_plan(env):
    template = env.ref(f"{ADDON}.mail_template_applied").id
    step = {
        "trigger": "applied",
        "action": "email",
        "mail_template_id": template,
        "delay_unit": "days",
    }
    steps = [
        (0, 0, {**step, "name": f"Step {number}", "delay": number * EVERY})
        for number in range(STEPS)
    ]
    return env["hr.recruitment.communication.plan"].create({"name": "Bench", "step_ids": steps})
