"""Headers that fold themselves, as Python's ``email`` takes them.

Its own folding loses a blank between two encoded words where a subject or a name is
longer than a line ("förförnybar", "ÖrebroLän"), and can put a first word on a line of
its own. White space between encoded words is none of the text (RFC 2047, 6.2): it must
be in them.
"""

from email.header import Header
from email.utils import formataddr, getaddresses

# What fits on one beside an address.
LINE = 60


class Subject(str):
    """The subject of a mail."""

    name = "Subject"

    def fold(self, *, policy):
        """:param policy: ``email.policy.Policy``
        :return: the whole header, of lines as RFC 5322 and 2047 want them"""
        text = " ".join(self.splitlines())
        charset = "us-ascii" if text.isascii() else "utf-8"
        lines = Header(text, charset, header_name=self.name).encode(linesep=policy.linesep)
        return f"{self.name}: {lines}{policy.linesep}"


class Addresses(str):
    """Who a mail is from or to: names and addresses, with commas between them."""

    def __new__(cls, name, value):
        """:param str name: of the header, as "To"
        :param str value: as ``email.utils.getaddresses`` reads it, in plain letters"""
        self = super().__new__(cls, value)
        self.name = name
        return self

    def fold(self, *, policy):
        """As ``Subject.fold``; each address is on a line of its own."""
        lines = [self._encode(*pair, policy) for pair in getaddresses([self])]
        return f"{self.name}: {f',{policy.linesep} '.join(lines)}{policy.linesep}"

    def _encode(self, name, address, policy):
        # Whoever is called "=?foo?q?x?=" is called that: nothing is decoded here.
        name = " ".join(name.splitlines())
        if name.isascii() and len(name) < LINE:
            return formataddr((name, address))
        lines = Header(name, "utf-8", header_name=self.name).encode(linesep=policy.linesep)
        return f"{lines}{policy.linesep} <{address}>"


def keep_addresses(message):
    """Its names are written with all their blanks.

    :param email.message.EmailMessage message: changed; a header whose addresses cannot
        be read, or are of letters that need another protocol, stays as it is"""
    for name in ("From", "Reply-To", "To", "Cc"):
        value = message[name]
        pairs = getaddresses([value]) if value else []
        if pairs and all(address and address.isascii() for _name, address in pairs):
            message.replace_header(name, Addresses(name, value))
