from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..cases.first_months import ADDON
from ..cases.welcome import WelcomeCase


@tagged("post_install", "-at_install")
class TestPapersSets(WelcomeCase):
    """Which set of documents comes to whom, and what becomes of it when plan or set change."""

    def make_set(self, name, **values):
        return self.env["hr.paperwork.set"].create(
            {
                "name": name,
                "company_id": False,
                "document_ids": [Command.create({"name": f"Rules of {name}"})],
                **values,
            }
        )

    def chosen(self, applicant=None):
        applicant = applicant or self.applicant
        self.env.invalidate_all()
        return applicant._get_paper_sets()[applicant]

    def names(self, applicant=None):
        self.env.flush_all()
        self.env.invalidate_all()
        papers = (applicant or self.applicant).sudo().paperwork_ids
        return sorted(papers.filtered(lambda p: p.state != "withdrawn").mapped("name"))

    def test_what_says_most_is_chosen(self):
        self.months.paperwork_set_id = False
        self.papers.unlink()
        place = self.applicant._find_first_day_place() or self.env["hr.work.location"].create(
            {"name": "Quay", "address_id": self.company.partner_id.id}
        )
        self.applicant.first_day_location_id = place
        self.assertFalse(self.chosen())
        job = {"job_ids": self.job.ids}
        department = {"department_ids": self.department.ids}
        there = {"location_ids": place.ids}
        for name, values in (
            ("all", {}),
            ("company", {"company_id": self.company.id}),
            ("place", there),
            ("department", department),
            ("department and place", {**department, **there}),
            ("job", job),
        ):
            with self.subTest(name):
                found = self.make_set(name, **values)
                self.assertEqual(self.chosen(), found)
        elsewhere = self.env["hr.department"].create({"name": "Sails"})
        self.make_set("other", **job, department_ids=elsewhere.ids)
        self.assertEqual(self.chosen().name, "job")

    def test_chosen_by_hand(self):
        mine = self.make_set("Apprentices")
        self.applicant.with_user(self.hanna).paperwork_set_id = mine
        self.assertEqual(self.chosen(), mine)
        self.plan_months()
        self.assertEqual(self.names(), ["Rules of Apprentices"])
        mine.company_id = self.env["res.company"].create({"name": "Other"})
        with self.assertRaises(ValidationError):
            self.another().write({"paperwork_set_id": mine.id})

    def test_the_plan_asks_for_none(self):
        self.months.asks_for_papers = False
        self.plan_months()
        self.assertFalse(self.names())
        self.assertFalse(self.applicant.first_months_differs)

    def test_without_a_set_of_the_plan_the_best_one(self):
        self.months.paperwork_set_id = False
        self.make_set("Boats", department_ids=self.department.ids)
        self.plan_months()
        self.assertEqual(self.names(), ["Rules of Boats"])

    def test_the_dialog_asks_each_for_their_own(self):
        self.months.paperwork_set_id = False
        self.make_set("Boats", department_ids=self.department.ids)
        bo = self.another()
        self.env.flush_all()
        wizard = self.env["hr.paperwork.start"].with_user(self.hanna)
        start = wizard.create({"applicant_ids": (self.applicant | bo).ids})
        self.assertFalse(start.set_id)
        start.action_start()
        self.assertEqual(self.names(), ["Rules of Boats"])
        self.assertEqual(self.names(bo), ["Our rules", "Tax"])
        self.papers.document_ids.active = False
        with self.assertRaises(UserError):
            wizard.create({"applicant_ids": self.another().ids}).action_start()

    # Changed while running -------------------------------------------------------------

    def test_a_document_is_added(self):
        self.plan_months()
        self.assertFalse(self.applicant.first_months_differs)
        self.papers.document_ids = [Command.create({"name": "Secrecy"})]
        self.env.invalidate_all()
        self.assertTrue(self.applicant.first_months_differs)
        self.applicant.with_user(self.hanna).action_take_over_changes()
        self.assertEqual(self.names(), ["Our rules", "Secrecy", "Tax"])
        self.assertFalse(self.applicant.first_months_differs)

    def test_a_document_is_archived(self):
        """What waits is not needed any more; what was handed in stays."""
        self.plan_months()
        rules, tax = self.applicant.sudo().paperwork_ids.sorted("sequence")
        tax._hand_in()
        self.papers.document_ids.active = False
        self.env.invalidate_all()
        self.assertTrue(self.applicant.first_months_differs)
        self.applicant.action_take_over_changes()
        self.assertEqual((rules.state, tax.state), ("withdrawn", "handed_in"))
        self.papers.with_context(active_test=False).document_ids.active = True
        self.env.invalidate_all()
        self.applicant.action_take_over_changes()
        self.assertEqual(self.names(), ["Our rules", "Tax"])

    def test_what_was_withdrawn_by_hand_stays_so(self):
        self.plan_months()
        rules = self.applicant.sudo().paperwork_ids[:1]
        rules.with_user(self.handler).action_withdraw()
        self.env.invalidate_all()
        self.assertFalse(self.applicant.first_months_differs)
        self.applicant.action_take_over_changes()
        self.assertEqual(rules.state, "withdrawn")
        self.assertEqual(len(self.names()), 1)

    def test_another_set_for_this_person(self):
        self.plan_months()
        other = self.make_set("Apprentices")
        by_hand = self.make_set("By hand")
        self.applicant._start_paperwork(by_hand)
        self.applicant.paperwork_set_id = other
        self.env.invalidate_all()
        self.assertTrue(self.applicant.first_months_differs)
        self.applicant.action_take_over_changes()
        self.assertEqual(self.names(), ["Rules of Apprentices", "Rules of By hand"])

    def test_switched_off(self):
        self.plan_months()
        self.papers.document_ids = [Command.create({"name": "Secrecy"})]
        self.everybody._remove_group(self.env.ref(f"{ADDON}.group_paperwork"))
        self.env.invalidate_all()
        self.assertFalse(self.applicant.first_months_differs)
        self.applicant.action_take_over_changes()
        self.assertEqual(len(self.applicant.sudo().paperwork_ids), 2)

    def test_fifty_on_one_day(self):
        """Which set is whose is not asked once for each."""

        def count(number):
            many = self.env["hr.applicant"].concat(*(self.another() for _each in range(number)))
            self.hire(many)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            many._start_paperwork()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(1)
        few, many = count(2), count(20)
        self.assertLessEqual(many, few + 6)
