from datetime import date, timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.experience.alarm_kinds import OPEN
from ..cases.alarms import ON, WEEK, AlarmCase
from ..common import LOGGER


@tagged("post_install", "-at_install")
class TestAlarms(AlarmCase):
    """A number that turns is told once, to who can act."""

    def test_the_first_look_only_learns(self):
        """Promises were broken for months before alarms were switched on."""
        self.promise(ON - 12 * WEEK, ON, 1, each=4)
        self.assertFalse(self.watch_until(ON))
        self.assertFalse(self.alarms.search([]))
        self.assertFalse(self.todos())
        watch = self.watches.search([("kind", "=", "promise"), ("sight", "=", "job")])
        self.assertEqual(watch.state, "watched")
        self.assertEqual(self.company.alarm_read_until, ON)

    def test_a_turn_is_told_to_who_can_act(self):
        alarm = self.turn()
        self.assertEqual(
            (alarm.state, alarm.direction, alarm.user_id), ("new", "worse", self.recruiter)
        )
        self.assertAlmostEqual(alarm.since, ON, delta=timedelta(days=14))
        self.assertRegex(
            alarm.sentence,
            r"^Since about January \d+(, 2026)? fewer candidates get their answer in time \(A\): "
            r"(89|90|91)% before \(n\s=\s\d+\), (4\d|50|51)% since \(n\s=\s\d+\)\.$",
        )
        after = self.outcomes.search([("day", ">=", alarm.since)])
        share = len(after.filtered("kept")) / len(after)
        self.assertAlmostEqual(alarm.sudo().after, share, delta=0.02)
        (todo,) = self.todos(self.recruiter)
        self.assertIn("Reply promises kept", todo.summary)
        self.assertIn(f"/{alarm.id}", todo.note)
        # The whole company and the recruiter's own number are HR's.
        (todo,) = self.todos(self.manager)
        self.assertIn("2 trend changes", todo.summary)
        self.assertEqual(len(self.todos()), 2)
        # It stays one alarm, and nobody is told again.
        first = self.company.alarm_read_until
        self.promise(first, first + 8 * WEEK, 2)
        self.assertFalse(self.watch_until(first + 8 * WEEK))
        self.assertEqual(len(self.alarms.search([("sight", "=", "job")])), 1)
        self.assertEqual(len(self.todos()), 2)

    def test_better_is_told_too(self):
        self.promise(date(2024, 11, 1), ON, 2, job=self.jobs[1])
        self.watch_until(ON)
        self.promise(ON, ON + 16 * WEEK, 20, job=self.jobs[1])
        self.watch_until(ON + 16 * WEEK)
        alarm = self.alarms.search([("job_id", "=", self.jobs[1].id)])
        self.assertEqual(alarm.direction, "better")
        self.assertIn("more candidates get their answer in time (B)", alarm.sentence)

    def test_a_recount_gives_the_same(self):
        self.turn(weeks=6, step=WEEK)
        series = self.watches.search([("sight", "=", "job")]).sudo()
        before = [(watch.blocks, watch.tail) for watch in series]
        end = self.company.alarm_read_until
        self.company.sudo().alarm_read_until = False
        self.assertFalse(self.watches._watch(self.company, end))
        after = [(watch.blocks, watch.tail) for watch in series]
        # What is remembered begins with the same days.
        self.assertEqual(after, before)

    def test_a_company_that_breaks_stops_no_other(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.env["hr.job"].create({"name": "Z", "company_id": other.id})
        registry = type(self.watches)
        original = registry._watch

        def break_here(records, company, today):
            if company == self.company:
                raise ZeroDivisionError
            return original(records, company, today)

        logger = f"{LOGGER}.models.experience.hr_recruitment_experience_watch_run"
        commit = patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **k: 60)
        with patch.object(registry, "_watch", break_here), commit, mute_logger(logger):
            self.watches._cron_watch()
        self.assertFalse(self.company.alarm_read_until)
        self.assertTrue(other.alarm_read_until)
        found = self.env["mail.activity"].search([("summary", "like", "search for trend changes")])
        self.assertEqual(len(found), 1)

    def test_what_nobody_uses_does_nothing(self):
        group = self.env.ref("hr_recruitment_candidate_experience.group_alarms")
        self.env.ref("base.group_user")._remove_group(group)
        self.watches._cron_watch()
        self.assertFalse(self.company.alarm_read_until)
        self.assertFalse(self.watches.search([]))

    def test_a_break_is_not_told(self):
        """Nobody looked for three months."""
        self.watch_until(ON)
        self.promise(ON, ON + 13 * WEEK, 2)
        self.assertFalse(self.watches._watch(self.company, ON + 13 * WEEK))
        self.assertFalse(self.alarms.search([]))

    def test_few_events_are_not_watched_and_say_so(self):
        self.promise(date(2025, 11, 3), date(2025, 11, 5), 1, job=self.jobs[2])
        self.watch_until(ON)
        watch = self.watches.search([("job_id", "=", self.jobs[2].id)])
        self.assertEqual(watch.state, "few")

    def test_archived_job_position(self):
        self.watch_until(ON)
        self.jobs[0].active = False
        alarm = self.turn()
        self.assertFalse(alarm)
        watch = self.watches.search([("kind", "=", "promise"), ("sight", "=", "job")])
        self.assertEqual(watch.state, "gone")

    def test_whoever_follows_is_told(self):
        """The recruiter has left: the manager of the department, else HR."""
        boss = self._make_user("chef", "hr_recruitment.group_hr_recruitment_user")
        employee = self.env["hr.employee"].create({"name": "Chef", "user_id": boss.id})
        department = self.env["hr.department"].create({"name": "Radio", "manager_id": employee.id})
        self.jobs[0].department_id = department
        self.recruiter.active = False
        alarm = self.turn()
        self.assertEqual(alarm.user_id, boss)
        boss.active = False
        alarm._find_who_can_act()
        self.assertEqual(alarm.user_id, self.manager)

    def test_another_company(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._make_user(
            "annanstans",
            "hr_recruitment_candidate_experience.group_experience_manager",
            company_id=other.id,
            company_ids=other.ids,
        )
        job = self.env["hr.job"].create({"name": "Z", "company_id": other.id})
        values = {"company_id": other.id, "user_id": stranger.id}
        self.promise(date(2024, 11, 1), ON, job=job, **values)
        alarm = self.turn()
        self.watch_until(ON + 14 * WEEK, other)
        self.assertFalse(self.alarms.search([("company_id", "=", other.id)]))
        self.assertFalse(self.alarms.with_user(stranger).search([]))
        with self.assertRaises(AccessError):
            alarm.with_user(stranger).read(["sentence"])

    # What becomes of it -----------------------------------------------------------------

    def test_silence_and_a_new_change(self):
        alarm = self.turn().with_user(self.recruiter)
        with self.assertRaises(UserError):
            alarm.silenced_until = date(2020, 1, 1)
            alarm.action_silence()
        alarm.silenced_until = False
        alarm.action_silence()
        self.assertEqual(alarm.state, "silenced")
        self.assertFalse(self.todos(self.recruiter))
        # The same goes on: nothing is told.
        first = self.company.alarm_read_until
        alarm.silenced_until = first + 60 * WEEK
        self.promise(first, first + 12 * WEEK, 2)
        self.assertFalse(self.watch_until(first + 12 * WEEK))
        self.assertEqual(alarm.state, "silenced")
        # It turns again, for the better.
        first = self.company.alarm_read_until
        self.promise(first, first + 14 * WEEK, 30)
        self.watch_until(first + 14 * WEEK)
        self.assertEqual((alarm.state, alarm.direction), ("new", "better"))
        self.assertTrue(self.todos(self.recruiter))
        self.assertEqual(
            self.alarms.search_count([("sight", "=", "job"), ("state", "in", OPEN)]), 1
        )

    def test_the_end_of_a_silence(self):
        alarm = self.turn()
        first = self.company.alarm_read_until
        for broken, state in ((2, "new"), (40, "resolved")):
            with self.subTest(broken=broken), self.env.cr.savepoint() as savepoint:
                alarm.write({"state": "silenced", "silenced_until": first + 15 * WEEK})
                self.promise(first, first + 15 * WEEK, broken)
                # A series that learns anew tells nothing by itself.
                self.watches.search([]).begin = first + 15 * WEEK
                self.watch_until(first + 15 * WEEK)
                self.assertEqual(alarm.state, state)
                savepoint.rollback()

    def test_an_improvement_comes_from_it(self):
        alarm = self.turn().with_user(self.manager)
        context = alarm.action_create_improvement()["context"]
        improvements = self.env["hr.recruitment.improvement"].with_user(self.manager)
        improvement = improvements.with_context(**context).create({})
        self.assertEqual((improvement.alarm_id, improvement.job_id), (alarm, self.jobs[0]))
        self.assertEqual(alarm.state, "seen")
        self.assertEqual(alarm.improvement_count, 1)
        self.assertFalse(self.todos(self.recruiter))
        improvement.state = "done"
        self.assertEqual(alarm.state, "resolved")

    def test_names_of_what_is_gone(self):
        alarm = self.turn()
        self.jobs[0].name = "Engineer of Radios"
        self.assertIn("Engineer of Radios", alarm.display_name)
        self.jobs[0].unlink()
        self.assertIn("(A)", alarm.sentence)
        self.assertEqual(alarm.state, "new")

    # Rights -----------------------------------------------------------------------------

    def test_who_sees_and_does_what(self):
        alarm = self.turn()
        everything = self.alarms.search([])
        own = everything.filtered(lambda one: one.sight == "recruiter")
        self.assertTrue(own)
        self.assertEqual(self.alarms.with_user(self.manager).search([]), everything)
        seen = self.alarms.with_user(self.officer).search([])
        self.assertEqual(seen, everything - own, "nobody's own number")
        self.assertTrue(seen.mapped("sentence"))
        for user, may in ((self.officer, False), (self.recruiter, True), (self.manager, True)):
            with self.subTest(user=user.login):
                if may:
                    alarm.with_user(user).action_see()
                    alarm.state = "new"
                else:
                    with self.assertRaises(AccessError):
                        alarm.with_user(user).action_see()
                for values in ({"state": "resolved"}, {"user_id": user.id}, {"after": 1}):
                    with self.assertRaises(AccessError):
                        alarm.with_user(user).write(values)
                with self.assertRaises(AccessError):
                    alarm.with_user(user).read(["before", "after"])
                with self.assertRaises(AccessError):
                    alarm.with_user(user).unlink()
        watch = self.watches.with_user(self.manager).search([], limit=1)
        with self.assertRaises(AccessError):
            watch.read(["blocks"])
        with self.assertRaises(AccessError):
            self.watches.with_user(self.officer).search([])

    def test_the_report(self):
        alarm = self.turn()
        data = self.read_once()
        found = {row["id"]: row["sentence"] for row in data["alarms"]}
        self.assertEqual(found[alarm.id], alarm.sentence)
        self.assertFalse(self.read_once(self.officer)["alarms"], "at the top for HR")
        self.assertFalse(self.read_once(job_ids=self.jobs[1].ids)["alarms"][3:])
        alarm.action_resolve()
        self.assertNotIn(alarm.id, [row["id"] for row in self.read_once()["alarms"]])
