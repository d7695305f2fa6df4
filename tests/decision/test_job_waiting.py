from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..cases.decision import DecisionCase


@tagged("post_install", "-at_install")
class TestWhoWaits(DecisionCase):
    """The job board shows first where somebody waits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = ("Two replies", "One reply", "Not told", "Quiet")
        cls.jobs = cls.env["hr.job"].create(
            [{"name": name, "company_id": cls.company.id} for name in names]
        )
        two, one, untold, _quiet = cls.jobs
        for job, count, values in (
            (two, 2, {"awaiting_reply": True}),
            (one, 1, {"awaiting_reply": True}),
            (untold, 1, {"active": False, "answer_state": "owed"}),
        ):
            applicants = cls._make_applicants(count, job_id=job.id, company_id=cls.company.id)
            applicants.write(values)
        cls.env.flush_all()

    def board(self, user=None):
        return self.env["hr.job"].with_user(user or self.recruiter)

    def find(self, *domain, order=None):
        jobs = self.board().search([("id", "in", self.jobs.ids), *domain], order=order)
        return jobs.mapped("name")

    def test_filtered(self):
        waiting = [("who_waits", "!=", "nobody")]
        self.assertCountEqual(self.find(*waiting), ["Two replies", "One reply", "Not told"])
        for kind, names in (
            ("reply", ["Two replies", "One reply"]),
            ("untold", ["Not told"]),
            ("nobody", ["Quiet"]),
        ):
            self.assertCountEqual(self.find(("who_waits", "=", kind)), names)
        self.assertFalse(self.find(("who_waits", "=", False)))

    def test_each_candidate_is_unanswered_or_not(self):
        """Whatever is not filled in: the two filters together show everybody."""
        everybody = self.env["hr.applicant"].with_context(active_test=False)
        quiet = self._make_applicants(2, job_id=self.jobs[3].id)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_applicant SET create_date = create_date - interval '99 days',"
            " last_contact_date = NULL, company_id = NULL, outcome = 'ongoing' WHERE id = %s",
            [quiet[0].id],
        )
        self.env.cr.execute("UPDATE hr_applicant SET outcome = NULL WHERE id = %s", [quiet[1].id])
        self.env.invalidate_all()
        found = [everybody.search([("is_unanswered", "=", told)]) for told in (True, False)]
        self.assertFalse(found[0] & found[1])
        self.assertEqual(found[0] | found[1], everybody.search([]))
        self.assertIn(quiet[0], found[0])
        self.assertIn(quiet[1], found[1])

    def test_sorted(self):
        names = self.find(order="awaiting_reply_count desc, id")
        self.assertEqual(names, ["Two replies", "One reply", "Not told", "Quiet"])
        self.assertEqual(self.find(order="unanswered_count desc, id")[0], "Not told")

    def test_a_recruiter_without_rights_to_employees_opens_the_list(self):
        self.assertFalse(self.recruiter.has_group("hr.group_hr_user"))
        view = self.env.ref("hr.view_hr_job_tree")
        arch = etree.fromstring(self.board().get_view(view.id, "list")["arch"])
        names = {node.get("name") for node in arch.iter("field")}
        self.assertIn("unanswered_count", names)
        rows = self.board().web_search_read([], dict.fromkeys(names, {}))["records"]
        self.assertTrue(rows)

    def test_grouped(self):
        """What a group says is what its filter finds, and what the job itself says."""
        domain = [("id", "in", self.jobs.ids)]
        groups = self.board().formatted_read_group(domain, ["who_waits"], ["__count"])
        found = {group["who_waits"]: group for group in groups}
        self.assertEqual(
            {kind: group["__count"] for kind, group in found.items()},
            {"reply": 2, "untold": 1, "nobody": 1},
        )
        for kind, group in found.items():
            jobs = self.board().search([*domain, *group["__extra_domain"]])
            self.assertEqual(set(jobs.mapped("who_waits")), {kind})

    def test_closed_job_positions_and_many(self):
        """Archived ones are found if they are asked for; as many queries for any number."""
        self.jobs[2].active = False
        archived = [("active", "=", False), ("who_waits", "=", "untold")]
        self.assertEqual(self.find(*archived), ["Not told"])
        counts = []
        for jobs in (self.jobs[2:], self.jobs[2:], self.jobs):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            jobs.with_user(self.recruiter).mapped("who_waits")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])

    def test_others_do_not_learn_it(self):
        """Who may not see applications cannot find out by filter, order or group."""
        nobody = self._make_user("nobody", "base.group_user")
        for ask in (
            lambda jobs: jobs.search([("who_waits", "=", "reply")]),
            lambda jobs: jobs.search([], order="awaiting_reply_count desc").ids,
            lambda jobs: jobs.formatted_read_group([], ["who_waits"], ["__count"]),
        ):
            with self.assertRaises(AccessError):
                ask(self.board(nobody))

    def test_an_interviewer_counts_own_candidates(self):
        ivar = self._make_user("ivar", "hr_recruitment.group_hr_recruitment_interviewer")
        self.jobs[1].application_ids.interviewer_ids = ivar
        jobs = self.board(ivar).search([("id", "in", self.jobs.ids), ("who_waits", "=", "reply")])
        self.assertEqual(jobs.mapped("name"), ["One reply"])
