from odoo.tests import tagged

from ..cases.access import ACCESS, AccessCase

INTRODUCTION = "hr.candidate.introduction"


@tagged("post_install", "-at_install")
class TestCandidateIntroductions(AccessCase):
    """An HR manager writes what candidates know of colleagues, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.hr = cls.people["manager"]
        employees = cls.env["hr.employee"]
        cls.colleague = employees.create({"name": "Ada", "user_id": cls.ada.id})
        cls.stranger = employees.create(
            {"name": "Bo", "user_id": cls.bo.id, "company_id": cls.other_company.id}
        )
        cls.env.flush_all()

    def find(self, employee, lang="en_US"):
        domain = [("employee_id", "=", employee.id), ("lang", "=", lang)]
        return self.env[INTRODUCTION].search(domain)

    def test_it_is_written_in_each_language(self):
        self.assertFalse(self.hr.has_group("hr.group_hr_user"))
        rows = self.call(self.hr, INTRODUCTION, "search_read", [], ["introduction", "phone"])
        self.assertIn(self.find(self.colleague).id, [row["id"] for row in rows])
        for lang, words in (("en_US", "I build radios."), ("sv_SE", "Jag bygger radio.")):
            ids = self.find(self.colleague, lang).ids
            self.call(self.hr, INTRODUCTION, "write", ids, {"introduction": words})
        self.call(self.hr, INTRODUCTION, "write", ids, {"phone": "+46 70 123 45 67"})
        self.assertEqual(self.colleague.candidate_introduction, "I build radios.")
        swedish = self.colleague.with_context(lang="sv_SE")
        self.assertEqual(swedish.candidate_introduction, "Jag bygger radio.")
        self.assertEqual(self.colleague.candidate_phone, "+46 70 123 45 67")

    def test_nothing_else_and_nobody_else(self):
        ids = self.find(self.colleague).ids
        for values in ({"employee_id": 1}, {"employee_name": "x"}, {"company_id": 1}):
            self.refuse(self.call, self.hr, INTRODUCTION, "write", ids, values)
        self.refuse(self.call, self.hr, INTRODUCTION, "create", {"phone": "1"})
        self.refuse(self.call, self.hr, INTRODUCTION, "unlink", ids)
        there = self.find(self.stranger).ids
        self.assertTrue(there)
        self.refuse(self.call, self.hr, INTRODUCTION, "write", there, {"phone": "1"})
        self.refuse(self.call, self.hr, INTRODUCTION, "read", there, ["phone"])
        for user in (self.ada, self.interviewer, self.employee, self.portal, self.administrator):
            with self.subTest(user=user.login):
                self.refuse(
                    self.call, user, INTRODUCTION, "search_read", [], ["phone"], by=(ACCESS,)
                )
                self.refuse(self.call, user, INTRODUCTION, "write", ids, {"phone": "1"})
