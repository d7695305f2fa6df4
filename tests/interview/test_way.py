import base64
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from lxml import html

from odoo.tests import tagged

from ..cases.candidate_page import CandidatePageCase
from ..common import NOW

MODULE = "hr_recruitment_candidate_experience"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestWay(CandidatePageCase):
    """From where the candidate travels, by when to be there, and through which door."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.address = cls.env["res.partner"].create(
            {"name": "Nordlys", "street": "Storgatan 1", "zip": "111 22", "city": "Stockholm"}
        )
        cls.office = cls.env["hr.work.location"].create(
            {
                "name": "The mill",
                "address_id": cls.address.id,
                "entrance_phone": "+46 8 123",
                "entrance_help": "Through the gate",
                "entrance_picture": base64.b64encode(PIXEL),
            }
        )

    def book_on_site(self, **values):
        return self.book(meeting_format="on_site", work_location_id=self.office.id, **values)

    def find_routes(self, text):
        """:return: dict mode → (origin, destination)"""
        links = html.fromstring(text).xpath("//a[contains(@href, '/maps/dir/')]/@href")
        asked = [parse_qs(urlsplit(link).query) for link in links]
        return {a["travelmode"][0]: (a["origin"][0], a["destination"][0]) for a in asked}

    def mail(self, lang=None):
        applicant = self.applicant.with_context(lang=lang) if lang else self.applicant
        block = f"{MODULE}.mail_block_on_site"
        return str(applicant.env["ir.qweb"]._render(block, {"object": applicant}))

    # Routes --------------------------------------------------------------------------

    def test_routes_from_where_the_candidate_travels(self):
        self.book_on_site()
        self.assertFalse(self.find_routes(self.look()))
        self.assertFalse(self.find_routes(self.mail()))
        self.applicant.travels_from = 'Uppsala & "C" <Ö>?x=1#y'
        for text in self.look(), self.mail():
            routes = self.find_routes(text)
            self.assertEqual(set(routes), {"transit", "driving", "walking"})
            for origin, destination in routes.values():
                self.assertEqual(origin, 'Uppsala & "C" <Ö>?x=1#y')
                self.assertIn("Storgatan 1", destination)
        self.applicant.travels_from = "  "
        self.assertFalse(self.find_routes(self.look()))

    def test_no_route_to_a_place_without_address(self):
        self.applicant.travels_from = "Uppsala"
        self.address.street = False
        self.book_on_site()
        for text in self.look(), self.mail():
            self.assertFalse(self.find_routes(text))
            self.assertNotIn("Be there at", text)
            self.assertIn("The address is not in our calendar yet", text)

    def test_help_with_the_way_is_offered_once(self):
        self.applicant.travels_from = "Uppsala"
        self.book_on_site()
        template = self.env.ref(f"{MODULE}.mail_template_interview_on_site")

        def write():
            return template._render_field("body_html", self.applicant.ids)[self.applicant.id]

        self.assertIn("The way from", write())
        self.assertNotIn("You have told us that you travel from", write())
        self.address.street = False
        self.assertNotIn("The way from", write())
        self.assertIn("You have told us that you travel from", write())

    def test_no_route_to_a_video_meeting(self):
        self.applicant.travels_from = "Uppsala"
        self.book(meeting_format="video", work_location_id=self.office.id)
        page = self.look()
        self.assertFalse(self.find_routes(page))
        self.assertNotIn("Be there at", page)

    # When to be there ------------------------------------------------------------------

    def find_arrival(self):
        (words,) = html.fromstring(self.look()).xpath("//p[starts-with(., 'Be there at')]/strong")
        return words.text_content()

    def test_the_time_follows_what_the_candidate_was_told(self):
        meeting = self.book_on_site()
        before = self.find_arrival()
        with self.at(self.env.cr._now + HOUR):
            meeting.write({"start": meeting.start + HOUR, "stop": meeting.stop + HOUR})
        self.assertEqual(self.find_arrival(), before, "nothing has been said yet")
        with self.at(self.env.cr._now + HOUR):
            self.tell(meeting)
        self.assertNotEqual(self.find_arrival(), before)

    def test_another_clock_is_named(self):
        self.applicant.partner_id.tz = "America/New_York"
        self.book_on_site()
        self.assertIn("New York time", self.find_arrival())

    def test_a_whole_day_has_no_time(self):
        self.book_on_site(allday=True)
        self.assertNotIn("Be there at", self.look())

    # The door --------------------------------------------------------------------------

    def test_help_only_where_a_place_is_hard_to_find(self):
        meeting = self.book_on_site()
        picture = f"{self.path}/interview/{meeting.id}/entrance"
        for text in self.look(), self.mail():
            self.assertNotIn("Through the gate", text)
            self.assertNotIn("+46 8 123", text)
        self.assertEqual(self.open(picture).status_code, 404)
        self.office.is_hard_to_find = True
        page, mail = self.look(), self.mail()
        for text in page, mail:
            self.assertIn("Through the gate", text)
            self.assertIn('href="tel:+468123"', text)
        self.assertIn(f'src="{picture}"', page)
        self.assertIn("a picture of the entrance", mail)

    def test_the_picture_is_for_whoever_is_to_come(self):
        self.office.is_hard_to_find = True
        meeting = self.book_on_site()
        picture = f"{self.path}/interview/{meeting.id}/entrance"
        answer = self.open(picture)
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.headers["Content-Type"].startswith("image/"))
        self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
        foreign = self.env["calendar.event"].create(
            {"name": "Other", "start": meeting.start, "stop": meeting.stop}
        )
        for path in (
            f"{self.path}/interview/{foreign.id}/entrance",
            f"{self.path}/interview/x/entrance",
            f"{self.path}x/interview/{meeting.id}/entrance",
        ):
            self.assertEqual(self.open(path).status_code, 404)
        with self.at(meeting.stop + HOUR):
            self.assertEqual(self.open(picture).status_code, 404)

    # What is asked, and of whom ----------------------------------------------------------

    def find_asked(self):
        page = html.fromstring(self.look())
        return {name for name in ("travel", "questions") if page.xpath(f"//*[@id='{name}_text']")}

    def test_nothing_of_an_interview_is_asked_of_who_has_none(self):
        self.assertFalse(self.find_asked(), "applied")
        meeting = self.book(meeting_format="on_site", told=False)
        self.assertFalse(self.find_asked(), "booked, and nothing said")
        self.tell(meeting)
        self.assertEqual(self.find_asked(), {"travel", "questions"})
        with self.at(meeting.stop + HOUR):
            self.assertFalse(self.find_asked(), "over")
        with self.at(meeting.stop + DAY):
            self.applicant._note_told_stage(self.interview)
            self.assertFalse(self.find_asked(), "a later stage")
            self.applicant.write({"stage_id": self.signed.id})
            self.applicant._note_told_stage(self.signed)
            self.assertFalse(self.find_asked(), "hired")

    def test_a_video_or_a_call_needs_no_way(self):
        for number, kind in enumerate(("video", "phone"), 2):
            self.book(NOW + number * DAY, meeting_format=kind)
            self.assertEqual(self.find_asked(), {"questions"})
        self.book_on_site(start=NOW + 5 * DAY)
        self.assertEqual(self.find_asked(), {"travel", "questions"})

    def test_what_was_typed_while_the_interview_was_cancelled_is_kept(self):
        self.press("travel", text="Uppsala")
        self.env.invalidate_all()
        self.assertEqual(self.applicant.travels_from, "Uppsala")
        page = self.press("travel", text="x" * 5000)
        self.assertEqual(page.status_code, 422)
        self.assertIn('id="travel_text"', page.text)

    # Swedish -----------------------------------------------------------------------------

    def test_in_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        module = self.env["ir.module.module"].search([("name", "=", MODULE)])
        module._update_translations(["sv_SE"])
        self.applicant.travels_from = "Uppsala"
        self.applicant.partner_id.lang = "sv_SE"
        self.office.is_hard_to_find = True
        self.book_on_site()
        for text in self.look(), self.mail("sv_SE"):
            self.assertIn("Var på plats", text)
            self.assertIn("kollektivtrafik", text)
            self.assertNotIn("Be there", text)
