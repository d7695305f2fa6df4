from odoo import api, fields, models
from odoo.exceptions import UserError

from ..batch import get_now, get_today
from .consent_kinds import ASKED_KINDS, STATES

CRON = "hr_recruitment_candidate_experience.ir_cron_consents"


class HrApplicantConsentQuestion(models.Model):
    """What a candidate was asked to agree to, and how it stands. It is answered on the
    candidate's page and nowhere else; the register keeps what was pressed."""

    _name = "hr.applicant.consent.question"
    _description = "Question for Consent"
    _order = "date desc, id desc"
    _rec_name = "text_id"

    applicant_id = fields.Many2one(
        "hr.applicant", "Application", required=True, index=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="applicant_id.company_id", store=True)
    text_id = fields.Many2one(
        "hr.recruitment.consent.text",
        "Consent",
        required=True,
        index=True,
        readonly=True,
        ondelete="restrict",
    )
    kind = fields.Selection(ASKED_KINDS, related="text_id.kind", store=True)
    user_id = fields.Many2one("res.users", "Asked By", readonly=True)
    date = fields.Datetime("Asked On", required=True, readonly=True)
    told_date = fields.Datetime(
        "Email On", readonly=True, help="When the candidate got an email with the question."
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="waiting", index=True)
    until = fields.Date("Valid Until", readonly=True)

    _once = models.UniqueIndex("(applicant_id, text_id)")

    def _is_in_force(self):
        return self.state == "given" and self.until >= get_today(self.env)

    # Asking --------------------------------------------------------------------------

    @api.model
    def _ask(self, applicants, texts):
        """The candidates get an email from the cron; who has agreed and is asked again
        keeps what was agreed to until then.

        :raise UserError: where somebody cannot be asked, with the name"""
        texts.check_access("read")
        applicants._check_may_tell()
        applicants.sudo()._check_can_be_asked_for_consent(texts)
        asked = {(q.applicant_id, q.text_id): q for q in applicants.sudo().consent_question_ids}
        values = {"user_id": self.env.uid, "date": get_now(self.env), "told_date": False}
        self.sudo().union(*asked.values()).filtered(lambda q: q.text_id in texts).write(values)
        self.sudo().create(
            [
                {**values, "applicant_id": applicant.id, "text_id": text.id}
                for applicant in applicants
                for text in texts
                if (applicant.sudo(), text.sudo()) not in asked
            ]
        )
        cron = self.env.ref(CRON, raise_if_not_found=False)
        if cron:
            cron._trigger()

    @api.model
    def _cron_consents(self):
        """End what is over, and send what was asked."""
        over = self.search([("state", "=", "given"), ("until", "<", get_today(self.env))])
        over.applicant_id._do_nightly("_end_consents")
        self.env["ir.cron"]._commit_progress(1)
        untold = self.search([("told_date", "=", False)])
        untold.applicant_id._do_nightly("_tell_consent_questions")

    def _answer(self, agrees, words):
        """The candidate has pressed.

        :param bool agrees: whether it was a yes
        :param str words: what was read before it"""
        self.ensure_one()
        register = self.env["hr.applicant.consent"]
        if agrees:
            event = "renewed" if self._is_in_force() else "given"
            state, until = "given", self.text_id._get_next_end()
        else:
            event = state = "withdrawn" if self._is_in_force() else "declined"
            until = False
        self.sudo().write({"state": state, "until": until})
        register._note(
            self.applicant_id,
            self.kind,
            event,
            text_id=self.text_id.id,
            until=until,
            words=words,
            lang=self.env.lang,
        )
        return event

    def _get_shown_words(self):
        """:return: what the candidate has read and agreed to"""
        given = self.env["hr.applicant.consent"].search(
            [
                ("applicant_id", "=", self.applicant_id.id),
                ("text_id", "=", self.text_id.id),
                ("event", "in", ("given", "renewed")),
            ],
            limit=1,
        )
        return given.words


class HrApplicant(models.Model):
    _inherit = "hr.applicant"

    def _check_can_be_asked_for_consent(self, texts):
        """:raise UserError: with the names of those who cannot be"""
        if not self or not texts:
            raise UserError(self.env._("Choose what to ask for."))
        erasing = self.env["hr.applicant.data.request"]._filter_erasing(self)
        for applicant in self:
            obstacle = "erasing" if applicant in erasing else applicant._find_consent_obstacle()
            if obstacle:
                raise UserError(applicant._say_consent_obstacle(obstacle))
        strange = texts.filtered("company_id").filtered(
            lambda text: any(a.company_id and a.company_id != text.company_id for a in self)
        )
        if strange:
            raise UserError(self.env._("“%s” is a text of another company.", strange[0].name))

    def _find_consent_obstacle(self):
        """:return: ``closed``, ``page``, ``address``, ``stopped``, or None where the
        candidate can be asked"""
        if not self._is_open() and not self.date_closed:
            return "closed"
        if self.page_revoked:
            return "page"
        if not self.email_normalized or not self._get_sender():
            return "address"
        return "stopped" if self.messages_stopped else None

    def _say_consent_obstacle(self, obstacle):
        name = self.partner_name or self.display_name
        return {
            "erasing": self.env._("%s asks to be erased, and is not asked for anything.", name),
            "closed": self.env._("The application of %s is closed.", name),
            "page": self.env._("The page on which %s would answer is closed.", name),
            "address": self.env._(
                "%s cannot be asked by email: an address to write to, or to write from, is "
                "missing.",
                name,
            ),
            "stopped": self.env._("%s does not want messages of ours. Ask by telephone.", name),
        }[obstacle]

    def _tell_consent_questions(self):
        """One email for each, with the way to the page; who cannot be written to now gets
        it when that is possible again, who has been refused is not asked any more."""
        erasing = self.env["hr.applicant.data.request"]._filter_erasing(self)
        told = self.browse()
        for applicant in self - erasing:
            obstacle = applicant._find_consent_obstacle()
            if obstacle == "closed":
                untold = applicant.consent_question_ids.filtered(lambda q: not q.told_date)
                untold.filtered(lambda q: q.state == "waiting").unlink()
            elif not obstacle and not applicant.communication_paused:
                told |= applicant
        told._ensure_page_tokens()
        for applicant in told:
            applicant._mail_consent_questions()
        told.consent_question_ids.filtered(lambda q: not q.told_date).told_date = get_now(self.env)

    def _mail_consent_questions(self):
        spoken = self.with_context(lang=self._get_page_lang())
        untold = spoken.consent_question_ids.filtered(lambda q: not q.told_date)
        spoken._mail_about_address(
            self.email_normalized,
            spoken.env._("May we ask for your consent?"),
            "mail_consent_questions",
            url=f"{self.get_base_url()}{self._page_path()}#consents",
            titles=untold.text_id.mapped("name"),
        )

    def _end_consents(self):
        """What was agreed to is over; a colleague sees to what came of it."""
        today = get_today(self.env)
        for question in self.consent_question_ids:
            if question.state == "given" and question.until < today:
                question.state = "ended"
                self.env["hr.applicant.consent"]._note(
                    question.applicant_id, question.kind, "ended", text_id=question.text_id.id
                )
                question.applicant_id._raise_consent_task(question.text_id)

    def _raise_consent_task(self, text):
        """What is based on a consent that is over is ended by a person."""
        user = self._get_page_colleague("recruiter")
        mine = self._in_words_of(user)
        title = text.with_context(lang=user.lang or self.env.lang).name
        self._raise_page_task(
            user, mine.env._("No consent any more: stop, and delete what it was for (%s)", title)
        )
