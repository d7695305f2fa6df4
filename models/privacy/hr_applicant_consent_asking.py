from odoo import models
from odoo.exceptions import UserError

from ..batch import get_now, get_today


class HrApplicantConsentAsking(models.Model):
    """Candidates are asked for a consent by email, and what is over is ended."""

    _inherit = "hr.applicant"

    def _check_can_be_asked_for_consent(self, texts):
        """:raise UserError: with the names of those who cannot be"""
        if not self or not texts.filtered("active"):
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
            "stopped": self.env._(
                "%s does not want messages of ours, and would not get the email.", name
            ),
        }[obstacle]

    def _tell_consent_questions(self):
        """One email for each, with the way to the page; who cannot be written to now gets
        it when that is possible again, who has been refused is not asked any more."""
        erasing = self.env["hr.applicant.data.request"]._filter_erasing(self)
        told = self.browse()
        for applicant in self - erasing:
            obstacle = applicant._find_consent_obstacle()
            untold = applicant._find_untold_consents()
            if obstacle == "closed":
                untold.filtered(lambda q: q.state == "waiting").unlink()
            elif untold and not obstacle and not applicant.communication_paused:
                told |= applicant
        told._ensure_page_tokens()
        for applicant in told:
            applicant._mail_consent_questions()
        told._find_untold_consents().told_date = get_now(self.env)

    def _find_untold_consents(self):
        """:return: ``hr.applicant.consent.question`` of which no email has told yet; what
        is asked with an archived text is on no page"""
        return self.consent_question_ids.filtered(lambda q: not q.told_date and q.text_id.active)

    def _mail_consent_questions(self):
        spoken = self.with_context(lang=self._get_page_lang())
        spoken._mail_about_address(
            self.email_normalized,
            spoken.env._("May we ask for your consent?"),
            "mail_consent_questions",
            url=f"{self.get_base_url()}{self._page_path()}#consents",
            titles=spoken._find_untold_consents().text_id.mapped("name"),
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
