from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from ..cases.feedback import LATER, PHONE, FeedbackCase

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/126.0.0.0 Safari/537.36"
)
# What people in the world use, and what a careless filter takes for a program.
ODD_BROWSERS = (
    "Mozilla/5.0 (Linux; Android 11; CUBOT P40) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/126.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; U; Android 9; sv-se; CUBOT_X19) AppleWebKit/537.36"
    " Version/4.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 10; Honeywell ScanPal EDA51) AppleWebKit/537.36"
    " Chrome/120.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/18.0 Safari Technology Preview/200",
    "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80 (http://operamini.com; sv) Presto/2.8",
    "w3m/0.5.3+git20230121",
    "Mozilla/5.0 (X11; Linux x86_64) QtWebEngine Python-Browser Chrome/112.0",
    "Mozilla/5.0 (Mobile; Nokia 8000; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
    "okhttp-webview/4.9 (Linux; Android 14)",
    "",
)


@tagged("post_install", "-at_install")
class TestPress(FeedbackCase, HttpCase):
    """A press counts for good after a quarter of an hour."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = cls._make_applicants()

    def setUp(self):
        super().setUp()
        self.invitation = self.invite(self.applicant)
        self.path = self.invitation._feedback_path()
        self.enterContext(self.at(LATER))

    def after(self, **delay):
        return self.at(LATER + timedelta(**delay))

    def answers(self):
        return self.feedback.search([("survey_id", "=", self.survey.id)])

    def count_after(self, **delay):
        with self.after(**delay):
            return self.env["survey.user_input"]._count_presses()

    def said(self, page):
        return " ".join(page.text.split())

    # Machines and people ---------------------------------------------------------

    def test_a_scanner_with_human_speed_does_not_lock_the_candidate_out(self):
        """It opens the link, waits, and presses; the candidate comes a little later."""
        self.confirm(self.path, 0, clicked=0, seconds=2.5, agent=CHROME)
        with self.after(minutes=8):
            page = self.open(self.path, score=9)
            self.assertIn('value="9" checked="checked"', page.text)
            done = self.confirm(self.path, 9, clicked=9)
            self.assertEqual(done.status_code, 303)
            page = self.open(done.headers["Location"])
            self.assertIn("your 9 has reached us", self.said(page))
        self.count_after(minutes=16)
        self.assertFalse(self.answers(), "it is the later press that is waited for")
        self.count_after(minutes=24)
        self.assertEqual(self.answers().mapped("score"), [9])
        self.assertFalse(self.quarantine.search([]), "it was replaced, not contradicted")

    def test_a_scanner_that_presses_every_button(self):
        """At human speed, all pages at once, and again where it is asked again."""
        pages = [self.open(self.path, CHROME, score=n) for n in range(11)]
        with self.after(seconds=4):
            pages = [
                self.send(self.path, CHROME, part="score", score=n, form=self.form_of(page))
                for n, page in enumerate(pages)
                if n
            ]
            again = [page for page in pages if page.status_code == 200]
        self.assertGreater(len(again), 8)
        self.count_after(minutes=30)
        self.assertFalse(self.answers())
        aside = self.quarantine.search([])
        self.assertEqual(set(aside.mapped("reason")), {"many_links"})
        self.assertEqual(len(aside), 10)
        with self.after(minutes=40):
            self.confirm(self.path, 7, clicked=7)
        self.count_after(minutes=56)
        self.assertEqual(self.answers().mapped("score"), [7])

    def test_one_that_also_answers_when_asked_again(self):
        forms = {n: self.form_of(self.open(self.path, CHROME, score=n)) for n in range(4)}
        for seconds in (4, 8):
            with self.after(seconds=seconds):
                for n, form in forms.items():
                    page = self.send(self.path, CHROME, part="score", score=n, form=form)
                    if page.status_code == 200:
                        forms[n] = self.form_of(page)
        self.count_after(minutes=16)
        self.assertFalse(self.answers())

    def test_a_person_between_the_presses_of_a_scanner(self):
        """Their score stands where the machine's contradict each other."""
        self.confirm(self.path, 7)
        forms = [self.form_of(self.open(self.path, CHROME, score=n)) for n in (0, 1)]
        with self.after(minutes=3):
            for n, form in enumerate(forms):
                self.send(self.path, CHROME, part="score", score=n, form=form)
        self.count_after(minutes=20)
        self.assertEqual(self.answers().mapped("score"), [7])

    def test_a_mistaken_tap_is_mended_at_once(self):
        """Asked once more, since machines do that too; the second press gets through."""
        self.confirm(self.path, 1)
        again = self.confirm(self.path, 10, clicked=10, seconds=9)
        self.assertIn("choose your number once more", again.text)
        with self.after(seconds=14):
            done = self.send(self.path, part="score", score=10, form=self.form_of(again))
        self.assertEqual(done.status_code, 303)
        self.count_after(minutes=16)
        self.assertEqual(self.answers().mapped("score"), [10])

    def test_a_second_press_gets_through_whatever_the_first_looked_like(self):
        """Quick, with a password manager that fills in every field, at delivery."""
        self.rows(self.applicant)[0].sent_date = LATER
        autofill = {"website": "https://anna.example"}
        first = self.confirm(self.path, 6, seconds=1, **autofill)
        self.assertIn("choose your number once more", first.text)
        with self.after(seconds=9):
            done = self.send(self.path, part="score", score=6, form=self.form_of(first), **autofill)
        self.assertEqual(done.status_code, 303)
        self.count_after(minutes=16)
        self.assertEqual(self.answers().mapped("score"), [6])

    def test_ten_people_with_odd_browsers(self):
        applicants = self._make_applicants(len(ODD_BROWSERS))
        for place, applicant in enumerate(applicants):
            applicant.email_from = f"odd{place}@candidate.example"
        for place, invitation in enumerate(self.invite(applicants)):
            with self.subTest(agent=ODD_BROWSERS[place]):
                path = invitation._feedback_path()
                agent = ODD_BROWSERS[place]
                done = self.confirm(path, place, clicked=place, agent=agent)
                if done.status_code == 200:
                    with self.after(seconds=12):
                        done = self.send(
                            path,
                            agent,
                            part="score",
                            score=place,
                            form=self.form_of(done),
                        )
                self.assertEqual(done.status_code, 303)
        self.count_after(minutes=16)
        self.assertEqual(sorted(self.answers().mapped("score")), list(range(10)))

    def test_a_program_that_says_so_is_asked_once_more(self):
        again = self.confirm(self.path, 4, agent="python-requests/2.31")
        self.assertIn("choose your number once more", again.text)
        self.assertEqual(self.quarantine.search([]).reason, "robot")

    def test_odd_browsers_on_the_candidates_own_page(self):
        self.applicant._ensure_page_tokens()
        path = self.applicant._page_path()
        for place, agent in enumerate(ODD_BROWSERS):
            with self.subTest(agent=agent), self.after(hours=place):
                form = self.form_of(self.open(path, agent))
                with self.after(hours=place, seconds=5):
                    done = self.send(path, agent, part="ask", text=f"When? {place}", form=form)
                self.assertEqual(done.status_code, 303)
        self.assertTrue(self.applicant.awaiting_reply)

    def test_odd_browsers_say_whether_they_want_to_be_kept(self):
        self.applicant.refuse_reason_id = self.env["hr.applicant.refuse.reason"].create(
            {"name": "Experience"}
        )
        self.applicant.write(
            {"answer_state": "told", "near_miss": True, "near_miss_consent": "asked"}
        )
        self.applicant._ensure_page_tokens()
        path = self.applicant._page_path()
        chosen = {"part": "other_positions", "other_positions": "yes"}
        autofill = {"website": "https://anna.example", **chosen}
        form = self.form_of(self.open(path, ODD_BROWSERS[0]))
        with self.after(seconds=5):
            again = self.send(path, ODD_BROWSERS[0], form=form, **autofill)
            form = self.form_of(again)
        with self.after(seconds=9):
            self.send(path, ODD_BROWSERS[0], form=form, **autofill)
        self.assertEqual(self.applicant.near_miss_consent, "given")

    # What counts, and when -------------------------------------------------------

    def test_the_whole_survey_counts_a_quarter_after_it_was_sent(self):
        done = self.confirm(self.path, 2)
        page = self.open(done.headers["Location"])
        comment = self.invitation._get_feedback_questions()[-1]
        with self.after(minutes=12):
            thanks = self.send(
                self.path,
                part="questions",
                form=self.form_of(page),
                **{f"q{comment.id}": "Too slow"},
            )
            self.assertIn("Thank you.", self.open(thanks.headers["Location"]).text)
        self.count_after(minutes=16)
        self.assertFalse(self.answers())
        self.count_after(minutes=28)
        answer = self.answers()
        self.assertEqual((answer.score, answer.comment), (2, "Too slow"))
        self.assertTrue(answer.is_completed)

    def test_another_score_after_the_survey_was_sent(self):
        """The words belong to the same answer."""
        page = self.open(self.confirm(self.path, 2).headers["Location"])
        comment = self.invitation._get_feedback_questions()[-1]
        with self.after(minutes=2):
            self.send(
                self.path,
                part="questions",
                form=self.form_of(page),
                **{f"q{comment.id}": "Slow, but kind"},
            )
        with self.after(minutes=5):
            self.confirm(self.path, 5, clicked=5)
        self.count_after(minutes=21)
        self.assertEqual((self.answers().score, self.answers().comment), (5, "Slow, but kind"))

    def test_a_page_left_open_for_hours_completes_the_same_answer(self):
        """Named or anonymous: the browser still has the page."""
        self.ask.survey_anonymity = "anonymous"
        anonymous = self._make_applicants(email_from="b@candidate.example")
        for invitation in self.invitation + self.invite(anonymous):
            path = invitation._feedback_path()
            page = self.open(self.confirm(path, 8).headers["Location"])
            self.count_after(minutes=16)
            comment = invitation._get_feedback_questions()[-1]
            with self.after(hours=3):
                thanks = self.send(
                    path,
                    part="questions",
                    form=self.form_of(page),
                    **{f"q{comment.id}": "On second thought"},
                )
                self.assertEqual(thanks.status_code, 303)
            self.count_after(hours=4)
        self.assertEqual(self.answers().mapped("score"), [8, 8])
        self.assertEqual(self.answers().mapped("comment"), 2 * ["On second thought"])
        self.assertEqual(self.answers().mapped("is_completed"), [True, True])

    def test_what_counts_for_good_stands(self):
        self.confirm(self.path, 3)
        self.count_after(minutes=16)
        with self.after(minutes=17):
            page = self.confirm_again(9)
        self.assertIn("We have your answer already", page.text)
        self.assertEqual(self.answers().mapped("score"), [3])
        self.assertEqual(self.quarantine.search([]).reason, "answered")

    def confirm_again(self, score):
        form = self.invitation._sign_form("score", None)
        with self.at(self.env.cr._now + timedelta(seconds=9)):
            return self.send(self.path, part="score", score=score, form=form)

    def test_the_page_counts_what_the_cron_has_not(self):
        """It did not run; whoever presses next finds a score that stands."""
        self.confirm(self.path, 3)
        with self.after(hours=2):
            self.confirm_again(9)
        self.assertEqual(self.answers().mapped("score"), [3])

    def test_the_day_is_that_of_the_press(self):
        with self.at(LATER.replace(hour=23, minute=55)):
            self.confirm(self.path, 3)
        self.count_after(days=1)
        self.assertEqual(self.answers().response_date, LATER.date())

    def test_counted_once_whoever_counts(self):
        self.confirm(self.path, 3)
        self.assertEqual(self.count_after(minutes=14), 0)
        self.assertEqual(self.count_after(minutes=16), 1)
        self.assertEqual(self.count_after(minutes=16), 0)
        self.assertEqual(len(self.answers()), 1)

    def test_one_that_cannot_be_counted_stops_no_other(self):
        other = self._make_applicants(email_from="b@candidate.example")
        second = self.invite(other)
        for invitation in self.invitation + second:
            self.confirm(invitation._feedback_path(), 6)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE survey_user_input SET feedback_press = %s WHERE id = %s",
            ['{"presses": [[1, "99", false, true]]}', self.invitation.id],
        )
        self.env.invalidate_all()
        with self.assertLogs("odoo.addons.hr_recruitment_candidate_experience"):
            self.count_after(minutes=16)
        self.assertEqual(self.answers().applicant_id, other)

    def test_the_questions_may_have_changed_in_between(self):
        page = self.open(self.confirm(self.path, 2).headers["Location"])
        rating, _two, comment = self.invitation._get_feedback_questions()
        self.send(
            self.path,
            form=self.form_of(page),
            **{f"q{comment.id}": "Words", f"q{rating.id}": 5},
        )
        with self.after(seconds=9):
            self.send(
                self.path,
                form=self.form_of(page),
                **{f"q{comment.id}": "Words", f"q{rating.id}": 5},
            )
        rating.unlink()
        self.env["survey.question"].create(
            {
                **self._question("New?", False, scale_min=0, scale_max=5),
                "survey_id": self.survey.id,
                "constr_mandatory": True,
            }
        )
        self.count_after(minutes=16)
        self.assertEqual((self.answers().score, self.answers().comment), (2, "Words"))

    def test_who_is_forgotten_meanwhile_leaves_the_answer(self):
        self.confirm(self.path, 4)
        self.applicant.unlink()
        self.assertEqual(self.answers().score, 4)
        self.assertFalse(self.answers().applicant_id)

    def test_no_reminder_for_who_has_pressed(self):
        with self.after(days=4):
            self.confirm(self.path, 4)
            self.rows(self.applicant, reason="reminder").next_attempt = LATER
            self.process()
        self.assertEqual(self.rows(self.applicant)[-1].reason, "answered")

    def test_a_restored_score_counts_instead_of_the_one_that_waits(self):
        self.confirm(self.path, 4)
        self.invitation._quarantine("9", "robot")
        self.quarantine.search([]).action_restore()
        self.count_after(minutes=16)
        self.assertEqual(self.answers().mapped("score"), [9])

    # Nobody knows before ---------------------------------------------------------

    def test_what_waits_is_read_by_nobody(self):
        """Not even by an administrator, and it is gone once it counts."""
        self.ask.survey_anonymity = "anonymous"
        applicant = self._make_applicants(email_from="b@candidate.example")
        invitation = self.invite(applicant)
        known = self.env["survey.user_input"].search([])
        written = invitation.write_date
        self.confirm(invitation._feedback_path(), 1)
        self.assertTrue(invitation.feedback_press)
        administrator = self.env.ref("base.user_admin")
        for name in ("feedback_press", "feedback_press_due"):
            for user in (administrator, self.manager, self.recruiter):
                mine = invitation.with_user(user)
                with self.assertRaises(AccessError):
                    mine.read([name])
                with self.assertRaises(AccessError):
                    mine.search([(name, "!=", False)])
        self.assertFalse(self.answers())
        self.assertFalse(invitation.feedback_answered)
        self.assertEqual(invitation.write_date, written)
        self.count_after(minutes=16)
        self.assertFalse(invitation.feedback_press or invitation.feedback_press_due)
        answer = self.env["survey.user_input"].search([]) - known
        self.assertEqual(answer.feedback_anonymity, "anonymous")
        self.assertEqual(self.answers().user_input_id, answer)
        page = self.open(invitation._feedback_path(), PHONE)
        self.assertIn("We have your answer already", page.text)
