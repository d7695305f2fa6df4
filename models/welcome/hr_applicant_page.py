from odoo import models

from ..batch import get_today
from ..first_months.kinds import TASK
from ..paperwork.states import WAITING


class HrApplicantWelcomePage(models.Model):
    """The new colleague's page: documents stand in the one list of what they do, as one line
    that says nothing of what they are called: that stands behind the code."""

    _inherit = "hr.applicant"

    def _get_page_tasks(self):
        lines = super()._get_page_tasks()
        papers = self._find_shown_papers()
        if not papers:
            return lines
        line = self._describe_papers(papers)
        before = [each for each in lines if each["date"] <= line["date"]]
        return [*before, line, *lines[len(before) :]]

    def _describe_papers(self, papers):
        """:return: dict as of ``_get_page_tasks``"""
        missing = papers.filtered(lambda paper: paper.state in WAITING)
        days = [paper.deadline for paper in missing or papers if paper.deadline]
        day = min(days, default=self.first_day)
        return {
            "task": self.env[TASK],
            "papers": True,
            "date": day,
            "name": self.env._("Your documents"),
            "text": self.env._(
                "%(done)s of %(all)s are handed in. They are opened with a code that we send you.",
                done=len(papers) - len(missing),
                all=len(papers),
            ),
            "is_mine": True,
            "is_plain": False,
            "is_done": not missing,
            "is_later": day > self.first_day,
            "is_late": bool(missing) and day < get_today(self.env),
            "day": self._say_day(day),
            "who": "",
            "asks_wishes": False,
            "wishes": None,
            "asks_consent": False,
            "has_consent": False,
        }
