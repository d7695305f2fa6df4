from odoo.tests import tagged

from ..cases.decision import DAY
from ..cases.today import TodayCase
from ..common import NOW

ADDON = "hr_recruitment_candidate_experience"


@tagged("post_install", "-at_install")
class TestTodayToRead(TodayCase):
    """What candidates have sent us, and what waits for a person here."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in ("screening", "booking", "explanation"):
            group = cls.env.ref(f"{ADDON}.group_{name}")
            cls.env.ref("base.group_user").sudo()._apply_group(group)
        cls.questions = cls.env["hr.screening.set"].create(
            {"name": "Before we meet", "question_ids": [(0, 0, {"name": "Why us?"})]}
        )

    def answered(self, name, **values):
        return self.env["hr.applicant.screening"].create(
            {
                "applicant_id": self.candidate(name, **values).id,
                "set_id": self.questions.id,
                "state": "done",
                "done_date": NOW - DAY,
            }
        )

    def unsuited(self, name, **values):
        return self.env["hr.interview.booking"].create(
            {
                "applicant_id": self.candidate(name, **values).id,
                "state": "none_fits",
                "none_fits_text": "After six",
            }
        )

    def drafted(self, name):
        applicant = self.refused(name)
        explanation = self.env["hr.applicant.explanation"].sudo()
        return explanation.create({"applicant_id": applicant.id, "strength": "Clear words"})

    def section(self, name, user=None, scope="mine"):
        return self.sections(user or self.recruiter, scope).get(name)

    def test_each_is_listed_until_it_is_done(self):
        answers = self.answered("Anna")
        booking = self.unsuited("Bo")
        explanation = self.drafted("Cia")
        (line,) = self.section("answers")["lines"]
        self.assertEqual((line["name"], line["text"]), ("Anna", "Before we meet"))
        (line,) = self.section("bookings")["lines"]
        self.assertEqual((line["name"], line["text"]), ("Bo", "After six"))
        (line,) = self.section("explanations")["lines"]
        self.assertEqual((line["name"], line["is_late"]), ("Cia", True))
        self.assertFalse(self.section("answers", self.colleague))
        self.assertTrue(self.section("bookings", self.colleague, "everybody"))
        answers.read_date = NOW
        booking.state = "withdrawn"
        explanation.state = "approved"
        for name in ("answers", "bookings", "explanations"):
            self.assertIsNone(self.section(name), "rare: not shown where there is none")

    def test_interviewers_have_none_of_it(self):
        self.answered("Anna")
        self.assertFalse(self.section("answers", self.interviewer))

    def test_switched_off_it_is_not_looked_for(self):
        self.answered("Anna")
        self.env.ref("base.group_user").sudo()._remove_group(
            self.env.ref(f"{ADDON}.group_screening")
        )
        self.assertIsNone(self.section("answers"))

    def test_a_constant_number_of_queries(self):
        def live():
            self.answered("Anna")
            self.unsuited("Bo")

        def count_queries(scope):
            self.ask_as(self.recruiter, scope)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.ask_as(self.recruiter, scope)
            return self.env.cr.sql_log_count - before

        live()
        few = count_queries("mine")
        for _number in range(4):
            live()
        self.assertEqual(count_queries("mine"), few)
