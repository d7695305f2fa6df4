from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..batch import get_today
from ..past_orm import write_past_orm
from ..write_groups import OFFICER
from .states import HANDLER, OFFICERS, USES, WAITING


class HrApplicantPapers(models.Model):
    """The documents of an application, and where the candidate's page leads to them."""

    _inherit = "hr.applicant"

    paperwork_ids = fields.One2many(
        "hr.applicant.paperwork", "applicant_id", "Documents Before the First Day", groups=OFFICERS
    )
    paperwork_set_id = fields.Many2one(
        "hr.paperwork.set",
        "Set of Documents",
        copy=False,
        ondelete="set null",
        domain="[('company_id', 'in', [False, company_id])]",
        write_groups=OFFICER,
        groups=OFFICERS,
        help="Which documents are asked for. Empty: the set that fits best.",
    )
    paper_count = fields.Integer("Documents", compute="_compute_papers", groups=OFFICERS)
    paper_words = fields.Char("Documents Done", compute="_compute_papers", groups=OFFICERS)

    @api.constrains("paperwork_set_id", "company_id")
    def _check_paperwork_set(self):
        for applicant in self.sudo().filtered("paperwork_set_id"):
            if not applicant.paperwork_set_id._is_of(applicant.company_id):
                raise ValidationError(
                    self.env._("This set belongs to another company than an application.")
                )

    @api.depends("paperwork_ids.state")
    @api.depends_context("lang", "uid")
    def _compute_papers(self):
        """How many are checked, of those that are asked for."""
        self.paper_count, self.paper_words = 0, False
        groups = self.env["hr.applicant.paperwork"]._read_group(
            [("applicant_id", "in", self.ids), ("state", "not in", ("withdrawn", "replaced"))],
            ["applicant_id"],
            ["__count", "state:array_agg"],
        )
        for applicant, count, states in groups:
            applicant.paper_count = count
            applicant.paper_words = self.env._(
                "%(done)s of %(all)s", done=states.count("checked"), all=count
            )

    def action_open_papers(self):
        """:return: action of the list"""
        self.check_access("read")
        name = "hr_recruitment_candidate_experience.action_paperwork"
        action = self.env["ir.actions.act_window"]._for_xml_id(name)
        return {**action, "domain": [("applicant_id", "in", self.ids)], "context": {}}

    def unlink(self):
        """The files go with the application."""
        self.sudo().paperwork_ids.unlink()
        return super().unlink()

    def _get_paper_sets(self):
        """:return: dict ``hr.applicant`` → ``hr.paperwork.set`` that is meant for them, as
        superuser: chosen by hand, else the one that says most about them; may be empty"""
        found = self.env["hr.paperwork.set"]._find_sets(self)
        return {a: a.sudo().paperwork_set_id or found[a] for a in self}

    def _start_paperwork(self, paperwork_set=None, with_plan=False):
        """Ask for the documents of a set, on the candidates' own pages. A document that was
        asked for already is not asked for again.

        :param paperwork_set: ``hr.paperwork.set``; None: the one that is meant for each
        :param bool with_plan: with the preparations, whose changes it follows
        :return: ``hr.applicant.paperwork`` that were added, as superuser
        """
        sets = self._get_paper_sets() if paperwork_set is None else {}
        papers = self.env["hr.applicant.paperwork"].sudo()
        known = {
            (paper.applicant_id.id, paper.document_id.id)
            for paper in papers.search([("applicant_id", "in", self.ids)])
            if paper.state != "withdrawn" or (with_plan and paper.is_planned)
        }
        today = get_today(self.env)
        return papers.create(
            [
                {
                    "applicant_id": applicant.id,
                    "document_id": document.id,
                    "sequence": document.sequence,
                    "name": document.name,
                    "kind": document.kind,
                    "deadline": document.set_id._find_deadline(applicant.first_day, today),
                    "is_planned": with_plan,
                }
                for applicant in self.sudo()
                for document in (paperwork_set or sets[applicant]).sudo().document_ids
                if (applicant.id, document.id) not in known
            ]
        )

    # Another first day -----------------------------------------------------------------

    def write(self, vals):
        res = super().write(vals)
        if "first_day" in vals and self.env["hr.candidate.settings"]._is_used(USES):
            self.sudo()._move_papers()
        return res

    def _move_papers(self):
        """What waits for them is due on another day, and they are reminded then."""
        waiting = self.paperwork_ids.filtered(lambda paper: paper.state in WAITING)
        moved = {}
        for paper in waiting:
            asked = paper.create_date.date()
            day = paper.document_id.set_id._find_deadline(paper.applicant_id.first_day, asked)
            if day != paper.deadline:
                moved[paper] = {"deadline": max(day, get_today(self.env))}
        if moved:
            write_past_orm(moved)
            changed = waiting.browse([paper.id for paper in moved])
            changed.applicant_id._remind_of_papers()

    def _find_paper_checker(self):
        """:return: ``res.users`` who may read what was handed in: HR, the recruiter, else an
        administrator"""
        for user in (self._get_page_colleague("hr"), self._get_speaker()):
            if user and user.has_group(HANDLER):
                return user
        steps = self.env["hr.recruitment.communication.step"]
        return steps._find_administrator(self.sudo().company_id)

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
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return self.env["hr.applicant.paperwork"].sudo()
        return self.sudo().paperwork_ids.filtered(lambda paper: paper.state != "withdrawn")
