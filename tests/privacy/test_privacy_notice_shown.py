from datetime import timedelta

from odoo.tests import tagged

from ..cases.privacy import PrivacyNoticeCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestPrivacyNoticeShown(PrivacyNoticeCase):
    """Where candidates are led to the notice, and which version each of them was shown."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template.email_layout_xmlid = (
            "hr_recruitment_candidate_experience.mail_layout_candidate"
        )
        cls.hello = cls._make_step("manual", delay=0, name="Hello")
        cls.job.website_published = True

    def shown(self, applicant):
        self.env.invalidate_all()
        return self.env["hr.applicant.privacy.shown"].search(
            [("applicant_id", "in", applicant.ids)], order="id"
        )

    def write_to(self, applicants, later=0):
        """:return: the mails of another message to each of them"""
        before = self.mails(applicants)
        with self.at(NOW + timedelta(minutes=later)):
            applicants._start_step(self.hello)
            self.process()
        return self.mails(applicants) - before

    def apply(self, page="/jobs/apply/engineer-1", **values):
        form = {
            "partner_name": "Bo Ek",
            "email_from": "bo@candidate.example",
            "job_id": self.job.id,
            **values,
        }
        answer = self.url_open(
            "/website/form/hr.applicant",
            data=form,
            headers={"Referer": self.base_url() + page} if page else {},
        )
        return self.env["hr.applicant"].browse(answer.json()["id"])

    def test_nothing_is_published_nothing_is_shown(self):
        (mail,) = self.write_to(self.applicant)
        self.assertNotIn("/jobs/privacy", mail.body_html)
        self.assertNotIn("/jobs/privacy", self.url_open(f"/jobs/apply/{self.job.id}").text)
        self.assertFalse(self.shown(self.apply() + self.applicant))

    def test_the_application_form(self):
        notice = self._publish()
        page = self.url_open(f"/jobs/apply/{self.job.id}").text
        self.assertIn(f"/jobs/privacy/{self.company.id}?lang=en_US", page)
        applicant = self.apply()
        shown = self.shown(applicant)
        self.assertEqual((shown.notice_id, shown.channel), (notice, "form"))
        self.assertEqual(shown.date, NOW)
        # A form on another page has no such link.
        self.assertFalse(self.shown(self.apply(page="/contactus")))
        self.assertFalse(self.shown(self.apply(page=None)))

    def test_the_first_mail_that_leads_to_a_version(self):
        first = self._publish()
        (mail,) = self.write_to(self.applicant)
        address = f"/jobs/privacy/{self.company.id}?lang=en_US"
        self.assertIn(address, mail.body_html)
        self.assertIn("How we handle your data", mail.body_html)
        shown = self.shown(self.applicant)
        self.assertEqual((shown.notice_id, shown.channel), (first, "email"))
        self.assertEqual(shown.communication_id.step_id, self.hello)
        self.assertTrue(self.write_to(self.applicant, later=5))
        self.assertEqual(self.shown(self.applicant), shown)
        second = self._publish()
        self.assertTrue(self.write_to(self.applicant, later=10))
        self.assertEqual(self.shown(self.applicant).notice_id, first | second)
        self.assertEqual(first.shown_count, 1)

    def test_the_mail_is_in_one_language(self):
        self._publish()
        self.applicant.candidate_lang = "sv_SE"
        (mail,) = self.write_to(self.applicant)
        # The text is in English alone, and so is what it leads to.
        self.assertIn("?lang=en_US", mail.body_html)
        self.template.with_context(lang="sv_SE").write(
            {"subject": "Hej", "body_html": "<p>Hej</p>"}
        )
        (mail,) = self.write_to(self.applicant, later=5)
        self.assertIn("?lang=sv_SE", mail.body_html)

    def test_a_mail_without_our_layout_shows_nothing(self):
        self._publish()
        self.template.email_layout_xmlid = False
        (mail,) = self.write_to(self.applicant)
        self.assertNotIn("/jobs/privacy", mail.body_html)
        self.assertFalse(self.shown(self.applicant))

    def test_colleagues_get_no_way_to_it(self):
        self._publish()
        self.applicant.message_post(
            body="Look at this",
            partner_ids=self.recruiter.partner_id.ids,
            email_layout_xmlid="hr_recruitment_candidate_experience.mail_layout_candidate",
        )
        mail = self.mails(self.applicant)[:1]
        self.assertNotIn("/jobs/privacy", mail.body_html or "")

    def test_many_take_as_many_queries_as_few(self):
        self._publish()

        def count(size):
            applicants = self._make_applicants(size, user_id=self.recruiter.id)
            applicants._start_step(self.hello)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.process()
            self.env.flush_all()
            queries = self.env.cr.sql_log_count - before
            self.assertEqual(len(self.shown(applicants)), size)
            return queries

        count(3)
        self.assertEqual(count(5), count(20))
