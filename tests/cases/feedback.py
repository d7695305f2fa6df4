import re
from datetime import timedelta

from ..common import NOW, CandidateCase

PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
# The candidate reads mail a while after it has arrived.
LATER = NOW + timedelta(hours=3)


class FeedbackCase(CandidateCase):
    """A survey with the cNPS question, two ratings and a comment, sent by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.feedback = cls.env["hr.recruitment.feedback"]
        cls.quarantine = cls.env["hr.recruitment.feedback.quarantine"]
        cls.manager = cls._make_user(
            "erfarenhet",
            "hr_recruitment_candidate_experience.group_experience_manager",
        )
        cls.company.candidate_hr_user_id = cls.manager
        cls.drivers = cls.env["hr.recruitment.feedback.driver"].search([], limit=2)
        cls.survey = cls._make_survey()
        cls.ask = cls._make_survey_step(cls.survey)

    @classmethod
    def _make_survey(cls, **values):
        return cls.env["survey.survey"].create(
            {
                "title": "How was it?",
                "survey_type": "candidate_feedback",
                "feedback_moment": "applied",
                "feedback_anonymity": "confidential",
                "access_mode": "token",
                "questions_layout": "one_page",
                "scoring_type": "no_scoring",
                "lang_ids": False,
                "question_and_page_ids": [
                    (
                        0,
                        0,
                        cls._question(
                            "Recommend?", "cnps", scale_min=0, scale_max=10, constr_mandatory=True
                        ),
                    ),
                    *(
                        (
                            0,
                            0,
                            cls._question(
                                driver.name,
                                "driver",
                                scale_min=1,
                                scale_max=5,
                                feedback_driver_id=driver.id,
                            ),
                        )
                        for driver in cls.drivers
                    ),
                    (0, 0, cls._question("Why?", "comment", question_type="text_box")),
                ],
                **values,
            }
        )

    @classmethod
    def _question(cls, title, role, **values):
        return {
            "title": title,
            "question_type": "scale",
            "feedback_role": role,
            **values,
        }

    @classmethod
    def _make_survey_step(cls, survey, **values):
        template = cls._make_template(
            name="Ask",
            body_html="""
                <p>Dear <t t-out="object.partner_name"/></p>
                <t t-foreach="object.get_feedback_scores()" t-as="button">
                    <a t-att-href="button['url']" t-out="button['score']"/>
                </t>
                <a t-attf-href="{{object.get_feedback_url()}}/stop">No surveys</a>""",
            email_from="{{ object.user_id.email_formatted }}",
            auto_delete=True,
        )
        return cls._make_step(
            values.pop("trigger", "manual"),
            action="survey",
            survey_id=survey.id,
            mail_template_id=template.id,
            **values,
        )

    def invite(self, applicants, step=None):
        """Send the survey, and let the mail arrive.

        :return: the invitations, in the order of the applicants
        """
        step = step or self.ask
        with self.at(NOW):
            rows = applicants._start_step(step)
            self.process()
            rows = rows.sudo()
            rows.filtered(lambda row: row.state == "queued").write(
                {"state": "sent", "sent_date": NOW}
            )
        by_applicant = {row.applicant_id: row.survey_input_id for row in rows}
        return self.env["survey.user_input"].union(
            *(by_applicant.get(a, self.env["survey.user_input"]) for a in applicants)
        )

    def answer(self, invitation, score, comment=None, ratings=()):
        """As a person answers, without the browser.

        :return: the row of the fact table
        """
        answer = invitation._begin_answer(None if score is None else str(score))
        questions = answer._get_feedback_questions()
        given = {question.id: [] for question in questions}
        for question, rating in zip(questions, ratings, strict=False):
            given[question.id] = [str(rating)]
        if comment:
            given[questions[-1].id] = [comment]
        if comment or ratings:
            answer._complete_answer(given, {"wanted": False, "details": ""})
        return self.feedback.search([("user_input_id", "=", answer.id)])

    def count(self, minutes=16):
        """The cron comes by when what was pressed just now counts for good."""
        with self.at(self.env.cr._now + timedelta(minutes=minutes)):
            self.env["survey.user_input"]._count_presses()

    # The candidate's browser -----------------------------------------------------

    def open(self, path, agent=PHONE, **query):
        parts = "&".join(f"{name}={value}" for name, value in query.items())
        join = "&" if "?" in path else "?"
        url = f"{path}{join}{parts}" if parts else path
        return self.url_open(url, headers={"User-Agent": agent}, allow_redirects=False)

    def send(self, path, agent=PHONE, **data):
        return self.url_open(path, data=data, headers={"User-Agent": agent}, allow_redirects=False)

    def form_of(self, page):
        return re.search(r'name="form" value="([^"]+)"', page.text).group(1)

    def confirm(self, path, score, clicked=None, seconds=5, agent=PHONE, **data):
        """Open the page from the mail, wait, and press the button."""
        page = self.open(path, agent, **({} if clicked is None else {"score": clicked}))
        form = self.form_of(page)
        with self.at(self.env.cr._now + timedelta(seconds=seconds)):
            return self.send(path, agent, part="score", score=score, form=form, **data)
