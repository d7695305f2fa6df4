import base64
import logging
from datetime import datetime, time, timedelta

import pytz
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..communication.automatic_headers import AUTOMATIC
from ..in_halves import do_in_halves, find_cause
from ..rendering.dates_in_words import get_locale, say_month
from ..transaction_conflicts import CONFLICTS

_logger = logging.getLogger(__name__)
ADDON = "hr_recruitment_candidate_experience"
MANAGER = f"{ADDON}.group_experience_manager"
SERVICE = "hr.recruitment.experience.report"
COMPANY_REPORT = f"{ADDON}.experience_report"
JOB_REPORT = f"{ADDON}.experience_job"
MONTHS = 12
# A program that hangs is not waited for again by each of the mails of a run.
HOURS_TO_MEND = 1
# After a stop of the server the report still comes; after a week it is no news.
DAYS_TO_CATCH_UP = 7


class HrRecruitmentExperienceReportMail(models.Model):
    """One report by mail: about a month, to one reader, on the company or on the
    reader's own job positions.

    On the first working day of a month a cron job makes the rows of the month before,
    each in the same transaction as its mail, so that no reader gets a report twice.
    The mail waits in Odoo's queue. Below the threshold the mail says so and has no
    attachment.
    """

    _name = "hr.recruitment.experience.report.mail"
    _description = "Candidate Experience Report by Mail"
    _order = "month desc, id desc"
    _rec_name = "month"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users", "Reader", required=True, readonly=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [("company", "Company"), ("jobs", "Job Positions")],
        required=True,
        readonly=True,
    )
    month = fields.Date(
        required=True, readonly=True, help="The first day of the month it is about."
    )
    words = fields.Text(
        "Email Text", readonly=True, help="What the mail says, in the reader's language."
    )
    has_report = fields.Boolean("PDF Attached", readonly=True)
    print_trouble = fields.Selection(
        [
            ("missing", "wkhtmltopdf is not installed"),
            ("hangs", "wkhtmltopdf did not finish"),
            ("failed", "wkhtmltopdf has failed"),
        ],
        "Why There Is No PDF",
        readonly=True,
        help="The email was sent without its PDF.",
    )

    _once = models.Constraint(
        "UNIQUE (company_id, user_id, kind, month)",
        "This report has been sent already.",
    )

    # Cron --------------------------------------------------------------------------

    @api.model
    def _cron_send(self):
        """Once a day; a mail that cannot be made is tried again the next day."""
        due = self._find_due()
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(due))
        for number, key in enumerate(due, 1):
            self._try_send(*key)
            if not commit(1, remaining=len(due) - number):
                break

    @api.model
    def _find_due(self):
        """:return: list of (company, kind, user, month) that were not sent"""
        companies = self.env["res.company"].search(
            [
                "|",
                "|",
                ("experience_report_active", "=", True),
                ("experience_job_report_active", "=", True),
                ("experience_recruiter_report_active", "=", True),
            ]
        )
        due = []
        do_in_halves(
            companies,
            lambda part: due.extend(self._find_due_of(part)),
            lambda company, error: self._note_error(company, None, error),
        )
        sent = self.search([("month", "in", [key[-1] for key in due])])
        done = {(row.company_id, row.kind, row.user_id, row.month) for row in sent}
        return [key for key in due if key not in done]

    @api.model
    def _find_due_of(self, companies):
        """:return: as ``_find_due``, those that were sent included"""
        months = {company: self._find_month(company) for company in companies}
        return [
            (company, kind, user, month)
            for company, month in months.items()
            if month
            for kind, users in self._find_readers(company, month).items()
            for user in users
            if self._may_get(company, user)
        ]

    @api.model
    def _find_month(self, company):
        """:return: first day of the month to report on today, or None: reports are
        sent on the company's first working day of the next month"""
        calendar = company.resource_calendar_id
        tz = pytz.timezone(calendar.tz or "UTC")
        today = pytz.utc.localize(fields.Datetime.now()).astimezone(tz).date()
        start = today.replace(day=1)
        first = next(filter(self._get_work_test(calendar, tz, start), _days(start)))
        if not first <= today < first + timedelta(days=DAYS_TO_CATCH_UP):
            return None
        return start - relativedelta(months=1)

    @api.model
    def _get_work_test(self, calendar, tz, start):
        """:return: function of a day; where nobody works for a month, every day is
        as good as the others"""
        begin = tz.localize(datetime.combine(start, time.min))
        days = calendar._get_unusual_days(begin, begin + timedelta(days=31))
        if all(days.values()):
            return bool
        return lambda day: not days.get(fields.Date.to_string(day), True)

    @api.model
    def _find_readers(self, company, month):
        """:return: dict kind → users, archived ones included"""
        readers = {}
        if company.experience_report_active:
            everybody = company.with_context(active_test=False)
            readers["company"] = (
                everybody.experience_report_user_ids or company._get_experience_managers()
            )
        if jobs := self._find_jobs(company, month):
            readers["jobs"] = self.env["res.users"].union(*jobs)
        return readers

    @api.model
    def _find_jobs(self, company, month):
        """The job positions in which something happens: candidates are in the process,
        or applied in the month.

        :return: dict hiring manager or recruiter, whoever gets a report → job positions
        """
        kinds = self._get_kinds_of_readers(company)
        if not kinds:
            return {}
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        groups = applicants._read_group(
            [
                ("company_id", "=", company.id),
                ("job_id.active", "=", True),
                ("talent_pool_ids", "=", False),
                "|",
                ("create_date", ">=", month),
                "&",
                ("active", "=", True),
                ("outcome", "=", "ongoing"),
            ],
            ["job_id"],
        )
        jobs = self.env["hr.job"].union(*(job for (job,) in groups)).sorted("name")
        found = {}
        for job in jobs:
            for user in {
                job._get_hiring_manager() if kind == "manager" else job.user_id for kind in kinds
            }:
                if user:
                    found[user] = found.get(user, jobs.browse()) | job
        return found

    @api.model
    def _get_kinds_of_readers(self, company):
        """:return: list of ``manager`` and ``recruiter``, who get a report on their own job
        positions"""
        kinds = {
            "manager": company.experience_job_report_active,
            "recruiter": company.experience_recruiter_report_active,
        }
        return [kind for kind, is_active in kinds.items() if is_active]

    @api.model
    def _may_get(self, company, user):
        reason = (
            "archived"
            if not user.active
            else "no address"
            if not user.email
            else "no access to the company"
            if user.share or company not in user.company_ids
            else None
        )
        if reason:
            _logger.info("No report of company %s to user %s: %s", company.id, user.id, reason)
        return not reason

    # One report ----------------------------------------------------------------------

    @api.model
    def _try_send(self, company, kind, user, month):
        """One reader who cannot be served does not stop the others.

        :return: the row, empty if it could not be made
        """
        try:
            with self.env.cr.savepoint():
                return self._send(company, kind, user, month)
        except Exception as error:
            self._note_error(company, user, error)
            return self.browse()

    @api.model
    def _note_error(self, company, user, error):
        # Its text may have names in it.
        _logger.warning(
            "No report of company %s to user %s: %s",
            company.id,
            user and user.id,
            type(error).__name__,
        )
        company._note_trouble("report")

    @api.model
    def _send(self, company, kind, user, month):
        """Write the row, and its mail into Odoo's queue."""
        reader = self.with_context(
            lang=user.lang, tz=user.tz, allowed_company_ids=company.ids
        ).with_company(company)
        words, report = getattr(reader, f"_make_{kind}_report")(company, user, month)
        attachments, trouble = reader._print(*report) if report else ([], False)
        if trouble:
            words.append(reader._say_not_printed())
        row = self.create(
            {
                "company_id": company.id,
                "user_id": user.id,
                "kind": kind,
                "month": month,
                "words": "\n".join(words),
                "has_report": bool(attachments),
                "print_trouble": trouble,
            }
        )
        template = self.env.ref(f"{ADDON}.mail_template_report_{kind}")
        template._check_is_for(row._name)
        template.send_mail(
            row.id, email_values={"attachments": attachments, "headers": repr(AUTOMATIC)}
        )
        return row

    def _make_company_report(self, company, user, month):
        """As the reader may see it: nothing here runs as superuser.

        :return: (sentences, arguments of ``_print`` or None)
        """
        service = self.with_user(user).env[SERVICE]
        data = service.get_data(self._get_period(month, month))
        year = self._get_year(month)
        # Other readers than managers see the same score for every period.
        manager = data["access"] == "manager"
        score = service._get_score(year) if manager else data["score"]
        words = [*data["summary"], *service._say_results(data)]
        if score["reason"]:
            return words, None
        report = service.env["ir.actions.report"]
        return words, (report, COMPANY_REPORT, [], {"filters": year})

    def _make_jobs_report(self, company, user, month):
        """Hiring managers need not work in recruitment: they see what officers see, of
        their own job positions only; experience managers see what they always do."""
        access = "manager" if user.has_group(MANAGER) else "officer"
        reader = self.with_user(user).sudo()
        year = self._get_year(month)
        words, shown, service = [], self.env["hr.job"], reader.env[SERVICE]
        jobs = self._find_jobs(company, month)[user]
        own = {row["id"]: row for row in service._get_own(jobs, user, year)}
        for job in jobs:
            data = service._get_data({**year, "job_ids": job.ids}, access=access)
            words.append(self._say_job(job, data, service._say_own(own[job.id])))
            if not data["score"]["reason"]:
                shown |= job
        if not shown:
            return words, None
        report = reader.env["ir.actions.report"]
        data = {"filters": year, "access": access}
        return words, (report, JOB_REPORT, shown.ids, data)

    def _print(self, report, name, ids, data):
        """The words come, whatever becomes of the PDF; an administrator hears of it.

        :return: (list of the PDF as ``send_mail`` takes attachments, one of
            ``print_trouble`` or False)
        """
        if report.get_wkhtmltopdf_state() == "install":
            return [], self._note_not_printed("missing")
        if self._is_printer_hanging():
            return [], "hangs"
        try:
            with self.env.cr.savepoint():
                content, kind, lacking = report.print_watched(name, ids, data)
        except AccessError:
            raise
        except Exception as error:
            if conflict := find_cause(error, CONFLICTS):
                raise conflict from None
            _logger.warning("A report was not printed: %s", type(error).__name__)
            is_hanging = isinstance(error, TimeoutError)
            return [], self._note_not_printed("hangs" if is_hanging else "failed")
        if lacking:
            self.sudo().env.company._note_trouble("fonts", detail=_say_lacking(lacking))
        title = self.env._("Candidate experience %s", data["filters"]["date_to"][:7])
        return [(f"{title}.{kind}", base64.b64encode(content))], False

    def _is_printer_hanging(self):
        since = fields.Datetime.now() - timedelta(hours=HOURS_TO_MEND)
        return bool(
            self.search_count(
                [("print_trouble", "=", "hangs"), ("create_date", ">", since)], limit=1
            )
        )

    def _note_not_printed(self, trouble):
        self.sudo().env.company._note_trouble("print", detail=trouble)
        return trouble

    def _say_not_printed(self):
        return self.env._(
            "The PDF could not be made this time. An administrator has been told; the "
            "dashboard has the same numbers."
        )

    def _get_year(self, month):
        return self._get_period(month - relativedelta(months=MONTHS - 1), month)

    @api.model
    def _get_period(self, first, last):
        """:return: the filter of whole months"""
        end = last + relativedelta(months=1, days=-1)
        return {
            "date_from": fields.Date.to_string(first),
            "date_to": fields.Date.to_string(end),
        }

    # Words ---------------------------------------------------------------------------

    def _say_job(self, job, data, own):
        """:param str own: the other numbers of the job position, in words"""
        waiting = data["waiting"]
        name = self.env["hr.recruitment.experience.print"]._shorten(job.name)
        said = f"{data['sentences']['score']} {own}"
        count = waiting["awaiting_reply"] + waiting["unanswered"]
        if count:
            said += " " + self.env._("Candidates who wait for us: %s.", count)
        # Marks around the name: one written from right to left stays by itself.
        return f"\u2068{name}\u2069: {said}"

    @api.private
    def get_sentences(self):
        """:return: what the mail says, line by line"""
        return (self.words or "").splitlines()

    @api.private
    def get_month_name(self):
        return say_month(self.month, get_locale(self.env))


def _say_lacking(lacking):
    """:return: "Arabic (fonts-dejavu-core), Devanagari (fonts-noto-core)", names that
    administrators look for"""
    return ", ".join(f"{script} ({package})" for script, package in lacking)


def _days(start):
    return (start + timedelta(days=number) for number in range(32))
