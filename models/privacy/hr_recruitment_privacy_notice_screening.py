from odoo import api, models


class HrRecruitmentPrivacyNoticeScreening(models.Model):
    """What is said of recordings, where screening questions are in use."""

    _inherit = "hr.recruitment.privacy.notice"

    @api.model
    def _get_facts(self, company, lang):
        facts = super()._get_facts(company, lang)
        if not self.env["hr.candidate.settings"]._is_used("uses_screening"):
            return facts
        spoken = self.with_context(lang=lang)
        return [*facts, spoken._say_recordings(company)]

    def _say_recordings(self, company):
        return self.env._(
            "If we ask you questions before an interview, you may answer in writing, by sound or "
            "by video. People read and listen to the answers, and no machine rates them. "
            "Recordings are deleted %s days after you have handed them in, and you can delete "
            "them earlier on your page.",
            company.screening_keep_days,
        )
