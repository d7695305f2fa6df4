from datetime import datetime, timedelta

from odoo.tests import tagged
from odoo.tools import SQL

from ..cases.praise import DAY, PraiseCase
from ..common import NOW

JULY = datetime(2026, 7, 1, 4, 30)
AUGUST = datetime(2026, 8, 1, 4, 30)


@tagged("post_install", "-at_install")
class TestPraiseNameless(PraiseCase):
    """Without a name, nothing leads to the candidate: neither a link nor the time."""

    def crowd(self, count, moment=NOW):
        for number in range(count):
            applicant, _invitation = self.candidate(f"Other{number} Month{moment.month}")
            self.close(applicant, moment)

    def test_it_waits_for_a_month_to_end_and_for_a_crowd(self):
        applicant, invitation = self.candidate()
        praise = self.thank(invitation, leave="nameless")
        self.close(applicant)
        self.crowd(3)
        self.night(NOW + DAY)
        self.night(JULY)
        self.assertEqual(praise.state, "waiting")
        self.crowd(1, JULY + timedelta(days=9))
        self.night(JULY + timedelta(days=20))
        self.assertEqual(praise.state, "waiting")
        self.night(AUGUST + 3 * DAY)
        (row,) = self.praise.search([])
        self.assertEqual((row.state, row.passed_on), ("passed", AUGUST.date()))
        self.assertEqual(len(self.letters(self.interviewer)), 1)

    def test_nothing_leads_to_the_candidate(self):
        applicant, invitation = self.candidate()
        old = self.thank(invitation, leave="nameless")
        number = old.id
        self.close(applicant)
        self.crowd(4)
        self.night(JULY)
        (row,) = self.praise.search([])
        self.assertNotEqual(row.id, number)
        self.assertFalse(row.applicant_id or row.job_id or row.candidate_name or row.whom)
        columns = self.env.execute_query_dict(
            SQL("SELECT * FROM hr_candidate_praise WHERE id = %s", row.id)
        )[0]
        moments = {value for value in columns.values() if isinstance(value, datetime)}
        for moment in moments - {columns["write_date"]}:
            self.assertEqual(moment, datetime(2026, 7, 1))
        self.assertNotIn(applicant.id, [columns["applicant_id"], columns["job_id"]])
        letter = self.letters(self.interviewer)
        self.assertNotIn("Anna", letter.body_html + letter.subject)

    def test_time_of_writing_is_kept_nowhere(self):
        _applicant, invitation = self.candidate()
        praise = self.thank(invitation, leave="nameless")
        self.assertEqual(
            (praise.create_date, praise.write_date), (datetime(2026, 6, 1), datetime(2026, 6, 1))
        )

    def test_nobody_reads_it_while_it_waits(self):
        applicant, invitation = self.candidate()
        self.thank(invitation, leave="nameless")
        self.close(applicant)
        self.night(JULY)
        for user in (self.interviewer, self.recruiter, self.manager, self.administrator):
            self.assertFalse(self.praise.with_user(user).search([]))

    def test_candidates_whom_a_colleague_made_up_hide_nobody(self):
        applicant, invitation = self.candidate()
        praise = self.thank(invitation, leave="nameless")
        self.close(applicant)
        mine = self.env["hr.applicant"].with_user(self.recruiter)
        invented = mine.create(
            [
                {
                    "partner_name": f"Invented {number}",
                    "email_from": f"x{number}@company.example",
                    "job_id": self.job.id,
                    "user_id": self.recruiter.id,
                    "interviewer_ids": self.interviewer.ids,
                }
                for number in range(6)
            ]
        ).sudo()
        self.invite(invented)
        self.close(invented)
        self.night(JULY)
        self.assertEqual(praise.state, "waiting")

    def test_the_crowd_is_that_of_the_colleague(self):
        applicant, invitation = self.candidate()
        praise = self.thank(invitation, leave="nameless")
        self.close(applicant)
        others = self._make_applicants(6)
        self.invite(others)
        self.close(others)
        self.night(JULY)
        self.assertEqual(praise.state, "waiting")

    def test_somebody_else_is_read_by_hr_and_waits_again_for_the_colleague(self):
        applicant, invitation = self.candidate()
        self.thank(invitation, False, whom="Receptionist", leave="nameless")
        self.close(applicant)
        self.crowd(5)
        self.night(JULY)
        (row,) = self.praise.with_user(self.manager).search([])
        self.assertEqual(row.state, "to_choose")
        lone = self._make_user("ensam", "base.group_user")
        row.user_id = lone
        self.night(JULY)
        self.assertEqual(row.state, "approved")
        self.assertFalse(self.letters(lone))

    def test_for_hr_only_in_an_anonymous_survey_has_no_name(self):
        survey = self._make_survey(feedback_anonymity="anonymous")
        applicant, invitation = self.candidate(survey=survey)
        praise = self.thank(invitation, leave="kept")
        self.assertFalse(praise.candidate_name)
        self.close(applicant)
        self.night(NOW + DAY)
        self.assertEqual(praise.state, "waiting")
        self.crowd(4)
        self.night(JULY)
        (row,) = self.praise.with_user(self.manager).search([])
        self.assertEqual(row.state, "kept")
        self.assertFalse(row.sudo().applicant_id)

    def test_the_answer_to_the_survey_does_not_know(self):
        survey = self._make_survey(feedback_anonymity="anonymous")
        _applicant, invitation = self.candidate(survey=survey)
        before = self.env.execute_query(
            SQL("SELECT * FROM survey_user_input WHERE id = %s", invitation.id)
        )
        self.thank(invitation, leave="nameless")
        self.env.flush_all()
        after = self.env.execute_query(
            SQL("SELECT * FROM survey_user_input WHERE id = %s", invitation.id)
        )
        self.assertEqual(before, after)
        self.assertFalse(self.feedback.search([("survey_id", "=", survey.id)]))
