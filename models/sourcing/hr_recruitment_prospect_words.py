from datetime import timedelta

from odoo import api, fields, models

from ..batch import get_today
from ..candidate_page.candidate_links import LAYOUT
from ..rendering.dates_in_words import get_locale, say_date
from ..rendering.greeting_names import find_greeting_name
from .prospect_states import PAGE_PREVIEW

MAIL = "hr_recruitment_candidate_experience.mail_invitation"
GUIDE = "hr_recruitment_candidate_experience.call_guide_invitation"


class HrRecruitmentProspectWords(models.Model):
    """What the person reads. Source, legal basis, time and rights (Regulation (EU) 2016/679,
    article 14) are no part of what anybody writes: they stand below whatever it is."""

    _inherit = "hr.recruitment.prospect"

    preview = fields.Html("As the Person Reads It", compute="_compute_preview", sanitize=False)

    @api.depends("name", "email", "phone", "lang", "source", "source_kind", "way", "personal_text")
    @api.depends("subject", "user_id", "job_id", "state")
    def _compute_preview(self):
        for prospect in self:
            complete = prospect.job_id and prospect.name and prospect.company_id
            prospect.preview = prospect.sudo()._render_invitation() if complete else False

    def _in_own_words(self):
        """:return: the one prospect, in the language that the person reads"""
        known = self.env["res.lang"]._get_data(code=self.lang or "")
        return self.with_context(lang=known.code or self.env.lang)

    def _get_subject(self):
        """:return: str, in the language of the context"""
        return self.subject or self.env._(
            "%(job)s at %(company)s: something for you?",
            job=self.job_id.name,
            company=self.company_id.name,
        )

    def _get_speaker(self):
        """:return: ``res.users`` who speaks for the company, empty if it is the team"""
        return (
            self.user_id if self.user_id._may_speak_for(self.company_id) else self.user_id.browse()
        )

    def _get_sender(self):
        """:return: str, "Name <address>", empty if there is none"""
        company = self.company_id
        return company._get_sender_of(self._get_speaker().partner_id) or company._get_sender()

    # What is told ----------------------------------------------------------------------

    def _get_until(self):
        """:return: date until which the person is kept, as it is told"""
        if self.told_date:
            return self.forget_on
        return get_today(self.env) + timedelta(days=self.company_id.prospect_keep_days)

    def _get_told(self):
        """:return: dict of what mail, page and call guide tell, in the language of the
        context"""
        self.ensure_one()
        company, job, user = self.company_id, self.job_id, self._get_speaker()
        is_open = job.active and job.website_published
        notice = self.env["hr.recruitment.privacy.notice"]._find_published(company)
        base = self.get_base_url()
        return {
            "prospect": self,
            "company": company,
            "job": job,
            "job_url": base + job.website_url if is_open else None,
            "apply_url": f"{base}/jobs/apply/{job.id}" if is_open else None,
            "first_name": find_greeting_name(self.name, self.env.lang, self.email_normalized),
            "speaker": user._introduce(company) if user else None,
            "terms": self._get_terms(),
            "notice_url": notice and base + notice._get_public_path(self.env.lang),
        }

    def _get_terms(self):
        """:return: list of (label, words), what the law wants people to be told of whom
        somebody else has the details: Regulation (EU) 2016/679, article 14(1), (2)"""
        company = self.company_id
        locale = get_locale(self.env)
        kinds = dict(self._fields["source_kind"]._description_selection(self.env))
        address = company.partner_id._get_candidate_address()
        known = [self.env._("Your name")]
        known += [self.env._("your email address")] if self.email else []
        known += [self.env._("your phone number")] if self.phone else []
        return [
            (
                self.env._("Who we are"),
                ", ".join(filter(None, (company.name, address, company.email))),
            ),
            (self.env._("What we have"), ", ".join(known)),
            (
                self.env._("Where it comes from"),
                self.env._(
                    "%(kind)s: %(place)s (%(date)s)",
                    kind=kinds[self.source_kind],
                    place=self.source,
                    date=say_date(self.collected_date, locale),
                ),
            ),
            (
                self.env._("What for"),
                self.env._("To ask whether a position with us could be something for you."),
            ),
            (self.env._("Legal basis"), company._get_prospect_basis()),
            (
                self.env._("Who sees it"),
                self.env._("Those who recruit at %s, and who runs our computers.", company.name),
            ),
            (
                self.env._("For how long"),
                self.env._(
                    "Until %s, unless you would like to be asked later. Then it is deleted "
                    "automatically.",
                    say_date(self._get_until(), locale),
                ),
            ),
            (
                self.env._("Your rights"),
                self.env._(
                    "You can object at any time, and get a copy, a correction or an erasure: "
                    "just reply. “Never” on your page erases it at once. You can also complain "
                    "to a data protection authority."
                ),
            ),
        ]

    # Drawing ---------------------------------------------------------------------------

    def _render_invitation(self):
        """:return: Markup, the mail without its frame; the link is put in when it leaves"""
        spoken = self._in_own_words()
        values = {**spoken._get_told(), "page_url": self.get_base_url() + PAGE_PREVIEW}
        return spoken.env["ir.qweb"]._render(MAIL, values)

    def _render_in_frame(self, body):
        """:return: Markup of the whole mail"""
        spoken = self._in_own_words()
        return spoken.env["mail.render.mixin"]._render_encapsulate(
            LAYOUT, body, {"lang": spoken.env.lang}, context_record=spoken.company_id
        )

    def _render_call_guide(self):
        """:return: Markup, what the recruiter tells, in the language of the context"""
        return self.env["ir.qweb"]._render(GUIDE, self._get_told())
