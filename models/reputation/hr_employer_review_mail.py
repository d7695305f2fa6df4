import logging

from lxml import html
from lxml.etree import ParserError

from odoo import api, models
from odoo.tools import html_sanitize

from ..batch import get_today
from ..gateway.incoming_mail import find_addresses
from ..in_halves import find_cause
from ..inside import get_inside
from ..transaction_conflicts import CONFLICTS
from .alert_mail import read_reviews
from .mail_lines import read_lines
from .mail_proof import find_domain, prove_sender

_logger = logging.getLogger(__name__)

# Of pictures, what Odoo keeps itself; everything else would be fetched from elsewhere.
OWN_PICTURES = ("cid:", "data:image/", "/web/image/")
LOADED = ("src", "srcset", "background", "poster", "data-src")
# Longer headers are cut: a review's heading has 200 letters.
LONGEST_SUBJECT = 200


class HrEmployerReviewMail(models.Model):
    """Alert mails of the sites. What can be read becomes reviews; what cannot is kept whole
    for a person, and so is what somebody may have forged. Nothing is fetched from outside,
    neither when a mail is read nor when somebody looks at it."""

    _inherit = "hr.employer.review"

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """:return: the first of the reviews of a mail, on which the mail is kept"""
        company = self._find_alert_company(custom_values)
        alert = (
            self.sudo()
            .with_company(company)
            .with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        )
        given = alert._judge_alert(msg_dict, company)
        try:
            with self.env.cr.savepoint():
                reviews = alert.create(alert._read_alert(msg_dict, given))
        except Exception as error:
            if (conflict := find_cause(error, CONFLICTS)) or self.env.cr._cnx.closed:
                raise conflict or error from None
            # The mail may quote people: the log gets the type only.
            _logger.warning("An alert about an employer review: %s", type(error).__name__)
            reviews = alert.create(alert._prepare_unreadable(msg_dict, given))
        if reviews[:1].state in ("to_check", "unreadable"):
            reviews[:1]._keep_original()
        return reviews[:1]

    @api.model
    def _find_alert_company(self, custom_values):
        number = (custom_values or {}).get("company_id")
        company = self.env["res.company"].sudo().browse(number).exists() if number else None
        return company or self.env["res.company"].sudo().search([], order="id", limit=1)

    # Who has sent it ---------------------------------------------------------------------

    @api.model
    def _judge_alert(self, msg_dict, company):
        """:return: dict of values: ``company_id``, ``source_id``, ``sender`` and the
        ``check_reason``, False where the sender is who it says it is"""
        sources = self.env["hr.employer.review.source"].search(
            [("company_id", "in", [False, company.id])]
        )
        domains = {domain: one for one in sources for domain in one._get_domains()}
        message = get_inside(self.env, "alert_mail")
        address = next(iter(find_addresses(msg_dict.get("email_from") or "")), "")
        known = [*domains, *self._find_colleagues(address, company)]
        reason = "unproved"
        if message is not None:
            proof = prove_sender(message, company.review_mail_server or "", known)
            address = proof.address or address
            reason = {"proved": False, "failed": "failed"}.get(proof.verdict, "unproved")
        if reason != "failed" and not find_domain(address, known):
            reason = "sender"
        source = domains.get(find_domain(address, domains))
        return {
            "company_id": company.id,
            "source_id": (source or self._find_other_source(sources)).id,
            "sender": address[:200],
            "check_reason": reason,
        }

    @api.model
    def _find_colleagues(self, address, company):
        """Colleagues pass alerts on, and fill in the form.

        :return: list of the domain of the address, if a colleague has this address"""
        colleague = address and self.env["res.users"].sudo().search_count(
            [
                ("email_normalized", "=", address),
                ("share", "=", False),
                ("company_ids", "in", company.ids),
            ],
            limit=1,
        )
        return [address.rpartition("@")[2]] if colleague else []

    @api.model
    def _find_other_source(self, sources):
        """:return: what stands for all other sites: the last of the list, made where an
        administrator has deleted all of them"""
        return sources.sorted("sequence")[-1:] or sources.create({"name": self.env._("Other")})

    # What stands in it -------------------------------------------------------------------

    @api.model
    def _read_alert(self, msg_dict, given):
        """:return: list of values of reviews"""
        sources = self.env["hr.employer.review.source"].search(
            [("company_id", "in", [False, given["company_id"]])]
        )
        source = sources.browse(given["source_id"])
        hosts = [domain for one in sources for domain in one._get_domains()]
        lines = read_lines(msg_dict.get("body"))
        found = read_reviews(lines, msg_dict.get("subject") or "", hosts)
        values = [self._prepare_alert(one, given, source, sources) for one in found]
        return values or [self._prepare_unreadable(msg_dict, given)]

    @api.model
    def _prepare_alert(self, one, given, source, sources):
        names = {known.name.lower(): known for known in sources}
        source = names.get(one.source.lower()) or self._find_by_link(one, sources) or source
        values = {
            **given,
            "source_id": source.id,
            "came_by": "mail",
            "state": "to_check" if given["check_reason"] else "new",
            "date": min(one.day or get_today(self.env), get_today(self.env)),
            "kind": one.kind or "unsaid",
            "job_name": one.job,
            "department_name": one.department,
            "location_name": one.location,
            "author": one.author if source.names_public else False,
            **{
                name: getattr(one, name)
                for name in ("title", "text", "valued", "disliked", "better", "url", "external_id")
            },
        }
        return {**values, **self._prepare_rating(one, source)}

    @api.model
    def _prepare_rating(self, one, source):
        """:return: dict of the rating and its scale; empty where it was read wrongly"""
        scale = one.scale or source.scale_max
        if not one.rating or not scale or one.rating > scale:
            return {}
        low = source.scale_min if scale == source.scale_max else 1
        low = 0 if scale == 100 or one.rating < low else low
        return {"rating": one.rating, "scale_max": scale, "scale_min": low}

    @api.model
    def _find_by_link(self, one, sources):
        """What a colleague passes on is of the site that it leads to."""
        host = (one.url or "").partition("://")[2].partition("/")[0]
        return next(
            (s for s in sources if host and find_domain(f"@{host}", s._get_domains())), None
        )

    @api.model
    def _prepare_unreadable(self, msg_dict, given):
        return {
            **given,
            "came_by": "mail",
            "state": "unreadable",
            "title": (msg_dict.get("subject") or "")[:LONGEST_SUBJECT],
        }

    def _keep_original(self):
        """As it came in, for whoever looks at it: pictures and all."""
        message = get_inside(self.env, "alert_mail")
        if message is None:
            return
        try:
            raw = message.as_bytes()
        except (LookupError, UnicodeError, TypeError, ValueError, AttributeError):
            _logger.info("An alert cannot be kept as a file.")
            return
        self.env["ir.attachment"].sudo().create(
            {
                "name": "original.eml",
                "raw": raw,
                "mimetype": "message/rfc822",
                "res_model": self._name,
                "res_id": self.id,
            }
        )

    # How it is shown ---------------------------------------------------------------------

    def _creation_subtype(self):
        """The to-do says that there is something to read: nobody is mailed the mail."""
        return self.env.ref("mail.mt_note")

    def message_post(self, **kwargs):
        if kwargs.get("message_type") == "email":
            kwargs["body"] = _leave_out_pictures(kwargs.get("body"))
        return super().message_post(**kwargs)


def _leave_out_pictures(body):
    """:return: HTML without anything that a browser would fetch from elsewhere: a picture
    tells its sender who has read a mail, and when"""
    body = html_sanitize(body or "", sanitize_style=True, strip_style=True, strip_classes=True)
    if not body:
        return body
    try:
        root = html.fragment_fromstring(str(body), create_parent="div")
    except (ParserError, ValueError):
        return ""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        for name in LOADED:
            value = "".join((element.get(name) or "").split()).lower()
            if name in element.attrib and not value.startswith(OWN_PICTURES):
                del element.attrib[name]
    return type(body)(html.tostring(root, encoding="unicode"))
