import base64
import io
from datetime import timedelta
from unittest.mock import patch

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw

from odoo.tools.pdf import PdfFileReader

from ...models.paperwork.signature_image import PREFIX
from ..common import NOW
from .paperwork import PaperworkCase

NAME = "Åsa Łukasz <b>"
PASSWORD = "lösenord"


def draw(size=(330, 110), mode="RGBA"):
    """:return: str, a signature as a canvas sends it"""
    picture = Image.new(mode, size)
    if mode == "RGBA":
        line = [(20, 80), (size[0] // 2, 20), (size[0] - 20, 90)]
        ImageDraw.Draw(picture).line(line, fill="#0b2a6b", width=3)
    return to_text(picture)


def to_text(picture, kind="PNG"):
    target = io.BytesIO()
    picture.save(target, kind)
    return PREFIX + base64.b64encode(target.getvalue()).decode()


def make_certificate(name="Nordlys seal", password=PASSWORD, days=(-1, 400), usage=True, key=True):
    """:return: bytes of a PKCS#12 file, signed by itself"""
    own = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Nordlys AB"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    names = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign")
    others = dict.fromkeys((*names, "crl_sign", "encipher_only", "decipher_only"), False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + timedelta(days=days[0]))
        .not_valid_after(NOW + timedelta(days=days[1]))
        .add_extension(
            x509.KeyUsage(digital_signature=usage, content_commitment=usage, **others), True
        )
        .sign(own, hashes.SHA256())
    )
    encryption = serialization.BestAvailableEncryption(password.encode())
    if not key:
        return pkcs12.serialize_key_and_certificates(None, None, None, [certificate], encryption)
    return pkcs12.serialize_key_and_certificates(b"seal", own, certificate, None, encryption)


class SigningCase(PaperworkCase):
    """A document that both sides sign."""

    def setUp(self):
        super().setUp()
        self.document = self.env["hr.paperwork.document"].create(
            {
                "set_id": self.set.id,
                "name": "Secrecy",
                "kind": "sign",
                "we_sign": True,
                "body": "<p>Say nothing.</p>",
                "sequence": 40,
            }
        )
        self.paper = self.applicant._start_paperwork(self.set)
        self.signing_path = f"{self.path}/papers/{self.paper.id}/sign"
        self.env.flush_all()

    def have_signed(self, drawn=None):
        """:return: the document as those see it who handle it"""
        self.paper.with_context(lang="en_US")._sign(NAME, drawn)
        return self.paper.with_user(self.handler)

    def have_both_signed(self):
        paper = self.have_signed()
        paper.action_countersign()
        self.env.flush_all()
        return paper

    def read_pdf(self, paper):
        content = base64.b64decode(paper.sudo().with_context(bin_size=False).file)
        return content, PdfFileReader(io.BytesIO(content), strict=False)

    def words_of(self, paper):
        """:return: str, all that stands on the last page"""
        return " ".join(self.read_pdf(paper)[1].pages[-1].extract_text().split())

    def seal(self, moment=NOW):
        """The cron that seals."""
        self.env.flush_all()
        commit = patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60)
        with self.at(moment), commit:
            self.env["hr.applicant.paperwork"]._cron_seal()
        self.env.flush_all()
        self.env.invalidate_all()

    def set_certificate(self, content=None, password=PASSWORD, user=None, **values):
        certificates = self.env["hr.paperwork.certificate"]
        return certificates.with_user(user or self.env.ref("base.user_admin")).create(
            {
                "company_id": self.company.id,
                "upload": base64.b64encode(content or make_certificate(password=password)),
                "passphrase": password,
                **values,
            }
        )
