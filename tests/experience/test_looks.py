from datetime import date, datetime, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.looks import FEBRUARY, MONDAY, NAME, LookCase

DAY = timedelta(days=1)
APRIL = datetime(2026, 4, 1, 9)


@tagged("post_install", "-at_install")
class TestLooks(LookCase):
    """Three questions a month, to whoever recruits."""

    def test_off_until_it_is_switched_on(self):
        group = self.env.ref(f"{NAME}.group_looks")
        self.env.ref("base.group_user")._remove_group(group)
        self.assertFalse(self.run_cron())
        with self.assertRaises(AccessError):
            self.looks.with_user(self.recruiter).search([])

    def test_once_a_month_for_whoever_recruits(self):
        self.assertFalse(self.run_cron(MONDAY - DAY), "Sunday")
        looks = self.run_cron()
        self.assertEqual(looks.user_id, self.recruiter | self.boss)
        mine = self.of(self.recruiter)
        self.assertEqual(
            (mine.state, mine.role, mine.job_ids, mine.date_deadline, mine.company_id),
            ("open", "recruiter", self.jobs[0], date(2026, 3, 12), self.company),
        )
        self.assertEqual(self.of(self.boss).role, "manager")
        self.assertEqual(self.of(self.boss).department_id, self.department)
        (todo,) = self.todos(mine)
        self.assertEqual((todo.user_id, todo.date_deadline), (self.recruiter, mine.date_deadline))
        self.assertIn("February 2026", todo.summary)
        self.assertFalse(self.run_cron(MONDAY + DAY), "not again")
        self.assertFalse(self.reminders())

    def test_both_roles_are_one_look(self):
        self.jobs[0].user_id = self.boss
        look = self.run_cron()
        self.assertEqual((look.user_id, look.role), (self.boss, "both"))

    def test_without_open_job_positions_nobody_is_asked(self):
        self.jobs[0].no_of_recruitment = 0
        self.assertFalse(self.run_cron())

    def test_in_two_companies_it_is_two(self):
        other = self.env["res.company"].create({"name": "Other"})
        other.resource_calendar_id = self.calendar
        self.recruiter.company_ids |= other
        self.env["hr.job"].create(
            {"name": "Theirs", "company_id": other.id, "user_id": self.recruiter.id}
        )
        self.run_cron()
        self.assertEqual(self.of(self.recruiter).company_id, self.company | other)
        here = self.looks.with_user(self.manager).search([])
        self.assertEqual(here.company_id, self.company, "not the other company's")

    def test_answered_once(self):
        self.run_cron()
        look = self.of(self.recruiter)
        mine = look.with_user(self.recruiter)
        with self.assertRaisesRegex(UserError, "at least one"):
            mine.action_answer()
        mine.write({"went_well": "  "})
        with self.assertRaisesRegex(UserError, "at least one"):
            mine.action_answer()
        with self.at(MONDAY + DAY):
            self.answer(look, went_well="Fast", to_change="Earlier")
        self.assertEqual((look.state, look.answered_date), ("answered", date(2026, 3, 3)))
        self.assertFalse(self.todos(look))
        for call in (mine.action_answer, lambda: mine.write({"went_well": "Slow"})):
            with self.assertRaisesRegex(UserError, "answered already"):
                call()
        self.assertEqual(look.went_well, "Fast")

    def test_who_may(self):
        self.run_cron()
        mine, theirs = self.of(self.recruiter), self.of(self.boss)
        for user, seen in (
            (self.recruiter, mine),
            (self.boss, theirs),
            (self.officer, self.looks),
            (self.manager, mine | theirs),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(self.looks.with_user(user).search([]), seen)
        for user in (self.officer, self.boss, self.manager):
            look = mine.with_user(user)
            for call in (
                look.action_answer,
                lambda look=look: look.write({"went_well": "x"}),
                lambda look=look: look.write({"state": "answered"}),
                look.unlink,
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    call()
        for values in ({"state": "answered"}, {"user_id": self.boss.id}, {"month": "2026-03-01"}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                mine.with_user(self.recruiter).write(values)
        with self.assertRaises(AccessError):
            self.looks.with_user(self.recruiter).create(
                {"user_id": self.recruiter.id, "month": "2026-01-01", "role": "recruiter"}
            )

    def test_one_reminder(self):
        self.run_cron()
        self.answer(self.of(self.boss))
        last = datetime(2026, 3, 12, 9)
        self.run_cron(last - 2 * DAY)
        self.assertFalse(self.reminders())
        for day in (last - DAY, last, last + DAY):
            self.run_cron(day)
        (mail,) = self.reminders()
        self.assertEqual(mail.recipient_ids, self.recruiter.partner_id)
        self.assertEqual(mail.state, "outgoing", "in Odoo's queue")
        self.assertFalse(mail.model)
        self.assertIn("February 2026", mail.subject)
        self.assertIn("Thursday, March 12", mail.body_html)
        self.assertIn(f"/odoo/monthly-looks/{self.of(self.recruiter).id}", mail.body_html)

    def test_in_the_language_of_each_person(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.boss.lang = "sv_SE"
        self.run_cron()
        self.assertIn("februari 2026", self.todos(self.of(self.boss)).summary)
        self.run_cron(datetime(2026, 3, 11, 9))
        mails = self.env["mail.mail"].search([("subject", "like", "februari 2026")])
        self.assertEqual(mails.recipient_ids, self.boss.partner_id)
        self.assertIn("12 mars", mails.body_html)

    def test_a_successor_takes_over(self):
        self.run_cron()
        mine = self.of(self.recruiter)
        self.recruiter.active = False
        self.jobs[0].user_id = self.officer
        (new,) = self.run_cron(MONDAY + 12 * DAY)
        self.assertEqual((mine.state, mine.closed_because), ("closed", "left"))
        self.assertFalse(self.todos(mine))
        self.assertEqual(
            (new.user_id, new.month, new.takes_over_id), (self.officer, FEBRUARY, mine)
        )
        self.assertEqual(self.todos(new).user_id, self.officer)
        self.assertFalse(self.run_cron(MONDAY + 13 * DAY))

    def test_what_was_answered_is_not_asked_of_the_successor(self):
        self.run_cron()
        self.answer(self.of(self.recruiter))
        self.jobs[0].user_id = self.officer
        self.assertFalse(self.run_cron(MONDAY + 12 * DAY))
        self.assertEqual(self.of(self.recruiter).state, "answered")

    def test_without_a_job_position_it_is_closed_not_missed(self):
        self.run_cron()
        mine = self.of(self.recruiter)
        self.jobs[0].no_of_recruitment = 0
        self.run_cron(MONDAY + 2 * DAY)
        self.assertEqual((mine.state, mine.closed_because), ("closed", "no_job"))
        with self.assertRaisesRegex(UserError, "No open job position"):
            mine.with_user(self.recruiter).action_answer()

    def test_after_its_month(self):
        self.run_cron()
        mine = self.of(self.recruiter)
        mine.with_user(self.recruiter).write({"went_well": "Half written"})
        self.run_cron(APRIL)
        self.assertEqual(mine.state, "missed")
        self.assertFalse(self.todos(mine))
        with self.assertRaisesRegex(UserError, "is over"):
            mine.with_user(self.recruiter).action_answer()
        self.assertEqual(mine.went_well, "Half written", "nothing is lost")
        self.assertEqual(self.of(self.recruiter, date(2026, 3, 1)).state, "open")

    def test_switched_off_in_between(self):
        self.run_cron()
        mine = self.of(self.recruiter)
        self.answer(self.of(self.boss))
        group = self.env.ref(f"{NAME}.group_looks")
        self.env.ref("base.group_user")._remove_group(group)
        with self.assertRaises(AccessError):
            mine.with_user(self.recruiter).action_answer()
        self.run_cron(MONDAY + DAY)
        self.assertEqual((mine.state, mine.closed_because), ("closed", "off"))
        self.assertFalse(self.todos(mine))
        self.assertEqual(self.of(self.boss).state, "answered")

    def test_the_share_of_a_month(self):
        """Two of three, by hand: the closed one does not count."""
        self.jobs[1].write({"user_id": self.officer.id, "no_of_recruitment": 1})
        self.jobs[2].write({"user_id": self.manager.id, "no_of_recruitment": 1})
        self.run_cron()
        for user in (self.recruiter, self.boss):
            self.answer(self.of(user))
        self.jobs[2].no_of_recruitment = 0
        self.run_cron(MONDAY + DAY)
        ((_month, found),) = self.looks.with_user(self.manager)._read_group(
            [], ["month:month"], ["answered_share:avg"]
        )
        self.assertAlmostEqual(found, 100 * 2 / 3)
        not_answered = self.looks.search([("state", "in", ("open", "missed"))])
        self.assertEqual(not_answered.user_id, self.officer)

    @mute_logger("odoo.sql_db")
    def test_one_broken_company_stops_no_other(self):
        other = self.env["res.company"].create({"name": "Other"})
        other.resource_calendar_id = self.calendar
        theirs = self._make_user(
            "annan", "base.group_user", company_id=other.id, company_ids=other.ids
        )
        self.env["hr.job"].create({"name": "Theirs", "company_id": other.id, "user_id": theirs.id})
        with self.failing(theirs):
            looks = self.run_cron()
        self.assertEqual(looks.user_id, self.recruiter | self.boss)
        self.assertTrue(
            self.env["mail.activity"].search(
                [("summary", "like", "A monthly check-in could not be")]
            )
        )

    # What should change becomes an improvement ------------------------------------------

    def suggest(self, user=None, **values):
        wizard = self.env["hr.recruitment.improvement.suggestion"].with_user(user or self.officer)
        wizard.create({"name": "Answer within a week", **values}).action_suggest()
        return self.actions.search([], order="id desc", limit=1)

    def test_from_a_look_with_one_press(self):
        self.run_cron()
        for user in (self.recruiter, self.boss):
            look = self.of(user)
            with self.subTest(user=user.login):
                self.answer(look, to_change="Book earlier\nThe panel, before the ad is out")
                look.with_user(user).action_suggest_improvement()
                (idea,) = look.improvement_ids
                self.assertEqual(
                    (idea.name, idea.state, idea.author_id, idea.company_id),
                    ("Book earlier", "idea", user, self.company),
                )
                self.assertIn("before the ad is out", idea.description)
                heard = self.env["mail.activity"].search(
                    [("res_model", "=", idea._name), ("res_id", "=", idea.id)]
                )
                self.assertEqual(heard.user_id, self.manager)
                with self.assertRaisesRegex(UserError, "already"):
                    look.with_user(user).action_suggest_improvement()
        # Who may not decide owns it only where they can open it.
        self.assertEqual(self.of(self.recruiter).improvement_ids.user_id, self.recruiter)
        self.assertEqual(self.of(self.boss).improvement_ids.user_id, self.manager)

    def test_the_manager_starts_one_from_it(self):
        self.run_cron()
        look = self.of(self.recruiter)
        self.answer(look)
        context = look.with_user(self.manager).action_create_improvement()["context"]
        action = self.actions.with_user(self.manager).with_context(**context).create({})
        self.assertEqual((action.name, action.look_id), ("Book the panel earlier", look))
        with self.assertRaisesRegex(UserError, "Only who wrote it"):
            look.with_user(self.manager).action_suggest_improvement()

    def test_no_idea_about_a_look_of_somebody_else(self):
        self.run_cron()
        look = self.of(self.recruiter)
        self.answer(look)
        for call in (
            look.with_user(self.officer).action_suggest_improvement,
            look.with_user(self.officer).action_create_improvement,
        ):
            with self.assertRaises(AccessError):
                call()

    def test_an_officer_suggests_and_does_not_decide(self):
        idea = self.suggest(job_id=self.jobs[0].id)
        mine = idea.with_user(self.officer)
        self.assertEqual(
            (mine.name, mine.state, mine.job_id.name), ("Answer within a week", "idea", "A")
        )
        self.assertEqual(self.actions.with_user(self.officer).search([]), idea)
        for call in (
            mine.action_accept,
            mine.action_decline,
            lambda: mine.write({"state": "in_progress"}),
            lambda: mine.write({"decline_reason": "x"}),
            lambda: mine.write({"author_id": self.recruiter.id}),
        ):
            with self.assertRaises(AccessError):
                call()
        with self.assertRaises(AccessError):
            self.actions.with_user(self.recruiter).browse(idea.id).read(["name"])
        with self.assertRaises(AccessError):
            self.suggest(self.boss)
        with self.assertRaisesRegex(UserError, "Write what"):
            self.suggest(name="   ")

    def test_accepted(self):
        idea = self.suggest()
        deciding = idea.with_user(self.manager)
        deciding.user_id = self.recruiter
        deciding.action_accept()
        self.assertEqual(idea.state, "in_progress")
        self.assertTrue(idea.date_deadline)
        mine = idea.with_user(self.officer)
        self.assertEqual(mine.state, "in_progress", "the author still sees it")
        with self.assertRaises(AccessError):
            mine.write({"state": "done"})

    def test_declined_with_a_reason(self):
        idea = self.suggest()
        deciding = idea.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "reason first"):
            deciding.action_decline()
        with self.assertRaises(ValidationError):
            deciding.state = "dropped"
        deciding.decline_reason = "We tried it last year"
        deciding.action_decline()
        mine = idea.with_user(self.officer)
        self.assertEqual((mine.state, mine.decline_reason), ("dropped", "We tried it last year"))
        todo = self.env["mail.activity"].search(
            [
                ("res_model", "=", idea._name),
                ("res_id", "=", idea.id),
                ("user_id", "=", self.officer.id),
            ]
        )
        self.assertIn("We tried it last year", todo.note)

    def test_only_into_an_own_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        job = self.env["hr.job"].create({"name": "Theirs", "company_id": other.id})
        with self.assertRaises(AccessError):
            self.suggest(job_id=job.id)
