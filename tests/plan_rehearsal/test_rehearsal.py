from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import html2plaintext, mute_logger

from ..cases.left_behind import count_rows
from ..common import NOW, CandidateCase, TourCase

DAY = timedelta(days=1)
# A Saturday, at noon.
SATURDAY = NOW + timedelta(days=3, hours=4)
# What could be left behind.
TABLES = (
    "hr_applicant",
    "hr_applicant_communication",
    "hr_job",
    "mail_mail",
    "mail_message",
    "mail_activity",
    "calendar_event",
    "res_partner",
    "sms_sms",
    "bus_bus",
    "ir_cron_trigger",
)


class RehearsalCase(CandidateCase):
    """Engineers hear that their application is here, of their interview and of a no."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._make_user(
            "ledning", "hr_recruitment_candidate_experience.group_experience_manager"
        )
        cls.manager.group_ids += cls.env.ref("hr_recruitment.group_hr_recruitment_manager")
        cls.template.lang = "{{ object.candidate_lang }}"
        cls.thanks = cls._make_step("applied", name="Thanks", send_window="office_hours")
        cls.todo = cls._make_step(
            "applied", name="Look", action="activity", activity_summary="Read the application"
        )
        cls.invited = cls._make_step("interview_booked", name="Interview")
        cls.refused = cls._make_step("refused", name="The no", send_window="office_hours")
        cls.stages.candidate_name = "Talks"


@tagged("post_install", "-at_install")
class TestRehearsal(RehearsalCase):
    """What a plan does to a person, before it does it."""

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))
        self.enterContext(self.enter_registry_test_mode())

    def rehearse(self, rehearsal=None, **values):
        """:return: the rehearsal, once it is through"""
        rehearsals = self.env["hr.recruitment.communication.rehearsal"].with_user(self.manager)
        rehearsal = rehearsal or rehearsals.create(
            {"plan_id": self.plan.id, "job_id": self.job.id, "stages": 1, "days": 3, **values}
        )
        self.env.flush_all()
        rehearsal.action_rehearse()
        return rehearsal

    def told(self, rehearsal, kind="email"):
        """:return: list of names of the steps, of what was written"""
        keys = [line.key for line in rehearsal.line_ids if line.kind == kind]
        steps = self.env["hr.recruitment.communication.step"]
        return [steps.browse(int(key.split()[1])).name for key in keys]

    def test_nothing_is_kept(self):
        before = count_rows(self.env, TABLES)
        rehearsal = self.rehearse()
        self.assertEqual(self.told(rehearsal), ["Thanks", "Interview", "The no"])
        self.assertEqual(count_rows(self.env, TABLES), before)
        self.assertEqual(self.plan.job_ids, self.job)
        letter = rehearsal.line_ids.filtered(lambda line: line.kind == "email")[0]
        self.assertEqual(letter.title, "About Engineer")
        self.assertIn("Dear Kim Example", html2plaintext(letter.body))
        todos = rehearsal.line_ids.filtered(lambda line: line.kind == "todo")
        self.assertIn(
            ("Read the application", "Rekryterare"), todos.mapped(lambda t: (t.title, t.to))
        )

    def test_who_wants_easy_language_gets_it(self):
        self.thanks.easy_mail_template_id = self._make_template(body_html="<p>Easy words</p>")
        lines = self.rehearse(end="nothing", interview=False, easy_to_read=True).line_ids
        letter = lines.filtered(lambda line: line.kind == "email")
        self.assertIn("Easy words", html2plaintext(letter.body))

    def test_the_page_knows_what_was_told(self):
        """A no stands on the page once its message is there, and not before."""
        lines = self.rehearse().line_ids
        told = lines.filtered(lambda line: line.key == f"email {self.refused.id}").moment
        closed = lines.filtered(lambda line: line.kind == "page" and "closed" in line.key)
        decided = lines.filtered(lambda line: line.key == "event refuse").moment
        self.assertEqual(closed.moment, told)
        self.assertGreaterEqual(told, decided)

    def test_who_was_met_is_called_first(self):
        lines = self.rehearse(days=7).line_ids
        told = lines.filtered(lambda line: line.key == f"email {self.refused.id}").moment
        self.assertGreaterEqual(told, lines.filtered(lambda line: line.key == "event call").moment)
        first = lines.filtered(lambda line: line.kind == "page")[0]
        self.assertIn("Engineer", html2plaintext(first.body))
        self.assertNotIn("token", first.body)
        # What is there for machines only is hidden by a stylesheet on the page itself.
        self.assertNotIn("Leave this empty", html2plaintext(first.body))

    def test_a_weekend(self):
        lines = self.rehearse(start=SATURDAY).line_ids
        thanks = lines.filtered(lambda line: line.key == f"email {self.thanks.id}")
        # Monday, when the office opens.
        self.assertEqual(thanks.moment, SATURDAY + timedelta(days=1, hours=18))

    def test_an_interview_that_is_moved(self):
        moved = self._make_step("interview_moved", name="Moved")
        self.assertNotIn("Moved", self.told(self.rehearse()))
        self.assertEqual(self.told(self.rehearse(moved=True)).count(moved.name), 1)

    def test_the_greeting_of_a_week_in_which_we_met(self):
        greeting = self._make_step("before_days_off", name="Have a nice weekend")
        self.assertNotIn(greeting.name, self.told(self.rehearse(interview=False)))
        lines = self.rehearse(end="nothing").line_ids
        met = lines.filtered(lambda line: line.key == f"email {self.invited.id}")
        self.assertTrue(met)
        greeted = lines.filtered(lambda line: line.key == f"email {greeting.id}")
        # On the Friday, at one in the afternoon where the candidate is.
        self.assertEqual(len(greeted), 1)
        self.assertEqual((greeted.moment.weekday(), greeted.moment.hour), (4, 11))

    def test_what_cannot_leave_is_said_once_and_leaves_when_it_can(self):
        self.company.email = False
        self.recruiter.email = self.job.alias_name = False
        for number in range(6):
            self._make_step("applied", name=f"Later {number}", delay=number * 9, delay_unit="days")
        executed, execute = [], type(self.ledger)._execute

        def count(rows):
            executed.append(len(rows))
            return execute(rows)

        self.patch(type(self.ledger), "_execute", count)
        lines = self.rehearse(interview=False).line_ids
        stopped = [
            (line.key, line.title) for line in lines.filtered(lambda line: line.kind == "stopped")
        ]
        self.assertEqual(len(stopped), len(set(stopped)))
        self.assertGreater(len(stopped), 6)
        # Twice each, and once for all after each event: not every hour of the year.
        self.assertLess(len(executed), 40)

    def test_nobody_to_write_to(self):
        rehearsal = self.rehearse(has_address=False, has_phone=False)
        self.assertFalse(self.told(rehearsal))
        self.assertIn("Thanks", self.told(rehearsal, "stopped"))

    def test_taken_back(self):
        """One no is told, after the second."""
        lines = self.rehearse(taken_back=True).line_ids
        (no,) = lines.filtered(lambda line: line.key == f"email {self.refused.id}")
        events = lines.filtered(lambda line: line.kind == "event")
        self.assertEqual(
            events.mapped("key")[-3:], ["event refuse", "event take_back", "event refuse"]
        )
        self.assertGreaterEqual(no.moment, events[-1].moment)

    def test_other_endings(self):
        for end, trigger in (
            ("withdrawn", "withdrawn"),
            ("hired", "hired"),
            ("nothing", "silence"),
        ):
            with self.subTest(end=end):
                step = self._make_step(trigger, name=f"After {end}")
                told = self.told(self.rehearse(end=end))
                self.assertIn(step.name, told)
                self.assertNotIn("The no", told)

    def test_a_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.template.with_context(lang="sv_SE").write(
            {"subject": "Om {{ object.job_id.name }}", "body_html": "<p>Hej</p>"}
        )
        lines = self.rehearse(lang="sv_SE").line_ids
        self.assertEqual(lines.filtered(lambda line: line.kind == "email")[0].title, "Om Engineer")

    def test_what_differs(self):
        """After an edit of the plan."""
        rehearsal = self.rehearse()
        self.assertFalse(any(rehearsal.line_ids.mapped("change")))
        self.thanks.delay, self.thanks.delay_unit = 3, "days"
        self.invited.active = False
        more = self._make_step("stage_entered", name="More", stage_ids=self.interview.ids)
        changes = {
            line.key: line.change for line in self.rehearse(rehearsal).line_ids if line.change
        }
        self.assertEqual(
            {
                f"email {self.thanks.id}": "changed",
                f"email {self.invited.id}": "gone",
                f"email {more.id}": "new",
            }.items(),
            {key: value for key, value in changes.items() if key.startswith("email")}.items(),
        )

    def test_nobody_to_write_it(self):
        """Without an address of the company it is said once what waits, however long."""
        self.company.email = False
        self.recruiter.email = self.job.alias_name = False
        lines = self.rehearse().line_ids
        self.assertFalse(lines.filtered(lambda line: line.kind == "email"))
        waits = lines.filtered(lambda line: line.key == f"stopped {self.thanks.id}")
        said = dict(self.ledger._fields["reason"]._description_selection(self.env))["no_sender"]
        self.assertEqual(waits.mapped("to").count(said), 1)

    def test_other_words(self):
        """A text that says something else is another one, though it comes as it came."""
        rehearsal = self.rehearse(has_phone=True)
        self.rehearse(rehearsal)
        self.assertFalse(any(rehearsal.line_ids.mapped("change")))
        self.template.body_html += "<p>We read every application.</p>"
        self.rehearse(rehearsal)
        changed = rehearsal.line_ids.filtered(lambda line: line.change == "changed")
        self.assertEqual(set(changed.mapped("kind")), {"email"})
        self.assertEqual(len(changed), len(self.told(rehearsal)))

    def test_a_text_that_writes(self):
        self.template.body_html = "<p t-out=\"object.write({'partner_name': 'Nobody'})\"/>"
        self.template.body_html += "<p t-out=\"object.job_id.write({'name': 'Gone'})\"/>"
        self.rehearse()
        self.env.invalidate_all()
        self.assertEqual(self.job.name, "Engineer")

    @mute_logger("odoo.addons.base.models.ir_qweb")
    def test_a_text_that_cannot_be_written(self):
        self.template.body_html = '<p t-out="object.nothing_of_the_kind"/>'
        rehearsal = self.rehearse()
        self.assertNotIn("Thanks", self.told(rehearsal))
        self.assertIn("Thanks", self.told(rehearsal, "stopped"))

    def test_a_plan_that_is_not_in_use(self):
        """It is rehearsed for a job position of its own, and stays out of use."""
        self.plan.write({"job_ids": False, "in_use": False})
        self.assertEqual(self.told(self.rehearse(job_id=False)), ["Thanks", "Interview", "The no"])
        self.assertFalse(self.plan.in_use)

    def test_another_job_position(self):
        """Whose plan would be another one: it is not read on the way."""
        other = self.env["hr.job"].create({"name": "Secret"})
        lines = self.rehearse(job_id=other.id).line_ids
        self.assertFalse([line for line in lines if "Secret" in (line.title or "")])

    def test_for_who_writes_plans(self):
        rehearsal = self.rehearse()
        with self.assertRaises(AccessError):
            rehearsal.with_user(self.recruiter).action_rehearse()
        with self.assertRaises(AccessError):
            self.plan.with_user(self.recruiter).action_rehearse()

    def test_numbers_that_make_sense(self):
        never, late = datetime(1, 1, 1), datetime(9999, 12, 31)
        for values in (
            {"stages": -1},
            {"stages": 99},
            {"days": 0},
            {"days": 1000},
            {"start": never},
            {"start": late},
        ):
            with self.subTest(**values), self.assertRaises(UserError):
                self.rehearse(**values)


@tagged("post_install", "-at_install")
class TestRehearsalTour(RehearsalCase, TourCase):
    """From the plan to the mail and back, in the browser."""

    def test_read_on_screen(self):
        self.manager.password = self.manager.login
        self.start_tour(
            f"/odoo/action-hr_recruitment_candidate_experience.action_communication_plan/{self.plan.id}",
            "candidate_rehearsal",
            login=self.manager.login,
        )
        self.assertFalse(self.env["hr.applicant"].search([("partner_name", "=", "Kim Example")]))
