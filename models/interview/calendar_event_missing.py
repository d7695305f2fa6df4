from markupsafe import Markup

from odoo import api, fields, models

from ..batch import get_now
from .interview_leads import LEADS


class CalendarEventMissing(models.Model):
    """Candidates are told that the link will come: the colleague who holds the interview
    sees that it is missing when booking it, and is asked for it two days and two hours
    before. The same holds for the number to call and for the place."""

    _inherit = "calendar.event"

    interview_missing = fields.Selection(
        [("link", "Link"), ("number", "Phone number"), ("place", "Place")],
        string="Missing for the Interview",
        compute="_compute_interview_missing",
        compute_sudo=True,
        groups="base.group_user",
        help="What the candidate needs to know and nobody has filled in.",
    )
    missing_asked_date = fields.Datetime(
        copy=False,
        readonly=True,
        groups=fields.NO_ACCESS,
        help="When somebody was last asked for what is missing.",
    )

    @api.depends(
        "applicant_id.partner_phone",
        "applicant_id.job_id.address_id.street",
        "partner_ids",
        "start",
        "active",
        "interview_missed",
        "meeting_format",
        "videocall_location",
        "work_location_id.address_id.street",
        "work_location_id.map_url",
        "location",
        "confirmed_values",
    )
    def _compute_interview_missing(self):
        missing = self._find_missing()
        for event in self:
            event.interview_missing = missing.get(event._origin, (False,))[0]

    def _find_missing(self, interviews=None):
        """:param dict interviews: see ``_read_interviews``, where it was read already
        :return: dict event → (what is missing, candidates), of interviews to come that
            candidates hear of from their plan"""
        now = get_now(self.env)
        if interviews is None:
            interviews = self._origin._read_interviews()
        missing = {}
        for meeting, interview in interviews.items():
            candidates = interview.candidates.filtered(
                lambda a: a._is_open() and a._hears_from_plan()
            )
            if interview.start > now and candidates:
                what = meeting._find_what_is_missing(candidates)
                if what:
                    missing[meeting] = what, candidates
        return missing

    def _find_what_is_missing(self, candidates):
        """:return: one of ``interview_missing``, or False"""
        kind = self._get_meeting_format()
        if kind == "video":
            return "link" if not self._confirmed("videocall_location") else False
        if kind == "phone":
            called = all(candidate._read_phone().can_be_called for candidate in candidates)
            return False if called else "number"
        return "place" if not self._is_place_known() else False

    def _is_place_known(self):
        """:return: whether the candidate can find the way: a place without a street is
        no address"""
        location = self._confirmed("work_location_id").sudo()
        if location or self._confirmed("location"):
            return not location or bool(location._get_map_url())
        job = self._confirmed("applicant_id").sudo().job_id
        return bool(
            job.address_id._get_candidate_address() or self._get_work_location()._get_map_url()
        )

    def _watch_missing(self, interviews):
        """What is missing is asked for in time; what was filled in no more.

        :param dict interviews: see ``_read_interviews``
        """
        missing = self._find_missing(interviews)
        mended = self.sudo().filtered(lambda m: m.missing_asked_date and m not in missing)
        mended._close_tasks("missing")
        if not missing:
            return
        now = get_now(self.env)
        cron = self.env.ref(
            "hr_recruitment_candidate_experience.ir_cron_interviews",
            raise_if_not_found=False,
        )
        if cron:
            cron.sudo()._trigger(
                at=sorted(
                    {
                        max(meeting._confirmed("start") - lead, now)
                        for meeting in missing
                        for lead in LEADS
                    }
                )
            )

    @api.model
    def _cron_ask_for_missing(self):
        """Ask for what is missing two days and two hours before, and no more for what
        was filled in; and have told what no message tells."""
        now = get_now(self.env)
        coming = self.sudo().search(
            [
                ("applicant_id", "!=", False),
                ("start", ">", now),
                ("start", "<=", now + max(LEADS)),
            ]
        )
        missing = coming._find_missing()
        asked = (
            self.env["mail.activity"]
            .sudo()
            .search([("interview_task", "=", "missing")])
            .interview_id
        )
        (asked - self.browse(meeting.id for meeting in missing))._close_tasks("missing")
        due = {meeting: found for meeting, found in missing.items() if meeting._is_to_be_asked(now)}
        self.env["mail.activity"]._raise_todos(
            [
                meeting._prepare_missing_task(what, candidates[:1])
                for meeting, (what, candidates) in due.items()
            ],
            same=(),
        )
        self.sudo().browse(m.id for m in due).missing_asked_date = now
        self.env["hr.applicant.communication"]._have_told_in_time()

    def _is_to_be_asked(self, now):
        """:return: whether nobody was asked since the last of the ``LEADS`` began"""
        start = self._confirmed("start")
        begun = max((start - lead for lead in LEADS if start - lead <= now), default=0)
        return begun and (not self.missing_asked_date or self.missing_asked_date < begun)

    def _prepare_missing_task(self, what, applicant):
        user = self._find_who_completes(applicant)
        return self._prepare_task(
            "missing", applicant, user, lambda meeting: meeting._say_missing(what, applicant)
        )

    def _say_missing(self, what, applicant):
        """:return: (summary, note) in the language of the context"""
        summary = {
            "link": self.env._("The link to the video interview is missing"),
            "number": self.env._("The number for the telephone interview is missing"),
            "place": self.env._("The place of the interview is missing"),
        }[what]
        when = applicant.with_context(lang=self.env.lang)._say_moment(
            applicant._to_candidate_time(self._confirmed("start"))
        )
        note = Markup("<p>%s</p>") % self.env._(
            "The interview is on %s. The candidate does not have what is needed yet.",
            when,
        )
        return summary, note

    def _find_who_completes(self, applicant):
        """:return: ``res.users``: the organizer, or else the recruiter"""
        organizer = self._confirmed("user_id")
        if organizer.active and applicant._filter_entrusted(organizer):
            return organizer
        return applicant._get_page_colleague("recruiter")
