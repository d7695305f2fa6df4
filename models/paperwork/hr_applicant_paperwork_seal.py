import base64
import hashlib
import logging
from datetime import timedelta

from odoo import api, fields, models

from ..batch import get_now
from ..in_halves import do_in_halves

_logger = logging.getLogger(__name__)
CRON = "hr_recruitment_candidate_experience.ir_cron_seal"
# Until what failed is tried again; what waits for somebody's hands, each day.
AGAIN = timedelta(hours=1)
TROUBLES = [
    ("no_certificate", "There is no certificate in the settings any more."),
    ("early", "The certificate is not valid yet."),
    ("expired", "The certificate has expired: a system administrator sets a new one."),
    ("no_library", "The Python library pyHanko is not installed on the server."),
    ("failed", "It did not work. It is tried again within an hour."),
]


class HrApplicantPaperworkSeal(models.Model):
    """A document that has all signatures gets the seal of the company, once, where the company
    has a certificate: by a scheduled action, later than the last signature."""

    _inherit = "hr.applicant.paperwork"

    seal_state = fields.Selection(
        [("waiting", "Is Being Sealed"), ("sealed", "Sealed")],
        "Seal",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    seal_trouble = fields.Selection(TROUBLES, "Not Sealed Yet", readonly=True, copy=False)
    sealed_date = fields.Datetime("Sealed On", readonly=True, copy=False)

    def action_check(self):
        """What is complete now is sealed soon."""
        res = super().action_check()
        self._ask_for_seal()
        return res

    def _ask_for_seal(self):
        companies = self.sudo().company_id | self.env.company
        certificates = self.env["hr.paperwork.certificate"].sudo()
        certificates = certificates.search([("company_id", "in", companies.ids)])
        complete = self.sudo().filtered(
            lambda paper: (
                paper.state == "checked"
                and paper._is_signed()
                and not paper.seal_state
                and paper._get_company() in certificates.company_id
            )
        )
        if complete:
            complete.seal_state = "waiting"
            self._wake_sealing()

    @api.model
    def _wake_sealing(self, moment=None):
        """:param datetime moment: of the next run of the cron, None for at once"""
        cron = self.env.ref(CRON, raise_if_not_found=False)
        if cron:
            cron.sudo()._trigger(moment)

    def _get_company(self):
        return self.company_id or self.env.company

    @api.model
    def _cron_seal(self):
        """Seal what waits for it, each document in a transaction of its own."""
        waiting = self._find_what_to_seal()
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(waiting))
        for number, paper in enumerate(waiting, 1):
            if paper.try_lock_for_update():
                do_in_halves(paper, type(self)._seal, type(self)._note_seal_error)
            if not commit(1, remaining=len(waiting) - number):
                break
        self._warn_of_certificates()

    def _find_what_to_seal(self):
        """:return: documents of companies that can; of the others it is said why not"""
        waiting = self.sudo().search([("seal_state", "=", "waiting")], order="id")
        ready = waiting.browse()
        for company, papers in waiting.grouped(lambda paper: paper._get_company()).items():
            obstacle = self.env["hr.paperwork.certificate"]._find_obstacle(company)
            if not obstacle:
                ready |= papers
                continue
            papers.seal_trouble = obstacle
            company._note_trouble("seal", detail=dict(self._describe_troubles())[obstacle])
        return ready.sorted("id")

    def _describe_troubles(self):
        return self._fields["seal_trouble"]._description_selection(self.env)

    def _seal(self):
        """The last page says that it is sealed, and with what; the seal is put on all of it."""
        company = self._get_company()
        certificate = self.env["hr.paperwork.certificate"]._find_certificate(company)
        mine = self.with_context(lang=self.shown_lang)
        bound = mine._bind(self._read_bytes("shown_file"), {}, certificate)
        reason = mine.env._("Sealed for %s", company.name)
        content = certificate._seal(base64.b64decode(bound["file"]), reason)
        self.write(
            {
                "file": base64.b64encode(content),
                "file_hash": hashlib.sha256(content).hexdigest(),
                "seal_state": "sealed",
                "sealed_date": get_now(self.env),
                "seal_trouble": False,
            }
        )

    def _note_seal_error(self, error):
        # The message may quote the document: the log gets the type only.
        _logger.error("The seal of %s: %s", self, type(error).__name__)
        self.seal_trouble = "failed"
        self._wake_sealing(get_now(self.env) + AGAIN)
        detail = dict(self._describe_troubles())["failed"]
        self._get_company()._note_trouble("seal", self.applicant_id, detail)

    @api.model
    def _warn_of_certificates(self):
        certificates = self.env["hr.paperwork.certificate"].sudo()
        certificates = certificates.search([("valid_until", ">=", get_now(self.env))])
        for certificate in certificates.filtered(lambda each: each.state == "ending"):
            until = fields.Date.to_string(certificate.valid_until)
            certificate.company_id._note_trouble("certificate", detail=until)

    def action_withdraw(self):
        res = super().action_withdraw()
        gone = dict.fromkeys(("seal_state", "seal_trouble", "sealed_date"), False)
        self.sudo().write(gone)
        return res

    def _filter_to_hand_over(self):
        """The employee gets the file with its seal. Where nothing can be sealed, that stops
        nobody."""
        papers = super()._filter_to_hand_over()
        return papers.filtered(lambda paper: paper.seal_state != "waiting" or paper.seal_trouble)

    def _describe_on_page(self):
        return {**super()._describe_on_page(), "seal": self.seal_state}
