from odoo.tests import tagged

from ..cases.phone import phone
from ..cases.sourcing import DAY, SourcingCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestInvitationPage(SourcingCase):
    """What an invited person sees and says, without login."""

    def setUp(self):
        super().setUp()
        self.person = self.invite(personal_text="I saw your talk about boats.")

    def test_all_that_is_known_stands_there(self):
        page = self.open_page(self.person)
        self.assertEqual(page.status_code, 200)
        self.assertEqual(page.headers["X-Robots-Tag"], "noindex, nofollow")
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertNotIn("Set-Cookie", page.headers)
        for told in ("talk about boats", "Per Berg", "September 8, 2026", "object at any time"):
            self.assertIn(told, page.text)
        self.assertNotIn("/jobs/apply", page.text, "an ad that is not out")
        self.job.website_published = True
        self.assertIn(f"/jobs/apply/{self.job.id}", self.open_page(self.person).text)

    def test_looking_says_nothing(self):
        self.open_page(self.person)
        self.url_open(self.person._get_page_path() + "?part=never&said=more")
        self.env.invalidate_all()
        self.assertEqual(self.person.state, "invited")

    def test_the_key(self):
        path = self.person._get_page_path()
        for wrong in (
            path[:-3] + "abc",
            path.rsplit("/", 1)[0] + "/False",
            "/candidate/invitation/9/x",
        ):
            self.assertEqual(self.url_open(wrong).status_code, 404, wrong)
            self.assertEqual(self.url_open(wrong, data={"part": "never"}).status_code, 404, wrong)
        self.person.sudo().page_token = False
        self.env.flush_all()
        self.assertEqual(self.url_open(path).status_code, 404)
        self.assertEqual(self.url_open(path.rsplit("/", 1)[0] + "/").status_code, 404)

    def test_a_machine_presses(self):
        path = self.person._get_page_path()
        self.env.flush_all()
        for data in ({"part": "never"}, {"part": "never", "form": "made up"}):
            self.assertIn("press once more", self.url_open(path, data=data).text)
        self.assertIn("press once more", self.press(self.person, "never", seconds=0).text)
        self.assertIn("press once more", self.press(self.person, "more", website="x").text)
        self.assertEqual(self.person.state, "invited")

    def test_tell_me_more(self):
        page = self.press(
            self.person, "more", text="How big are <the> boats?", phone="070, at noon"
        )
        self.assertIn("You hear from us soon", page.text)
        self.assertEqual((self.person.state, self.person.call_at), ("more", "070, at noon"))
        self.assertEqual(self.person.question, "How big are <the> boats?")
        self.assertEqual(self.todos(self.person).user_id, self.recruiter)
        self.assertEqual(self.number_of(), (1, 1, 0, 0, 0))

    def test_a_mind_that_changes_counts_once(self):
        self.press(self.person, "more")
        self.assertIn("six months", self.press(self.person, "later", months="6").text)
        self.assertEqual(self.person.ask_again_on, NOW.date().replace(month=12))
        self.assertEqual(self.person.forget_on, NOW.date().replace(month=12) + 30 * DAY)
        self.assertFalse(self.todos(self.person))
        self.assertEqual(self.number_of(), (1, 0, 1, 0, 0))
        self.press(self.person, "later", months="999")
        self.assertFalse(self.person.ask_again_on)

    def test_never(self):
        page = self.press(self.person, "never")
        self.assertIn("We have deleted everything about you", page.text)
        self.assertNotIn("Vera", page.text)
        self.assertFalse(self.person.exists())
        self.assertEqual(self.number_of(), (1, 0, 0, 1, 0))

    def test_what_is_too_long(self):
        page = self.press(self.person, "more", text="x" * 6000)
        self.assertEqual(page.status_code, 422)
        self.assertIn("x" * 6000, page.text, "nothing is lost")
        self.assertEqual(self.person.state, "invited")

    def test_many_presses(self):
        for _again in range(21):
            self.person.sudo()._may_press()
        self.assertEqual(self.press(self.person, "more").status_code, 429)
        self.assertIn("deleted", self.press(self.person, "never").text)

    def test_on_a_phone_in_both_languages(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        module = self.env.ref("base.module_hr_recruitment_candidate_experience")
        module._update_translations(["sv_SE"])
        self.job.website_published = True
        with phone(self) as device:
            for lang, words in (("en_US", "Tell me more"), ("sv_SE", "Berätta mer")):
                self.person.sudo().lang = lang
                self.env.flush_all()
                self.env.cr.clear()
                device.open(self.base_url() + self.person._get_page_path())
                self.assertIn(words, device.text())
                for width in (320, 390, 1200):
                    device.resize(width)
                    self.assertFalse(device.is_wider_than_screen(), (lang, width))
                    device.show(f"invitation-{lang}-{width}")
                self.assertFalse(device.accessibility_faults(), lang)
