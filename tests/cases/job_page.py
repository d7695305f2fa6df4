import re

from lxml import html

from .privacy import PrivacyNoticeCase

GROUP = "hr_recruitment_candidate_experience.group_advert"
# What differs between two looks at the same page.
FRESH = re.compile(r'csrf_token: "[^"]*"|"csrf_token": "[^"]*"|data-csrf="[^"]*"')


def read_microdata(page):
    """:param str page: HTML
    :return: list of the outermost items: dict of ``type`` and of each property → list of
        texts and items"""
    items = []
    _read_items(html.fromstring(page), None, items)
    return items


def _read_items(element, around, items):
    name = element.get("itemprop")
    inside = around
    if element.get("itemscope") is not None:
        inside = {"type": [element.get("itemtype")]}
        items.append(inside) if around is None else None
    if name and around is not None:
        value = inside if inside is not around else element.get("content")
        if value is None:
            value = " ".join(element.text_content().split())
        around.setdefault(name, []).append(value)
    for child in element:
        if isinstance(child.tag, str):
            _read_items(child, inside, items)


class JobPageCase(PrivacyNoticeCase):
    """A published job position with all that there is to tell, on a website in English
    and Swedish."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.everybody = cls.env.ref("base.group_user").sudo()
        cls.everybody._apply_group(cls.env.ref(GROUP))
        cls.website = cls.env["website"].get_current_website()
        swedish = cls.env["res.lang"]._lang_get("sv_SE")
        cls.website.language_ids += swedish
        cls.website.default_lang_id = cls.env.ref("base.lang_en")
        cls.company.write(
            {
                "name": "Nordlys",
                "website": "https://nordlys.example",
                "country_id": cls.env.ref("base.se").id,
                "employer_story": "<p>We build radios.</p>",
            }
        )
        cls.office = cls.env["res.partner"].create(
            {
                "name": "Nordlys Uppsala",
                "street": "Storgatan 1",
                "zip": "753 31",
                "city": "Uppsala",
                "country_id": cls.env.ref("base.se").id,
            }
        )
        cls.job.write(
            {
                "company_id": cls.company.id,
                "address_id": cls.office.id,
                "contract_type_id": cls.env.ref("hr.contract_type_full_time").id,
                "website_description": "<section><p>You build &amp; mend radios.</p></section>",
                "website_published": True,
                "interview_agenda_ids": [
                    (0, 0, {"kind": "talk", "duration_minutes": 45, "who": "Secret Sigrid"}),
                    (0, 0, {"kind": "coffee", "name": "Coffee with the team"}),
                ],
            }
        )
        # Of all job positions.
        stages = cls.env["hr.recruitment.stage"]
        stages.search([("job_ids", "=", False)], limit=100).candidate_name = False
        cls.job.with_context(lang="sv_SE").name = "Ingenjör"
        cls.new.with_context(lang="sv_SE").candidate_name = "Ansökan mottagen"
        cls.interview.with_context(lang="sv_SE").candidate_name = "Första intervjun"
        cls.signed.with_context(lang="sv_SE").candidate_name = "Välkommen"
        facts = cls.env["hr.employer.fact"]
        facts.create({"kind": "founded", "year": 1987, "company_id": cls.company.id})
        award = facts.create(
            {"kind": "award", "text": "Best radio", "year": 2025, "link": "https://a.example"}
        )
        award.with_context(lang="sv_SE").text = "Bästa radio"
        cls.employee = cls.env["hr.employee"].create(
            {
                "name": "Karin Lind",
                "user_id": cls.recruiter.id,
                "company_id": cls.company.id,
                "job_title": "Talent Partner",
                "candidate_introduction": "I mended radios myself.",
                "candidate_email": "karin@nordlys.example",
                "candidate_phone": "+46 70 123 45 67",
                "candidate_public": True,
            }
        )
        cls.name = f"engineer-{cls.job.id}"

    def switch_off(self):
        self.everybody._remove_group(self.env.ref(GROUP))

    def read_page(self, path=None, lang=None, status=200):
        """What a visitor without a login gets."""
        self.env.flush_all()
        prefix = f"/{lang}" if lang else ""
        answer = self.url_open(f"{prefix}{path or f'/jobs/{self.name}'}")
        self.assertEqual(answer.status_code, status)
        self.env.invalidate_all()
        return FRESH.sub("", answer.text)

    def read_words(self, *args, **kwargs):
        """:return: str, what a person reads of the page"""
        found = html.fromstring(self.read_page(*args, **kwargs)).xpath("//main")
        return " ".join(found[0].text_content().split())

    def find_posting(self, page):
        found = [
            item
            for item in read_microdata(page)
            if item["type"] == ["https://schema.org/JobPosting"]
        ]
        self.assertEqual(len(found), 1)
        return found[0]

    def apply_on_website(self, **values):
        """:return: the application that the form has made, in this browser"""
        answer = self.url_open(
            "/website/form/hr.applicant",
            data={
                "partner_name": "Bo Ek",
                "email_from": "bo.ek@candidate.example",
                "partner_phone": "+46 70 000 00 00",
                "job_id": self.job.id,
                **values,
            },
            headers={"Referer": f"{self.base_url()}/jobs/apply/{self.name}"},
        ).json()
        self.env.invalidate_all()
        return self.env["hr.applicant"].browse(answer.get("id") or ())
