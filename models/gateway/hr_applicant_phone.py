import pytz

from odoo import models

from .phone_numbers import get_example, read_phone


class HrApplicantPhone(models.Model):
    """Which of a candidate's numbers an SMS or a call can go to.

    The country of a number without prefix is the contact's. Without one it is the
    company's, unless the candidate is known to live elsewhere: then it is asked about.
    """

    _inherit = "hr.applicant"

    def _read_phone(self, text=None):
        """:param str text: by default the application's own number
        :return: ``Phone``"""
        text = self.partner_phone if text is None else text
        # Most have a prefix, and need no country.
        phone = read_phone(text or "")
        return phone if phone.mobile or not text else read_phone(text, self._find_phone_region())

    def _find_phone_region(self):
        """:return: code of the country that a number without prefix is of; None if it
        is not known"""
        country = self.partner_id.sudo().country_id
        if country:
            return country.code
        home = (self.company_id or self.env.company).sudo().country_id.code
        return home if home and self._may_live_in(home) else None

    def _may_live_in(self, code):
        zone = self._find_own_tz()
        return not zone or zone in pytz.country_timezones.get(code, [zone])

    def _get_phone_example(self):
        """:return: a mobile number as the candidate may write it, with its prefix"""
        company = (self.company_id or self.env.company).sudo()
        return get_example(self._find_phone_region() or company.country_id.code)

    def _find_obstacle_to_number(self, action):
        """:param str action: ``sms`` or ``activity``, a call
        :return: reason of a communication why the number is not for it, or None"""
        phone = self._read_phone()
        if action == "activity":
            return None if phone.can_be_called else "no_number"
        if phone.mobile:
            return None
        if phone.number:
            return "no_mobile"
        return "no_country" if phone.is_unclear else "no_number"

    def _has_address_for(self, action):
        """:param str action: ``email``, ``sms`` or ``activity``, a call"""
        if action == "email":
            return bool(self.email_from)
        return not self._find_obstacle_to_number(action)

    # Odoo's own ways ------------------------------------------------------------------

    def _phone_format(self, fname=False, number=False, country=False, **kwargs):
        """As here everywhere: Odoo reads none of two numbers in a field, and takes the
        country of the company that happens to be chosen."""
        is_own = not (number or country) and fname in (False, "partner_phone")
        if is_own and kwargs.get("force_format", "E164") == "E164":
            self.ensure_one()
            if found := self._read_phone().number:
                return found
        return super()._phone_format(fname=fname, number=number, country=country, **kwargs)

    def _sms_get_recipients_info(self, force_field=False, partner_fallback=True):
        """To the numbers that can be mobiles, whoever sends."""
        found = super()._sms_get_recipients_info(
            force_field=force_field, partner_fallback=partner_fallback
        )
        for applicant in self:
            info = found[applicant.id]
            own = force_field in (False, "partner_phone") and applicant._read_phone().mobile
            if own:
                found_in = {"field_store": "partner_phone", "partner_store": False}
                info.update(number=applicant.partner_phone, **found_in)
            other = applicant._read_phone(info["number"] or "").mobile
            info["sanitized"] = own or other or False
        return found
