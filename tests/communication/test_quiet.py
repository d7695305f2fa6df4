from datetime import date, datetime, timedelta

from odoo.tests import tagged

from ..common import CandidateCase

# A Monday; ten working days later is Monday, August 31.
HIRED = datetime(2026, 8, 17, 8)
DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestQuiet(CandidateCase):
    """From the signature to the third month somebody notices when nobody says a word."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = cls.env.ref("hr_recruitment_candidate_experience.activity_type_quiet")
        cls.boss = cls._make_user("chef", "hr_recruitment.group_hr_recruitment_interviewer")
        manager = cls.env["hr.employee"].create({"name": "Chef", "user_id": cls.boss.id})
        cls.job.department_id = cls.env["hr.department"].create(
            {"name": "Works", "manager_id": manager.id}
        )
        cls.job.interviewer_ids = cls.boss

    def hire(self, count=1, **values):
        with self.at(HIRED):
            applicants = self._make_applicants(count, partner_phone="+46701234567", **values)
            applicants.write({"stage_id": self.signed.id, "first_day": date(2026, 9, 14)})
        return applicants

    def look(self, moment, applicants):
        with self.at(moment):
            self.env["hr.applicant"]._cron_silence()
        return self.todos(applicants)

    def todos(self, applicants):
        return self.env["mail.activity"].search(
            [("res_id", "in", applicants.ids), ("activity_type_id", "=", self.kind.id)]
        )

    def test_ten_working_days_without_a_word(self):
        anna = self.hire()
        self.assertFalse(self.look(datetime(2026, 8, 31, 7), anna))
        todo = self.look(datetime(2026, 8, 31, 9), anna)
        self.assertEqual(todo.user_id, self.boss)
        self.assertIn("Anna Ek 0 has heard nothing from us for 14 days", todo.summary)
        for words in ("+46701234567", "Monday, September 14"):
            self.assertIn(words, todo.note)
        self.assertEqual(anna.quiet_since, HIRED)
        self.assertEqual(self.look(datetime(2026, 9, 2, 9), anna), todo, "one for one silence")

    def test_a_talk_ends_it(self):
        anna = self.hire()
        todo = self.look(datetime(2026, 8, 31, 9), anna)
        with self.at(datetime(2026, 9, 1, 9)):
            todo.with_user(self.boss).action_feedback(feedback="All is well")
        self.assertFalse(anna.quiet_since)
        self.assertFalse(self.look(datetime(2026, 9, 14, 9), anna))
        self.assertTrue(self.look(datetime(2026, 9, 15, 10), anna), "and the next one begins")

    def test_a_message_of_a_person_ends_it_at_once(self):
        anna = self.hire()
        self.assertTrue(self.look(datetime(2026, 8, 31, 9), anna))
        with self.at(datetime(2026, 9, 1, 9)):
            anna.sudo()._note_contact(datetime(2026, 9, 1, 9), answers=True)
        self.assertFalse(self.todos(anna))
        self.assertFalse(anna.quiet_since)

    def test_what_counts_as_a_word(self):
        written, surveyed, met = self.hire(3)
        step = self._make_step("manual")
        for applicant in (written, surveyed):
            row = applicant._start_step(step).sudo()
            row.write(
                {
                    "state": "sent",
                    "sent_date": HIRED + 7 * DAY,
                    "action": "email" if applicant == written else "survey",
                }
            )
        start = HIRED + 8 * DAY
        self.env["calendar.event"].create(
            {
                "name": "Lunch",
                "start": start,
                "stop": start + timedelta(hours=1),
                "applicant_id": met.id,
            }
        )
        todos = self.look(datetime(2026, 8, 31, 9), written + surveyed + met)
        self.assertEqual(todos.mapped("res_id"), surveyed.ids)

    def test_whom_nobody_looks_at(self):
        refused, left, paused, begun, plain = self.hire(5)
        self.assertTrue(plain)
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "No"})
        refused.write({"refuse_reason_id": reason.id, "active": False})
        left.employee_id = self.env["hr.employee"].create(
            {"name": "Bo", "departure_date": date(2026, 8, 20)}
        )
        paused.communication_paused = True
        begun.first_day = date(2026, 5, 1)
        with self.at(HIRED):
            open_one = self._make_applicants()
        everybody = refused + left + paused + begun + plain + open_one
        todos = self.look(datetime(2026, 8, 31, 9), everybody)
        self.assertEqual(todos.mapped("res_id"), plain.ids)
        self.company.quiet_days = 0
        self.assertFalse(self.look(datetime(2026, 9, 1, 9), everybody))

    def test_archived_with_the_job_position(self):
        anna = self.hire()
        anna.active = False
        self.assertTrue(self.look(datetime(2026, 8, 31, 9), anna))

    def test_a_manager_who_has_left(self):
        self.boss.active = False
        self.assertEqual(self.look(datetime(2026, 8, 31, 9), self.hire()).user_id, self.recruiter)
        self.recruiter.active = False
        hr = self._make_user("hr", "hr_recruitment.group_hr_recruitment_user")
        self.company.candidate_hr_user_id = hr
        bo = self.hire(partner_name="Bo")
        self.assertEqual(self.look(datetime(2026, 8, 31, 9), bo).user_id, hr)

    def test_not_long_ago(self):
        """Whoever updates the addon does not find a to-do for each."""
        anna = self.hire()
        self.assertFalse(self.look(datetime(2026, 9, 30, 9), anna))

    def test_not_before_the_hire_is_told(self):
        self._make_step("hired", delay=60, delay_unit="days")
        self.assertFalse(self.look(datetime(2026, 8, 31, 9), self.hire()))

    def test_many_take_no_more_queries(self):
        counts = []
        for number in (2, 12):
            applicants = self.hire(number)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            with self.at(datetime(2026, 8, 31, 9)):
                self.env["hr.applicant"]._watch_new_colleagues()
                self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(self.todos(applicants)), number)
        self.assertLessEqual(counts[1], counts[0] + 3)
