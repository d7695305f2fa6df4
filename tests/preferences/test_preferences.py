import re
from datetime import timedelta

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.copy import CopyCase
from ..cases.phone import phone
from ..cases.preferences import ADDON, PreferencesCase
from ..cases.privacy import MODULE
from ..common import NOW

HOUR = timedelta(hours=1)
EVIL = "<script>alert('x')</script>"


@tagged("post_install", "-at_install")
class TestPreferences(PreferencesCase, CopyCase):
    """What candidates say of themselves, and who reads it where."""

    def tick(self, *matters, **data):
        return self.say("matters", **{f"matter_{m.id}": "1" for m in matters}, **data)

    def test_what_matters(self):
        page = self.look()
        self.assertIn("Choose up to three", page)
        self.assertIn("Near home", page)
        self.assertEqual(self.tick(self.pay, self.hours, text=f"Mornings{EVIL}").status_code, 303)
        self.assertEqual(self.applicant.matter_ids, self.pay | self.hours)
        self.assertIn('What matters to me: <bdi class="cx-small">Pay, Flexible hours', self.look())
        summary = self.applicant.with_user(self.recruiter).preferences_summary
        self.assertIn("Pay, Flexible hours", summary)
        self.assertNotIn(EVIL, summary)
        self.assertIn("Pay, Flexible hours", str(self.applicant.message_ids.mapped("body")))
        self.tick(text="")
        self.assertFalse(self.applicant.matter_ids or self.applicant.matter_words)
        self.assertFalse(self.applicant.preferences_summary)

    def test_three_at_most(self):
        answer = self.tick(self.pay, self.hours, self.growth, self.place, text="My words")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("three at most", answer.text)
        self.assertIn("My words", answer.text)
        self.assertEqual(len(re.findall(r'name="matter_\d+"[^>]*checked', answer.text)), 4)
        with self.assertRaises(ValidationError):
            self.applicant.matter_ids = self.pay | self.hours | self.growth | self.place

    def test_not_those_of_another_company(self):
        company, _bo = self.make_other_company()
        theirs = self.env["hr.candidate.matter"].create({"name": "Boats", "company_id": company.id})
        self.assertNotIn("Boats", self.look())
        self.tick(theirs, self.pay)
        self.assertEqual(self.applicant.matter_ids, self.pay)

    def test_one_that_is_archived_stays_chosen(self):
        self.tick(self.pay)
        self.pay.active = False
        self.env.invalidate_all()
        self.tick(self.pay, self.hours)
        self.assertEqual(
            self.applicant.with_context(active_test=False).matter_ids, self.pay | self.hours
        )

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.models")
    def test_administrators_edit_the_list(self):
        self.pay.with_user(self.administrator).name = "Salary"
        for user in (self.recruiter, self.eva):
            with self.assertRaises(AccessError):
                self.pay.with_user(user).name = "Money"

    def test_name_pronoun_and_languages(self):
        self.say("person", name_spoken="AN-na EEK", pronoun="she")
        self.say("languages", languages_spoken="Swedish, Finnish", interview_language="English")
        page = self.look()
        self.assertIn("AN-na EEK · she", page)
        summary = self.applicant.preferences_summary
        for words in ("AN-na EEK", "she", "Swedish, Finnish", "English"):
            self.assertIn(words, summary)
        long = "x" * 101
        answer = self.say("person", name_spoken="Anna", pronoun=long)
        self.assertEqual(answer.status_code, 422)
        self.assertIn(long, answer.text)
        self.assertEqual(self.applicant.name_spoken, "AN-na EEK")

    def test_what_was_told_in_another_application_is_taken_over_by_a_press(self):
        self.assertNotIn("Use it here, too", self.look())
        earlier = self._make_applicants(
            email_from=self.applicant.email_from.upper(),
            name_spoken="AN-na EEK",
            languages_spoken="Swedish, Finnish",
            active=False,
        )
        other = self._make_applicants(email_from="o@candidate.example", pronoun="they")
        self.env.flush_all()
        page = self.look()
        self.assertIn("Use it here, too", page)
        self.assertNotIn("AN-na EEK", page, "not before the press")
        self.say("earlier")
        self.assertEqual(self.applicant.name_spoken, "AN-na EEK")
        self.assertEqual(self.applicant.languages_spoken, "Swedish, Finnish")
        self.assertNotIn("Use it here, too", self.look(), "there is something already")
        self.assertFalse(self.applicant.pronoun or earlier.pronoun)
        self.applicant.write({"name_spoken": False, "languages_spoken": False})
        earlier.company_id = self.env["res.company"].create({"name": "Sydlys"})
        self.env.flush_all()
        self.say("earlier")
        self.assertFalse(self.applicant.name_spoken, "not from another company")
        self.assertTrue(other)

    def test_in_the_kit_on_paper_and_before_a_call(self):
        olle = self._make_user("olle", "base.group_user")
        self.say("person", name_spoken="AN-na EEK")
        meeting = self.book(partner_ids=(self.applicant.partner_id | olle.partner_id).ids)
        kit = meeting.interview_kit_ids.with_user(olle)
        self.assertIn("AN-na EEK", kit.preferences_summary)
        report = self.env["ir.actions.report"].with_user(olle)
        paper = str(report._render_qweb_html(f"{ADDON}.interview_kit", kit.ids)[0])
        self.assertIn("AN-na EEK", paper)
        call = self.env["hr.applicant.call"].with_user(self.recruiter)
        call = call.create({"applicant_id": self.applicant.id})
        self.assertIn("AN-na EEK", call.preferences_summary)
        todo = self.applicant.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.recruiter.id, date_deadline=NOW.date()
        )
        today = self.env["hr.recruitment.today"].with_user(self.recruiter).get_data()
        (calls,) = (s["lines"] for s in today["sections"] if s["name"] == "calls")
        self.assertIn("AN-na EEK", [line["note"] for line in calls if line["id"] == todo.id][0])

    # One more thing --------------------------------------------------------------------

    def test_one_more_thing(self):
        karin = self._make_user("karin", "hr_recruitment.group_hr_recruitment_interviewer")
        olle = self._make_user("olle", "base.group_user")
        self.job.interviewer_ids = karin
        people = self.applicant.partner_id | (self.recruiter | karin | olle).partner_id
        kit = self.hold(
            start=NOW + HOUR,
            partner_ids=people.ids,
        )
        self.assertNotIn("One more thing?", self.look(), "it has not taken place")
        with self.at(NOW + 3 * HOUR):
            self.assertIn("One more thing?", self.look())
            self.assertEqual(self.press("onemore", kit=str(kit.id), text="").status_code, 422)
            self.press("onemore", kit=str(kit.id), text="I led that project, too")
            self.env.invalidate_all()
            self.assertEqual(kit.one_more_thing, "I led that project, too")
            self.assertIn("you added:", self.look())
            again = self.press("onemore", kit=str(kit.id), text="And another")
            self.assertEqual(again.status_code, 422)
        todos = self.todos(self.applicant).filtered(lambda a: "added" in (a.summary or ""))
        self.assertEqual(todos.user_id, self.recruiter | karin)
        (alone,) = self.env["mail.activity"].search(
            [("user_id", "=", olle.id), ("res_model", "=", False)]
        )
        self.assertIn(kit._get_url(), alone.note)
        self.assertIn("I led that project", self.messages()[0])
        self.assertEqual(kit.with_user(karin).one_more_thing, "I led that project, too")
        with self.at(NOW + timedelta(days=6)):
            self.assertNotIn("One more thing?", self.look())

    def test_nothing_more_about_what_was_missed_or_is_long_ago(self):
        kit = self.hold(start=NOW + HOUR)
        with self.at(NOW + timedelta(days=6)):
            self.press("onemore", kit=str(kit.id), text="Late")
        with self.at(NOW + 3 * HOUR):
            kit.meeting_id.interview_missed = True
            self.env.flush_all()
            self.press("onemore", kit=str(kit.id), text="Missed")
        self.env.invalidate_all()
        self.assertFalse(kit.one_more_thing)

    # Where it goes and ends ------------------------------------------------------------

    def test_in_the_copy(self):
        self.tick(self.pay, text="Mornings")
        self.say("person", name_spoken="AN-na EEK", pronoun="she")
        self.say("offer", day="2026-06-17")
        files = self.read_texts(self.make(self.ask_for_copy()))
        for words in ("Pay", "Mornings", "AN-na EEK", "June 17, 2026"):
            self.assertIn(words, files)

    def test_erased(self):
        self.tick(self.pay, text="Mornings")
        self.say("offer", day="2026-06-17")
        self.applicant._erase()
        gone = self.applicant.with_context(active_test=False)
        self.assertFalse(gone.matter_ids or gone.matter_words or gone.other_offer_date)
        self.assertFalse(self.todos(self.applicant))

    def test_not_in_a_copied_application(self):
        self.tick(self.pay, text="Mornings")
        copied = self.applicant.copy()
        self.assertFalse(copied.matter_ids or copied.matter_words)

    def test_when_it_has_ended_nothing_is_asked(self):
        self.applicant._withdraw_on_page(self.withdrawal, "")
        self.assertNotIn("Good for us to know", self.look())
        self.tick(self.pay)
        self.assertFalse(self.applicant.matter_ids)

    def test_switched_off_there_is_nothing(self):
        self.tick(self.pay)
        self.switch_off()
        self.assertNotIn("Good for us to know", self.look())
        for part in ("matters", "offer", "person", "languages", "adjustments", "onemore"):
            self.say(part, pronoun="she", text="x", day="2026-06-17")
        self.assertFalse(self.applicant.pronoun or self.applicant.matter_words)
        self.assertFalse(self.applicant.preferences_summary)
        for model in ("hr.applicant", "hr.interview.kit", "hr.applicant.call"):
            arch = self.env[model].with_user(self.recruiter).get_view(view_type="form")["arch"]
            self.assertNotIn("preferences", arch)
            self.assertNotIn("pronoun", arch)
        menus = self.env["ir.ui.menu"].with_user(self.administrator)._visible_menu_ids()
        self.assertNotIn(self.env.ref(f"{ADDON}.menu_matters").id, menus)
        mine = self.env["ir.ui.menu"].with_user(self.eva)._visible_menu_ids()
        self.assertNotIn(self.env.ref(f"{ADDON}.menu_adjustments_root").id, mine)

    def test_on_a_phone_and_on_a_desk(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        module = self.env["ir.module.module"].search([("name", "=", MODULE)])
        module._update_translations(["sv_SE"])
        self.env["hr.candidate.matter"].with_context(active_test=False).search([]).active = True
        kit = self.hold(start=NOW + HOUR)
        with self.at(NOW + 3 * HOUR), phone(self) as device:
            for lang in ("en_US", "sv_SE"):
                self.applicant.candidate_lang = lang
                self.env.flush_all()
                device.open(f"{self.base_url()}{self.path}?{lang}")
                device.run("document.querySelectorAll('details').forEach((d) => (d.open = true))")
                for width in (320, 390, 1200):
                    device.resize(width)
                    self.assertFalse(device.is_wider_than_screen(), (lang, width))
                    device.show(f"preferences-{lang}-{width}")
                self.assertFalse(device.accessibility_faults(), lang)
        self.assertTrue(kit)
