from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from .told_of_interviews import ANNOUNCING


class HrApplicantCommunicationInterviewOrder(models.Model):
    """Booked or moved at short notice: what prepares for an interview is due at once,
    and yet comes after the word that the interview is booked or has a new time."""

    _inherit = "hr.applicant.communication"

    def _look_up_announcements(self):
        """:return: dict row id → when the candidate hears of the interview, naive UTC;
        without candidates who have heard"""
        preparing = self.filtered(
            lambda row: row.step_id.trigger == "interview_before" and row.action != "activity"
        )
        if not preparing:
            return {}
        self.flush_model()
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT row.id, MAX(word.scheduled_date)
                      FROM hr_applicant_communication AS row
                      JOIN hr_applicant_communication AS word
                        ON word.applicant_id = row.applicant_id
                       AND word.meeting_id = row.meeting_id
                       AND word.state = 'scheduled'
                      JOIN hr_recruitment_communication_step AS step
                        ON step.id = word.step_id AND step.trigger = ANY(%s)
                     WHERE row.id = ANY(%s)
                  GROUP BY row.id
                    """,
                    list(ANNOUNCING),
                    preparing.ids,
                )
            )
        )

    def _earliest_interview_before(self, moment, reason, batch, known):
        moment, reason = super()._earliest_interview_before(moment, reason, batch, known)
        word = known.get("announcements").get(self.id)
        if not word:
            return moment, reason
        after = max(word, batch.now + timedelta(minutes=1))
        # Better both at once than one too late.
        if after >= self.meeting_id._confirmed("start"):
            return moment, reason
        return max(moment, after), reason
