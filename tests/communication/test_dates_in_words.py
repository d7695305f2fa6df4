import csv
from datetime import date, datetime, timedelta
from unicodedata import normalize

import pytz

from odoo.tests import tagged
from odoo.tests.common import TransactionCase
from odoo.tools import file_open

from ...models.batch import Batch
from ...models.rendering.dates_in_words import (
    find_locale,
    is_same_clock,
    say_date,
    say_day,
    say_length,
    say_moment,
    say_month,
    say_short_day,
    say_time,
    say_times,
    say_zone,
)
from ...models.rendering.named_dates import is_named

MARCH = date(2026, 3, 12)
AFTERNOON = datetime(2026, 3, 12, 14, 5)
# language → day, day without weekday, times, month, length
WORDS = {
    "en_US": ("Thursday, March 12", "March 12", "2:05 PM – 2:25 PM", "March 2026"),
    "en_GB": ("Thursday 12 March", "12 March", "14:05–14:25", "March 2026"),
    "en_AU": ("Thursday 12 March", "12 March", "2:05 pm – 2:25 pm", "March 2026"),
    "sv_SE": ("torsdag 12 mars", "12 mars", "14:05–14:25", "mars 2026"),
    "da_DK": ("torsdag 12. marts", "12. marts", "14.05–14.25", "marts 2026"),
    "nb_NO": ("torsdag 12. mars", "12. mars", "14:05–14:25", "mars 2026"),
    "fi_FI": ("torstai 12. maaliskuuta", "12. maaliskuuta", "14.05–14.25", "maaliskuu 2026"),
    "de_DE": ("Donnerstag, 12. März", "12. März", "14:05–14:25", "März 2026"),
    "fr_FR": ("jeudi 12 mars", "12 mars", "14:05–14:25", "mars 2026"),
    "fr_CA": ("jeudi 12 mars", "12 mars", "14 h 05 – 14 h 25", "mars 2026"),
    "es_ES": ("jueves, 12 de marzo", "12 de marzo", "14:05–14:25", "marzo de 2026"),
    "pt_BR": ("quinta-feira, 12 de março", "12 de março", "14:05–14:25", "março de 2026"),
    "ca_ES": ("dijous, 12 de març", "12 de març", "14:05–14:25", "març del 2026"),
    "eu_ES": ("martxoaren 12(a), osteguna", "martxoaren 12(a)", "14:05–14:25", "2026(e)ko martxoa"),
    "lt_LT": ("kovo 12 d., ketvirtadienis", "kovo 12 d.", "14:05–14:25", "2026 m. kovas"),
    "lv_LV": ("ceturtdiena, 12. marts", "12. marts", "14:05–14:25", "2026. g. marts"),
    "hu_HU": ("március 12., csütörtök", "március 12.", "14:05–14:25", "2026. március"),
    "pl_PL": ("czwartek, 12 marca", "12 marca", "14:05–14:25", "marzec 2026"),
    "cs_CZ": ("čtvrtek 12. března", "12. března", "14:05–14:25", "březen 2026"),
    "ru_RU": ("четверг, 12 марта", "12 марта", "14:05–14:25", "март 2026 г."),
    "bg_BG": ("четвъртък, 12 март", "12 март", "14:05–14:25", "март 2026 г."),
    "sr@latin": ("četvrtak, 12. mart", "12. mart", "14:05–14:25", "mart 2026."),
    "sr@Cyrl": ("четвртак, 12. март", "12. март", "14:05–14:25", "март 2026."),
    "mn_MN": (
        "гуравдугаар сарын 12. пүрэв",
        "гуравдугаар сарын 12",
        "14:05–14:25",
        "2026 оны гуравдугаар сар",
    ),
    "tr_TR": ("12 Mart Perşembe", "12 Mart", "14:05–14:25", "Mart 2026"),
    "ja_JP": ("3月12日木曜日", "3月12日", "14:05–14:25", "2026年3月"),
    "ko_KR": ("3월 12일 목요일", "3월 12일", "PM 2:05 – PM 2:25", "2026년 3월"),
    "zh_CN": ("3月12日星期四", "3月12日", "14:05–14:25", "2026年3月"),
    "zh_TW": ("3月12日 星期四", "3月12日", "下午2:05–下午2:25", "2026年3月"),
    "th_TH": ("วันพฤหัสบดีที่ 12 มีนาคม", "12 มีนาคม", "14:05–14:25", "มีนาคม 2026"),
    "vi_VN": ("Thứ Năm, 12 tháng 3", "12 tháng 3", "14:05–14:25", "tháng 3 năm 2026"),
    "ar_001": ("الخميس، 12 مارس", "12 مارس", "2:05 م – 2:25 م", "مارس 2026"),
    "he_IL": ("יום חמישי, 12 במרץ", "12 במרץ", "14:05–14:25", "מרץ 2026"),
    "hi_IN": ("गुरुवार, 12 मार्च", "12 मार्च", "2:05 pm – 2:25 pm", "मार्च 2026"),
}
ZONES = [
    # time zone, day, language → what it is called
    ("Europe/Stockholm", (2026, 7, 1), "en_US", "Sweden time, UTC+2"),
    ("Europe/Stockholm", (2026, 1, 1), "en_US", "Sweden time, UTC+1"),
    ("Europe/Stockholm", (2026, 7, 1), "de_DE", "Schweden, UTC+2"),
    ("America/New_York", (2026, 7, 1), "en_US", "New York time, UTC-4"),
    ("Asia/Kolkata", (2026, 7, 1), "en_US", "India time, UTC+5:30"),
    ("Asia/Kolkata", (2026, 7, 1), "ru_RU", "Индия, UTC+5:30"),
    ("America/St_Johns", (2026, 1, 1), "en_US", "St. John’s time, UTC-3:30"),
    ("Australia/Sydney", (2026, 1, 1), "en_GB", "Sydney time, UTC+11"),
    ("Europe/London", (2026, 1, 1), "en_GB", "United Kingdom time, UTC"),
    ("UTC", (2026, 1, 1), "en_US", "UTC"),
]


