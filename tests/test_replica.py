import threading
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from odoo.sql_db import db_connect
from odoo.tests import tagged

from .cases.candidate_page import CandidatePageCase
from .common import NOW

DAY = timedelta(days=1)
# What only draws what was counted, however old.
FROM_REPLICA = {
    ("hr.recruitment.experience.report", "get_data"),
    ("hr.applicant", "web_search_read"),
}
# What people act on, and open again to see what became of it.
FROM_PRIMARY = {
    ("hr.recruitment.today", "get_data"),
    ("hr.recruitment.health", "get_data"),
    ("hr.interview.kit", "web_read"),
}
WRITES = "retrying with a read/write cursor"


@tagged("post_install", "-at_install")
class TestReplica(CandidatePageCase):
    """A database with a replica that is behind: it knows nothing of what happens here."""

    @contextmanager
    def behind(self):
        """A test's data is never committed: a connection of its own does not see it."""
        cursor = self.registry.cursor
        opened = []

        def open_cursor(readonly=False):
            if not readonly:
                return cursor()
            opened.append(db_connect(self.env.cr.dbname, readonly=True).cursor())
            return opened[-1]

        with patch.object(self.registry, "cursor", open_cursor):
            yield opened

    def call(self, model, method, *arguments, **options):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": arguments, "kwargs": options},
        )

    def is_readonly(self, model, method):
        """As Odoo finds it out."""
        for owner in self.registry[model].mro():
            found = getattr(owner, method, None)
            if hasattr(found, "_readonly"):
                return found._readonly
        return False

    # Candidates ------------------------------------------------------------------------

    def test_a_link_that_the_replica_does_not_know(self):
        meeting = self.book()
        pages = (self.path, f"{self.path}/withdraw", f"{self.path}/interview/{meeting.id}")
        with self.behind() as opened:
            for path in pages:
                self.assertEqual(self.open(path).status_code, 200, path)
        self.assertTrue(opened, "Odoo asks the replica which route it is")

    def test_a_press_does_not_vanish(self):
        with self.behind():
            answer = self.press("ask", text="When do I hear from you?")
            self.assertEqual(answer.status_code, 303)
            page = self.open(answer.headers["Location"])
        self.assertIn("When do I hear from you?", page.text)
        self.assertEqual(len(self.messages()), 1)

    def test_no_page_for_candidates_is_read_from_a_replica(self):
        thread = threading.current_thread()
        with patch.object(thread, "dbname", self.env.cr.dbname, create=True):
            routes = self.env["ir.http"].routing_map().iter_rules()
        rules = [rule for rule in routes if rule.rule.startswith("/candidate/")]
        self.assertGreater(len(rules), 8)
        replica = [rule.rule for rule in rules if rule.endpoint.routing["readonly"]]
        self.assertFalse(replica)

    def test_opening_a_page_writes_nothing(self):
        """They could be read from one: on a cursor that cannot write."""
        meeting = self.book()
        owner = self.registry["ir.http"]
        match = owner._match
        found = []

        def match_readonly(path):
            rule, args = match(path)
            found.append(self.enterContext(patch.dict(rule.endpoint.routing, readonly=True)))
            return rule, args

        pages = (self.path, f"{self.path}/withdraw", f"{self.path}/interview/{meeting.id}")
        with (
            patch.object(owner, "_match", match_readonly),
            self.assertNoLogs("odoo.http", "WARNING"),
        ):
            for path in pages:
                self.assertEqual(self.open(path).status_code, 200, path)
        self.assertEqual(len(found), len(pages))

    # Colleagues ------------------------------------------------------------------------

    def test_what_is_read_where(self):
        for model, method in FROM_REPLICA:
            self.assertTrue(self.is_readonly(model, method), (model, method))
        for model, method in FROM_PRIMARY:
            self.assertFalse(self.is_readonly(model, method), (model, method))

    def test_notes_of_a_moment_ago(self):
        meeting = self.book()
        kit = self.env["hr.interview.kit"].search([("meeting_id", "=", meeting.id)])
        self.assertTrue(kit)
        self.authenticate(self.recruiter.login, self.recruiter.login)
        fields = {"my_notes": {}}
        with self.behind():
            self.call("hr.interview.kit", "web_save", kit.ids, {"my_notes": "Calm"}, fields)
            (read,) = self.call("hr.interview.kit", "web_read", kit.ids, fields)
        self.assertIn("Calm", read["my_notes"])

    def test_the_report_writes_nothing(self):
        """Odoo would do it again on the primary, and the replica would take no load off it."""
        with self.at(NOW + DAY):
            self.authenticate(self.recruiter.login, self.recruiter.login)
            with self.assertNoLogs("odoo.http", "WARNING"):
                data = self.call("hr.recruitment.experience.report", "get_data", {})
                self.call("hr.applicant", "web_search_read", [], {"partner_name": {}})
        self.assertIn("period", data)

    def test_what_does_write_is_done_on_the_primary(self):
        """Odoo's own way out, that we rely on."""
        report = self.registry["hr.recruitment.experience.report"]

        def get_data(records, _filters=None):
            self.assertTrue(records.env["hr.job"].create({"name": "Written"}).id)
            return {"cursor": "primary" if not records.env.cr.readonly else "replica"}

        get_data._readonly = True
        get_data._api_model = True
        self.authenticate(self.recruiter.login, self.recruiter.login)
        with (
            patch.object(report, "get_data", get_data),
            self.assertLogs("odoo.http", "WARNING") as logs,
        ):
            data = self.call("hr.recruitment.experience.report", "get_data", {})
        self.assertEqual(data, {"cursor": "primary"})
        self.assertIn(WRITES, "".join(logs.output))
