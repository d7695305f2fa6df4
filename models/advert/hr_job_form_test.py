import logging
import time
from datetime import timedelta

from odoo import api, fields, models

from ..batch import get_now
from ..in_halves import find_cause
from .form_test_codes import FINDINGS, GREEN, KEPT, LIGHTS, RED, YELLOW
from .site_visit import BUSY, say_error

_logger = logging.getLogger(__name__)

CRON = "hr_recruitment_candidate_experience.ir_cron_form_tests"
# Each published job position is tested so often, on any day.
DAYS = 7
MOST_JOBS = 10_000


class HrJobFormTest(models.Model):
    """Whether it is possible, and easy, to apply for a job position on the website: tried
    as a candidate would, in each language, and nothing of it remains but this."""

    _name = "hr.job.form.test"
    _description = "Test of an Application Form"
    _inherit = "hr.candidate.guard.mixin"
    _order = "date desc, id desc"
    _rec_name = "job_id"

    job_id = fields.Many2one(
        "hr.job", "Job Position", required=True, index=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="job_id.company_id", store=True)
    state = fields.Selection(
        [("waiting", "Waiting"), ("done", "Done")], required=True, readonly=True, default="waiting"
    )
    kind = fields.Selection(
        [("machine", "Self-Test"), ("colleague", "By a Colleague")],
        "Tried By",
        required=True,
        readonly=True,
        default="machine",
    )
    light = fields.Selection(LIGHTS, "Result", readonly=True)
    date = fields.Datetime("Tested On", readonly=True)
    user_id = fields.Many2one(
        "res.users", "Started By", readonly=True, help="Empty: by the schedule."
    )
    line_ids = fields.One2many("hr.job.form.test.line", "test_id", "Findings", readonly=True)
    seconds = fields.Float("Took (Seconds)", readonly=True, aggregator="avg", digits=(8, 1))

    _waiting = models.Index("(id) WHERE state = 'waiting' AND kind = 'machine'")

    # A run -----------------------------------------------------------------------------

    def _run(self, known=None):
        """Test the forms of these, one after the other.

        :param dict known: what is known of links by now, see the tester
        """
        known = {} if known is None else known
        for test in self:
            start = time.monotonic()
            found = test._look(known)
            if found is not None:
                test._keep(found, time.monotonic() - start)

    def _look(self, known):
        """:return: list of ``Found``; None where others were working with the same for too
        long: it is tried again"""
        tester = self.env["hr.job.form.tester"].sudo()
        try:
            with self.env.cr.savepoint():
                return tester._test(self.job_id, known)
        except Exception as error:
            if find_cause(error, BUSY):
                return None
            # A test that cannot be made is no form that works.
            _logger.warning("form of %s: %s", self.job_id, type(error).__name__)
            return [tester._find("broken", detail=say_error(error))]

    def _keep(self, found, seconds):
        lights = {FINDINGS[each.code][1] for each in found}
        light = next((each for each in (RED, YELLOW) if each in lights), GREEN)
        self.write(
            {
                "state": "done",
                "light": light,
                "date": get_now(self.env),
                "seconds": seconds,
                "line_ids": [fields.Command.create(each._asdict()) for each in found],
            }
        )
        self.job_id._keep_form_light(self)
        self._delete_old()

    def _delete_old(self):
        same = [("job_id", "=", self.job_id.id), ("kind", "=", self.kind)]
        old = self.search(same, offset=KEPT, order="id desc")
        old.filtered(lambda test: test.state == "done").unlink()

    # Schedule --------------------------------------------------------------------------

    @api.model
    def _cron_test_forms(self):
        """Those who were asked for, then those that nobody has tested for a week; each in a
        transaction of its own."""
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return
        self.env["hr.job"]._forget_forms_of_unpublished()
        self._queue_due()
        commit = self.env["ir.cron"]._commit_progress
        domain = [("state", "=", "waiting"), ("kind", "=", "machine")]
        waiting = self.search(domain, order="id", limit=MOST_JOBS)
        commit(remaining=len(waiting))
        known = {}
        for test in waiting:
            test.exists()._run_waiting(known)
            if not commit(1):
                return

    def _run_waiting(self, known):
        """What nobody can see any more is not tested."""
        gone = self.filtered(lambda one: not one.job_id.website_published)
        gone.unlink()
        (self - gone).filtered(lambda one: one.state == "waiting")._run(known)

    @api.model
    def _queue_due(self):
        now = get_now(self.env)
        jobs = self.env["hr.job"].search([("website_published", "=", True)], limit=MOST_JOBS)
        since = now - timedelta(days=DAYS - 1)
        known = self.search(
            [
                ("job_id", "in", jobs.ids),
                ("kind", "=", "machine"),
                "|",
                ("state", "=", "waiting"),
                ("date", ">", since),
            ]
        )
        self._queue(jobs - known.job_id)

    @api.model
    def _queue(self, jobs, user=None):
        """:return: a test that waits for each of the job positions"""
        return self.create([{"job_id": job.id, "user_id": user and user.id} for job in jobs])

    @api.model
    def _wake_cron(self):
        if cron := self.env.ref(CRON, raise_if_not_found=False):
            cron.sudo()._trigger()
