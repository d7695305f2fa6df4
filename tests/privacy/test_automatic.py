import ast
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..cases.decision import DecisionCase
from ..common import NOW

ROOT = Path(__file__).parents[2]
DAY = timedelta(days=1)
# What a decision about a person changes.
DECIDED = ("active", "stage_id", "refuse_reason_id", "refuse_date", "date_closed", "job_id")
# Who gives a reason: the dialog in which a person refuses, the candidate who withdraws on
# the page, or takes it back.
REFUSING = {
    "models/candidate_page/hr_applicant_page_actions.py",
    # Somebody who is invented, by the dialog, in a transaction that is taken back.
    "models/plan_rehearsal/happenings.py",
}


@tagged("post_install", "-at_install")
class TestAutomatic(DecisionCase):
    """What happens by itself is listed, and no part of it judges a person."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.answered, cls.silent, cls.met, cls.kept, cls.gone, cls.low = cls._make_applicants(6)
        cls.low.email_from = "not an address"

    def make_states(self):
        """Applications that a careless machine would sort out."""
        self.answered.sudo().write({"awaiting_reply": True, "last_reply_date": NOW})
        self.silent.sudo().write({"last_contact_date": NOW - 200 * DAY})
        self.env["calendar.event"].create(
            {
                "name": "Interview",
                "start": NOW + DAY,
                "stop": NOW + DAY + timedelta(hours=1),
                "applicant_id": self.met.id,
                "partner_ids": [(6, 0, self.met.partner_id.ids)],
                "interview_missed": True,
            }
        )
        self.kept.sudo().write(
            {
                "near_miss": True,
                "near_miss_consent": "given",
                "near_miss_until": (NOW - DAY).date(),
            }
        )
        self.gone.sudo().active = False

    def read_decisions(self):
        self.env.flush_all()
        self.env.invalidate_all()
        applicants = self.env["hr.applicant"].with_context(active_test=False).search([])
        return {a.id: [a[name] for name in DECIDED] for a in applicants}

    def run_everything(self):
        """All scheduled actions of ours, as their system user."""
        names = self.env["ir.model.data"].search(
            [
                ("module", "=", "hr_recruitment_candidate_experience"),
                ("model", "=", "ir.cron"),
            ]
        )
        crons = self.env["ir.cron"].with_context(active_test=False).browse(names.mapped("res_id"))
        self.assertGreater(len(crons), 7)
        commit = patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **k: 60)
        with commit:
            for cron in crons:
                cron.ir_actions_server_id.with_user(cron.user_id).run()

    def test_no_time_that_passes_decides_about_a_person(self):
        with self.at(NOW):
            self.make_states()
            before = self.read_decisions()
        for days in (0, 1, 10, 40, 400, 1200):
            with self.subTest(days=days), self.at(NOW + days * DAY):
                self.run_everything()
                self.assertEqual(self.read_decisions(), before)

    def test_who_writes_a_reason(self):
        """A reason for ending an application is given by the dialog and the page only."""
        found = set()
        for path in [*ROOT.glob("models/**/*.py"), *ROOT.glob("controllers/*.py")]:
            for node in ast.walk(ast.parse(path.read_text())):
                if _gives_reason(node):
                    found.add(str(path.relative_to(ROOT)))
        self.assertEqual(found, REFUSING)

    # The list --------------------------------------------------------------------------

    def test_it_lists_what_is_in_force(self):
        self._make_step("silence", delay=9, delay_unit="days")
        mine = self.env["hr.recruitment.automatic"].with_user(self.recruiter)
        content = str(mine.create({}).content)
        for step in self.plan.step_ids:
            self.assertEqual(step.summary in content, step.trigger != "manual", step.trigger)
        self.assertIn("Nobody is refused", content)
        days = self.company.unanswered_days
        self.assertIn(f"nothing for {days} days", content)
        self.env.ref("hr_recruitment_candidate_experience.ir_cron_silence").active = False
        self.plan.in_use = False
        content = str(mine.create({}).content)
        self.assertNotIn(f"nothing for {days} days", content)
        self.assertNotIn(self.plan.name, content)

    def test_what_people_wrote_is_no_markup(self):
        self.plan.name = "<script>alert(1)</script>"
        self._make_step("silence", delay=9, delay_unit="days")
        content = str(self.env["hr.recruitment.automatic"].create({}).content)
        self.assertNotIn("<script", content)
        self.assertIn("&lt;script", content)

    def test_the_sentence_names_a_person(self):
        self.company.candidate_hr_user_id = self.recruiter
        record = self.env["hr.recruitment.automatic"].create({})
        self.assertIn(self.recruiter.name, record.sentence)
        self.company.candidate_hr_user_id = False
        record.invalidate_recordset()
        self.assertIn(self.company.name, record.sentence)

    def test_who_reads_it(self):
        interviewer = self._make_user(
            "intervjuare", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        with self.assertRaises(AccessError):
            self.env["hr.recruitment.automatic"].with_user(interviewer).create({})


def _gives_reason(node):
    """:return: whether it sets ``refuse_reason_id`` to something"""
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
    elif isinstance(node, ast.Assign):
        pairs = ((target, node.value) for target in node.targets)
    else:
        return False
    for key, value in pairs:
        name = getattr(key, "value", None) if isinstance(key, ast.Constant) else None
        name = key.attr if isinstance(key, ast.Attribute) else name
        empty = isinstance(value, ast.Constant) and not value.value
        if name == "refuse_reason_id" and not empty and not isinstance(value, ast.Call):
            return True
    return False
