from lxml import html

from odoo.tests import tagged

from ...controllers.candidate import LONGEST_LINE, LONGEST_TEXT
from ..cases.candidate_page import CandidatePageCase
from ..cases.decision import DAY
from ..common import NOW

LONG = "å" * LONGEST_TEXT
PAST, AHEAD = "2026-06-01T10:00", "2026-07-01T10:00"


@tagged("post_install", "-at_install")
class TestCandidatePageErrors(CandidatePageCase):
    """What is wrong is said at the field, to those who see the page and those who do
    not, and nothing that was typed is lost."""

    def setUp(self):
        super().setUp()
        self.meeting = self.book()
        self.other = self.book(NOW + 4 * DAY)

    # form, what is typed, id of the field that is wrong, what else must be there again
    def get_cases(self):
        meeting, other = self.meeting.id, self.other.id
        return [
            ("ask", {"text": " "}, "ask_text", ""),
            ("ask", {"text": LONG}, "ask_text", LONG),
            ("questions", {"text": LONG}, "questions_text", LONG),
            ("travel", {"text": "x" * (LONGEST_LINE + 1)}, "travel_text", "x" * LONGEST_LINE),
            ("channel", {}, "channel_email", ""),
            ("channel", {"channel": "pigeon"}, "channel_email", ""),
            ("propose", {"meeting": meeting}, f"time1_{meeting}", ""),
            ("propose", {"meeting": other}, f"time1_{other}", ""),
            (
                "propose",
                {"meeting": meeting, "time1": AHEAD, "time2": PAST, "text": "Perhaps"},
                f"time2_{meeting}",
                "Perhaps",
            ),
            (
                "propose",
                {"meeting": other, "time1": AHEAD, "time3": "soon"},
                f"time3_{other}",
                AHEAD,
            ),
            ("propose", {"meeting": meeting, "text": LONG}, f"why_{meeting}", LONG),
            ("withdraw", {"text": LONG}, "withdraw_text", LONG),
        ]

    def test_each_form(self):
        for part, given, wrong, kept in self.get_cases():
            with self.subTest(part, wrong=wrong):
                page = self.press(part, **given)
                self.assertEqual(page.status_code, 422)
                self.assert_tied(page.text, wrong)
                self.assertIn(kept, page.text)

    def assert_tied(self, text, wrong):
        page = html.fromstring(text)
        self.assertIn("Please look again", page.findtext(".//title"))
        (field,) = page.xpath("//*[@autofocus]")
        self.assertEqual(field.get("id"), wrong)
        (marked,) = page.xpath("//*[@aria-invalid='true']")
        if field.get("type") != "radio":
            self.assertEqual(marked, field)
        else:
            self.assertEqual((marked.tag, marked.get("role")), ("fieldset", "radiogroup"))
        (error,) = page.xpath("//*[@role='alert']")
        self.assertIn(error.get("id"), marked.get("aria-describedby").split())
        # Where the address ends with a place, the browser goes there and not to the field.
        place = field.xpath("ancestor::form")[0].get("action").partition("#")[2]
        self.assertFalse(place and page.xpath(f"//*[@id='{place}']"))
        self.assert_ids(page)

    def assert_ids(self, page):
        ids = page.xpath("//@id")
        self.assertEqual(len(ids), len(set(ids)))
        for name in page.xpath("//@aria-describedby"):
            self.assertLessEqual(set(name.split()), set(ids))

    def test_a_page_without_errors_says_none(self):
        page = html.fromstring(self.look())
        self.assertFalse(page.xpath("//*[@autofocus or @aria-invalid or @role='alert']"))
        self.assertNotIn("look again", page.findtext(".//title"))
        self.assert_ids(page)
        for place in ("ask", "questions", "travel", "channel", f"propose_{self.meeting.id}"):
            self.assertTrue(page.xpath(f"//*[@id='{place}']"), place)

    def test_what_is_no_fields_fault(self):
        page = self.press("propose", meeting=0, text="Tuesday")
        self.assert_form_is_wrong(page.text, "This interview has changed")
        self.applicant.page_presses, self.applicant.page_pressed_day = 99, NOW.date()
        page = self.press("ask", text="Once more")
        self.assertEqual(page.status_code, 429)
        self.assertIn("Once more", page.text)
        self.assert_form_is_wrong(page.text, "That was a lot for one day")

    def assert_form_is_wrong(self, text, words):
        page = html.fromstring(text)
        (error,) = page.xpath("//*[@role='alert']")
        self.assertIn(words, error.text_content())
        self.assertEqual((error.get("tabindex"), error.get("autofocus")), ("-1", "autofocus"))
        self.assertFalse(page.xpath("//*[@aria-invalid]"))
