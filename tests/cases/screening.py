from datetime import datetime, timedelta

from odoo import Command

from ..common import NOW
from .candidate_page import CandidatePageCase
from .feedback import PHONE

GROUP = "hr_recruitment_candidate_experience.group_screening"
TEMPLATE = "hr_recruitment_candidate_experience.mail_template_screening"
# Five working days after the Wednesday of ``NOW``, at the end of the day in Stockholm.
DEADLINE = datetime(2026, 6, 17, 21, 59)
WEBM = b"\x1a\x45\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1fB\x82\x84webm" + bytes(40) + b"V_VP8"
WEBM += bytes(3000)
WAV = b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(2000)
AMR = b"#!AMR\n" + bytes(500)


class ScreeningCase(CandidatePageCase):
    """A company that asks candidates two questions before an interview."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._switch_screening(True)
        cls.questions = cls.env["hr.screening.set"].create(
            {
                "name": "Before we meet",
                "purpose": "We want to hear how you work.",
                "minutes": 8,
                "job_ids": cls.job.ids,
                "question_ids": [
                    Command.create({"name": "What are you proud of?", "hint": "One example."}),
                    Command.create({"name": "Why us?", "sequence": 20}),
                ],
            }
        )
        cls.ask_step = cls._make_step(
            "manual",
            name="Screening",
            action="screening",
            mail_template_id=cls.env.ref(TEMPLATE).id,
        )
        interviewer = "hr_recruitment.group_hr_recruitment_interviewer"
        cls.karin = cls._make_user("karin", interviewer)

    @classmethod
    def _switch_screening(cls, used):
        command = Command.link if used else Command.unlink
        cls.env.ref("base.group_user").implied_ids = [command(cls.env.ref(GROUP).id)]

    def ask_questions(self, applicants=None, told=True, **values):
        """:return: the questions that the candidates have heard of"""
        applicants = self.applicant if applicants is None else applicants
        dialog = self.env["hr.screening.ask"].with_user(self.recruiter)
        dialog.create({"applicant_ids": applicants.ids, **values}).action_ask()
        if told:
            self.arrive()
        return applicants.sudo().screening_ids

    def arrive(self):
        with self.at(self.env.cr._now + timedelta(minutes=1)):
            self.process()
            rows = self.rows(self.env["hr.applicant"].search([]))
            rows.filtered(lambda row: row.state == "queued").sudo()._mark_sent("delivered")
        self.env.flush_all()

    def draft(self, asked=None, *contents):
        """As the candidate does it, without the browser; text or bytes."""
        asked = asked or self.applicant.screening_ids
        for answer, content in zip(asked.answer_ids, contents, strict=False):
            if isinstance(content, bytes):
                answer._save_recording(content)
            else:
                answer._save_text(content)
        return asked

    def hand_in(self, *contents, asked=None):
        asked = self.draft(asked or self.ask_questions(), *contents)
        self.assertTrue(asked._hand_in())
        self.env.flush_all()
        return asked

    def todos(self, applicant=None):
        self.env.invalidate_all()
        return (applicant or self.applicant).activity_ids.mapped("summary")

    def run_cron(self):
        self.env["hr.applicant.screening"]._cron_screenings()
        self.env.invalidate_all()

    # The candidate's browser -----------------------------------------------------------

    def where(self, asked, number=None):
        path = f"{self.applicant._page_path()}/screening/{asked.id}"
        return path if number is None else f"{path}/{asked.answer_ids[number].id}"

    def post(self, path, seconds=5, file=None, form=None, **data):
        """Open the page, read it for a while, and press a button."""
        self.env.flush_all()
        form = form or self.form_of(self.open(f"{path}?by=write"))
        files = {"file": file} if file else None
        with self.at(self.env.cr._now + timedelta(seconds=seconds)):
            page = self.url_open(
                path,
                data={"form": form, **data},
                files=files,
                headers={"User-Agent": PHONE},
                allow_redirects=False,
            )
        self.env.invalidate_all()
        return page


__all__ = ["AMR", "DEADLINE", "NOW", "WAV", "WEBM", "ScreeningCase"]
