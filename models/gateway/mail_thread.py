import logging
from email import message_from_bytes
from email.parser import BytesHeaderParser
from email.policy import SMTP
from xmlrpc.client import Binary

from odoo import api, models

from ..in_halves import find_cause
from ..inside import Inside
from ..transaction_conflicts import CONFLICTS
from .incoming_mail import (
    find_addresses,
    get_headers,
    has_no_sender,
    is_automatic,
    is_from_daemon,
    read_mail,
)
from .incoming_report import FAILED, NO_FAILURE, UNREADABLE, read_report

_logger = logging.getLogger(__name__)


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    # A report that nobody can read ----------------------------------------------------

    @api.model
    def message_process(self, model, message, *args, **kwargs):
        """A malformed report of a mail server stops no other mail, and is shown to
        somebody."""
        raw = self._get_raw(message)
        if not self._may_be_report(BytesHeaderParser(policy=SMTP).parsebytes(raw)):
            return super().message_process(model, message, *args, **kwargs)
        try:
            with self.env.cr.savepoint():
                return super().message_process(model, message, *args, **kwargs)
        except Exception as error:
            mail = message_from_bytes(raw, policy=SMTP)
            if find_cause(error, CONFLICTS) or self.env.cr._cnx.closed or self._is_readable(mail):
                raise
            # The message may quote the candidate's data: the log gets the type only.
            _logger.warning("A report of a mail server: %s", type(error).__name__)
            self.env["hr.applicant"].sudo()._show_unreadable_mail(mail)
            return False

    @api.model
    def _get_raw(self, message):
        """:return: bytes of a mail, however the gateway hands it over"""
        if isinstance(message, Binary):
            message = message.data
        return message.encode("utf-8", "surrogateescape") if isinstance(message, str) else message

    @api.model
    def _is_readable(self, mail):
        """:return: whether it is no report of a mail server, for sure"""
        try:
            return not self._read_report(mail)
        except Exception as error:
            _logger.info("A mail cannot be read: %s", type(error).__name__)
            return False

    @api.model
    def _may_be_report(self, heading):
        content_type = str(dict(heading.raw_items()).get("Content-Type", "")).lower()
        return (
            "report" in content_type
            or is_from_daemon(heading)
            or has_no_sender(heading)
            or bool(get_headers(heading, "X-Failed-Recipients"))
            or self._is_to_bounce_address(heading)
        )

    @api.model
    def _is_to_bounce_address(self, message):
        domains = self.env["mail.alias.domain"].sudo().search([("bounce_alias", "!=", False)])
        to = " ".join(get_headers(message, "To") + get_headers(message, "Delivered-To"))
        return bool(set(domains.mapped("bounce_email")) & set(find_addresses(to)))

    # Replies --------------------------------------------------------------------------

    @api.model
    def message_route(self, message, message_dict, model=None, thread_id=None, custom_values=None):
        """Many automatic replies do not say which mail they answer. A candidate who is away
        does not apply again."""
        routes = super().message_route(message, message_dict, model, thread_id, custom_values)
        if not (routes and is_automatic(message)):
            return routes
        sender = find_addresses(message_dict["email_from"] or "")
        applicants = self.env["hr.applicant"].sudo()._find_by_addresses(sender)
        known = applicants.sorted("id")[-1:]
        return [
            (name, known.id, *more)
            if known and (name, res_id or 0) == ("hr.applicant", 0)
            else (name, res_id, *more)
            for name, res_id, *more in routes
        ]

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        return super(
            MailThread,
            self.with_context(incoming_mail=Inside(read_mail(message))),
        )._message_route_process(message, message_dict, routes)

    # Reports --------------------------------------------------------------------------

    @api.model
    def _read_report(self, message):
        """:return: ``Report``, or None; colleagues read its words, which can quote our
        mail, and with it the candidate's own link"""
        report = read_report(message, self._is_to_bounce_address(message))
        if not report:
            return None
        return report._replace(words=self.env["hr.applicant"]._hide_links(report.words))

    @api.model
    def _detect_is_bounce(self, message, message_dict):
        """Odoo knows reports by their sender and their type. What a person or an
        automatic reply sends to the address for reports belongs to the application."""
        is_bounce = super()._detect_is_bounce(message, message_dict)
        if self._read_report(message):
            return True
        if is_bounce and not is_from_daemon(message):
            ids = _get_answered(message)
            return not self._find_candidate_message(ids)
        return is_bounce

    @api.model
    def _message_parse_extract_payload(self, message, message_dict, save_original=False):
        if not message_dict.get("is_bounce"):
            return super()._message_parse_extract_payload(message, message_dict, save_original)
        try:
            payload = super()._message_parse_extract_payload(message, message_dict, save_original)
        except (AttributeError, IndexError, LookupError, TypeError, ValueError):
            # Odoo reads parts with charsets and types that are none.
            report = self._read_report(message)
            payload = {"body": report.words if report else "", "attachments": []}
        # Odoo shows it as the reason of the failure.
        body = self.env["hr.applicant"]._hide_links(payload["body"])
        return {**payload, "body": body}

    @api.model
    def _message_parse_extract_bounce(self, email_message, message_dict):
        try:
            values = super()._message_parse_extract_bounce(email_message, message_dict)
        except (AttributeError, IndexError, LookupError, TypeError, ValueError):
            values = self._get_empty_bounce()
        report = values["is_bounce"] and self._read_report(email_message)
        if report:
            values |= self._find_bounced(report, values)
        return values

    @api.model
    def _get_empty_bounce(self):
        return {
            "is_bounce": True,
            "bounced_email": False,
            "bounced_partner": self.env["res.partner"].sudo(),
            "bounced_msg_ids": False,
            "bounced_message": self.env["mail.message"].sudo(),
        }

    @api.model
    def _find_bounced(self, report, values):
        """Odoo looks at the returned mail, and takes the first recipient of the report
        for the one who has not got it.

        :param dict values: what Odoo has found
        :return: dict of what is true for the mail to a candidate
        """
        message = self._find_candidate_message(report.message_ids)
        if not message:
            return {}
        applicant = self.env["hr.applicant"].sudo().browse(message.res_id).exists()
        partners = self.env["res.partner"].sudo()
        address = next(iter(report.outcomes), False)
        if applicant and applicant._find_outcome(message, report):
            address = applicant._get_mail_address()
            partners = applicant.partner_id
        if address and not partners:
            partners = partners.search([("email_normalized", "=", address)])
        return {
            "bounced_message": message,
            "bounced_msg_ids": list(report.message_ids),
            "bounced_email": address,
            "bounced_partner": partners,
        }

    @api.model
    def _find_candidate_message(self, message_ids):
        """:return: ``mail.message`` of ours on an application, the surest first"""
        found = self._find_message(message_ids)
        return found.filtered(lambda message: message.model == "hr.applicant")[:1]

    @api.model
    def _find_message(self, message_ids):
        """:return: ``mail.message`` of ours with these ids, in their order"""
        messages = self.env["mail.message"].sudo()
        if not message_ids:
            return messages
        found = messages.search([("message_id", "in", list(message_ids))])
        return found.sorted(lambda message: message_ids.index(message.message_id))

    @api.model
    def _find_written_to(self, messages):
        """:param messages: ``mail.message``, as superuser
        :return: set of the addresses that they went to, in lower case"""
        notified = self.env["mail.notification"].sudo()
        notified = notified.search([("mail_message_id", "in", messages.ids)])
        partners = notified.res_partner_id | messages.partner_ids
        given = notified.mapped("mail_email_address") + messages.mail_ids.mapped("email_to")
        return {
            *partners.mapped("email_normalized"),
            *find_addresses(" ".join(filter(None, given))),
        }

    @api.model
    def _routing_handle_bounce(self, email_message, message_dict):
        report = email_message and self._read_report(email_message)
        if not report:
            return super()._routing_handle_bounce(email_message, message_dict)
        if report.kind in NO_FAILURE:
            _logger.info("A mail server reports: %s. That is no failure.", report.kind)
            return None
        message = message_dict["bounced_message"]
        res = super()._routing_handle_bounce(email_message, message_dict)
        if message and message.model == "hr.applicant":
            self.env["hr.applicant.communication"].sudo()._note_report(message, report)
        else:
            self._note_unknown_report(email_message, message, report)
        return res

    @api.model
    def _note_unknown_report(self, email_message, message, report):
        """A report that does not name a mail of ours to a candidate.

        :param message: the ``mail.message`` of another model that it names, if any
        """
        applicants = self.env["hr.applicant"].sudo()
        sent = message or self._find_message(report.message_ids)
        if sent:
            # That mail was ours, too: the address is known to be wrong. Whoever has got
            # any mail of ours can send a report about it, and name others.
            dead = {a for a, outcome in report.outcomes.items() if outcome == FAILED}
            if report.is_permanent:
                applicants._find_by_addresses(dead & self._find_written_to(sent))._count_bounce()
            return
        if report.kind == UNREADABLE or not report.failed:
            applicants._show_unreadable_mail(email_message)
            return
        applicants._find_by_addresses(report.failed)._warn_not_arrived(report.words)


def _get_answered(message):
    """:return: list of the Message-IDs that a mail refers to"""
    names = ("In-Reply-To", "References")
    text = " ".join(value for name in names for value in get_headers(message, name))
    return [f"<{address}>" for address in text.replace(">", " ").replace("<", " ").split()]
