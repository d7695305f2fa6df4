"""The booking part of the benchmark: when a whole panel is free, with full calendars."""

from datetime import timedelta

from odoo import fields

from .. import process
from ..place import ADDON
from . import measure

PANEL = 5
DAYS = 30
# Seconds, at most, that a candidate waits for the times.
FOUND = 0.3


class BookingBench:
    """Five colleagues, each with so many meetings in the next thirty days."""

    def __init__(self, env, bench):
        self.env, self.run, self.report = env, bench.run, bench.report
        self.sizes = bench.sizes.meetings
        self.job = bench.job
        self.applicant = bench.applicants[:1]
        self.users = _make_users(env, "interviewer")
        self.known = 0

    def times(self):
        env = self.env
        _make_rule(env, self.job)
        offer = env["hr.interview.booking"]._offer(self.applicant, self.users, [])
        counts = []
        for size in self.sizes:
            self._fill(size)
            runs = [
                self.run(offer._find_times, lambda: len(offer._find_times()))
                for _number in range(measure.RUNS + 1)
            ][1:]
            measure.expect(runs[0].outcome, "some times are left")
            counts.append(runs[-1].queries)
            self.report.ratio(
                f"times of {PANEL} people in {DAYS} days / 300 ms",
                size,
                runs,
                [measure.Run(FOUND)] * len(runs),
                size == max(self.sizes) and 1,
            )
        self.report.same("queries for the times", self.sizes, counts)

    def _fill(self, size):
        _fill(self.env, self.users, self.known, size)
        self.known = size


def _make_users(env, name):
    return env["res.users"].create(
        [
            {
                "name": f"{name.title()} {number}",
                "login": f"{name}{number}",
                "tz": "Europe/Stockholm",
                "group_ids": [(6, 0, env.ref("base.group_user").ids)],
            }
            for number in range(PANEL)
        ]
    )


def _make_rule(env, job):
    env["hr.interview.booking.rule"].create(
        {"name": "Bench", "job_ids": job.ids, "horizon_days": DAYS, "most_per_day": 20}
    )


def _fill(env, users, first, last):
    """Short meetings, no two at a time, between seven and noon, UTC: the afternoons are
    free. Past the ORM: nobody waits for that."""
    partners = users.partner_id.ids
    env.flush_all()
    day = fields.Datetime.now().replace(hour=7, minute=0, second=0, microsecond=0)
    for partner in partners:
        env.cr.execute(
            """
            WITH made AS (
                INSERT INTO calendar_event
                       (name, start, stop, allday, active, show_as, duration)
                SELECT 'x', moment, moment + interval '90 seconds', false, true, 'busy', 0.08
                  FROM generate_series(%(first)s, %(last)s - 1) AS number,
                       LATERAL (
                           SELECT %(day)s + number %% %(days)s * interval '1 day'
                                  + number / %(days)s * interval '100 seconds' AS moment
                       ) AS spread
                RETURNING id
            ), guests AS (
                INSERT INTO calendar_event_res_partner_rel (calendar_event_id, res_partner_id)
                SELECT id, %(partner)s FROM made
                RETURNING calendar_event_id
            )
            INSERT INTO calendar_attendee (event_id, partner_id, state)
            SELECT calendar_event_id, %(partner)s, 'accepted' FROM guests
            """,
            {
                "first": first,
                "last": last,
                "day": day + timedelta(days=1),
                "days": DAYS,
                "partner": partner,
            },
        )
    env.cr.execute("ANALYZE calendar_event, calendar_attendee")
    env.cr.execute("ANALYZE calendar_event_res_partner_rel")
    env.invalidate_all()


def offer_times(env, job, size):
    """:param int size: how many meetings each of the five has
    :return: ``hr.applicant`` who chooses among times"""
    env.ref("base.group_user")._apply_group(env.ref(f"{ADDON}.group_booking"))
    users = _make_users(env, "host")
    _make_rule(env, job)
    _fill(env, users, 0, size)
    applicant = process.make_applicants(env, 1, job_id=job.id)
    applicant._ensure_page_tokens()
    tell(env, env["hr.interview.booking"]._offer(applicant, users, []))
    return applicant


def tell(env, offers):
    """As if their message had arrived."""
    step = env.ref(f"{ADDON}.communication_step_manual_booking")
    by_applicant = {offer.applicant_id: offer for offer in offers}
    rows = offers.applicant_id._start_step(step).sudo()
    for row in rows:
        row.booking_id = by_applicant[row.applicant_id]
    rows.write({"state": "sent", "next_attempt": False})
