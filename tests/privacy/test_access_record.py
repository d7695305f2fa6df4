from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from ..cases.feedback import FeedbackCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestAccessRecord(FeedbackCase, HttpCase):
    """Who opens the form of confidential feedback is recorded, and lists are not."""

    def setUp(self):
        super().setUp()
        self.records = self.env["hr.recruitment.access"]
        self.feedback = {
            anonymity: self.make_feedback(anonymity)
            for anonymity in ("confidential", "named", "anonymous")
        }

    def make_feedback(self, anonymity):
        applicant = self._make_applicants()
        return self.env["hr.recruitment.feedback"].create(
            {
                "score": 9,
                "moment": "refused",
                "anonymity": anonymity,
                "response_date": NOW.date(),
                "company_id": self.company.id,
                "job_id": self.job.id,
                "applicant_id": False if anonymity == "anonymous" else applicant.id,
            }
        )

    def rpc(self, method, *args, **kwargs):
        self.authenticate(self.manager.login, self.manager.login)
        model = self.env["hr.recruitment.feedback"]._name
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            json={"params": {"model": model, "method": method, "args": args, "kwargs": kwargs}},
        )
        self.assertNotIn("error", answer.json())
        self.env.invalidate_all()
        return answer.json()["result"]

    def found(self):
        self.env.invalidate_all()
        return self.records.search([])

    def test_the_form_and_not_the_list(self):
        self.manager.password = self.manager.login
        spec = {"score": {}, "applicant_id": {"fields": {"display_name": {}}}}
        row = self.feedback["confidential"]
        only = [["id", "=", row.id]]
        self.assertEqual(len(self.rpc("web_search_read", only, spec)["records"]), 1)
        self.rpc("search_read", only, ["score"])
        self.rpc("web_read_group", only, ["moment"], ["__count"], auto_unfold=True)
        self.assertFalse(self.found())
        for kind in ("named", "anonymous"):
            self.rpc("web_read", self.feedback[kind].ids, spec)
        self.assertFalse(self.found())
        self.rpc("web_read", row.ids, spec)
        (opened,) = self.found()
        self.assertEqual((opened.user_id, opened.res_id), (self.manager, row.id))
        self.assertEqual((opened.kind, opened.applicant_id), ("feedback", row.applicant_id))
        self.rpc("web_read", row.ids, spec)
        self.assertEqual(len(self.found()), 1, "once in an hour")

    def test_nothing_of_whom_one_may_not_read(self):
        row = self.feedback["confidential"]
        with self.assertRaises(AccessError):
            row.with_user(self.recruiter).web_read({"score": {}})
        self.assertFalse(self.found())

    def test_who_reads_the_record(self):
        self.feedback["confidential"].with_user(self.manager).web_read({"score": {}})
        (opened,) = self.found()
        self.assertTrue(opened.with_user(self.manager).read(["user_id"]))
        with self.assertRaises(AccessError):
            opened.with_user(self.recruiter).read(["user_id"])
        for attempt in (
            lambda r: r.write({"res_id": 0}),
            lambda r: r.unlink(),
            lambda r: r.copy(),
        ):
            with self.assertRaises(AccessError):
                attempt(opened.with_user(self.manager))

    def test_old_ones_go(self):
        self.feedback["confidential"].with_user(self.manager).web_read({"score": {}})
        self.found().date = "2020-01-01"
        self.records._gc_old()
        self.assertFalse(self.found())
