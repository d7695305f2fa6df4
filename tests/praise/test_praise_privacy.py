import io
import zipfile
from base64 import b64decode

from odoo.tests import HttpCase, tagged

from ..cases.copy import CopyCase
from ..cases.praise import DAY, PraiseCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestPraisePrivacy(PraiseCase):
    """Erasure takes the words and leaves the number."""

    def test_erased_while_it_waits(self):
        applicant, invitation = self.candidate()
        self.thank(invitation, leave="nameless")
        counts = applicant._erase()
        self.assertFalse(self.praise.search([]))
        self.assertNotIn("hr.candidate.praise", counts)

    def test_erased_after_it_was_passed_on(self):
        applicant, invitation = self.candidate()
        praise = self.thank(invitation)
        kept = self.thank(invitation, self.recruiter, leave="kept")
        self.close(applicant)
        self.night(NOW + DAY)
        self.assertTrue(self.letters(self.interviewer))
        applicant._erase()
        self.assertFalse(kept.exists())
        self.assertEqual((praise.state, praise.words), ("passed", "—"))
        self.assertFalse(praise.candidate_name or praise.applicant_id)
        self.assertFalse(self.letters(self.interviewer))

    def test_a_deleted_application(self):
        applicant, invitation = self.candidate()
        praise = self.thank(invitation)
        applicant.unlink()
        self.assertFalse(praise.exists())


@tagged("post_install", "-at_install")
class TestPraiseCopy(CopyCase, HttpCase):
    """The copy that the candidate fetches has their words, the file for colleagues not."""

    def test_copy(self):
        words = "You made me feel welcome."
        self.env["hr.candidate.praise"].create(
            {
                "applicant_id": self.applicant.id,
                "company_id": self.company.id,
                "user_id": self.recruiter.id,
                "words": words,
                "leave": "nameless",
                "month": NOW.date(),
            }
        )
        request = self.ask_for_copy()
        self.make(request)
        kept = b64decode(request.with_context(bin_size=False).copy_file)
        given = request._read_copy_for_candidate()
        for content, expected in ((kept, False), (given, True)):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for name in ("index.html", "data.json"):
                    self.assertEqual(words in archive.read(name).decode(), expected)
