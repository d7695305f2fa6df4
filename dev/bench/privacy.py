"""The benchmark of privacy: erasing applications with everything that hangs on them, and
the dry run of a retention policy over all that there are.

Core has neither, so both have a budget in seconds.
"""

from functools import partial

from odoo.tools import SQL

from . import measure

MESSAGES = 20  # for each application
BATCH = 200  # applications
# Of as many applications queries are counted: with their messages they stay below the
# thousand records at which Odoo begins a second statement.
COUNTED = (10, 40)
ERASED_IN, LISTED_IN = 60, 5  # seconds


class PrivacyBench:
    def __init__(self, env, bench):
        self.env, self.run = env, bench.run
        self.report, self.expect = bench.report, bench.expect
        self.sizes = bench.sizes.erased
        self.applicants = bench.applicants[: max(self.sizes)]

    def erasing(self):
        self._write_messages()
        # The first run of a process looks up what the others know.
        self.run(partial(self._erase, self.applicants[:1], 1))
        counts, sizes = [], list(map(min, self.sizes, COUNTED))
        for size in sizes:
            applicants = self.applicants[:size]
            with measure.whole_statements():
                work = partial(self._erase, applicants, size)
                counts.append(self.run(work, partial(self._check_erased, applicants)).queries)
        self.report.same("queries of erasing a batch", sizes, counts)
        size = max(self.sizes)
        found = self.run(partial(self._erase, self.applicants[:size], BATCH))
        self.report.seconds("erasing applications", size, found.seconds, most=ERASED_IN)

    def dry_run(self):
        """Of the applications of the benchmark of screens, as if they were old."""
        self.env.execute_query(
            SQL(
                "UPDATE hr_applicant SET refuse_date = refuse_date - interval '9 years'"
                " WHERE partner_name LIKE 'Candidate %%' AND refuse_date IS NOT NULL"
            )
        )
        self.env.invalidate_all()
        policy = self.env["hr.recruitment.retention.policy"].create(
            {"name": "Bench", "outcome": "refused", "period": 1, "unit": "weeks", "sequence": -1}
        )
        found = self.run(policy.action_dry_run, self._count_listed)
        self.expect(found.outcome, "applications that are due")
        size = self.env["hr.applicant"].with_context(active_test=False).search_count([])
        detail = f"{found.outcome:,} are due"
        self.report.seconds("dry run of a policy", size, found.seconds, detail, most=LISTED_IN)

    def _write_messages(self):
        """By SQL: so many of core's would take longer than all the rest."""
        self.env.execute_query(
            SQL(
                """
                INSERT INTO mail_message
                       (model, res_id, message_type, body, date, create_date, author_id)
                SELECT 'hr.applicant', applicant, 'comment', '<p>Word ' || number || '</p>',
                       NOW() AT TIME ZONE 'UTC', NOW() AT TIME ZONE 'UTC', %s
                  FROM UNNEST(%s) AS applicant, GENERATE_SERIES(1, %s) AS number
                """,
                self.env.user.partner_id.id,
                self.applicants.ids,
                MESSAGES,
            )
        )
        self.env.invalidate_all()

    def _erase(self, applicants, limit):
        """What the cron does, without its commits."""
        erasure = self.env["hr.recruitment.erasure"]._prepare_for(applicants)
        erasure.state = "approved"
        while erasure._find_due_lines(1):
            erasure._carry_out_batch(limit)

    def _check_erased(self, applicants):
        self.expect(all(applicants.mapped("erased_date")), "all erased")
        left = self.env["mail.message"].search_count(
            [("model", "=", "hr.applicant"), ("res_id", "in", applicants.ids)]
        )
        self.expect(not left, "no message left")

    def _count_listed(self):
        lines = self.env["hr.recruitment.erasure.line"]
        return lines.search_count([("erasure_id.policy_id.name", "=", "Bench")])
