from odoo import models


class HrRecruitmentPrivacyNoticeProposal(models.Model):
    """What a text can begin with. No legal advice: what depends on the company stands in
    square brackets, and nothing is published before each of them is gone and a person has
    confirmed the whole text."""

    _inherit = "hr.recruitment.privacy.notice.text"

    def _get_proposals(self):
        """:return: dict of name of section → proposal in the language of the text"""
        company = self.company_id.sudo()
        spoken = self.with_context(lang=self.lang).env
        return {
            **self._propose_company(spoken, company),
            **self._propose_use(spoken, company),
            **self._propose_rights(spoken, company),
        }

    def _propose_company(self, spoken, company):
        partner = company.partner_id.with_env(spoken(su=True))
        return {
            "controller": spoken._(
                "%(company)s, %(number)s, %(address)s, is responsible for your data.",
                company=company.name,
                number=company.company_registry or spoken._("[registration number]"),
                address=partner._get_candidate_address() or spoken._("[address]"),
            ),
            "contact": spoken._(
                "Do you have a question about your data? Write to %(email)s. [Our data "
                "protection officer: name, email, telephone]",
                email=company.email or spoken._("[email address]"),
            ),
        }

    def _propose_use(self, spoken, company):
        return {
            "purposes": spoken._(
                "We use what you send us and what you tell us in interviews [tests, references] "
                "to find out whether you and the position suit each other, to keep you "
                "informed, and to get better at recruiting."
            ),
            "legal_basis": spoken._(
                "We have a legitimate interest in finding the right person for a position (GDPR, "
                "Article 6(1)(f)). [Other legal bases, for each purpose] Where we ask for your "
                "consent, you can take it back at any time."
            ),
            "needed": spoken._(
                "You decide what you tell us. Without your name, a way to reach you and what the "
                "job ad asks for, we cannot consider your application."
            ),
            "source": spoken._(
                "If you have not applied yourself, we have your name and contact details from "
                "[where you look for candidates]."
            ),
            "recipients": spoken._(
                "The people at %s who take part in the recruitment see your application: HR, "
                "the hiring manager and those you meet. [Companies that run systems for you]",
                company.name,
            ),
            "transfers": spoken._("Your data [does not leave the EU and EEA]."),
            "retention": spoken._(
                "We keep your application while the recruitment goes on, and [time] after it has "
                "ended, because [reason]."
            ),
        }

    def _propose_rights(self, spoken, company):
        return {
            "rights": spoken._(
                "You can ask for a copy of your data, have it corrected, erased or handed over, "
                "have its use restricted, and object to it. You find a copy and erasure on your "
                "own page, which our emails lead to; for the rest, just write to us."
            ),
            "complaint": self._propose_authority(spoken, company.country_id.code),
            "automatic": spoken._(
                "No decision about you is made by a machine: people read your application and "
                "decide."
            ),
        }

    def _propose_authority(self, spoken, country):
        """:param str country: code of the company's country, may be empty"""
        if country == "SE":
            # https://www.imy.se/en/individuals/forms-and-e-services/file-a-gdpr-complaint/
            return spoken._(
                "Tell us if you think that we treat your data wrongly. You can also complain to "
                "the Swedish Authority for Privacy Protection, IMY: https://www.imy.se/en/"
            )
        return spoken._(
            "Tell us if you think that we treat your data wrongly. You can also complain to "
            "[supervisory authority of your country, and its website]."
        )
