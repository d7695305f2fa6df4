from datetime import timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from ..cases.booking import FRIDAY, BookingCase
from ..cases.explanation import ADDON, OWN, ExplanationCase
from ..cases.phone import CameraPhone, phone
from ..common import NOW

HOUR = timedelta(hours=1)
MORE = "Jag glömde berätta om bron i Umeå."
REPLY = """\
From: {sender}
To: jobs@company.example
Subject: Re: Ert svar
Message-ID: <story@candidate.example>
In-Reply-To: {parent}
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"

Tack for de aerliga orden. Haelsa Eva och Omar!
"""


@tagged("post_install", "-at_install")
class TestInterviewStory(ExplanationCase, BookingCase):
    """From the times that were offered to the reply to a no: a candidate with a phone, in
    Swedish, and two who interview her. What one room has done, the next one knows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        everybody = cls.env.ref("base.group_user").sudo()
        everybody._apply_group(cls.env.ref(f"{ADDON}.group_preferences"))

    def setUp(self):
        super().setUp()
        self.applicant.partner_id.lang = "sv_SE"
        self.cards = self.env["hr.interview.scorecard"]

    def go(self, device):
        """The page, as it is now."""
        self.env.flush_all()
        self.env.cr.clear()
        device.open(self.base_url() + self.path)

    def look_at(self, device, name):
        self.assertFalse(device.accessibility_faults(), name)
        self.assertFalse(device.is_wider_than_screen(), name)
        device.show(f"interview-story-{name}")

    def test_from_the_times_to_a_reply(self):
        panel = self.eva | self.omar
        offer = self.offer_times(panel=panel, meeting_format="video")
        meeting = self.book_and_try(offer)
        kit = meeting.interview_kit_ids
        self.assertEqual(kit.interviewer_ids, panel)
        self.judge(kit, meeting.stop + HOUR)
        self.add_one_more_thing(kit, meeting.stop + 2 * HOUR)
        self.refuse_and_read(meeting.stop + 3 * HOUR)

    # The candidate ---------------------------------------------------------------------

    def book_and_try(self, offer):
        """:return: the interview that was booked, and its camera tried"""
        with freeze_time(NOW + 2 * HOUR) as clock, phone(self, CameraPhone) as device:
            self.go(device)
            device.wait_for("Välj en tid för intervjun")
            self.look_at(device, "times")
            clock.tick(5)
            device.tap(f".cx-slot:has([value='{FRIDAY}']) label")
            device.tap("form:has(.cx-slot) .cx-button")
            device.wait_for("Tack. Intervjun är bokad.")
            self.assertNotIn("Jag behöver en annan tid", device.text())
            self.look_at(device, "booked")
            device.tap("a[href*='/video/']")
            device.wait_for("Starta kameran")
            device.tap("[data-cx-start=camera]")
            device.wait("document.querySelector('[data-cx-view]').videoWidth > 0")
            self.look_at(device, "camera")
            clock.tick(5)
            device.tap("label[for=tested_yes]")
            device.tap("#tested .cx-button")
            device.wait_for("Tack för att du berättar.")
        self.env.invalidate_all()
        self.assertTrue(offer.meeting_id)
        said = self.env["hr.interview.technology"].search(
            [("applicant_id", "=", self.applicant.id)]
        )
        self.assertEqual(len(said), 1)
        return offer.meeting_id

    def add_one_more_thing(self, kit, moment):
        with freeze_time(moment) as clock, phone(self) as device:
            self.go(device)
            device.wait_for("En sak till?")
            clock.tick(5)
            device.type_text(f"#onemore_text_{kit.id}", MORE)
            device.tap(f"form:has(#onemore_text_{kit.id}) button")
            device.wait_for("Det har nått dem som du träffade.")
            self.look_at(device, "more")
        self.env.invalidate_all()
        self.assertEqual(kit.with_user(self.eva).one_more_thing, MORE)

    # The interviewers ------------------------------------------------------------------

    def judge(self, kit, moment):
        """Two scorecards: each reads the other's with an own one handed in."""
        with self.at(moment):
            first = self.hand_in_own(self.eva, kit, ("4", "2"))
            theirs = self.cards.with_user(self.omar)
            self.assertFalse(theirs.search([("id", "=", first.id)]))
            self.hand_in_own(self.omar, kit, ("4", "1"))
            self.assertEqual(theirs.search([("kit_id", "=", kit.id)]).user_id, kit.interviewer_ids)

    def hand_in_own(self, user, kit, levels):
        action = kit.with_user(user).action_open_scorecard()
        card = self.cards.with_user(user).browse(action["res_id"])
        for rating, level in zip(card.rating_ids, levels, strict=True):
            rating.rating = level
        card.recommendation = "no"
        card.action_hand_in()
        return card

    # The decision ----------------------------------------------------------------------

    def refuse_and_read(self, moment):
        with self.at(moment):
            (row,), explanation = self.explained()
        with freeze_time(moment + HOUR), phone(self) as device:
            self.go(device)
            device.wait_for("En sak till?")
            self.assertNotIn("Har det här hjälpt dig?", device.text())
        self.deliver(row, moment + timedelta(days=4))
        mail = self.env["mail.mail"].browse(row.mail_mail_id_int)
        for words in OWN.values():
            self.assertIn(words, mail.body_html)
        with freeze_time(moment + timedelta(days=4, hours=1)) as clock, phone(self) as device:
            self.go(device)
            device.wait_for("Har det här hjälpt dig?")
            self.look_at(device, "explanation")
            clock.tick(5)
            device.tap("label[for=helped_yes]")
            device.tap("#helped button")
            device.wait_for("Tack, det är noterat.")
        self.env.invalidate_all()
        self.assertEqual(explanation.answer_ids.helped, "yes")
        self.reply(mail.message_id, moment + timedelta(days=5))

    def reply(self, parent, moment):
        with self.at(moment):
            text = REPLY.format(sender=self.applicant.email_from, parent=parent)
            self.env["mail.thread"].message_process("hr.applicant", text)
            self.env.invalidate_all()
            self.assertTrue(self.applicant.replied_to_refusal)
            action = self.applicant.with_user(self.recruiter).action_pass_on_thanks()
            thanks = self.env[action["res_model"]].with_user(self.recruiter)
            thanks = thanks.with_context(**action.get("context", {}))
            self.assertLessEqual(
                self.eva | self.omar, thanks.create({"applicant_id": self.applicant.id}).user_ids
            )
