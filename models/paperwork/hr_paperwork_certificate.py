import base64
import binascii
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.orm.models import NO_ACCESS

from ..batch import get_now
from .pdf_seal import CertificateError, find_library, read_certificate, seal_pdf

# Whoever renews it needs some weeks.
DAYS_OF_WARNING = 30


class HrPaperworkCertificate(models.Model):
    """The certificate that a company seals its documents with. System administrators set it;
    the file and its password are read by nobody: neither on a screen, nor by RPC, nor in an
    export. Another one takes its place, and the file of the one before is deleted."""

    _name = "hr.paperwork.certificate"
    _description = "Certificate of the Seal"
    _inherit = ["hr.candidate.guard.mixin"]
    _order = "company_id"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
        settled=True,
    )
    upload = fields.Binary(
        "PKCS#12 File",
        compute="_compute_given",
        inverse="_inverse_given",
        settled=True,
        help="A file that ends with .p12 or .pfx, with the certificate, its private key and, "
        "where there are, the certificates above it.",
    )
    passphrase = fields.Char(
        "Password of the File", compute="_compute_given", inverse="_inverse_given", settled=True
    )
    content = fields.Binary(
        "File", attachment=False, readonly=True, copy=False, technical=True, groups=NO_ACCESS
    )
    secret = fields.Char("Password", readonly=True, copy=False, technical=True, groups=NO_ACCESS)
    name = fields.Char("Issued To", readonly=True, copy=False)
    issuer = fields.Char("Issued By", readonly=True, copy=False)
    serial = fields.Char("Serial Number", readonly=True, copy=False)
    valid_from = fields.Datetime(readonly=True, copy=False)
    valid_until = fields.Datetime(readonly=True, copy=False)
    state = fields.Selection(
        [
            ("valid", "Valid"),
            ("ending", "Valid, Ends Soon"),
            ("early", "Not Valid Yet"),
            ("expired", "Has Expired"),
        ],
        compute="_compute_state",
    )

    _company_unique = models.UniqueIndex("(company_id)", "A company has one certificate.")

    @api.depends("valid_from", "valid_until")
    def _compute_state(self):
        now = get_now(self.env)
        for certificate in self:
            certificate.state = certificate._find_state(now)

    def _find_state(self, now):
        if not self.valid_until or self.valid_until < now:
            return "expired"
        if self.valid_from > now:
            return "early"
        return "ending" if self.valid_until < now + timedelta(days=DAYS_OF_WARNING) else "valid"

    def _compute_given(self):
        self.upload = False
        self.passphrase = False

    @api.model_create_multi
    def create(self, vals_list):
        """It takes the place of the one that the company had."""
        here = self.env.company.id
        companies = [vals.get("company_id") or here for vals in vals_list]
        self.search([("company_id", "in", companies)]).unlink()
        made = super().create(vals_list)
        if not all(certificate.sudo().content for certificate in made):
            raise ValidationError(self.env._("Please choose the file of the certificate."))
        self.env["hr.applicant.paperwork"]._wake_sealing()
        return made

    def _inverse_given(self):
        for certificate in self:
            content = certificate._read_upload()
            if not content:
                continue
            password = certificate.passphrase or ""
            try:
                found = read_certificate(content, password)
            except CertificateError as error:
                raise ValidationError(self._say_fault(error.args[0])) from None
            if found.valid_until < get_now(self.env):
                raise ValidationError(self.env._("This certificate has expired already."))
            certificate.sudo().write(
                {**found._asdict(), "content": base64.b64encode(content), "secret": password}
            )

    def _read_upload(self):
        try:
            return base64.b64decode(self.upload or b"", validate=True)
        except (binascii.Error, ValueError):
            raise ValidationError(self._say_fault("unreadable")) from None

    def _say_fault(self, fault):
        return {
            "unreadable": self.env._(
                "This file cannot be opened: it is no PKCS#12 file, or the password is another one."
            ),
            "no_key": self.env._(
                "There is no certificate with its private key in this file. Export it with the key."
            ),
            "weak": self.env._(
                "The key of this certificate cannot be used: it has to be RSA with 2048 bits or "
                "more, or of an elliptic curve."
            ),
            "purpose": self.env._("This certificate says that it is not made for signing."),
        }[fault]

    # For the seal ----------------------------------------------------------------------

    @api.model
    def _find_certificate(self, company):
        """:return: ``hr.paperwork.certificate`` of the company as superuser, may be empty"""
        return self.sudo().search([("company_id", "=", company.id)], limit=1)

    @api.model
    def _find_obstacle(self, company):
        """:return: str, why nothing can be sealed for the company now, None if it can; see
        ``TROUBLES`` of the documents"""
        certificate = self._find_certificate(company)
        if not certificate:
            return "no_certificate"
        if certificate.state in ("early", "expired"):
            return certificate.state
        return None if find_library() else "no_library"

    def _seal(self, content, reason):
        """:param bytes content: of a PDF
        :return: bytes of the sealed one"""
        kept = self.sudo().with_context(bin_size=False)
        return seal_pdf(content, base64.b64decode(kept.content), kept.secret or "", reason)

    def action_remove(self):
        """Nothing is sealed any more; what was sealed stays so."""
        self.check_access("unlink")
        self.unlink()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def action_open(self):
        """Set the certificate of the company that the user is in."""
        self.browse().check_access("create")
        if not find_library():
            raise UserError(
                self.env._(
                    "The Python library pyHanko is not installed on this server. Nothing can be "
                    "sealed before it is: see docs/seal.md of this app."
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Certificate of the Seal"),
            "res_model": self._name,
            "views": [[False, "form"]],
            "target": "new",
        }
