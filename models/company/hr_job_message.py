from odoo import models
from odoo.tools import is_html_empty

from .employer_texts import EMPLOYER_TEXTS


class HrJob(models.Model):
    """What candidates are told about the employer, whether they read a job page, an email
    or their own page."""

    _inherit = "hr.job"

    def _get_employer_message(self, company):
        """What the job position says of itself, and the company where it says nothing;
        of no job position, what the company says.

        :param company: ``res.company``; empty: that of the user
        :return: dict field name → Markup (str for ``video_film_url``), without what is
            empty, in the order in which it is told
        """
        job = self.sudo()
        company = (company or self.env.company).sudo()
        message = {}
        for name in EMPLOYER_TEXTS:
            texts = (record[name] for record in (job, company) if record)
            text = next((text for text in texts if not is_html_empty(text)), False)
            if text:
                message[name] = company._keep_own_content(text)
        film = company._find_film(job.video_film_url or company.video_film_url)
        if film:
            message["video_film_url"] = film
        return message

    def _get_employer_facts(self, company):
        """:param company: ``res.company``; empty: that of the user
        :return: list of dicts, see ``hr.employer.fact``"""
        return self.env["hr.employer.fact"]._get_facts(company or self.env.company, self)

    def _get_employer_blocks(self, company):
        """:return: dict of the ``film`` (link or None), the ``facts`` (list of dicts) and
        the ``texts``, a list of (title, HTML)"""
        titles = {
            "employer_story": self.env._("Our story"),
            "employer_values": self.env._("Vision and values"),
            "employer_culture": self.env._("How we work"),
            "employer_environment": self.env._("How we lead and where we work"),
            "employer_social": self.env._("Life at work"),
            "employer_development": self.env._("How you can grow"),
            "employer_faq": self.env._("Often asked"),
        }
        message = self._get_employer_message(company)
        return {
            "film": message.get("video_film_url"),
            "facts": self._get_employer_facts(company),
            "texts": [(titles[name], text) for name, text in message.items() if name in titles],
        }
