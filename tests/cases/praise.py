from datetime import timedelta

from ..common import NOW
from .decision import DecisionCase
from .feedback import PHONE

DAY = timedelta(days=1)


class PraiseCase(DecisionCase):
    """Candidates who were interviewed, and thank somebody at the end of a survey."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.interviewer = cls._make_user(
            "intervjuare", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        cls.praise = cls.env["hr.candidate.praise"]
        cls.company.praise_read_first = False

    def meet(self, name, **values):
        """:return: the application of a candidate whom the interviewer has met"""
        applicant = self._make_applicants(partner_name=name, user_id=self.recruiter.id, **values)
        self.env["calendar.event"].create(
            {
                "name": "Interview",
                "applicant_id": applicant.id,
                "start": NOW - DAY,
                "stop": NOW - DAY + timedelta(hours=1),
                "user_id": self.recruiter.id,
                "partner_ids": (applicant.partner_id | self.interviewer.partner_id).ids,
            }
        )
        return applicant

    def candidate(self, name="Anna Ek", survey=None, **values):
        """:return: the candidate, whom the interviewer has met, with an open invitation"""
        address = f"{name.replace(' ', '.').lower()}@candidate.example"
        applicant = self.meet(name, email_from=address, **values)
        step = self._make_survey_step(survey) if survey else None
        return applicant, self.invite(applicant, step)

    def thank(self, invitation, user=None, words="You made me feel welcome.", **given):
        user = self.interviewer if user is None else user
        invitation._take_praise(
            {
                "to": str(user.id) if user else "else",
                "whom": "",
                "words": words,
                "leave": "named",
                **given,
            }
        )
        return self.praise.search([], order="id desc", limit=1)

    def close(self, applicants, moment=NOW):
        """It is a no, and they have been told."""
        applicants.write({"refuse_reason_id": self.reason.id})
        applicants.write({"answer_state": "told", "decision_told_date": moment})

    def night(self, moment):
        with self.at(moment):
            self.praise._cron_pass_on()
        self.env.invalidate_all()

    def letters(self, user):
        return self.env["mail.mail"].search([("recipient_ids", "in", user.partner_id.ids)])

    def send_thanks(self, path, seconds=5, page=None, **data):
        page = page or self.open(f"{path}/thanks")
        form = self.form_of(page)
        with self.at(self.env.cr._now + timedelta(seconds=seconds)):
            return self.send(f"{path}/thanks", PHONE, form=form, **data)
