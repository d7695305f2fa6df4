from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..write_groups import OFFICER
from .form_test_codes import FINDINGS, LIGHTS, RED


class HrJob(models.Model):
    """Whether candidates can apply, as the last test of the form has found."""

    _inherit = "hr.job"

    form_test_ids = fields.One2many(
        "hr.job.form.test", "job_id", "Tests of the Form", readonly=True
    )
    form_light = fields.Selection(
        LIGHTS,
        "Application Form",
        readonly=True,
        copy=False,
        help="What the last test of the application form has found.",
    )
    form_todo_id = fields.Many2one(
        "mail.activity", "Application Form To-Do", readonly=True, copy=False, ondelete="set null"
    )

    def action_test_form(self):
        """One is tested at once; several in the background."""
        self._check_may_test()
        jobs = self.filtered("website_published")
        if not jobs:
            raise UserError(
                self.env._("Only forms of job positions that are on the website can be tested.")
            )
        tests = self.env["hr.job.form.test"].sudo()
        queued = tests._queue(jobs, self.env.user)
        if len(queued) > 1:
            tests._wake_cron()
            return self._say_queued(len(queued))
        # What the database does not have yet, a visitor does not see.
        queued._run()
        if queued.state == "waiting":
            tests._wake_cron()
            return self._say_queued(1)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Test of the Application Form"),
            "res_model": queued._name,
            "res_id": queued.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_open_form_tests(self):
        self._check_may_test()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tests of the Application Form"),
            "res_model": "hr.job.form.test",
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("job_id", "in", self.ids)],
        }

    def _check_may_test(self):
        """:raise AccessError: for who may not change the job positions, or where job ads are
        switched off"""
        used = self.env["hr.candidate.settings"]._is_used("uses_advert")
        if not used or not self.env.user.has_group(OFFICER):
            raise AccessError(self.env._("Forms are tested by those who manage job positions."))
        self.check_access("write")

    def _say_queued(self, number):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._("%s application forms are tested now.", number),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    # What the test has found -------------------------------------------------------------

    def _keep_form_light(self, test):
        job = self.sudo()
        if job.form_light != test.light:
            job.form_light = test.light
        if test.light == RED:
            job._raise_form_todo(test)
        elif job.form_todo_id:
            feedback = self.env._("The form works again.")
            job.form_todo_id.action_feedback(feedback=feedback)
            job.form_todo_id = False

    @api.model
    def _forget_forms_of_unpublished(self):
        """Where nobody can apply any more, there is nothing to mend."""
        jobs = self.sudo().with_context(active_test=False)
        closed = jobs.search([("form_light", "!=", False), ("website_published", "=", False)])
        closed.form_todo_id.unlink()
        closed.form_light = False

    def _raise_form_todo(self, test):
        """One at a time: what is still to be done gets the new findings."""
        activities = self.env["mail.activity"]
        wrong = test.line_ids.filtered(lambda line: FINDINGS[line.code][1] == RED)
        todo = activities._prepare_todo(
            self,
            self.user_id or self._find_form_administrator(),
            activities._get_todo_type(),
            lambda job: (job.env._("Fix the application form"), wrong._write_note(job.env)),
        )
        if self.form_todo_id.active:
            self.form_todo_id.note = todo["note"]
        else:
            self.form_todo_id = activities._raise_todos([todo], same=())

    def _find_form_administrator(self):
        steps = self.env["hr.recruitment.communication.step"]
        return steps._find_administrator(self.company_id or self.env.company)
