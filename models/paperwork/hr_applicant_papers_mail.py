from datetime import datetime, time, timedelta

from odoo import api, models

from ..batch import get_batch, get_now
from ..company.hours import to_utc
from ..inside import is_silent
from .states import ASKED, DUE, MAILS, MEND, USES, WAITING

# Days that as many working days may take.
MORE_THAN_WORKING = 2
DAYS_OF_PREVIEW = timedelta(days=7)
MORNING = time(9)


class HrApplicantPapersMail(models.Model):
    """What is told of documents: that they are there, that something is to be mended, and once
    before they are due. One message for all that wait; what they are called, and what is wrong
    with them, stands behind the code, because emails are forwarded."""

    _inherit = "hr.applicant"

    def _tell_of_papers(self, trigger):
        """:param str trigger: one of ``MAILS``"""
        if self and not is_silent(self.env) and self.env["hr.candidate.settings"]._is_used(USES):
            self.sudo()._plan((trigger,), {}, get_now(self.env))

    def _remind_of_papers(self):
        """Plan the reminders of what waits now; those of other days leave no more, see
        ``_obstacle_papers_due``."""
        self._tell_of_papers(DUE)

    def _find_paper_mails(self, trigger):
        """:return: messages of this kind that wait to leave"""
        ledger = self.env["hr.applicant.communication"].sudo()
        return ledger.search(
            [
                ("applicant_id", "in", self.ids),
                ("step_id.trigger", "=", trigger),
                ("state", "=", "scheduled"),
            ]
        )

    def _occurrences_papers_asked(self, step, visits, now):
        """What waits to leave tells of these, too."""
        for applicant in self - self._find_paper_mails(ASKED).applicant_id:
            yield applicant, f"{ASKED}:{now}", now

    def _occurrences_papers_mend(self, step, visits, now):
        for applicant in self - self._find_paper_mails(MEND).applicant_id:
            yield applicant, f"{MEND}:{now}", now

    def _occurrences_papers_due(self, step, visits, now):
        """One for each day by which something is to be handed in, unless it comes so soon
        that they have just been asked."""
        longest = step.delay * MORE_THAN_WORKING + 1
        for applicant in self:
            waiting = applicant._find_waiting_papers()
            for day in sorted(set(waiting.mapped("deadline"))):
                if day - now.date() > timedelta(days=longest):
                    local = applicant._get_candidate_tz()
                    yield applicant, f"{DUE}:{day}", to_utc(datetime.combine(day, MORNING), local)

    def _find_waiting_papers(self):
        """:return: ``hr.applicant.paperwork`` that wait for the candidate, as superuser"""
        return self._find_shown_papers().filtered(
            lambda paper: paper.state in WAITING and paper.deadline
        )

    @api.private
    def get_papers(self):
        """:return: dict of what the message says: ``news`` (one of ``papers_asked``,
        ``papers_mend`` and ``papers_due``), ``count`` (of the documents that it is about),
        ``day`` (date, by which the first of them is due) and ``url``"""
        self.ensure_one()
        batch = get_batch(self.env)
        row_id = batch and batch.rows.get(self.id)
        row = self.env["hr.applicant.communication"].sudo().browse(row_id or ())
        trigger = row.step_id.trigger
        news = trigger if trigger in MAILS else ASKED
        papers = self._find_waiting_papers()
        if news == MEND:
            papers = papers.filtered(lambda paper: paper.state == "mend")
        elif news == DUE:
            papers = row._filter_due_papers(papers)
        # A preview may know no documents.
        day = min(papers.mapped("deadline"), default=None)
        return {
            "news": news,
            "count": len(papers) or 1,
            "day": day or get_now(self.env).date() + DAYS_OF_PREVIEW,
            "url": f"{self.get_page_url()}/papers",
        }
