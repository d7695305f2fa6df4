import hashlib
import re
import time
from collections import Counter

from odoo.http import Controller, request, route

from ..models.paperwork.states import CHECK_PATH, LARGEST_CHECKED, MEGABYTE
from .candidate_page import LARGEST_FORM, READS, WRITES, CandidatePage

HASH = re.compile(r"[0-9a-f]{64}")
CHUNK = 1_000_000
# In a minute, on one server: of one address, and of all.
MOST_OF_ONE, MOST_OF_ALL, SECONDS = 20, 200, 60


def _draw_too_large():
    return SignedFile()._render_check(413, fault="large")


TAKES_A_SIGNED_FILE = {
    **WRITES,
    "max_content_length": LARGEST_CHECKED * MEGABYTE + LARGEST_FORM,
    "candidate_page": _draw_too_large,
}


class Pace:
    """How often something is done by one, and by all. What is kept of anybody is gone with the
    minute, and never leaves the memory.

    :param int most_of_one, most_of_all: times
    :param float seconds: in which
    :param clock: function → seconds, that never goes back
    """

    def __init__(self, most_of_one, most_of_all, seconds, clock=time.monotonic):
        self.most_of_one, self.most_of_all = most_of_one, most_of_all
        self.seconds, self.clock = seconds, clock
        self.forget()

    def forget(self):
        self._begun, self._counts = self.clock(), Counter()

    def may(self, who):
        """:return: bool, whether they may do it once more now; then it counts"""
        now = self.clock()
        if now - self._begun >= self.seconds:
            self.forget()
        full = self._counts.total() >= self.most_of_all
        if full or self._counts[who] >= self.most_of_one:
            return False
        self._counts[who] += 1
        return True


pace = Pace(MOST_OF_ONE, MOST_OF_ALL, SECONDS)


class SignedFile(CandidatePage, Controller):
    """Whether a file is one that was signed here, byte for byte: for anybody, without login or
    JavaScript. Nothing of what is sent is kept, and no name is told."""

    @route(CHECK_PATH, methods=["GET"], **READS)
    def show_check(self, lang=None, **_query):
        return self._render_check(lang=lang)

    @route(CHECK_PATH, methods=["POST"], **TAKES_A_SIGNED_FILE)
    def check_file(self, lang=None, sha256=None, **_posted):
        if not self._is_used():
            return self._unknown()
        if not pace.may(request.httprequest.remote_addr):
            return self._render_check(429, lang, fault="limit")
        digest, fault = self._read_digest(sha256)
        if fault:
            return self._render_check(422, lang, fault=fault, typed=sha256)
        self._speak(lang)
        found = request.env["hr.applicant.paperwork"]._find_signed(digest)
        return self._render_check(200, lang, digest=digest, found=found)

    def _read_digest(self, typed):
        """:return: (SHA-256 of what was sent, what is wrong), one of them None"""
        file = request.httprequest.files.get("file")
        if file and file.filename:
            digest, empty = hashlib.sha256(), True
            while chunk := file.stream.read(CHUNK):
                digest.update(chunk)
                empty = False
            return (None, "empty") if empty else (digest.hexdigest(), None)
        typed = re.sub(r"\s", "", typed or "").lower()
        if not typed:
            return None, "nothing"
        return (typed, None) if HASH.fullmatch(typed) else (None, "no_hash")

    def _is_used(self):
        return request.env["hr.candidate.settings"].sudo()._is_used("uses_paperwork")

    def _speak(self, lang):
        self._use_lang(lang or request.best_lang)

    def _render_check(self, status=200, lang=None, **values):
        if not self._is_used():
            return self._unknown()
        self._speak(lang)
        return self._render(
            "signed_file_check",
            {
                "path": CHECK_PATH,
                "lang": lang,
                "megabytes": LARGEST_CHECKED,
                "digest": None,
                "found": None,
                "fault": None,
                "typed": None,
                "error": values.get("fault"),
                **values,
            },
            status,
        )
