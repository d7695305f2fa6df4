from datetime import datetime, time

from odoo import SUPERUSER_ID, models

from ..batch import get_now
from ..company.hours import find_tz, to_local, to_utc
from ..gateway.phone_numbers import find_region
from ..rendering.dates_in_words import (
    is_ambiguous,
    is_clock_of_country,
    is_same_clock,
    say_zone,
)

DAY_ENDS = time(23, 59)


class HrApplicantClock(models.Model):
    """Which clock the candidate looks at, and when it is better to name it."""

    _inherit = "hr.applicant"

    def _inverse_partner_email(self):
        """A new contact has the time zone of the browser that made it: of a visitor of
        the website it is the candidate's, of a colleague it is not."""
        user = self.env.user
        records = self.with_context(tz=False) if user._is_internal() else self
        return super(HrApplicantClock, records)._inverse_partner_email()

    def _find_own_tz(self):
        """:return: name of the time zone that is known to be the candidate's, or False.
        What Odoo took from the colleague who made the contact is not."""
        partner = self.partner_id.sudo()
        maker = partner.create_uid
        # The superuser has no browser.
        is_colleague = maker and not maker.share and maker.id != SUPERUSER_ID
        if is_colleague and maker.tz in (False, partner.tz) and not partner.user_ids:
            return False
        return partner.tz

    def _get_home_tz(self):
        """:return: name of the company's time zone, or False"""
        company = (self.company_id or self.env.company).sudo()
        return company.resource_calendar_id.tz or company.partner_id.tz

    def _name_zone(self, words, moment, country=None):
        """:param str words: a time, as the candidate reads it
        :param moment: the same, aware, in the time zone that it is told in
        :param str country: code of the country that the candidate has to come to, if
            that may have another clock than our own
        :return: the words, with the zone where the candidate could read them wrong"""
        if self._is_zone_clear(moment, country):
            return words
        return f"{words} ({say_zone(self.env, moment)})"

    def _is_zone_clear(self, moment, country=None):
        """:return: whether candidate, company and place have one clock, which shows
        this time once; the parameters are those of ``_name_zone``"""
        if is_ambiguous(moment) or (country and not is_clock_of_country(moment, country)):
            return False
        if self._find_own_tz():
            home = self._get_home_tz()
            return not home or is_same_clock(moment, find_tz(home))
        return is_clock_of_country(moment, self._find_country_code())

    def _say_zone_of_proposals(self, moment, country=None):
        """:return: the time zone in which times are read that the candidate proposes;
        "" where it can only be the candidate's own. The parameters are those of
        ``_name_zone``, for the time that is to be changed."""
        if self._find_own_tz() and self._is_zone_clear(moment, country):
            return ""
        return say_zone(self.env, moment)

    def _find_country_code(self):
        """:return: of the contact, else of a telephone number with a country, or None"""
        if country := self.partner_id.sudo().country_id:
            return country.code
        return find_region(self.partner_phone)

    def _find_end_of_working_day(self, days):
        """:param int days: working days from now
        :return: naive UTC, the end of that day on the candidate's clock"""
        calendar = self.sudo().communication_plan_id._get_calendar(self.sudo().company_id)
        tz = self._get_candidate_tz()
        return self._find_end_of_day(calendar._add_working_days(get_now(self.env), days, tz))

    def _find_end_of_day(self, moment):
        """:param datetime moment: naive UTC
        :return: naive UTC, the end of that day on the candidate's clock"""
        tz = self._get_candidate_tz()
        return to_utc(datetime.combine(to_local(moment, tz).date(), DAY_ENDS), tz)
