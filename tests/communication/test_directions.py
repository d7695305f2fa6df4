from odoo.tests import TransactionCase, tagged

from ...models.rendering.directions import UNBROKEN, isolate_numbers

# What stands in a text that is read from the right → how it keeps its order.
TABLE = (
    ("اتصل على +46 70 123 45 67 اليوم", "اتصل على <span dir='ltr'>+46 70 123 45 67</span> اليوم"),
    ("الساعة 10:00–11:00", "الساعة <span dir='ltr'>10:00–11:00</span>"),
    ("الساعة 9:30 AM.", "الساعة <span dir='ltr'>9:30 AM</span>."),
    ("(070) 123-456", "<span dir='ltr'>(070) 123-456</span>"),
    ("<b>2026-06-10</b>", "<b><span dir='ltr'>2026-06-10</span></b>"),
    ("<p>في<br>10:00 ثم 11:00</p>", None),
    ("اكتب إلى info@a.example", "اكتب إلى <span dir='ltr'>info@a.example</span>"),
    ("https://a.example/12345678", "<span dir='ltr'>https://a.example/12345678</span>"),
    ("a12345678", "a12345678"),
    ("٥ أيام", "٥ أيام"),
    ("5 أيام", "5 أيام"),
    ("<span dir='ltr'>+46 70 123</span>", "<span dir='ltr'>+46 70 123</span>"),
    ("<a href='tel:+4670123'>call</a>", "<a href='tel:+4670123'>call</a>"),
    ("<style>p { margin: 10 10 10 }</style>", "<style>p { margin: 10 10 10 }</style>"),
    ("<!-- 10:00 -->", "<!-- 10:00 -->"),
    ("", ""),
)


@tagged("post_install", "-at_install")
class TestDirections(TransactionCase):
    def test_numbers_keep_their_order(self):
        for text, expected in TABLE:
            with self.subTest(text):
                found = self.isolate(text)
                if expected is None:
                    self.assertEqual(found.count("dir='ltr'"), 2)
                else:
                    self.assertEqual(found, expected)
                self.assertEqual(self.isolate(found), found, "twice")

    def isolate(self, text):
        found = isolate_numbers(text).replace('"', "'")
        return found.replace(f" style='{UNBROKEN}'", "")

    def test_a_time_is_not_broken_into_two_lines(self):
        self.assertIn(UNBROKEN, isolate_numbers("الساعة 10:00–11:00"))
        self.assertNotIn(UNBROKEN, isolate_numbers("https://a.example/" + "1" * 90))

    def test_a_whole_mail(self):
        head = "<!DOCTYPE html><html dir='rtl'><head><title>10:00</title></head>"
        found = isolate_numbers(f"{head}<body>10:00</body></html>")
        self.assertTrue(found.lower().startswith("<!doctype html>"))
        self.assertEqual(found.count("ltr"), 1)
