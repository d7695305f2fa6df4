from contextlib import closing
from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.delivery import MAIL_QUEUE, DeliveryCase
from ..common import LOGGER, NOW, CandidateCase

PICKY = "<p><t t-out=\"1 / ('1x' not in object.partner_name)\"/></p>"


@tagged("post_install", "-at_install")
class TestRobustness(CandidateCase):
    """One bad record, a dead server, a full memory: what stops, and for whom?"""

    def count_batches(self, applicants):
        """:return: how often the composer was called to send what is due"""
        calls = []
        ledger = type(self.ledger)
        original = ledger._send_email

        def send(rows, batch):
            calls.append(len(rows))
            return original(rows, batch)

        with patch.object(ledger, "_send_email", send), mute_logger(LOGGER):
            self.process()
        return calls

    def test_one_bad_record_costs_no_batch_of_its_own_for_each_of_the_others(self):
        self._make_step("applied", mail_template_id=self._make_template(body_html=PICKY).id)
        applicants = self._make_applicants(64)
        applicants[40].partner_name = "Anna Ek 1x"
        calls = self.count_batches(applicants)
        rows = self.rows(applicants)
        self.assertEqual(len(rows.filtered(lambda row: row.state == "queued")), 63)
        self.assertEqual(rows[40].reason, "broken")
        self.assertLessEqual(len(calls), 14, "two for each time it is halved")
        self.assertEqual(len(self.mails(applicants)), 63)

    def test_a_check_that_breaks_stops_nobody_else(self):
        """Not the text but the row itself is what cannot be worked on."""
        self._make_step("applied")
        applicants = self._make_applicants(5)
        bad = self.rows(applicants)[3]
        ledger = type(self.ledger)
        original = ledger._earliest

        def earliest(row, *args):
            if row == bad:
                raise OverflowError("date value out of range")
            return original(row, *args)

        with patch.object(ledger, "_earliest", earliest), mute_logger(LOGGER):
            self.process()
        self.assertEqual(
            self.rows(applicants).mapped("state"),
            ["queued", "queued", "queued", "failed", "queued"],
        )
        self.assertEqual(bad.applicant_id.activity_ids.user_id, self.recruiter)

    def fail_with(self, error):
        """:return: the row of a candidate for whom rendering ends in this error"""
        self._make_step("applied")
        row = self.rows(self._make_applicants())
        renderer = type(self.env["mail.render.mixin"])

        def render(*args, **kwargs):
            raise error

        with (
            patch.object(renderer, "_render_template_qweb", render),
            mute_logger(LOGGER),
        ):
            self.process()
        return row

    def test_what_passes_is_tried_again(self):
        for error in (MemoryError(), TimeoutError("timed out"), ConnectionResetError()):
            with self.subTest(error=type(error).__name__), self.savepoint():
                row = self.fail_with(error)
                self.assertEqual((row.state, row.reason), ("scheduled", "retry"))
                self.assertTrue(row.reason_detail)

    def test_what_passes_is_found_inside_the_error_of_the_renderer(self):
        wrapped = UserError("Failed to render QWeb template: <t/> Traceback")
        wrapped.__cause__ = MemoryError()
        row = self.fail_with(wrapped)
        self.assertEqual((row.state, row.reason), ("scheduled", "retry"))

    def savepoint(self):
        return closing(self.env.cr.savepoint())

    def test_details_are_words(self):
        """Neither code nor HTML, nor what a library prints for programmers."""
        for body in (
            PICKY,
            '<t t-out="{}[object.id]"/>',
            '<t t-out="object.nothing"/>',
        ):
            with self.subTest(body=body), self.savepoint():
                self.plan.step_ids.active = False
                template = self._make_template(body_html=body)
                self._make_step("applied", mail_template_id=template.id)
                row = self.rows(self._make_applicants(partner_name="Anna Ek 1x"))
                with mute_logger(LOGGER, "odoo.addons.mail.models.mail_render_mixin"):
                    self.process()
                self.assertEqual((row.state, row.reason), ("failed", "broken"))
                self.assertIn("Hello", row.reason_detail)
                for code in ("<", "Error", "Traceback", "object", "b'", "_"):
                    self.assertNotIn(code, row.reason_detail)


@tagged("post_install", "-at_install")
class TestDeadMailServer(DeliveryCase):
    """Nothing listens: the look at the outbox costs the same for many as for few."""

    def queue_on_a_dead_server(self, count):
        """:return: queries that the look at the outbox takes, after the queue has
        failed and when what failed is tried again"""
        self.plan.step_ids.active = False
        self._make_step("applied")
        with self.at(NOW):
            applicants = self._make_applicants(count)
            self.process()
            with mute_logger(MAIL_QUEUE):
                self.mails(applicants).send()
            self.env.flush_all()
            failed = self.count_queries()
        rows = self.rows(applicants, state="queued")
        self.assertEqual(set(rows.mapped("reason")), {"no_server"})
        self.assertEqual(len(rows), count)
        with self.at(NOW + timedelta(minutes=5)):
            again = self.count_queries()
        self.assertEqual(set(self.mails(applicants).mapped("state")), {"outgoing"})
        return failed, again

    def count_queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.ledger._collect_outbox()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_a_dead_mail_server_costs_the_same_queries_for_many(self):
        self.queue_on_a_dead_server(2)
        few = self.queue_on_a_dead_server(5)
        many = self.queue_on_a_dead_server(40)
        for less, more in zip(few, many, strict=True):
            self.assertLessEqual(more, less + 3)
