from datetime import timedelta

from odoo.tests import tagged

from ..cases.offer import DAY, NOW, OfferCase
from ..cases.phone import phone


@tagged("post_install", "-at_install")
class TestOfferPage(OfferCase):
    """What candidates open, over HTTP, without JavaScript."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
        self.know()

    def test_read_and_accepted(self):
        offer = self.offered()
        before = offer.read(["state", "answered_date"])
        page = self.look()
        for words in ("we would like you to join us", "SEK 43,210", "August 10, 2026", "June 17"):
            self.assertIn(words, page)
        asked = self.look(f"{self.path}/offer/{offer.id}/accept")
        self.assertIn("may bind both of us", asked)
        self.env.invalidate_all()
        self.assertEqual(offer.read(["state", "answered_date"]), before)
        self.assertEqual(self.accept(offer, read="").status_code, 422)
        wrong = self.accept(offer, name="")
        self.assertIn("Please write your name", wrong.text)
        self.assertIn("checked", wrong.text)
        done = self.accept(offer)
        self.assertIn("Your yes has reached us", done.text)
        self.assertIn("What we agreed on", done.text)
        self.assertIn("You accepted it on June 10, 2026.", done.text)
        self.assertNotIn("Decline the offer", done.text)
        self.env.invalidate_all()
        self.assertEqual(offer.state, "accepted")
        # Twice is once, and a no after it is no button.
        self.assertIn("Your yes has reached us", self.accept_again(offer).text)
        no = self.press("decline", offer=str(offer.id), reason="pay")
        self.assertIn("accepted the offer already", no.text)

    def accept_again(self, offer):
        return self.follow("accept", offer=str(offer.id), read="yes", name="Anna Ek")

    def test_in_the_hand(self):
        """A real browser: nothing serious for axe-core, nothing wider than the screen, and
        fingers accept."""
        offer = self.offered(
            benefits="Pension\nHealth allowance", conditions="A background check, as agreed"
        )
        accept = f"{self.base_url()}{self.path}/offer/{offer.id}/accept"
        with phone(self) as device:
            self.know(device)
            for scheme in ("light", "dark"):
                device.ask(
                    "Emulation.setEmulatedMedia",
                    features=[{"name": "prefers-color-scheme", "value": scheme}],
                )
                for address in (f"{self.base_url()}{self.path}", accept):
                    device.open(address)
                    self.assertFalse(device.accessibility_faults(), (scheme, address))
            for width in (320, 390, 1200):
                device.resize(width)
                self.assertFalse(device.is_wider_than_screen(), width)
            device.resize(390)
            device.open(accept)
            device.tap("label[for=accept_read]")
            device.run("document.querySelector('#accept_name').value = 'Anna Ek'")
            with self.at(NOW + timedelta(minutes=2)):
                device.tap("fieldset > button")
                device.arrive("?said=accept")
            self.assertIn("Your yes has reached us", device.text())
        self.env.invalidate_all()
        self.assertEqual((offer.state, offer.accepted_name), ("accepted", "Anna Ek"))

    def test_a_link_that_somebody_else_opens(self):
        offer = self.offered()
        self.opener.cookies.clear()
        page = self.look()
        self.assertIn("Our offer to you", page)
        self.assertIn("June 17", page)
        for secret in ("43,210", "I want to accept it", "Decline the offer"):
            self.assertNotIn(secret, page)
        for path in ("", "/accept", "/document"):
            answer = self.open(f"{self.path}/offer/{offer.id}{path}")
            self.assertEqual(answer.status_code, 303)
            self.assertIn(f"/device?to=offer/{offer.id}", answer.headers["Location"])
        for part in ("accept", "decline", "undecline"):
            answer = self.press(
                part, offer=str(offer.id), read="yes", name="Eve", reason="pay", text="x"
            )
            self.assertIn("/device?to=", answer.headers["Location"])
        self.env.invalidate_all()
        self.assertEqual(offer.state, "open")

    def test_nothing_before_it_was_delivered(self):
        offer = self.prepare()
        self.send_offer(offer)
        self.assertNotIn("Our offer to you", self.look())
        for path in ("accept", "document"):
            page = self.open(f"{self.path}/offer/{offer.id}/{path}")
            self.assertIn(page.status_code, (303, 404))
        self.assertIn(self.press("accept", offer=str(offer.id)).status_code, (303, 422))
        self.env.invalidate_all()
        self.assertEqual(offer.state, "planned")

    def test_the_paper(self):
        offer = self.offered()
        page = self.open(f"{self.path}/offer/{offer.id}/document")
        self.assertEqual(page.status_code, 200)
        self.assertEqual(page.headers["Content-Type"], "application/pdf")
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertTrue(page.content)
        other = self.offered(self.another())
        self.assertEqual(self.open(f"{self.path}/offer/{other.id}/document").status_code, 404)
        bad = self.path[:-3] + "abc"
        self.assertEqual(self.open(f"{bad}/offer/{offer.id}/document").status_code, 404)

    def test_changed_while_it_is_read(self):
        first = self.offered()
        second = self.change(first, pay_amount=44000)
        form = self.form_of(self.open(f"{self.path}/offer/{first.id}/accept"))
        self.send_offer(second)
        self.deliver()
        with self.at(NOW + DAY):
            self.know()
            form = self.form_of(self.open(self.path))
            answer = self.send(
                self.path, part="accept", offer=str(first.id), form=form, read="yes", name="A"
            )
        self.assertIn("The offer has changed in the meantime", answer.text)
        self.assertIn("SEK 44,000", answer.text)
        self.env.invalidate_all()
        self.assertEqual(second.state, "open")

    def test_declined_and_taken_back(self):
        offer = self.offered()
        self.assertIn(
            "Please choose what decided it", self.press("decline", offer=str(offer.id)).text
        )
        done = self.follow("decline", offer=str(offer.id), reason="pay", text="Sorry")
        self.assertIn("Thank you for telling us", done.text)
        self.assertNotIn("43,210", done.text)
        back = self.follow("undecline", offer=str(offer.id))
        self.assertIn("The offer stands as before", back.text)
        self.env.invalidate_all()
        self.assertEqual(offer.state, "open")

    def test_asked_about(self):
        self.offered()
        done = self.follow("askoffer", text="What about my dog?")
        self.assertIn("your question has reached us", done.text)
        self.assertIn("About the offer", "".join(self.messages()))
        self.assertIn("What about my dog?", "".join(self.messages()))

    def test_expired_is_friendly(self):
        self.offered()
        with self.at(NOW + 9 * DAY):
            page = self.look()
        self.assertIn("No harm is done yet", page)
        self.assertNotIn("Accept the offer", page)
        self.assertNotIn("43,210", page)
