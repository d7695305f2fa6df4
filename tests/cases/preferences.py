from odoo import Command

from .candidate_page import CandidatePageCase

ADDON = "hr_recruitment_candidate_experience"
GROUP = f"{ADDON}.group_preferences"
ARRANGES = f"{ADDON}.group_arranges_adjustments"
NEED = "I hear badly, Zwxyq, and need a hearing loop"


class PreferencesCase(CandidatePageCase):
    """Candidates say what matters to them; Eva, who is not in recruitment, arranges what
    they need."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.everybody = cls.env.ref("base.group_user").sudo()
        cls.everybody._apply_group(cls.env.ref(GROUP))
        cls.eva = cls._make_user("eva", ARRANGES)
        cls.adjustments = cls.env["hr.applicant.adjustment"]
        matters = cls.env["hr.candidate.matter"]
        matters.search([]).active = False
        cls.pay, cls.growth, cls.hours, cls.place = matters.create(
            [
                {"name": name, "company_id": False}
                for name in ("Pay", "Growing", "Flexible hours", "Near home")
            ]
        )

    def switch_off(self):
        self.everybody._remove_group(self.env.ref(GROUP))
        self.env.invalidate_all()

    def say(self, part, **data):
        """Press on the page, and say whether it was taken."""
        answer = self.press(part, **data)
        self.env.invalidate_all()
        return answer

    def need(self, text=NEED):
        self.applicant._tell_adjustment(text)
        return self.adjustments.search([("applicant_id", "=", self.applicant.id)])

    def todos(self, record):
        self.env.invalidate_all()
        return self.env["mail.activity"].search(
            [("res_model", "=", record._name), ("res_id", "=", record.id)]
        )

    def hold(self, **values):
        """:return: the kit of an interview with the recruiter that the candidate knows of"""
        meeting = self.book(**values)
        return meeting.interview_kit_ids

    def make_arranger(self, login, *groups, **values):
        user = self._make_user(login, ARRANGES, *groups, **values)
        return user

    def make_other_company(self):
        company = self.env["res.company"].create({"name": "Sydlys"})
        user = self.make_arranger(
            "bo", company_id=company.id, company_ids=[Command.set(company.ids)]
        )
        return company, user
