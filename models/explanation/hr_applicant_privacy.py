from odoo import models

from ..privacy.hr_applicant_copy_parts import Fact


class HrApplicantExplanationPrivacy(models.Model):
    """What was explained stands in the copy of the candidate's data, and goes with the
    person; that it helped stays as a number."""

    _inherit = "hr.applicant"

    def _get_known_facts(self):
        return [*super()._get_known_facts(), *self._get_facts_of_explanation()]

    def _get_facts_of_explanation(self):
        told = self.sudo().explanation_ids.filtered("told_date")
        answer = told.answer_ids
        helped = {
            "yes": self.env._("Yes"),
            "partly": self.env._("Partly"),
            "no": self.env._("No"),
        }
        facts = [
            Fact("explanation", title, "\n".join(lines))
            for title, lines in told.with_context(lang=self.env.lang)._describe_all()
        ]
        if answer:
            facts += [
                Fact(
                    "explanation_helped",
                    self.env._("Whether our explanation has helped you"),
                    answer.helped,
                    helped[answer.helped],
                ),
                Fact("explanation_words", self.env._("What you wrote about it"), answer.words),
            ]
        return [fact for fact in facts if fact.value]

    def _get_internal_fields(self):
        """What is not told is colleagues' words: somebody looks at it before it is given."""
        drafts = self.sudo().explanation_ids.filtered(lambda e: not e.told_date)
        return [
            *super()._get_internal_fields(),
            *(
                Fact("explanation", title, "\n".join(lines))
                for title, lines in drafts._describe_all()
            ),
        ]


class HrApplicantExplanation(models.Model):
    _inherit = "hr.applicant.explanation"

    def _describe_all(self):
        return [part for explanation in self for part in explanation._describe()]

    def _erase_traces(self, person):
        """Whether it helped stays as a number, and is nobody's."""
        answers = self.answer_ids
        person.applicants._update_rows(answers, {"words": None, "explanation_id": None})
        self.exists().unlink()
