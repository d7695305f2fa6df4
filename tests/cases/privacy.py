from .candidate_page import CandidatePageCase

MODULE = "hr_recruitment_candidate_experience"
ENGLISH = {
    "controller": "Nordlys AB is responsible for your data.",
    "rights": "You can ask for a copy.\n\nWrite to us: https://nordlys.example/data",
}
SWEDISH = {
    "controller": "Nordlys AB ansvarar för dina uppgifter.",
    "rights": "Du kan be om en kopia.",
}


class PrivacyNoticeCase(CandidatePageCase):
    """A company that writes what it tells candidates about their data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        module = cls.env["ir.module.module"].search([("name", "=", MODULE)])
        module._update_translations(["sv_SE"])

    @classmethod
    def _make_notice(cls, **texts):
        """:param texts: code of a language → dict of sections"""
        langs = cls.env["res.lang"]
        return cls.env["hr.recruitment.privacy.notice"].create(
            {
                "company_id": cls.company.id,
                "text_ids": [
                    (0, 0, {"lang_id": langs._get_data(code=code).id, "confirmed": True, **given})
                    for code, given in texts.items()
                ],
            }
        )

    @classmethod
    def _publish(cls, **texts):
        notice = cls._make_notice(**(texts or {"en_US": ENGLISH, "sv_SE": SWEDISH}))
        notice.action_publish()
        return notice
