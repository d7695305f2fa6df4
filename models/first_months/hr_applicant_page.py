from datetime import datetime, timedelta

from odoo import models
from odoo.tools import is_html_empty

from ..batch import get_now
from ..company.hours import combine, to_utc
from ..interview.candidate_ics import Entry, write_calendar
from ..rendering.dates_in_words import get_locale, say_time
from .kinds import COLLEAGUE, TASK, USES, WITHDRAWN
from .working_days import read_hour

# Hours that the entry in a calendar takes.
LENGTH = timedelta(hours=8)


class HrApplicantFirstMonthsPage(models.Model):
    """The candidate's page goes on as the new colleague's: as soon as they have been told
    that they are hired, and not before."""

    _inherit = "hr.applicant"

    def _get_page(self):
        page = super()._get_page()
        begins = page["state"] == "hired" and self._get_page_first_months()
        if not begins:
            return {**page, "first_months": None}
        # Where the application is is behind them.
        return {**page, "first_months": begins, "stages": []}

    def _shows_first_months(self):
        """:return: whether there is something to tell"""
        return bool(
            self.first_day
            and self.env["hr.candidate.settings"]._is_used(USES)
            and self._get_page_state() == "hired"
        )

    def _get_first_months_phase(self):
        """:return: ``before`` the first day, ``today``, ``after`` it, or ``over``"""
        days = (self._get_page_today() - self.first_day).days
        if days < 0:
            return "before"
        if not days:
            return "today"
        return "after" if days <= self.company_id.first_months_page_days else "over"

    def _get_page_first_months(self):
        """:return: dict of what the new colleague sees, None where the first day is not known"""
        if not self._shows_first_months():
            return None
        phase = self._get_first_months_phase()
        company = self.company_id
        return {
            "phase": phase,
            "days": (self.first_day - self._get_page_today()).days,
            "day": self._say_day(self.first_day),
            "time": self._say_first_time(),
            "place": self._get_first_day_place(),
            "tasks": self._get_page_tasks() if phase != "over" else [],
            "people": self._get_page_people() if phase != "over" else [],
            "lunch": self.first_day_lunch or company.first_day_lunch,
            "bring": self.first_day_bring or company.first_day_bring,
            "program": self.first_day_program or company.first_day_program,
            "week": self.first_week_program or company.first_week_program,
            "info": self._get_first_months_info(),
            "next": company.first_months_next,
        }

    def _get_first_start(self):
        """:return: naive, as clocks show it where the company is"""
        own = self.first_day_time and read_hour(self.first_day_time)
        hour = self.company_id.first_day_start if own in (None, False, "") else own
        return combine(self.first_day, hour)

    def _say_first_time(self):
        start = self._get_first_start()
        return say_time(datetime.combine(start.date(), start.time()), get_locale(self.env))

    def _get_first_months_info(self):
        company = self.company_id
        text = company.first_months_info
        return None if is_html_empty(text) else company._keep_own_content(text)

    def _get_first_day_place(self):
        """:return: dict as of an interview, see ``_get_candidate_place``; empty values where
        nothing is known"""
        location = self._find_first_day_place().with_env(self.env)
        return location._describe_for_candidates() if location else {}

    def _get_page_people(self):
        """:return: list of dicts of those whom they meet, as of ``_introduce``, with their
        ``role`` and ``id``"""
        known = [("manager", self._find_first_months_manager()), ("buddy", self.buddy_id)]
        people, seen = [], self.env["res.users"]
        for role, user in known:
            if user and user not in seen and user._may_speak_for(self.company_id):
                seen |= user
                introduced = user._introduce(self.company_id)
                people.append({**introduced, "role": role, "id": user.id})
        return people

    def _get_first_months_ics(self):
        """:return: bytes of an iCalendar file"""
        tz = self.company_id._get_holiday_tz()
        start = to_utc(self._get_first_start(), tz)
        place = self._get_first_day_place()
        entry = Entry(
            uid=f"first-day-{self.id}@{self._get_first_day_domain()}",
            # A later day replaces an earlier one.
            sequence=self.first_day.toordinal(),
            stamp=get_now(self.env),
            start=start,
            stop=start + LENGTH,
            allday=False,
            summary=self.env._("My first day at %s", self.company_id.name),
            place=place.get("address") or place.get("name") or "",
            organizer=self._get_ics_organizers()[self.id],
            attendee=(self.partner_name, self.email_normalized or ""),
            answer="ACCEPTED",
        )
        return write_calendar(entry, "PUBLISH")

    def _get_first_day_domain(self):
        return self.env["ir.config_parameter"].sudo().get_param("database.uuid", "odoo")

    # The list --------------------------------------------------------------------------

    def _find_page_tasks(self):
        """:return: the tasks that are shown. What was cancelled because they do not begin
        stays as it was until they have been told that: the page says nothing before."""
        return (
            self.env[TASK]
            .sudo()
            .search([("applicant_id", "=", self.id), ("is_shown", "=", True)])
            .filtered(lambda task: task.state != "cancelled" or task.reason == WITHDRAWN)
        )

    def _get_page_tasks(self):
        """:return: list of dicts, in the order of their days"""
        tasks = self._find_page_tasks().with_env(self.env)
        today = self._get_page_today()
        days = {day: self._say_day(day) for day in set(tasks.mapped("date_deadline"))}
        return [
            {
                "task": task,
                "name": task.page_name or task.name,
                "text": task.page_text,
                "is_mine": task.owner == COLLEAGUE,
                "is_plain": task.owner != COLLEAGUE and task.kind not in ("equipment", "check"),
                "is_done": task.state == "done" or bool(task.done_date),
                "is_later": task.date_deadline > self.first_day,
                "is_late": task.owner == COLLEAGUE and task.date_deadline < today,
                "day": days[task.date_deadline],
                "who": task.user_id.name if task.user_id.active else "",
                "asks_wishes": task.kind == "equipment" and not task.done_date,
                "wishes": task._describe_wishes(),
                "asks_consent": task.kind == "check" and not task.done_date,
                "has_consent": bool(task.consent_date),
            }
            for task in tasks
        ]

    # What is done there ----------------------------------------------------------------

    def _find_page_task(self, number, may):
        """:param int number: id of a task, as it was sent
        :param may: function of a task → whether it is one that can be pressed
        :return: the task, empty for what is not on the page"""
        return self._find_page_tasks().filtered(lambda task: task.id == number and may(task))

    def _wish_on_page(self, task, size, left_handed, screen_reader, text):
        task.write(
            {
                "wish_size": size or False,
                "wish_left_handed": left_handed,
                "wish_screen_reader": screen_reader,
                "wish_text": text or False,
                "wish_date": get_now(self.env),
            }
        )
        if task.state == "open":
            task._tell_wishes()

    def _agree_on_page(self, task):
        task.consent_date = False if task.consent_date else get_now(self.env)
