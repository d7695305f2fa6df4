from datetime import datetime

from odoo.tests import tagged

from ..cases.first_months import FirstMonthsCase


@tagged("post_install", "-at_install")
class TestFirstMonthsPage(FirstMonthsCase):
    """The candidate's page becomes the new colleague's."""

    def setUp(self):
        super().setUp()
        self.company.write(
            {
                "first_day_start": 9.5,
                "first_day_lunch": "We invite you",
                "first_months_info": "<p>Pay day is the 25th</p>",
                "first_months_next": "Your manager shows you our intranet",
            }
        )
        self.applicant.write({"buddy_id": self.hanna.id, "first_day_bring": "An identity card"})
        self.check = self._make_line("Check of degrees", "months_hr", 5, task_kind="check")
        self.hidden = self._make_line("Order flowers", "months_hr", 1)
        self.plan_months()
        self.env.flush_all()

    def tell_hired(self):
        self.applicant._note_told_stage(self.signed)
        self.env.flush_all()

    def test_not_before_they_are_told(self):
        page = self.look()
        self.assertNotIn("Laptop", page)
        self.assertNotIn("days to go", page)
        self.assertEqual(self.open(f"{self.path}/first-day").status_code, 404)
        self.press("did", task=self.task(self.form).id)
        self.env.invalidate_all()
        self.assertEqual(self.task(self.form).state, "open")

    def test_what_it_shows(self):
        self.tell_hired()
        page = self.look()
        for words in (
            "Welcome, Anna: 40 days to go.",
            "Monday, July 20",
            "9:30",
            "We invite you",
            "An identity card",
            "Pay day is the 25th",
            "Read the handbook",
            "Laptop",
            "First talk",
            "Your buddy",
            "Hanna",
            "Mona",
        ):
            self.assertIn(words, page)
        for words in ("Order flowers", "intranet", "Where you are"):
            self.assertNotIn(words, page)
        calendar = self.open(f"{self.path}/first-day")
        self.assertIn("text/calendar", calendar.headers["Content-Type"])
        # Half past nine in Stockholm.
        self.assertIn("DTSTART:20260720T073000Z", calendar.text)

    def test_in_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        module = self.env.ref("base.module_hr_recruitment_candidate_experience")
        module._update_translations(["sv_SE"])
        self.applicant.candidate_lang = "sv_SE"
        self.tell_hired()
        page = self.look()
        self.assertIn("Välkommen, Anna: 40 dagar kvar.", page)
        self.assertIn("måndag 20 juli", page)

    def test_as_time_goes_by(self):
        self.tell_hired()
        for moment, words in (
            (datetime(2026, 7, 19, 8), "Tomorrow is your first day, Anna."),
            (datetime(2026, 7, 20, 6), "Today is your first day, Anna. Welcome!"),
            (datetime(2026, 7, 28, 8), "Good to have you here, Anna."),
            (datetime(2026, 10, 21, 8), "Your first months are behind you."),
        ):
            with self.subTest(moment), self.at(moment):
                page = self.look()
                self.assertIn(words, page)
                self.assertEqual("intranet" in page, words[:2] in ("To", "Go") and moment.day > 19)
                self.assertEqual("Read the handbook" in page, moment.month == 7)

    def test_people_to_meet(self):
        """Whoever is to be met stands there by name, with the day, and once."""
        karl = self._make_user("karl", "base.group_user", name="Karl")
        for number, name in enumerate(("Meet the buyer", "Meet the buyer again"), 5):
            self._make_line(
                name,
                "other",
                number,
                before=False,
                responsible_id=karl.id,
                task_kind="meeting",
                is_shown=True,
            )
        self.applicant.sudo()._take_over_changes()
        self.tell_hired()
        page = self.look()
        people = page[page.index("people_title") :]
        self.assertEqual(people.count("Karl"), 1)
        self.assertIn("You meet: Monday, July 27", people)
        self.assertIn("Your manager", people)

    def test_done_and_not_done_after_all(self):
        self.tell_hired()
        form = self.task(self.form)
        self.assertEqual(self.press("did", task=form.id).status_code, 303)
        self.env.invalidate_all()
        self.assertEqual((form.state, form.done_by_id.id), ("done", False))
        self.press("undid", task=form.id)
        self.env.invalidate_all()
        self.assertEqual(form.state, "open")

    def test_only_their_own(self):
        self.tell_hired()
        other = self._make_applicants(email_from="other@candidate.example")
        self.hire(other)
        self.plan_months(other)
        self.env.flush_all()
        for task in (
            self.task(self.talk),
            self.task(self.hidden),
            self.task(self.form, other),
        ):
            answer = self.press("did", task=task.id)
            self.assertEqual(answer.status_code, 422)
            self.assertIn("changed in the meantime", answer.text)
        self.env.invalidate_all()
        self.assertNotIn("done", self.tasks.search([]).mapped("state"))

    def test_wishes(self):
        self.tell_hired()
        self.know()
        laptop = self.task(self.laptop)
        self.press("wish", task=laptop.id, size="16 inch", left_handed="1", text="A quiet one")
        self.env.invalidate_all()
        mine = laptop.with_user(self.ivar)
        self.assertEqual(
            (mine.wish_size, mine.wish_left_handed, mine.wish_screen_reader, mine.wish_text),
            ("16 inch", True, False, "A quiet one"),
        )
        said = self.todos_of(laptop).mapped("summary")
        self.assertEqual(said, ["Has told own wishes: look before you order"])
        self.assertIn("A quiet one", self.look())
        answer = self.press("wish", task=laptop.id, text="x" * 1001)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("x" * 1001, answer.text, "nothing that was typed is lost")

    def test_consent(self):
        self.tell_hired()
        self.know()
        check = self.task(self.check)
        self.press("agree", task=check.id)
        self.env.invalidate_all()
        self.assertTrue(check.consent_date)
        self.assertIn("You have agreed to it.", self.look())
        self.press("agree", task=check.id)
        self.env.invalidate_all()
        self.assertFalse(check.consent_date)

    def test_nothing_runs_ahead_of_a_decision(self):
        """We have decided that they do not begin, and have not told them."""
        self.tell_hired()
        before = self.look()
        reason = self.env.ref("hr_recruitment.refuse_reason_1")
        self.applicant.write({"refuse_reason_id": reason.id, "active": False})
        self.env.flush_all()
        form = self.task(self.form)
        self.assertEqual(form.state, "cancelled")
        self.assertEqual(self.look(), before)
        self.assertEqual(self.press("did", task=form.id).status_code, 303)
        self.env.invalidate_all()
        self.assertEqual(form.state, "cancelled")
        self.assertIn("Not done after all", self.look())
        # Taken back: what they did is done.
        self.applicant.write({"refuse_reason_id": False, "active": True})
        self.assertEqual(form.state, "done")

    def test_switched_off(self):
        self.tell_hired()
        self.switch_off()
        page = self.look()
        self.assertNotIn("Laptop", page)
        self.assertIn("Welcome, Anna!", page)
        self.assertEqual(self.open(f"{self.path}/first-day").status_code, 404)

    def test_a_wrong_key(self):
        self.tell_hired()
        for path in ("first-day", f"person/{self.hanna.id}"):
            self.assertEqual(self.open(f"{self.path}x/{path}").status_code, 404)
        self.assertEqual(self.open(f"{self.path}/person/{self.ivar.id}").status_code, 404)

    def test_the_preview_is_dead(self):
        self.tell_hired()
        self.authenticate(self.recruiter.login, self.recruiter.login)
        page = self.open(f"/candidate/preview/{self.applicant.id}")
        self.assertIn("Read the handbook", page.text)
        self.assertNotIn(self.applicant.page_token, page.text)
