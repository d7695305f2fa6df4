"""The benchmark: the budgets of planning and sending, as ratios within one run.

`make bench`, or `python -m dev.bench -d DATABASE [-c CONFIG] [--quick | --smoke] [--cpu]
[--only PART]` on a copy of a database in which the addon is installed. Exits with 1 if a
budget is missed. How it is measured: see `dev.bench.measure`. SMTP is in no arm.

What it ran on and how quiet that was is printed; on a machine that was not, no time is
judged (see `dev.bench.machine`). The clock is right on a quiet machine. `--cpu` is for one
with other work to do: it measures the processor time of Odoo and of its PostgreSQL backend
(on this machine), except for the workers, which have to share out real cores, and judges.
"""

import os
import re
import sys
import time
from ast import literal_eval
from collections import Counter
from contextlib import closing, nullcontext
from functools import partial

from odoo.api import Environment
from odoo.orm.utils import SUPERUSER_ID

from .. import process
from ..place import ADDON
from . import advert, form_tests, machine, measure, page, rehearsal, report_xlsx
from .booking import BookingBench
from .decision import DecisionBench
from .feedback import FeedbackBench
from .first_months import FirstMonthsBench
from .interview import InterviewBench
from .measure import expect
from .privacy import PrivacyBench
from .report import ReportBench
from .screens import ScreenBench
from .sizes import FULL, QUICK, SMOKE
from .workers import compare_workers

PARTS = (
    "stages imports mails batches refusals meetings booking first_months invitations answers"
    " numbers privacy screens sheets page workers report forms rehearsal advert"
).split()
BATCH = 200  # mails, in both arms; Odoo's own default is 50
NOT_JUDGED = 3  # what the program ends with, then
SLACK = 4  # MiB of a process that say nothing
PAINTED = (1, 2)  # seconds, at most, until the overview is drawn
# What two mails have in common when the candidate gets the same.
OUTCOME = (
    "model res_id subject body body_html email_from reply_to email_to email_cc"
    " recipient_ids attachment_ids headers state auto_delete scheduled_date"
).split()


# What ours has besides: that nobody wrote it, and the way to the candidate's page.
AUTOMATIC = ("Auto-Submitted", "X-Auto-Response-Suppress")
PAGE_LINK = re.compile(r"\s*<p [^>]*><a [^>]*/candidate/page/[^<]*</a></p>")


