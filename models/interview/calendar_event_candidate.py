from datetime import timedelta

from odoo import fields, models
from odoo.tools import is_html_empty

from ..batch import get_now
from ..company.addresses import is_address
from ..company.web_links import find_web_link
from ..rendering.dates_in_words import get_locale, say_time

SOON = timedelta(days=1)
# Where a camera and a microphone can be tried, by the address of the meeting.
TEST_ROOMS = {"zoom.us": "https://zoom.us/test"}


class CalendarEventCandidate(models.Model):
    """What candidates are told of an interview: agenda, people, place, video."""

    _inherit = "calendar.event"

    def _for_candidate(self, applicant):
        """:return: the meeting, in the language of the candidate, without limits"""
        self.ensure_one()
        return self._origin.with_env(applicant.sudo().env)

    def _get_candidate_agenda(self, applicant, start=None):
        """:param start: aware datetime that the candidate is told, else of the meeting
        :return: list of dict time, end (str, "" for all-day meetings), minutes, name,
            who (str), kind"""
        meeting = self._for_candidate(applicant)
        job = meeting._confirmed("applicant_id").job_id
        lines = meeting.agenda_ids or job.interview_agenda_ids
        if not lines:
            lines = self.env["calendar.event.agenda"].with_env(meeting.env)
            lines = lines.union(*(lines.new(values) for values in meeting._prepare_simple_agenda()))
        tz = applicant._get_candidate_tz()
        clock = start or fields.Datetime.context_timestamp(
            meeting.with_context(tz=tz.zone), meeting._confirmed("start")
        )
        agenda, allday = [], meeting._confirmed("allday")
        locale = get_locale(meeting.env)
        for line in lines:
            end = clock + timedelta(minutes=line.duration_minutes)
            agenda.append(
                {
                    "time": "" if allday else say_time(clock.astimezone(tz), locale),
                    "end": "" if allday else say_time(end.astimezone(tz), locale),
                    "minutes": line.duration_minutes,
                    "name": line._get_title(),
                    "who": line._get_people(),
                    "kind": line.kind,
                }
            )
            clock = end
        return agenda

    def _get_candidate_people(self, applicant):
        """The colleagues whom the candidate will meet. Other guests are not told
        about: they may be candidates too.

        :return: list of dict name, title, introduction (str, may be empty), employee
        """
        meeting = self._for_candidate(applicant)
        invited = meeting._confirmed("partner_ids")
        guests = meeting._get_guests(invited)
        colleagues = meeting._get_interviewers(invited).partner_id
        company = applicant.company_id
        everybody = meeting.with_context(active_test=False)
        employees = (
            guests.with_env(everybody.env).employee_ids
            | colleagues.with_env(everybody.env).user_ids.employee_ids
        ).sorted(lambda e: (not e.active, e.company_id != company))
        interview = meeting._read_interviews().get(meeting)
        if interview:
            guests -= interview.candidates.partner_id
        people = []
        for partner in (colleagues | employees.work_contact_id) & guests:
            employee = employees.filtered(
                lambda e, p=partner: p in (e.work_contact_id, e.user_id.partner_id)
            )[:1]
            # A colleague who has left is not there to be met.
            if employee and not employee.active:
                continue
            people.append(
                {
                    "name": employee.name or partner.name,
                    "title": employee.job_title or "",
                    "introduction": (employee.candidate_introduction or "").strip(),
                    "employee": employee,
                }
            )
        return people

    def _get_work_location(self):
        """:return: ``hr.work.location`` of the meeting, else of the job position"""
        meeting = self.sudo()
        if location := meeting._confirmed("work_location_id"):
            return location
        job = meeting._confirmed("applicant_id").job_id
        locations = self.env["hr.work.location"].sudo()
        if meeting._confirmed("location") or not job.address_id:
            return locations
        return locations._find_at(job.address_id, meeting._confirmed("applicant_id").company_id)

    def _find_country_to_come_to(self):
        """:return: code of the country that the candidate travels to, unless it is
        where the company itself is; or None"""
        meeting = self.sudo()
        if meeting._get_meeting_format() != "on_site":
            return None
        applicant = meeting._confirmed("applicant_id")
        place = meeting._get_work_location().address_id
        if not place and not meeting._confirmed("location"):
            place = applicant.job_id.address_id
        home = (applicant.company_id or meeting.env.company).partner_id
        if place == home or (place.city and place.city == home.city):
            return None
        return place.country_id.code

    def _get_candidate_place(self, applicant):
        """:return: dict name, address, map_url, landmarks, parking, transports (list
        of str), reception, accessibility, is_known (whether one can find the way);
        empty values where nothing is known"""
        meeting = self._for_candidate(applicant)
        location = meeting._get_work_location().with_env(meeting.env)
        if location:
            return location._describe_for_candidates()
        name, address = meeting._confirmed("location") or "", ""
        partner = meeting._confirmed("applicant_id").job_id.address_id
        if not name and partner:
            address = partner._get_candidate_address()
            # Whose street is not known is no place.
            name = address and partner.name or ""
        return {
            "name": name,
            "address": address,
            "map_url": location._search_map(address or (is_address(name) and name)),
            "landmarks": "",
            "parking": "",
            "transports": [],
            "reception": "",
            "accessibility": "",
            "is_known": bool(name or address),
        }

    def _get_candidate_video(self, applicant):
        """:return: dict url, test_url (str or False), help (Markup or False), name and
        phone of whom to call (str or False), is_soon (bool)"""
        meeting = self._for_candidate(applicant)
        company = applicant.sudo().company_id or meeting.env.company
        speaker = applicant._get_speaker()
        link = meeting._confirmed("videocall_location")
        url = find_web_link(link, schemes=("http", "https"))
        help_text = company.video_help
        return {
            "url": url,
            "test_url": meeting._get_video_test_url(company),
            "help": not is_html_empty(help_text) and company._keep_own_content(help_text),
            "name": speaker.name,
            "phone": speaker.phone or company.phone,
            "is_soon": meeting._is_soon(),
        }

    def _is_soon(self):
        """:return: whether "in good time" is no longer true of what is missing"""
        return self._confirmed("start") - get_now(self.env) <= SOON

    def _get_video_test_url(self, company):
        """:return: where to try camera and sound before: the company's test room, that
        of the provider, or the meeting itself where Odoo is the provider; or False"""
        url = self._confirmed("videocall_location") or ""
        if company.video_test_url:
            return find_web_link(company.video_test_url)
        if self.DISCUSS_ROUTE in url:
            return url
        return next((room for host, room in TEST_ROOMS.items() if host in url.lower()), False)
