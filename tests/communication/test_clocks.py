from datetime import datetime

import pytz

from odoo.tests import new_test_user, tagged

from ..common import CandidateCase

SUMMER, WINTER = datetime(2026, 7, 1, 8), datetime(2026, 12, 1, 9)


@tagged("standard", "at_install")
class TestClocks(CandidateCase):
    """Whose clock a time is told by, and when it is named."""

    def say(self, applicant, moment=SUMMER, on_site=False):
        aware = pytz.utc.localize(moment).astimezone(applicant._get_candidate_tz())
        return applicant.with_context(lang="en_US")._name_zone("X", aware, on_site)

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
        cases = [
            # time zone of the contact, country, number, on site → winter and summer
            (False, False, False, False, "X (Sweden time, UTC+1)", "X (Sweden time, UTC+2)"),
            (False, False, False, True, "X", "X"),
            ("Europe/Stockholm", False, False, False, "X", "X"),
            ("Europe/Berlin", False, False, False, "X", "X"),
            ("Africa/Johannesburg", False, False, False, "X (South Africa time, UTC+2)", "X"),
            (
                "Europe/London",
                False,
                False,
                True,
                "X (United Kingdom time, UTC)",
                "X (United Kingdom time, UTC+1)",
            ),
            (False, "SE", False, False, "X", "X"),
            (False, "DE", False, False, "X", "X"),
            (False, "US", False, False, "X (Sweden time, UTC+1)", "X (Sweden time, UTC+2)"),
            (False, False, "+46 70 123 45 67", False, "X", "X"),
            (
                False,
                False,
                "+1 212 555 0100",
                False,
                "X (Sweden time, UTC+1)",
                "X (Sweden time, UTC+2)",
            ),
            (
                False,
                False,
                "070-123 45 67",
                False,
                "X (Sweden time, UTC+1)",
                "X (Sweden time, UTC+2)",
            ),
        ]
        for tz, country, number, on_site, winter, summer in cases:
            code = country and f"base.{country.lower()}"
            partner.write({"tz": tz, "country_id": code and self.env.ref(code).id})
            applicant.partner_phone = number
            with self.subTest(tz=tz, country=country, number=number, on_site=on_site):
                self.assertEqual(self.say(applicant, WINTER, on_site), winter)
                self.assertEqual(self.say(applicant, SUMMER, on_site), summer)

    def test_no_time_zone_anywhere(self):
        applicant = self._make_applicants()
        self.company.resource_calendar_id = False
        self.company.partner_id.tz = False
        self.assertEqual(self.say(applicant), "X (UTC)")
