from datetime import date

from odoo import models


class SurveyUserInputPage(models.Model):
    """What the candidate's page shows of a survey, and what it brings back.

    Answers travel as ``{question id: list of strings}``.
    """

    _inherit = "survey.user_input"

    def _get_feedback_questions(self):
        """:return: all questions but the score, which has a page of its own, and those of
        a role that is not for this candidate"""
        questions = self.survey_id.question_ids - self.survey_id.feedback_question_id
        asked = {role: self._asks(role) for role in set(questions.mapped("feedback_role"))}
        return questions.filtered(lambda question: asked[question.feedback_role])

    def _asks(self, role):
        """What is kept with the application, or asked only of some, would tell who an
        anonymous answer is from: it is not asked there.

        :param role: ``feedback_role`` of a question, may be False
        """
        ask = getattr(self, f"_asks_{role}", None)
        if not ask:
            return True
        if self.feedback_anonymity == "anonymous":
            return False
        return self.test_entry or ask()

    def _asks_earlier_contact(self):
        return True

    def _get_feedback_sections(self):
        """:return: list of (section or empty, its questions), in order"""
        sections = self._get_feedback_questions().grouped("page_id")
        return sorted(sections.items(), key=lambda item: item[0].sequence or 0)

    def _get_score(self):
        """:return: the score that was given, as text, or None"""
        question = self.survey_id.feedback_question_id
        line = self.user_input_line_ids.filtered(
            lambda line: line.question_id == question and not line.skipped
        )
        return str(line[0].value_scale) if question and line else None

    def _get_feedback_given(self):
        """Only what this very answer holds already: a survey that was left halfway."""
        given = {}
        for line in self.user_input_line_ids.filtered(lambda line: not line.skipped):
            value = (
                line.suggested_answer_id.id
                if line.answer_type == "suggestion"
                else line[f"value_{line.answer_type}"]
            )
            given.setdefault(line.question_id.id, []).append(str(value))
        return given

    def _check_feedback_answers(self, given, longest):
        """:param dict given: see the class
        :param int longest: characters that a text may have
        :return: dict question id -> what is wrong, in the candidate's language"""
        errors = {}
        for question in self._get_feedback_questions() - self._find_unasked(given):
            error = self._check_feedback_answer(question, given[question.id], longest)
            if error:
                errors[question.id] = error
        return errors

    def _check_feedback_answer(self, question, values, longest):
        if not values:
            return question.constr_mandatory and (
                question.constr_error_msg or self.env._("Please answer this question.")
            )
        if any(len(value) > longest for value in values):
            return self.env._(
                "Your text has %(length)s characters, and we can take %(longest)s. "
                "Please shorten it a little; nothing of it is lost.",
                length=max(map(len, values)),
                longest=longest,
            )
        kind = question.question_type
        check = getattr(self, f"_is_valid_{kind}", None)
        if check and not check(question, values):
            return self.env._("Please choose one of the answers.")
        if kind in ("char_box", "numerical_box", "date"):
            return question.validate_question(values[0]).get(question.id)
        return None

    def _is_valid_scale(self, question, values):
        scale = range(question.scale_min, question.scale_max + 1)
        return len(values) == 1 and values[0] in map(str, scale)

    def _is_valid_simple_choice(self, question, values):
        return len(values) == 1 and self._is_valid_multiple_choice(question, values)

    def _is_valid_multiple_choice(self, question, values):
        return set(values) <= set(map(str, question.suggested_answer_ids.ids))

    def _is_valid_numerical_box(self, question, values):
        try:
            return abs(float(values[0])) < 1e15
        except ValueError:
            return False

    def _is_valid_date(self, question, values):
        try:
            return bool(date.fromisoformat(values[0]))
        except ValueError:
            return False

    def _find_unasked(self, given):
        """:return: the questions that the answers to others make pointless"""
        chosen = {value for values in given.values() for value in values}
        return self._get_feedback_questions().filtered(
            lambda question: (
                question.triggering_answer_ids
                and not chosen & set(map(str, question.triggering_answer_ids.ids))
            )
        )

    def _complete_answer(self, given, contact):
        """Store what was answered, and the wish to be contacted.

        :param dict given: see the class, checked before
        :param dict contact: ``wanted`` (bool) and ``details`` (text)
        """
        answer = self
        if not self.feedback_answered:
            answer = self._begin_answer()
        for question in self._get_feedback_questions() - self._find_unasked(given):
            values = given[question.id]
            several = question.question_type == "multiple_choice"
            answer._save_lines(question, values if several else "".join(values[:1]))
        answer._mark_done()
        answer._keep_earlier_contact()
        answer._keep_told(given)
        if contact["wanted"]:
            answer._ask_for_contact(contact["details"])
        return answer

    def _keep_told(self, given):
        """For rooms that keep an answer elsewhere, where the question says so.

        :param dict given: see the class
        """

    def _ask_for_contact(self, details):
        row = self.env["hr.recruitment.feedback"].sudo().search([("user_input_id", "=", self.id)])
        row._request_contact(details)

    def _keep_earlier_contact(self):
        """The candidate was told that this one answer is kept with the application."""
        row = self.env["hr.recruitment.feedback"].sudo().search([("user_input_id", "=", self.id)])
        applicant = row.applicant_id
        if row.earlier_contact and applicant and not applicant.earlier_contact:
            applicant.earlier_contact = row.earlier_contact
