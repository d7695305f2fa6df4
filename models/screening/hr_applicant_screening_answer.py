from odoo import api, fields, models

from ..batch import get_now
from .recordings import PLAYABLE
from .states import KINDS, MOST_TAKES, RECORDED

ROUTE = "/recruitment/screening"


class HrApplicantScreeningAnswer(models.Model):
    """One question that a candidate was asked, and the answer. It is a draft that nobody here
    reads until everything is handed in; then nobody writes in it, and only a recording can
    go: when the candidate says so, or when its time is over."""

    _name = "hr.applicant.screening.answer"
    _description = "Answer to a Screening Question"
    _inherit = "hr.screening.access.mixin"
    _order = "screening_id desc, sequence, id"

    screening_id = fields.Many2one(
        "hr.applicant.screening",
        "Screening Questions",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    applicant_id = fields.Many2one(
        "hr.applicant", "Application", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="applicant_id.company_id", store=True)
    sequence = fields.Integer(readonly=True)
    question_id = fields.Many2one(
        "hr.screening.question",
        "Question in the Set",
        technical=True,
        readonly=True,
        ondelete="set null",
    )
    name = fields.Text("Question", required=True, readonly=True)
    kind = fields.Selection(KINDS, "Answered", readonly=True)
    text = fields.Text("Answer", readonly=True)
    recording = fields.Binary(attachment=True, readonly=True)
    recording_size = fields.Integer("Size (Bytes)", readonly=True, aggregator=None)
    recording_seconds = fields.Integer(
        "Length (Seconds)",
        readonly=True,
        aggregator=None,
        help="As the file says it. 0: it does not say.",
    )
    mimetype = fields.Char(technical=True, readonly=True)
    deleted_date = fields.Datetime("Recording Deleted On", readonly=True)
    deleted_by = fields.Selection(
        [("time", "The retention time is over"), ("candidate", "The candidate")],
        "Recording Deleted Because",
        readonly=True,
    )
    takes = fields.Integer(technical=True, readonly=True, groups="base.group_system")
    recording_url = fields.Char(compute="_compute_recording_url")
    is_playable = fields.Boolean(compute="_compute_recording_url")
    summary = fields.Char(compute="_compute_summary")

    @api.depends("recording_size", "mimetype")
    def _compute_recording_url(self):
        for answer in self:
            answer.recording_url = bool(answer.recording_size) and answer._get_recording_url()
            answer.is_playable = answer.recording_size and answer.mimetype in PLAYABLE

    @api.depends("kind", "recording_size", "recording_seconds", "deleted_date", "deleted_by")
    @api.depends_context("lang", "tz")
    def _compute_summary(self):
        """What there is, where it is not text."""
        for answer in self:
            answer.summary = answer._say_summary()

    def _get_recording_url(self):
        return f"{ROUTE}/{self.id}/recording"

    def _say_summary(self):
        if not self.kind:
            return self.env._("Not answered")
        if self.kind == "text":
            return False
        kind = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        if self.deleted_by == "candidate":
            return self.env._("%s, deleted by the candidate", kind)
        if self.deleted_date:
            return self.env._("%s, deleted when the retention time was over", kind)
        size = max(1, round(self.recording_size / 1_000_000))
        if not self.recording_seconds:
            return self.env._("%(kind)s, length unknown, %(size)s MB", kind=kind, size=size)
        minutes, seconds = divmod(self.recording_seconds, 60)
        return self.env._(
            "%(kind)s, %(length)s, %(size)s MB",
            kind=kind,
            length=f"{minutes}:{seconds:02}",
            size=size,
        )

    def _say_question(self):
        """:return: str, in the language of the context; once handed in, as it was asked"""
        question = self.question_id if self.screening_id.state != "done" else None
        return (question and question.name) or self.name

    def _get_hint(self):
        return self.question_id.hint if self.screening_id.state != "done" else False

    # What the candidate does -----------------------------------------------------------

    def _may_save(self):
        """Counts it, too: a page that saves without end is no candidate."""
        self.ensure_one()
        self.screening_id._lock()
        self.sudo().takes += 1
        return self.sudo().takes <= MOST_TAKES

    def _save_text(self, text):
        """:param str text: plain, as it was typed"""
        self._remove_recording()
        self.write({"kind": "text", "text": text, "deleted_date": False, "deleted_by": False})
        self.screening_id._note_started()

    def _clear(self):
        """Of a draft nothing stays."""
        self._remove_recording()
        self.write({"kind": False, "text": False})

    def _note_deleted(self, why):
        """The recording goes. That the question was answered stays.

        :param str why: of ``deleted_by``"""
        recorded = self.filtered(lambda answer: answer.kind in RECORDED and answer.recording_size)
        recorded._remove_recording()
        recorded.write({"deleted_date": get_now(self.env), "deleted_by": why})
        return recorded
