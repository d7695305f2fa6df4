from datetime import timedelta

from odoo.tests import tagged

from ..common import NOW
from .feedback import FeedbackCase

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class DecisionCase(FeedbackCase):
    """A plan that answers: an email, and a call for those who are to be called."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls._make_user(
            "administrator", "hr_recruitment.group_hr_recruitment_manager"
        )
        cls.words = cls._make_template(
            name="Answer",
            subject="Our answer",
            body_html="""<p>Dear <t t-out="object.partner_name"/></p>
                <p t-out="object.get_refusal()['explanation']"/>
                <a t-if="object.get_refusal()['near_miss']"
                   t-att-href="object.get_keep_url()">Keep me</a>""",
        )
        cls.answer_step = cls._make_step(
            "refused",
            name="Answer",
            mail_template_id=cls.words.id,
            send_window="office_hours",
            delay_unit="hours",
        )
        cls.call_step = cls._make_step(
            "refused", name="Call", action="activity", send_window="office_hours"
        )
        cls.survey_step = cls._make_survey_step(
            cls._make_survey(feedback_moment="refused"),
            trigger="refusal_sent",
            delay=2,
            delay_unit="working_days",
        )
        reasons = cls.env["hr.applicant.refuse.reason"]
        cls.reason, cls.spam, cls.withdrawal = reasons.create(
            [
                {"name": "Experience", "candidate_explanation": "We need more years."},
                {"name": "Spam", "silent_allowed": True},
                {"name": "Salary", "ended_by": "candidate"},
            ]
        )

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))

    def meet(self, applicant, start=NOW - DAY):
        return self.env["calendar.event"].create(
            {
                "name": "Interview",
                "applicant_id": applicant.id,
                "start": start,
                "stop": start + timedelta(hours=1),
                "partner_ids": applicant.partner_id.ids,
            }
        )

    def wizard(self, applicants, user=None, **values):
        context = {
            **applicants.archive_applicant()["context"],
            "default_applicant_ids": applicants.ids,
        }
        wizard = self.env["applicant.get.refuse.reason"]
        wizard = wizard.with_user(user or self.recruiter).with_context(**context)
        return wizard.create({"refuse_reason_id": self.reason.id, **values})

    def refuse(self, applicants, **values):
        wizard = self.wizard(applicants, **values)
        wizard.action_refuse_reason_apply()
        # Odoo's wizard computes for one of its kind only.
        wizard.sudo().unlink()
        return self.answers(applicants)

    def answers(self, applicants):
        rows = self.rows(applicants)
        return rows.filtered(lambda row: row.step_id.trigger == "refused")

    def run_at(self, moment):
        with self.at(moment):
            self.process()

    def deliver(self, row, moment):
        """The mail leaves and is accepted."""
        with self.at(moment):
            self.process()
            self.assertEqual(row.state, "queued", row.reason)
            row.sudo()._mark_sent("delivered")
