from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools.misc import format_date, formatLang

from .experience_drawing import draw_bar, draw_split, draw_strip, draw_trend

OFFICER = "hr_recruitment.group_hr_recruitment_user"
SERVICE = "hr.recruitment.experience.report"
# A name is as long as a line of a table, however long it is.
LONGEST_NAME = 70
LONGEST_COMMENT = 600
# Rows that two to six pages hold; what is left out is counted.
MOST_JOBS, MOST_ROWS = 10, 5
MOST_COMMENTS = 10


class ExperiencePrint(models.AbstractModel):
    """What the printed reports have in common: the numbers of the report service, in
    the reader's language, and the charts."""

    _name = "hr.recruitment.experience.print"
    _description = "Printed Candidate Experience Report"

    @api.model
    def _read(self, filters, access=None):
        """The numbers. Whoever prints gets those they may see; only code that runs as
        superuser says for whom they are (the mails).

        :param str access: ``manager`` or ``officer``, for the superuser
        """
        service = self.env[SERVICE]
        if self.env.su and access:
            return service._get_data(filters, access=access)
        return service.get_data(filters)

    @api.model
    def _get_tools(self):
        """:return: what the templates call, by name"""
        return {
            "company": self.env.company,
            "number": self._format_number,
            "percent": self._format_percent,
            "days": self._format_days,
            "date": self._format_date,
            "month": self._format_month,
            "short": self._shorten,
            "score_of": self.env[SERVICE]._say_score,
            "reason_of": self.env[SERVICE]._say_reason,
            "change_of": self._say_change,
            "signed": self._format_signed,
            "first": self._take_first,
            "trend": draw_trend,
            "strip": draw_strip,
            "split": draw_split,
            "bar": draw_bar,
        }

    # Words ---------------------------------------------------------------------------

    @api.model
    def _format_number(self, value, digits=0):
        """:return: the number in the reader's language, a dash for None"""
        if value is None or value is False:
            return "–"
        # No −0, and the minus sign that is as wide as the plus.
        rounded = round(value, digits) or 0
        return formatLang(self.env, rounded, digits=digits).replace("-", "−")

    @api.model
    def _format_signed(self, value, digits=0):
        plus = "+" if value is not None and round(value, digits) > 0 else ""
        return f"{plus}{self._format_number(value, digits)}"

    @api.model
    def _format_percent(self, value, digits=0):
        if value is None:
            return "–"
        return self.env._("%(number)s%%", number=self._format_number(value, digits))

    @api.model
    def _format_days(self, value):
        """:param float value: days, or None"""
        if value is None:
            return "–"
        value = round(value, 1)
        if value == 1:
            return self.env._("1 day")
        digits = 0 if value == int(value) else 1
        return self.env._("%(number)s days", number=self._format_number(value, digits))

    @api.model
    def _format_date(self, value, pattern=False):
        return format_date(self.env, fields.Date.to_date(value), date_format=pattern)

    @api.model
    def _format_month(self, key, pattern="MMM"):
        """:param str key: year and month, "YYYY-MM" """
        return self._format_date(f"{key}-01", pattern)

    @api.model
    def _shorten(self, text, most=LONGEST_NAME):
        text = " ".join((text or "").split())
        return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"

    @api.model
    def _say_change(self, change):
        """:param dict change: see ``experience_statistics.compare``"""
        if not change or change["value"] is None:
            return "–"
        number = self._format_signed(change["value"])
        if change["significant"]:
            return self.env._("%(change)s, significant", change=number)
        return self.env._("%(change)s, not significant", change=number)

    @api.model
    def _describe(self, data):
        """:return: dict of sentences with the numbers in them, whole ones, so that each
        language has its own order of words"""
        number = self._format_number
        score, limits = data["score"], data["thresholds"]
        before = data["comparison"] and data["comparison"]["label"]
        return {
            **self._describe_process(data),
            "margin": self.env._(
                "± %(margin)s, from %(n)s answers",
                margin=number(score["margin"]),
                n=number(score["n"]),
            ),
            "interval": self.env._(
                "Between %(low)s and %(high)s with 95%% certainty",
                low=number(score["low"]),
                high=number(score["high"]),
            ),
            "since": self.env._("Change from %s:", before),
            "whole_time": self.env._(
                "The score is of the whole time, in steps of %s answers, so that"
                " nobody's answer can be told from the rest.",
                number(limits["scores"]),
            ),
            "few_months": self.env._(
                "Months with fewer than %s answers have no score.",
                number(limits["scores"]),
            ),
            "follow_up": self.env._(
                "Low scores and requests to be contacted: %(due)s, of which %(done)s"
                " looked into and %(todo)s to do.",
                **{name: number(data["follow_up"][name]) for name in ("due", "done", "todo")},
            ),
            "few_comments": self.env._(
                "Comments appear once at least %s have been written.",
                number(limits["comments"]),
            ),
            "thresholds": self.env._(
                "A score takes at least %(scores)s answers, comments take at least %(comments)s.",
                scores=number(limits["scores"]),
                comments=number(limits["comments"]),
            ),
        }

    @api.model
    def _describe_process(self, data):
        """:return: the part of the sentences that is not about scores"""

        def write(values):
            return {
                name: self._format_number(value)
                for name, value in values.items()
                if not isinstance(value, (list, str))
            }

        promises = write(data["promises"])
        share = self._format_percent(data["promises"]["rate"])
        return {
            "response": self.env._(
                "%(answered)s of %(invited)s who were asked", **write(data["response"])
            ),
            "trouble": self.env._("%(trouble)s of %(asked)s", **write(data["trouble"])),
            "applications": self.env._(
                "%(applications)s applications: %(hired)s hired, %(refused)s refused,"
                " %(withdrawn)s withdrawn, %(ongoing)s ongoing.",
                **write(data["funnel"]),
            ),
            "promises": (
                self.env._("none yet")
                if data["promises"]["rate"] is None
                else self.env._(
                    "%(kept)s kept (%(share)s), %(broken)s broken, %(open)s open",
                    **promises | {"share": share},
                )
            ),
            "refusals": self.env._(
                "%(delivered)s delivered, %(pending)s on their way, %(failed)s failed,"
                " %(owed)s owed",
                **write(data["refusals"]),
            ),
        }

    @api.model
    def _take_first(self, groups, most=MOST_ROWS):
        """The groups that have a score, largest first as they come.

        :return: dict of ``rows``, ``more`` (how many are left out for want of space),
            ``hidden`` (how many have too few answers)
        """
        shown = [group for group in groups or [] if not group["reason"]]
        return {
            "rows": shown[:most],
            "more": len(shown[most:]),
            "hidden": len(groups or []) - len(shown),
        }


