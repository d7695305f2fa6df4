from datetime import datetime, time, timedelta

from odoo import fields, models

from ..batch import get_now
from ..company.hours import to_utc
from .states import OPEN

SCREENING = "screening"
# On the reminder's day, unless it is outside of office hours.
REMINDER_HOUR = 9


class HrApplicantCommunicationScreening(models.Model):
    """The ``screening`` action: questions, one reminder, and what is said when there are more
    days to answer."""

    _inherit = "hr.applicant.communication"

    action = fields.Selection(
        selection_add=[(SCREENING, "Screening questions")], ondelete={SCREENING: "cascade"}
    )
    reason = fields.Selection(
        selection_add=[
            ("no_screening", "There are no screening questions to ask"),
            ("screenings_off", "Screening questions are not in use"),
            ("screening_over", "The screening questions are answered or closed"),
        ]
    )
    screening_id = fields.Many2one(
        "hr.applicant.screening",
        "Questions Asked",
        technical=True,
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="hr_recruitment.group_hr_recruitment_user",
    )

    def _find_obstacle_to_screening(self):
        if not self.step_id._asks_screening():
            return "skipped", "screenings_off"
        over = self.screening_id and self.screening_id.state not in OPEN
        # Whoever got the job has nothing to answer, whatever stage asks it.
        if over or self.applicant_id.outcome == "hired":
            return "cancelled", "screening_over"
        questions = self.screening_id.set_id or self.step_id._find_screening_set(self.applicant_id)
        if not self.screening_id and (not questions or questions._find_fault()):
            return "failed", "no_screening"
        return self._find_obstacle_to_email()

    def _send_screening(self, batch):
        first = self.filtered(lambda row: not row.screening_id)
        first._create_screenings()
        # The days that the candidate has count from when the message leaves.
        fresh = self.filtered(lambda row: row._get_screening_news() == "new")
        for row in fresh.filtered(lambda row: not row.screening_id.paused_date):
            row.screening_id._set_deadline(row.step_id._get_screening_days())
        self._send_email(batch)
        fresh._plan_screening_reminders()

    def _create_screenings(self):
        """For each row the questions of its step or of its job position."""
        screenings = self.env["hr.applicant.screening"]
        by_set = self.grouped(lambda row: row.step_id._find_screening_set(row.applicant_id))
        for questions, rows in by_set.items():
            made = screenings._ask(rows.applicant_id, questions)
            known = {screening.applicant_id: screening for screening in made}
            for row in rows:
                row.screening_id = known[row.applicant_id]

    def _get_screening_news(self):
        """:return: ``new``, ``reminder`` or ``extended``"""
        if self.is_reminder:
            return "reminder"
        return "new" if self == self.screening_id._find_first_message() else "extended"

    def _plan_screening_reminders(self):
        """One for the questions of each row, some days before their day; none where that has
        passed already."""
        fresh = []
        for row in self:
            moment = row._find_reminder_of_screening()
            waiting = row.screening_id.communication_ids.filtered(
                lambda sent: sent.is_reminder and sent.state == "scheduled"
            )
            if moment and waiting:
                waiting.scheduled_date = moment
                waiting._set_next_attempt()
            elif moment:
                asked = row.screening_id
                values = row._prepare_screening_row(asked, moment, f"reminder:{asked._get_day()}")
                fresh.append({**values, "is_reminder": True})
        self._schedule(fresh)

    def _find_reminder_of_screening(self):
        """:return: naive UTC, or None"""
        days = self.step_id.screening_reminder_days
        if not days or not self.screening_id.deadline:
            return None
        tz = self.applicant_id._get_candidate_tz()
        day = self.screening_id._get_day() - timedelta(days=days)
        moment = to_utc(datetime.combine(day, time(REMINDER_HOUR)), tz)
        return moment if moment > get_now(self.env) + timedelta(days=1) else None

    def _prepare_screening_row(self, asked, moment, why):
        """:param str why: makes the occurrence one of its own
        :return: dict, a further message about questions that were asked"""
        return self._prepare_further(
            moment,
            occurrence_key=f"screening:{asked.id}:{why}",
            action=SCREENING,
            next_attempt=None if self.applicant_id.communication_paused else moment,
            screening_id=asked.id,
        )
