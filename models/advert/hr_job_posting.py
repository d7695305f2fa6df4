import re

from odoo import models

from .employment_types import find_employment_type
from .sample_texts import read_text

DESCRIBED = re.compile(r"""itemprop=["']description["']""")


class HrJob(models.Model):
    """What search engines read of a job position beside what Odoo tells them: schema.org's
    JobPosting, as microdata. See https://schema.org/JobPosting, and what Google asks for:
    https://developers.google.com/search/docs/appearance/structured-data/job-posting."""

    _inherit = "hr.job"

    def _get_posting(self, company):
        """:param company: ``res.company`` that hires
        :return: dict of properties, none of them a record; what is not known is empty"""
        contract = self.contract_type_id
        return {
            "company_id": company.id,
            "company_name": company.name,
            "country": company.country_id.name,
            "website": company.website,
            "employment_type": find_employment_type(
                contract.code, contract.name, contract.with_context(lang="en_US").name
            ),
            "address": self._get_posting_address(),
            "description": self._get_posting_description(),
        }

    def _get_posting_address(self):
        """:return: dict, parts of a PostalAddress → text, without those that are empty"""
        address = self.address_id
        parts = {
            "streetAddress": ", ".join(filter(None, (address.street, address.street2))),
            "postalCode": address.zip,
            "addressLocality": address.city,
            "addressRegion": address.state_id.name,
            "addressCountry": address.country_id.code,
        }
        return {name: text for name, text in parts.items() if text}

    def _get_posting_description(self):
        """:return: str, the text of the page; empty where a part of it is marked already,
        as in Odoo's sample"""
        page = str(self.website_description or "")
        if DESCRIBED.search(page):
            return ""
        return read_text(page) or read_text(self.description)
