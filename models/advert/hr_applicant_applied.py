from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from ..batch import Batch, get_now
from .paths import APPLIED_PATH

# So long, who has just applied is led to the candidate's page from the page of thanks.
JUST_APPLIED = timedelta(minutes=30)


class HrApplicant(models.Model):
    """What somebody is told who has just sent the form of the website."""

    _inherit = "hr.applicant"

    @api.model
    def _find_applied(self, session):
        """:param session: of the browser; Odoo notes there what its form has made
        :return: the application that was just sent from there, as superuser and in the
            language of the environment; may be empty"""
        if session.get("form_builder_model_model") != self._name:
            return self.sudo().browse()
        number = session.get("form_builder_id")
        applicant = self.sudo().browse(number if isinstance(number, int) else ()).exists()
        return applicant.filtered(lambda one: one._has_just_applied())

    def _has_just_applied(self):
        """:return: whether it is a moment ago, by the clock of the database"""
        self.ensure_one()
        return self.active and self.create_date > get_now(self.env) - JUST_APPLIED

    def _may_open_page_at_once(self):
        """Whoever types an address need not be the one whom it belongs to: where we knew
        the person before, the key is in the email that was sent there and nowhere else.

        :return: whether the browser that has sent the application is shown the page"""
        known = Domain("email_normalized", "=", self.email_normalized)
        if partner := self.partner_id:
            known |= Domain("partner_id", "=", partner.id)
            if partner.create_date < self.create_date - timedelta(minutes=1):
                return False
        others = self.with_context(active_test=False)
        is_known = others.search_count(known & Domain("id", "!=", self.id), limit=1)
        return self._has_just_applied() and not self.page_revoked and not is_known

    def _get_first_promise(self):
        """:return: date by which the candidate hears from us, as the confirmation says or
        will say it; None where there is none, or it names no date"""
        rows = self.communication_ids.filtered(
            lambda row: (
                row.step_id.trigger == "applied"
                and row.action in ("email", "sms")
                and row.state in ("scheduled", "queued", "sent")
            )
        )
        row = rows.sorted("id")[:1]
        if not row:
            return None
        if row.state != "scheduled":
            return row.promised_date or None
        if not self._names_date(row):
            return None
        batch = Batch(row._find_leaving_time())
        return batch.put_around(self).answer_expected_date or None

    def _names_date(self, row):
        """:return: whether the text of the message is one that names the date"""
        template = row._get_mail_template() or row.step_id.sms_template_id
        field = "body_html" if template._name == "mail.template" else "body"
        return "answer_expected_date" in str(template[field] or "")

    def _get_thanks(self):
        """:return: dict of what the page of thanks says of this application"""
        day = self._get_first_promise()
        return {
            "job": self.job_id,
            "company": self.company_id or self.env.company.sudo(),
            "day": day and self._say_day(day),
            "steps": self.job_id._get_steps(),
            "has_page": self._may_open_page_at_once(),
            "path": APPLIED_PATH,
        }
