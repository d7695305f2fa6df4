import base64
import hashlib
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.misc import find_in_path

from ..cases.decision import DAY
from ..cases.packages import need
from ..cases.signing import PASSWORD, SigningCase, make_certificate
from ..common import LOGGER, NOW

CERTIFICATE = "hr.paperwork.certificate"


@tagged("post_install", "-at_install")
class TestSeal(SigningCase):
    """What both sides have signed gets the seal of the company, when somebody has set a
    certificate, and by a scheduled action."""

    def setUp(self):
        super().setUp()
        need("pyhanko")

    def ask_pdfsig(self, content):
        """:return: str, what Poppler says of the seal, which is not made by the same people"""
        program = find_in_path("pdfsig")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "signed.pdf")
            file.write_bytes(content)
            done = subprocess.run([program, "-nocert", file], capture_output=True, text=True)
        return done.stdout

    def heard(self):
        return self.env["mail.activity"].search([("summary", "like", "could not be sealed")])

    def test_sealed_once_and_later(self):
        self.set_certificate()
        paper = self.have_signed()
        self.seal()
        self.assertFalse(paper.seal_state, "ours is missing")
        cron = self.env.ref("hr_recruitment_candidate_experience.ir_cron_seal")
        woken = [("cron_id", "=", cron.id)]
        self.env["ir.cron.trigger"].search(woken).unlink()
        paper.action_countersign()
        self.assertTrue(self.env["ir.cron.trigger"].search(woken))
        self.assertEqual((paper.state, paper.seal_state), ("checked", "waiting"))
        second = paper.file_hash
        self.assertNotIn("Signature", self.ask_pdfsig(self.read_pdf(paper)[0]))
        self.seal()
        content, pdf = self.read_pdf(paper)
        self.assertEqual((paper.seal_state, paper.seal_trouble), ("sealed", False))
        self.assertEqual(paper.file_hash, hashlib.sha256(content).hexdigest())
        self.assertNotEqual(paper.file_hash, second)
        self.assertEqual(paper.second_hash, second)
        self.assertEqual(pdf.getNumPages(), 2)
        words = self.words_of(paper)
        for told in ("Nordlys seal", "Article 3(25)", "Article 3(26)", "no qualified seal"):
            self.assertIn(told, words)
        self.assertNotIn("carries no seal", words)
        said = self.ask_pdfsig(content)
        self.assertIn("Signature is Valid", said)
        self.assertIn("Total document signed", said)
        self.assertIn("Nordlys seal", said)
        self.seal()
        self.assertEqual(self.read_pdf(paper)[0], content, "once")
        self.assertEqual(paper.action_check_file()["params"]["type"], "success")

    def test_the_employee_gets_the_sealed_one(self):
        self.set_certificate()
        paper = self.have_both_signed()
        self.assertFalse(paper._filter_to_hand_over(), "it is about to be sealed")
        self.seal()
        self.assertEqual(paper._filter_to_hand_over(), paper)

    def test_what_cannot_be_sealed_is_handed_over(self):
        with self.at(NOW):
            self.set_certificate(make_certificate(days=(-1, 20)))
        paper = self.have_both_signed()
        self.seal(NOW + 30 * DAY)
        self.assertEqual((paper.seal_state, paper.seal_trouble), ("waiting", "expired"))
        self.assertEqual(paper._filter_to_hand_over(), paper)

    def test_one_changed_byte_breaks_the_seal(self):
        self.set_certificate()
        paper = self.have_both_signed()
        self.seal()
        content = bytearray(self.read_pdf(paper)[0])
        place = content.index(b"/Producer") if b"/Producer" in content else 200
        content[place + 12] ^= 1
        said = self.ask_pdfsig(bytes(content))
        self.assertNotIn("Signature is Valid", said)
        self.assertIsNone(
            self.env["hr.applicant.paperwork"]._find_signed(hashlib.sha256(content).hexdigest())
        )

    def test_one_side_is_enough_where_we_do_not_sign(self):
        self.set_certificate()
        self.document.we_sign = False
        paper = self.have_signed()
        paper.action_check()
        self.seal()
        self.assertEqual(paper.seal_state, "sealed")
        self.assertIn("Signature is Valid", self.ask_pdfsig(self.read_pdf(paper)[0]))

    def test_without_a_certificate_nothing_waits(self):
        paper = self.have_both_signed()
        self.assertFalse(paper.seal_state)
        self.set_certificate()
        self.seal()
        self.assertFalse(paper.seal_state, "what was complete before stays as it is")

    def test_who_reads_the_certificate(self):
        certificate = self.set_certificate()
        admin = self.env.ref("base.user_admin")
        for user in (admin, self.handler, self.recruiter):
            mine = certificate.with_user(user)
            for name in ("content", "secret"):
                with self.subTest(user=user.login, name=name), self.assertRaises(AccessError):
                    mine.read([name])
                with self.subTest(user=user.login, name=name), self.assertRaises(UserError):
                    mine.export_data([name])
                with self.subTest(user=user.login, name=name), self.assertRaises(AccessError):
                    mine.search([(name, "!=", False)])
        mine = certificate.with_user(admin)
        self.assertEqual(mine.read(["upload", "passphrase"])[0]["passphrase"], False)
        self.assertFalse(mine.upload)
        self.assertEqual((mine.name, mine.issuer), ("Nordlys seal", "Nordlys seal"))
        with self.assertRaises(AccessError):
            mine.write({"valid_until": "2099-01-01"})
        for user in (self.handler, self.recruiter):
            for call in (
                lambda mine: mine.read(["name"]),
                lambda mine: mine.unlink(),
                lambda mine: mine.action_open(),
                lambda mine: self.set_certificate(user=mine.env.user),
            ):
                with self.assertRaises(AccessError):
                    call(certificate.with_user(user))
        files = self.env["ir.attachment"].search([("res_model", "=", CERTIFICATE)])
        self.assertFalse(files, "it is no file of Odoo's")

    def test_another_takes_its_place(self):
        first = self.set_certificate()
        second = self.set_certificate(make_certificate("Seal of next year"))
        self.assertFalse(first.exists())
        self.assertEqual(self.env[CERTIFICATE].search([]).name, "Seal of next year")
        second.with_user(self.env.ref("base.user_admin")).action_remove()
        self.assertEqual(self.company.seal_state, "none")

    def test_what_is_no_certificate(self):
        good = make_certificate()
        for content, password, words in (
            (good, "wrong", "another one"),
            (b"hello", PASSWORD, "no PKCS#12 file"),
            (make_certificate(key=False), PASSWORD, "no certificate with its private key"),
            (make_certificate(usage=False), PASSWORD, "not made for signing"),
            (make_certificate(days=(-30, -1)), PASSWORD, "expired already"),
        ):
            with self.subTest(words), self.assertRaisesRegex(ValidationError, words):
                with self.at(NOW), self.cr.savepoint():
                    self.set_certificate(content, password)
        self.assertFalse(self.env[CERTIFICATE].search([]))

    def test_it_ends(self):
        with self.at(NOW):
            self.set_certificate(make_certificate(days=(-1, 20)))
            self.assertEqual(self.company.seal_state, "ending")
        self.seal()
        self.seal(NOW + DAY)
        told = self.env["mail.activity"].search([("summary", "like", "seal ends soon")])
        self.assertEqual(len(told), 1, "one to-do")
        self.assertTrue(told.user_id.has_group("base.group_system"), "who may set another one")
        paper = self.have_both_signed()
        self.seal(NOW + 30 * DAY)
        self.assertEqual((paper.seal_state, paper.seal_trouble), ("waiting", "expired"))
        self.assertEqual(len(self.heard()), 1)
        with self.at(NOW + 30 * DAY):
            self.company.invalidate_recordset()
            self.assertEqual(self.company.seal_state, "expired")
            self.set_certificate()
        self.seal(NOW + 31 * DAY)
        self.assertEqual((paper.seal_state, paper.seal_trouble), ("sealed", False))

    def test_without_the_library(self):
        """The server has no pyHanko: everything else works."""
        admin = self.env.ref("base.user_admin")
        self.set_certificate()
        paper = self.have_both_signed()
        with patch.dict(sys.modules, {"pyhanko.sign": None, "pyhanko": None}):
            self.seal()
            self.assertEqual((paper.seal_state, paper.seal_trouble), ("waiting", "no_library"))
            self.assertEqual(self.company.seal_state, "no_library")
            with self.assertRaisesRegex(UserError, "pyHanko is not installed"):
                self.env[CERTIFICATE].with_user(admin).action_open()
        self.seal()
        self.assertEqual(paper.seal_state, "sealed")

    @mute_logger(f"{LOGGER}.models.paperwork.hr_applicant_paperwork_seal")
    def test_what_fails_is_tried_again(self):
        self.set_certificate()
        paper = self.have_both_signed()
        before = self.read_pdf(paper)[0]
        kept = self.paper.shown_file
        self.paper.shown_file = base64.b64encode(b"broken")
        self.seal()
        self.assertEqual((paper.seal_state, paper.seal_trouble), ("waiting", "failed"))
        self.assertEqual(self.read_pdf(paper)[0], before)
        self.assertEqual(len(self.heard()), 1)
        self.paper.shown_file = kept
        self.seal(NOW + timedelta(hours=1))
        self.assertEqual((paper.seal_state, paper.seal_trouble), ("sealed", False))

    def test_each_company_has_its_own(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        admin = self.env.ref("base.user_admin")
        admin.company_ids |= other
        self.set_certificate(make_certificate("Theirs"), company_id=other.id)
        paper = self.have_both_signed()
        self.seal()
        self.assertFalse(paper.seal_state)
        self.assertEqual((other.seal_state, self.company.seal_state), ("valid", "none"))

    def test_on_the_page(self):
        self.set_certificate()
        paper = self.have_both_signed()
        self.know()
        path = f"{self.path}/papers/{paper.id}"
        self.assertIn("Our seal follows", self.look(path))
        self.seal()
        self.env.flush_all()
        page = self.look(path)
        self.assertIn("Article 3(25)", page)
        self.assertIn(paper.file_hash, page)
        self.assertIn("Signature is Valid", self.ask_pdfsig(self.url_open(f"{path}/file").content))
