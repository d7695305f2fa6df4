from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import is_html_empty


class HrInterviewKit(models.Model):
    """What those who hold an interview need: goals, questions, notes. One for each
    candidate of a meeting.

    Every colleague may read the meeting, and the candidate takes part in it. So the
    kit is a record of its own, for the recruiters and the interviewers of the
    application or of the meeting. The candidate sees nothing of it but the summary,
    in the thank-you email.
    """

    _name = "hr.interview.kit"
    _description = "Interview Kit"
    _inherit = "hr.candidate.guard.mixin"
    _order = "id desc"

    meeting_id = fields.Many2one(
        "calendar.event", required=True, readonly=True, ondelete="cascade", index=True
    )
    applicant_id = fields.Many2one(
        "hr.applicant", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="applicant_id.company_id", store=True, index="btree_not_null"
    )
    interviewer_ids = fields.Many2many(
        "res.users",
        string="Interviewers",
        readonly=True,
        help="Colleagues who were invited to the meeting by somebody who may read the application. "
        "Those who add themselves to the meeting do not see the kit.",
    )
    goal = fields.Text(
        "Goals of This Interview",
        help="What you want to know afterwards. The candidate does not see it.",
    )
    question_ids = fields.One2many("hr.interview.question", "kit_id", string="Questions")
    tailored_question_ids = fields.One2many(
        related="applicant_id.interview_question_ids",
        readonly=False,
        string="Questions for This Candidate",
        help="Kept with the application, for all its interviews.",
    )
    note_ids = fields.One2many("hr.interview.note", "kit_id", string="Notes")
    my_notes = fields.Html(
        compute="_compute_my_notes",
        inverse="_inverse_my_notes",
        help="Your own. The recruiters and the other interviewers read them, the "
        "candidate does not.",
    )
    other_note_ids = fields.Many2many(
        "hr.interview.note",
        compute="_compute_my_notes",
        string="Notes of the Others",
    )
    summary = fields.Char(
        "Summary for the Thank-You Email",
        help="One line about the interview, to the candidate: the only thing of the "
        "kit that the candidate sees.",
    )

    # Of the application and the meeting, for those who read the kit.
    candidate_name = fields.Char(related="applicant_id.partner_name", string="Candidate")
    job_name = fields.Char(related="applicant_id.job_id.name", string="Job Position")
    candidate_questions = fields.Text(related="applicant_id.candidate_questions")
    travels_from = fields.Char(
        related="applicant_id.travels_from",
        groups="hr_recruitment.group_hr_recruitment_user",
    )
    meeting_start = fields.Datetime(related="meeting_id.start", string="Start")
    meeting_stop = fields.Datetime(related="meeting_id.stop", string="End")
    meeting_active = fields.Boolean(related="meeting_id.active")
    has_interview_form = fields.Boolean(compute="_compute_has_interview_form")
    reads_application = fields.Boolean(compute="_compute_reads_application")
    document_ids = fields.Many2many(
        "ir.attachment", compute="_compute_document_ids", string="Documents"
    )

    _one_each = models.Constraint(
        "UNIQUE (meeting_id, applicant_id)",
        "There is one interview kit for each candidate of a meeting.",
    )

    @api.depends("applicant_id.partner_name", "meeting_id.start")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for kit in self:
            name = kit.sudo().applicant_id.partner_name
            kit.display_name = (
                self.env._("Interview with %s", name) if name else self.env._("Interview Kit")
            )

    @api.depends("note_ids.body", "note_ids.user_id")
    @api.depends_context("uid")
    def _compute_my_notes(self):
        for kit in self:
            mine = kit.note_ids.filtered(lambda note: note.user_id == self.env.user)
            kit.my_notes = mine[:1].body
            kit.other_note_ids = kit.note_ids - mine

    def _inverse_my_notes(self):
        for kit in self:
            mine = kit.note_ids.filtered(lambda note: note.user_id == self.env.user)
            body = kit.my_notes
            if mine:
                mine.body = body
            elif not is_html_empty(body):
                self.env["hr.interview.note"].create({"kit_id": kit.id, "body": body})

    @api.depends("applicant_id.job_id.survey_id")
    def _compute_has_interview_form(self):
        for kit in self:
            kit.has_interview_form = bool(kit.sudo().applicant_id.job_id.survey_id)

    @api.depends("applicant_id")
    @api.depends_context("uid")
    def _compute_reads_application(self):
        """A colleague who only takes part in the meeting has the kit, not the application."""
        for kit in self:
            kit.reads_application = kit.applicant_id.has_access("read")

    @api.depends_context("uid")
    def _compute_document_ids(self):
        """The application's documents, and those that Odoo copied to the meeting:
        what the reader may open, each once. Invitations are no documents."""
        attachments = self.env["ir.attachment"]
        for kit in self:
            of_meeting = Domain(
                [
                    ("res_model", "=", "calendar.event"),
                    ("res_id", "=", kit.meeting_id.id),
                    ("mimetype", "!=", "text/calendar"),
                ]
            )
            of_application = Domain(
                [
                    ("res_model", "=", "hr.applicant"),
                    ("res_id", "=", kit.applicant_id.id),
                ]
            )
            readable = kit.applicant_id.has_access("read")
            found = attachments.search(
                (of_meeting | of_application) if readable else of_meeting,
                order="res_model desc, id",
            )
            once = {}
            for document in found:
                once.setdefault((document.name, document.checksum), document.id)
            kit.document_ids = attachments.browse(once.values())

    def web_read(self, specification):
        """Not from a replica of the database, which may be behind: who opens the kit again
        after writing would go on from older notes, and save those."""
        return super().web_read(specification)

    web_read._readonly = False

    def action_take_questions(self):
        """Take the questions of the job's interview form that are not here yet."""
        self.check_access("write")
        for kit in self:
            taken = kit.question_ids.survey_question_id
            self.env["hr.interview.question"].create(
                [
                    {"kit_id": kit.id, **values}
                    for values in kit._suggest_questions()
                    if values["survey_question_id"] not in taken.ids
                ]
            )

    def action_open_meeting(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Meeting"),
            "res_model": "calendar.event",
            "res_id": self.meeting_id.id,
            "views": [(False, "form")],
        }

    def action_open_application(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Application"),
            "res_model": "hr.applicant",
            "res_id": self.applicant_id.id,
            "views": [(False, "form")],
        }

    def action_print(self):
        return self.env.ref(
            "hr_recruitment_candidate_experience.action_interview_kit_report"
        ).report_action(self)

    def _suggest_questions(self):
        """The job's interview form: its sections are competences, free text is an open
        question and everything else a direct one.

        :return: list of values of ``hr.interview.question``, without the kit
        """
        form = self.sudo().applicant_id.job_id.survey_id
        return [
            {
                "sequence": number,
                "competence": question.page_id.title,
                "name": question.title,
                "kind": "open"
                if question.question_type in ("text_box", "char_box", False)
                else "direct",
                "survey_question_id": question.id,
            }
            for number, question in enumerate(form.question_ids)
        ]

    def _get_competences(self):
        """What is asked, for the printed kit: the kit's own questions, or else those
        of the interview form.

        :return: list of (competence or "", list of dict name, kind)
        """
        asked = self.question_ids.read(["competence", "name", "kind"])
        groups = {}
        for question in asked or self._suggest_questions():
            groups.setdefault(question["competence"] or "", []).append(question)
        return list(groups.items())

    def _get_url(self):
        return f"/odoo/{self._name}/{self.id}"
