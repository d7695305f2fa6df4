from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.offer import OfferCase

OFFICER = "hr_recruitment.group_hr_recruitment_user"
OFFER = "hr.applicant.offer"


@tagged("post_install", "-at_install")
class TestOfferAttacks(OfferCase):
    """Colleagues and strangers who want to know, or to change, what is not theirs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        there = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.stranger = cls._make_user(
            "stranger", OFFICER, company_id=there.id, company_ids=there.ids
        )
        cls.inside = cls._make_user("inside", OFFICER)
        cls.karin = cls._make_user("karin", "hr_recruitment.group_hr_recruitment_interviewer")

    def hidden_from(self):
        """Officers who may not read the offer: of another company, and the candidate."""
        self.applicant.partner_id = self.inside.partner_id
        self.env.flush_all()
        self.env.invalidate_all()
        return self.stranger, self.inside

    def test_a_form_that_is_not_saved(self):
        """What is proposed for an application is asked for by who may read it."""
        self.applicant.write({"salary_proposed": 43210})
        self.offered()
        names = dict.fromkeys(("pay_amount", "first_day", "place", "version", "role_name"), {})
        for user in (*self.hidden_from(), self.karin):
            self.env.invalidate_all()
            offers = self.env[OFFER].with_user(user)
            for context, values in (
                ({}, {"applicant_id": self.applicant.id}),
                ({"default_applicant_id": self.applicant.id}, {}),
            ):
                with self.subTest(user=user.login, context=context):
                    try:
                        said = offers.with_context(**context).onchange(
                            values,
                            ["applicant_id"] if values else [],
                            {"applicant_id": {}, **names},
                        )["value"]
                    except AccessError:
                        continue
                    self.assertFalse(said.get("pay_amount"), said)
                    self.assertFalse(said.get("first_day"), said)
                    self.assertNotEqual(said.get("version"), 2, said)
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                offers.create({"applicant_id": self.applicant.id, "pay_amount": 1})

    def test_the_dialog_of_an_offer_of_others(self):
        offer = self.offered(valid_until="2026-06-16")
        for user in self.hidden_from():
            with self.subTest(user=user.login):
                sends = self.env["hr.applicant.offer.send"].with_user(user)
                try:
                    self.env.invalidate_all()
                    wizard = sends.create({"offer_id": offer.id})
                    self.env.flush_all()
                    self.env.invalidate_all()
                    said = wizard.read(["valid_until", "notice", "preview_body", "applicant_ids"])
                except AccessError:
                    said = []
                self.assertNotIn("2026", str(said))
                with self.assertRaises(UserError):
                    sends.browse(wizard.id).action_send()

    def test_who_signs_works_here(self):
        offer = self.prepare()
        with self.assertRaises(UserError):
            offer.signer_id = self.stranger

    def test_the_paper_goes_with_the_application(self):
        offer = self.offered()
        file = self.env["ir.attachment"].search(
            [("res_model", "=", OFFER), ("res_field", "=", "document"), ("res_id", "=", offer.id)]
        )
        self.assertTrue(file)
        self.applicant.unlink()
        self.assertFalse(file.exists())

    def test_odd_addresses(self):
        self.offered()
        self.authenticate(None, None)
        for below in (
            "offer/%0aSet-Cookie:x",
            "papers/1%0d%0aX:y",
            "papers/1%26to=%2f%2fevil.example",
            "offer/99999999999999999999",
            "offer/-1/accept",
            "offer/%d9%a3/document",
            "device?to=//evil.example",
            "device?to=https:evil",
            "device?to=offer%0a",
        ):
            answer = self.open(f"{self.path}/{below}")
            with self.subTest(below):
                self.assertIn(answer.status_code, (200, 303, 404, 405))
                self.assertNotIn(
                    "evil.example",
                    answer.headers.get("Location", "").replace("%2F", "/").split("?")[0],
                )
                self.assertNotIn("\n", answer.headers.get("Location", ""))
                self.assertNotIn('value="//evil', answer.text)
