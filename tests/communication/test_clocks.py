from datetime import datetime, timedelta

import pytz

from odoo.tests import new_test_user, tagged

from ..common import CandidateCase

SUMMER, WINTER = datetime(2026, 7, 1, 8), datetime(2026, 12, 1, 9)


@tagged("standard", "at_install")
class TestClocks(CandidateCase):
    """Whose clock a time is told by, and when it is named."""

    def say(self, applicant, moment=SUMMER, country=None):
        aware = pytz.utc.localize(moment).astimezone(applicant._get_candidate_tz())
        return applicant.with_context(lang="en_US")._name_zone("X", aware, country)

    def test_a_contact_has_not_the_time_zone_of_the_recruiters_browser(self):
        recruiter = self.env["hr.applicant"].with_user(self.recruiter)
        applicant = recruiter.with_context(tz="Asia/Tokyo").create(
            {"partner_name": "Anna Ek", "email_from": "anna@new.example", "job_id": self.job.id}
        )
        self.assertTrue(applicant.partner_id)
        self.assertFalse(applicant.partner_id.tz)

    def test_a_visitor_of_the_website_has_the_own_one(self):
        public = self.env.ref("base.public_user")
        applicant = (
            self.env["hr.applicant"]
            .with_user(public)
            .sudo()
            .with_context(tz="Asia/Tokyo")
            .create(
                {"partner_name": "Anna Ek", "email_from": "anna@new.example", "job_id": self.job.id}
            )
        )
        self.assertEqual(applicant.partner_id.tz, "Asia/Tokyo")
        self.assertEqual(applicant._get_candidate_tz().zone, "Asia/Tokyo")

    def test_contacts_that_exist(self):
        """Odoo has given them the time zone of whoever made them."""
        self.recruiter.tz = "Asia/Tokyo"
        contacts = self.env["res.partner"].with_user(self.recruiter)
        self.recruiter.group_ids += self.env.ref("base.group_partner_manager")
        made = contacts.create({"name": "Anna", "email": "a@new.example", "tz": "Asia/Tokyo"})
        (applicant,) = self._make_applicants(partner_id=made.id)
        self.assertEqual(applicant._get_candidate_tz().zone, "Europe/Stockholm")
        made.tz = "Europe/London"
        self.assertEqual(applicant._get_candidate_tz().zone, "Europe/London", "somebody chose it")
        made.tz = "Asia/Tokyo"
        new_test_user(self.env, "anna", groups="base.group_portal", partner_id=made.id)
        self.assertEqual(applicant._get_candidate_tz().zone, "Asia/Tokyo", "Anna's own")

    def test_what_is_named(self):
        applicant = self._make_applicants()
        partner = applicant.partner_id
        named = "X (Sweden time, UTC+1)", "X (Sweden time, UTC+2)"
        british = "X (United Kingdom time, UTC)", "X (United Kingdom time, UTC+1)"
        cases = [
            # time zone of the contact, country, number, where to come to → winter and
            # summer
            (False, False, False, None, *named),
            (False, False, False, "SE", *named),
            ("Europe/Stockholm", False, False, None, "X", "X"),
            ("Europe/Stockholm", False, False, "SE", "X", "X"),
            ("Europe/Stockholm", False, False, "DE", "X", "X"),
            ("Europe/Stockholm", False, False, "GB", *named),
            ("Europe/Stockholm", False, False, "US", *named),
            ("Europe/Stockholm", False, False, "ZA", named[0], "X"),
            ("Europe/Berlin", False, False, None, "X", "X"),
            ("Africa/Johannesburg", False, False, None, "X (South Africa time, UTC+2)", "X"),
            ("Africa/Algiers", False, False, None, "X", "X (Algeria time, UTC+1)"),
            ("Europe/London", False, False, None, *british),
            ("Europe/London", False, False, "SE", *british),
            ("GB", False, False, None, *british),
            ("CET", False, False, None, "X", "X"),
            ("Etc/GMT-1", False, False, None, "X", "X (UTC+1)"),
            (False, "SE", False, None, "X", "X"),
            (False, "DE", False, None, "X", "X"),
            (False, "SE", False, "GB", *named),
            (False, "US", False, None, *named),
            (False, False, "+46 70 123 45 67", None, "X", "X"),
            (False, False, "+1 212 555 0100", None, *named),
            (False, False, "070-123 45 67", None, *named),
        ]
        for tz, country, number, to, winter, summer in cases:
            code = country and f"base.{country.lower()}"
            partner.write({"tz": tz, "country_id": code and self.env.ref(code).id})
            applicant.partner_phone = number
            with self.subTest(tz=tz, country=country, number=number, to=to):
                self.assertEqual(self.say(applicant, WINTER, to), winter)
                self.assertEqual(self.say(applicant, SUMMER, to), summer)

    def test_two_names_of_one_zone(self):
        """They are one clock and have one name in words."""
        applicant = self._make_applicants()
        cases = [
            # the company's, the candidate's, what it is called elsewhere
            ("America/New_York", "US/Eastern", "New York time"),
            ("Asia/Kolkata", "Asia/Calcutta", "India time"),
            ("Asia/Tokyo", "Japan", "Japan time"),
            ("Asia/Shanghai", "PRC", "Shanghai time"),
            ("Europe/Kyiv", "Europe/Kiev", "Kyiv time"),
            ("Pacific/Auckland", "NZ", "Auckland time"),
            ("Australia/Sydney", "Australia/ACT", "Sydney time"),
            ("America/Argentina/Buenos_Aires", "America/Buenos_Aires", "Argentina time"),
            ("Asia/Ho_Chi_Minh", "Asia/Saigon", "Vietnam time"),
        ]
        for home, other, words in cases:
            for mine, theirs in (home, other), (other, home):
                self.calendar.tz, applicant.partner_id.tz = mine, theirs
                with self.subTest(company=mine, candidate=theirs):
                    self.assertEqual(self.say(applicant, WINTER), "X")
                    self.assertEqual(self.say(applicant, SUMMER), "X")
                    self.calendar.tz = "America/Noronha"
                    self.assertIn(f"X ({words}, UTC", self.say(applicant, WINTER))

    def test_where_and_when_clocks_change(self):
        """On the day itself, north and south of the equator, before and after."""
        applicant = self._make_applicants()
        cases = [
            # the company's, the candidate's, noon of the day (UTC) → whether it is named
            ("Europe/Stockholm", "America/New_York", (2026, 3, 20, 12), "New York time, UTC-4"),
            ("America/New_York", "America/Phoenix", (2026, 3, 7, 18), "Phoenix time, UTC-7"),
            ("America/Los_Angeles", "America/Phoenix", (2026, 3, 7, 20), "Phoenix time, UTC-7"),
            ("America/Los_Angeles", "America/Phoenix", (2026, 3, 8, 20), None),
            ("America/Los_Angeles", "America/Phoenix", (2026, 11, 1, 20), "Phoenix time, UTC-7"),
            ("Australia/Sydney", "Australia/Brisbane", (2026, 4, 4, 2), "Brisbane time, UTC+10"),
            ("Australia/Sydney", "Australia/Brisbane", (2026, 4, 5, 2), None),
            ("Australia/Sydney", "Australia/Brisbane", (2026, 10, 3, 2), None),
            ("Australia/Sydney", "Australia/Brisbane", (2026, 10, 4, 2), "Brisbane time, UTC+10"),
            ("America/Asuncion", "America/Sao_Paulo", (2026, 7, 1, 15), None),
            ("Europe/London", "Africa/Casablanca", (2026, 7, 1, 12), None),
            # In Ramadan, Morocco keeps another time.
            ("Europe/London", "Africa/Casablanca", (2026, 2, 10, 12), "Morocco time, UTC+1"),
            ("Europe/London", "Africa/Casablanca", (2026, 2, 25, 12), None),
        ]
        for home, theirs, day, words in cases:
            self.calendar.tz, applicant.partner_id.tz = home, theirs
            with self.subTest(company=home, candidate=theirs, day=day):
                expected = f"X ({words})" if words else "X"
                self.assertEqual(self.say(applicant, datetime(*day)), expected)

    def test_an_hour_that_comes_twice_is_named(self):
        applicant = self._make_applicants()
        for name, first, offsets in (
            ("Europe/Stockholm", datetime(2026, 10, 25, 0, 30), ("UTC+2", "UTC+1")),
            ("America/New_York", datetime(2026, 11, 1, 5, 30), ("UTC-4", "UTC-5")),
            ("Australia/Lord_Howe", datetime(2026, 4, 4, 14, 45), ("UTC+11", "UTC+10:30")),
        ):
            self.calendar.tz = applicant.partner_id.tz = name
            later = timedelta(minutes=30 if "Lord" in name else 60)
            for moment, offset in zip((first, first + later), offsets, strict=True):
                with self.subTest(zone=name, moment=moment):
                    self.assertIn(f", {offset})", self.say(applicant, moment))
            self.assertEqual(self.say(applicant, first + timedelta(hours=5)), "X")

    def test_times_that_the_candidate_proposes(self):
        """Named, unless they can only be of the candidate's own clock."""
        applicant = self._make_applicants()
        noon = pytz.timezone("Europe/Stockholm").localize(datetime(2026, 7, 1, 12))
        english = applicant.with_context(lang="en_US")
        self.assertEqual(english._say_zone_of_proposals(noon), "Sweden time, UTC+2")
        applicant.partner_id.country_id = self.env.ref("base.za")
        self.assertEqual(
            english._say_zone_of_proposals(noon), "Sweden time, UTC+2", "another day it differs"
        )
        applicant.partner_id.tz = "Europe/Stockholm"
        self.assertEqual(english._say_zone_of_proposals(noon), "")

    def test_no_time_zone_anywhere(self):
        applicant = self._make_applicants()
        self.company.resource_calendar_id = False
        self.company.partner_id.tz = False
        self.assertEqual(self.say(applicant), "X (UTC)")
