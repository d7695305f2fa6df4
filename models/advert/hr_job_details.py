from odoo import models

from .sample_texts import read_text


class HrJob(models.Model):
    """Odoo fills the details beside the application form with a sample ("2 open days").
    Where nobody has written anything else, it is not told: nothing keeps it."""

    _inherit = "hr.job"

    def _has_sample_details(self):
        """:return: whether the details are Odoo's sample in one of its languages, and are
        not to be shown"""
        self.ensure_one()
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return False
        job = self.sudo()
        text = read_text(job.job_details)
        if not text:
            return False
        langs = {"en_US", *(code for code, _name in self.env["res.lang"].get_installed())}
        return any(
            text == read_text(job.with_context(lang=code)._get_default_job_details())
            for code in langs
        )

    def _get_details(self):
        """:return: dict of what is told in the place of the sample: ``steps`` and ``days``,
        see ``_get_job_page``"""
        job = self.sudo()
        return {"steps": job._get_steps(), "days": job._get_days_to_reply()}
