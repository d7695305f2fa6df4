from odoo import models

from .steps import ADDON


class HrRecruitmentSetupCandidates(models.AbstractModel):
    """What candidates see: stages, texts and what is said about their data."""

    _inherit = "hr.recruitment.setup"

    def _look_at_stages(self, company):
        stages = company.env["hr.recruitment.stage"].search(
            ["|", ("job_ids", "=", False), ("job_ids.company_id", "in", [False, company.id])]
        )
        nameless = stages.filtered(lambda stage: not stage.candidate_name)
        if not stages:
            text = self.env._("There is no stage yet.")
        elif nameless:
            text = self.env._(
                "Stages without a name for candidates: %s.",
                self._name_some(nameless.mapped("name")),
            )
        elif not any(stage.expected_days for stage in stages if not stage.hired_stage):
            text = self.env._("No stage says how soon candidates hear from you.")
        else:
            return self._say_done(
                self.env._(
                    "Every stage has a name for candidates, and they know when they get an answer."
                )
            )
        return self._say_missing(text, self._get_door_to_stages(nameless))

    def _get_door_to_stages(self, stages):
        """:param stages: those to show; none: all"""
        to = {"domain": [("id", "in", stages.ids)]} if stages else {}
        label = self.env._("Open Stages")
        return self._get_door(label, action="hr_recruitment.hr_recruitment_stage_act", **to)

    def _look_at_privacy_notice(self, company):
        """Published, in each language that a candidate may be written to."""
        notice = company.env["hr.recruitment.privacy.notice"]._find_published(company)
        written = {t.lang.split("_")[0] for t in notice.text_ids if t._get_given()}
        langs = company.env["res.lang"]
        missing = [
            langs._say_language(code)
            for code, _name in langs.get_installed()
            if code.split("_")[0] not in written
        ]
        door = self._get_door(
            self.env._("Open Privacy Notices"), action=f"{ADDON}.action_privacy_notice"
        )
        if not notice:
            text = self.env._("Candidates read nothing about what becomes of their data.")
            return self._say_missing(text, door)
        if missing:
            text = self.env._(
                "Languages that the privacy notice is not written in: %s.",
                self._name_some(missing),
            )
            return self._say_missing(text, door)
        return self._say_done(
            self.env._("Candidates read in their language what becomes of their data.")
        )

    def _look_at_texts(self, company):
        text = self.env._(
            "Nobody has said yet that they have read what candidates of %s get.", company.name
        )
        if lacking := self._find_langs_without_website(company):
            text += " " + self.env._(
                "Candidates who apply on the website are written to in its language, and it is not "
                "in %s.",
                self._name_some(lacking),
            )
        door = self._get_door(
            self.env._("Read the Texts"), action=f"{ADDON}.action_communication_text"
        )
        return self._say_missing(text, door)

    def _find_langs_without_website(self, company):
        """:return: list of names of the languages of Odoo that a website of the company has
        not"""
        langs = company.env["res.lang"].search([("active", "=", True)])
        for website in company.env["website"].search([("company_id", "=", company.id)]):
            if lacking := langs - website.language_ids:
                return [langs._say_language(lang.code) for lang in lacking]
        return []

    def _look_at_test_mail(self, company):
        if not self.env.user.email_normalized:
            return self._say_missing(self._say_no_address())
        text = self.env._("Nobody has seen yet how an email of %s arrives.", company.name)
        return self._say_missing(text)

    def _say_no_address(self):
        return self.env._(
            "You have no email address that a test mail could go to: enter yours in your "
            "preferences."
        )
