from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..batch import get_now, get_today
from .bank_accounts import name_bank
from .states import HANDLER, KINDS, WAITING


class HrApplicantPaperwork(models.Model):
    """A document that one candidate is asked for. Recruiters see how it stands; what is in it
    is read by the group that handles paperwork, and by nobody else: it is in no chatter, and
    no list of files of the application leads there."""

    _name = "hr.applicant.paperwork"
    _description = "Document of a Candidate"
    _inherit = ["hr.candidate.application.mixin"]
    _order = "deadline, sequence, id"

    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    company_id = fields.Many2one(related="applicant_id.company_id", store=True, index=True)
    candidate_name = fields.Char(related="applicant_id.partner_name", string="Candidate")
    job_id = fields.Many2one(related="applicant_id.job_id", store=True, index=True)
    department_id = fields.Many2one(related="applicant_id.department_id", store=True)
    user_id = fields.Many2one(related="applicant_id.user_id", store=True)
    first_day = fields.Date(related="applicant_id.first_day", store=True)
    document_id = fields.Many2one(
        "hr.paperwork.document", required=True, ondelete="restrict", readonly=True
    )
    sequence = fields.Integer(readonly=True)
    is_planned = fields.Boolean(
        "From the Plan",
        readonly=True,
        technical=True,
        help="It was asked for with the preparations, and follows the changes of the plan.",
    )
    name = fields.Char("Title", readonly=True, required=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    state = fields.Selection(
        [
            ("todo", "To Do"),
            ("handed_in", "To Check"),
            ("mend", "To Correct"),
            ("checked", "Checked by HR"),
            ("replaced", "Replaced"),
            ("withdrawn", "No Longer Needed"),
        ],
        default="todo",
        required=True,
        readonly=True,
        index=True,
    )
    deadline = fields.Date(readonly=True)
    is_late = fields.Boolean("Late", compute="_compute_is_late", search="_search_is_late")
    handed_in_date = fields.Datetime("Handed In On", readonly=True)
    checked_date = fields.Datetime("Checked On", readonly=True)
    checked_user_id = fields.Many2one("res.users", "Checked By", readonly=True)
    document_hash = fields.Char("Fingerprint (SHA-256) of What Was Shown", readonly=True)
    mend_words = fields.Text(
        "What to Correct",
        write_groups=HANDLER,
        groups=HANDLER,
        help="What is wrong. The candidate reads it.",
    )
    answers = fields.Json("Answers, Each", readonly=True, technical=True, groups=HANDLER)
    answer_words = fields.Text("Answers", compute="_compute_answer_words", groups=HANDLER)
    file = fields.Binary(attachment=True, readonly=True, groups=HANDLER)
    file_name = fields.Char("Name of the File", readonly=True, groups=HANDLER)

    @api.depends("deadline", "state")
    def _compute_is_late(self):
        today = get_today(self.env)
        for paper in self:
            paper.is_late = bool(
                paper.state in WAITING and paper.deadline and paper.deadline < today
            )

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = [("state", "in", WAITING), ("deadline", "<", get_today(self.env))]
        return late if True in value else ["!", "&", *late]

    @api.depends("answers")
    @api.depends_context("lang")
    def _compute_answer_words(self):
        for paper in self:
            paper.answer_words = "\n".join(map(paper._say_answer, paper.answers or ()))

    def _say_answer(self, answer):
        """:param dict answer: one of ``answers``
        :return: str, with what whoever checks it has to know"""
        bank = name_bank(answer["value"]) if answer.get("kind") == "bank_se" else ""
        notes = {
            "bank_unknown": self.env._(
                "this clearing number is not known here: please check it yourself"
            ),
            "bank_unsure": self.env._(
                "the check digit does not fit, which happens at this bank: please make sure"
            ),
        }
        said = "; ".join(filter(None, (bank, notes.get(answer.get("note")))))
        words = f"{answer['label']}: {answer['value']}"
        return f"{words} ({said})" if said else words

    # What those do who handle it -------------------------------------------------------

    def action_check(self):
        """What was handed in is right."""
        self._check_handles()
        papers = self.filtered(lambda paper: paper.state == "handed_in")
        papers.sudo().write(
            {
                "state": "checked",
                "checked_date": get_now(self.env),
                "checked_user_id": self.env.uid,
                "mend_words": False,
            }
        )

    def action_ask_to_mend(self):
        """The candidate is told on the page what is wrong.

        :raise UserError: for who has not said what
        """
        self._check_handles()
        papers = self.filtered(lambda paper: paper.state in ("handed_in", "checked"))
        if not all(paper.mend_words for paper in papers):
            raise UserError(self.env._("Please write first what is wrong: the candidate reads it."))
        papers.sudo().write({"state": "mend", "checked_date": False, "checked_user_id": False})

    def action_withdraw(self):
        """It is not needed any more. What was handed in is deleted."""
        self._check_handles()
        self.sudo().write(
            {"state": "withdrawn", "answers": False, "file": False, "file_name": False}
        )

    def _check_handles(self):
        self.check_access("write")
        if not self.env.user.has_group(HANDLER):
            raise AccessError(self.env._("Only people who handle paperwork can do this."))
