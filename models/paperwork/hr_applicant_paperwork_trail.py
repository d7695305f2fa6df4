import base64
import hashlib

from odoo import models
from odoo.tools.pdf import merge_pdf

from ..batch import get_now
from ..rendering.dates_in_words import get_locale, say_date_time, say_zone
from .states import CHECK_PATH

# What the last page tells of the signatures.
TOLD = (
    "shown_hash",
    "document_hash",
    "signed_name",
    "signed_image",
    "signed_date",
    "our_name",
    "our_image",
    "our_date",
)


class HrApplicantPaperworkTrail(models.Model):
    """The last page of a signed document: who signed what, when and how, and what that is in
    law."""

    _inherit = "hr.applicant.paperwork"

    def _bind(self, shown, values, certificate=None):
        """:param bytes shown: the PDF that is signed
        :param dict values: what is about to be written, as far as the last page tells it
        :param certificate: ``hr.paperwork.certificate`` that the file is about to be sealed with
        :return: dict file, file_hash: of the PDF with the last page"""
        kept = self.with_context(bin_size=False)
        told = {name: values.get(name) or kept[name] for name in TOLD}
        company = self._get_company()
        page = self._print_trail(
            company,
            facts=self._list_facts(told),
            signatures=self._list_signatures(told, company),
            seal=self._list_seal(certificate),
            check_url=f"{company.get_base_url()}{CHECK_PATH}",
        )
        content = merge_pdf([shown, page])
        return {
            "file": base64.b64encode(content),
            "file_hash": hashlib.sha256(content).hexdigest(),
        }

    def _print_trail(self, company, **values):
        """The page needs nothing of the network: no style, no picture, no script.

        :param values: what the template reads
        :return: bytes of a PDF
        :raise UserError: where it cannot be printed"""
        lang = self.env["res.lang"]._get_data(code=self.env.lang)
        page = self.env["ir.qweb"]._render(
            "hr_recruitment_candidate_experience.paperwork_trail",
            {
                **values,
                "company": company,
                "title": self.document_id.with_context(lang=self.env.lang).name,
                "lang_code": (lang.code or "en_US").replace("_", "-"),
                "direction": lang.direction or "ltr",
            },
        )
        return self.env["ir.actions.report"].sudo()._run_wkhtmltopdf([str(page)])

    def _list_facts(self, told):
        """:return: list of (label, text), in the language of the context"""
        return [
            (self.env._("Document"), self.document_id.with_context(lang=self.env.lang).name),
            (self.env._("Version"), str(self.version)),
            (self.env._("Candidate"), self.applicant_id.partner_name or ""),
            (self.env._("SHA-256 of the pages before this one, as a file"), told["shown_hash"]),
            (self.env._("SHA-256 of what was shown: title, text, file"), told["document_hash"]),
        ]

    def _list_signatures(self, told, company):
        """:return: list of dicts: by whom (title), name, picture (base64 of a PNG), facts"""
        typed = self.env._("Typed name")
        drawn = self.env._("Signature as it was drawn, and the name")
        how, when = self.env._("Signed with"), self.env._("Signed on")
        signatures = [
            {
                "title": self.env._("The candidate"),
                "name": told["signed_name"],
                "picture": _read_text(told["signed_image"]),
                "facts": [
                    (how, drawn if told["signed_image"] else typed),
                    (when, self._say_signed(told["signed_date"])),
                    (
                        self.env._("Opened with"),
                        self.env._(
                            "The link to the candidate's page, and a code sent by email or SMS"
                        ),
                    ),
                ],
            }
        ]
        if told["our_name"]:
            signatures.append(
                {
                    "title": self.env._("For %s", company.name),
                    "name": told["our_name"],
                    "picture": _read_text(told["our_image"]),
                    "facts": [
                        (how, drawn if told["our_image"] else typed),
                        (when, self._say_signed(told["our_date"])),
                        (self.env._("Opened with"), self.env._("A user of its own in Odoo")),
                    ],
                }
            )
        return signatures

    def _list_seal(self, certificate):
        """:return: list of (label, text), None where nothing is sealed"""
        if not certificate:
            return None
        return [
            (self.env._("Certificate issued to"), certificate.name),
            (self.env._("Certificate issued by"), certificate.issuer),
            (self.env._("Serial number"), certificate.serial),
            (self.env._("Sealed on"), self._say_signed(get_now(self.env))),
        ]

    def _say_signed(self, moment):
        there = self.applicant_id._to_candidate_time(moment)
        return f"{say_date_time(there, get_locale(self.env))} ({say_zone(self.env, there)})"


def _read_text(binary):
    """:param binary: bytes or str of base64, may be empty"""
    return binary.decode() if isinstance(binary, bytes) else binary or None
