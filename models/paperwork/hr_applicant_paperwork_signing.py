import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..batch import get_now, get_today
from .signature_image import read_picture
from .states import HANDLER, LONGEST_SIGNATURE, TEXT

SIGNED = ("handed_in", "checked")
# What is deleted with what was signed.
GONE = (
    "signed_name",
    "signed_date",
    "signed_image",
    "our_name",
    "our_date",
    "our_image",
    "shown_file",
    "shown_hash",
    "file_hash",
    "first_hash",
    "second_hash",
)


class HrApplicantPaperworkSigning(models.Model):
    """A document that the candidate signs, and where it says so, we sign, too.

    What was shown is kept with the signature. A document that is changed later changes
    nothing of what was signed: the new version is another record, which wants all signatures.
    """

    _inherit = "hr.applicant.paperwork"

    version = fields.Integer(default=1, readonly=True)
    we_sign = fields.Boolean(related="document_id.we_sign")
    signed_name = fields.Char("Signed by the Candidate As", readonly=True, groups=HANDLER)
    signed_date = fields.Datetime("Signed by the Candidate On", readonly=True)
    signed_image = fields.Binary(
        "Signature of the Candidate", attachment=True, readonly=True, copy=False, groups=HANDLER
    )
    our_name = fields.Char("Signed for Us By", readonly=True, groups=HANDLER)
    our_date = fields.Datetime("Signed for Us On", readonly=True)
    our_image = fields.Binary(
        "Our Signature", attachment=True, readonly=True, copy=False, groups=HANDLER
    )
    shown_lang = fields.Char("Language of What Was Shown", readonly=True)
    shown_file = fields.Binary(
        "What Was Signed", attachment=True, readonly=True, copy=False, groups=HANDLER
    )
    shown_hash = fields.Char("SHA-256 of What Was Signed", readonly=True, groups=HANDLER)
    file_hash = fields.Char(
        "SHA-256 of the Signed PDF",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=HANDLER,
        help="Whoever has the file can compare it: sha256sum prints the same for the same file.",
    )
    first_hash = fields.Char(
        "SHA-256 When the Candidate Had Signed",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=HANDLER,
    )
    second_hash = fields.Char(
        "SHA-256 When We Had Signed",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=HANDLER,
    )
    is_changed = fields.Boolean(
        "Changed Since It Was Signed", compute="_compute_is_changed", groups=HANDLER
    )

    @api.depends("state", "document_hash", "document_id")
    def _compute_is_changed(self):
        for paper in self:
            paper.is_changed = (
                paper._is_signed() and paper._hash_document_now() != paper.document_hash
            )

    def _is_signed(self):
        return self.kind == "sign" and self.state in SIGNED and bool(self.signed_date)

    def _hash_document_now(self):
        """:return: str, of the document as it stands, in the language in which it was signed"""
        lang = self.shown_lang or self.env.lang
        return self.sudo().document_id.with_context(lang=lang)._hash()

    def _awaits_us(self):
        open_now = self.state == "handed_in" and not self.our_date
        return self.we_sign and open_now and self._is_signed()

    # On the page -----------------------------------------------------------------------

    def _describe_on_page(self):
        described = super()._describe_on_page()
        if self.kind != "sign":
            return {**described, "signature": None}
        if self.signed_date:
            # The document of today is not what was signed: that is the file.
            described.update(body=None, has_file=False)
        return {
            **described,
            "signature": self.signed_name,
            "we_sign": self.we_sign,
            "our_name": self.our_name,
            "file_hash": self.file_hash,
            "shown": self._hash_document_now() if described["is_open"] else None,
        }

    def _find_faults_of_signature(self, given):
        """:param dict given: name of a field → what was sent
        :return: dict name of a field → what is wrong with it"""
        name = given.get("signed_name", "")
        faults = {}
        if given.get("shown") != self._hash_document_now():
            faults["form"] = "changed"
        if not name or len(name) > LONGEST_SIGNATURE:
            faults["signed_name"] = "long" if name else "name"
        if given.get("drawn") and not read_picture(given["drawn"]):
            faults["drawn"] = "picture"
        if given.get("agreed") != "yes":
            faults["agreed"] = "unsigned"
        return faults

    # Signing ---------------------------------------------------------------------------

    def _sign(self, name, drawn=None):
        """:param str name: as the candidate typed it, see ``_find_faults_of_signature``
        :param str drawn: the picture of the signature as the page sends it, None for the name
            alone
        :raise UserError: where nothing can be printed; then nothing was signed"""
        document = self.document_id.with_context(lang=self.env.lang)
        shown = document._read_file() or self._print(TEXT)
        picture = read_picture(drawn)
        values = {
            "signed_name": name,
            "signed_image": base64.b64encode(picture) if picture else False,
            "signed_date": get_now(self.env),
            "shown_lang": self.env.lang,
            "shown_file": base64.b64encode(shown),
            "shown_hash": hashlib.sha256(shown).hexdigest(),
            "document_hash": document._hash(),
        }
        file = self._bind(shown, values)
        self._hand_in(
            **values,
            **file,
            first_hash=file["file_hash"],
            file_name=f"{document.name or self.name}.pdf",
        )

    def action_countersign(self):
        """The one who presses signs for the company, with the name.

        :raise UserError: for a document that was changed since the candidate signed"""
        return self._countersign()

    def _countersign(self, picture=None):
        """:param bytes picture: of the signature, a PNG of ours, None for the name alone"""
        self._check_handles()
        self._check_unchanged()
        papers = self.sudo().filtered(lambda paper: paper._awaits_us())
        for paper in papers:
            values = {
                "our_name": self.env.user.name,
                "our_image": base64.b64encode(picture) if picture else False,
                "our_date": get_now(self.env),
            }
            paper = paper.with_context(lang=paper.shown_lang)
            file = paper._bind(paper._read_bytes("shown_file"), values)
            paper.write({**values, **file, "second_hash": file["file_hash"]})
        return papers.with_env(self.env).action_check()

    def action_check(self):
        """Where we sign, too, a document is done when we have."""
        self._check_handles()
        self._check_unchanged()
        papers = self.filtered(lambda paper: not paper._awaits_us())
        return super(HrApplicantPaperworkSigning, papers).action_check()

    def action_ask_to_mend(self):
        """A signed document is signed anew, as another version."""
        self._check_handles()
        if any(paper.kind == "sign" for paper in self):
            raise UserError(
                self.env._("What was signed stays as it is. Choose “Ask to Sign Again” instead.")
            )
        return super().action_ask_to_mend()

    def action_sign_anew(self):
        """The document as it stands now wants all signatures. Those of the version before
        stay with that one."""
        self._check_handles()
        papers = self.sudo().filtered(lambda paper: paper._is_signed())
        self.sudo().create([paper._get_values_anew() for paper in papers])
        papers.write({"state": "replaced", "mend_words": False})

    def _get_values_anew(self):
        document = self.document_id
        return {
            "applicant_id": self.applicant_id.id,
            "document_id": document.id,
            "sequence": self.sequence,
            "name": document.name,
            "kind": self.kind,
            "version": self.version + 1,
            "state": "mend" if self.mend_words else "todo",
            "mend_words": self.mend_words,
            "deadline": fields.Date.add(get_today(self.env), days=document.set_id.days),
        }

    def action_withdraw(self):
        """Signatures are deleted with what was signed."""
        res = super().action_withdraw()
        self.sudo().write(dict.fromkeys(GONE, False))
        return res

    def action_check_file(self):
        """Compare the signed PDF that is kept with the hash of the one that was made.

        :raise UserError: where it is another one, by a single byte
        :return: action that says that it is the same"""
        self.ensure_one()
        self._check_handles()
        kept = hashlib.sha256(self.sudo()._read_bytes("file")).hexdigest()
        if kept != self.file_hash:
            raise UserError(
                self.env._(
                    "This is not the file that was signed: it was changed afterwards. Its SHA-256 "
                    "is %(kept)s, that of the signed one %(signed)s.",
                    kept=kept,
                    signed=self.file_hash,
                )
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The file is the one that was signed, byte for byte."),
            },
        }

    def _check_unchanged(self):
        changed = self.filtered("is_changed")[:1]
        if changed:
            raise UserError(
                self.env._(
                    "“%s” was changed after the candidate signed it. Choose “Ask to Sign Again”: "
                    "the signature stays with the version that was signed.",
                    changed.name,
                )
            )

    # The file --------------------------------------------------------------------------

    def _read_bytes(self, name):
        """:param str name: of a field that is a file
        :return: bytes"""
        return base64.b64decode(self.with_context(bin_size=False)[name] or b"")
