from babel.dates import get_day_names, get_month_names

from odoo import models

from ..rendering.dates_in_words import get_locale
from .checks import ADDON, ATTENTION, GREEN


class HrRecruitmentHealthAround(models.AbstractModel):
    """What messages and reports lean on: printing, fonts, days off."""

    _inherit = "hr.recruitment.health"

    def _check_printing(self, look):
        state = self.env["ir.actions.report"].get_wkhtmltopdf_state()
        if state == "ok":
            return self._say(GREEN, self.env._("wkhtmltopdf is installed and prints."))
        if state == "install":
            text = self.env._(
                "wkhtmltopdf is not installed: monthly reports are sent without their PDF, and "
                "interview kits cannot be printed."
            )
        else:
            text = self.env._(
                "wkhtmltopdf is too old or broken, or Odoo has too few processes: reports may not "
                "be printed."
            )
        return self._say(ATTENTION, text, self._ask_host())

    def _ask_host(self):
        """No screen of Odoo mends it."""
        return {"door": False, "ask": self.env._("Ask whoever runs your Odoo server.")}

    def _check_fonts(self, look):
        languages = self.env["res.lang"].search([("active", "=", True)])
        report = self.env["ir.actions.report"]
        found = {lang: report._find_lacking_scripts(self._write_in(lang)) for lang in languages}
        lines = [
            {
                "label": lang.name,
                "text": ", ".join(f"{script} ({package})" for script, package in lacking),
            }
            for lang, lacking in found.items()
            if lacking
        ]
        if not lines:
            return self._say(GREEN, self.env._("Every language in use can be printed."))
        text = self.env._(
            "Squares stand for the letters of these languages in PDFs; Debian has fonts for "
            "them in the packages in brackets."
        )
        return self._say(ATTENTION, text, self._ask_host(), lines)

    def _write_in(self, lang):
        """:return: str, something that is written in the letters of the language"""
        locale = get_locale(self.with_context(lang=lang.code).env)
        names = get_month_names(locale=locale), get_day_names(locale=locale)
        return " ".join(name for each in names for name in each.values())

    def _check_holidays(self, look):
        recruiting = look.companies._find_recruiting() & look.companies.sudo()
        years = recruiting._find_years_to_enter()
        if not years:
            year = look.companies._get_coming_year()
            return self._say(GREEN, self.env._("Those of %s are entered.", year))
        year, missing = years[0]
        text = self.env._(
            "None are entered for %(year)s: candidates of %(companies)s would hear from us on "
            "days on which nobody is here.",
            year=year,
            companies=self._say_names(missing),
        )
        door = self._get_door(
            self.env._("Enter Public Holidays"), action=f"{ADDON}.action_public_holidays"
        )
        return self._say(ATTENTION, text, door)
