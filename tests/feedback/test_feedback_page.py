import logging
import random
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..cases.feedback import LATER, PHONE, FeedbackCase

SCANNER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36"


@tagged("post_install", "-at_install")
class TestFeedbackPage(FeedbackCase, HttpCase):
    """From the score in the mail to the thank-you page, and who else comes by."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = cls._make_applicants()

    def setUp(self):
        super().setUp()
        self.invitation = self.invite(self.applicant)
        self.path = self.invitation._feedback_path()
        self.enterContext(self.at(LATER))

    def scores(self):
        """What counts a quarter of an hour later."""
        self.count()
        return self.feedback.search([("applicant_id", "=", self.applicant.id)]).mapped("score")

    def set_aside(self):
        return self.quarantine.search([]).mapped("reason")

    def complete(self, page, seconds=9, agent=PHONE, **data):
        """Send the other questions, after a while."""
        form = self.form_of(page)
        with self.at(self.env.cr._now + timedelta(seconds=seconds)):
            return self.send(self.path, agent, part="questions", form=form, **data)

    def test_a_candidate_answers_on_the_phone(self):
        page = self.open(self.path, score=7)
        self.assertEqual(page.status_code, 200)
        self.assertIn('value="7" checked="checked"', page.text)
        self.assertIn("confidential", page.text)
        self.assertFalse(self.invitation.feedback_answered)
        done = self.confirm(self.path, 7, clicked=7)
        self.assertEqual(done.status_code, 303)
        questions = self.open(done.headers["Location"])
        self.assertIn("your 7 has reached us", " ".join(questions.text.split()))
        one, two, comment = self.invitation._get_feedback_questions()
        thanks = self.complete(
            questions,
            **{f"q{one.id}": 5, f"q{two.id}": 1, f"q{comment.id}": "Kind people"},
        )
        self.assertEqual(thanks.status_code, 303)
        self.assertIn("Thank you.", self.open(thanks.headers["Location"]).text)
        self.assertFalse(self.invitation.feedback_answered)
        self.assertEqual(self.scores(), [7])
        row = self.feedback.search([("applicant_id", "=", self.applicant.id)])
        self.assertTrue(row.is_completed)
        self.assertEqual(row.rating_ids.mapped("value"), [100, 0])
        self.assertEqual(row.comment, "Kind people")

    def test_scanner_opens_all_links_then_human_then_scanner_posts(self):
        pages = [self.open(self.path, SCANNER, score=score) for score in range(11)]
        self.assertEqual({page.status_code for page in pages}, {200})
        self.assertFalse(self.invitation.feedback_answered)
        self.confirm(self.path, 7, clicked=7)
        late = self.send(self.path, SCANNER, part="score", score=0, form=self.form_of(pages[0]))
        self.assertIn("choose your number once more", late.text)
        self.assertEqual(self.scores(), [7])
        self.assertEqual(self.set_aside(), ["too_fast"])

    def test_scanner_that_posts_before_the_human(self):
        """It presses the button of every page at once."""
        for score in range(11):
            page = self.open(self.path, SCANNER, score=score)
            form = self.form_of(page)
            again = self.send(self.path, SCANNER, part="score", score=score, form=form)
            self.assertIn("choose your number once more", again.text)
        self.assertEqual(set(self.set_aside()), {"too_fast"})
        self.confirm(self.path, 7, clicked=7)
        self.assertEqual(self.set_aside()[0], "many_links")
        page = self.open(self.path, score=7)
        again = self.send(self.path, part="score", score=7, form=self.form_of(page))
        with self.at(LATER + timedelta(seconds=9)):
            self.send(self.path, part="score", score=7, form=self.form_of(again))
        self.assertEqual(self.scores(), [7])

    def test_slow_scanner_with_a_browser_of_its_own(self):
        """One that waits is found out by its many answers, from the third on; a page
        that it presses at delivery is put aside whatever it does."""
        self.env["hr.applicant.communication"].search(
            [("survey_input_id", "=", self.invitation.id)]
        ).sent_date = LATER - timedelta(seconds=5)
        self.confirm(self.path, 0, clicked=0, agent=SCANNER)
        self.assertEqual((self.scores(), self.set_aside()), ([], ["at_delivery"]))

    def test_every_sign_of_a_machine(self):
        page = self.form_of(self.open(self.path, score=3))
        with self.at(LATER + timedelta(seconds=9)):
            for data, agent, reason in (
                ({"form": ""}, SCANNER, "no_form"),
                ({"form": page[:-4]}, SCANNER, "no_form"),
                ({"form": page, "website": "x"}, SCANNER, "trap"),
                ({"form": page}, "python-requests/2.31", "robot"),
                ({"form": page}, "HeadlessChrome/120", "robot"),
            ):
                self.send(self.path, agent, part="score", score=3, **data)
                self.assertEqual(self.set_aside()[0], reason)
        self.assertEqual(self.scores(), [])

    def test_a_form_of_another_invitation_is_worth_nothing(self):
        other = self.invite(self._make_applicants(email_from="else@candidate.example"))
        form = self.form_of(self.open(other._feedback_path()))
        with self.at(LATER + timedelta(seconds=9)):
            self.send(self.path, part="score", score=9, form=form)
        self.assertEqual((self.scores(), self.set_aside()), ([], ["no_form"]))

    def test_quick_fingers_lose_nothing(self):
        """A person who is taken for a machine is asked once more, kindly."""
        again = self.confirm(self.path, 8, clicked=8, seconds=1)
        self.assertIn("choose your number once more", again.text)
        self.assertNotIn('checked="checked"', again.text)
        with self.at(LATER + timedelta(seconds=9)):
            self.send(self.path, part="score", score=8, form=self.form_of(again))
        self.assertEqual(self.scores(), [8])

    def test_a_scanner_between_the_score_and_the_comment(self):
        """It opens the link and sends what it finds; the human has the last word."""
        self.confirm(self.path, 4)
        mine, its = self.open(self.path), self.open(self.path, SCANNER)
        rating, _other, comment = self.invitation._get_feedback_questions()
        self.complete(its, agent="python-requests scanner bot")
        self.complete(its, agent=SCANNER)
        self.complete(its, agent=SCANNER, seconds=0, **{f"q{rating.id}": 1})
        self.assertEqual(self.invitation.state, "new")
        self.complete(mine, **{f"q{comment.id}": "Nobody called"})
        self.assertEqual(self.scores(), [4])
        row = self.feedback.search([("applicant_id", "=", self.applicant.id)])
        self.assertEqual((row.comment, row.rating_ids), ("Nobody called", row.rating_ids.browse()))

    def test_the_questions_do_not_burn_the_link(self):
        """Sent before the score, as no person does."""
        form = self.form_of(self.open(self.path, score=5))
        with self.at(LATER + timedelta(seconds=9)):
            page = self.send(self.path, part="questions", form=form)
        self.assertEqual(page.status_code, 422)
        self.assertEqual(self.invitation.state, "new")

    def test_a_survey_without_the_question(self):
        """An administrator has deleted it while invitations are out."""
        self.survey.question_ids[0].unlink()
        for data in ({}, {"score": "abc"}, {"score": 7, "part": "score"}):
            self.assertEqual(self.send(self.path, **data).status_code, 200)
        comment = self.invitation._get_feedback_questions()[-1]
        page = self.open(self.path, score=7)
        self.complete(page, **{f"q{comment.id}": "Still something to say"})
        self.assertEqual((self.scores(), self.set_aside()), ([], []))
        self.assertEqual(self.invitation.state, "done")

    def test_two_tabs_and_the_back_button(self):
        first, second = self.open(self.path, score=2), self.open(self.path, score=9)
        with self.at(LATER + timedelta(seconds=9)):
            self.send(self.path, part="score", score=2, form=self.form_of(first))
            other = self.send(self.path, part="score", score=9, form=self.form_of(second))
            same = self.send(self.path, part="score", score=2, form=self.form_of(first))
        self.assertIn("choose your number once more", other.text)
        self.assertIn("choose your number once more", same.text)
        with self.at(LATER + timedelta(seconds=20)):
            self.send(self.path, part="score", score=9, form=self.form_of(other))
        self.assertEqual(self.scores(), [9])
        self.assertEqual(self.set_aside(), 3 * ["many_links"])
        # The link in the mail leads on to the questions that are left.
        page = self.open(self.path, score=2)
        self.assertIn("your 9 has reached us", " ".join(page.text.split()))

    def test_zero_is_a_score(self):
        self.confirm(self.path, 0, clicked=0)
        self.assertEqual(self.scores(), [0])
        self.assertEqual(
            self.feedback.search([("applicant_id", "=", self.applicant.id)]).nps_value,
            -100,
        )

    def test_scores_that_are_none(self):
        for score in ("11", "-1", "7.5", "七", "٧", "07", " 7", "", "1e1", "x" * 10**5):
            page = self.open(self.path, score=7)
            answered = self.send(self.path, part="score", score=score, form=self.form_of(page))
            self.assertEqual(answered.status_code, 422, score)
            self.assertIn("choose a number from 0 to 10", answered.text)
            self.assertEqual(self.open(self.path, score=score[:99]).status_code, 200)
        self.assertEqual((self.scores(), self.set_aside()), ([], []))

    def test_strange_words_are_kept_as_they_are(self):
        self.confirm(self.path, 9)
        comment = self.invitation._get_feedback_questions()[-1]
        text = "<script>alert(1)</script> 😀 مرحبا =HYPERLINK(\"x\") 'ö' \\ %s {{7*7}}"
        page = self.open(self.path)
        too_long = self.complete(
            page,
            **{f"q{comment.id}": "å" * 100_000},
        )
        self.assertEqual(too_long.status_code, 422)
        self.assertIn("å" * 100_000, too_long.text, "nothing of it is lost")
        self.assertIn("shorten it", too_long.text)
        self.complete(
            too_long,
            seconds=60,
            **{f"q{comment.id}": text + "\0"},
        )
        self.assertEqual(self.scores(), [9])
        row = self.feedback.search([("applicant_id", "=", self.applicant.id)])
        self.assertEqual(row.comment, text)

    def test_answers_that_were_never_offered(self):
        self.confirm(self.path, 9)
        rating = self.invitation._get_feedback_questions()[0]
        for value in ("6", "0", "-1", "five", "1e0", "٣"):
            page = self.open(self.path)
            answered = self.complete(
                page,
                **{f"q{rating.id}": value},
            )
            self.assertEqual(answered.status_code, 422, value)
        self.count()
        self.assertEqual(self.invitation.state, "in_progress")

    def test_links_that_lead_nowhere(self):
        other = self.invite(self._make_applicants(email_from="else@candidate.example"))
        number, token = self.invitation.id, self.invitation.access_token
        for path in (
            f"/candidate/feedback/{number}/{other.access_token}",
            f"/candidate/feedback/{other.id}/{token}",
            f"/candidate/feedback/{number}/{token[:-1]}",
            f"/candidate/feedback/{number}/å",
            f"/candidate/feedback/0/{token}",
            f"/candidate/feedback/{10**30}/{token}",
            "/candidate/feedback/0/preview",
        ):
            for page in (
                self.open(path),
                self.send(path, score=1),
                self.open(f"{path}/stop"),
            ):
                self.assertEqual(page.status_code, 404, path)
                self.assertIn("This link does not work", page.text)
                self.assertNotIn(self.applicant.partner_name, page.text)

    def test_expired_archived_and_deleted_surveys(self):
        with self.at(LATER + timedelta(days=20)):
            page = self.open(self.path, score=7)
            self.assertEqual(page.status_code, 410)
            self.assertIn("This survey is closed", page.text)
            self.send(self.path, part="score", score=7)
        self.survey.active = False
        self.assertEqual(self.open(self.path).status_code, 410)
        self.survey.active = True
        self.ask.survey_id = self._make_survey()
        self.survey.unlink()
        self.assertEqual(self.open(self.path).status_code, 404)
        self.assertEqual((self.scores(), self.set_aside()), ([], []))

    def test_survey_edited_while_invitations_are_out(self):
        self.confirm(self.path, 9)
        self.survey.question_ids[1].unlink()
        self.env["survey.question"].create(
            {
                "title": "<b>New</b>",
                "question_type": "simple_choice",
                "survey_id": self.survey.id,
                "constr_mandatory": True,
                "suggested_answer_ids": [(0, 0, {"value": "Yes"})],
            }
        )
        page = self.open(self.path)
        self.assertIn("&lt;b&gt;New&lt;/b&gt;", page.text)
        self.assertIn("Please answer this question", self.complete(page).text)
        choice = self.survey.question_ids[-1]
        data = {f"q{choice.id}": choice.suggested_answer_ids.id}
        self.assertEqual(self.complete(page, **data).status_code, 303)
        self.count()
        self.assertEqual(self.invitation.state, "done")

    def test_get_and_head_never_write(self):
        for path in (self.path, f"{self.path}/stop"):
            for method in ("GET", "HEAD"):
                with self.read_only():
                    page = self.opener.request(method, self.base_url() + path, params={"score": 7})
                self.assertEqual(page.status_code, 200)
                self.assertNotIn("Set-Cookie", page.headers)
                self.assertIn("noindex", page.headers["X-Robots-Tag"])

    @contextmanager
    def read_only(self):
        """PostgreSQL itself refuses to write."""
        self.env.flush_all()
        self.env.cr.execute("SAVEPOINT reading; SET LOCAL transaction_read_only = on")
        try:
            yield
        finally:
            self.env.cr.execute("ROLLBACK TO SAVEPOINT reading")

    def test_opt_out_in_one_click(self):
        twin = self._make_applicants(email_from=self.applicant.email_from)
        page = self.open(f"{self.path}/stop")
        self.assertFalse(self.applicant.feedback_opt_out)
        self.assertIn("No more surveys?", page.text)
        self.send(f"{self.path}/stop", **{"List-Unsubscribe": "One-Click"})
        self.assertTrue(self.applicant.feedback_opt_out)
        self.assertTrue(twin.feedback_opt_out)

    def test_odoos_own_survey_pages_lead_to_ours(self):
        token, answer = self.survey.access_token, self.invitation.access_token
        for path in (
            f"/survey/start/{token}?answer_token={answer}",
            f"/survey/{token}/{answer}",
            f"/survey/print/{token}?answer_token={answer}",
        ):
            self.assertTrue(self.open(path).headers["Location"].endswith(self.path), path)
        for route in ("begin", "submit", "next_question"):
            self.url_open(f"/survey/{route}/{token}/{answer}", json={"params": {}})
        self.url_open(f"/survey/retry/{token}/{answer}")
        self.assertEqual(self.invitation.state, "new")
        self.assertEqual(
            self.env["survey.user_input"].search_count([("survey_id", "=", self.survey.id)]),
            1,
        )

    def test_the_page_speaks_the_candidates_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        module = self.env.ref("base.module_hr_recruitment_candidate_experience")
        module._update_translations(["sv_SE"])
        applicant = self._make_applicants(email_from="sv@candidate.example")
        applicant.partner_id.lang = "sv_SE"
        path = self.invite(applicant)._feedback_path()
        page = self.open(path, score=7)
        self.assertIn('lang="sv-SE"', page.text)
        self.assertIn("konfidentiell", page.text)
        self.assertIn('lang="en-US"', self.open(self.path).text)

    def test_no_token_in_the_access_log(self):
        with self.assertLogs("werkzeug", logging.INFO) as logs:
            self.open(self.path, score=7)
        self.assertIn("/candidate/feedback/", "".join(logs.output))
        self.assertNotIn(self.invitation.access_token, "".join(logs.output))

    @mute_logger("odoo.http")
    def test_malformed_requests(self):
        """Whatever comes, no server error and nothing written."""
        dice = random.Random(19)
        pieces = (
            "0",
            "7",
            "-1",
            "%00",
            "'",
            "%5c",
            "%2f",
            "\u202e",
            "😀",
            "NaN",
            "null",
            "[]",
            "{}",
            "${x}",
            "%25s",
            "<b>",
            "a" * 3000,
            str(2**63),
            "\ufffe",
            "%ff%fe",
        )
        piece = partial(dice.choice, pieces)
        token = self.invitation.access_token
        before = self._fingerprint()
        for number in range(500):
            path = dice.choice(
                (
                    f"/candidate/feedback/{dice.randint(0, 2**70)}/{piece()}",
                    f"/candidate/feedback/{self.invitation.id}/{piece()}",
                    f"/candidate/feedback/{dice.randint(0, 2**40)}/{token}/stop",
                    self.path,
                )
            )
            names = ("score", "form", "part", "lang", "website", "q1", "self", piece())
            data = {dice.choice(names): piece() for _field in range(dice.randint(0, 4))}
            if path == self.path and data.get("score") in ("0", "7"):
                data["score"] = "11"
            method = dice.choice(("GET", "POST", "HEAD", "PUT", "DELETE"))
            page = self.opener.request(
                method,
                self.base_url() + path,
                params=data if number % 2 else None,
                data=data,
                headers={"User-Agent": piece().encode("ascii", "replace")},
                allow_redirects=False,
            )
            self.assertLess(page.status_code, 500, (method, path, data))
        self.assertEqual(self._fingerprint(), before)

    def _fingerprint(self):
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT (SELECT count(*) FROM survey_user_input),
                   (SELECT count(*) FROM survey_user_input_line),
                   (SELECT count(*) FROM hr_recruitment_feedback),
                   (SELECT count(*) FROM hr_recruitment_feedback_quarantine),
                   (SELECT max(write_date) FROM survey_user_input),
                   (SELECT sum(feedback_attempts) FROM survey_user_input),
                   (SELECT count(*) FROM hr_applicant WHERE feedback_opt_out)
            """
        )
        return self.env.cr.fetchall()
