from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools.misc import format_date

from ...models.rendering.dates_in_words import get_locale, say_month
from .experience_drawing import draw_bar, draw_split, draw_strip, draw_trend

OFFICER = "hr_recruitment.group_hr_recruitment_user"
SERVICE = "hr.recruitment.experience.report"
# A name is as long as a line of a table, however long it is.
LONGEST_NAME = 70
LONGEST_COMMENT = 600
# Rows that two to six pages hold; what is left out is counted.
MOST_JOBS, MOST_ROWS = 10, 5
MOST_COMMENTS = 10
# What scores are printed by, after the moments.
TABLES = (
    "answer",
    "outcome",
    "earlier_contact",
    "job",
    "department",
    "company",
    "user",
    "manager",
    "source",
)


class ExperiencePrint(models.AbstractModel):
    """What the printed reports have in common: the numbers and words of the report
    service, in the reader's language, and the charts."""

    _name = "hr.recruitment.experience.print"
    _description = "Printed Candidate Experience Report"

    @api.model
    def _read(self, filters, access=None):
        """The numbers that the user may see. Code that runs as superuser (the mails)
        names the access of the reader.

        :param str access: ``manager`` or ``officer``, for the superuser
        """
        service = self.env[SERVICE]
        if self.env.su and access:
            return service._get_data(filters, access=access)
        return service.get_data(filters)

    @api.model
    def _get_tools(self):
        """:return: what the templates call, by name"""
        service = self.env[SERVICE]
        return {
            "company": self.env.company,
            "number": service._say_number,
            "percent": service._say_percent,
            "score_of": service._say_score,
            "date": self._format_date,
            "month": self._format_month,
            "short": self._shorten,
            "first": self._take_first,
            "trend": draw_trend,
            "strip": draw_strip,
            "split": draw_split,
            "bar": draw_bar,
        }

    # Words ---------------------------------------------------------------------------

    @api.model
    def _format_date(self, value):
        return format_date(self.env, fields.Date.to_date(value))

    @api.model
    def _format_month(self, key, year=True):
        """:param str key: year and month, "YYYY-MM" """
        month = fields.Date.to_date(f"{key}-01")
        if not year:
            return format_date(self.env, month, date_format="MMM")
        return say_month(month, get_locale(self.env), short=True)

    @api.model
    def _shorten(self, text, most=LONGEST_NAME):
        text = " ".join((text or "").split())
        return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"

    @api.model
    def _describe(self, data):
        """:return: dict of the sentences that only paper has, whole ones, so that each
        language has its own order of words"""
        number = self.env[SERVICE]._say_number
        score, limits, labels = data["score"], data["thresholds"], data["labels"]
        before = data["comparison"] and data["comparison"]["label"]
        return {
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
            "few_months": self.env._(
                "Months with fewer than %s answers have no score.",
                number(limits["scores"]),
            ),
            "follow_up": self.env._(
                "Low scores and requests to be contacted: %(due)s, of which %(done)s followed up "
                "and %(todo)s to do.",
                **{name: number(data["follow_up"][name]) for name in ("due", "done", "todo")},
            ),
            "thresholds": self.env._(
                "A score takes at least %(scores)s answers, comments take at least %(comments)s.",
                scores=number(limits["scores"]),
                comments=number(limits["comments"]),
            ),
            "trouble": self.env._(
                "%(trouble)s of %(asked)s",
                **{name: number(data["trouble"][name]) for name in ("trouble", "asked")},
            ),
            **{
                name: self._list_counts(data[name], labels[name])
                for name in ("funnel", "promises", "refusals")
            },
        }

    @api.model
    def _list_counts(self, counts, labels):
        """:return: "Kept: 3, Broken: 1", of what has a label"""
        number = self.env[SERVICE]._say_number
        listed = [
            f"{label}: {number(counts[name])}"
            for name, label in labels.items()
            if isinstance(counts.get(name), int)
        ]
        return ", ".join(listed)

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
        """The benchmarks of the same moment or outcome as a score.

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
        tables = [
            {
                "key": key,
                "title": numbers["labels"]["groups"][key],
                "name": numbers["labels"]["group"][key],
                "beside": compared.get(key, {}),
                **self._take_first(
                    numbers["groups"].get(key), MOST_JOBS if key == "job" else MOST_ROWS
                ),
            }
            for key in TABLES
        ]
        return [table for table in tables if table["rows"]]

    @api.model
    def _get_comments(self, comments):
        rows = comments["rows"][:MOST_COMMENTS]
        return {
            "rows": [{**row, "text": self._shorten(row["text"], LONGEST_COMMENT)} for row in rows],
            "more": max(0, comments["total"] - len(rows)),
            "reason": comments["reason"],
            "reason_label": comments["reason_label"],
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
