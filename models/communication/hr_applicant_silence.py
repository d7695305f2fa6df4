from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..batch import get_now
from ..past_orm import write_past_orm
from .states import DAYS_TO_NOTE

# A message of the plan that leaves so soon needs no task beside it.
SOON = timedelta(days=3)


class HrApplicantSilence(models.Model):
    """The recruiter of a candidate who has heard nothing for too long gets one task:
    the plan's own, if it has one, and one for each silence."""

    _inherit = "hr.applicant"

    silence_noted_date = fields.Datetime(
        technical=True,
        readonly=True,
        copy=False,
        help="When the recruiter was last told that the candidate gets no messages.",
    )

    @api.model
    def _cron_silence(self):
        self._find_silent(Domain.TRUE)._do_nightly("_note_silence")

    @api.model
    def _find_silent(self, among):
        """:param Domain among: of which applications
        :return: those who have passed their company's limit of silent days, and of whom
            nobody has been told since"""
        silent = self.search(
            self._get_silent_domain(within=DAYS_TO_NOTE)
            & Domain("communication_paused", "=", False)
            & among
        )
        return silent.filtered(
            lambda a: (
                not a.silence_noted_date
                or a.silence_noted_date < (a.last_contact_date or a.create_date)
            )
        )

    def _note_silence(self):
        if not self:
            return
        now = get_now(self.env)
        planned = self._find_silence_rows()
        leaving = planned.filtered(
            lambda row: (
                row.state == "queued"
                or (row.state == "scheduled" and row.scheduled_date < now + SOON)
            )
        )
        # Those whose message does not leave after all are found again tomorrow.
        silent = self - leaving.applicant_id
        tasks = (planned - leaving).filtered(
            lambda row: row.action == "activity" and row.applicant_id in silent
        )
        self._begin_planned_tasks(tasks)
        (silent - tasks.applicant_id)._give_silence_tasks()
        write_past_orm({applicant: {"silence_noted_date": now} for applicant in silent})

    def _begin_planned_tasks(self, rows):
        """The first of the plan's tasks comes now, unless one is there already.

        :param rows: ``hr.applicant.communication``, the earliest first
        """
        begun = rows.filtered("activity_id").applicant_id
        coming = rows.filtered(lambda row: row.applicant_id not in begun)
        first = {row.applicant_id: row for row in reversed(coming)}
        if first:
            rows.browse().concat(*first.values()).action_send_now()

    def _find_silence_rows(self):
        """:return: what the plans do about this silence and is not done yet, the
        earliest first"""
        return (
            self.env["hr.applicant.communication"]
            .sudo()
            .search(
                [
                    ("applicant_id", "in", self.ids),
                    ("step_id.trigger", "=", "silence"),
                    ("step_id.active", "=", True),
                    ("plan_id.active", "=", True),
                    "|",
                    ("state", "in", ("scheduled", "queued")),
                    ("activity_id.active", "=", True),
                ],
                order="scheduled_date, id",
            )
        )

    def _give_silence_tasks(self):
        """To those whose recruiter has no such task yet."""
        activities = self.env["mail.activity"]
        task = activities._get_todo_type("activity_type_silence")
        alert = activities._get_todo_type("activity_type_communication_failed")
        # Whoever has been told that a message did not leave knows.
        alerts = self.activity_ids.filtered(lambda a: a.activity_type_id == alert)
        silent = self - self.browse(alerts.mapped("res_id"))
        if task:
            activities._raise_todos([a._prepare_silence_task(task) for a in silent])

    def _prepare_silence_task(self, task):
        steps = self.env["hr.recruitment.communication.step"]
        return self.env["mail.activity"]._prepare_todo(
            self,
            steps._find_users("recruiter", self)[:1],
            task,
            lambda applicant: (
                applicant.env._(
                    "Has not heard from us for %s days: write or call",
                    applicant.days_since_contact,
                ),
                False,
            ),
        )
