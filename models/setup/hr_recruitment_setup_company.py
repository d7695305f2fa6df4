from odoo import models
from odoo.tools.mail import is_html_empty

from ..batch import get_today
from ..company.employer_texts import EMPLOYER_TEXTS
from ..company.hours import find_tz
from ..rendering.dates_in_words import is_clock_within
from .steps import ADDON

EMPLOYEES = "hr.group_hr_user"
# Of Odoo's first user, in every language.
NOBODYS_NAME = "Administrator"


class HrRecruitmentSetupCompany(models.AbstractModel):
    """What is known of the company: facts, each looked up whenever somebody looks."""

    _inherit = "hr.recruitment.setup"

    # Addresses and people --------------------------------------------------------------

    def _look_at_addresses(self, company):
        if not company._get_sender():
            text = self.env._(
                "%s has no email address: where no recruiter speaks for it, emails to "
                "candidates wait.",
                company.name,
            )
            return self._say_missing(text, self._get_door_to_company(company))
        if not company.catchall_email:
            text = self.env._(
                "%s has no email domain: what candidates reply does not come back to Odoo.",
                company.name,
            )
            door = self._get_door_of_system(
                self.env._("Open Odoo's Settings"), action="base_setup.action_general_configuration"
            )
            return self._say_missing(text, door)
        return self._say_done(
            self.env._("Emails have a sender, and replies come back: %s", company._get_sender())
        )

    def _get_door_to_company(self, company):
        """Odoo's own form of it."""
        label = self.env._("Open Company")
        return self._get_door_of_system(label, model="res.company", res_id=company.id)

    def _look_at_hr_responsible(self, company):
        user = company.candidate_hr_user_id
        if user.active:
            return self._say_done(
                self.env._("%s gets what nobody else is responsible for.", user.name)
            )
        text = self.env._("Nobody gets what goes to HR, and what nobody else is responsible for.")
        return self._say_missing(text, self._get_door_to_settings(self.env._("Choose Somebody")))

    def _get_door_to_settings(self, label):
        return self._get_door(label, action=f"{ADDON}.action_candidate_settings")

    # Hours and days off ----------------------------------------------------------------

    def _look_at_hours(self, company):
        schedule = company.resource_calendar_id
        if not schedule.flexible_hours and not schedule._read_attendances():
            text = self.env._(
                "No office hours are entered: candidates would hear from you at usual ones."
            )
            return self._say_missing(text, self._get_door_to_hours(company))
        zone = schedule.tz or company.partner_id.tz or "UTC"
        if not is_clock_within(find_tz(zone), company.country_id.code, get_today(self.env).year):
            text = self.env._(
                "Office hours are in the time zone %(zone)s, which is not that of the company's "
                "country (%(country)s): emails to candidates would leave at the wrong hour.",
                zone=zone,
                country=company.country_id.name,
            )
            return self._say_missing(text, self._get_door_to_hours(company))
        if years := company._find_years_to_enter():
            text = self.env._(
                "No public holidays are entered for %s: candidates would hear from you on "
                "days on which nobody is there.",
                years[0][0],
            )
            door = self._get_door(
                self.env._("Enter Public Holidays"), action=f"{ADDON}.action_public_holidays"
            )
            return self._say_missing(text, door)
        return self._say_done(
            self.env._(
                "Office hours and the public holidays of %s are entered.",
                company._get_coming_year(),
            )
        )

    def _get_door_to_hours(self, company):
        schedule = company.resource_calendar_id
        if not schedule:
            return self._get_door_to_company(company)
        to = {"model": "resource.calendar", "res_id": schedule.id}
        label = self.env._("Enter Office Hours")
        if self.env.user.has_group(EMPLOYEES):
            return self._get_door(label, **to)
        return self._get_door_of_system(label, **to)

    # Who and where we are --------------------------------------------------------------

    def _look_at_employer(self, company):
        if all(is_html_empty(company[name]) for name in EMPLOYER_TEXTS):
            text = self.env._("Candidates read nothing about who you are.")
            return self._say_missing(text, self._get_door_to_settings(self.env._("Write It")))
        if nameless := self._find_nameless(company):
            text = self.env._(
                "Candidates read “%s” as the name of the person they hear from.", nameless.name
            )
            label = self.env._("Enter a Name")
            door = self._get_door_of_system(label, model="res.users", res_id=nameless.id)
            return self._say_missing(text, door)
        if silent := self._find_without_introduction(company):
            text = self.env._(
                "Recruiters whom candidates read nothing about: %s.",
                self._name_some(silent.mapped("name")),
            )
            door = self._get_door(
                self.env._("Write Introductions"), action=f"{ADDON}.action_candidate_introduction"
            )
            return self._say_missing(text, door)
        return self._say_done(self.env._("Candidates read who you are."))

    def _find_without_introduction(self, company):
        """:return: ``hr.employee``, recruiters of open job positions"""
        return company.env["hr.employee"].search(
            [
                ("user_id", "in", self._find_recruiters(company).ids),
                ("company_id", "=", company.id),
                ("candidate_introduction", "=", False),
            ],
            order="name, id",
        )

    def _find_nameless(self, company):
        """:return: ``res.users``: the recruiter who has no name but that with which Odoo is
        installed, if there is one"""
        return self._find_recruiters(company).filtered(
            lambda user: user.name == NOBODYS_NAME and user._may_speak_for(company)
        )[:1]

    def _find_recruiters(self, company):
        """:return: ``res.users`` who can log in, of open job positions"""
        jobs = company.env["hr.job"]._read_group(
            [("company_id", "in", [False, company.id]), ("user_id.active", "=", True)], ["user_id"]
        )
        return company.env["res.users"].union(*(user for (user,) in jobs))

    def _look_at_place(self, company):
        places = company.env["hr.work.location"].search(
            [("company_id", "=", company.id), ("location_type", "!=", "home")],
            order="location_type, id",
        )
        if not places:
            text = self.env._("No place is entered where candidates can come to.")
            label = self.env._("Enter a Place")
            door = self._get_door(label, action="hr.hr_work_location_action")
            return self._say_missing(text, door)
        known = places.filtered(lambda place: place._get_candidate_address())
        if not known:
            place = places[0]
            text = self.env._("The address of “%s” has no street.", place.name)
            label = self.env._("Enter the Address")
            door = self._get_door(label, model="res.partner", res_id=place.address_id.id)
            return self._say_missing(text, door)
        described = known.filtered(lambda place: place.reception or place.landmarks)
        if not described:
            text = self.env._(
                "Nothing says how to find the entrance of “%s”, and where to report.",
                known[0].name,
            )
            label = self.env._("Describe the Way")
            door = self._get_door(label, model="hr.work.location", res_id=known[0].id)
            return self._say_missing(text, door)
        return self._say_done(self.env._("Candidates find the way to “%s”.", described[0].name))
