"""The booking part of the benchmark: when a whole panel is free, with full calendars."""

from datetime import timedelta

from odoo import fields

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
        self.users = env["res.users"].create(
            [
                {
                    "name": f"Interviewer {number}",
                    "login": f"interviewer{number}",
                    "tz": "Europe/Stockholm",
                    "group_ids": [(6, 0, env.ref("base.group_user").ids)],
                }
                for number in range(PANEL)
            ]
        )
        self.known = 0

    def times(self):
        env = self.env
        env["hr.interview.booking.rule"].create(
            {"name": "Bench", "job_ids": self.job.ids, "horizon_days": DAYS, "most_per_day": 20}
        )
        offer = env["hr.interview.booking"]._offer(self.applicant, self.users, [])
        counts = []
        for size in self.sizes:
            self._fill(size)
            runs = [
                self.run(offer._find_times, lambda: len(offer._find_times()))
                for _number in range(measure.RUNS + 1)
            ][1:]
            measure.expect(runs[0].outcome, "some times are left")
            counts.append(runs[0].queries)
            self.report.ratio(
                f"times of {PANEL} people in {DAYS} days / 300 ms",
                size,
                runs,
                [measure.Run(FOUND)] * len(runs),
                size == max(self.sizes) and 1,
            )
        self.report.same("queries for the times", self.sizes, counts)

    def _fill(self, size):
        """Short meetings, no two at a time, between seven and noon, UTC: the afternoons are
        free. Past the ORM: nobody waits for that."""
        partners = self.users.partner_id.ids
        self.env.flush_all()
        day = fields.Datetime.now().replace(hour=7, minute=0, second=0, microsecond=0)
        for partner in partners:
            self.env.cr.execute(
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
                    "first": self.known,
                    "last": size,
                    "day": day + timedelta(days=1),
                    "days": DAYS,
                    "partner": partner,
                },
            )
        self.known = size
        self.env.cr.execute("ANALYZE calendar_event, calendar_attendee")
        self.env.cr.execute("ANALYZE calendar_event_res_partner_rel")
        self.env.invalidate_all()
