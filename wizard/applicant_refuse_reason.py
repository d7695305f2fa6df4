from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from ..models.batch import Batch, get_now
from ..models.decision.hr_applicant_decision import CHANNELS
from ..models.rendering.named_dates import NamedDates
from ..models.rendering.preview_reader import Reader


class ApplicantGetRefuseReason(models.TransientModel):
    """Odoo's wizard, with what the candidate hears: why, how, when, and in which
    words. Nothing is sent from here; the refusal is scheduled."""

    _inherit = "applicant.get.refuse.reason"

    # Nobody is refused for a reason that nobody chose, nor asked for one to tell later.
    refuse_reason_id = fields.Many2one(
        default=None,
        required=False,
        domain=lambda self: list(self.refuse_reason_id._get_offered_domain()),
    )
    reason_silent = fields.Boolean(related="refuse_reason_id.silent_allowed")
    reason_ended_by = fields.Selection(related="refuse_reason_id.ended_by")
    applicant_count = fields.Integer(compute="_compute_situation")
    was_interviewed = fields.Boolean(compute="_compute_situation")
    channel = fields.Selection(CHANNELS, compute="_compute_channel", store=True, readonly=False)
    answer_date = fields.Datetime(
        "Will Be Sent On", compute="_compute_answer_date", store=True, readonly=False
    )
    earliest_answer_date = fields.Datetime(
        "Earliest Refusal Date", compute="_compute_earliest_answer_date"
    )
    preview_applicant_id = fields.Many2one(
        "hr.applicant",
        string="Preview For",
        compute="_compute_preview_applicant_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', applicant_ids), ('active', 'in', (True, False))]",
    )
    message_subject = fields.Char(compute="_compute_message", store=True, readonly=False)
    message_body = fields.Html(
        compute="_compute_message",
        store=True,
        readonly=False,
        sanitize="email_outgoing",
        render_engine=False,
    )
    # A user who may not read all of the message cannot edit it.
    message_is_masked = fields.Boolean(compute="_compute_message", store=True)
    unreachable_ids = fields.Many2many(
        "hr.applicant",
        "applicant_get_refuse_reason_unreachable_rel",
        compute="_compute_situation",
        string="Without Email",
    )
    paused_ids = fields.Many2many(
        "hr.applicant",
        "applicant_get_refuse_reason_paused_rel",
        compute="_compute_situation",
        string="On Hold",
    )
    stopped_ids = fields.Many2many(
        "hr.applicant",
        "applicant_get_refuse_reason_stopped_rel",
        compute="_compute_situation",
        string="Want No Messages",
    )
    booked_ids = fields.Many2many(
        "hr.applicant",
        "applicant_get_refuse_reason_booked_rel",
        compute="_compute_situation",
        string="Interview Booked",
    )
    open_meeting_count = fields.Integer(compute="_compute_situation")
    next_meeting_date = fields.Datetime(compute="_compute_situation")
    near_miss = fields.Boolean(
        help="Good enough for another job position: the refusal asks for consent to "
        "keep the application."
    )
    near_miss_pool_ids = fields.Many2many(
        "hr.talent.pool",
        "applicant_get_refuse_reason_pool_rel",
        string="Talent Pools",
        help="Joined as soon as the candidate agrees to be kept.",
    )
    suggested_job_id = fields.Many2one(
        "hr.job",
        string="Suggested Job Position",
        help="The refusal tells the candidate about it.",
    )
    meetings = fields.Selection(
        [
            ("cancel", "Cancel them silently once the refusal has arrived"),
            ("keep", "Keep them"),
        ],
        default="cancel",
        string="Booked Interviews",
    )

    @api.depends("applicant_ids")
    def _compute_situation(self):
        now = get_now(self.env)
        for wizard in self:
            applicants = wizard.applicant_ids
            meetings = (
                self.env["calendar.event"]
                .sudo()
                .search([("applicant_id", "in", applicants.ids)], order="start")
            )
            ahead = meetings.filtered(lambda meeting: meeting.start > now)
            wizard.applicant_count = len(applicants)
            met = applicants._filter_interviewed()
            wizard.was_interviewed = bool(met) and met == applicants
            wizard.open_meeting_count = len(ahead)
            wizard.next_meeting_date = ahead[:1].start
            wizard.unreachable_ids = applicants.filtered(lambda a: not a.email_from)
            wizard.paused_ids = applicants.filtered("communication_paused")
            wizard.stopped_ids = applicants.filtered("messages_stopped")
            # In a dialog that is not saved they have no ids of their own.
            wizard.booked_ids = applicants._origin._filter_having(ahead)

    @api.depends("applicant_ids")
    def _compute_preview_applicant_id(self):
        for wizard in self:
            wizard.preview_applicant_id = wizard.applicant_ids[:1]

    @api.depends("was_interviewed", "unreachable_ids")
    def _compute_channel(self):
        for wizard in self:
            unreachable = wizard.unreachable_ids == wizard.applicant_ids
            if wizard.applicant_ids and unreachable:
                wizard.channel = "call"
            else:
                wizard.channel = "call_mail" if wizard.was_interviewed else "mail"

    @api.depends("applicant_ids")
    def _compute_earliest_answer_date(self):
        now = get_now(self.env)
        for wizard in self:
            times = wizard.applicant_ids._origin.sudo()._find_refusal_times(now)
            wizard.earliest_answer_date = max(times.values(), default=now)

    @api.depends("earliest_answer_date")
    def _compute_answer_date(self):
        for wizard in self:
            wizard.answer_date = wizard.earliest_answer_date

    @api.depends(
        "preview_applicant_id",
        "explanation",
        "explanation_ids.explanation",
        "refuse_reason_id",
        "channel",
        "near_miss",
        "suggested_job_id",
    )
    def _compute_message(self):
        """The message as the candidate will read it, in the candidate's language."""
        for wizard in self:
            reader = Reader(self.env)
            subject, body = wizard._render_message(reader)
            wizard.message_subject = subject
            wizard.message_body = reader.add_note(body)
            wizard.message_is_masked = bool(reader.hidden)

    def _render_message(self, reader):
        applicant = self.preview_applicant_id._origin
        template = self._find_message_template()
        if not applicant or not template or self.channel == "call":
            return False, False
        applicant.check_access("read")
        langs = self._find_langs()
        batch = Batch(
            self.answer_date or get_now(self.env),
            dates=NamedDates(editable=True),
            refusal={
                "explanation": self._get_explanations(langs).get(applicant.id) or "",
                "near_miss": self.near_miss,
                "suggested_job": self.suggested_job_id,
            },
        )
        told = batch.put_around(template)
        try:
            return tuple(
                reader.render(told, field, applicant) for field in ("subject", "body_html")
            )
        except UserError:
            # The decision stands; the row says it, and the recruiter gets a task.
            return self.env._("The email template does not work"), False

    def _find_message_template(self, applicant=None):
        """:param applicant: by default the one that is previewed
        :return: the template that the plan of this candidate uses"""
        applicant = (applicant or self.preview_applicant_id).sudo()
        if self.reason_silent or not applicant:
            return self.env["mail.template"]
        plan = applicant.communication_plan_id
        if self.reason_ended_by == "candidate":
            steps = applicant._find_steps(plan, ("withdrawn",))
        else:
            steps = applicant._find_refusal_steps(plan, applicant.company_id)
        mailing = steps.filtered(
            lambda step: step.action == "email" and not step._find_fault("email")
        )
        return mailing[:1]._choose_mail_template(applicant, "email")

    def action_refuse_reason_apply(self):
        self.ensure_one()
        langs = self._find_langs()
        texts = self._get_explanations(langs)
        self._check_refusal(texts)
        self._check_choices()
        batch = Batch(get_now(self.env), duplicates=self._find_duplicates())
        wizard = batch.put_around(self).with_context(
            active_test=False,
            # Many at once are noted in one go, instead of tracked one by one.
            tracking_disable=len(self.applicant_ids) > 1,
        )
        applicants = wizard.applicant_ids
        wizard.send_mail = False
        applicants.sudo().write(
            {
                "refusal_channel": self.channel,
                "near_miss": self.near_miss,
                "near_miss_pool_ids": self.near_miss_pool_ids.ids,
                "suggested_job_id": self.suggested_job_id.id,
                "keep_meetings": self.meetings == "keep",
            }
        )
        self._keep_explanations(applicants, texts)
        res = super(ApplicantGetRefuseReason, wizard).action_refuse_reason_apply()
        self._log_decision(applicants)
        self._keep_message(applicants, self._is_written_by_person(langs, texts), langs)
        return self._follow_refusals(applicants, res)

    def _find_duplicates(self):
        """One person hears once.

        :return: set of ids, of the chosen duplicates whose person is answered here in
            another application: a client can choose any
        """
        if not self.duplicates:
            return set()
        answered = self._get_related_original_applicants()
        chosen = self.duplicate_applicant_ids.filtered(lambda a: a in answered)
        return set((chosen - self.applicant_ids).ids)

    def _keep_explanations(self, applicants, texts):
        """:param dict texts: applicant id -> in the language that the candidate reads"""
        for text, same in applicants.sudo().grouped(lambda a: texts.get(a.id)).items():
            same.write({"refusal_explanation": text})

    def _follow_refusals(self, applicants, close):
        """Many at once: say how many will hear, and where to follow it.

        :param dict close: action that closes the dialog
        """
        pending = applicants.filtered(lambda a: a.answer_state == "pending")
        if len(pending) < 2:
            return close
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%s refusals are on their way: %%s", len(pending)),
                "links": [
                    {
                        "label": self.env._("follow them"),
                        "url": "/odoo/refused-candidates",
                    }
                ],
                "next": close,
            },
        }

    def _check_refusal(self, texts):
        if not self.refuse_reason_id:
            raise UserError(self.env._("Choose a reason: nobody is refused without one."))
        told = self.applicant_ids.filtered(lambda a: a.refuse_reason_id)
        if told:
            raise UserError(
                self.env._(
                    "Somebody has decided in the meantime: %s",
                    ", ".join(told.mapped("display_name")),
                )
            )
        owed = not self.reason_silent and self.reason_ended_by == "company"
        unexplained = not all((text or "").strip() for text in texts.values())
        if owed and self.was_interviewed and unexplained:
            raise UserError(
                self.env._("Candidates you have met should learn why: write an explanation first.")
            )
        if owed and self.answer_date < self.earliest_answer_date - timedelta(minutes=5):
            raise UserError(self.env._("The refusal cannot be sent before the minimum delay."))

    def _check_choices(self):
        """Interviewers refuse in this dialog, too, and name other records in it: they
        must have access to them."""
        self.applicant_ids.check_access("write")
        self.suggested_job_id.check_access("read")
        self.near_miss_pool_ids.check_access("read")

    def _log_decision(self, applicants):
        if len(applicants) < 2:
            return
        text = self.env._("Refused: %s", self.refuse_reason_id.name)
        applicants._message_log_batch({applicant.id: text for applicant in applicants})

    def _has_own_message(self):
        """:return: whether the message that is shown is the one that leaves"""
        return len(self.applicant_ids) == 1 and self.message_body and not self.message_is_masked

    def _is_written_by_person(self, langs, texts):
        """:return: whether somebody changed what the template and the reason say"""
        said = {lang: self._get_prefilled_explanation(lang) or "" for lang in set(langs.values())}
        if any((texts[applicant] or "") != said[lang] for applicant, lang in langs.items()):
            return True
        return bool(self._has_own_message()) and self._is_text_edited()

    def _is_text_edited(self):
        subject, body = self._render_message(Reader(self.env))
        return subject != self.message_subject or html2plaintext(body or "") != html2plaintext(
            self.message_body
        )

    def _keep_message(self, applicants, by_person, langs):
        """Keep the message that was shown and perhaps edited: the candidate gets this one."""
        rows = applicants._find_refusals(("state", "=", "scheduled"))
        mails = rows.filtered(lambda row: row.action == "email")
        if self._has_own_message():
            mails.write({"subject": self.message_subject, "body": self.message_body})
            # An explanation in a text that is ours is kept with the application.
            if not by_person or not self._is_text_edited():
                mails.sudo()._note_signer()
        texts = rows.filtered(lambda row: row.action in ("email", "sms"))
        for lang, same in texts.sudo().grouped(lambda row: langs.get(row.applicant_id.id)).items():
            same.write({"is_written_by_person": by_person, "words_lang": lang})
        if self.answer_date > self.earliest_answer_date:
            rows.write({"scheduled_date": self.answer_date})
            rows._set_next_attempt()
