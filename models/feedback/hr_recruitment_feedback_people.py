from odoo import api, fields, models


class HrRecruitmentFeedbackPeople(models.Model):
    """The number of people in a group of feedback. A colleague who has invented some of
    the candidates knows their feedback, and would learn the rest by subtraction."""

    _inherit = "hr.recruitment.feedback"

    # Without access for users: it says something about the candidate.
    opens_group = fields.Boolean(
        "Counts Toward the Minimum",
        default=True,
        readonly=True,
        groups=fields.NO_ACCESS,
        help="Counts towards the number of answers that it takes to show a score: it is "
        "the first of the person in its group, and nobody here can have made them up.",
    )

    @api.model
    def _find_opening(self, sent_by):
        """Which of the answers that are counted now open a group.

        :param dict sent_by: ``survey.user_input`` -> the ledger row that sent it
        :return: set of ``survey.user_input``
        """
        applicants = self.env["hr.applicant"].union(*(row.applicant_id for row in sent_by.values()))
        independent = set(applicants.sudo()._filter_independent())
        known = self._find_answered_before(sent_by)
        opening = set()
        for answer, row in sent_by.items():
            key = self._get_person(answer, row.applicant_id.sudo())
            if row.applicant_id in independent and key not in known:
                opening.add(answer)
                known.add(key)
        return opening

    def _get_person(self, answer, applicant):
        moment = answer.sudo().survey_id.feedback_moment
        whose = applicant.mailbox or applicant.id
        return applicant.company_id.id, applicant.job_id.id, moment, whose

    @api.model
    def _find_answered_before(self, sent_by):
        """:return: set of who has answered in the same group, as ``_get_person``"""
        answers = self.env["survey.user_input"].union(*sent_by)
        mailboxes = {row.applicant_id.sudo().mailbox for row in sent_by.values()}
        earlier = (
            self.env["hr.applicant.communication"]
            .sudo()
            .search(
                [
                    ("applicant_id.mailbox", "in", list(filter(None, mailboxes))),
                    ("survey_input_id.feedback_answered", "=", True),
                    ("survey_input_id", "not in", answers.ids),
                ]
            )
        )
        return {self._get_person(r.survey_input_id, r.applicant_id) for r in earlier}

    @api.model
    def _recognize_people(self):
        """Let feedback open its group when its candidate has shown up since. The
        candidate of anonymous feedback is not known, so it stays as it was."""
        rows = self.search([("opens_group", "=", False), ("applicant_id", "!=", False)], order="id")
        if not rows:
            return
        independent = set(rows.applicant_id._filter_independent())
        known = self._find_people(rows.applicant_id)
        for row in rows.filtered(lambda row: row.applicant_id in independent):
            key = row._get_person_of_row()
            if key not in known:
                known.add(key)
                row.opens_group = True

    def _get_person_of_row(self):
        whose = self.applicant_id.mailbox or self.applicant_id.id
        return self.company_id.id, self.job_id.id, self.moment, whose

    def _find_people(self, applicants):
        """:return: set of the people whose answers open a group already"""
        mailboxes = list(filter(None, applicants.mapped("mailbox")))
        rows = self.search([("opens_group", "=", True), ("applicant_id.mailbox", "in", mailboxes)])
        return {row._get_person_of_row() for row in rows}
