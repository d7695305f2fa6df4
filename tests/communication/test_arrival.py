from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..cases.decision import DAY, DecisionCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestArrival(DecisionCase):
    """Somebody whom we found is not thanked for applying, until they do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.thanks = cls._make_step("applied", name="Thanks")
        cls.read = cls._make_step("applied", name="To do: read", action="activity")
        cls.after = cls._make_survey_step(
            cls._make_survey(feedback_moment="applied"), trigger="applied"
        )
        cls.status = cls._make_step("silence", name="Status", delay=5)
        cls.care = cls._make_step("silence", name="To do: write", action="activity", delay=5)
        cls.interviewing = cls._make_step("stage_entered", name="Meet", stage_ids=cls.interview.ids)

    def planned(self, applicants):
        rows = self.rows(applicants).filtered(lambda row: row.state == "scheduled")
        return sorted(rows.step_id.mapped("name"))

    def found(self, number=1, **values):
        return self._make_applicants(number, arrival="sourced", **values)

    def test_the_form_asks_and_programs_need_not(self):
        applicants = self.env["hr.applicant"].with_user(self.recruiter)
        self.assertEqual(self._make_applicants().arrival, "applied")
        for view in (None, "hr_recruitment.quick_create_applicant_form"):
            form = Form(applicants, view)
            self.assertEqual(form.arrival, "sourced")
            form.partner_name = "Anna Ek"
            form.job_id = self.job
            self.assertEqual(form.save().arrival, "sourced")
        form = Form(applicants)
        form.partner_name = "Bo Al"
        form.email_from = "bo@candidate.example"
        form.job_id = self.job
        form.arrival = "applied"
        self.assertIn("Thanks", self.planned(form.save()))
        # What a client puts into the context counts for nothing.
        program = applicants.with_context(added_by_hand=True).create({"partner_name": "X"})
        self.assertEqual(program.arrival, "applied")

    def test_mail_and_website_bring_applications(self):
        applicants = self.env["hr.applicant"]
        mailed = applicants.message_new({"from": "cy@candidate.example", "subject": "Hi"})
        self.assertEqual(mailed.arrival, "applied")

    def test_nothing_is_sent_and_nothing_promised(self):
        applicant = self.found()
        self.assertEqual(self.planned(applicant), ["To do: write"])
        self.run_at(NOW + 20 * DAY)
        self.assertFalse(self.mails(applicant))
        self.assertFalse(applicant.reply_due_date or applicant.last_contact_date)
        # Whoever does not know of us waits for nothing.
        with self.at(NOW + 60 * DAY):
            self.assertFalse(applicant.is_unanswered)

    def test_shipped_texts_thank_nobody_who_was_found(self):
        found, applied = self.found(), self._make_applicants()
        for name in ("refused", "stage_interview"):
            template = self.env.ref(f"hr_recruitment_candidate_experience.mail_template_{name}")
            bodies = template._render_field("body_html", (found + applied).ids)
            self.assertNotRegex(bodies[found.id], "(?i)applying|your application for")
            self.assertIn(self.job.name, bodies[found.id])
            self.assertRegex(bodies[applied.id], "(?i)thank you for (applying|your application)")

    def test_what_colleagues_do_goes_on(self):
        applicant = self.found()
        applicant.stage_id = self.interview
        self.assertEqual(self.planned(applicant), ["Meet", "To do: write"])

    def test_the_confirmation_goes_out_when_they_apply(self):
        applicants = self.found(3)
        applicants[1].communication_paused = True
        applicants[2].messages_stopped = True
        with self.at(NOW + 3 * DAY):
            applicants.with_user(self.recruiter).action_note_applied()
            thanks = self.rows(applicants).filtered(lambda row: row.step_id == self.thanks)
            self.assertEqual(thanks.applicant_id, applicants)
            self.assertEqual(set(thanks.mapped("scheduled_date")), {NOW + 3 * DAY})
            self.process()
        states = {row.applicant_id: row.state for row in thanks}
        self.assertEqual(states[applicants[0]], "queued")
        self.assertEqual(states[applicants[1]], "scheduled")
        self.assertEqual(states[applicants[2]], "skipped")
        # Twice is once.
        applicants.arrival = "sourced"
        applicants.arrival = "applied"
        again = self.rows(applicants).filtered(lambda row: row.step_id == self.thanks)
        self.assertEqual(again, thanks)
        self.assertEqual(states[applicants[0]], again[0].state if again else None)

    def test_not_after_all(self):
        applicant = self._make_applicants()
        self.assertIn("Thanks", self.planned(applicant))
        applicant.with_user(self.recruiter).arrival = "sourced"
        self.assertEqual(self.planned(applicant), ["To do: write"])
        gone = self.rows(applicant).filtered(lambda row: row.step_id == self.thanks)
        self.assertEqual((gone.state, gone.reason), ("cancelled", "not_applied"))
        applicant.arrival = "applied"
        self.assertIn("Thanks", self.planned(applicant))

    def test_not_thanked_when_it_is_open_again(self):
        applicant = self._make_applicants()
        applicant.active = False
        applicant.arrival = "sourced"
        applicant.action_unarchive()
        self.assertNotIn("Thanks", self.planned(applicant))

    def test_a_closed_application_hears_nothing(self):
        applicant = self.found()
        applicant._note_contact(NOW)
        self.refuse(applicant)
        applicant.with_context(active_test=False).arrival = "applied"
        self.assertNotIn("Thanks", self.planned(applicant))

    def test_who_knows_nothing_gets_no_refusal(self):
        unaware, written, met = self.found(3, stage_id=self.new.id)
        written._note_contact(NOW)
        self.meet(met, NOW + DAY)
        applied = self._make_applicants()
        everybody = unaware + written + met + applied
        wizard = self.wizard(everybody)
        self.assertEqual(wizard.unaware_ids, unaware)
        self.assertFalse(wizard.nobody_hears)
        self.assertTrue(self.wizard(unaware).nobody_hears)
        wizard.action_refuse_reason_apply()
        self.assertEqual(
            everybody.mapped("answer_state"), ["not_owed", "pending", "pending", "pending"]
        )
        self.assertFalse(self.answers(unaware) or unaware.is_unanswered)

    def test_nor_are_they_owed_one_where_the_job_closes(self):
        unaware, applied = self.found(), self._make_applicants()
        self.job.with_user(self.recruiter).write({"active": False})
        self.assertEqual((unaware + applied).mapped("answer_state"), ["not_owed", "owed"])

    def test_another_job_thanks_nobody_who_was_found(self):
        applicant = self.found()
        other = self.job.create({"name": "Designer"})
        self._make_plan_for(other)
        applicant.job_id = other
        self.assertNotIn("Welcome", self.planned(applicant))

    def _make_plan_for(self, job):
        plan = self.plan.create({"name": "Designers", "job_ids": job.ids, "in_use": True})
        return self._make_step("applied", name="Welcome", plan_id=plan.id)

    def test_an_import_says_it_and_sends_nothing(self):
        applicants = self.env["hr.applicant"].with_user(self.recruiter)
        done = applicants.with_context(import_file=True).load(
            ["partner_name", "email_from", "job_id/.id", "arrival"],
            [
                ["A", "a@candidate.example", str(self.job.id), "sourced"],
                ["B", "b@candidate.example", str(self.job.id), "applied"],
                ["C", "c@candidate.example", str(self.job.id), ""],
            ],
        )
        self.assertFalse(done["messages"])
        imported = applicants.browse(done["ids"])
        self.assertEqual(imported.mapped("arrival"), ["sourced", "applied", "applied"])
        self.assertFalse(self.planned(imported))

    def test_an_import_confirms_whom_it_says(self):
        applicants = self.env["hr.applicant"].with_user(self.recruiter)
        names = ("A", "B", "C", "D")
        done = applicants.with_context(import_file=True).load(
            ["partner_name", "email_from", "job_id/.id", "arrival", "send_confirmation"],
            [
                [name, f"{name}@candidate.example", str(self.job.id), arrival, wish]
                for name, arrival, wish in zip(
                    names, ("applied", "applied", "sourced", ""), ("1", "", "1", "1"), strict=True
                )
            ],
        )
        self.assertFalse(done["messages"])
        wished, silent, sourced, also = imported = applicants.browse(done["ids"])
        self.assertIn("Thanks", self.planned(wished))
        self.assertIn("Thanks", self.planned(also))
        self.assertFalse(self.planned(silent + sourced))
        self.assertEqual(imported.mapped("is_confirmed"), [True, False, True, True])
        never = applicants.search([("is_confirmed", "=", False), ("id", "in", imported.ids)])
        self.assertEqual(never, silent)
        # Said again, of those who are there; and by whoever finds them in the list.
        again = ["1"] * 4
        applicants.with_context(import_file=True).load(
            [".id", "send_confirmation"],
            [[str(one.id), wish] for one, wish in zip(imported, again, strict=True)],
        )
        self.assertIn("Thanks", self.planned(silent))
        self.assertEqual(len(self.rows(wished + also, step_id=self.thanks)), 2)
        self.assertFalse(self.planned(sourced))
        self.assertTrue(silent.is_confirmed)

    def test_nobody_is_confirmed_late_or_by_strangers(self):
        quiet = self.env["hr.applicant"].with_context(import_file=True)
        heard, pooled, known = applicants = quiet.create(
            [
                {"partner_name": n, "email_from": f"{n}@candidate.example", "job_id": self.job.id}
                for n in ("A", "B", "C")
            ]
        )
        heard._note_contact(NOW)
        pooled.talent_pool_ids = self.env["hr.talent.pool"].create({"name": "Later"})
        applicants.with_user(self.recruiter).send_confirmation = True
        self.assertNotIn("Thanks", self.planned(heard + pooled))
        self.assertIn("Thanks", self.planned(known))
        interviewer = self._make_user("asker", "hr_recruitment.group_hr_recruitment_interviewer")
        known.interviewer_ids = interviewer
        mine = known.with_user(interviewer)
        self.assertTrue(mine.is_confirmed)
        self.assertTrue(mine.search([("is_confirmed", "=", True), ("id", "=", known.id)]))
        with self.assertRaises(AccessError):
            mine.send_confirmation = True

    def test_copies_and_the_talent_pool(self):
        applicant = self.found()
        copied = applicant.copy()
        self.assertEqual(copied.arrival, "sourced")
        self.assertNotIn("Thanks", self.planned(copied))

    def test_interviewers_do_not_say_it(self):
        interviewer = self._make_user(
            "interviewer", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        applicant = self.found(interviewer_ids=interviewer.ids)
        with self.assertRaises(AccessError):
            applicant.with_user(interviewer).action_note_applied()

    def test_many_cost_what_one_costs(self):
        counts = []
        for number in (2, 20):
            applicants = self.found(number)
            self.env.flush_all()
            before = self.cr.sql_log_count
            applicants.arrival = "applied"
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 3, counts)

    def test_found_and_filtered(self):
        found, applied = self.found(), self._make_applicants()
        groups = self.env["hr.applicant"].formatted_read_group(
            [("id", "in", (found + applied).ids)], ["arrival"], ["__count"]
        )
        self.assertEqual({g["arrival"]: g["__count"] for g in groups}, {"sourced": 1, "applied": 1})
