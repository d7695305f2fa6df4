from datetime import datetime, timedelta

from odoo import models
from odoo.tools import SQL, is_html_empty

from ..batch import get_now
from ..company.hours import combine, to_utc
from ..interview.candidate_ics import Entry, write_calendar
from ..rendering.dates_in_words import get_locale, say_day, say_time
from .kinds import COLLEAGUE, TASK, USES, WITHDRAWN
from .page_rows import SELECT_SHOWN, Row, describe_wishes
from .working_days import read_hour

# Hours that the entry in a calendar takes.
LENGTH = timedelta(hours=8)


class HrApplicantFirstMonthsPage(models.Model):
    """The candidate's page goes on as the new colleague's: as soon as they have been told
    that they are hired, and not before."""

    _inherit = "hr.applicant"

    def _get_page(self):
        page = super()._get_page()
        begins = self._get_page_first_months(page["state"])
        return {**page, "first_months": begins or None}

    def _get_page_preview(self):
        """What is behind the code is shown."""
        return {**super()._get_page_preview(), "device_known": True}

    def _find_page_stages(self, state):
        """Where the application is is behind them."""
        if self._shows_first_months(state):
            return self.told_stage_id.browse()
        return super()._find_page_stages(state)

    def _shows_first_months(self, state=None):
        """:param str state: see ``_get_page_state``, where it is known
        :return: whether there is something to tell"""
        return bool(
            self.first_day
            and self.env["hr.candidate.settings"]._is_used(USES)
            and (state or self._get_page_state()) == "hired"
        )

    def _get_first_months_phase(self, today=None):
        """:param date today: where it is known
        :return: ``before`` the first day, ``today``, ``after`` it, or ``over``"""
        days = ((today or self._get_page_today()) - self.first_day).days
        if days < 0:
            return "before"
        if not days:
            return "today"
        return "after" if days <= self.company_id.first_months_page_days else "over"

    def _get_page_first_months(self, state=None):
        """:param str state: see ``_shows_first_months``
        :return: dict of what the new colleague sees, None where the first day is not known"""
        if not self._shows_first_months(state):
            return None
        today = self._get_page_today()
        phase = self._get_first_months_phase(today)
        company = self.company_id
        return {
            "phase": phase,
            "days": (self.first_day - today).days,
            "day": say_day(self.first_day, get_locale(self.env), today),
            "time": self._say_first_time(),
            "place": self._get_first_day_place() if phase in ("before", "today") else {},
            **(self._get_page_lists() if phase != "over" else {"tasks": [], "people": []}),
            "lunch": self.first_day_lunch or company.first_day_lunch,
            "bring": self.first_day_bring or company.first_day_bring,
            "program": self.first_day_program or company.first_day_program,
            "week": self.first_week_program or company.first_week_program,
            "info": self._get_first_months_info(),
            "next": company.first_months_next,
            "until": self._say_date(
                self.first_day + timedelta(days=company.first_months_page_days)
            ),
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

    def _get_page_lists(self):
        """:return: dict ``tasks`` and ``people``"""
        tasks = self._get_page_tasks()
        return {"tasks": tasks, "people": self._get_page_people(tasks)}

    def _get_page_people(self, tasks=None):
        """:param list tasks: see ``_get_page_tasks``, where they are known
        :return: list of dicts of those whom they meet, as of ``_introduce``, with their
        ``role``, ``id`` and the ``day`` of a meeting in words"""
        known = [
            ("manager", self._find_first_months_manager(), ""),
            ("buddy", self.buddy_id, ""),
            *self._list_people_to_meet(self._get_page_tasks() if tasks is None else tasks),
        ]
        people, seen = [], self.env["res.users"]
        for role, user, day in known:
            if user and user not in seen and user._may_speak_for(self.company_id):
                seen |= user
                introduced = user._introduce(self.company_id)
                people.append({**introduced, "role": role, "id": user.id, "day": day})
        return people

    def _list_people_to_meet(self, tasks):
        """Those of whom the list says that they meet."""
        users = self.env["res.users"].sudo()
        return [
            ("meets", users.browse(line["meets"]), "" if line["is_done"] else line["day"])
            for line in tasks
            if line.get("meets")
        ]

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
        rows = self._read_page_rows()
        today, locale = self._get_page_today(), get_locale(self.env)
        days = {day: say_day(day, locale, today) for day in {row.day for row in rows}}
        tasks = self.env[TASK].sudo()
        return [
            {
                "task": tasks.browse(row.id),
                "name": row.name,
                "text": row.text,
                "date": row.day,
                "is_mine": row.owner == COLLEAGUE,
                "is_plain": row.owner != COLLEAGUE and row.kind not in ("equipment", "check"),
                "is_done": row.state == "done" or bool(row.done_date),
                "is_later": row.day > self.first_day,
                "is_late": row.owner == COLLEAGUE and row.day < today,
                "day": days[row.day],
                "who": row.who or "",
                "meets": row.kind == "meeting" and row.user_id,
                "asks_wishes": row.kind == "equipment" and not row.done_date,
                "wishes": describe_wishes(row),
                "asks_consent": row.kind == "check" and not row.done_date,
                "has_consent": bool(row.consent_date),
            }
            for row in rows
        ]

    def _read_page_rows(self):
        """:return: list of ``Row``, as ``_find_page_tasks``"""
        self.env[TASK].flush_model()
        self.env["res.users"].flush_model(["active", "partner_id"])
        self.env["res.partner"].flush_model(["name"])
        rows = self.env.execute_query(
            SQL(
                SELECT_SHOWN,
                applicant=self.id,
                lang=self.env.lang or "en_US",
                withdrawn=WITHDRAWN,
            )
        )
        return [Row(*row) for row in rows]

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
