from datetime import timedelta

from odoo import fields, models

from .states import DUE, USES

# How often is looked again whether somebody knows of the hire.
AGAIN = timedelta(hours=1)


class HrApplicantCommunicationPapers(models.Model):
    """Messages about documents: true when they leave, and to nobody who does not know yet that
    they are hired."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[
            ("papers_off", "Paperwork is not in use"),
            ("papers_done", "Nothing is left to do with the documents, or another day counts"),
            ("page_closed", "The candidate's page is closed"),
        ]
    )

    def _obstacle_papers_asked(self, known):
        return self._find_what_keeps_papers(lambda papers: papers)

    def _obstacle_papers_mend(self, known):
        return self._find_what_keeps_papers(lambda p: p.filtered(lambda x: x.state == "mend"))

    def _obstacle_papers_due(self, known):
        return self._find_what_keeps_papers(self._filter_due_papers)

    def _find_what_keeps_papers(self, concerned):
        """:param concerned: function of the documents that wait → those it is about"""
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return "cancelled", "papers_off"
        if self.applicant_id.page_revoked:
            return "cancelled", "page_closed"
        papers = concerned(self.applicant_id._find_waiting_papers())
        return None if papers else ("cancelled", "papers_done")

    def _filter_due_papers(self, papers):
        """:return: those that are due on the day that this message is about"""
        return papers.filtered(lambda paper: self.occurrence_key == f"{DUE}:{paper.deadline}")

    def _earliest_papers_asked(self, moment, reason, batch, known):
        if self.applicant_id in known.get("untold_hires"):
            return batch.now + AGAIN, "hire_untold"
        return moment, reason
