from datetime import date, timedelta
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from ..cases.decision import DAY, DecisionCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestKeep(DecisionCase, HttpCase):
    """A near miss agrees to be kept, by a hand and not by a mail scanner."""

    def setUp(self):
        super().setUp()
        self.applicant = self._make_applicants()
        self.pool = self.env["hr.talent.pool"].create({"name": "Engineers"})
        self.row = self.refuse(self.applicant, near_miss=True, near_miss_pool_ids=self.pool.ids)
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

    # Before it ends --------------------------------------------------------------------

    def renewals(self):
        return self.rows(self.applicant).filtered(lambda row: row.step_id.trigger == "keep_ends")

    def reminders(self):
        renewal = self.env.ref("hr_recruitment_candidate_experience.activity_type_near_miss")
        return self.applicant.activity_ids.filtered(
            lambda activity: activity.activity_type_id == renewal
        )

    def days_later(self, days):
        """What the cron does on three mornings, and what leaves then."""
        for hours in (0, 24, 48):
            with self.at(NOW + timedelta(days=days, hours=hours)):
                self.env["hr.applicant"]._cron_near_misses()
                self.process()

    def test_asked_again_before_it_ends_and_let_go_after(self):
        self.press("yes")
        self.applicant.email_from = False
        self.days_later(340)
        self.assertEqual(len(self.reminders()), 1)
        self.assertFalse(self.renewals())
        self.days_later(370)
        self.assertFalse(self.applicant.near_miss)

    def test_asked_again_by_email_and_once(self):
        """By the general plan, since the own one does not say how."""
        self.press("yes")
        self.days_later(300)
        self.assertFalse(self.renewals())
        self.days_later(340)
        row = self.renewals()
        self.assertEqual((len(row), row.state), (1, "queued"), row.reason)
        mail = self.env["mail.mail"].browse(row.mail_mail_id_int)
        self.assertIn(self.path, mail.body_html)
        self.assertNotIn(self.applicant.access_token, row.message_id.body)
        self.assertIn("10 June 2027", mail.body_html)
        self.assertFalse(self.reminders())

    def test_renewed_for_as_long_again(self):
        self.press("yes")
        self.days_later(340)
        with self.at(NOW + timedelta(days=343)):
            self.applicant._answer_keep(True)
        self.assertEqual(self.applicant.near_miss_until, date(2028, 5, 19))
        self.days_later(370)
        self.assertTrue(self.applicant.near_miss)
        self.assertEqual(len(self.renewals()), 1)
        self.days_later(343 + 345)
        self.assertEqual(len(self.renewals()), 2, "the next consent, asked again")

    def test_an_answer_comes_before_the_question(self):
        self.press("yes")
        with self.at(NOW + timedelta(days=340)):
            self.env["hr.applicant"]._cron_near_misses()
            self.applicant._answer_keep(False)
        self.days_later(341)
        row = self.renewals()
        self.assertEqual((row.state, row.reason), ("cancelled", "answered"))

    def test_no_plan_asks_so_the_recruiter_does(self):
        self.env["hr.recruitment.communication.step"].search(
            [("trigger", "=", "keep_ends")]
        ).active = False
        self.press("yes")
        self.days_later(340)
        self.assertFalse(self.renewals())
        self.assertEqual(len(self.reminders()), 1)

    def test_who_wants_no_emails_is_asked_by_the_recruiter(self):
        self.press("yes")
        self.env["mail.blacklist"]._add(self.applicant.email_from)
        self.days_later(340)
        self.assertEqual(self.renewals().reason, "blacklisted")
        self.assertEqual(len(self.reminders()), 1)
