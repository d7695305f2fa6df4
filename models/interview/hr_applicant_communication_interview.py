from collections import defaultdict
from typing import NamedTuple

import pytz

from odoo import Command, api, fields, models
from odoo.tools import SQL

from ..batch import get_batch, get_now
from ..communication.triggers import INTERVIEW_TRIGGERS

# Messages that say when the interview is, and the one that says that it is not.
TELLING = ("interview_booked", "interview_moved", "interview_before")
TAKING_BACK = "interview_cancelled"


class Known(NamedTuple):
    """What the checks of a batch look up."""

    interviews: dict
    told: dict
    superseded: set
    rebooked: set
    booked: set


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
            ("meeting_gone", "The interview was cancelled first"),
            ("meeting_moved", "The interview was moved first"),
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
        :param bool delivered: only what has arrived, not what is on its way
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
                 WHERE row.state = ANY(%(states)s) AND row.action IN ('email', 'sms')
              ORDER BY row.applicant_id, row.meeting_id,
                       COALESCE(row.sent_date, row.write_date) DESC, row.id DESC
                """,
                triggers=[*TELLING, TAKING_BACK],
                applicants=[applicant.id for applicant, _meeting in pairs],
                meetings=[meeting.id for _applicant, meeting in pairs],
                states=["sent"] if delivered else ["queued", "sent"],
            )
        )
        told = {
            (applicant_id, meeting_id): start
            for applicant_id, meeting_id, start, trigger in rows
            if trigger != TAKING_BACK
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

    def _stop_untrue(self):
        about_interviews = self.filtered(
            lambda row: row._is_about_interview() or row.step_id.unless_interview
        )
        if not about_interviews:
            return super()._stop_untrue()
        if batch := get_batch(self.env):
            batch.interviews = about_interviews._read_told()
        return super()._stop_untrue()

    def _is_about_interview(self):
        """A step that was started by hand is about none in particular."""
        return self.step_id.trigger in INTERVIEW_TRIGGERS and bool(self.meeting_start)

    def _read_told(self):
        """What the checks of these rows need to know, read at once."""
        moved = self.filtered(lambda row: row.step_id.trigger == "interview_moved")
        told = self._find_told([(row.applicant_id, row.meeting_id) for row in moved])
        return Known(
            self.meeting_id._read_interviews(),
            told,
            self._find_superseded(),
            self._find_rebooked(),
            self._find_booked(),
        )

    def _get_told(self):
        batch = get_batch(self.env)
        return (batch and batch.interviews) or self._read_told()

    def _find_superseded(self):
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

    def _find_rebooked(self):
        """:return: ids of those whose candidate is told of another interview instead"""
        cancelled = self.filtered(lambda row: row.step_id.trigger == TAKING_BACK)
        if not cancelled:
            return set()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT row.id
                  FROM hr_applicant_communication AS row
                  JOIN hr_applicant_communication AS instead
                    ON instead.applicant_id = row.applicant_id
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

    def _find_booked(self):
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

    def _find_obstacle(self):
        if self.step_id.unless_interview and self.id in self._get_told().booked:
            return "cancelled", "interview_booked"
        if self.step_id.trigger == "before_days_off" and not self._is_today():
            return "expired", "too_late"
        if self._is_about_interview():
            obstacle = getattr(self, f"_find_obstacle_{self.step_id.trigger}")()
            if obstacle:
                return obstacle
        return super()._find_obstacle()

    def _is_today(self):
        """Is it still the day before the days off, where the candidate is?"""
        tz = self.applicant_id._get_candidate_tz()
        now = pytz.utc.localize(get_now(self.env)).astimezone(tz)
        return self.occurrence_key.endswith(str(now.date()))

    def _is_gone(self):
        found = self._get_told().interviews.get(self.meeting_id.sudo())
        return not found or self.applicant_id not in found.candidates

    def _find_obstacle_interview_booked(self):
        if self._is_gone():
            return "cancelled", "meeting_gone"
        if self.meeting_id._confirmed("start") <= get_now(self.env):
            return "expired", "meeting_begun"
        return None

    def _find_obstacle_interview_moved(self):
        obstacle = self._find_obstacle_interview_booked()
        if obstacle:
            return obstacle
        told = self._get_told().told.get((self.applicant_id, self.meeting_id))
        # Moved before the first message left, or there and back again.
        if told in (None, self.meeting_id._confirmed("start")):
            return "cancelled", "meeting_same"
        return None

    def _find_obstacle_interview_cancelled(self):
        if self.meeting_id and not self._is_gone():
            return "cancelled", "meeting_same"
        if self.meeting_start <= get_now(self.env):
            return "expired", "meeting_begun"
        if self.id in self._get_told().rebooked:
            return "cancelled", "rebooked"
        return None

    def _find_obstacle_interview_before(self):
        obstacle = self._find_obstacle_interview_booked()
        if obstacle:
            return obstacle
        if self.meeting_id._confirmed("start") != self.meeting_start:
            return "cancelled", "meeting_moved"
        if self.id in self._get_told().superseded:
            return "cancelled", "superseded"
        return None

    def _find_obstacle_interview_after(self):
        if self._is_gone():
            return "cancelled", "meeting_gone"
        if self.meeting_id._confirmed("start") != self.meeting_start:
            return "cancelled", "meeting_moved"
        _main, invited = self.meeting_id.sudo()._find_invited()
        partner = self.applicant_id.partner_id
        if self.action != "activity" and partner - invited:
            return "cancelled", "declined"
        return None

    def _earliest(self, batch):
        """Office hours do not hold back what would then come too late."""
        moment, reason = super()._earliest(batch)
        before = self.step_id.trigger in TELLING and self._is_about_interview()
        if before and moment > batch.now and moment >= self.meeting_id._confirmed("start"):
            return batch.now, "due"
        return moment, reason

    # Sending ------------------------------------------------------------------------------

    def _hand_over(self, batch):
        for row in self.filtered("meeting_id"):
            if row.step_id.trigger in TELLING:
                row.meeting_start = row.meeting_id._confirmed("start")
        return super()._hand_over(batch)

    def _send_email(self, batch):
        """The candidate's calendar takes the interview from the mail."""
        telling = self.filtered(lambda row: row.meeting_id and row.step_id.trigger in TELLING)
        langs = telling.applicant_id._get_template_langs(self.step_id.mail_template_id)
        files = self.env["ir.attachment"].create(
            [
                {
                    "name": "interview.ics",
                    "mimetype": "text/calendar",
                    "raw": row.meeting_id._get_candidate_ics(
                        row.applicant_id, langs[row.applicant_id.id]
                    ),
                    # As Odoo's own: colleagues can open it in the chatter.
                    "res_model": "calendar.event",
                    "res_id": row.meeting_id.id,
                }
                for row in telling
            ]
        )
        batch.files = dict(zip(telling.ids, files.ids, strict=True))
        return super()._send_email(batch)

    def _finish_mail(self, values, batch):
        res = super()._finish_mail(values, batch)
        if file := batch.files.get(self.id):
            values.setdefault("attachment_ids", []).append(Command.link(file))
        return res

    def _close(self, state, reason, detail=False):
        res = super()._close(state, reason, detail)
        if reason == "interview_booked":
            self._note_stage_of_interview()
        return res

    def _note_stage_of_interview(self):
        """Who has heard of the interview knows of its stage, though the message of the
        stage did not leave."""
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

    def _mark_sent(self, reason):
        """From now on the candidate knows of the stage."""
        res = super()._mark_sent(reason)
        booked = self.filtered(lambda row: row.step_id.trigger == "interview_booked")
        if booked:
            booked._note_stage_of_interview()
        known = self.filtered(lambda row: row.action in ("email", "sms"))
        confirming = known.filtered(lambda row: row.step_id.trigger == "applied")
        jobs = confirming.applicant_id.job_id
        first_stages = {job: job._get_first_stage() for job in jobs}
        stages = defaultdict(self.applicant_id.browse)
        for row in known:
            stage = row.stage_id
            if not stage and row.step_id.trigger == "applied":
                stage = first_stages.get(row.applicant_id.job_id)
            if stage:
                stages[stage] |= row.applicant_id
        for stage, applicants in stages.items():
            applicants._note_told_stage(stage)
        return res
