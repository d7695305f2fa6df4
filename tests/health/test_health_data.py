from datetime import timedelta

from odoo.tests import tagged

from ..cases.health import ADDON, HealthCase
from ..common import NOW

DAY = timedelta(days=1)
CRON = f"{ADDON}.ir_cron_erasure"


@tagged("post_install", "-at_install")
class TestHealthData(HealthCase):
    """What candidates ask about their data has its time, and what is approved is done."""

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))
        self.erasures = self.env["hr.recruitment.erasure"]

    def check(self, user=None):
        return self.look_as(user or self.manager)["candidate_data"]

    def ask(self, kind, date, **values):
        applicant = self._make_applicants(company_id=self.company.id)
        return self.env["hr.applicant.data.request"].create(
            {"applicant_id": applicant.id, "kind": kind, "date": date, **values}
        )

    def prepare(self, **values):
        applicant = self._make_applicants(company_id=self.company.id)
        erasure = self.erasures._prepare_for(applicant, company_id=self.company.id)
        erasure.write({"looked_date": NOW, **values})
        return erasure

    def assert_door(self, check, records):
        door = check["door"]
        self.assertEqual(door["model"], records._name)
        found = records.with_user(self.manager).search(door["domain"])
        self.assertEqual(found, records)

    def test_all_is_well(self):
        self.ask("copy", NOW - 20 * DAY)
        self.prepare(state="approved", approved_date=NOW, next_attempt=NOW)
        check = self.check()
        self.assertEqual(check["level"], "green")
        self.assertFalse(check["door"] or check["lines"])

    def test_overdue_requests(self):
        late = self.ask("erase", NOW - 40 * DAY)
        self.ask("copy", NOW - 40 * DAY, state="done")
        check = self.check()
        self.assertEqual(check["level"], "red")
        self.assert_door(check, late)
        late.sudo().state = "done"
        self.assertEqual(self.check()["level"], "green")

    def test_an_erasure_that_is_stuck(self):
        since = NOW - 3 * DAY
        erasure = self.prepare(state="approved", approved_date=since, next_attempt=NOW)
        check = self.check()
        self.assertEqual(check["level"], "red")
        self.assert_door(check, erasure)
        # What waits for a hold, or for its day, is looked at each day.
        erasure.write({"state": "waiting", "next_attempt": NOW + DAY})
        self.assertEqual(self.check()["level"], "green")
        erasure.line_ids.detail = "ValueError"
        self.assertEqual(self.check()["level"], "red")
        erasure.line_ids.detail = False
        erasure.next_attempt = since
        self.assertEqual(self.check()["level"], "red")
        erasure.state = "done"
        self.assertEqual(self.check()["level"], "green")

    def test_the_scheduled_action_is_off(self):
        self.cron(CRON).active = False
        self.assertEqual(self.check()["level"], "green", "there is nothing to do")
        self.prepare(state="approved", approved_date=NOW, next_attempt=NOW)
        check = self.check()
        self.assertEqual(check["level"], "red")
        self.assertIn(self.admin.name, check["ask"])
        door = self.check(self.admin)["door"]
        self.assertEqual((door["model"], door["res_id"]), ("ir.cron", self.cron(CRON).id))
        self.cron(CRON).active = True
        self.assertEqual(self.check()["level"], "green")
        self.cron(CRON).unlink()
        self.assertEqual(self.check()["level"], "red")

    def test_copies_that_should_be_gone(self):
        copied = self.ask("copy", NOW - 20 * DAY, state="done")
        copied.sudo().write({"copy_state": "made", "copy_until": NOW - DAY})
        self.assertEqual(self.check()["level"], "green", "the action runs once a day")
        copied.sudo().copy_until = NOW - 3 * DAY
        check = self.check()
        self.assertEqual(check["level"], "attention")
        self.assert_door(check, copied)
        copied.sudo()._drop_copy()
        self.assertEqual(self.check()["level"], "green")

    def test_the_worst_comes_first_and_the_rest_below(self):
        copied = self.ask("copy", NOW - 20 * DAY, state="done")
        copied.sudo().write({"copy_state": "made", "copy_until": NOW - 3 * DAY})
        late = self.ask("erase", NOW - 40 * DAY)
        check = self.check()
        self.assertEqual(check["level"], "red")
        self.assert_door(check, late)
        self.assertEqual([line["label"] for line in check["lines"]], ["Copies"])

    def test_another_company_is_none_of_mine(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        request = self.ask("erase", NOW - 40 * DAY)
        request.applicant_id.company_id = other
        self.env.flush_all()
        self.assertEqual(self.check()["level"], "green")
