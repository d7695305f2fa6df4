import json
from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from ...models.candidate_page.page_requests import HOURS_OF_A_DEVICE
from ...models.paperwork.inputs import INPUTS
from ..cases.paperwork import PaperworkCase
from ..cases.phone import phone
from ..common import NOW

WRONG = "This is not a Swedish personal number"
ACCOUNT = "Please write the clearing number"


@tagged("post_install", "-at_install")
class TestPapersTyping(PaperworkCase):
    """Answers are looked at while they are typed, on a page without scripts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        tax = cls.set.document_ids.filtered(lambda document: document.kind == "fill_in")
        tax.field_ids = [
            Command.create({"name": "Account", "kind": "bank_se", "sequence": 20}),
            Command.create({"name": "Mobile", "kind": "phone", "sequence": 30, "needed": False}),
            Command.create({"name": "Private email", "kind": "email", "sequence": 31}),
            Command.create(
                {
                    "name": "Postcode",
                    "kind": "postcode_se",
                    "sequence": 32,
                    "employee_field": "private_zip",
                }
            ),
            Command.create({"name": "Begins", "kind": "date", "sequence": 33, "needed": False}),
        ]

    def field(self, name):
        fields = self.tax.document_id.field_ids
        return f"field_{fields.filtered(lambda f: f.name == name).id}"

    def give(self, **values):
        """:param values: others than what is right"""
        right = {
            "Personal number": "19811218-9876",
            "Account": "5839, 8257466",
            "Private email": "anna@candidate.example",
            "Postcode": "114 55",
        }
        given = {self.field(name): text for name, text in {**right, **values}.items()}
        return self.hand_in(self.tax, **given)

    def test_browsers_know_what_is_typed(self):
        self.know()
        page = self.look(f"{self.path}/papers/{self.tax.id}")
        for words in (
            'inputmode="numeric"',
            'type="tel"',
            'type="email"',
            'autocomplete="postal-code"',
            'type="date"',
            'aria-required="true"',
            f'aria-describedby="hint_{self.field("Account")}"',
        ):
            with self.subTest(words):
                self.assertIn(words, page)

    def test_each_fault_with_its_field(self):
        self.know()
        answer = self.give(Account="5839, 8257467", Postcode="1", Mobile="12")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("does not belong to this clearing number", answer.text)
        self.assertIn("five digits of the postcode", answer.text)
        self.assertIn("This is not a telephone number", answer.text)
        for name in ("Account", "Postcode", "Mobile"):
            self.assertIn(f'id="error_{self.field(name)}"', answer.text)
            self.assertRegex(answer.text, f'aria-describedby="error_{self.field(name)}[ "]')
        for text in ("19811218-9876", "5839, 8257467", "anna@candidate.example"):
            self.assertIn(text, answer.text, "nothing that was typed is lost")
        self.assertFalse(self.tax.answers)

    def test_a_bank_that_is_not_known(self):
        """It is taken, and whoever checks it is told."""
        self.know()
        self.assertEqual(self.give(Account="9999, 123").status_code, 303)
        words = self.tax.with_user(self.handler).answer_words
        self.assertIn("9999, 123 (this clearing number is not known here", words)
        self.assertNotIn("known here", self.look(f"{self.path}/papers/{self.tax.id}"))

    def test_the_bank_is_named(self):
        self.know()
        self.give()
        self.assertIn("5839, 8257466 (SEB)", self.tax.with_user(self.handler).answer_words)

    def test_the_day_of_the_code_ends_meanwhile(self):
        """What was begun in time is taken; then a code is asked for anew."""
        self.know()
        path = f"{self.path}/papers/{self.tax.id}"
        page = self.open(path)
        given = {"form": self.form_of(page), "shown": self.shown_of(page)}
        right = {"Personal number": "19811218-9876", "Account": "5839, 8257466"}
        with self.at(NOW + timedelta(hours=HOURS_OF_A_DEVICE, minutes=20)):
            self.assertIn("/device?to=", self.open(path).headers["Location"])
            given |= {self.field(name): text for name, text in right.items()}
            wrong = self.url_open(path, data=given, allow_redirects=False)
            self.assertEqual(wrong.status_code, 422)
            self.assertIn("5839, 8257466", wrong.text)
            given |= {
                self.field("Private email"): "anna@candidate.example",
                self.field("Postcode"): "114 55",
            }
            answer = self.url_open(path, data=given, allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        self.env.invalidate_all()
        self.assertEqual(self.tax.state, "handed_in")

    def test_told_while_typing(self):
        """On a phone: as soon as the field is left."""
        self.applicant._send_device_code("email")
        name = f"candidate_device_{self.applicant.id}"
        value = self.applicant._know_device()
        self.env.flush_all()
        with phone(self) as device:
            device.ask("Network.setCookie", name=name, value=value, url=self.base_url())
            device.open(f"{self.base_url()}{self.path}/papers/{self.tax.id}")
            device.wait_for("Personal number")
            self.assertNotIn(WRONG, device.text())
            patterns = [each.pattern for each in INPUTS.values() if each.pattern]
            read = "%s.map((pattern) => new RegExp(pattern, 'v')).length"
            self.assertEqual(device.run(read % json.dumps(patterns)), len(patterns))
            device.type_text(f"#{self.field('Personal number')}", "12345")
            device.tap(f"#{self.field('Account')}")
            device.wait_for(WRONG)
            self.assertFalse(device.accessibility_faults())
            self.assertFalse(device.is_wider_than_screen())
            device.type_text(f"#{self.field('Account')}", "SEB")
            device.tap(f"#{self.field('Postcode')}")
            device.wait_for(ACCOUNT)
            device.show("papers-typing")
