import re

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..cases.advert import AdvertCase
from .test_form_counts import IPHONE

FORM = "/website/form/hr.applicant"


@tagged("post_install", "-at_install")
class TestFormTrial(AdvertCase):
    """A colleague tries the form, and nobody sees an application."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.job.website_published = True
        cls._make_step("applied", name="Confirmation")
        cls.colleague = cls._make_user("cleo", "base.group_user", email="cleo@company.example")
        wizard = cls.env["hr.job.form.trial"].with_user(cls.recruiter)
        wizard.create({"job_id": cls.job.id, "user_id": cls.colleague.id}).action_ask()
        cls.test = cls.env["hr.job.form.test"].search([("kind", "=", "colleague")], limit=1)
        cls.path = f"/jobs/trial/{cls.test.id}"

    def setUp(self):
        super().setUp()
        self.path = type(self).path
        self.authenticate("cleo", "cleo")

    def find_key(self):
        page = self.url_open(self.test._make_trial_path()).text
        found = re.search(r'name="candidate_trial" value="([^"]+)"', page)
        return found and found[1]

    def apply(self, key, agent=IPHONE):
        self.logout()
        data = {
            "partner_name": "Bo Ek",
            "email_from": "bo@candidate.example",
            "job_id": self.job.id,
            "candidate_trial": key,
        }
        answer = self.url_open(FORM, data=data, headers={"User-Agent": agent})
        self.env.invalidate_all()
        return answer.json()

    def applications(self):
        self.env.invalidate_all()
        return self.env["hr.applicant"].search([("partner_name", "=", "Bo Ek")])

    def tell(self, **values):
        page = self.url_open(self.path).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        data = {"csrf_token": token, "minutes": "5", "confirmation_came": "yes", **values}
        return self.url_open(self.path, data=data)

    def test_the_colleague_has_a_todo_and_a_checklist(self):
        todo = self.test.trial_todo_id
        self.assertEqual(todo.user_id, self.colleague)
        self.assertIn(self.path, todo.note)
        page = self.url_open(self.path).text
        self.assertIn("/jobs/apply/", page)
        self.assertIn('name="was_unclear"', page)

    def test_what_is_sent_is_taken_back(self):
        self.assertIn("id", self.apply(self.find_key()))
        self.assertFalse(self.applications())
        self.assertEqual((self.test.sent_phone, self.test.sent_computer), (1, 0))
        mail = self.env["mail.mail"].search([("email_to", "like", "cleo@")], limit=1)
        self.assertTrue(mail.subject.startswith("Trial: "))

    def test_a_key_of_nobody_makes_no_application(self):
        for key in ("", "x", "é", self.find_key()[:-2]):
            self.assertIn("error", self.apply(key), key)
        self.assertFalse(self.applications())
        self.assertFalse(self.test.sent_phone)

    def test_the_answers(self):
        self.apply(self.find_key())
        self.authenticate("cleo", "cleo")
        self.assertIn("Please answer", self.tell(minutes="long").text)
        self.assertIn("Thank you", self.tell(was_unclear="The file").text)
        self.env.invalidate_all()
        self.assertEqual((self.test.state, self.test.light), ("done", "yellow"))
        self.assertEqual(self.test.was_unclear, "The file")
        self.assertFalse(self.test.trial_todo_id.active)
        self.assertEqual(self.url_open(self.path).status_code, 404)

    def test_nobody_elses(self):
        self.authenticate(self.recruiter.login, self.recruiter.login)
        self.assertEqual(self.url_open(self.path).status_code, 404)

    def test_off_is_off(self):
        key = self.find_key()
        self._switch_advert(False)
        self.assertEqual(self.url_open(self.path).status_code, 404)
        self.assertIn("error", self.apply(key))
        with self.assertRaises(AccessError):
            wizard = self.env["hr.job.form.trial"].with_user(self.recruiter)
            wizard.create({"job_id": self.job.id, "user_id": self.colleague.id}).action_ask()
