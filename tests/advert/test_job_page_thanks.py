from datetime import timedelta

from odoo.tests import tagged

from ..cases.job_page import JobPageCase
from ..common import NOW

THANKS = "/job-thank-you"
DAYS = "We usually respond within 3 days"
OWN = "/jobs/my-application"


@tagged("post_install", "-at_install")
class TestJobPageThanks(JobPageCase):
    """Beside the form and after it, nothing is said that nothing keeps."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        body = '<p>Hello, we reply by <t t-out="say_day(object.answer_expected_date)"/>.</p>'
        cls.confirmation = cls._make_template(name="Confirmation", body_html=body)
        cls.confirm = cls._make_step("applied", mail_template_id=cls.confirmation.id, delay=0)

    # Beside the form -------------------------------------------------------------------

    def test_the_sample_beside_the_form(self):
        self.job.job_details = self.job._get_default_job_details()
        words = self.read_words(f"/jobs/apply/{self.name}")
        self.assertNotIn("2 open days", words)
        self.assertIn("within 7 working days", words)
        self.assertIn("First interview", words)
        self.switch_off()
        words = self.read_words(f"/jobs/apply/{self.name}")
        self.assertIn("2 open days", words)
        self.assertNotIn("What happens when you apply", words)

    def test_the_sample_in_another_language(self):
        swedish = self.job.with_context(lang="sv_SE")
        self.job.job_details = swedish._get_default_job_details()
        self.assertTrue(self.job._has_sample_details())
        self.assertNotIn("2 open days", self.read_page(f"/jobs/apply/{self.name}", lang="sv"))

    def test_what_somebody_has_written_stays(self):
        details = str(self.job._get_default_job_details()).replace("2 open days", "3 open days")
        self.job.job_details = details
        words = self.read_words(f"/jobs/apply/{self.name}")
        self.assertIn("3 open days", words)
        self.assertNotIn("What happens when you apply", words)
        self.job.job_details = False
        self.assertFalse(self.job._has_sample_details())

    # Thanks ------------------------------------------------------------------------------

    def test_the_day_of_the_mail(self):
        applicant = self.apply_on_website()
        words = self.read_words(THANKS)
        self.assertIn("We have received your application for Engineer.", words)
        self.assertIn("You will hear from us by Friday, June 19", words)
        self.assertNotIn("3 days", words)
        self.process()
        (mail,) = self.mails(applicant)
        self.assertIn("Friday, June 19", mail.body_html)
        self.assertIn("You will hear from us by Friday, June 19", self.read_words(THANKS))

    def test_in_swedish(self):
        self.apply_on_website()
        words = self.read_words(THANKS, lang="sv")
        self.assertIn("Vi har tagit emot din ansökan till Ingenjör.", words)
        self.assertIn("Du hör från oss senast fredag 19 juni", words)
        self.assertNotIn("3 dagar", words)
        self.assertNotIn("3 days", words)

    def test_no_promise(self):
        self.new.expected_days = 0
        self.apply_on_website()
        words = self.read_words(THANKS)
        self.assertIn("You will hear from us when we have read your application", words)
        self.assertNotIn("3 days", words)

    def test_a_confirmation_that_names_no_day(self):
        self.confirmation.body_html = "<p>Hello</p>"
        self.apply_on_website()
        self.assertNotIn("You will hear from us by", self.read_words(THANKS))

    def test_nobody_has_applied_here(self):
        words = self.read_words(THANKS)
        self.assertIn("Thank you for your application.", words)
        self.assertNotIn("3 days", words)
        self.assertEqual(self.url_open(OWN).status_code, 404)

    def test_a_form_that_fails(self):
        self.assertFalse(self.apply_on_website(job_id="999999999"))
        self.assertNotIn(OWN, self.read_page(THANKS))

    def test_off(self):
        self.switch_off()
        self.apply_on_website()
        words = self.read_words(THANKS)
        self.assertIn(DAYS, words)
        self.assertNotIn("We have received", words)
        self.assertEqual(self.url_open(OWN).status_code, 404)

    def edit(self, before, after):
        page = self.env.ref("website_hr_recruitment.thankyou")
        view = page.view_id.with_context(website_id=self.website.id)
        self.assertIn(before, view.arch)
        view.arch = view.arch.replace(before, after)
        # Whoever edits it publishes it, too.
        pages = self.env["website.page"].search([("url", "=", THANKS)])
        pages.is_published = True

    def test_a_page_that_was_edited(self):
        self.edit("Congratulations!", "Hurray!")
        self.apply_on_website()
        words = self.read_words(THANKS)
        self.assertIn("Hurray! We have received your application for Engineer.", words)
        self.assertNotIn("3 days", words)

    def test_a_page_that_says_something_else(self):
        self.edit("We usually respond within 3 days...", "We answer by owl.")
        self.apply_on_website()
        words = self.read_words(THANKS)
        self.assertIn("We answer by owl.", words)
        self.assertIn("You will hear from us by Friday, June 19", words)

    # The way to their own page -------------------------------------------------------------

    def test_the_own_page(self):
        applicant = self.apply_on_website()
        page = self.read_page(THANKS)
        self.assertIn(f'href="{OWN}"', page)
        self.assertNotIn("/candidate/page/", page)
        answer = self.url_open(OWN, allow_redirects=False)
        self.env.invalidate_all()
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(answer.headers["Location"].endswith(applicant._page_path()))
        self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("Engineer", self.url_open(OWN).text)

    def test_another_browser_has_no_way(self):
        self.apply_on_website()
        self.opener.cookies.clear()
        self.assertNotIn(OWN, self.read_page(THANKS))
        self.assertEqual(self.url_open(OWN).status_code, 404)

    def test_half_an_hour_later(self):
        self.apply_on_website()
        with self.at(NOW + timedelta(minutes=31)):
            self.assertNotIn(OWN, self.read_page(THANKS))
            self.assertEqual(self.url_open(OWN).status_code, 404)

    def test_whose_address_we_know_gets_it_by_mail_only(self):
        """Anybody can type an address: nobody reads or changes what we know of another."""
        email = self.applicant.email_from
        with self.at(NOW + timedelta(days=3)):
            self.apply_on_website(email_from=email)
            self.assertNotIn(OWN, self.read_page(THANKS))
            self.assertEqual(self.url_open(OWN).status_code, 404)

    def test_a_page_that_was_closed(self):
        self.apply_on_website().action_revoke_page()
        self.assertEqual(self.url_open(OWN).status_code, 404)
