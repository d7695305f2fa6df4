from odoo.tests import tagged

from ...models.company.addresses import is_address
from ..cases.interview import InterviewCase
from ..common import NOW

MODULE = "hr_recruitment_candidate_experience"
MAP = "google.com/maps"
# A place in somebody's own words → whether a map finds it.
PLACES = {
    "Storgatan 1, Stockholm": True,
    "Storgatan 1, 111 22 Stockholm": True,
    "Storgatan 1\n111 22 Stockholm\nSweden": True,
    "12 Main Street, London": True,
    "Hauptstraße 5b, 10115 Berlin": True,
    "شارع التحرير 12، القاهرة, القاهرة": True,
    "Sweden": False,
    "Stockholm, Sweden": False,
    "111 22 Stockholm": False,
    "Room 3": False,
    "Conference room 2, floor 3": False,
    "Head office": False,
    "At the museum": False,
    "": False,
    None: False,
}


@tagged("post_install", "-at_install")
class TestPlaces(InterviewCase):
    """A place without a street is no address: in no mail, on no page, in no calendar,
    and whoever holds the interview is told."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        sweden = cls.env.ref("base.se")
        partners = cls.env["res.partner"]
        cls.half = partners.create({"name": "Nordlys", "country_id": sweden.id})
        cls.town = partners.create(
            {"name": "Nordlys", "city": "Stockholm", "zip": "111 22", "country_id": sweden.id}
        )
        cls.whole = partners.create(
            {"name": "Nordlys", "street": "Storgatan 1", "city": "Uppsala", "street2": " "}
        )
        cls.dots = partners.create({"name": "Nordlys", "street": "-", "city": "Uppsala"})
        cls.office = cls.env["hr.work.location"].create(
            {"name": "The mill", "address_id": cls.half.copy().id, "landmarks": "A red house"}
        )

    def look(self, meeting):
        """:return: (place, mail, calendar file, what is missing)"""
        with self.at(NOW):
            place = meeting._get_candidate_place(self.anna)
            mail = "".join(
                str(self.env["ir.qweb"]._render(f"{MODULE}.{name}", {"object": self.anna}))
                for name in ("mail_block_on_site", "mail_block_interview")
            )
            return place, mail, meeting._get_candidate_ics().decode(), meeting.interview_missing

    def test_words(self):
        for words, found in PLACES.items():
            with self.subTest(words):
                self.assertEqual(is_address(words), found)

    def test_the_address_of_the_job_position(self):
        with self.at(NOW):
            meeting = self.book(meeting_format="on_site")
        for partner in (self.half, self.town, self.dots, self.env["res.partner"]):
            with self.subTest(partner.city):
                self.job.address_id = partner
                place, mail, calendar, missing = self.look(meeting)
                self.assertFalse(place["address"] or place["map_url"] or place["name"])
                for half in (MAP, "Sweden", "Stockholm", "Uppsala"):
                    self.assertNotIn(half, mail.replace("Sweden time", ""))
                self.assertIn("if you do not know where we meet", mail)
                self.assertNotIn("LOCATION", calendar)
                self.assertEqual(missing, "place")
        self.job.address_id = self.whole
        place, mail, calendar, missing = self.look(meeting)
        self.assertIn("Storgatan 1", place["address"])
        self.assertIn(MAP, mail)
        self.assertIn("Storgatan 1", calendar)
        self.assertFalse(missing)
        self.assertNotIn("if you do not know", mail)

    def test_a_work_location(self):
        with self.at(NOW):
            meeting = self.book(meeting_format="on_site", work_location_id=self.office.id)
        place, mail, calendar, missing = self.look(meeting)
        self.assertEqual((place["name"], place["address"]), ("The mill", ""))
        self.assertFalse(place["map_url"])
        self.assertIn("A red house", mail)
        self.assertIn("if you do not know where we meet", mail)
        self.assertNotIn("Sweden", mail.replace("Sweden time", "") + calendar)
        self.assertEqual(missing, "place")
        self.office.map_url = "https://maps.example/mill"
        self.assertFalse(self.look(meeting)[3])
        self.office.write({"map_url": False, "address_id": self.whole.id})
        place, _mail, _calendar, missing = self.look(meeting)
        self.assertTrue(place["map_url"])
        self.assertFalse(missing)

    def test_a_place_in_own_words(self):
        self.job.address_id = self.half
        with self.at(NOW):
            meeting = self.book(meeting_format="on_site", location="Room 3")
        place, mail, calendar, missing = self.look(meeting)
        self.assertIn("Room 3", mail)
        self.assertIn("Room 3", calendar)
        self.assertNotIn(MAP, mail)
        self.assertFalse(missing, "somebody has said where")
        with self.at(NOW):
            meeting.location = "Storgatan 1, Stockholm"
        self.assertIn(MAP, self.look(meeting)[1])