@tagged("standard", "at_install")
class TestDatesInWords(TransactionCase):
    """Dates and times as the readers of every language write them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with file_open("base/data/res.lang.csv") as lines:
            cls.codes = [line["code"] for line in csv.DictReader(lines)]

    def test_table(self):
        end = AFTERNOON + timedelta(minutes=20)
        for code, words in WORDS.items():
            locale = find_locale(code)
            with self.subTest(code=code):
                self.assertEqual(
                    (
                        say_day(MARCH, locale, today=MARCH),
                        say_short_day(MARCH, locale, today=MARCH),
                        say_times(AFTERNOON, end, locale),
                        say_month(MARCH, locale),
                    ),
                    words,
                )

    def test_every_language_that_can_be_installed(self):
        self.assertGreater(len(self.codes), 85)
        days = [date(2026, month, 28) for month in range(1, 13)]
        for code in self.codes:
            locale = find_locale(code)
            with self.subTest(code=code):
                said = [say_day(day, locale, today=MARCH) for day in days]
                self.assertEqual(len(set(said)), 12, "each month is another one")
                for day, words in zip(days, said, strict=True):
                    self._check_day(day, words, locale)
                for say in (say_day, say_short_day):
                    self.assertIn("2026", say(MARCH, locale, today=date(2025, 12, 1)))
                self.assertIn("2026", say_date(MARCH, locale))
                self.assertIn("2026", say_month(MARCH, locale))
                self.assertIn("05", say_time(AFTERNOON, locale))
                self.assertEqual(
                    len({say_time(AFTERNOON.replace(hour=h), locale) for h in range(24)}), 24
                )
                self.assertIn("30", say_length(90, locale))

    def _check_day(self, day, words, locale):
        self.assertNotIn("2026", words)
        self.assertRegex(words, r"(?<!\d)28(?!\d)")
        wide = locale.days["format"]["wide"][day.weekday()]
        alone = locale.days["stand-alone"]["wide"][day.weekday()]
        self.assertTrue(wide in words or alone in words, words)
        # Nothing is left of a year: no sign for it, no quote, no lonely "de".
        self.assertNotRegex(normalize("NFC", words), r"年|년|['\"{}]| de$|^de |, ?,|[,،]$|  ")
        self.assertNotRegex(words, r"\b(gada|m\.|оны|г\.|р\.)(\s|$)")
        for other in locale.days["format"]["wide"].values():
            if other not in (wide, alone) and len(other) > 4 and other not in wide:
                self.assertNotIn(other, words)

    def test_what_is_said_is_recognised(self):
        for code in self.codes:
            locale = find_locale(code)
            with self.subTest(code=code):
                for words in (
                    say_day(MARCH, locale, today=MARCH),
                    say_short_day(MARCH, locale, today=MARCH),
                    say_day(MARCH, locale, today=date(2025, 1, 1)),
                    say_date(MARCH, locale),
                ):
                    self.assertTrue(is_named(MARCH, f"– {words} –", code), words)
                    self.assertFalse(is_named(MARCH + timedelta(days=1), f"– {words} –", code))

    def test_moment(self):
        for code, words in (
            ("en_US", "Thursday, March 12 at 2:05 PM"),
            ("en_GB", "Thursday 12 March at 14:05"),
            ("de_DE", "Donnerstag, 12. März, 14:05"),
            ("vi_VN", "14:05 Thứ Năm, 12 tháng 3"),
            ("ja_JP", "3月12日木曜日 14:05"),
        ):
            self.env["res.lang"]._activate_lang(code)
            env = self.env(context={"lang": code})
            with self.subTest(code=code):
                moment = AFTERNOON.replace(year=date.today().year)
                said = say_moment(env, moment)
                if moment.year == AFTERNOON.year:
                    self.assertEqual(said, words)

    def test_the_year_is_said_as_seen_from_the_time_of_the_batch(self):
        """A text that is written today and leaves next year."""
        batch = Batch(datetime(2035, 1, 2))
        templates = batch.put_around(self.env["mail.template"])
        said = templates._get_words_of_dates()["say_day"](date(2035, 1, 4))
        self.assertEqual(said, "Thursday, January 4")
        moment = say_moment(templates.env, datetime(2035, 1, 4, 10))
        self.assertEqual(moment, "Thursday, January 4 at 10:00 AM")

    def test_lengths(self):
        self.assertEqual(say_length(90, find_locale("en_US")), "1 hour 30 minutes")
        self.assertEqual(say_length(20, find_locale("sv_SE")), "20 minuter")
        self.assertEqual(say_length(60, find_locale("de_DE")), "1 Stunde")
        self.assertEqual(say_length(0, find_locale("en_US")), "")

    def test_zones(self):
        for zone, day, code, words in ZONES:
            self.env["res.lang"]._activate_lang(code)
            moment = pytz.timezone(zone).localize(datetime(*day, 12))
            with self.subTest(zone=zone, code=code):
                self.assertEqual(say_zone(self.env(context={"lang": code}), moment), words)

    def test_two_names_of_one_clock(self):
        moment = pytz.timezone("Europe/Stockholm").localize(datetime(2026, 7, 1, 12))
        self.assertTrue(is_same_clock(moment, pytz.timezone("Europe/Berlin")))
        self.assertTrue(is_same_clock(moment, pytz.timezone("Africa/Johannesburg")))
        self.assertFalse(is_same_clock(moment, pytz.timezone("Europe/Helsinki")))
        winter = pytz.timezone("Europe/Stockholm").localize(datetime(2026, 12, 1, 12))
        self.assertFalse(is_same_clock(winter, pytz.timezone("Africa/Johannesburg")))
