from datetime import timedelta

import pytz

from odoo import api, models
from odoo.tools import is_html_empty

from ..batch import get_now
from ..rendering.dates_in_words import get_locale, say_date, say_day, say_times
from . import page_columns


def _say_place(distance):
    """:param int distance: in stages, from where the application is"""
    if distance == 0:
        return "here"
    return "done" if distance < 0 else "ahead"


class HrApplicantPageContent(models.Model):
    """What the candidate's page shows: only what delivered messages have said.

    A decision that the candidate has not heard of changes nothing here. What is read
    is therefore never the application's own stage, state or meetings, but what is
    known of them.
    """

    _inherit = "hr.applicant"

    def _get_page(self):
        """:return: dict of what the page's template reads; in the language of the
        context, times in the candidate's time zone"""
        self.ensure_one()
        state = self._get_page_state()
        goes_on = state in ("ongoing", "hired")
        stages = self._find_page_stages(state)
        stage = self._find_page_stage(stages)
        return {
            "applicant": self,
            "company": self.company_id or self.env.company,
            "state": state,
            "stages": self._describe_stages(stages, stage),
            "stage": stage,
            "meetings": self._get_page_meetings() if goes_on else [],
            "promise": self._get_page_reply_promise() if state == "ongoing" else None,
            "contact": self._get_page_contact(),
            "employer": self._get_page_employer(),
            "may_undo": self._may_undo_withdrawal(),
            # Nobody says how they are reached any more, once it is decided.
            "phone": self._get_page_phone() if state == "ongoing" else None,
            "may_choose_easy": state == "ongoing" and self._may_choose_easy_to_read(),
            "is_stopped": self.messages_stopped,
            "asked": self._get_page_requests(),
            "memory": self._get_page_memory(),
            "address": self._get_page_address(),
            "documents": self._get_page_documents(),
            "ad_path": self._get_page_ad() if state == "ongoing" else None,
            "data_text": self._get_page_data_text(),
            "langs": self._get_page_langs(),
        }

    def _fetch_page(self):
        """With one query for each table, before anything is asked of it."""
        self.fetch(page_columns.APPLICANT)
        company = self.company_id or self.env.company
        self.job_id.fetch(page_columns.JOB)
        company.fetch(page_columns.COMPANY)
        # The visitor, too: QWeb asks for the company.
        users = self.user_id | self.job_id.user_id | self.env.user
        users.fetch(page_columns.USER)
        (self.partner_id | company.partner_id | users.partner_id).fetch(page_columns.PARTNER)

    # Where it stands -----------------------------------------------------------------

    def _get_page_state(self):
        """:return: ``ongoing``, ``hired``, ``closed`` or ``withdrawn``, as far as the
        candidate knows"""
        withdrawn = self.outcome == "withdrawn"
        if self.answer_state == "told":
            return "withdrawn" if withdrawn else "closed"
        if withdrawn and (self._withdrew_on_page() or self._is_withdrawal_confirmed()):
            return "withdrawn"
        return "hired" if self.told_stage_id.hired_stage else "ongoing"

    def _withdrew_on_page(self):
        """:return: whether it is this withdrawal, not an earlier one"""
        return self.withdrawal_date and self.withdrawal_date == self.refuse_date

    def _is_withdrawal_confirmed(self):
        """:return: whether our thank-you for this withdrawal has arrived"""
        return any(
            row.state == "sent"
            and row.step_id.trigger == "withdrawn"
            and row.sent_date >= (self.refuse_date or row.sent_date)
            for row in self.communication_ids
        )

    def _find_page_stages(self, state):
        """:param str state: see ``_get_page_state``
        :return: the stages that the page tells of"""
        goes_on = state in ("ongoing", "hired")
        return self._get_named_stages() if goes_on else self.told_stage_id.browse()

    def _find_page_stage(self, stages):
        """:param stages: those that have a name for candidates
        :return: the last of them at or before the one the candidate was told of"""
        told = self.told_stage_id
        if not told or told in stages:
            return told & stages
        # Sorted as everywhere: by sequence, then by id.
        before = stages.filtered(lambda s: (s.sequence, s.id) < (told.sequence, told.id))
        return before[-1:]

    def _get_named_stages(self):
        """:return: the stages of the job position that candidates may hear of; nothing of
        an application to somebody who has not sent one"""
        stages = self.job_id._get_named_stages()
        # The first one is the arrival of the application.
        return stages[1:] if self.arrival == "sourced" else stages

    @api.model
    def _describe_stages(self, stages, here):
        """:return: list of dicts of the stages, from the first to the last"""
        place = stages.ids.index(here.id) if here else -1
        return [
            {
                "name": stage.candidate_name,
                "description": stage.candidate_description,
                "days": stage.expected_days if not stage.hired_stage else 0,
                "place": _say_place(number - place),
            }
            for number, stage in enumerate(stages)
        ]

    def _get_page_reply_promise(self):
        """:return: dict of the promised ``day`` in words and whether it is ``late``,
        None if nothing is promised, or the candidate has heard from us since

        By dates alone: whether a promise counts as broken depends on decisions.
        """
        due, heard = self.reply_due_date, self.last_contact_date
        if not due or self.reply_promise_state not in ("open", "broken"):
            return None
        if heard and self._to_candidate_time(heard).date() > due:
            return None
        return {"day": self._say_day(due), "late": due < self._get_page_today()}

    def _get_page_requests(self):
        """:return: dict of what was asked about the data, ``copy`` or ``erase``, and is
        not done → the day it was asked, in words"""
        return {
            request.kind: self._say_date(self._to_candidate_time(request.date))
            for request in self.data_request_ids
            if request.state == "open"
        }

    def _get_page_data_text(self):
        """:return: Markup of what the company itself says of data, or None"""
        company = self.company_id or self.env.company
        text = company.candidate_data_text
        return None if is_html_empty(text) else company._keep_own_content(text)

    def _get_page_phone(self):
        """:return: dict of the candidate's number: how one is written (``example``),
        whether it can be called (``known``), and what is in the way of the preferred
        channel (``fault``, reason of a communication or None)"""
        action = {"sms": "sms", "phone": "activity"}.get(self.preferred_channel)
        return {
            "example": self._get_phone_example(),
            "known": self._read_phone().can_be_called,
            "fault": action and self._find_obstacle_to_number(action),
        }

    def _get_page_today(self):
        return self._to_candidate_time(get_now(self.env)).date()

    def _say_day(self, day):
        """:return: "Thursday, March 12", in full"""
        return say_day(day, get_locale(self.env), self._get_page_today())

    def _say_date(self, day):
        """:return: "March 12, 2026", for the middle of a sentence in any language"""
        return say_date(day, get_locale(self.env))

    def _get_page_ad(self):
        """:return: path of the job ad, None where nobody can read it"""
        job = self.job_id
        return job.website_url if job.active and job.website_published else None

    # Interviews ----------------------------------------------------------------------

    def _get_page_meetings(self):
        """:return: list of dicts of the interviews that the candidate knows of and
        that are not over, the next one first"""
        now = get_now(self.env)
        told = self._get_told_meetings()
        return [
            self._get_page_meeting(meeting, start)
            for meeting, start in sorted(told.items(), key=lambda item: item[1])
            if start + (meeting._get_confirmed_length() or timedelta(hours=1)) > now
        ]

    def _get_page_meeting(self, meeting, start):
        kind = meeting._get_meeting_format()
        begin = self._to_candidate_time(start)
        country = meeting._find_country_to_come_to()
        return {
            "meeting": meeting,
            "format": kind,
            "day": self._say_day(begin),
            "time": None if meeting._confirmed("allday") else self._say_time(meeting, begin),
            "place": meeting._get_candidate_place(self) if kind == "on_site" else {},
            "way": meeting._get_candidate_way(self, begin) if kind == "on_site" else {},
            "routes": (
                meeting._get_candidate_routes(self, self.travels_from) if kind == "on_site" else []
            ),
            "video": meeting._get_candidate_video(self) if kind == "video" else {},
            "agenda": meeting._get_candidate_agenda(self, begin),
            "people": meeting._get_candidate_people(self),
            "zone": self._say_zone_of_proposals(begin, country),
            # A calendar entry would say what no message has said yet.
            "has_calendar": meeting._confirmed("start") == start,
        }

    def _to_candidate_time(self, moment):
        return pytz.utc.localize(moment).astimezone(self._get_candidate_tz())

    def _say_time(self, meeting, begin):
        """:param begin: aware, in the candidate's time zone
        :return: "10:00–11:00", with the time zone where it could be mistaken"""
        times = say_times(begin, begin + meeting._get_confirmed_length(), get_locale(self.env))
        return self._name_zone(times, begin, meeting._find_country_to_come_to())

    # Who we are ----------------------------------------------------------------------

    def _get_page_contact(self):
        user = self._get_speaker()
        return user._introduce(self.company_id or self.env.company) if user else None

    def _get_page_employer(self):
        """:return: dict, see ``_get_employer_blocks`` of the job position"""
        applicant = self.sudo()
        return applicant.job_id._get_employer_blocks(applicant.company_id)
