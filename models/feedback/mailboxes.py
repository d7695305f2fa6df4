"""Addresses that reach the same person."""

from odoo.addons.iap.tools.iap_tools import _MAIL_PROVIDERS

# Where anybody can have an address: it says nothing about who employs them.
PUBLIC_DOMAINS = {domain.strip() for domain in _MAIL_PROVIDERS} | {
    "bahnhof.se",
    "bredband.net",
    "comhem.se",
    "hotmail.se",
    "icloud.se",
    "live.se",
    "outlook.com",
    "passagen.se",
    "protonmail.com",
    "spray.se",
    "swipnet.se",
    "tele2.se",
    "telia.com",
    "yahoo.se",
    "fastmail.com",
    "hey.com",
    "tutanota.com",
}
GMAIL = ("gmail.com", "googlemail.com")


def find_mailbox(address):
    """:param str address: normalized, or False
    :return: the address that mail to it ends up in: without what follows a plus and,
        at Gmail, without dots; False for none"""
    local, _at, domain = (address or "").lower().rpartition("@")
    if not local:
        return False
    local = local.split("+")[0] or local
    if domain in GMAIL:
        local, domain = local.replace(".", "") or local, GMAIL[0]
    return f"{local}@{domain}"
