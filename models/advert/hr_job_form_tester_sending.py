import json
from email.message import EmailMessage
from email.utils import make_msgid

from odoo import SUPERUSER_ID, api, models

from ..in_halves import find_cause
from .form_samples import FILE_NAME, NAME, PDF, TEXT, fill_in, make_address
from .site_visit import BUSY, SiteVisit, say_error

FORM_PATH = "/website/form/hr.applicant"
CONFIRMED_BY = ("email", "sms")


class HrJobFormTesterSending(models.AbstractModel):
    """What is sent by a candidate who does not exist arrives where it should."""

    _inherit = "hr.job.form.tester"

    @api.model
    def _test_sending(self, job, website, lang, form):
        return self._try(lambda env: self.with_env(env)._send_form(job, website, lang, form))

    @api.model
    def _send_form(self, job, website, lang, form):
        """In an environment that is taken back."""
        address = make_address()
        data = {
            f"{name}[0][0]" if isinstance(value, tuple) else name: value
            for name, value in fill_in(form, address).items()
        }
        path = f"/jobs/apply/{self.env['ir.http']._slug(job)}"
        answer = SiteVisit(self.env, website, lang).post(FORM_PATH, data, path)
        if not answer.is_fine:
            why = answer.error or str(answer.status)
            return [self._find("sending_fails", "", why, lang)]
        return self._look_at_answer(job, form, lang, answer.text, address)

    @api.model
    def _look_at_answer(self, job, form, lang, text, address):
        try:
            said = json.loads(text)
        except ValueError:
            return [self._find("sending_fails", "", text[:100], lang)]
        said = said if isinstance(said, dict) else {}
        labels = {each.name: each.label for each in form.fields}
        if wrong := said.get("error_fields"):
            names = wrong if isinstance(wrong, list) else [str(wrong)]
            return [
                self._find("field_wrong", labels.get(name, str(name)), lang=lang) for name in names
            ]
        if "error" in said:
            return [self._find("sending_refused", "", str(said["error"])[:300], lang)]
        self.env.invalidate_all()
        number = said.get("id")
        applicant = self.env["hr.applicant"].sudo().browse(number if number else ()).exists()
        return self._look_at_arrived(job, form, lang, applicant, address)

    @api.model
    def _look_at_arrived(self, job, form, lang, applicant, address):
        job = job.with_env(self.env)
        lost = applicant.job_id != job or (
            form.find("email_from") and applicant.email_from != address
        )
        if not applicant or lost:
            return [self._find("sending_lost", lang=lang)]
        found = []
        if any(each.kind == "file" for each in form.fields):
            files = self.env["ir.attachment"].sudo()
            kept = files.search_count(
                [("res_model", "=", applicant._name), ("res_id", "=", applicant.id)], limit=1
            )
            if not kept:
                found.append(self._find("file_lost", lang=lang))
        found = found or [self._find("sending_fine", lang=lang)]
        return found + self._look_at_confirmation(applicant, lang)

    @api.model
    def _look_at_confirmation(self, applicant, lang):
        rows = applicant.communication_ids.filtered(
            lambda row: row.step_id.trigger == "applied" and row.action in CONFIRMED_BY
        )
        if not rows:
            if applicant.stage_id.template_id:
                return []
            return [self._find("confirmation_none", lang=lang)]
        for row in rows:
            try:
                _subject, body = row._render_text()
            except Exception as error:
                if find_cause(error, BUSY):
                    raise
                return [self._find("confirmation_fails", row.step_id.name, say_error(error), lang)]
            if not str(body or "").strip():
                empty = self.env._("it is empty")
                return [self._find("confirmation_fails", row.step_id.name, empty, lang)]
        return [self._find("confirmation_fine", lang=lang)]

    # By email ----------------------------------------------------------------------------

    @api.model
    def _test_mail(self, job):
        alias = job.sudo().alias_id
        if not alias.alias_name or not alias.alias_domain_id:
            return []
        return self._try(lambda env: self.with_env(env)._send_mail(job, alias.alias_full_name))

    @api.model
    def _send_mail(self, job, address):
        """In an environment that is taken back."""
        number = make_msgid(domain="example.com")
        mail = self._write_mail(address, number)
        gateway = self.env["mail.thread"].with_user(SUPERUSER_ID)
        try:
            gateway.message_process(False, mail.as_bytes())
        except Exception as error:
            if find_cause(error, BUSY):
                raise
            return [self._find("mail_fails", address, say_error(error))]
        messages = self.env["mail.message"].sudo()
        message = messages.search([("message_id", "=", number)], limit=1)
        if message.model != "hr.applicant":
            return [self._find("mail_lost", address)]
        applicant = self.env["hr.applicant"].sudo().browse(message.res_id)
        fine = applicant.job_id.id == job.id
        return [self._find("mail_fine" if fine else "mail_lost", address)]

    @api.model
    def _write_mail(self, address, number):
        mail = EmailMessage()
        mail["From"] = f"{NAME} <{make_address()}>"
        mail["To"] = address
        mail["Subject"] = TEXT
        mail["Message-ID"] = number
        mail.set_content(TEXT)
        mail.add_attachment(PDF, maintype="application", subtype="pdf", filename=FILE_NAME)
        return mail
