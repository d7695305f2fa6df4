from odoo import api, models
from odoo.tools import ormcache

from .sample_texts import read_text


class HrJob(models.Model):
    """Odoo fills the details beside the application form with a sample ("2 open days").
    Where nobody has written anything else, it is not told: nothing keeps it."""

    _inherit = "hr.job"

    def _has_sample_details(self):
        """:return: whether the details are Odoo's sample in one of its languages, and are
        not to be shown"""
        self.ensure_one()
        used = self.env["hr.candidate.settings"]._is_used("uses_advert")
        return used and self.sudo()._are_details_a_sample()

    def _are_details_a_sample(self):
        """:return: whether they are Odoo's, as the language of the context reads them"""
        text = read_text(self.job_details)
        return bool(text) and text in self._get_sample_details()

    @api.model
    @ormcache()
    def _get_sample_details(self):
        """:return: frozenset of Odoo's sample in all languages"""
        langs = {"en_US", *(code for code, _name in self.env["res.lang"].get_installed())}
        return frozenset(
            read_text(self.with_context(lang=code)._get_default_job_details()) for code in langs
        )

    def _get_details(self):
        """:return: dict of what is told in the place of the sample: ``steps`` and ``days``,
        see ``_get_job_page``"""
        job = self.sudo()
        return {"steps": job._get_steps(), "days": job._get_days_to_reply()}
