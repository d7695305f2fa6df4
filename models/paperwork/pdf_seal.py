"""The seal of a PDF: a signature with the certificate of the company. Plain: it knows no
records. What makes the seal is pyHanko, which not every server has; what reads a certificate,
Odoo needs itself."""

import io
from collections import namedtuple

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import ExtensionNotFound, KeyUsage
from cryptography.x509.oid import NameOID

FIELD = "Seal"
# Bytes of a certificate with its chain.
LARGEST_CERTIFICATE = 100_000
SHORTEST_KEY = 2048

# ``name``: whom it names, ``issuer``: who says so; moments in UTC.
Certificate = namedtuple("Certificate", "name issuer serial valid_from valid_until")


class CertificateError(ValueError):
    """``args[0]``: unreadable, no_key, weak, purpose"""


def find_library():
    """:return: the module of pyHanko that signs, None where it is not installed"""
    try:
        from pyhanko.sign import signers
    except ImportError:
        return None
    return signers


def read_certificate(content, password):
    """:param bytes content: of a PKCS#12 file
    :return: ``Certificate``
    :raise CertificateError: for what cannot seal"""
    key, certificate, _chain = _open(content, password)
    if isinstance(key, rsa.RSAPrivateKey):
        if key.key_size < SHORTEST_KEY:
            raise CertificateError("weak")
    elif not isinstance(key, ec.EllipticCurvePrivateKey):
        raise CertificateError("weak")
    if not _may_sign(certificate):
        raise CertificateError("purpose")
    return Certificate(
        name=_find_name(certificate.subject),
        issuer=_find_name(certificate.issuer),
        serial=f"{certificate.serial_number:X}",
        valid_from=_find_moment(certificate, "not_valid_before"),
        valid_until=_find_moment(certificate, "not_valid_after"),
    )


def _open(content, password):
    if len(content) > LARGEST_CERTIFICATE:
        raise CertificateError("unreadable")
    try:
        key, certificate, chain = pkcs12.load_key_and_certificates(
            content, password.encode() if password else None
        )
    except (ValueError, TypeError):
        raise CertificateError("unreadable") from None
    if not key or not certificate:
        raise CertificateError("no_key")
    return key, certificate, chain


def _may_sign(certificate):
    try:
        usage = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def _find_name(name):
    for wanted in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        found = name.get_attributes_for_oid(wanted)
        if found:
            return str(found[0].value)
    return name.rfc4514_string()


def _find_moment(certificate, name):
    # Older releases of the library know the moment without its time zone only.
    aware = getattr(certificate, f"{name}_utc", None)
    return aware.replace(tzinfo=None) if aware else getattr(certificate, name)


def seal_pdf(content, certificate, password, reason):
    """:param bytes content: of a PDF
    :param bytes certificate: PKCS#12
    :param str reason: that readers of PDFs show
    :return: bytes of the PDF with its seal, which no later change leaves whole. The moment in
        it is that of our clock: nobody else vouches for it
    :raise ImportError: where the library is not installed"""
    from asn1crypto import keys, x509
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key, own, chain = _open(certificate, password)
    der = serialization.Encoding.DER
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    store = SimpleCertificateStore()
    store.register_multiple(x509.Certificate.load(each.public_bytes(der)) for each in chain)
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(own.public_bytes(der)),
        signing_key=keys.PrivateKeyInfo.load(key.private_bytes(der, *plain)),
        cert_registry=store,
    )
    described = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        reason=reason,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    return signers.sign_pdf(writer, described, signer=signer).getvalue()
