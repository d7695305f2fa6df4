from odoo import fields, models

from .states import OPEN

SCREENING = "screening"


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
        fresh = self.filtered(lambda row: row._get_news() == "new")
        for row in fresh.filtered(lambda row: not row.screening_id.paused_date):
            row.screening_id._set_deadline(row.step_id._get_screening_days())
        self._send_email(batch)
        fresh._plan_reminders_of_asked()

    def _create_screenings(self):
        """For each row the questions of its step or of its job position."""
        screenings = self.env["hr.applicant.screening"]
        by_set = self.grouped(lambda row: row.step_id._find_screening_set(row.applicant_id))
        for questions, rows in by_set.items():
            made = screenings._ask(rows.applicant_id, questions)
            known = {screening.applicant_id: screening for screening in made}
            for row in rows:
                row.screening_id = known[row.applicant_id]

    def _get_asked(self):
        return self.screening_id if self.action == SCREENING else super()._get_asked()

    def _get_reminder_days(self):
        if self.action != SCREENING:
            return super()._get_reminder_days()
        return self.step_id.screening_reminder_days
