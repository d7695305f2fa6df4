from markupsafe import Markup

from odoo import models
from odoo.tools.misc import hmac

from ..rendering.dates_in_words import get_locale, say_date_time
from .hr_applicant_copy_parts import Fact, keep_known

SCOPE = "hr_recruitment_candidate_experience.consent"


class HrApplicantPageConsent(models.Model):
    """Consents on the candidate's page: what is asked can be agreed to or declined there,
    what was agreed to can be withdrawn there at any time, whatever became of the
    application."""

    _inherit = "hr.applicant"

    def _get_page(self):
        page = super()._get_page()
        return {**page, "consents": self._get_page_consents(page["state"])}

    def _get_page_consents(self, state=None):
        """:param str state: of the page
        :return: list of dicts: ``question``, ``chosen`` (its state, ``waiting`` where it
            is asked again), ``until`` in words, ``title``, ``body`` and ``promise`` to
            read, ``key`` of these words, and whether a yes is possible (``may_agree``)"""
        self.ensure_one()
        if not self.consent_question_ids or self.page_revoked or self._has_asked_to_be_erased():
            return []
        asking = (state or self._get_page_state()) in ("ongoing", "hired")
        return [
            self._describe_consent(question, asking)
            for question in self.consent_question_ids.sorted("id")
            if question._is_in_force()
            or (asking and question.told_date and question.text_id.active)
        ]

    def _describe_consent(self, question, asking):
        in_force = question._is_in_force()
        words = question.text_id._get_words(self)
        chosen = question.state
        if chosen == "given" and not in_force:
            chosen = "ended"
        return {
            "question": question,
            "chosen": chosen,
            "until": in_force and self._say_date(question.until),
            "may_agree": asking and question.text_id.active and not self._is_answered(question),
            "agreed": in_force and question._get_shown_words(),
            "key": self._sign_words(self._join_words(words)),
            **words,
        }

    def _is_answered(self, question):
        """:return: whether there is a yes, given since it was asked the last time"""
        if not question._is_in_force():
            return False
        given = self.env["hr.applicant.consent"].search(
            [("applicant_id", "=", self.id), ("text_id", "=", question.text_id.id)], limit=1
        )
        return given.date >= question.date

    def _join_words(self, words):
        return "\n\n".join((words["title"], words["body"], words["promise"]))

    def _sign_words(self, words):
        """:return: str, by which a press tells what was read before it"""
        return hmac(self.env(su=True), SCOPE, [self.id, words])[:32]

    def _answer_consent_on_page(self, consent, agrees):
        """A second press of the same changes nothing.

        :param dict consent: of ``_get_page_consents``
        :param bool agrees: whether it was a yes"""
        question = consent["question"]
        if not agrees and question.state in ("declined", "withdrawn"):
            return
        words = self._join_words(consent)
        event = question._answer(agrees, words if agrees else False)
        user = self._get_page_colleague("recruiter")
        mine = self._in_words_of(user)
        title = question.text_id.with_context(lang=mine.env.lang).name
        said = {
            "given": mine.env._("I agree: %s", title),
            "renewed": mine.env._("I agree again: %s", title),
            "declined": mine.env._("I do not agree: %s", title),
            "withdrawn": mine.env._("I withdraw my consent: %s", title),
        }
        self._post_from_page(Markup("<p>%s</p>") % said[event])
        if event == "withdrawn":
            self._raise_consent_task(question.text_id)

    def _get_known_facts(self):
        register = self.env["hr.applicant.consent"].sudo()
        rows = register.search([("applicant_id", "=", self.id)], order="date, id")
        facts = [fact for row in rows for fact in self._get_facts_of_consent(row)]
        return keep_known([*super()._get_known_facts(), *facts])

    def _get_facts_of_consent(self, row):
        """:return: list of ``Fact``: what was pressed and when, and the text that was read"""
        kinds, events = (
            dict(row._fields[name]._description_selection(self.env)) for name in ("kind", "event")
        )
        about = row.text_id.name or kinds[row.kind]
        when = say_date_time(self._to_candidate_time(row.date), get_locale(self.env))
        return [
            Fact(
                "consent",
                self.env._("Consent: %s", about),
                f"{row.event} {row.date}",
                f"{events[row.event]}, {when}",
            ),
            Fact("consent_text", self.env._("The text that you read"), row.words),
        ]
