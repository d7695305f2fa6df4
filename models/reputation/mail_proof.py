"""Who has sent a mail, as far as mail servers have proved it (RFC 8601). Needs no database."""

import re
from typing import NamedTuple

from ..gateway.incoming_mail import find_addresses, get_headers

COMMENT = re.compile(r"\([^()]{0,500}\)")
# Properties that name the domain that has been proved, by method.
PROVES = {"dmarc": ("header.from",), "dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",)}


class Proof(NamedTuple):
    address: str  # lower case, "" where there is not exactly one
    verdict: str  # "proved", "unproved" or "failed"


class Result(NamedTuple):
    method: str
    result: str
    properties: dict


def prove_sender(message, server, known):
    """:param email.message.EmailMessage message: as it came in
    :param str server: the name under which our own mail server writes down what it has
        proved; a header of any other name may have been written by the sender. Empty:
        nothing is proved, though a failure counts, whoever notes it
    :param known: domains, one of which the sender has to be in
    :return: ``Proof``"""
    addresses = [a for value in get_headers(message, "From") for a in find_addresses(value)]
    if len(get_headers(message, "From")) != 1 or len(addresses) != 1:
        return Proof("", "failed")
    address = addresses[0]
    domain = find_domain(address, known)
    results = _find_results(message, server)
    if ("dmarc", "fail") in [(one.method, one.result) for one in results]:
        return Proof(address, "failed")
    if server and domain and any(_proves(one, domain) for one in results):
        return Proof(address, "proved")
    fails = any(one.result == "fail" for one in results)
    return Proof(address, "failed" if fails else "unproved")


def _find_results(message, server):
    """:return: list of ``Result`` of the first header of our server; without its name, of the
    first there is"""
    name = (server or "").strip().lower()
    for value in get_headers(message, "Authentication-Results"):
        writer, results = _read(value)
        if not name or writer == name:
            return results
    return []


def find_domain(address, known):
    """:return: the one of the domains that the address is in, or None"""
    host = address.rpartition("@")[2].lower()
    return next((domain for domain in known if is_within(host, domain)), None)


def is_within(host, domain):
    return host == domain or host.endswith(f".{domain}")


def _read(value):
    """:return: (name of the server, list of ``Result``)"""
    parts = [part.split() for part in COMMENT.sub(" ", value[:10_000]).lower().split(";")]
    name = parts[0][0] if parts[0] else ""
    results = []
    for words in parts[1:]:
        pairs = [word.split("=", 1) for word in words if "=" in word]
        if pairs:
            method, result = pairs[0]
            results.append(Result(method.split("/")[0], result, dict(pairs[1:])))
    return name, results


def _proves(found, domain):
    if found.result != "pass":
        return False
    names = PROVES.get(found.method, ())
    hosts = (found.properties.get(name, "").strip('"<>') for name in names)
    return any(host and is_within(host.rpartition("@")[2], domain) for host in hosts)
