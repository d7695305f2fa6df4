from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.sourcing import DAY, SourcingCase
from ..common import NOW

ASKED = "asked not to be contacted"


@tagged("post_install", "-at_install")
class TestNeverContact(SourcingCase):
    """Who says *never* is never invited again: by nobody, in no company, in no way."""

    def setUp(self):
        super().setUp()
        person = self.invite(phone="+46 70 123 45 67")
        self.box = person.email
        person.sudo()._never()
        self.assertFalse(person.exists())
        self.assertEqual(self.number_of(), (1, 0, 0, 1, 0))

    def assertBound(self, user=None, **values):
        with self.assertRaisesRegex(UserError, ASKED):
            mine, self.mine = self.mine, self.mine.with_user(user or self.recruiter)
            try:
                self.make(**values)
            finally:
                self.mine = mine

    def test_every_spelling(self):
        for spelling in (self.box, "VERA0@Person.Example", "Vera <vera0+x@person.example>"):
            self.assertBound(email=spelling)
        for spelling in ("070-123 45 67", "+46701234567", "0046 70 1234567"):
            self.company.country_id = self.env.ref("base.se")
            self.assertBound(email="other@person.example", phone=spelling)

    def test_every_way_in(self):
        person = self.make(email="other@person.example")
        with self.assertRaisesRegex(UserError, ASKED):
            person.email = self.box
        with self.assertRaisesRegex(UserError, ASKED):
            person.web_save({"email": self.box}, {})
        loaded = self.mine.load(
            ["name", "email", "job_id/.id", "source"], [["V", self.box, str(self.job.id), "X"]]
        )
        self.assertFalse(loaded["ids"])
        self.assertIn(ASKED, str(loaded["messages"]))

    def test_every_company_and_every_right(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        manager = self._make_user(
            "manager",
            "hr_recruitment.group_hr_recruitment_manager",
            "base.group_system",
            company_id=other.id,
            company_ids=other.ids,
        )
        job = self.env["hr.job"].create({"name": "Cook", "company_id": other.id})
        self.assertBound(user=manager, job_id=job.id)
        bound = self.never.search([])
        self.assertEqual(len(bound), 2)
        for method, *args in (("read",), ("unlink",), ("write", {"value": "x"})):
            with self.assertRaises(AccessError):
                getattr(bound.with_user(manager), method)(*args)
        with self.assertRaises(AccessError):
            self.never.with_user(manager).search([])
        with self.assertRaises(AccessError):
            self.never.with_user(manager).create({"value": "x", "date": NOW})

    def test_what_is_kept_says_nothing(self):
        for row in self.never.search([]):
            self.assertRegex(row.value, r"^[0-9a-f]{64}$")
        self.assertEqual(set(self.never._fields) - {"id", "display_name"}, {"value", "date"})

    def test_a_talent_of_a_pool(self):
        pool = self.env["hr.talent.pool"].create({"name": "Sailors"})
        talent = self._make_applicants(email_from=self.box, talent_pool_ids=pool.ids, job_id=False)
        wizard = (
            self.env["hr.recruitment.prospect.invite"]
            .with_user(self.recruiter)
            .create({"talent_ids": talent.ids, "job_id": self.job.id})
        )
        self.assertIn(ASKED, wizard.left_out)

    def test_who_says_so_while_another_is_on_its_way(self):
        """The colleague's invitation does not leave, and neither is kept."""
        other = self.env["res.company"].create({"name": "Sydlys", "email": "jobs@sydlys.example"})
        job = self.env["hr.job"].create({"name": "Cook", "company_id": other.id})
        first = self.invite(email="twice@person.example")
        second = self.prospects.create(
            {
                "name": "V",
                "email": "twice+cook@person.example",
                "job_id": job.id,
                "source": "X",
            }
        )
        second.action_invite()
        first.sudo()._never()
        self.assertFalse((first | second).exists())

    def test_applies_next_year(self):
        """An application is an application: it is confirmed, answered and counted."""
        self._make_step("applied")
        with self.at(NOW + 365 * DAY):
            applicant = self._make_applicants(email_from=self.box)
            self.assertEqual(self.rows(applicant).mapped("state"), ["scheduled"])
            with self.at(NOW + 365 * DAY + DAY):
                self.process()
            self.assertEqual(len(self.mails_of(applicant)), 1)
            self.assertFalse(applicant.messages_stopped)
            self.assertBound()
        self.assertEqual(self.number_of(), (1, 0, 0, 1, 0))

    def mails_of(self, applicant):
        return self.env["mail.mail"].search(
            [("model", "=", "hr.applicant"), ("res_id", "=", applicant.id)]
        )

    def test_said_on_the_telephone(self):
        person = self.make(way="call", phone="+46709999999", email="phone@person.example")
        person.action_invite()
        person.action_called_never()
        self.assertFalse(person.exists())
        self.assertBound(email="phone@person.example")
        self.assertEqual(self.number_of(), (2, 0, 0, 2, 0))
