import re
from urllib.parse import urlsplit

from lxml import html
from markupsafe import Markup, escape

from odoo import models

from .web_links import VIDEO_HOSTS, find_web_link

LINKS = ("", "http", "https", "mailto", "tel")
PICTURE = re.compile(r"/web/image/([0-9]{1,10})(?:[-/].*)?")
# What a picture of the company hangs on: a letter of a candidate is none.
PICTURE_MODELS = (
    False,
    "hr.candidate.settings",
    "hr.job",
    "ir.ui.view",
    "res.company",
    "res.config.settings",
)
FOREIGN = (
    "audio base button canvas embed form frame iframe input link math meta object"
    " picture script select source style svg template textarea track video"
).split()
ATTRIBUTES = (
    "align alt class colspan dir height href lang rowspan src start style target title width"
).split()
# In a style: what loads something, hides what it is, or leaves its place.
LOADS = re.compile(r"\(|@|\\|/\*|position", re.I)


class HrEmployerContent(models.AbstractModel):
    """Texts with pictures and links that candidates get: nothing in them is loaded from
    elsewhere, neither in an email nor on a page, and nothing runs. It is checked when
    somebody writes, and again when it is shown, for what was written before."""

    _name = "hr.employer.content.mixin"
    _description = "Content for Candidates"

    def _get_own_hosts(self):
        """:return: the names of the servers that are the company's"""
        own = self._get_content_company().sudo().website
        known = self.env.cr.cache.setdefault("candidates_hosts", {})
        if own not in known:
            domains = self.env["website"].sudo().search([("domain", "!=", False)]).mapped("domain")
            addresses = (self.get_base_url(), own, *domains)
            hosts = (urlsplit(address).hostname for address in addresses if address)
            known[own] = {host.removeprefix("www.") for host in hosts if host}
        return known[own]

    def _get_content_company(self):
        company = self.company_id if "company_id" in self._fields else self
        return company or self.env.company

    def _find_film(self, url):
        """:return: the link to a film, or False if it leads to none that we know"""
        if not url:
            return False
        return find_web_link(url, VIDEO_HOSTS) or find_web_link(url, self._get_own_hosts())

    def _keep_own_content(self, text):
        """:param text: HTML
        :return: Markup, the same without what is not the company's; every candidate of
            a batch gets the same, so it is cleaned once"""
        known = self.env.cr.cache.setdefault("candidates_content", {})
        key = self._get_content_company().id, str(text)
        if key not in known:
            known[key] = self._clean_content(text)[0]
        return known[key]

    def _publish_pictures(self, text):
        """Candidates have no login: what was uploaded gets a key of its own."""
        body = html.fragment_fromstring(text or "", create_parent="div")
        numbers = {self._read_picture(img.get("src") or "") for img in body.iter("img")}
        files = self.env["ir.attachment"].sudo().browse(numbers - {None}).exists()
        files.filtered(
            lambda file: (
                not file.public
                and file.res_model in PICTURE_MODELS
                and file.create_uid == self.env.user
            )
        ).generate_access_token()

    def _clean_content(self, text):
        """:return: (Markup, names of what was wrong: ``picture``, ``link``)"""
        body = html.fragment_fromstring(text or "", create_parent="div")
        pictures = self._find_own_pictures(body)
        wrong = set()
        for element in body.xpath(".//*|.//comment()"):
            if not isinstance(element.tag, str):
                element.drop_tree()
            elif element.tag == "img" and element not in pictures:
                wrong.add("picture")
                element.drop_tree()
            elif element.tag in FOREIGN:
                wrong.add("picture")
                element.drop_tree()
            elif self._clean_attributes(element, pictures.get(element)):
                wrong.add("link")
        inside = "".join(html.tostring(child, encoding="unicode") for child in body)
        return Markup(escape(body.text or "") + Markup(inside)), wrong

    def _clean_attributes(self, element, picture):
        """:return: whether its link was none"""
        wrong = False
        for name, value in list(element.attrib.items()):
            if name not in ATTRIBUTES or (name == "style" and LOADS.search(value)):
                del element.attrib[name]
            elif name == "href" and not self._is_link(value):
                wrong = True
                del element.attrib[name]
            elif name == "src" and not picture:
                del element.attrib[name]
        if picture:
            element.set("src", picture)
        if element.tag == "a":
            element.set("rel", "noopener noreferrer")
        return wrong

    def _is_link(self, url):
        try:
            return urlsplit("".join(url.split())).scheme.lower() in LINKS
        except ValueError:
            return False

    def _find_own_pictures(self, body):
        """:return: dict of the ``img`` elements that show an uploaded picture of the
        company → address under which a candidate gets it"""
        ids = {}
        for element in body.iter("img"):
            number = self._read_picture(element.get("src") or "")
            if number:
                ids[element] = number
        if not ids:
            return {}
        files = self.env["ir.attachment"].sudo().browse(set(ids.values())).exists()
        own = files.filtered(self._is_own_picture)
        return {
            element: self._get_picture_path(own.browse(number))
            for element, number in ids.items()
            if number in own.ids
        }

    def _get_picture_path(self, file):
        key = "" if file.public else f"?access_token={file.access_token}"
        return f"/web/image/{file.id}{key}"

    def _read_picture(self, source):
        """:return: id (int) of the attachment, or None"""
        try:
            parts = urlsplit(source.strip())
            host = parts.hostname
        except ValueError:
            return None
        if (host or parts.scheme) and (
            (host or "").removeprefix("www.") not in self._get_own_hosts()
        ):
            return None
        found = PICTURE.fullmatch(parts.path)
        number = int(found[1]) if found else 0
        return number if 0 < number < 2**31 else None

    def _is_own_picture(self, file):
        return bool(
            file.mimetype.startswith("image/")
            and file.res_model in PICTURE_MODELS
            and file.company_id in (file.company_id.browse(), self._get_content_company())
            and (file.public or file.access_token)
        )
