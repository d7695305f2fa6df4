from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..batch import get_now
from ..write_groups import OFFICER
from .states import OPEN, RECORDED, STATES, USES, WAITING


class HrApplicantScreening(models.Model):
    """Screening questions that a candidate was asked: one row for each application and
    sending. People read, listen and look. Nothing here is a score, and no state moves or
    refuses an application.
    """

    _name = "hr.applicant.screening"
    _description = "Screening Questions of a Candidate"
    _inherit = ["hr.screening.access.mixin", "hr.candidate.request.mixin"]
    _order = "id desc"
    _rec_name = "set_id"

    _asked_in = "screening_id"
    _asked_by = "screening"
    _asked_as = "screening"
    _asked_while = WAITING
    _asked_no_more = "screening_over"

    applicant_id = fields.Many2one(
        "hr.applicant", "Application", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="applicant_id.company_id", store=True, index="btree_not_null"
    )
    job_id = fields.Many2one(related="applicant_id.job_id", store=True)
    user_id = fields.Many2one(related="applicant_id.user_id", store=True, string="Recruiter")
    candidate_name = fields.Char(
        "Candidate", related="applicant_id.partner_name", related_sudo=True
    )
    set_id = fields.Many2one(
        "hr.screening.set",
        "Screening Questions",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    state = fields.Selection(STATES, required=True, default="sent", readonly=True, index=True)
    deadline = fields.Datetime(
        help="The day that the candidate was told, until midnight in their time zone. Later "
        "answers are possible until you close the questions or the application.",
    )
    keep_days = fields.Integer(
        "Days to Keep Recordings",
        readonly=True,
        help="As the candidate was told when the questions were sent.",
    )
    keep_until = fields.Datetime("Recordings Deleted On", readonly=True, index="btree_not_null")
    started_date = fields.Datetime("Begun On", readonly=True)
    done_date = fields.Datetime("Handed In On", readonly=True)
    ended_date = fields.Datetime(readonly=True, technical=True)
    # The application was closed: it can come back. Otherwise somebody said so.
    is_ended_by_closing = fields.Boolean(readonly=True, technical=True)
    read_date = fields.Datetime("Read On", readonly=True)
    answer_ids = fields.One2many(
        "hr.applicant.screening.answer", "screening_id", "Answers", readonly=True
    )
    answered = fields.Char(compute="_compute_answered", compute_sudo=True)
    note_ids = fields.One2many("hr.applicant.screening.note", "screening_id", "Notes")
    my_note = fields.Text(
        compute="_compute_my_note",
        inverse="_inverse_my_note",
        help="Your own. The recruiters and those who interview the candidate read it, the "
        "candidate does not.",
    )
    other_note_ids = fields.Many2many(
        "hr.applicant.screening.note", compute="_compute_my_note", string="Notes of the Others"
    )
    communication_ids = fields.One2many(
        "hr.applicant.communication", "screening_id", readonly=True, string="Messages"
    )

    _to_read = models.Index("(applicant_id) WHERE state = 'done' AND read_date IS NULL")

    @api.depends("state", "answer_ids.kind")
    @api.depends_context("lang")
    def _compute_answered(self):
        """Before they are handed in, nobody here is told how far somebody has come."""
        for screening in self:
            answers = screening.answer_ids
            screening.answered = screening.state == "done" and self.env._(
                "%(number)s of %(all)s",
                number=len(answers.filtered("kind")),
                all=len(answers),
            )

    @api.depends("note_ids.body", "note_ids.user_id")
    @api.depends_context("uid")
    def _compute_my_note(self):
        for screening in self:
            mine = screening.note_ids.filtered(lambda note: note.user_id == self.env.user)
            screening.my_note = mine[:1].body
            screening.other_note_ids = screening.note_ids - mine

    def _inverse_my_note(self):
        for screening in self:
            mine = screening.note_ids.filtered(lambda note: note.user_id == self.env.user)
            body = screening.my_note
            if mine:
                mine.body = body
            elif (body or "").strip():
                mine.create({"screening_id": screening.id, "body": body})

    def unlink(self):
        """The database deletes what hangs on it, and leaves the files."""
        self.sudo().answer_ids.unlink()
        return super().unlink()

    # Asking ----------------------------------------------------------------------------

    @api.model
    def _ask(self, applicants, questions):
        """:param questions: ``hr.screening.set``
        :return: one for each application, in their order; nobody is told by this"""
        made = self.sudo().create(
            [
                {
                    "applicant_id": applicant.id,
                    "set_id": questions.id,
                    "keep_days": (applicant.company_id or self.env.company)
                    .sudo()
                    .screening_keep_days,
                }
                for applicant in applicants.sudo()
            ]
        )
        made._add_questions()
        return made

    def _add_questions(self):
        """Each as it is asked, in the candidate's language: what is changed in the set later
        is no other question to who has been asked."""
        values = []
        for lang, same in self.grouped(lambda s: s.applicant_id._get_candidate_lang()).items():
            for screening in same:
                words = screening.set_id._get_questions().with_context(lang=lang)
                values += [
                    {
                        "screening_id": screening.id,
                        "applicant_id": screening.applicant_id.id,
                        "question_id": question.id,
                        "sequence": number,
                        "name": question.name,
                    }
                    for number, question in enumerate(words, 1)
                ]
        self.env["hr.applicant.screening.answer"].sudo().create(values)

    # Deadline --------------------------------------------------------------------------

    def _is_open(self):
        """As far as the candidate knows: while a refusal waits, the questions stay open.

        :return: whether the candidate may answer and hand in"""
        self.ensure_one()
        used = self.env["hr.candidate.settings"]._is_used(USES)
        return used and self.state in OPEN and self.applicant_id._get_page_state() == "ongoing"

    # What people do with it ------------------------------------------------------------

    def _check_officer(self):
        """:return: the same, as superuser
        :raise AccessError: for who is no recruiter, or may not open the applications"""
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group(OFFICER):
            raise AccessError(self.env._("Recruiters do this."))
        return self.sudo()

    def action_mark_read(self):
        """The answers have been read; the to-do about it is done."""
        screenings = self._check_officer().filtered(lambda s: s.state == "done")
        unread = screenings.filtered(lambda s: not s.read_date)
        unread.read_date = get_now(self.env)
        unread._finish_todos()

    def _get_url(self):
        return f"/odoo/{self._name}/{self.id}"

    def _filter_with_recordings(self):
        return self.filtered(
            lambda s: any(a.kind in RECORDED and a.recording_size for a in s.answer_ids)
        )
