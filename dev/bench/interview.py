"""The interview part of the benchmark: booking and moving many meetings, against the
same in Odoo, which mails the attendees meanwhile; ours are promised.
"""

from contextlib import closing, nullcontext
from datetime import timedelta
from functools import partial

from odoo import fields

from . import measure


class InterviewBench:
    """Candidates whose plan speaks when an interview is booked, moved, near and over."""

    def __init__(self, env, bench):
        self.env, self.run, self.report = env, bench.run, bench.report
        self.core, self.expect = bench.core, bench.expect
        self.sizes = bench.sizes.met
        self.user = env.ref("base.user_admin")
        self.applicants = bench.applicants
        self.start = fields.Datetime.now().replace(microsecond=0) + timedelta(days=9)
        plan = bench.email.plan_id
        env["hr.recruitment.communication.step"].create(
            [
                {
                    "plan_id": plan.id,
                    "name": trigger,
                    "trigger": trigger,
                    "delay": 1,
                    "mail_template_id": bench.template.id,
                }
                for trigger in (
                    "interview_booked",
                    "interview_moved",
                    "interview_before",
                    "interview_after",
                )
            ]
        )

    def meetings(self):
        """As people have it, where Odoo mails every attendee, and with Odoo's mails
        switched off in both arms, which shows what planning adds and is judged."""
        for quiet in (False, True):
            self.quiet = {"no_mail_to_attendees": True} if quiet else {}
            for label, make in (
                ("booking", lambda applicants: partial(self._book, applicants)),
                ("moving", self._prepare_move),
            ):
                added = [self._compare(label, make, size) for size in self.sizes]
                if quiet:
                    self.report.same(f"queries that {label} adds", self.sizes, added)

    def _compare(self, label, make, size):
        applicants = self.applicants[:size]
        ours, core = measure.compare(
            lambda: self._measure(partial(make, applicants)),
            lambda: self._measure(partial(make, applicants), self.core),
        )
        self.expect(ours[0].outcome[0] == core[0].outcome[0], "the same meetings")
        self.expect(ours[0].outcome[1] >= 3 * size, "promises for everyone")
        judged = size == max(self.sizes) and self.quiet
        name = f"{label} without Odoo's mails" if self.quiet else f"{label} interviews"
        self.report.ratio(f"{name} / core's", size, ours, core, judged and 1.15)
        return ours[-1].queries - core[0].queries

    def _measure(self, make, around=None):
        ledger = self.env["hr.applicant.communication"]
        options = {"around": around} if around else {}
        # Odoo cuts an INSERT into 100 rows, which is no query for each record.
        whole = measure.whole_statements() if self.quiet else nullcontext()
        with closing(self.env.cr.savepoint()), whole:
            work = make()

            def outcome():
                meetings = self.env["calendar.event"].search(
                    [("applicant_id", "in", self.applicants.ids)]
                )
                promises = ledger.search_count([("meeting_id", "in", meetings.ids)])
                return sorted(meetings.mapped("start")), promises

            return self.run(work, outcome, **options)

    def _book(self, applicants):
        organizer = self.user.partner_id
        return (
            self.env["calendar.event"]
            .with_user(self.user)
            .with_context(**self.quiet)
            .create(
                [
                    {
                        "name": "Interview",
                        "start": self.start,
                        "stop": self.start + timedelta(hours=1),
                        "applicant_id": applicant.id,
                        "partner_ids": [(6, 0, (applicant.partner_id | organizer).ids)],
                    }
                    for applicant in applicants
                ]
            )
        )

    def _prepare_move(self, applicants):
        meetings = self._book(applicants)
        self.env.flush_all()
        self.env.cr.precommit.run()

        def move():
            meetings.write(
                {
                    "start": self.start + timedelta(days=1),
                    "stop": self.start + timedelta(days=1, hours=1),
                }
            )

        return move