class CandidateExperienceReport(models.AbstractModel):
    _name = "report.hr_recruitment_candidate_experience.experience_report"
    _inherit = ["hr.recruitment.experience.print"]
    _description = "Candidate Experience Report"

    @api.model
    def _get_report_values(self, docids, data=None):
        """:param dict data: ``filters``, and ``access`` for the superuser"""
        data = data or {}
        numbers = self._read(data.get("filters") or {}, data.get("access"))
        compared = self._find_comparable(numbers["benchmarks"])
        return {
            **self._get_tools(),
            "doc": self.env.company,
            "data": numbers,
            "words": self._describe(numbers),
            "printed": self._format_date(fields.Date.context_today(self)),
            "companies": ", ".join(self._find_companies(numbers).mapped("name")),
            "months": numbers["groups"].get("month") or [],
            "compared": compared,
            "tables": self._get_tables(numbers, compared),
            "comments": self._get_comments(numbers["comments"]),
            "notes": [
                {**note, "text": self._shorten(note["text"], LONGEST_COMMENT)}
                for note in numbers["follow_up"]["notes"]
            ],
        }

    @api.model
    def _find_companies(self, numbers):
        """:return: those that are reported on"""
        chosen = numbers["filters"].get("company_ids")
        companies = self.env["res.company"].browse(chosen)
        return companies.sudo() or self.env.companies

    @api.model
    def _find_comparable(self, benchmarks):
        """What a score can be held against: the same moment, or outcome.

        :return: dict of the dimension (False: all candidates) → key → benchmarks
        """
        found = {"moment": {}, "outcome": {}, False: {}}
        for benchmark in benchmarks:
            dimension = next((d for d in ("moment", "outcome") if benchmark[d]), False)
            key = dimension and benchmark[dimension]
            found[dimension].setdefault(key, []).append(benchmark)
        return found

    @api.model
    def _get_tables(self, numbers, compared):
        """The groups that are printed after the moments, those that say something.

        :return: list of dicts of title, name (of what is in a row) and groups
        """
        titles = {
            "answer": [
                self.env._("When refused candidates were told"),
                self.env._("Told"),
            ],
            "outcome": [self.env._("How it ended"), self.env._("Outcome")],
            "earlier_contact": [
                self.env._("Earlier contact with us"),
                self.env._("Earlier contact"),
            ],
            "job": [self.env._("Job positions"), self.env._("Job position")],
            "department": [self.env._("Departments"), self.env._("Department")],
            "user": [self.env._("Recruiters"), self.env._("Recruiter")],
            "manager": [self.env._("Hiring managers"), self.env._("Hiring manager")],
            "source": [self.env._("Where candidates found us"), self.env._("Source")],
        }
        tables = [
            {
                "key": key,
                "title": title,
                "name": name,
                "beside": compared.get(key, {}),
                **self._take_first(
                    numbers["groups"].get(key), MOST_JOBS if key == "job" else MOST_ROWS
                ),
            }
            for key, [title, name] in titles.items()
        ]
        return [table for table in tables if table["rows"]]

    @api.model
    def _get_comments(self, comments):
        rows = comments["rows"][:MOST_COMMENTS]
        return {
            "rows": [{**row, "text": self._shorten(row["text"], LONGEST_COMMENT)} for row in rows],
            "more": max(0, comments["total"] - len(rows)),
            "reason": comments["reason"],
        }


