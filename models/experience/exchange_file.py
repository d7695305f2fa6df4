"""The file in which employers exchange figures; docs/exchange.md describes it for everybody.

It holds rounded figures above the threshold and nothing else, is signed with a key that the
sender made for it (Ed25519, RFC 8032), and is known again by that key: whoever changes a file
cannot sign it as its sender.
"""

import base64
import binascii
import json
import math
from datetime import date
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from ..feedback.choices import MOMENTS

FORMAT = "candidate-experience-exchange"
VERSION = 1
# Answers and points are given in steps of this.
STEP = 5
# A file of many years is a few kilobytes.
MOST_BYTES = 1_000_000
MOST_FIGURES = 500
MOST_LETTERS = 80
FIRST_YEAR = 2000
KNOWN = frozenset(key for key, _label in MOMENTS)


class ExchangeError(ValueError):
    """A file that is not taken. Its only argument is a code: ``unreadable``, ``newer`` (of a
    later version of the format), ``altered``, or ``wrong`` (signed, but impossible)."""


class Figure(NamedTuple):
    """The cNPS (−100 … 100, in steps of 5) of a moment in a year, until that day, of so many
    answers (rounded down to steps of 5)."""

    year: int
    moment: str
    until: date
    answers: int
    score: int


class Exchanged(NamedTuple):
    key: str
    made: date
    name: str
    figures: list


def make_seed():
    """:return: a new secret, as text"""
    return base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()


def get_key(seed):
    """:return: what others know the owner of that secret by"""
    return base64.b64encode(_open_seed(seed).public_key().public_bytes_raw()).decode()


def round_figure(year, moment, until, answers, total):
    """:param int total: promoters minus detractors
    :return: ``Figure``"""
    # Half a step goes up, as people round.
    score = STEP * math.floor(100 * total / answers / STEP + 0.5)
    return Figure(year, moment, until, answers - answers % STEP, score)


def write_file(seed, made, name, figures):
    """:param str seed: see ``make_seed``
    :param date made: today
    :param str name: what the others see; may be empty
    :param figures: list of ``Figure``
    :return: bytes"""
    body = {
        "format": FORMAT,
        "version": VERSION,
        "key": get_key(seed),
        "made": made.isoformat(),
        "name": name,
        "figures": [{**figure._asdict(), "until": figure.until.isoformat()} for figure in figures],
    }
    signature = base64.b64encode(_open_seed(seed).sign(_serialize(body))).decode()
    return json.dumps({**body, "signature": signature}, ensure_ascii=False, indent=1).encode()


def read_file(content, today):
    """:param bytes content: anything
    :param date today: what lies behind it is impossible
    :return: ``Exchanged``; moments that this version does not know are left out
    :raise ExchangeError: see there"""
    body = _parse(content)
    _check_signature(body)
    try:
        made = date.fromisoformat(body["made"])
        figures = [_read_figure(each, made) for each in body["figures"]]
        name = " ".join(body["name"].split())[:MOST_LETTERS]
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ExchangeError("wrong") from None
    cells = {(figure.year, figure.moment) for figure in figures}
    if made > today or len(cells) < len(figures) or len(figures) > MOST_FIGURES:
        raise ExchangeError("wrong")
    known = [figure for figure in figures if figure.moment in KNOWN]
    return Exchanged(body["key"], made, name, known)


def _open_seed(seed):
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(seed))


def _serialize(body):
    """:return: the bytes that are signed: no spaces, keys in order, ASCII"""
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def _parse(content):
    if len(content) > MOST_BYTES:
        raise ExchangeError("unreadable")
    try:
        body = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ExchangeError("unreadable") from None
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise ExchangeError("unreadable")
    version = body.get("version")
    if type(version) is int and version > VERSION:
        raise ExchangeError("newer")
    if type(version) is not int or version < VERSION:
        raise ExchangeError("unreadable")
    return body


def _check_signature(body):
    signed = {name: value for name, value in body.items() if name != "signature"}
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(body["key"], validate=True))
        key.verify(base64.b64decode(body["signature"], validate=True), _serialize(signed))
        # One key is written in one way.
        if base64.b64encode(key.public_bytes_raw()).decode() != body["key"]:
            raise ExchangeError("altered")
    except (KeyError, TypeError, ValueError, binascii.Error, InvalidSignature, RecursionError):
        raise ExchangeError("altered") from None


def _read_figure(given, made):
    figure = Figure(
        given["year"],
        given["moment"],
        date.fromisoformat(given["until"]),
        given["answers"],
        given["score"],
    )
    numbers = (figure.year, figure.answers, figure.score)
    if not all(type(number) is int for number in numbers) or not isinstance(figure.moment, str):
        raise ExchangeError("wrong")
    if not FIRST_YEAR <= figure.year == figure.until.year or figure.until > made:
        raise ExchangeError("wrong")
    if not STEP <= figure.answers <= 10**9 or not -100 <= figure.score <= 100:
        raise ExchangeError("wrong")
    if figure.answers % STEP or figure.score % STEP:
        raise ExchangeError("wrong")
    return figure
