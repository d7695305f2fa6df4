from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from ..cases.interview import LATER, InterviewCase
from ..common import NOW

GROUP = "hr_recruitment_candidate_experience.group_advert"
WORDS = "SEK 40,000–45,000 per month"
SWEDISH = "40 000–45 000 kr i månaden"


class PayCase(InterviewCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        module = cls.env.ref("base.module_hr_recruitment_candidate_experience")
        module._update_translations(["sv_SE"])
        cls.env.ref("base.group_user").implied_ids = [Command.link(cls.env.ref(GROUP).id)]
        cls.company.pay_told = "interview"
        cls.sek = cls.env.ref("base.SEK")
        cls.sek.active = True
        cls.job.write({"pay_currency_id": cls.sek.id, "pay_min": 40000, "pay_max": 45000})

    def switch_off(self):
        self.env.ref("base.group_user")._remove_group(self.env.ref(GROUP))

    def deliver(self, moment=NOW + timedelta(hours=1)):
        with self.at(moment):
            self.process()
            queued = self.rows(self.anna, state="queued")
            queued._mark_sent("delivered")

    def todos(self, applicant=None):
        return (applicant or self.anna)._find_pay_todos()


@tagged("post_install", "-at_install")
class TestPay(PayCase):
    """What a job position pays, in words, and what is wrong with it."""

    def say(self, lang="en_US", **values):
        self.job.write(values)
        return self.job.with_context(lang=lang)._say_pay_amount()

    def test_in_words(self):
        self.assertEqual(self.say(), WORDS)
        self.assertEqual(self.say("sv_SE"), SWEDISH)
        self.assertEqual(self.say(pay_min=0), "up to SEK 45,000 per month")
        self.assertEqual(self.say(pay_min=45000), "SEK 45,000 per month")
        self.assertEqual(
            self.say("sv_SE", pay_min=165.5, pay_max=0, pay_period="hour"),
            "från 165,50 kr i timmen",
        )
        self.assertEqual(self.say(pay_min=0), "")

    def test_lines(self):
        self.job.write({"pay_agreement": "Industry", "pay_benefits": "- Lunch\n\n- Gym"})
        self.assertEqual(
            self.job._say_pay(),
            f"Pay: {WORDS}\nCollective agreement: Industry\nBenefits: Lunch; Gym",
        )

    def test_nothing_is_said_of_nothing(self):
        self.job.write({"pay_min": 0, "pay_max": 0, "pay_benefits": "Lunch"})
        self.assertEqual(self.job._say_pay(), "")

    def test_typing_errors(self):
        for values in (
            {"pay_min": -1},
            {"pay_min": 50000},
            {"pay_max": 450000},
            {"pay_max": 10**12, "pay_min": 10**11},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.job.write(values)

    def test_the_currency_follows_the_company_until_there_is_an_amount(self):
        other = self.env["res.company"].create(
            {"name": "There", "currency_id": self.env.ref("base.EUR").id}
        )
        job = self.env["hr.job"].create({"name": "Cook"})
        job.company_id = other
        self.assertEqual(job.pay_currency_id, other.currency_id)
        self.job.company_id = other
        self.assertEqual(self.job.pay_currency_id, self.sek)


@tagged("post_install", "-at_install")
class TestPayTold(PayCase):
    """Candidates are told the pay with the first invitation, and it is proved."""

    def test_a_template_that_does_not_say_it(self):
        with self.at(NOW):
            self.book()
        self.assertFalse(self.todos())
        with self.at(NOW + timedelta(hours=1)):
            self.process()
        (mail,) = self.letters()
        self.assertIn(WORDS, mail.body_html)
        self.assertIn(WORDS, mail.mail_message_id.body)
        self.assertEqual(mail.body_html.count(WORDS), 1)
        self.assertFalse(self.anna.pay_told_date)
        self.rows(self.anna, state="queued")._mark_sent("delivered")
        self.assertEqual((self.anna.pay_told_by, self.anna.pay_told_state), ("email", "told"))
        self.assertEqual(self.anna.pay_told_words, f"Pay: {WORDS}")

    def test_the_shipped_template_says_it_once(self):
        self.booked.mail_template_id = self.env.ref(
            "hr_recruitment_candidate_experience.mail_template_interview_booked"
        )
        self.anna.candidate_lang = "sv_SE"
        with self.at(NOW):
            self.book()
        self.deliver()
        (mail,) = self.letters()
        self.assertEqual(mail.body_html.count(SWEDISH), 1)
        self.assertNotIn(WORDS, mail.body_html)
        self.assertIn(SWEDISH, self.anna.pay_told_words)

    def test_changed_afterwards(self):
        with self.at(NOW):
            self.book()
        self.deliver()
        told = self.anna.pay_told_date
        self.job.pay_max = 44000
        self.anna.invalidate_recordset()
        self.assertEqual(self.anna.pay_told_state, "changed")
        self.assertIn("45,000", self.anna.pay_told_words)
        self.assertIn("44,000", self.anna.pay_now)
        self.job.pay_max = 45000
        self.anna.invalidate_recordset()
        self.assertEqual((self.anna.pay_told_state, self.anna.pay_told_date), ("told", told))

    def test_another_job_is_another_pay(self):
        with self.at(NOW):
            self.book()
        self.deliver()
        self.anna.job_id = self.job.copy({"name": "Cook"})
        self.assertEqual(self.anna.pay_told_state, "untold")
        self.assertIn(self.anna, self.find_untold())
        self.assertTrue(self.anna.pay_told_words)
        self.assertFalse(self.anna.copy().pay_told_date)

    def find_untold(self):
        self.env.flush_all()
        return self.env["hr.applicant"].search([("pay_told_state", "=", "untold")], limit=1000)

    def test_two_companies_with_different_rules(self):
        other = self.env["res.company"].create({"name": "There"})
        job = self.job.copy({"company_id": other.id})
        bo = self._make_applicants(1, job_id=job.id, company_id=other.id)
        self.assertEqual(bo.pay_told_state, "none")
        self.assertEqual(self.anna.pay_told_state, "untold")
        self.assertEqual(self.find_untold() & (bo | self.anna), self.anna)
        self.assertFalse(bo.get_pay())
        other.pay_told = "ad"
        bo.invalidate_recordset()
        self.assertEqual(bo.pay_told_state, "untold")

    def test_off(self):
        for switch in (lambda: self.company.write({"pay_told": "off"}), self.switch_off):
            self.company.pay_told = "interview"
            switch()
            self.anna.invalidate_recordset()
            self.assertEqual(self.anna.pay_told_state, "none")
            self.assertFalse(self.anna.get_pay())
            with self.at(NOW):
                self.book(LATER)
            self.assertFalse(self.todos())
        self.deliver()
        self.assertNotIn("40,000", "".join(self.letters().mapped("body_html")))

    def test_by_hand(self):
        self.anna.with_user(self.recruiter).action_note_pay_told()
        self.assertEqual((self.anna.pay_told_by, self.anna.pay_told_state), ("hand", "told"))
        other = self._make_applicants(1)
        person = self._make_user("helper", "hr_recruitment.group_hr_recruitment_interviewer")
        other.interviewer_ids = person
        with self.assertRaises(AccessError):
            other.with_user(person).action_note_pay_told()
        self.job.write({"pay_min": 0, "pay_max": 0})
        with self.assertRaises(UserError):
            other.with_user(self.recruiter).action_note_pay_told()
        with self.assertRaises(AccessError):
            other.with_user(self.recruiter).pay_told_date = NOW

    # To-dos ----------------------------------------------------------------------------

    def test_a_plan_without_the_mail(self):
        self.booked.active = False
        with self.at(NOW):
            self.book()
            self.book(LATER + timedelta(days=1))
        (todo,) = self.todos()
        self.assertEqual(todo.user_id, self.recruiter)
        self.assertEqual(todo.summary, "Inform the candidate about the pay before the interview")
        todo.with_user(self.recruiter)._action_done()
        self.assertEqual(self.anna.pay_told_by, "hand")
        with self.at(NOW):
            self.book(LATER + timedelta(days=2))
        self.assertFalse(self.todos())

    def test_paused(self):
        self.anna.communication_paused = True
        with self.at(NOW):
            self.book()
        self.assertTrue(self.todos())
        self.anna.communication_paused = False
        self.deliver()
        self.assertEqual(self.anna.pay_told_by, "email")
        self.assertFalse(self.todos())

    def test_a_message_that_does_not_leave(self):
        with self.at(NOW):
            self.book()
            self.assertFalse(self.todos())
            self.rows(self.anna, step_id=self.booked)._close("failed", "no_address")
            self.assertTrue(self.todos())

    def test_cancelled(self):
        self.booked.active = False
        with self.at(NOW):
            meeting = self.book()
            self.assertTrue(self.todos())
            meeting.unlink()
            self.assertFalse(self.todos())

    def test_a_refusal_that_waits(self):
        self.anna.write(
            {
                "refuse_reason_id": self.env["hr.applicant.refuse.reason"].search([], limit=1).id,
                "active": False,
            }
        )
        with self.at(NOW):
            self.book()
        self.assertFalse(self.todos())

    def test_nothing_is_entered(self):
        self.job.write({"pay_min": 0, "pay_max": 0})
        with self.at(NOW):
            self.book()
        self.assertIn("No pay is entered", self.todos().note)

    def test_booking_many_takes_as_many_queries_as_booking_some(self):
        self.booked.active = False

        def book(count):
            applicants = self._make_applicants(count)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            applicants._remind_of_pay()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        book(2)
        few, many = book(5), book(40)
        self.assertLessEqual(many - few, 8)


@tagged("post_install", "-at_install")
class TestPayOnAd(PayCase, HttpCase):
    """The ad says it, for people and for search engines, and the application proves it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.pay_told = "ad"
        cls.job.write({"website_published": True, "pay_agreement": "Industry"})
        cls.job.with_context(lang="sv_SE").pay_agreement = "Teknikavtalet"
        cls.website = cls.env["website"].get_current_website()
        cls.website.language_ids = [Command.link(cls.env["res.lang"]._get_data(code="sv_SE").id)]

    def open_ad(self, lang=""):
        self.env.flush_all()
        return self.url_open(f"{lang}/jobs/{self.env['ir.http']._slug(self.job)}").text

    def test_on_the_ad(self):
        page = self.open_ad()
        for words in (WORDS, "Industry", 'itemprop="baseSalary"', 'content="40000.00"', "MONTH"):
            self.assertIn(words, page)
        swedish = self.open_ad("/sv")
        self.assertIn(SWEDISH, swedish)
        self.assertIn("Teknikavtalet", swedish)

    def test_not_on_the_ad(self):
        self.company.pay_told = "interview"
        self.assertNotIn("baseSalary", self.open_ad())
        self.assertNotIn(WORDS, self.open_ad())
        self.company.pay_told = "ad"
        self.switch_off()
        self.assertNotIn("baseSalary", self.open_ad())

    def apply(self, page="/jobs/apply/engineer-1"):
        self.env.flush_all()
        answer = self.url_open(
            "/website/form/hr.applicant",
            data={
                "partner_name": "Bo Ek",
                "email_from": "bo@candidate.example",
                "job_id": self.job.id,
            },
            headers={"Referer": self.base_url() + page},
        )
        return self.env["hr.applicant"].browse(answer.json()["id"])

    def test_who_applies_is_told(self):
        applicant = self.apply()
        self.assertEqual((applicant.pay_told_by, applicant.pay_told_state), ("ad", "told"))
        self.assertIn(WORDS, applicant.pay_told_words)
        self.company.pay_told = "interview"
        self.assertFalse(self.apply().pay_told_date)

    def test_on_the_candidates_page(self):
        self.anna._ensure_page_tokens()
        self.env.flush_all()
        page = self.url_open(self.anna._page_path()).text
        self.assertIn(WORDS, page)
        self.company.pay_told = "interview"
        self.env.flush_all()
        self.assertNotIn(WORDS, self.url_open(self.anna._page_path()).text)
