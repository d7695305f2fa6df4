from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_now
from ..communication.triggers import ABOUT_MEETINGS
from .told_of_interviews import TAKING_BACK, TELLING

ON_ITS_WAY = SQL("row.state IN ('queued', 'sent')")
# What came back was true when it left: the candidate's page goes on saying it.
LEFT = SQL("(row.state = 'sent' OR row.state = 'failed' AND row.sent_date IS NOT NULL)")


class HrApplicantCommunicationInterview(models.Model):
    """Messages about an interview: true when they leave, or they do not leave."""

    _inherit = "hr.applicant.communication"

    meeting_id = fields.Many2one(
        "calendar.event",
        string="Interview",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    meeting_start = fields.Datetime(
        "Interview Begins", readonly=True, help="As the message says it."
    )
    reason = fields.Selection(
        selection_add=[
            ("meeting_gone", "The interview was cancelled before it could be sent"),
            ("meeting_moved", "The interview was moved before it could be sent"),
            ("meeting_same", "The interview is when the candidate thinks it is"),
            ("meeting_begun", "The interview has begun"),
            ("rebooked", "Another interview was booked instead"),
            ("superseded", "A later message says the same"),
            ("interview_booked", "An interview is booked already"),
            ("declined", "The candidate had declined the interview"),
        ]
    )

    @api.model
    def _cancel_of_meetings(self, pairs, reason):
        """Cancel what waits to be said about interviews, with one UPDATE.

        :param pairs: list of (applicant, meeting)
        """
        if not pairs:
            return
        self.flush_model()
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant_communication AS row
                   SET state = 'cancelled', reason = %(reason)s, next_attempt = NULL,
                       held_for = NULL, needs_attention = FALSE,
                       write_uid = %(uid)s, write_date = %(now)s
                  FROM unnest(%(applicants)s::int[], %(meetings)s::int[])
                       AS pair(applicant_id, meeting_id)
                 WHERE row.applicant_id = pair.applicant_id
                   AND row.meeting_id = pair.meeting_id AND row.state = 'scheduled'
                   -- The first message says where and when it is by then.
                   AND (%(gone)s OR EXISTS (
                       SELECT FROM hr_recruitment_communication_step AS step
                        WHERE step.id = row.step_id
                          AND step.trigger <> 'interview_booked'))
                """,
                reason=reason,
                uid=self.env.uid,
                now=get_now(self.env),
                applicants=[applicant.id for applicant, _meeting in pairs],
                meetings=[meeting.id for _applicant, meeting in pairs],
                gone=reason == "meeting_gone",
            )
        )
        self.invalidate_model(flush=False)

    @api.model
    def _find_told(self, pairs, delivered=False):
        """What candidates know of interviews.

        :param pairs: list of (applicant, meeting)
        :param bool delivered: only what has left, not what is on its way; what came back
            was true, too
        :return: dict (applicant, meeting) → start, naive UTC; without those that they
            know nothing of, or know to be cancelled
        """
        if not pairs:
            return {}
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (row.applicant_id, row.meeting_id)
                       row.applicant_id, row.meeting_id, row.meeting_start, step.trigger
                  FROM hr_applicant_communication AS row
                  JOIN hr_recruitment_communication_step AS step
                    ON step.id = row.step_id AND step.trigger = ANY(%(triggers)s)
                  JOIN unnest(%(applicants)s::int[], %(meetings)s::int[])
                       AS pair(applicant_id, meeting_id)
                    ON pair.applicant_id = row.applicant_id
                   AND pair.meeting_id = row.meeting_id
                 WHERE %(told)s AND row.action IN ('email', 'sms')
              ORDER BY row.applicant_id, row.meeting_id,
                       COALESCE(row.sent_date, row.write_date) DESC, row.id DESC
                """,
                triggers=[*TELLING, *TAKING_BACK],
                applicants=[applicant.id for applicant, _meeting in pairs],
                meetings=[meeting.id for _applicant, meeting in pairs],
                told=LEFT if delivered else ON_ITS_WAY,
            )
        )
        told = {
            (applicant_id, meeting_id): start
            for applicant_id, meeting_id, start, trigger in rows
            if trigger not in TAKING_BACK
        }
        return {
            (applicant, meeting): told[applicant.id, meeting.id]
            for applicant, meeting in pairs
            if (applicant.id, meeting.id) in told
        }

    @api.model
    def _find_told_of(self, meetings):
        """:return: what all candidates know of these meetings, see ``_find_told``"""
        if not meetings:
            return {}
        rows = self.search([("meeting_id", "in", meetings.ids)])
        pairs = {(row.applicant_id, row.meeting_id) for row in rows}
        return self._find_told(list(pairs))

    # Still true? ------------------------------------------------------------------------

    def _is_about_interview(self):
        """A step that was started by hand is about none in particular."""
        return self.step_id.trigger in ABOUT_MEETINGS and bool(self.meeting_start)

    def _look_up_interviews(self):
        """:return: see ``_read_interviews``, of the meetings of these rows"""
        return self.meeting_id._read_interviews()

    def _look_up_told(self):
        """:return: see ``_find_told``, of the interviews that were moved"""
        moved = self.filtered(lambda row: row.step_id.trigger == "interview_moved")
        return self._find_told([(row.applicant_id, row.meeting_id) for row in moved])

    def _look_up_superseded(self):
        """Booked or moved at short notice: of the messages before an interview that
        are due at once, the last one says it all.

        :return: set of ids of the others
        """
        before = self.filtered(lambda row: row.step_id.trigger == "interview_before")
        if not before:
            return set()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT row.id
                  FROM hr_applicant_communication AS row
                  JOIN hr_applicant_communication AS later
                    ON later.applicant_id = row.applicant_id
                   AND later.meeting_id = row.meeting_id
                   AND later.meeting_start = row.meeting_start
                   AND (later.action = 'activity') = (row.action = 'activity')
                   AND later.state = 'scheduled' AND later.scheduled_date <= %s
                   AND later.scheduled_date > row.scheduled_date
                  JOIN hr_recruitment_communication_step AS step
                    ON step.id = later.step_id AND step.trigger = 'interview_before'
                 WHERE row.id = ANY(%s)
                """,
                get_now(self.env),
                before.ids,
            )
        )
        return {row[0] for row in rows}

    def _look_up_rebooked(self):
        """:return: ids of those whose candidate is told of another interview instead"""
        cancelled = self.filtered(lambda row: row.step_id.trigger == "interview_cancelled")
        if not cancelled:
            return set()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT row.id
                  FROM hr_applicant_communication AS row
                  JOIN hr_applicant_communication AS instead
                    ON instead.applicant_id = row.applicant_id
                   AND instead.meeting_id IS DISTINCT FROM row.meeting_id
                   AND instead.create_date >= row.create_date
                   AND instead.state IN ('scheduled', 'queued', 'sent')
                   AND instead.meeting_start > %s
                  JOIN hr_recruitment_communication_step AS step
                    ON step.id = instead.step_id AND step.trigger = 'interview_booked'
                 WHERE row.id = ANY(%s)
                """,
                get_now(self.env),
                cancelled.ids,
            )
        )
        return {row[0] for row in rows}

    def _look_up_booked(self):
        """:return: ids of those whose candidate hears, or has heard, of an interview to
        come instead"""
        inviting = self.filtered(lambda row: row.step_id.unless_interview)
        if not inviting:
            return set()
        rows = self.search(
            [
                ("applicant_id", "in", inviting.applicant_id.ids),
                ("step_id.trigger", "=", "interview_booked"),
                ("state", "in", ("scheduled", "queued", "sent")),
                ("meeting_id", "!=", False),
            ]
        )
        now = get_now(self.env)
        invited = {
            applicant.id
            for interview in rows.meeting_id._read_interviews().values()
            for applicant in interview.candidates
            if interview.start > now
        }
        return {row.id for row in inviting if row.applicant_id.id in invited}

    def _guard_invitation(self, known):
        if self.step_id.unless_interview and self.id in known.get("booked"):
            return "cancelled", "interview_booked"
        return None

    def _is_gone(self, known):
        found = known.get("interviews").get(self.meeting_id.sudo())
        return not found or self.applicant_id not in found.candidates

    def _is_gone_for_person(self, known):
        """Who is expected by another application of theirs is expected."""
        found = known.get("interviews").get(self.meeting_id.sudo())
        partners = found.candidates.partner_id if found else self.env["res.partner"]
        return self._is_gone(known) and not self.applicant_id.partner_id & partners

    def _is_moved(self):
        return self.meeting_id._confirmed("start") != self.meeting_start

    def _obstacle_interview_booked(self, known):
        if self._is_gone(known):
            return "cancelled", "meeting_gone"
        if self.meeting_id._confirmed("start") <= get_now(self.env):
            return "expired", "meeting_begun"
        return None

    def _obstacle_interview_moved(self, known):
        obstacle = self._obstacle_interview_booked(known)
        if obstacle:
            return obstacle
        told = known.get("told").get((self.applicant_id, self.meeting_id))
        # Moved before the first message left, or there and back again.
        if told in (None, self.meeting_id._confirmed("start")):
            return "cancelled", "meeting_same"
        return None

    def _obstacle_interview_cancelled(self, known):
        if self.meeting_id and not self._is_gone_for_person(known):
            return "cancelled", "meeting_same"
        if self.meeting_start <= get_now(self.env):
            return "expired", "meeting_begun"
        if self.id in known.get("rebooked"):
            return "cancelled", "rebooked"
        return None

    def _obstacle_interview_before(self, known):
        obstacle = self._obstacle_interview_booked(known)
        if obstacle:
            return obstacle
        if self._is_moved():
            return "cancelled", "meeting_moved"
        if self.id in known.get("superseded"):
            return "cancelled", "superseded"
        return None

    def _obstacle_interview_after(self, known):
        if self._is_gone(known):
            return "cancelled", "meeting_gone"
        if self._is_moved():
            return "cancelled", "meeting_moved"
        _main, invited = self.meeting_id.sudo()._find_invited()
        partner = self.applicant_id.partner_id
        if self.action != "activity" and partner - invited:
            return "cancelled", "declined"
        return None

    def _earliest_interview_booked(self, moment, reason, batch, known):
        start = self.meeting_id._confirmed("start")
        return self._leave_in_time(moment, reason, batch, start)

    def _earliest_interview_moved(self, moment, reason, batch, known):
        """Who goes to where it was has to hear of it as soon."""
        if moment <= batch.now:
            return moment, reason
        start = self.meeting_id._confirmed("start")
        told = known.get("told").get((self.applicant_id, self.meeting_id))
        return self._leave_in_time(moment, reason, batch, min(start, told or start))

    def _earliest_interview_cancelled(self, moment, reason, batch, known):
        return self._leave_in_time(moment, reason, batch, self.meeting_start)

    def _earliest_interview_before(self, moment, reason, batch, known):
        begun = self._is_about_interview() and moment >= self.meeting_start
        return (batch.now, "due") if begun else (moment, reason)

    def _leave_in_time(self, moment, reason, batch, start):
        """No hours hold back what would then come too late."""
        about = self._is_about_interview()
        if about and self.step_id._comes_too_late(moment, batch.now, start):
            return batch.now, "due"
        return moment, reason

    # Sending ------------------------------------------------------------------------------

    def _hand_over(self, batch):
        for row in self.filtered("meeting_id"):
            if row.step_id.trigger in TELLING:
                row.meeting_start = row.meeting_id._confirmed("start")
        told = self._look_up_told()
        pairs = {row.id: (row.applicant_id, row.meeting_id) for row in self}
        batch.told.update({row_id: told[pair] for row_id, pair in pairs.items() if pair in told})
        return super()._hand_over(batch)

    def _closed_as_interview_booked(self):
        self._note_stage_of_interview()

    def _sent_interview_booked(self):
        self._note_stage_of_interview()

    def _note_stage_of_interview(self):
        """A candidate who has heard of the interview knows of its stage, though the message
        of the stage did not leave."""
        self.flush_model()
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant AS applicant
                   SET told_stage_id = applicant.stage_id
                  FROM hr_applicant_communication AS row
                 WHERE applicant.id = ANY(%s) AND row.applicant_id = applicant.id
                   AND row.reason = 'interview_booked'
                   AND row.stage_id = applicant.stage_id
                   AND EXISTS (
                       SELECT FROM hr_applicant_communication AS word
                         JOIN hr_recruitment_communication_step AS step
                           ON step.id = word.step_id
                          AND step.trigger = 'interview_booked'
                        WHERE word.applicant_id = applicant.id AND word.state = 'sent')
                """,
                self.applicant_id.ids,
            )
        )
        self.applicant_id.invalidate_recordset(["told_stage_id"], flush=False)
