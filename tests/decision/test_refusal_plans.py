from itertools import product

from odoo.tests import tagged

from ..cases.decision import DAY
from ..cases.refusal import RefusalCase
from ..common import NOW

PLANS = (
    (),
    ("email",),
    ("activity",),
    ("email", "activity"),
    ("sms",),
    ("sms", "email"),
    ("email", "email", "activity"),
    ("sms", "activity"),
)
CONTACTS = {
    "both": {"partner_phone": "+46701234567"},
    "number": {"email_from": False, "partner_phone": "+46701234567"},
    "address": {},
    "none": {"email_from": False},
}


@tagged("post_install", "-at_install")
class TestRefusalPlans(RefusalCase):
    """Whatever the plan has for a refusal: somebody calls, or the message leaves, or
    the candidate is listed; and the candidate reads it once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.text = cls.env["sms.template"].create(
            {
                "name": "No",
                "model_id": cls.env["ir.model"]._get_id("hr.applicant"),
                "body": "We will not go on.",
            }
        )
        cls.general = cls.env.ref("hr_recruitment_candidate_experience.communication_plan_default")
        cls.jobs = {actions: cls._make_job(actions) for actions in PLANS}

    @classmethod
    def _make_job(cls, actions):
        job = cls.env["hr.job"].create(
            {"name": " ".join(actions) or "Nothing", "user_id": cls.recruiter.id}
        )
        plan = cls.env["hr.recruitment.communication.plan"].create(
            {"name": job.name, "job_ids": job.ids}
        )
        content = {
            "email": {"mail_template_id": cls.words.id},
            "sms": {"sms_template_id": cls.text.id},
            "activity": {},
        }
        for action in actions:
            cls._make_step(
                "refused",
                action=action,
                plan_id=plan.id,
                send_window="office_hours",
                **content[action],
            )
        return job

    def refuse_all(self, channel):
        """:return: dict applicant → what is special about it"""
        stories = {}
        for actions, contact in product(PLANS, CONTACTS):
            (applicant,) = self._make_applicants(
                job_id=self.jobs[actions].id,
                user_id=self.recruiter.id,
                **CONTACTS[contact],
            )
            stories[applicant] = (channel, actions, contact)
        self.refuse(self.env["hr.applicant"].concat(*stories), channel=channel)
        return stories

    def all_calls(self, applicant):
        """Whoever has something to do about the refusal."""
        return self.answers(applicant).activity_id.filtered("active")

    def check(self, channel):
        stories = self.refuse_all(channel)
        self.run_at(NOW + DAY)
        for applicant, story in stories.items():
            with self.subTest(story=story):
                calls, written = self.all_calls(applicant), self.written(applicant)
                listed = applicant.answer_state == "owed" and applicant.is_unanswered
                self.assertTrue(calls or written or listed)
                self.assertLessEqual(len(written), 1)
                if channel != "mail":
                    self.assertFalse(written, "before the call")
                    self.assertEqual(calls.user_id, self.recruiter)
        with self.at(NOW + DAY):
            for applicant in stories:
                self.all_calls(applicant).action_done()
        self.run_at(NOW + 2 * DAY)
        for applicant, story in stories.items():
            with self.subTest(story=story):
                self.written(applicant)._mark_sent("delivered")
                self.assertEqual(applicant.answer_state, "told")
                self.assertLessEqual(len(self.written(applicant)), 1)

    def test_by_email(self):
        self.check("mail")

    def test_called_first(self):
        self.check("call_mail")

    def test_by_call_only(self):
        self.check("call")

    def test_the_general_plan_cannot_call_either(self):
        """The engine raises the call, with a guide."""
        steps = self.general.step_ids.filtered(lambda s: s.trigger == "refused")
        steps.filtered(lambda s: s.action == "activity").active = False
        applicant = self._make_applicants(job_id=self.jobs["email",].id, user_id=self.recruiter.id)
        self.meet(applicant)
        wizard = self.wizard(applicant, explanation="More years with pumps.")
        self.assertEqual(wizard.channel, "call_mail")
        wizard.action_refuse_reason_apply()
        self.run_at(NOW + DAY)
        (call,) = self.all_calls(applicant)
        self.assertEqual(call.activity_type_id, self.env.ref("mail.mail_activity_data_call"))
        self.assertIn("listen", call.note)
        self.assertFalse(self.written(applicant))
        call.action_done()
        self.run_at(NOW + 2 * DAY)
        self.assertEqual(len(self.written(applicant)), 1)

    def test_nothing_anywhere(self):
        self.general.step_ids.filtered(lambda s: s.trigger == "refused").active = False
        for channel in ("mail", "call_mail", "call"):
            applicant = self._make_applicants(job_id=self.jobs[()].id)
            self.assertFalse(self.refuse(applicant, channel=channel))
            self.assertTrue(applicant.is_unanswered)

    def test_a_step_that_cannot_work_tells_nobody(self):
        """Its template was archived since: the general plan writes."""
        self.words.active = False
        applicant = self._make_applicants()
        row = self.refuse(applicant, channel="mail")
        self.assertEqual(row.step_id.plan_id, self.general)
        self.run_at(NOW + DAY)
        self.assertEqual(self.written(applicant), row)

    def test_the_call_of_the_company_not_of_another(self):
        other = self.env["res.company"].create({"name": "Other"})
        plan = self.general.copy({"name": "Theirs", "company_id": other.id})
        self._make_step(
            "refused",
            name="Their call",
            action="activity",
            plan_id=plan.id,
            send_window="office_hours",
        )
        applicant = self._make_applicants(job_id=self.jobs["email",].id)
        rows = self.refuse(applicant, channel="call")
        self.assertEqual(rows.step_id.plan_id, self.general)

    def test_whoever_prefers_the_telephone_is_called_once(self):
        self.answer_step.activity_type_id = self.call_step.activity_type_id
        applicant = self._make_applicants(
            preferred_channel="phone", partner_phone="+46812345678", user_id=self.recruiter.id
        )
        self.refuse(applicant, channel="call_mail")
        self.run_at(NOW + DAY)
        (call,) = self.all_calls(applicant)
        call.action_done()
        self.run_at(NOW + 2 * DAY)
        self.assertEqual(len(self.written(applicant)), 1)
        self.assertFalse(self.all_calls(applicant))

    def test_interviewers_do_not_all_call(self):
        one, other = (
            self._make_user(name, "hr_recruitment.group_hr_recruitment_interviewer")
            for name in ("one", "other")
        )
        self.call_step.responsible = "interviewers"
        applicant = self._make_applicants(interviewer_ids=(one + other).ids)
        self.refuse(applicant, channel="call")
        self.run_at(NOW + DAY)
        self.assertEqual(len(self.open_calls(applicant)), 1)