class Bench:
    """A job position with a plan of three steps for a stage, and its applications."""

    def __init__(self, env, sizes, clock, report):
        self.env = env
        self.run = partial(measure.run, env, clock=clock)
        self.sizes = sizes
        self.expect = expect
        self.report = report
        self.core = measure.without_addon(env.registry)
        self.ledger = env["hr.applicant.communication"]
        self.template = env.ref(f"{ADDON}.mail_template_stage_interview")
        # Core does not choose a language where the template names none.
        self.template.lang = "{{ object.partner_id.lang or object.company_id.partner_id.lang }}"
        # Nor does it say dates without a pattern.
        for lang, _name in env["res.lang"].get_installed():
            words = self.template.with_context(lang=lang)
            words.body_html = re.sub(r"\bsay_\w+\(", "format_date(", words.body_html)
        # The one that Odoo brings for a stage.
        self.stage_mail = env.ref("hr_recruitment.email_template_data_applicant_congratulations")
        self.job = env["hr.job"].create({"name": "Bench"})
        self.start, self.target = env["hr.recruitment.stage"].create(
            [{"name": name, "job_ids": self.job.ids} for name in ("Before", "After")]
        )
        plan = env["hr.recruitment.communication.plan"].create(
            {"name": "Bench", "job_ids": self.job.ids, "in_use": True}
        )
        contents = {
            "email": {"mail_template_id": self.template.id},
            "sms": {"sms_template_id": self._make_sms_template().id},
            "activity": {"activity_type_id": env.ref("mail.mail_activity_data_todo").id},
        }
        self.by_hand = env["hr.recruitment.communication.step"]
        for action, content in contents.items():
            values = {"plan_id": plan.id, "name": action, "action": action, **content}
            self.by_hand += self.by_hand.create(
                {**values, "trigger": "manual", "send_window": "any"}
            )
            idle = action == "activity"
            self.by_hand.create(
                {
                    **values,
                    "trigger": "stage_idle" if idle else "stage_entered",
                    "stage_ids": self.target.ids,
                    "delay": 5 if idle else 0,
                    "delay_unit": "working_days",
                }
            )
        self.email = self.by_hand[0]
        env["ir.config_parameter"].set_param("mail.batch_size", BATCH)
        self.applicants = process.make_applicants(
            env,
            max(sizes.worked, sizes.asked, *sizes.moved, *sizes.refused),
            job_id=self.job.id,
            stage_id=self.start.id,
            user_id=env.ref("base.user_admin").id,
        )
        # Core looks for earlier messages; in an empty table it would read all of it.
        for number in range(3):
            self.applicants._message_log_batch(
                {applicant.id: f"Note {number}" for applicant in self.applicants}
            )
        env.cr.commit()
        env.cr.execute("ANALYZE")

    def _make_sms_template(self):
        return self.env["sms.template"].create(
            {
                "name": "Bench",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "body": "Hello {{ object.partner_name }}",
            }
        )

    # What the user waits for -----------------------------------------------------

    def stage_changes(self):
        extra = []
        for size in self.sizes.moved:
            judged = size == max(FULL.moved)  # what the budgets are for
            ours, core = self._compare_moves(size, self.template.browse())
            expect(core[0].outcome == (0, 0), "core without template says nothing")
            extra += {mine.queries - core[-1].queries for mine in ours}
            self.report.ratio(
                "stage change / core's without template",
                size,
                ours,
                core,
                judged and 1.05,
            )
            if size < max(self.sizes.moved):
                continue
            # Core renders and sends each by itself: long, whatever the size.
            ours, core = self._compare_moves(size, self.stage_mail)
            expect(core[0].outcome == (0, size), "core mails everyone")
            self.report.ratio(
                "core's with stage mail / stage change",
                size,
                core,
                ours,
                judged and 6.5,
                at_least=True,
            )
        self.report.same("queries that planning adds", self.sizes.moved, extra)

    def _compare_moves(self, size, template):
        self.target.template_id = template
        applicants = self.applicants[:size]

        def move():
            user = self.env.ref("base.user_admin")
            applicants.with_user(user).write({"stage_id": self.target.id})

        def outcome():
            return self._count_promises(applicants), len(self._mails(applicants))

        ours, core = measure.compare(
            lambda: self.run(move, outcome),
            lambda: self.run(move, outcome, self.core),
        )
        expect(ours[0].outcome == (3 * size, 0), "three promises each, and no mail")
        return ours, core

    def _count_promises(self, applicants):
        return self.ledger.search_count([("applicant_id", "in", applicants.ids)])

    def _mails(self, applicants):
        """:return: list of dicts, in the order of the applicants"""
        mails = self.env["mail.mail"].search(
            [("model", "=", "hr.applicant"), ("res_id", "in", applicants.ids)]
        )
        found = [{name: row[name] for name in OUTCOME} for row in mails.read(OUTCOME)]
        return sorted(found, key=lambda mail: mail["res_id"])

    def imports(self):
        """A file of applications, read by Odoo's own import."""
        extra = []
        for size in self.sizes.imported:
            ours, core = self._compare_imports(size)
            expect(ours[0].outcome == core[0].outcome, "the same applications are there")
            extra.append(ours[-1].queries - core[0].queries)
            judged = size == max(FULL.imported)
            self.report.ratio("import of a file / core's", size, ours, core, judged and 1.1)
        self.report.same("queries that importing adds", self.sizes.imported, extra)

    def _compare_imports(self, size):
        names = ("partner_name", "email_from", "partner_phone", "job_id")
        rows = [
            [f"Imported {number}", f"i{number}@example.com", f"+467017406{number:02}", "Bench"]
            for number in range(size)
        ]
        applicants = self.env["hr.applicant"].with_user(self.env.ref("base.user_admin"))

        def load():
            applicants.with_context(import_file=True).load(names, rows)

        def outcome():
            found = applicants.search([("partner_name", "=like", "Imported %")], order="id")
            read = found.read([*names, "stage_id", "partner_id"], load=False)
            emails = found.partner_id.mapped("email")
            return [[row[name] for name in (*names, "stage_id")] for row in read], emails

        # Odoo cuts an INSERT into 100 rows, which is no query for each record.
        with measure.whole_statements():
            return measure.compare(
                lambda: self.run(load, outcome),
                lambda: self.run(load, outcome, self.core),
            )

    # What the cron does ----------------------------------------------------------

    def mails(self):
        for size in self.sizes.moved:
            applicants = self.applicants[:size]
            with closing(self.env.cr.savepoint()):
                applicants._start_step(self.email)
                ours, core = self._compare_mails(applicants)
            self.report.ratio(
                "message_mail_with_source / promise, per mail",
                size,
                core,
                ours,
                4,
                at_least=True,
                each=size,
            )

    def _compare_mails(self, applicants):
        def ours():
            while self.ledger._process_batch(BATCH):
                # As the commit after each batch does.
                self.env.cr.flush()
                self.env.cr.clear()

        def core():
            applicants.message_mail_with_source(
                self.template, force_send=False, auto_delete_keep_log=True
            )

        def outcome():
            return self._mails(applicants)

        runs = measure.compare(
            lambda: self.run(ours, outcome),
            lambda: self.run(core, outcome, self.core),
        )
        expect(len(runs[0][0].outcome) == len(applicants), "a mail for each promise")
        for mine, theirs in zip(*runs, strict=True):
            for mail in mine.outcome:
                for name in ("body", "body_html"):
                    mail[name] = PAGE_LINK.sub("", mail[name])
            for mail in (*mine.outcome, *theirs.outcome):
                headers = literal_eval(mail["headers"] or "{}")
                mail["headers"] = {k: v for k, v in headers.items() if k not in AUTOMATIC}
            differing = {
                name
                for one, other in zip(mine.outcome, theirs.outcome, strict=True)
                for name in OUTCOME
                if one[name] != other[name]
            }
            expect(not differing, f"the mails of core, byte for byte: {differing}")
            expect(len(mine.outcome) == len(theirs.outcome), "as many mails as core")
        return runs

    def batches(self):
        """Queries of one batch in which a third each is mail, SMS and activity."""
        counts, cut = [], []
        for size in self.sizes.moved:
            with closing(self.env.cr.savepoint()):
                for step in self.by_hand:
                    self.applicants[: size // 3]._start_step(step)
                for around, found in (
                    (measure.whole_statements, counts),
                    (nullcontext, cut),
                ):
                    batch = partial(self.ledger._process_batch, size)
                    self.run(batch)
                    found.append(self.run(batch, around=around).queries)
        detail = f"{' / '.join(map(str, cut))} where Odoo cuts writes into 100 rows"
        self.report.same("queries of a batch", self.sizes.moved, counts, detail)


def get_parts(env, bench):
    """:return: dict of name → function, of what is measured in one transaction"""
    return {
        "stages": bench.stage_changes,
        "imports": bench.imports,
        "mails": bench.mails,
        "batches": bench.batches,
        "refusals": lambda: DecisionBench(env, bench).refusals(),
        "meetings": lambda: InterviewBench(env, bench).meetings(),
        "booking": lambda: BookingBench(env, bench).times(),
        "first_months": lambda: FirstMonthsBench(env, bench).plans(),
        "invitations": lambda: FeedbackBench(env, bench).invitations(),
        "answers": lambda: FeedbackBench(env, bench).answers(),
        "numbers": lambda: FeedbackBench(env, bench).numbers(),
        "privacy": lambda: PrivacyBench(env, bench).erasing(),
    }


def measure_sheets(env, sizes, report):
    sheets = report_xlsx.measure(env, sizes.sheets)
    report.flat(
        "memory of a spreadsheet, MiB",
        {size: one.memory for size, one in sheets.items()},
        SLACK,
        " / ".join(f"{one.seconds:.1f} s" for one in sheets.values()),
    )


def measure_overview(registry, bench):
    before = 0
    for size, most in zip(bench.sizes.facts, PAINTED, strict=True):
        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            ReportBench(env, bench).data(before, size)
            cr.commit()  # for the browser
        page.paint(registry, bench.report, size, most)
        before = size


def do_parts(only, taken, parts):
    """:param only: list of names of ``PARTS``; None: all
    :param Counter taken: name → seconds, which are added
    :param dict parts: of name → function"""
    for name, work in parts.items():
        if not only or name in only:
            start = time.monotonic()
            work()
            taken[name] += time.monotonic() - start


def main():
    """:return: exit code: 0, 1 if a budget is missed, 3 if the machine was not quiet"""
    parser = process.parser(__doc__)
    parser.add_argument(
        "--quick",
        dest="sizes",
        action="store_const",
        const=QUICK,
        default=FULL,
        help="leave out 1,000",
    )
    parser.add_argument(
        "--smoke",
        dest="sizes",
        action="store_const",
        const=SMOKE,
        help="hardly anything of all, and judge no time",
    )
    parser.add_argument(
        "--only", action="append", choices=PARTS, help="this part; several times for several"
    )
    parser.add_argument("--cpu", action="store_true", help="measure processor time")
    options = parser.parse_args()
    sizes, report = options.sizes, measure.Report(options.sizes != SMOKE)
    taken = Counter()
    do = partial(do_parts, options.only, taken)
    if sizes == SMOKE:
        measure.RUNS = 1
    registry = process.load(options)
    start = time.monotonic()
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        look_around(cr, report, options.cpu)
        clock = measure.find_processor_time if options.cpu else time.perf_counter
        bench = Bench(env, sizes, clock, report)
        do(get_parts(env, bench))
        worked = bench.applicants[: sizes.worked].ids, bench.email.id
        cr.rollback()
        do(
            {
                "screens": lambda: ScreenBench(env, bench).screens(),
                "privacy": lambda: PrivacyBench(env, bench).dry_run(),
            }
        )
        cr.rollback()
        do({"sheets": lambda: measure_sheets(env, sizes, report)})
        cr.rollback()
    do(
        {
            "page": lambda: page.compare(registry, sizes, report, expect),
            "workers": lambda: compare_workers(registry, *worked, report),
            "report": lambda: measure_overview(registry, bench),
            # What visitors send is committed, and would be work for those before.
            "forms": lambda: form_tests.measure(registry, sizes.forms, report, expect),
            "rehearsal": lambda: rehearsal.measure(registry, report, expect),
            "advert": lambda: advert.compare(registry, sizes, report),
        }
    )
    print("Seconds:", ", ".join(f"{name} {each:.0f}" for name, each in taken.most_common()))
    print(
        f"{report.missed} missed, {time.monotonic() - start:.0f} s, {say_load()},"
        f" spread {machine.find_spread():.2f}, beside it {machine.find_beside():.1f}"
    )
    if report.judging and not options.cpu and not machine.was_quiet():
        print(
            "The machine was not quiet: this is no judgement. Run it again, alone, or with --cpu."
        )
        return NOT_JUDGED
    return bool(report.missed)


def look_around(cr, report, cpu):
    """Say what this runs on; on a machine that has other work to do, judge nothing.

    :param bool cpu: whether that is measured without it
    """
    cr.execute("SHOW server_version")
    print(machine.describe(cr.fetchone()[0].split()[0]))
    busy = machine.find_busy()
    print(f"{busy:.0%} of it in use by others, {say_load()}")
    if report.judging and not cpu and busy > machine.MOST_BUSY:
        report.judging = False
        print("The machine is not quiet: times are shown, and none is judged.")


def say_load():
    return "load {:.1f} / {:.1f} / {:.1f}".format(*os.getloadavg())


if __name__ == "__main__":
    sys.exit(main())
