from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, is_html_empty, plaintext2html

from ..models.write_groups import ADMINISTRATOR

FAQ = "employer_faq"


class HrCandidateQuestionAnswer(models.TransientModel):
    """Answer once what one candidate or many have asked: it becomes one of the questions and
    answers of the employer message, and those who asked read it on their page."""

    _name = "hr.candidate.question.answer"
    _description = "Answer Once"

    question_ids = fields.Many2many(
        "hr.candidate.question",
        "hr_candidate_question_answer_rel",
        string="Questions",
        required=True,
    )
    asked = fields.Text("What They Asked", compute="_compute_asked")
    question = fields.Char(
        compute="_compute_question",
        store=True,
        readonly=False,
        required=True,
        help="As all candidates read it.",
    )
    answer = fields.Text("Your Answer", required=True)
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        required=True,
        default=lambda self: self.env.lang or self.env.user.lang,
        help="In which you write it, and in which it is added and read.",
    )
    put_in = fields.Selection(
        [("company", "The company"), ("job", "The job position")],
        "Add It To",
        required=True,
        default="company",
        help="Whose questions and answers it is added to.",
    )
    job_id = fields.Many2one("hr.job", compute="_compute_whose")
    company_id = fields.Many2one("res.company", compute="_compute_whose")
    has_other_langs = fields.Boolean(compute="_compute_has_other_langs")
    tell = fields.Boolean(
        "Email Those Who Asked",
        default=True,
        help="One email each, as the plan has it. Nobody whose application is closed, on hold "
        "or who wants no messages gets it; the answer stands on their page all the same.",
    )
    lang_hint = fields.Char(compute="_compute_lang_hint")

    @api.depends("question_ids")
    def _compute_asked(self):
        for dialog in self:
            dialog.asked = "\n\n".join(dialog.question_ids._origin.mapped("text"))

    @api.depends("question_ids")
    def _compute_question(self):
        for dialog in self:
            texts = dialog.question_ids._origin.mapped("text")
            dialog.question = " ".join(texts[0].split()) if len(texts) == 1 else False

    @api.depends("question_ids")
    def _compute_whose(self):
        """One job position and one company, or none."""
        for dialog in self:
            questions = dialog.question_ids._origin
            jobs = questions.job_id
            dialog.job_id = jobs if len(jobs) == 1 and all(q.job_id for q in questions) else False
            companies = questions.company_id or self.env.company
            dialog.company_id = companies if len(companies) == 1 else False

    @api.depends("lang")
    def _compute_has_other_langs(self):
        self.has_other_langs = len(self.env["res.lang"].get_installed()) > 1

    @api.depends("lang", "question_ids", "tell")
    def _compute_lang_hint(self):
        """Whom the answer does not reach in their language."""
        for dialog in self:
            applicants = dialog.question_ids._origin.applicant_id
            code = (dialog.lang or "")[:2]
            others = applicants.filtered(lambda a, code=code: a._get_candidate_lang()[:2] != code)
            shown = dialog.tell and others
            dialog.lang_hint = dialog._say_others(others) if shown else False

    def _say_others(self, others):
        return self.env._(
            "%s of those who asked read another language: their email says that the answer is "
            "on their page, where they read it as you write it.",
            len(others),
        )

    def action_answer(self):
        """:raise UserError: for questions of several topics, companies or job positions"""
        self.ensure_one()
        self._check_may_answer()
        owner = self._find_owner()
        self._begin_with_those_of_company(owner)
        spoken = owner.with_context(lang=self.lang)
        entry = Markup("<p><b>%s</b></p>%s") % (self.question, plaintext2html(self.answer))
        spoken[FAQ] = Markup(spoken[FAQ] or "") + entry
        questions = self.question_ids.sudo()
        questions._note_answer(self.question, self.answer, self.lang)
        if self.tell:
            questions._mail_answer()
        return {"type": "ir.actions.act_window_close"}

    def _check_may_answer(self):
        if not self.env.user.has_group(ADMINISTRATOR):
            raise AccessError(
                self.env._("Only recruitment administrators change the employer message.")
            )
        self.question_ids.check_access("write")
        self.question_ids._check_one_topic()

    def _find_owner(self):
        """:return: whose message it is added to, with the rights by which it is written: of a
        company, an administrator of recruitment writes the message and nothing else"""
        if self.put_in == "job":
            if not self.job_id:
                raise UserError(self.env._("These questions are not of one job position."))
            self.job_id.check_access("write")
            return self.job_id
        if not self.company_id:
            raise UserError(self.env._("Answer the questions of each company for itself."))
        if self.company_id not in self.env.companies:
            raise AccessError(self.env._("Switch to the company first."))
        return self.company_id.sudo()

    def _begin_with_those_of_company(self, owner):
        """A job position that says nothing of its own tells what the company says: that is
        not to be lost. In all languages, which one write does not do."""
        company = self.company_id
        if owner._name != "hr.job" or not is_html_empty(owner[FAQ]) or not company:
            return
        company.sudo().flush_recordset([FAQ])
        owner.flush_recordset([FAQ])
        self.env.execute_query(
            SQL(
                """UPDATE hr_job SET employer_faq = company.employer_faq
                     FROM res_company AS company
                    WHERE hr_job.id = %s AND company.id = %s""",
                owner.id,
                company.id,
            )
        )
        owner.invalidate_recordset([FAQ])
