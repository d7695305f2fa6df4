from contextlib import suppress
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ...models.hr_candidate_delivery_mixin import WORKERS
from ...models.limits import MAX_DEATHS
from ..common import LOGGER, NOW, CandidateCase

DEAD = 4711


@tagged("post_install", "-at_install")
class TestClaims(CandidateCase):
    """Whoever takes rows notes so; where the note outlives its writer, the row is
    looked at alone. That real processes die is shown by dev/proofs/crash.py."""

    def setUp(self):
        super().setUp()
        cron = type(self.env["ir.cron"])
        self.startPatcher(patch.object(cron, "_commit_progress", lambda *args, **kwargs: 60))
        self._make_step("applied")
        self.addCleanup(self.env.cr.execute, "SELECT pg_advisory_unlock_all()")

    def die(self, rows):
        """Leave the rows as a worker leaves them that dies while it works on them."""
        again = bool(rows[0].claimed_date)
        self.assertEqual(self.ledger._claim("message", DEAD, len(rows), again), rows)

    def run_cron(self):
        with mute_logger(f"{LOGGER}.models.hr_candidate_delivery_mixin"):
            self.ledger._cron_process()

    def batches(self):
        """:return: the rows of each batch of one run of the cron"""
        batches = []
        ledger = type(self.ledger)
        original = ledger._execute

        def execute(rows):
            batches.append(rows.ids)
            return original(rows)

        with patch.object(ledger, "_execute", execute):
            self.run_cron()
        return batches

    def test_what_a_dead_worker_held_goes_alone_and_last(self):
        held = self.rows(self._make_applicants(3))
        self.die(held)
        fresh = self.rows(self._make_applicants(2))
        self.assertEqual(self.batches(), [fresh.ids, *([row.id] for row in held)])
        rows = held + fresh
        self.assertEqual(set(rows.mapped("state")), {"queued"})
        self.assertFalse(any(rows.mapped("claimed_date")))
        self.assertEqual(set(rows.mapped("claim_deaths")), {0}, "in company: no fault")

    def test_what_a_living_worker_holds_is_its_own(self):
        held = self.rows(self._make_applicants(2))
        self.die(held)
        # Another connection lives, and says so.
        with self.registry.cursor() as other:
            other.execute("SELECT pg_advisory_xact_lock(%s, %s)", (WORKERS, DEAD))
            self.assertEqual(self.batches(), [])
            self.assertEqual(set(held.mapped("state")), {"scheduled"})
        self.assertEqual(len(self.batches()), 2)

    def test_three_deaths_alone_end_it_and_an_administrator_hears(self):
        applicant = self._make_applicants()
        row = self.rows(applicant)
        administrator = row.step_id._find_administrator(self.company)
        for deaths in range(MAX_DEATHS):
            self.assertEqual((row.state, row.claim_deaths), ("scheduled", deaths))
            self.die(row)
            with mute_logger(f"{LOGGER}.models.hr_candidate_delivery_mixin"):
                self.ledger._note_deaths()
        self.assertEqual((row.state, row.reason), ("failed", "stops_server"))
        self.assertFalse(self.mails(applicant))
        told = applicant.activity_ids.user_id
        self.assertEqual(told, self.recruiter | administrator)
        row.with_user(self.recruiter).action_retry()
        others = self.rows(self._make_applicants(2))
        self.assertEqual(self.batches(), [others.ids, row.ids], "alone all the same")
        self.assertEqual(row.state, "queued")

    def test_a_restart_of_the_database_is_no_fault_of_a_row(self):
        row = self.rows(self._make_applicants())
        self.die(row)
        self.env.execute_query(
            SQL(
                "UPDATE hr_applicant_communication SET claimed_date ="
                " pg_postmaster_start_time() AT TIME ZONE 'UTC' - interval '1 s'"
                " WHERE id = %s",
                row.id,
            )
        )
        self.ledger._note_deaths()
        self.assertEqual(row.claim_deaths, 0)
        self.run_cron()
        self.assertEqual(row.state, "queued")

    def test_what_was_held_by_somebody_else_meanwhile_is_just_due_again(self):
        row = self.rows(self._make_applicants())
        with self.ledger._as_worker() as worker:
            self.ledger._claim("message", worker, 1, False)
        self.assertFalse(row.claimed_date)
        self.assertFalse(row.claimed_by)

    def test_an_error_nobody_has_thought_of_counts_as_a_death(self):
        """It is undone like everything of the run; only the claim was committed."""
        row = self.rows(self._make_applicants())
        ledger = type(self.ledger)
        with (
            patch.object(self.env.cr, "rollback", lambda: None),
            patch.object(ledger, "_execute", side_effect=KeyError),
            patch.object(ledger, "_end_claims", lambda rows, *args: rows),
            suppress(KeyError),
        ):
            self.ledger._cron_process()
            self.fail("nobody heard of it")
        self.assertTrue(row.claimed_by)
        self.ledger._note_deaths()
        self.assertEqual((row.claim_deaths, row.claimed_by), (1, 0))


@tagged("post_install", "-at_install")
class TestWords(CandidateCase):
    """The words of a refusal are fixed when it is decided, once."""

    def refuse(self, count, body):
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "Skills"})
        self._make_step(
            "refused",
            send_window="office_hours",
            mail_template_id=self._make_template(body_html=body).id,
        )
        applicants = self._make_applicants(count)
        applicants.write({"refuse_reason_id": reason.id, "active": False})
        return self.rows(applicants)

    def due(self):
        self.env.flush_all()
        return self.ledger._count_due()

    def test_what_breaks_is_not_tried_at_every_run(self):
        before = self.due()
        rows = self.refuse(5, "<p><t t-out=\"1 / ('1' not in object.partner_name)\"/></p>")
        self.assertEqual(self.due(), before + 5)
        self.ledger._freeze_refusals()
        self.assertEqual([bool(row.body) for row in rows], [True, False, *[True] * 3])
        self.assertEqual(self.due(), before)
        with self.at(NOW):
            rows.step_id.mail_template_id.body_html = "<p>Mended</p>"
        self.assertEqual(self.due(), before + 1)
        self.ledger._freeze_refusals()
        self.assertIn("Mended", rows[1].body)
        self.assertNotIn("Mended", rows[0].body)

    def test_a_text_that_is_given_up_is_fixed_again(self):
        row = self.refuse(1, "<p>First</p>")
        self.ledger._freeze_refusals()
        row.with_user(self.recruiter).action_reset_text()
        self.ledger._freeze_refusals()
        self.assertIn("First", row.body)
