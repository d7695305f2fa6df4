from datetime import date, timedelta
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from .common import NOW
from .test_decision import DAY, DecisionCase


@tagged("post_install", "-at_install")
class TestKeep(DecisionCase, HttpCase):
    """A near miss agrees to be kept, by a hand and not by a mail scanner."""

    def setUp(self):
        super().setUp()
        self.applicant = self._make_applicants()
        self.pool = self.env["hr.talent.pool"].create({"name": "Engineers"})
        self.row = self.refuse(
            self.applicant, near_miss=True, near_miss_pool_ids=self.pool.ids
        )
        self.assertFalse(self.applicant.near_miss_consent, "not asked yet")
        self.deliver(self.row, NOW + DAY)
        self.path = self.applicant._keep_path()

    def press(self, choice, seconds=5, **data):
        form = self.form_of(self.open(self.path))
        with self.at(NOW + timedelta(seconds=seconds)):
            return self.send(self.path, form=form, keep=choice, **data)

    def test_the_link_is_in_the_mail_and_nowhere_else(self):
        mail = self.mails(self.applicant)
        self.assertIn(self.path, mail.body_html)
        self.assertNotIn(self.applicant.access_token, self.row.message_id.body)
        self.assertNotIn(self.applicant.access_token, self.row.body)

    def test_the_links_of_many_are_made_at_once(self):
        applicants = self._make_applicants(3)
        self.refuse(applicants, near_miss=True)
        ensure = type(applicants)._ensure_tokens
        with patch.object(
            type(applicants), "_ensure_tokens", autospec=True, side_effect=ensure
        ) as made:
            self.run_at(NOW + DAY)
        self.assertEqual(made.call_count, 1)
        for applicant in applicants:
            self.assertIn(applicant._keep_path(), self.mails(applicant).body_html)

    def test_yes_for_as_long_as_the_company_keeps_them(self):
        self.assertEqual(self.applicant.near_miss_consent, "asked")
        page = self.press("yes")
        self.assertIn("Thank you, noted", page.text)
        self.assertEqual(self.applicant.near_miss_consent, "given")
        self.assertEqual(self.applicant.near_miss_until, date(2027, 6, 10))
        self.env.invalidate_all()
        talent = self.applicant.pool_applicant_id
        self.assertEqual(talent.talent_pool_ids, self.pool)
        self.assertTrue(talent.active)
        self.assertFalse(talent.refuse_reason_id or self.rows(talent))
        self.press("no")
        self.assertEqual(self.applicant.near_miss_consent, "declined")
        self.assertFalse(talent.active)
        self.assertFalse(self.applicant.near_miss_until)

    def test_a_scanner_changes_nothing(self):
        self.open(self.path)
        for data in ({"seconds": 0}, {"website": "x"}):
            page = self.press("yes", **data)
            self.assertIn("press once more", page.text)
        self.send(self.path, keep="yes")
        self.assertEqual(self.applicant.near_miss_consent, "asked")

    def test_links_that_lead_nowhere(self):
        other = self._make_applicants(email_from="b@candidate.example")
        other._ensure_tokens()
        for path in (other._keep_path(), self.path[:-1], "/candidate/keep/0/x"):
            self.assertEqual(self.open(path).status_code, 404)
            self.assertEqual(self.send(path, keep="yes").status_code, 404)

    def test_asked_again_before_it_ends_and_let_go_after(self):
        self.press("yes")
        applicants = self.env["hr.applicant"]
        with self.at(NOW + timedelta(days=340)):
            applicants._cron_near_misses()
            applicants._cron_near_misses()
        renewal = self.env.ref(
            "hr_recruitment_candidate_experience.activity_type_near_miss"
        )
        activities = self.applicant.activity_ids.filtered(
            lambda activity: activity.activity_type_id == renewal
        )
        self.assertEqual(len(activities), 1)
        with self.at(NOW + timedelta(days=370)):
            applicants._cron_near_misses()
        self.assertFalse(self.applicant.near_miss)
