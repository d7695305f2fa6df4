import logging
from datetime import timedelta
from itertools import chain, repeat
from unittest.mock import patch

from odoo.tests import tagged

from ...controllers.candidate_page import LARGEST_FORM
from ..cases.candidate_page import CandidatePageCase
from ..cases.feedback import PHONE
from ..common import NOW

MEGABYTES = 60
PART = b"x" * 1_000_000


@tagged("post_install", "-at_install")
class TestCandidatePageRequests(CandidatePageCase):
    """What reaches the pages besides a person with a browser."""

    def setUp(self):
        super().setUp()
        self.applicant.keep_token = "b0a1c2d3-0000-4000-8000-0123456789ab"
        self.keep = f"/candidate/keep/{self.applicant.id}/{self.applicant.keep_token}"

    def request_by(self, method, path, **values):
        return self.url_open(
            path,
            method=method,
            headers={"User-Agent": PHONE, **values.pop("headers", {})},
            allow_redirects=False,
            **values,
        )

    def written(self):
        self.env.invalidate_all()
        return (
            self.messages(),
            self.tasks().ids,
            self.applicant.outcome,
            self.applicant.messages_stopped,
            self.applicant.near_miss_consent,
            self.applicant.write_date,
        )

    def test_only_a_press_does_something(self):
        """OPTIONS, HEAD, PUT and others with everything that a press has."""
        self.deliver(self.refuse(self.applicant, near_miss=True), NOW + timedelta(days=1))
        self.assertEqual(self.applicant.near_miss_consent, "asked")
        presses = [
            (self.path, {"part": "ask", "text": "Hello"}),
            (self.path, {"part": "erase"}),
            (self.path, {"part": "stop"}),
            (self.path, {"part": "withdraw"}),
            (self.path, {"part": "other_positions", "other_positions": "yes"}),
            (self.keep, {"keep": "yes"}),
        ]
        form = self.form_of(self.open(self.path))
        before = self.written()
        with self.at(NOW + timedelta(seconds=9)):
            for method in ("OPTIONS", "HEAD", "PUT", "PATCH", "DELETE"):
                for path, data in presses:
                    self.request_by(method, path, data={**data, "form": form})
        self.assertEqual(self.written(), before)
        answer = self.request_by("OPTIONS", self.path)
        self.assertEqual(answer.status_code, 204)
        self.assertEqual(answer.headers["Allow"], "GET, HEAD, OPTIONS, POST")

    def test_an_id_is_a_plain_number(self):
        """No other way of writing one, and none of them shows the key to anybody."""
        key, number = self.applicant.page_token, self.applicant.id
        wide = "".join(chr(0xFF10 + int(digit)) for digit in str(number))
        ways = (
            f"+{number}",
            f"-{number}",
            f"%20{number}",
            f"{number}%20",
            wide,
            f"0{number}",
            hex(number),
            f"{number}.0",
            "9" * 400,
            "%00",
            "",
        )
        with self.assertLogs("werkzeug", logging.INFO) as logs:
            for way in ways:
                for path in (
                    f"/candidate/page/{way}/{key}",
                    f"/candidate/page/{way}/{key}/withdraw",
                    f"/sv/candidate/page/{way}/{key}",
                    f"//candidate/page/{way}/{key}",
                    f"/candidate/keep/{way}/{self.applicant.keep_token}",
                ):
                    page = self.open(path)
                    if page.status_code not in (301, 303):
                        self.assertIn(page.status_code, (404, 405), path)
                        self.assertNotIn(key, page.text)
            self.open(f"/candidate/page/{number}/{key}")
            self.open(f"/candidate/page/{number}/{key}/much/more")
            self.open(f"/candidate/page/{key}")
            self.open(f"/candidate%252Fpage%252F{number}%252F{key}")
        log = "".join(logs.output)
        self.assertIn("/candidate/page/…", log)
        self.assertNotIn(key, log)
        self.assertNotIn(self.applicant.keep_token, log)

    def test_not_found_is_a_page_of_ours(self):
        """Odoo's is a page of the website: with its links, scripts and trackers."""
        for path in ("-1/x", "1", "1/x/y/z", f"{self.applicant.id}/x/withdraw"):
            page = self.open(f"/candidate/page/{path}")
            self.assertEqual(page.status_code, 404)
            self.assertIn("This link does not work.", page.text)
            self.assertNotIn("<script", page.text)
            self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")

    def test_a_large_body_is_refused_unread(self):
        """As a form or as files, with the key or without."""
        files = {"text": ("letter.txt", PART * 3)}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        bodies = (
            {"files": files, "data": {"part": "ask"}},
            {"data": b"part=ask&text=" + PART * 3, "headers": form},
        )
        paths = (
            self.path,
            self.path[:-4],
            self.keep,
            "/candidate/feedback/1/x/stop",
            "/candidate/page/-1/x",
            f"/{self.path}",
        )
        for path in paths:
            for body in bodies:
                page = self.request_by("POST", path, **body)
                self.assertEqual(page.status_code, 413, path)
                self.assertIn("more than the page can take", page.text)
                self.assertNotIn("<script", page.text)
            self.assertEqual(self.request_by("GET", path, **body).status_code, 413)
        self.assertFalse(self.messages())

    def test_of_a_body_without_a_length_no_more_is_read(self):
        """The rest of it is thrown away by the server."""
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        body = chain([b"part=ask&text="], repeat(PART, MEGABYTES))
        forms = "odoo.addons.hr_recruitment_candidate_experience.controllers.candidate"
        with patch(f"{forms}.Candidate._check", return_value="long") as checks:
            self.request_by("POST", self.path, data=body, headers=form)
        _applicant, _part, given = checks.call_args.args
        self.assertLessEqual(len(given["text"]), LARGEST_FORM)
        self.assertFalse(self.messages())
