from odoo import api, models
from odoo.fields import Domain

from ..batch import get_now
from ..first_months.preparations import Preparation
from ..paperwork.states import WAITING

USES_PAPERWORK = "uses_paperwork"
# What a candidate's documents follow.
WATCHED = {"refuse_reason_id", "active"}


class HrApplicantPapersOfPlan(models.Model):
    """Documents are part of the preparations: they are asked for with the plan, missing with
    its tasks, and end with them."""

    _inherit = "hr.applicant"

    # Asked for with the plan -----------------------------------------------------------

    def _start_first_months(self, plans=None, started_by=None):
        ahead = self.sudo().filtered(lambda applicant: not applicant.first_months_date)
        tasks = super()._start_first_months(plans, started_by)
        if self.env["hr.candidate.settings"]._is_used(USES_PAPERWORK):
            ahead.filtered("first_months_date")._start_papers_of_plan()
        return tasks

    def _get_paper_sets(self):
        """What the plan says, unless somebody has chosen for this person."""
        found = super()._get_paper_sets()
        for applicant in self.sudo():
            of_plan = applicant.first_months_plan_id.paperwork_set_id
            if of_plan and not applicant.paperwork_set_id:
                found[applicant] = of_plan
        return found

    def _start_papers_of_plan(self):
        sets = self._find_sets_of_plan()
        for papers, applicants in self.grouped(lambda a: sets[a]).items():
            if papers:
                applicants._start_paperwork(papers, with_plan=True)

    def _find_sets_of_plan(self):
        """:return: dict ``hr.applicant`` → ``hr.paperwork.set`` that belongs to the
        preparations, empty where there is none"""
        none = self.env["hr.paperwork.set"].sudo()
        sets = self._get_paper_sets()
        return {
            a: sets[a]
            if a.first_months_plan_id.asks_for_papers
            and sets[a].active
            and sets[a]._is_of(a.company_id)
            else none
            for a in self
        }

    # The plan was changed --------------------------------------------------------------

    @api.depends("paperwork_set_id", "paperwork_ids.state")
    def _compute_first_months_differs(self):
        return super()._compute_first_months_differs()

    def _find_differences(self):
        return super()._find_differences() or self._differ_papers()

    def _differ_papers(self):
        """:return: whether other documents are asked for than the plan says now"""
        if not self.env["hr.candidate.settings"]._is_used(USES_PAPERWORK):
            return False
        applicant = self.sudo()
        wanted = applicant._find_sets_of_plan()[applicant].document_ids
        papers = applicant.paperwork_ids.filtered(
            lambda paper: paper.state != "withdrawn" or paper.is_planned
        )
        return bool(wanted - papers.document_id or applicant._find_papers_gone(wanted))

    def _find_papers_gone(self, wanted):
        """:param wanted: ``hr.paperwork.document`` that the plan asks for
        :return: documents that were asked for with the plan, and wait in vain"""
        return self.paperwork_ids.filtered(
            lambda p: p.is_planned and p.state in WAITING and p.document_id not in wanted
        )

    def _take_over_changes(self):
        """Documents that are new are asked for; those that are gone and were not handed in
        are not needed any more."""
        res = super()._take_over_changes()
        if self.env["hr.candidate.settings"]._is_used(USES_PAPERWORK):
            running = self.sudo().filtered(lambda a: a.first_months_plan_id and a._is_hired())
            sets = running._find_sets_of_plan()
            for applicant, papers in sets.items():
                gone = applicant._find_papers_gone(papers.document_ids)
                # It is asked for again, if it comes back.
                gone.write({"state": "withdrawn", "is_planned": False})
            running._start_papers_of_plan()
        return res

    # Ready -----------------------------------------------------------------------------

    @api.depends("paperwork_ids.state", "paperwork_ids.deadline", "paperwork_ids.ended_date")
    def _compute_first_months_ready(self):
        return super()._compute_first_months_ready()

    def _find_waiting_papers(self):
        """Of those who do not begin after all, nothing waits."""
        return super()._find_waiting_papers().filtered(lambda paper: not paper.ended_date)

    def _find_counted_papers(self):
        """:return: ``hr.applicant.paperwork`` that have to be right until the first day"""
        papers = self._find_shown_papers()
        return papers.filtered(lambda paper: not paper.ended_date)

    def _list_preparations(self, tasks, today):
        papers = self._find_counted_papers()
        hr = self._get_page_colleague("hr").name if papers else ""
        return [
            *super()._list_preparations(tasks, today),
            *(
                Preparation(
                    name=paper.document_id.name or paper.name,
                    who=(self.partner_name if paper.state in WAITING else hr) or "",
                    day=paper.deadline or self.first_day,
                    is_done=paper.state == "checked",
                )
                for paper in papers
            ),
        ]

    def _is_prepared_late(self, tasks, today):
        late = super()._is_prepared_late(tasks, today)
        return late or any(self._find_counted_papers().mapped("is_late"))

    @api.model
    def _get_domain_of_late(self):
        domain = super()._get_domain_of_late()
        if not self.env["hr.candidate.settings"]._is_used(USES_PAPERWORK):
            return domain
        papers = self.env["hr.applicant.paperwork"].sudo()._search([("is_late", "=", True)])
        planned = Domain("first_months_date", "!=", False)
        return domain | (planned & Domain("id", "in", papers.subselect("applicant_id")))

    # Not after all ---------------------------------------------------------------------

    def write(self, vals):
        res = super().write(vals)
        if WATCHED & vals.keys() and self.env["hr.candidate.settings"]._is_used(USES_PAPERWORK):
            self.sudo()._end_or_resume_papers()
        return res

    def _end_or_resume_papers(self):
        """Colleagues wait for the documents of nobody who does not begin. What stands on the
        page stays as it was until the candidate has been told; nothing is deleted, so that
        all of it is there when they begin after all."""
        ended = self._filter_given_up()
        ending = ended.paperwork_ids.filtered(
            lambda paper: not paper.ended_date and paper.state != "withdrawn"
        )
        resuming = (self - ended).paperwork_ids.filtered("ended_date")
        ending.ended_date = get_now(self.env)
        resuming.ended_date = False
        said = {
            applicant.id: self.env._("The documents before the first day are not needed any more.")
            for applicant in ending.applicant_id
        }
        for applicant in resuming.applicant_id:
            said[applicant.id] = self.env._("The documents before the first day are needed again.")
        if said:
            self.browse(said)._message_log_batch(said)
