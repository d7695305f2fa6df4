from odoo import api, fields, models

from ..batch import get_now, get_today
from .consent_kinds import STATES

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
    kind = fields.Selection(related="text_id.kind", store=True)
    user_id = fields.Many2one("res.users", "Asked By", readonly=True)
    date = fields.Datetime("Asked On", required=True, readonly=True)
    told_date = fields.Datetime(
        "Emailed On", readonly=True, help="When the candidate got an email with the question."
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="waiting", index=True)
    until = fields.Date("Valid Until", readonly=True)

    _once = models.UniqueIndex("(applicant_id, text_id)")

    def _is_in_force(self):
        return self.state == "given" and self.until >= get_today(self.env)

    # Asking --------------------------------------------------------------------------

    @api.model
    def _ask(self, applicants, texts):
        """The candidates get an email from the cron. Who is asked again has not answered,
        but what somebody has agreed to holds until then.

        :raise UserError: where somebody cannot be asked, with the name"""
        texts.check_access("read")
        applicants._check_may_tell()
        applicants.sudo()._check_can_be_asked_for_consent(texts)
        asked = {(q.applicant_id, q.text_id): q for q in applicants.sudo().consent_question_ids}
        values = {"user_id": self.env.uid, "date": get_now(self.env), "told_date": False}
        again = self.sudo().union(*asked.values()).filtered(lambda q: q.text_id in texts)
        again.write(values)
        again.filtered(lambda q: q.state != "given").state = "waiting"
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
        :param str words: what was read before it
        :return: str, what happened, of ``EVENTS``"""
        self.ensure_one()
        if agrees:
            event, state = "renewed" if self._is_in_force() else "given", "given"
        else:
            # Also on the day after its last, before the cron has ended it.
            event = state = "withdrawn" if self.state == "given" else "declined"
        until = agrees and self.text_id._get_next_end()
        self.sudo().write({"state": state, "until": until})
        self.env["hr.applicant.consent"]._note(
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

    def action_open_application(self):
        """:return: action that opens the application"""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.applicant",
            "res_id": self.applicant_id.id,
            "view_mode": "form",
            "views": [[False, "form"]],
        }
