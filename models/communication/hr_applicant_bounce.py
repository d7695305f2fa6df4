from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import plaintext2html

from ..batch import get_now
from ..gateway.incoming_mail import (
    decode_text,
    find_addresses,
    get_content,
    get_header,
    get_headers,
)
from ..limits import DETAIL_LENGTH

# Mail servers give up after five days; some report late.
REPORTED_WITHIN = timedelta(days=30)
# So many reports that nobody can read are shown in one activity.
SHOWN_TOGETHER = 20
# What a report says of a recipient.
SAID = ("final-recipient", "action", "status", "diagnostic-code", "disposition")


class HrApplicantBounce(models.Model):
    """Which addresses take no mail, and what may not have arrived."""

    _inherit = "hr.applicant"

    bounced_address = fields.Char(
        copy=False,
        readonly=True,
        groups=fields.NO_ACCESS,
        help="The address that the bounce counter is about.",
    )

    def write(self, vals):
        """The counter was about the address that is corrected."""
        before = {}
        if {"email_from", "partner_id"} & vals.keys():
            before = {a: a.email_normalized for a in self.sudo() if a.message_bounce}
        res = super().write(vals)
        corrected = [a.id for a, address in before.items() if a.email_normalized != address]
        self.sudo().browse(corrected)._forget_bounces()
        return res

    def _forget_bounces(self):
        if self:
            self.write({"message_bounce": 0, "bounced_address": False})

    def _message_receive_bounce(self, email, partner):
        """Odoo counts on every application whoever's address bounced, and what could be
        forged. ``_note_report`` counts here."""

    def _message_reset_bounce(self, email):
        res = super()._message_reset_bounce(email)
        self.write({"bounced_address": False})
        return res

    def _count_bounce(self):
        """No more mail leaves for the address until it is corrected or tried again."""
        for applicant in self.sudo():
            applicant.write(
                {
                    "message_bounce": applicant.message_bounce + 1,
                    "bounced_address": applicant._get_mail_address(),
                }
            )

    def _get_mail_address(self):
        """:return: the address that mails go to, in lower case, or False"""
        return self.partner_id.email_normalized or self.email_normalized

    def _is_address_dead(self):
        """:return: whether mail to the present address came back; one that was corrected
        on the contact, or on another application of the same person, is new"""
        bounced = self.sudo().bounced_address or self.email_normalized
        return bool(self.message_bounce and bounced == self._get_mail_address())

    def _get_own_addresses(self):
        addresses = {self.email_normalized, self.partner_id.email_normalized}
        return {address for address in addresses if address}

    def _find_outcome(self, message, report):
        """:param message: ``mail.message`` to the candidate and perhaps others
        :param Report report: of a mail server
        :return: failed or full if the candidate has not got it, else None"""
        notified = self.env["mail.notification"].sudo()
        notified = notified.search([("mail_message_id", "=", message.id)])
        known = notified.res_partner_id | message.partner_ids | self.message_partner_ids
        colleagues = (
            self.env["res.users"]
            .sudo()
            .search([("email_normalized", "in", list(report.outcomes)), ("share", "=", False)])
        )
        others = {
            *known.mapped("email_normalized"),
            *colleagues.mapped("email_normalized"),
            *find_addresses(" ".join(filter(None, notified.mapped("mail_email_address")))),
        }
        return report.find_outcome(self._get_own_addresses(), others)

    def _is_about_present_address(self, report):
        """:return: whether the report tells that the address of today is wrong"""
        named = report.outcomes.keys() | report.sent_to
        return bool(named & self._get_own_addresses())

    @api.model
    def _find_by_addresses(self, addresses):
        """:return: all applications, archived ones included, with one of the addresses"""
        return self.with_context(active_test=False).search(
            [
                "|",
                ("email_normalized", "in", list(addresses)),
                ("partner_id.email_normalized", "in", list(addresses)),
                ("talent_pool_ids", "=", False),
            ]
        )

    def _warn_not_arrived(self, words):
        """A mail server says that a mail has not arrived, and it is not sure whether
        that is true or which it was. The recruiter sees what it says.

        :param str words: plain
        """
        limit = get_now(self.env) - REPORTED_WITHIN
        recent = self.sudo().filtered(
            lambda a: a.last_contact_date and a.last_contact_date >= limit
        )
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type("activity_type_communication_failed")
        steps = self.env["hr.recruitment.communication.step"]
        todos = [
            activities._prepare_todo(
                applicant,
                steps._find_users("recruiter", applicant)[:1],
                kind or activities._get_todo_type(),
                lambda a: (a._say_doubt(), a._quote_server(words)),
            )
            for applicant in recent
        ]
        same = ("res_model_id", "res_id", "activity_type_id", "summary")
        activities._raise_todos(todos, same=same)

    @api.model
    def _get_doubts(self):
        """:return: set of the summaries of doubts, in all languages: a failure that is
        sure is told beside them"""
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        return {self.with_context(lang=lang)._say_doubt() for lang in langs}

    def _say_doubt(self):
        return self.env._("A message may not have arrived")

    def _quote_server(self, words):
        return plaintext2html(self.env._("A mail server says: %s", words[: 5 * DETAIL_LENGTH]))

    # What nobody can read -------------------------------------------------------------

    @api.model
    def _show_unreadable_mail(self, mail):
        """A mail came to where mail servers report, and does not say what it is about:
        an administrator looks at it.

        :param email.message.EmailMessage mail: as it came in
        """
        company = self._find_reported_company(mail)
        steps = self.env["hr.recruitment.communication.step"]
        user = steps._find_administrator(company) or self.env.ref("base.user_admin")
        env = self.with_context(lang=user.lang).env
        summary = env._("A report of a mail server could not be read")
        note = self._describe_mail(mail)
        activities = self.env["mail.activity"].sudo()
        known = activities.search([("summary", "=", summary), ("user_id", "=", user.id)], limit=1)
        if not known:
            activities.with_context(mail_activity_quick_update=True).create(
                {
                    "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
                    "summary": summary,
                    "note": note,
                    "user_id": user.id,
                    "automated": True,
                }
            )
        elif (known.note or "").count("<pre") < SHOWN_TOGETHER and note not in (known.note or ""):
            known.note = (known.note or Markup()) + note

    @api.model
    def _find_reported_company(self, mail):
        to = find_addresses(" ".join(get_headers(mail, "To") + get_headers(mail, "Delivered-To")))
        domains = self.env["mail.alias.domain"].sudo().search([("bounce_alias", "!=", False)])
        domain = domains.filtered(lambda domain: domain.bounce_email in to)
        company = domain.company_ids & self.env.user.company_ids or domain.company_ids
        return company[:1] or self.env.company

    @api.model
    def _describe_mail(self, mail):
        """:return: Markup of the first words of a mail, whatever is wrong with it"""
        lines = [f"{name}: {get_header(mail, name)}" for name in ("From", "Date", "Subject")]
        for part in mail.walk():
            said = {key: value for key, value in part.raw_items() if key.lower() in SAID}
            lines += [f"{key}: {decode_text(value)}" for key, value in said.items()]
            if not part.is_multipart():
                lines.append(get_content(part).replace("\x00", "").strip())
        words = self._hide_links("\n".join(lines))
        return Markup("<pre>%s</pre>") % words[: 10 * DETAIL_LENGTH]
