from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..batch import get_now
from ..write_groups import OFFICER
from .states import MOST_EXTRA, STATES, WAITING

OFFICERS = "hr_recruitment.group_hr_recruitment_user"


class HrApplicantAssessment(models.Model):
    """A test that a candidate was sent: one row for each application and sending.

    What is asked and how it is scored is Odoo's survey. No state and no result moves or
    refuses an application: a person looks at it.
    """

    _name = "hr.applicant.assessment"
    _description = "Test of a Candidate"
    _inherit = "hr.candidate.request.mixin"
    _order = "id desc"
    _rec_name = "survey_id"

    _asked_in = "assessment_id"
    _asked_by = "assessment"
    _asked_as = "test"
    _asked_while = WAITING
    _asked_no_more = "test_over"

    applicant_id = fields.Many2one(
        "hr.applicant", "Application", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="applicant_id.company_id", store=True, index="btree_not_null"
    )
    job_id = fields.Many2one(related="applicant_id.job_id", store=True)
    user_id = fields.Many2one(related="applicant_id.user_id", store=True, string="Recruiter")
    survey_id = fields.Many2one(
        "survey.survey",
        "Candidate Test",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    # The key to the candidate's answers stands on it.
    user_input_id = fields.Many2one(
        "survey.user_input",
        "Participation",
        technical=True,
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="base.group_system",
    )
    communication_ids = fields.One2many(
        "hr.applicant.communication", "assessment_id", readonly=True, string="Messages"
    )
    state = fields.Selection(STATES, required=True, default="sent", readonly=True, index=True)
    extra_percent = fields.Integer(
        "Extra Time (%)",
        groups=OFFICERS,
        write_groups=OFFICER,
        help="On top of the survey's time limit, for this candidate: 25, 50 or 100 are "
        "usual. It counts at once, also for a test that is under way.",
    )
    started_date = fields.Datetime("Started", readonly=True)
    finished_date = fields.Datetime("Finished", readonly=True)
    duration = fields.Integer(
        "Minutes Used", readonly=True, help="From the first question to the last."
    )
    is_scored = fields.Boolean(readonly=True)
    score = fields.Float("Score (%)", readonly=True, aggregator="avg")
    has_minimum = fields.Boolean("Has a Required Score", readonly=True)
    is_passed = fields.Boolean("Required Score Reached", readonly=True)
    result = fields.Char(
        compute="_compute_result",
        help="One part of the picture: no result moves or refuses an application by itself.",
    )
    answers = fields.Html(compute="_compute_answers", compute_sudo=True, groups=OFFICERS)

    _extra_percent_range = models.Constraint(
        f"CHECK (extra_percent BETWEEN 0 AND {MOST_EXTRA})",
        f"Extra time is between 0 and {MOST_EXTRA} percent.",
    )

    @api.constrains("extra_percent")
    def _check_extra_percent(self):
        if any(not 0 <= test.extra_percent <= MOST_EXTRA for test in self.sudo()):
            raise ValidationError(self.env._("Extra time is between 0 and %s percent.", MOST_EXTRA))

    @api.depends("state", "is_scored", "score", "has_minimum", "is_passed")
    @api.depends_context("lang")
    def _compute_result(self):
        for test in self:
            test.result = test.state == "finished" and test._say_result()

    def _say_result(self):
        if not self.is_scored:
            return self.env._("Not scored")
        score = round(self.score)
        if not self.has_minimum:
            return self.env._("%s%%", score)
        if self.is_passed:
            return self.env._("%s%%, required score reached", score)
        return self.env._("%s%%, below the required score", score)

    @api.depends("user_input_id.state", "user_input_id.user_input_line_ids")
    def _compute_answers(self):
        for test in self:
            lines = test.user_input_id.user_input_line_ids if test.state != "sent" else ()
            test.answers = Markup().join(
                Markup("<p><strong>%s</strong><br/>%s</p>")
                % (line.question_id.title, line.display_name)
                for line in lines
                if not line.skipped
            )

    # From sent to finished -------------------------------------------------------------

    def _is_open(self):
        """As far as the candidate knows: while a refusal waits, the test goes on working.

        :return: whether the candidate may begin it or go on with it"""
        self.ensure_one()
        if self.state not in WAITING or self.applicant_id._get_page_state() != "ongoing":
            return False
        answer = self.user_input_id
        return bool(answer) and (not answer.deadline or answer.deadline >= get_now(self.env))

    def _note_started(self):
        """Who begins in time has the time of the test."""
        for test in self.filtered(lambda test: test.state == "sent"):
            answer = test.user_input_id
            test.write({"state": "started", "started_date": answer.start_datetime})
            test._keep_time()

    def _keep_time(self):
        """The deadline does not cut off who has begun before it."""
        for answer in self.user_input_id:
            end = answer._find_end_of_time()
            if end and answer.deadline and end > answer.deadline:
                answer.deadline = end + timedelta(minutes=1)

    def write(self, vals):
        """More time counts for who has begun, too."""
        res = super().write(vals)
        if "extra_percent" in vals:
            self.sudo().filtered(lambda test: test.state == "started")._keep_time()
        return res

    def _note_finished(self):
        finished = self.filtered(lambda test: test.state in (*WAITING, "late"))
        for test in finished:
            test.write(test._read_result())
        finished._log_finished()
        finished._raise_outcome()

    def _read_result(self):
        answer, survey = self.user_input_id, self.survey_id
        scored = survey.scoring_type != "no_scoring"
        used = (answer.end_datetime or get_now(self.env)) - (
            answer.start_datetime or answer.end_datetime or get_now(self.env)
        )
        return {
            "state": "finished",
            "finished_date": answer.end_datetime,
            "started_date": answer.start_datetime,
            "duration": max(1, round(used.total_seconds() / 60)),
            "is_scored": scored,
            "score": answer.scoring_percentage if scored else 0,
            "has_minimum": bool(scored and survey.scoring_success_min),
            "is_passed": bool(scored and survey.scoring_success_min and answer.scoring_success),
        }

    def _log_finished(self):
        """In the chatter without the result: not all who read that may read this."""
        for test in self:
            user = test.user_id
            words = test.with_context(lang=user.lang or self.env.lang)
            test.applicant_id._message_log(
                body=words.env._("The test “%s” is finished.", words.survey_id.title)
            )

    def _say_todo(self):
        if self.state == "finished":
            return self.env._("Test finished: %s", self.survey_id.title)
        return self.env._("Test not done in time: %s", self.survey_id.title)

    @api.model
    def _cron_assessments(self):
        """End what is over: limits and deadlines that have passed, tests of candidates who
        know that their application is closed."""
        if not self.env["hr.candidate.settings"]._is_used("uses_assessment"):
            return
        waiting = self.sudo().search([("state", "in", WAITING), ("paused_date", "=", False)])
        waiting.applicant_id._do_nightly("_end_assessments")

    def _end_those_over(self):
        now = get_now(self.env)
        closed = self.filtered(lambda t: t.applicant_id._get_page_state() != "ongoing")
        ended = closed.filtered(
            lambda t: t.state == "sent" or (t.state == "started" and t._is_past(now))
        )
        ended.write({"state": "withdrawn"})
        for test in (self - closed).filtered(lambda t: t.state == "started"):
            end = test.user_input_id._find_end_of_time()
            if end and end + timedelta(minutes=1) <= now:
                test.user_input_id._mark_done()
        late = self.filtered(
            lambda t: (
                t.state in WAITING and t._is_past(now) and (t.state == "started" or t._is_told())
            )
        )
        late.write({"state": "late"})
        late._raise_outcome()

    def _is_past(self, now):
        answer = self.user_input_id
        return not answer or bool(answer.deadline and answer.deadline < now)

    # Deadline --------------------------------------------------------------------------

    def _set_deadline(self, days):
        res = super()._set_deadline(days)
        for test in self:
            test.user_input_id.deadline = test.deadline
        return res

    def action_extend(self):
        """More days, which the candidate is told by a message of the same step."""
        self.check_access("write")
        tests = self.sudo().filtered(lambda test: test.state in (*WAITING, "late"))
        if not tests or not all(test.applicant_id._is_open() for test in tests):
            raise UserError(
                self.env._("Only a test that is not finished, of an open application, can go on.")
            )
        for test in tests:
            test._extend()

    def _extend(self):
        row = self._find_first_message()
        self._set_deadline(row.step_id._get_assessment_days())
        self.state = "started" if self.started_date else "sent"
        if self.paused_date:
            self.user_input_id.deadline = False
        self._say_more_days()

    # Paused ----------------------------------------------------------------------------

    def _pause(self):
        paused = super()._pause()
        paused.user_input_id.deadline = False
        return paused

    def _resume(self):
        resumed = super()._resume()
        for test in resumed:
            test.user_input_id.deadline = test.deadline
        return resumed
