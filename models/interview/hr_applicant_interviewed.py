from collections import defaultdict

from odoo import api, fields, models

from ..batch import get_now


class HrApplicantInterviewed(models.Model):
    """Whether we have met a candidate: one definition for all that thanks, counts or
    waits. An interview is a meeting that the candidate was invited to and has not
    declined, and that was not cancelled; they have been interviewed when it is over."""

    _inherit = "hr.applicant"

    interview_ids = fields.Many2many(
        "calendar.event",
        string="Interviews",
        compute="_compute_interview_ids",
        compute_sudo=True,
        help="Meetings that the candidate is invited to and has not declined, without "
        "cancelled ones.",
    )

    @api.depends(
        "partner_id",
        "job_id",
        "meeting_ids.active",
        "meeting_ids.partner_ids",
        "meeting_ids.start",
        "meeting_ids.attendee_ids.state",
        "meeting_ids.interview_missed",
        "meeting_ids.confirmed_values",
    )
    def _compute_interview_ids(self):
        found = self._find_interviews()
        for applicant in self:
            applicant.interview_ids = found.get(applicant._origin, False)

    @api.private
    def get_held_interviews(self):
        """:return: ``calendar.event`` in which we have met the candidate, as superuser,
        the first one first"""
        now = get_now(self.env)
        held = self.sudo().interview_ids.filtered(lambda meeting: meeting._confirmed("stop") <= now)
        return held.sorted(lambda meeting: meeting._confirmed("start"))

    def _find_interview_today(self, now):
        """:param datetime now: naive UTC
        :return: end (naive UTC) of the last interview that is still to begin before the
        candidate's day is over; None of none"""
        today = self._to_candidate_time(now).date()
        coming = (
            meeting
            for meeting in self.sudo().interview_ids
            if meeting._confirmed("start") > now
            and self._to_candidate_time(meeting._confirmed("start")).date() == today
        )
        return max((meeting._confirmed("stop") for meeting in coming), default=None)

    def _filter_interviewed(self):
        """:return: those whom we have met"""
        found = self._find_interviews()
        now = get_now(self.env)
        return self.filtered(
            lambda applicant: any(
                meeting._confirmed("stop") <= now for meeting in found.get(applicant._origin, ())
            )
        )

    def _find_last_meetings(self):
        """:return: dict applicant id → end (naive UTC) of the last interview that has
        begun: from one that goes on, no decision is told before its end"""
        now = get_now(self.env)
        last = {}
        for applicant, meetings in self._find_interviews().items():
            begun = [m for m in meetings if m._confirmed("start") <= now]
            if begun:
                last[applicant.id] = max(m._confirmed("stop") for m in begun)
        return last

    def _find_interviews(self):
        """:return: dict applicant → ``calendar.event`` (superuser), see
        ``interview_ids``"""
        applicants = self._origin.sudo()
        if not applicants:
            return {}
        asked = set(applicants.ids)
        guests = defaultdict(applicants.browse)
        for applicant in applicants.filtered(lambda a: a.job_id and a.partner_id):
            guests[applicant.partner_id, applicant.job_id] |= applicant
        found = defaultdict(self.env["calendar.event"].sudo().browse)
        for meeting in applicants._search_meetings():
            main, invited = meeting._find_invited()
            candidates = main.filtered(lambda a: a.id in asked)
            if candidates.partner_id - invited:
                candidates = applicants.browse()
            for partner in invited.filtered("partner_share"):
                candidates |= guests.get((partner, main.job_id), candidates)
            for candidate in candidates:
                found[candidate] |= meeting
        return dict(found)

    def _search_meetings(self):
        """:return: ``calendar.event`` in which any of these may take part, or may have
        been told to"""
        meetings = self.env["calendar.event"].sudo().with_context(active_test=False)
        rows = self.env["hr.applicant.communication"].sudo()
        told = rows.search(
            [("applicant_id", "in", self.ids), ("meeting_id", "!=", False)]
        ).meeting_id
        return told | meetings.search(
            [
                "|",
                ("applicant_id", "in", self.ids),
                "&",
                ("partner_ids", "in", self.partner_id.ids),
                ("applicant_id.job_id", "in", self.job_id.ids),
            ]
        )
