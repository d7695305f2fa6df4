from odoo import fields, models

from ..batch import get_today
from .states import OFFICERS, WAITING


class HrApplicantPapers(models.Model):
    """The documents of an application, and where the candidate's page leads to them."""

    _inherit = "hr.applicant"

    paperwork_ids = fields.One2many(
        "hr.applicant.paperwork", "applicant_id", "Documents Before the First Day", groups=OFFICERS
    )

    def unlink(self):
        """The files go with the application."""
        self.sudo().paperwork_ids.unlink()
        return super().unlink()

    def _start_paperwork(self, paperwork_set):
        """Ask for the documents of a set, on the candidates' own pages. A document that was
        asked for already is not asked for again.

        :param paperwork_set: ``hr.paperwork.set``
        :return: ``hr.applicant.paperwork`` that were added, as superuser
        """
        papers = self.env["hr.applicant.paperwork"].sudo()
        asked = papers.search([("applicant_id", "in", self.ids), ("state", "!=", "withdrawn")])
        known = {(paper.applicant_id.id, paper.document_id.id) for paper in asked}
        deadline = fields.Date.add(get_today(self.env), days=paperwork_set.days)
        return papers.create(
            [
                {
                    "applicant_id": applicant.id,
                    "document_id": document.id,
                    "sequence": document.sequence,
                    "name": document.name,
                    "kind": document.kind,
                    "deadline": deadline,
                }
                for applicant in self
                for document in paperwork_set.sudo().document_ids
                if (applicant.id, document.id) not in known
            ]
        )

    # On the page -----------------------------------------------------------------------

    def _get_page(self):
        page = super()._get_page()
        papers = self._find_shown_papers() if page["state"] in ("ongoing", "hired") else ()
        return {
            **page,
            "papers": len(papers),
            "open_papers": sum(paper.state in WAITING for paper in papers),
        }

    def _find_shown_papers(self):
        """:return: ``hr.applicant.paperwork``, as superuser; none where it is switched off"""
        if not self.env["hr.candidate.settings"]._is_used("uses_paperwork"):
            return self.env["hr.applicant.paperwork"].sudo()
        return self.sudo().paperwork_ids.filtered(lambda paper: paper.state != "withdrawn")
