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

    def test_what_officers_do_to_a_foreign_offer(self):
        offer = self.offered()
        for user in self.hidden_from():
            mine = offer.with_user(user)
            for name in (
                "action_new_version",
                "action_extend",
                "action_withdraw",
                "action_undo",
                "action_have_called",
                "action_send",
                "action_preview",
                "copy",
                "unlink",
            ):
                self.env.invalidate_all()
                with self.subTest(user=user.login, name=name):
                    with self.assertRaises(UserError) as caught:
                        getattr(mine, name)()
                    self.assertIsInstance(caught.exception, AccessError)
            with self.assertRaises(AccessError):
                mine.write({"conditions": "x"})
            self.assertFalse(mine.name_search("Offer"))
            self.assertFalse(mine.search([("pay_amount", ">", 1)]))
            self.assertFalse(
                self.env["hr.applicant"].with_user(user).search([("offer_ids.pay_amount", ">", 1)])
            )
            self.assertFalse(mine._read_group([], ["state"], ["pay_amount:sum"]))
            files = self.env["ir.attachment"].with_user(user)
            self.assertFalse(files.search([("res_model", "=", OFFER), ("res_field", "!=", False)]))
        self.env.invalidate_all()
        self.assertEqual(offer.state, "open")

    def test_what_nobody_writes(self):
        offer = self.offered().with_user(self.recruiter)
        for name, value in (
            ("state", "accepted"),
            ("told_date", "2026-06-01"),
            ("accepted_name", "Eve"),
            ("document", "eA=="),
            ("document_hash", "0"),
            ("deadline", "2027-01-01"),
            ("version", 7),
            ("applicant_id", self.another().id),
            ("withdrawing", True),
            ("company_id", False),
            ("job_id", False),
            ("user_id", False),
            ("decline_reason", "pay"),
            ("paused_date", False),
        ):
            with self.subTest(name), self.assertRaises(UserError):
                offer.write({name: value})
        draft = self.env[OFFER].with_user(self.recruiter)
        for context in (
            {"default_state": "accepted"},
            {"default_told_date": "2026-06-01"},
            {"default_deadline": "2027-01-01"},
            {"default_version": 9},
        ):
            with self.subTest(context):
                try:
                    made = draft.with_context(**context).create({"applicant_id": self.another().id})
                except (AccessError, UserError):
                    continue
                self.assertEqual(
                    (made.state, made.told_date, made.deadline, made.version),
                    ("draft", False, False, 1),
                )

    def test_a_copy_is_no_answer(self):
        offer = self.offered()
        offer._accept("Anna Ek")
        self.env.flush_all()
        try:
            copied = offer.with_user(self.recruiter).copy()
        except (AccessError, UserError):
            return
        self.assertEqual((copied.state, copied.told_date, copied.deadline), ("draft", False, False))

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

    def test_the_paper_by_its_address(self):
        offer = self.offered()
        self.hidden_from()
        for login in ("stranger", "inside", "karin"):
            self.authenticate(login, login)
            for path in (
                f"/web/content/{OFFER}/{offer.id}/document",
                f"/web/content?model={OFFER}&id={offer.id}&field=document",
                f"/report/html/hr_recruitment_candidate_experience.offer_document/{offer.id}",
            ):
                with self.subTest(login=login, path=path):
                    answer = self.url_open(path, allow_redirects=False)
                    self.assertNotEqual(answer.status_code, 200)
                    self.assertNotIn("43,210", answer.text)

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

    def test_cookies_of_others(self):
        offer = self.offered()
        other = self.another()
        other.get_page_url()
        self.env.flush_all()
        mine = self.applicant._know_device()
        self.authenticate(None, None)
        name = f"candidate_device_{self.applicant.id}"
        for value in (
            other._know_device(),
            "",
            "x",
            "ÿÿ",
            "AQ",
            mine[:-2],
            mine + "A",
            "A" * 4000,
            mine.replace(mine[20], "B" if mine[20] != "B" else "C", 1),
        ):
            self.opener.cookies.clear()
            self.opener.cookies.set(name, value.encode().decode("latin-1"))
            self.assertNotIn("43,210", self.look(), value)
            answer = self.open(f"{self.path}/offer/{offer.id}/document")
            self.assertEqual(answer.status_code, 303)
        self.opener.cookies.clear()
        self.opener.cookies.set(name, mine)
        self.assertIn("43,210", self.look())

    def test_no_pay_where_others_read(self):
        offer = self.offered(conditions="Zwxyq")
        offer._accept("Anna Ek")
        self.env.flush_all()
        rows = self.env["mail.message"].search([("model", "in", (OFFER, "hr.applicant"))])
        values = rows.tracking_value_ids
        read = (
            str(rows.mapped("body"))
            + str(rows.mapped("subject"))
            + str(values.mapped("new_value_float"))
            + str(values.mapped("new_value_char"))
        )
        mails = self.env["mail.mail"].search([])
        read += str(mails.mapped("body_html"))
        acts = self.env["mail.activity"].search([("res_model", "=", "hr.applicant")])
        read += str(acts.mapped("note")) + str(acts.mapped("summary"))
        rows = self.env["hr.applicant.communication"].search(
            [("applicant_id", "=", self.applicant.id)]
        )
        read += str([row.read() for row in rows])
        for secret in ("43210", "43,210", "Zwxyq"):
            self.assertNotIn(secret, read)
