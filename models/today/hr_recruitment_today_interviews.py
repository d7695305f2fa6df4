from odoo import fields, models

from .sizes import MOST

ADDON = "hr_recruitment_candidate_experience"


class HrRecruitmentTodayInterviews(models.AbstractModel):
    """The interviews of today and tomorrow, with what belongs to them."""

    _inherit = "hr.recruitment.today"

    def _get_interviews(self, owner):
        """Of those who hold them, and of the recruiter of the candidate."""
        found = self.env["hr.interview.kit"].search(
            [
                ("meeting_id.start", ">=", self._get_start_of_day()),
                ("meeting_id.start", "<", self._get_start_of_day(2)),
                ("meeting_id.active", "=", True),
            ],
            # Odoo has the latest meeting first.
            order="meeting_id desc, id",
            limit=MOST + 1,
        )
        candidates = found.meeting_id._find_candidates(confirmed=False)
        # A meeting that was given to another candidate has left its notes behind.
        kits = found.filtered(lambda kit: kit.applicant_id in candidates.get(kit.meeting_id, ()))
        return self._get_section_of(
            kits.filtered(
                lambda kit: (
                    not owner or owner in (kit.interviewer_ids | kit.sudo().applicant_id.user_id)
                )
            ),
            self._say_interviews,
            {
                "action": f"{ADDON}.action_interview_kit",
                "context": {"search_default_mine": 0, "search_default_coming": 0},
            },
        )

    def _say_interviews(self, kits):
        """Who only holds the interview has the kit, not the application."""
        readable = kits.applicant_id._filtered_access("read")
        formats = dict(kits.meeting_id._fields["meeting_format"]._description_selection(self.env))
        return [self._say_interview(kit, readable, formats) for kit in kits]

    def _say_interview(self, kit, readable, formats):
        meeting = kit.meeting_id
        applicant = kit.applicant_id & readable
        kind = meeting.meeting_format or ("video" if meeting.videocall_location else "on_site")
        place = meeting.location if kind == "on_site" else ""
        return {
            **(self._describe(applicant) if applicant else {}),
            "applicant_id": applicant.id,
            "id": kit.id,
            "name": kit.candidate_name or self.env._("Candidate without a name"),
            "job": kit.job_name or "",
            "meeting_id": meeting.id,
            "text": " · ".join(filter(None, (formats.get(kind), place))),
            "link": meeting.videocall_location or "" if kind == "video" else "",
            "time": fields.Datetime.to_string(meeting.start),
        }