class CandidateExperienceJobReport(models.AbstractModel):
    _name = "report.hr_recruitment_candidate_experience.experience_job"
    _inherit = ["hr.recruitment.experience.print"]
    _description = "Candidate Experience Report of a Job Position"

    @api.model
    def _get_report_values(self, docids, data=None):
        """:param list docids: job positions, one page each
        :param dict data: ``filters`` besides the job position, and ``access`` for the
            superuser
        """
        if not (self.env.su or self.env.user.has_group(OFFICER)):
            raise AccessError(
                self.env._("Reports of job positions are for those who work with recruitment.")
            )
        data = data or {}
        jobs = self.env["hr.job"].browse(docids).exists()
        jobs.check_access("read")
        return {
            **self._get_tools(),
            "doc": self.env.company,
            "pages": [self._get_page(job, data) for job in jobs],
        }

    @api.model
    def _get_page(self, job, data):
        filters = {**(data.get("filters") or {}), "job_ids": job.ids}
        numbers = self._read(filters, data.get("access"))
        return {
            "job": job,
            "company": job.company_id or self.env.company,
            "data": numbers,
            "words": self._describe(numbers),
            "stages": self._get_stages(numbers["funnel"]["stages"]),
            "drivers": [d for d in numbers["drivers"] if not d["reason"]][:3],
            "comments": [
                {**row, "text": self._shorten(row["text"], 150)}
                for row in numbers["comments"]["rows"][:2]
            ],
        }

    @api.model
    def _get_stages(self, stages, most=7):
        """The stages in which somebody was: a page has room for ``most`` of them, and
        those with the most candidates say most."""
        visited = [stage for stage in stages if stage["entered"]]
        largest = sorted(visited, key=lambda stage: -stage["entered"])[:most]
        return [stage for stage in visited if stage in largest]
