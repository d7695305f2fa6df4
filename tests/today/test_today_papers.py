from odoo.tests import tagged

from ..cases.paperwork import PDF, PaperworkCase


@tagged("post_install", "-at_install")
class TestTodayPapers(PaperworkCase):
    """What waits for a check, in the day of who handles paperwork."""

    def section(self, user, scope="everybody"):
        self.env.flush_all()
        self.env.invalidate_all()
        data = self.env["hr.recruitment.today"].with_user(user).get_data(scope)
        return next((each for each in data["sections"] if each["name"] == "papers"), None)

    def test_what_waits(self):
        self.assertFalse(self.section(self.handler))
        self.diploma._upload("diploma.pdf", PDF)
        section = self.section(self.handler)
        self.assertEqual((section["count"], section["lines"][0]["text"]), (1, "Diploma"))
        self.assertFalse(self.section(self.recruiter), "who may not read it")
        self.assertFalse(self.section(self.handler, "mine"), "of another recruiter")
        self.company.candidate_hr_user_id = self.handler
        self.assertTrue(self.section(self.handler, "mine"), "HR checks for all")
        found = self.env["hr.applicant.paperwork"].with_user(self.handler)
        self.assertEqual(found.search(section["door"]["domain"]).sudo(), self.diploma)
        self.diploma.with_user(self.handler).action_check()
        self.assertFalse(self.section(self.handler))

    def test_switched_off(self):
        self.diploma._upload("diploma.pdf", PDF)
        self._switch_paperwork(False)
        self.assertFalse(self.section(self.handler))
