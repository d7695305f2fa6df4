from datetime import timedelta

from odoo import models

from ..batch import get_now
from .troubles import ASKED_FOR, TROUBLES


class HrApplicantVideoPage(models.Model):
    """What the candidate's page says and asks of the technology of video interviews."""

    _inherit = "hr.applicant"

    def _get_page(self):
        page = super()._get_page()
        ongoing = page["state"] == "ongoing"
        return {
            **page,
            "tested": self._find_tested(page["meetings"]) if ongoing else {},
            "held_video": self._get_held_video() if ongoing else None,
            "troubles": TROUBLES,
        }

    def _find_tested(self, interviews):
        """:return: dict meeting id → ``works`` or ``trouble``, as the candidate has told us"""
        ids = [one["meeting"].id for one in interviews if one["format"] == "video"]
        if not ids:
            return {}
        meetings = self.env["calendar.event"].sudo().browse(ids)
        told = self.env["hr.interview.technology"].sudo()._find(self, meetings, "before")
        return {row.meeting_id.id: row.state for row in told}

    def _get_held_video(self):
        """:return: dict of the last video interview, ``id`` and ``day`` in words, whose
        technology the candidate may tell of; None if there is none, or it was told"""
        meeting, start = self._find_held_video()
        if not meeting:
            return None
        if self.env["hr.interview.technology"].sudo()._find(self, meeting, "after"):
            return None
        return {"id": meeting.id, "day": self._say_day(self._to_candidate_time(start))}

    def _find_held_video(self):
        """:return: (``calendar.event``, start as the candidate knows it) of the last video
        interview that is over; what did not take place is none"""
        now = get_now(self.env)
        videos = self.communication_ids.sudo().meeting_id.filtered(
            lambda meeting: (
                meeting._confirmed("stop") <= now and meeting._get_meeting_format() == "video"
            )
        )
        told = self._get_told_meetings() if videos else {}
        over = [
            (told[meeting], meeting)
            for meeting in videos
            if meeting in told and self._is_just_over(meeting, told[meeting], now)
        ]
        held = self.get_held_interviews() if over else ()
        for start, meeting in sorted(over, key=lambda pair: pair[0], reverse=True):
            if meeting in held:
                return meeting, start
        return self.env["calendar.event"], None

    def _is_just_over(self, meeting, start, now):
        end = start + (meeting._get_confirmed_length() or timedelta(hours=1))
        return end <= now < end + ASKED_FOR
