from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.delivery import DeliveryCase
from ..cases.praise import DAY, PraiseCase
from ..common import LOGGER, NOW

WORDS = "Tack för allt! 🙂\nDu lyssnade,  <b>verkligen</b> & lugnt.\n\n– Å"


@tagged("post_install", "-at_install")
class TestPraise(PraiseCase, DeliveryCase):
    """From a candidate to a colleague, word for word, once the application is closed."""

    def setUp(self):
        super().setUp()
        self.applicant, self.invitation = self.candidate()

    def test_it_waits_until_the_candidate_has_been_told(self):
        praise = self.thank(self.invitation)
        self.night(NOW + DAY)
        self.assertEqual(praise.state, "waiting")
        self.applicant.refuse_reason_id = self.reason
        self.assertEqual(self.applicant.answer_state, "pending")
        self.night(NOW + 2 * DAY)
        self.assertEqual(praise.state, "waiting")
        self.assertFalse(self.letters(self.interviewer))
        self.close(self.applicant)
        self.night(NOW + 3 * DAY)
        self.assertEqual(praise.state, "passed")
        self.assertEqual(praise.passed_on, (NOW + 3 * DAY).date())

    def test_it_arrives_word_for_word_once_in_the_language_of_the_colleague(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.env.ref("base.module_hr_recruitment_candidate_experience")._update_translations(
            ["sv_SE"]
        )
        self.interviewer.lang = "sv_SE"
        praise = self.thank(self.invitation, words=WORDS)
        self.assertEqual(praise.words, WORDS)
        self.close(self.applicant)
        self.open_mail_server()
        for day in (1, 2):
            self.night(NOW + day * DAY)
        with self.at(NOW + 2 * DAY):
            self.send_mails()
        letters = [
            letter.message
            for letter in self.postman.letters
            if letter.recipients == [self.interviewer.email]
        ]
        self.assertEqual(len(letters), 1)
        (letter,) = letters
        self.assertEqual(letter["Subject"], "Tack från Anna Ek")
        self.assertNotIn("candidate.example", letter.as_string())
        html = letter.get_body(("html",)).get_content()
        self.assertIn("Du lyssnade,  &lt;b&gt;verkligen&lt;/b&gt; &amp; lugnt.", html)
        plain = letter.get_body(("plain",)).get_content().replace("\r\n", "\n")
        self.assertIn("vill tacka dig", plain)
        self.assertIn("Tack för allt! 🙂\nDu lyssnade, <b>verkligen</b> & lugnt.", plain)

    def test_hired_and_thankful_in_the_first_week(self):
        self.applicant.stage_id = self.signed
        self.assertTrue(self.applicant.date_closed)
        praise = self.thank(self.invitation, self.recruiter)
        self.night(NOW + DAY)
        self.assertEqual(praise.state, "passed")
        self.assertTrue(self.letters(self.recruiter))

    def test_whom_the_candidate_knows(self):
        known = self.applicant._find_known_colleagues()
        self.assertEqual(known, self.recruiter | self.interviewer)
        stranger = self._make_user("stranger", "base.group_user")
        self.applicant.first_months_manager_id = stranger
        self.assertNotIn(stranger, self.applicant._find_known_colleagues())
        self.interviewer.active = False
        self.assertEqual(self.applicant._find_known_colleagues(), self.recruiter)

    def test_hr_reads_first_where_the_company_wants_it(self):
        self.company.praise_read_first = True
        praise = self.thank(self.invitation)
        self.close(self.applicant)
        self.night(NOW + DAY)
        self.assertEqual(praise.state, "to_read")
        self.assertFalse(self.letters(self.interviewer))
        praise.with_user(self.manager).action_pass_on()
        self.night(NOW + DAY)
        self.assertEqual(praise.state, "passed")
        self.assertEqual(len(self.letters(self.interviewer)), 1)
        with self.assertRaises(UserError):
            praise.with_user(self.manager).action_set_aside()

    def test_hr_sets_aside_what_is_no_thanks(self):
        self.company.praise_read_first = True
        praise = self.thank(self.invitation, words="Idiot")
        self.close(self.applicant)
        self.night(NOW + DAY)
        mine = praise.with_user(self.manager)
        mine.action_set_aside()
        self.night(NOW + 2 * DAY)
        self.assertEqual(praise.state, "set_aside")
        self.assertFalse(self.letters(self.interviewer))
        mine.action_take_up()
        self.assertEqual(praise.state, "to_read")

    def test_somebody_else_is_found_by_hr_in_one_click(self):
        berit = self._make_user("berit", "base.group_user", name="Berit Ahl")
        praise = self.thank(self.invitation, False, whom="berit ahl")
        self.close(self.applicant)
        self.night(NOW + DAY)
        mine = praise.with_user(self.manager)
        self.assertEqual((mine.state, mine.suggested_user_id), ("to_choose", berit))
        mine.action_pass_on()
        self.night(NOW + DAY)
        self.assertEqual((praise.state, praise.user_id), ("passed", berit))
        self.assertEqual(len(self.letters(berit)), 1)

    def test_somebody_else_is_chosen_by_hr(self):
        praise = self.thank(self.invitation, False, whom="the man at the door")
        self.close(self.applicant)
        self.night(NOW + DAY)
        mine = praise.with_user(self.manager)
        self.assertFalse(mine.suggested_user_id)
        with self.assertRaises(UserError):
            mine.action_pass_on()
        with self.assertRaises(UserError):
            mine.user_id = self.env.ref("base.public_user")
        mine.user_id = self.interviewer
        self.night(NOW + DAY)
        self.assertEqual(praise.state, "passed")

    def test_a_colleague_who_has_left(self):
        praise = self.thank(self.invitation)
        self.close(self.applicant)
        self.interviewer.active = False
        self.night(NOW + DAY)
        self.assertEqual((praise.state, praise.whom), ("to_choose", "Intervjuare"))
        self.assertFalse(praise.user_id)
        self.assertFalse(self.letters(self.interviewer))

    def test_for_hr_only(self):
        praise = self.thank(self.invitation, leave="kept")
        self.close(self.applicant)
        self.night(NOW + DAY)
        self.assertEqual((praise.state, praise.candidate_name), ("kept", "Anna Ek"))
        self.assertFalse(self.letters(self.interviewer))
        self.assertFalse(self.praise.with_user(self.interviewer).search([]))
        self.assertEqual(self.praise.with_user(self.manager).search([]), praise)

    def test_the_same_twice_is_once_and_the_last_choice_stands(self):
        first = self.thank(self.invitation)
        again = self.thank(self.invitation, leave="nameless")
        self.assertEqual(first, again)
        self.assertEqual((again.leave, again.candidate_name), ("nameless", False))

    def test_two_presses_at_the_same_time(self):
        given = {"to": str(self.interviewer.id), "whom": "", "words": "Hi", "leave": "named"}
        values = self.invitation._prepare_praise(given, self.applicant)
        self.assertTrue(self.invitation._add_praise(values))
        self.assertFalse(self.invitation._add_praise(values))

    def test_the_candidate_takes_it_back(self):
        self.thank(self.invitation)
        self.invitation._take_back_praise()
        self.close(self.applicant)
        self.night(NOW + DAY)
        self.assertFalse(self.praise.search([]))

    def test_so_many_of_one_candidate(self):
        for number in range(12):
            self.thank(self.invitation, words=f"Thanks {number}")
        self.assertEqual(self.praise.search_count([]), 10)

    def test_after_a_year_it_is_deleted(self):
        self.thank(self.invitation)
        self.night(NOW + timedelta(days=400))
        self.assertFalse(self.praise.search([]))

    def test_another_company_is_another_matter(self):
        other = self.env["res.company"].create({"name": "Other"})
        praise = self.thank(self.invitation)
        self.close(self.applicant)
        self.night(NOW + DAY)
        elsewhere = self._make_user(
            "annorstans",
            "hr_recruitment.group_hr_recruitment_manager",
            company_id=other.id,
            company_ids=other.ids,
        )
        self.assertEqual(praise.state, "passed")
        self.assertFalse(self.praise.with_user(elsewhere).search([]))

    def test_counted_and_nobody_ranked(self):
        report = self.env["hr.recruitment.experience.report"]
        for number in range(4):
            self.thank(self.invitation, words=f"Thanks {number}")
        self.close(self.applicant)
        found = []
        for words in ("One more", "Another"):
            self.night(NOW + DAY)
            with self.at(NOW + 2 * DAY):
                for user in (self.manager, self.recruiter):
                    data = report.with_user(user).get_data()
                    found.append((data["praise"]["passed"], data["sentences"]["praise"]))
            self.thank(self.invitation, words=words)
        few = "Fewer than 5 thanks of candidates were passed on to colleagues."
        five = "5 thanks of candidates were passed on to colleagues."
        self.assertEqual(found, [(None, few), (None, ""), (5, five), (None, "")])
        with self.at(NOW + 2 * DAY):
            narrow = report.with_user(self.manager).get_data({"user_ids": self.recruiter.ids})
        self.assertEqual(narrow["sentences"]["praise"], "")

    def test_a_broken_template_stops_nobody_else(self):
        template = self.env.ref("hr_recruitment_candidate_experience.mail_template_praise")
        template.subject = "{{ object.words[300] and object.display_name }}"
        short = self.thank(self.invitation)
        long = self.thank(self.invitation, words="x" * 400)
        self.close(self.applicant)
        logs = f"{LOGGER}.models.praise.hr_candidate_praise_release"
        with mute_logger(logs, "odoo.addons.mail.models.mail_render_mixin"):
            self.night(NOW + DAY)
        self.assertEqual((short.state, long.state), ("approved", "passed"))
        trouble = self.env["mail.activity"].search([("summary", "like", "thanks of candidates")])
        self.assertEqual(len(trouble), 1)
        template.subject = "Thanks"
        self.night(NOW + 2 * DAY)
        self.assertEqual(short.state, "passed")

    def test_a_hundred_cost_as_many_queries_as_one(self):
        def count(number):
            applicants = self.env["hr.applicant"]
            for index in range(number):
                applicant, invitation = self.candidate(f"Many{number} Ek{index}")
                self.thank(invitation)
                applicants |= applicant
            self.close(applicants)
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            with self.at(NOW + DAY):
                self.praise._find_to_let_go()
            return self.cr.sql_log_count - before

        count(1)
        self.assertLessEqual(count(8), count(2) + 3)
