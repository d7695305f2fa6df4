import json

from odoo.tests import tagged

from ...models.privacy.everywhere import search_everywhere
from ...models.privacy.spellings import spell_name
from ..cases.copy import CopyCase
from ..cases.erasure import NAME, WORDS, ErasureCase
from ..cases.merits import NOTED, MeritsCase
from ..cases.traces import find_traces
from ..common import NOW


@tagged("post_install", "-at_install")
class TestMeritsErased(ErasureCase):
    """Who asked or who was chosen is erased."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.merits_offered = True
        cls.reason = cls.env.ref("hr_recruitment.refuse_reason_1")

    def make_asker(self, **values):
        applicant = self._make_applicants(**values)
        applicant.write({"refuse_reason_id": self.reason.id, "active": False})
        applicant._note_told(NOW)
        return applicant

    def ask_who(self, applicant):
        applicant._ask_for_data("merits")
        return applicant.data_request_ids.filtered(lambda r: r.kind == "merits")

    def hire(self, applicant, **texts):
        applicant.stage_id = self.signed
        self.env.flush_all()
        merits = self.env["hr.applicant.merits"].search([("applicant_id", "=", applicant.id)])
        if texts:
            merits.with_user(self.recruiter).write(texts)
        return merits

    def test_who_asked(self):
        """Sent, or still being written: the letter goes with the person."""
        for sent in (False, True):
            with self.subTest(sent=sent), self.at(NOW):
                applicant = self.make_person()
                applicant.write({"refuse_reason_id": self.reason.id, "active": False})
                applicant._note_told(NOW)
                chosen = self._make_applicants(partner_name="Bo Ek", email_from="b@x.example")
                self.hire(chosen, education="Engineer")
                request = self.ask_who(applicant)
                request.merits_letter = "Dear Öbergström, an engineer."
                if sent:
                    request._send_letter()
                self.erase(applicant)
                self.assertFalse(request.merits_letter)
                self.assertEqual(request.state, "done" if sent else "dropped")
                self.assertFalse(request.activity_ids)
                self.assertFalse(find_traces(self.env, *WORDS))
                self.assertTrue(self.hire(chosen).education, "it is of somebody else")

    def test_who_was_chosen(self):
        """Noted, or still to be noted; the letter to another candidate names nobody."""
        for noted in (True, False):
            with self.subTest(noted=noted), self.at(NOW):
                chosen = self.make_person()
                merits = self.hire(chosen, **({"other": f"{NAME} speaks German"} if noted else {}))
                asker = self.make_asker(partner_name="Bo Ek", email_from="b@x.example")
                request = self.ask_who(asker)
                self.assertEqual(request.chosen_ids, chosen)
                request.merits_letter = "Speaks German"
                request._send_letter()
                erasure = self.review(self.ask_to_be_erased(chosen))
                erased = {f.res_model: f.count for f in erasure.erased_ids}
                self.assertEqual(erased["hr.applicant.merits"], 1)
                self.carry_out(erasure)
                self.send_outbox(erasure)
                self.assertFalse(merits.exists())
                self.assertEqual(request.merits_letter, "Speaks German")
                self.assertFalse(find_traces(self.env, *WORDS))

    def test_a_letter_that_names_the_chosen_is_found(self):
        with self.at(NOW):
            chosen = self.make_person()
            self.hire(chosen, other="German")
            asker = self.make_asker(partner_name="Bo Ek", email_from="b@x.example")
            request = self.ask_who(asker)
            request.merits_letter = f"{NAME} speaks German"
            places = search_everywhere(self.env, [spell_name(NAME)])
            self.assertIn(
                ("hr_applicant_data_request", request.id, "merits_letter"),
                [tuple(place) for place in places],
            )
            erasure = self.review(self.ask_to_be_erased(chosen))
            (mention,) = erasure.mention_ids.filtered(lambda f: f.res_id == request.id)
            self.assertEqual((mention.field_name, mention.may_blank), ("merits_letter", True))
            mention.with_user(self.administrator).decision = "blank"
            self.carry_out(erasure)
            self.send_outbox(erasure)
            self.assertEqual(request.merits_letter, "— speaks German")
            self.assertFalse(find_traces(self.env, *WORDS))


@tagged("post_install", "-at_install")
class TestMeritsCopied(CopyCase, MeritsCase):
    """The copy of the data of who asked, and of who was chosen."""

    def test_the_letter_is_in_the_copy(self):
        chosen = self.make_chosen()
        self.hire(chosen)
        self.note_merits(chosen)
        self.refuse()
        request = self.ask_who()
        self.reply(request, merits_letter="A degree & eight years").action_send()
        drafted = self.ask_who() - request
        drafted.with_user(self.nurse).merits_letter = "Not sent yet"
        self.press("copy")
        self.env.invalidate_all()
        copy = self.applicant.data_request_ids.filtered(lambda r: r.kind == "copy")
        files = self.make(copy)
        data = json.loads(files["data.json"])
        self.assertEqual([letter["text"] for letter in data["merits"]], ["A degree & eight years"])
        self.assertIn("A degree &amp; eight years", files["index.html"].decode())
        self.assertNotIn("Not sent yet", self.read_texts(files))

    def test_noted_merits_are_reviewed_like_other_notes(self):
        """And held back until the candidate knows of the hiring."""
        self.hire(self.applicant)
        self.note_merits(self.applicant)
        request = self.ask_for_copy()
        theirs = self.review(request)
        (item,) = theirs.item_ids.filtered(lambda i: i.kind == "merits")
        self.assertIn(NOTED["experience"], item.text)
        self.assertTrue(item.is_untold)
        self.applicant._note_told_stage(self.signed)
        self.env.invalidate_all()
        self.assertFalse(item.is_untold)
        theirs.action_make_copy()
        self.run_cron()
        self.assertIn(NOTED["experience"], self.read_texts(self.read_zip(request)))
