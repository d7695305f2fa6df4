"""The benchmark of decisions: refusing many at once, against Odoo's own wizard.

What the user waits for. Both record the reason and archive; Odoo renders and queues
the mails meanwhile, ours are promised.
"""

from . import measure


class DecisionBench:
    def __init__(self, env, bench):
        self.env, self.run, self.report = env, bench.run, bench.report
        self.core, self.expect = bench.core, bench.expect
        self.sizes = bench.sizes.refused
        self.applicants = bench.applicants
        self.reason = env.ref("hr_recruitment.refuse_reason_1")
        self.ledger = env["hr.applicant.communication"]
        self.user = env.ref("base.user_admin")
        self.user.email = "anna.lind@company.example"  # Odoo's wizard asks for one

    def refusals(self):
        counts, cut = [], []
        for size in self.sizes:
            applicants = self.applicants[:size]
            ours, core = measure.compare(
                lambda applicants=applicants: self._refuse(applicants),
                lambda applicants=applicants: self._refuse(applicants, in_core=True),
            )
            self.expect(ours[0].outcome == (size, size), "all recorded, all promised")
            self.expect(core[0].outcome == (size, size), "all recorded, all mailed")
            self.report.ratio(
                "core's refusal wizard / refusing", size, core, ours, 3, at_least=True
            )
            cut.append(ours[-1].queries)
            with measure.whole_statements():
                counts.append(self._refuse(applicants).queries)
        detail = f"{' / '.join(map(str, cut))} where Odoo cuts writes into 100 rows"
        self.report.same("queries of refusing", self.sizes, counts, detail)

    def _refuse(self, applicants, in_core=False):
        """Open the dialog and press the button."""

        def refuse():
            context = applicants.archive_applicant()["context"]
            wizard = (
                self.env["applicant.get.refuse.reason"]
                .with_user(self.user)
                .with_context(context)
                .create({"refuse_reason_id": self.reason.id})
            )
            if in_core:
                wizard.send_mail = True
            wizard.action_refuse_reason_apply()
            wizard.sudo().unlink()

        def outcome():
            recorded = applicants.filtered(
                lambda a: a.refuse_reason_id == self.reason and not a.active
            )
            if in_core:
                told = self.env["mail.mail"].search_count([("state", "=", "outgoing")])
            else:
                told = self.ledger.search_count(
                    [
                        ("applicant_id", "in", applicants.ids),
                        ("step_id.trigger", "=", "refused"),
                        ("state", "=", "scheduled"),
                    ]
                )
            return len(recorded), told

        options = {"around": self.core} if in_core else {}
        return self.run(refuse, outcome, **options)
