from datetime import date, datetime, timedelta

import pytz

from odoo.tests import tagged

from ..cases.interview import DAY, HOUR, InterviewCase

STOCKHOLM = pytz.timezone("Europe/Stockholm")
GREETING = """<p><t t-out="object.get_closed_days()"/></p>"""


@tagged("post_install", "-at_install")
class TestClosedDays(InterviewCase):
    """A greeting before days off says which days, in the candidate's language."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env["res.lang"]._activate_lang("de_DE")
        cls.env["resource.calendar.leaves"].search([("resource_id", "=", False)]).unlink()
        cls.company.country_id = cls.env.ref("base.se")
        cls.company.partner_id.lang = "sv_SE"
        cls.anna.partner_id.tz = "Europe/Stockholm"

    def close(self, first, last=None, name="Stängt", **values):
        begin = STOCKHOLM.localize(datetime(first.year, first.month, first.day))
        last = last or first
        end = STOCKHOLM.localize(datetime(last.year, last.month, last.day, 23, 59, 59))
        return self.env["resource.calendar.leaves"].create(
            {
                "name": name,
                "calendar_id": self.calendar.id,
                "date_from": begin.astimezone(pytz.utc).replace(tzinfo=None),
                "date_to": end.astimezone(pytz.utc).replace(tzinfo=None),
                **values,
            }
        )

    def say(self, day, lang="en_US"):
        with self.at(datetime(day.year, day.month, day.day, 11)):
            return self.anna.with_context(lang=lang).get_closed_days()

    def test_weekend(self):
        self.assertEqual(
            self.say(date(2026, 6, 12)),
            "We are closed over the weekend, and back on Monday, June 15.",
        )

    def test_holiday(self):
        self.close(date(2026, 1, 6), name="Trettondedag jul")
        self.assertEqual(
            self.say(date(2026, 1, 5)),
            "We are closed on Tuesday, January 6 (Epiphany), and back on Wednesday, January 7.",
        )
        self.assertIn("(Trettondedag jul)", self.say(date(2026, 1, 5), "sv_SE"))
        self.assertIn("tisdag 6 januari", self.say(date(2026, 1, 5), "sv_SE"))

    def test_easter(self):
        """Days that the weekend frees anyway are named as well, and only once."""
        self.close(date(2026, 4, 3), name="Långfredagen")
        self.close(date(2026, 4, 6), name="Annandag påsk")
        self.assertEqual(
            self.say(date(2026, 4, 2)),
            "We are closed from Friday, April 3 to Monday, April 6 (Good Friday, Easter "
            "Sunday, Easter Monday), and back on Tuesday, April 7.",
        )

    def test_into_the_next_year(self):
        self.close(date(2026, 12, 31), name="Nyårsafton")
        self.close(date(2027, 1, 1), name="Nyårsdagen")
        words = self.say(date(2026, 12, 30))
        self.assertIn("from Thursday, December 31 to Sunday, January 3, 2027", words)
        self.assertIn("(New Year's Eve, New Year's Day)", words.replace("’", "'"))
        self.assertIn("back on Monday, January 4, 2027", words)

    def test_the_companys_word_for_a_day_that_is_no_countrys(self):
        self.close(date(2026, 6, 10), name="Grundardagen")
        self.assertIn("(Grundardagen)", self.say(date(2026, 6, 9), "sv_SE"))
        words = self.say(date(2026, 6, 9))
        self.assertEqual(
            words, "We are closed on Wednesday, June 10, and back on Thursday, June 11."
        )

    def test_leave(self):
        """What it is called inside is nobody's business."""
        self.close(date(2026, 7, 6), date(2026, 7, 31), name="Flytt, hemligt")
        for lang in "en_US", "sv_SE":
            self.assertNotIn("hemligt", self.say(date(2026, 7, 3), lang))
        self.assertEqual(
            self.say(date(2026, 7, 3)),
            "We are on leave from Saturday, July 4 to Sunday, August 2, and back on Monday, "
            "August 3.",
        )

    def test_a_language_of_which_no_names_are_known(self):
        self.close(date(2026, 1, 6), name="Trettondedag jul")
        self.assertNotIn("(", self.say(date(2026, 1, 5), "de_DE"))

    def test_no_schedule_no_country(self):
        self.company.resource_calendar_id = False
        self.company.country_id = False
        self.assertIn("over the weekend", self.say(date(2026, 6, 12)))
        self.assertIn("over the weekend", self.say(date(2026, 6, 8)), "the next one")

    def test_half_a_day_is_no_day_off(self):
        noon = datetime(2026, 6, 10, 10)
        self.close(date(2026, 6, 10), date_from=noon, date_to=noon + 12 * HOUR)
        self.assertIn("over the weekend", self.say(date(2026, 6, 9)))

    def test_weekend_of_the_country(self):
        self.company.country_id = self.env.ref("base.sa")
        self.company.resource_calendar_id = False
        self.assertEqual(
            self.say(date(2026, 6, 11)),
            "We are closed over the weekend, and back on Sunday, June 14.",
        )

    def test_never_closed_never_open(self):
        self.close(date(2026, 1, 1), date(2031, 1, 1))
        self.assertEqual(self.say(date(2026, 6, 10)), "")

    def test_in_the_mail(self):
        self.close(date(2026, 6, 19), name="Midsommarafton")
        texts = self._make_template(name="Greeting", body_html=GREETING)
        self._make_step("before_days_off", mail_template_id=texts.id)
        thursday = datetime(2026, 6, 18, 5)
        with self.at(thursday - DAY):
            self.book(thursday - HOUR)
        with self.at(thursday):
            self.env["hr.applicant"]._cron_days_off()
        with self.at(thursday + timedelta(hours=7)):
            self.process()
        body = self.letters()[0].body_html
        self.assertIn("from Friday, June 19 to Sunday, June 21 (", body)
        self.assertIn("back on Monday, June 22", body)

    def test_the_shipped_greeting_says_it(self):
        template = self.env.ref("hr_recruitment_candidate_experience.mail_template_days_off")
        with self.at(datetime(2026, 6, 12, 11)):
            text = template.with_context(lang="en_US")._render_field("body_html", self.anna.ids)
        self.assertIn("closed over the weekend, and back on Monday, June 15.", text[self.anna.id])
        self.assertNotIn("taking some time off", text[self.anna.id])

    def test_many_greetings_cost_one_look(self):
        texts = self._make_template(name="Greeting", body_html=GREETING)
        step = self._make_step("manual", mail_template_id=texts.id)
        counts = []
        for size in (2, 12):
            people = self._make_applicants(size)
            self.rows(people).unlink()
            with self.at(datetime(2026, 6, 12, 9)):
                people._start_step(step)
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.process()
                counts.append(self.env.cr.sql_log_count - before)
        self.assertLess(counts[1] - counts[0], 10)
