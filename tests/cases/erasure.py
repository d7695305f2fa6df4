from datetime import timedelta

from odoo import Command

from ..common import NOW
from .feedback import FeedbackCase

NAME = "Åsa Öbergström"
ADDRESS = "asa.obergstrom@candidate.example"
NUMBER = "+46701740605"
# In lower case, as they stand in texts.
WORDS = ("öbergström", "obergstrom", "701740605", "070-174 06 05")


class ErasureCase(FeedbackCase):
    """Åsa has applied, was interviewed, refused and asked, and has left something of
    herself everywhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.erasures = cls.env["hr.recruitment.erasure"]
        cls.administrator = cls._make_user(
            "ansvarig", "hr_recruitment.group_hr_recruitment_manager"
        )
        cls.administrator.company_ids = cls.env["res.company"].search([])
        cls.refusal = cls._make_step("refused", send_window="office_hours")

    def make_person(self, **values):
        """An application with all that can hang on it."""
        applicant = self._make_applicants(
            **{
                "partner_name": NAME,
                "email_from": ADDRESS,
                "partner_phone": "070-174 06 05",
                "linkedin_profile": "https://linkedin.example/obergstrom",
                "applicant_notes": f"<p>{NAME} writes well</p>",
                "salary_expected_extra": "A car for Öbergström",
                "candidate_questions": "Asks Öbergström",
                "matter_words": "To be called Öbergström",
                "name_spoken": "ÖBERG-ström, like Öbergström",
                **values,
            }
        )
        applicant._ensure_page_tokens()
        applicant.opinion_before = "bad"
        applicant.requirement_ids.create(
            {"applicant_id": applicant.id, "name": "Not called Öbergström", "answer": "no"}
        )
        applicant._tell_adjustment("A quiet room for Öbergström")
        applicant._remember("question", text="Is it me? Öbergström")
        applicant.message_post(
            body=f"{NAME} called from 070-174 06 05",
            attachments=[("Öbergström.txt", b"The life of Obergstrom")],
        )
        applicant.message_post(
            body="Dear Öbergström", partner_ids=applicant.partner_id.ids, message_type="comment"
        )
        applicant.activity_schedule(
            "mail.mail_activity_data_todo", summary="Call Öbergström", user_id=self.recruiter.id
        ).action_feedback("Called Öbergström")
        self.make_meeting(applicant)
        self.make_queues(applicant)
        return applicant

    def make_meeting(self, applicant):
        meeting = self.env["calendar.event"].create(
            {
                "name": "Interview with Öbergström",
                "description": "<p>Öbergström comes</p>",
                "start": NOW + timedelta(days=3),
                "stop": NOW + timedelta(days=3, hours=1),
                "applicant_id": applicant.id,
                "user_id": self.recruiter.id,
                "partner_ids": [
                    Command.set((applicant.partner_id + self.recruiter.partner_id).ids)
                ],
            }
        )
        meeting.message_post(body="Öbergström is late")
        kit = meeting.interview_kit_ids
        kit.goal = "Find out of Öbergström"
        self.env["hr.interview.note"].create({"kit_id": kit.id, "body": "<p>Öbergström!</p>"})
        return meeting

    def make_queues(self, applicant):
        """What has not left, has failed and was cancelled."""
        for state in ("outgoing", "exception", "cancel", "sent"):
            self.env["mail.mail"].create(
                {
                    "subject": "For Öbergström",
                    "body_html": "<p>Öbergström</p>",
                    "email_to": f'"{NAME}" <{ADDRESS}>',
                    "state": state,
                }
            )
            self.env["sms.sms"].create(
                {
                    "number": NUMBER,
                    "body": "Hi Öbergström",
                    "state": {"exception": "error", "cancel": "canceled"}.get(state, state),
                }
            )

    def ask_to_be_erased(self, applicant):
        """:return: the request of the candidate to be erased"""
        applicant._ask_for_data("erase")
        return applicant.data_request_ids.filtered(lambda r: r.kind == "erase")

    def review(self, request):
        action = request.with_user(self.administrator).action_review_erasure()
        return self.erasures.browse(action["res_id"])

    def carry_out(self, erasure):
        erasure.with_user(self.administrator).action_approve()
        self.run_cron(erasure)

    def run_cron(self, erasure):
        """What the cron does with one, without its commits."""
        erasure = erasure.sudo()
        while erasure.state in ("approved", "waiting") and erasure._is_due():
            erasure._carry_out_batch()
        self.env.invalidate_all()

    def send_outbox(self, erasure):
        """The confirmation has left, and Odoo has deleted it."""
        mail = self.env["mail.mail"].browse(erasure.mail_mail_id_int).exists()
        mail.unlink()
        erasure.sudo()._finish_told()
        return mail

    def erase(self, applicant):
        erasure = self.review(self.ask_to_be_erased(applicant))
        self.carry_out(erasure)
        self.send_outbox(erasure)
        return erasure
