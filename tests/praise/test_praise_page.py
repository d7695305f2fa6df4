import html
from datetime import timedelta

from odoo.tests import HttpCase, tagged

from ..cases.feedback import LATER
from ..cases.praise import PraiseCase
from ..common import NOW

LONG = "Så snällt! 🙂 " * 1_000


@tagged("post_install", "-at_install")
class TestPraisePage(PraiseCase, HttpCase):
    """What is asked after the last page of a survey, and what people send there."""

    def setUp(self):
        super().setUp()
        self.applicant, self.invitation = self.candidate()
        self.path = self.invitation._feedback_path()
        self.enterContext(self.at(LATER))

    def rows(self):
        return self.praise.search([])

    def given(self, **values):
        return {
            "to": self.interviewer.id,
            "words": "Thank you!",
            "leave": "named",
            **values,
        }

    def test_it_stands_after_the_survey(self):
        self.confirm(self.path, 9)
        page = self.open(self.path)
        self.assertNotIn("want to thank", page.text)
        form = self.form_of(page)
        with self.at(LATER + timedelta(seconds=30)):
            self.send(self.path, part="questions", form=form, contact="1")
        done = self.open(self.path)
        self.assertIn("Is there somebody you want to thank?", done.text)
        self.assertIn("Intervjuare", done.text)
        self.assertIn("Rekryterare", done.text)
        answer = self.send_thanks(self.path, page=done, **self.given())
        self.assertEqual(answer.status_code, 303)
        self.assertIn("That is kind of you.", self.open(answer.headers["Location"]).text)
        (row,) = self.rows()
        self.assertEqual((row.user_id, row.words), (self.interviewer, "Thank you!"))
        self.assertEqual(row.applicant_id, self.applicant)

    def test_every_kind_of_survey_asks(self):
        for anonymity in ("named", "confidential", "anonymous"):
            for moment in ("first_week", "third_month", "withdrawn"):
                survey = self._make_survey(feedback_anonymity=anonymity, feedback_moment=moment)
                _applicant, invitation = self.candidate(f"{anonymity} {moment}", survey)
                path = invitation._feedback_path()
                self.confirm(path, 9)
                page = self.open(path)
                with self.at(LATER + timedelta(seconds=30)):
                    self.send(path, part="questions", form=self.form_of(page), contact="1")
                self.assertIn("want to thank", self.open(path).text, (anonymity, moment))

    def test_switched_off_it_is_not_there(self):
        page = self.open(f"{self.path}/thanks")
        self.company.praise_asked = False
        self.assertNotIn("want to thank", self.open(f"{self.path}/thanks").text)
        self.send_thanks(self.path, page=page, **self.given())
        self.assertFalse(self.rows())

    def test_errors_lose_nothing(self):
        cases = (
            ({"to": ""}, "Please choose whom"),
            ({"to": "else"}, "Please write who it was"),
            ({"to": "else", "whom": "x" * 101}, "a little shorter"),
            ({"words": " \n "}, "Please write a few words"),
            ({"words": LONG}, "12999 characters"),
            ({"leave": ""}, "Please choose how"),
            ({"leave": "public"}, "Please choose how"),
            ({"to": self.manager.id}, "Please choose whom"),
            ({"to": "1 OR 1=1"}, "Please choose whom"),
        )
        for change, words in cases:
            with self.subTest(change={name: str(value)[:20] for name, value in change.items()}):
                given = self.given(**change)
                page = self.send_thanks(self.path, **given)
                self.assertEqual(page.status_code, 422)
                self.assertIn(words, html.unescape(page.text))
                self.assertIn(html.escape(str(given["words"]).strip()), page.text)
        self.assertFalse(self.rows())

    def test_words_stay_as_they_are(self):
        words = "Line one 🎉\r\n<script>alert(1)</script>\r\n\0åäö"
        self.send_thanks(self.path, **self.given(words=words))
        self.assertEqual(self.rows().words, "Line one 🎉\n<script>alert(1)</script>\nåäö")
        self.assertNotIn("<script>", self.open(f"{self.path}/thanks").text)

    def test_ten_thousand_characters_are_not_too_many(self):
        self.send_thanks(self.path, **self.given(words="å" * 10_000))
        self.assertEqual(len(self.rows().words), 10_000)

    def test_a_machine_is_asked_once_more(self):
        page = self.send_thanks(self.path, seconds=0, **self.given())
        self.assertIn("press once more", page.text)
        self.assertIn("Thank you!", page.text)
        made_up = self.send(f"{self.path}/thanks", form="x", **self.given())
        self.assertIn("Thank you!", made_up.text)
        self.assertFalse(self.rows())
        self.send_thanks(self.path, page=made_up, **self.given())
        self.assertEqual(len(self.rows()), 1)

    def test_the_form_of_the_survey_is_another_one(self):
        survey_page = self.open(self.path)
        self.send_thanks(self.path, page=survey_page, **self.given())
        self.assertFalse(self.rows())

    def test_hostile_keys(self):
        other, _invitation = self.candidate("Other One")
        self.assertTrue(other)
        for path in (
            self.path[:-1] + "x",
            f"/candidate/feedback/{self.invitation.id}/",
            f"/candidate/feedback/0/{self.invitation.access_token}",
            f"/candidate/feedback/{self.invitation.id + 1}/{self.invitation.access_token}",
        ):
            self.assertEqual(self.open(f"{path}/thanks").status_code, 404)
            self.assertEqual(self.send(f"{path}/thanks", **self.given()).status_code, 404)
        self.assertFalse(self.rows())

    def test_taken_back(self):
        answer = self.send_thanks(self.path, **self.given())
        page = self.open(answer.headers["Location"])
        self.assertNotIn("Thank you!", page.text)
        self.send_thanks(self.path, page=page, do="take_back")
        self.assertFalse(self.rows())

    def test_the_link_opened_twice_and_after_the_survey_is_closed(self):
        self.send_thanks(self.path, **self.given())
        self.send_thanks(self.path, **self.given())
        self.assertEqual(len(self.rows()), 1)
        page = self.open(f"{self.path}/thanks")
        self.invitation.deadline = NOW
        self.send_thanks(self.path, page=page, **self.given(words="Late, and meant"))
        self.assertEqual(len(self.rows()), 2)

    def test_a_refusal_that_waits_changes_nothing(self):
        before = self.open(f"{self.path}/thanks").text
        self.applicant.refuse_reason_id = self.reason
        self.assertEqual(self.applicant.answer_state, "pending")
        after = self.open(f"{self.path}/thanks").text
        self.assertEqual(self.without_form(before), self.without_form(after))

    def without_form(self, page):
        return page.replace(page.split('name="form" value="')[1].split('"')[0], "")

    def test_a_test_keeps_nothing(self):
        test = self.env["survey.user_input"].create(
            {"survey_id": self.survey.id, "test_entry": True, "feedback_anonymity": "named"}
        )
        path = test._feedback_path()
        page = self.open(f"{path}/thanks")
        self.assertIn("This is a test", page.text)
        self.send_thanks(path, page=page, to="else", whom="X", words="Hi", leave="named")
        self.assertFalse(self.rows())
