from datetime import date, datetime, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..cases.offer import DAY, FIRST_DAY, HOUR, LAST_DAY, NOW, OfferCase


@tagged("post_install", "-at_install")
class TestOffer(OfferCase):
    """From terms that are filled in to a yes or a no, and what becomes of both."""

    def test_two_fields_are_left_to_fill_in(self):
        self.job.contract_type_id = self.env["hr.contract.type"].create({"name": "Permanent"})
        offer = self.env["hr.applicant.offer"].with_user(self.recruiter)
        offer = offer.create({"applicant_id": self.applicant.id})
        self.assertEqual(offer.role_name, "Engineer")
        self.assertEqual(offer.valid_until, LAST_DAY)
        self.assertEqual(offer.contract_type_id.name, "Permanent")
        self.assertEqual(offer.pay_period, "month")
        self.assertTrue(offer.place)
        self.assertIn("First Day, Pay", offer.notice)
        with self.assertRaisesRegex(UserError, "First Day, Pay"):
            self.send_offer(offer)
        offer.write({"first_day": FIRST_DAY, "pay_amount": 50000})
        self.assertIn("outside of what the job position says", offer.notice)
        offer.pay_amount = 43000
        self.assertFalse(offer.notice)

    def test_sent_told_and_accepted(self):
        offer = self.prepare()
        self.send_offer(offer)
        self.assertEqual(offer.state, "planned")
        self.assertFalse(self.applicant._get_page()["job_offer"])
        self.process()
        self.assertFalse(self.letters(), "it can be undone first")
        self.deliver()
        self.assertEqual(offer.state, "open")
        (mail,) = self.letters()
        self.assertIn("June 17", mail.body_html)
        self.assertIn("/candidate/page/", mail.body_html)
        for secret in ("43,210", "43210", "43 210"):
            self.assertNotIn(secret, mail.body_html + self.chatter())
        self.assertEqual(len(offer.sudo().document_hash), 64)
        self.assertEqual(offer.sudo()._accept("Anna Ek"), "accepted")
        self.assertEqual(offer.sudo()._accept("Anna Ek"), "accepted")
        applicant = self.applicant
        self.assertEqual(applicant.first_day, FIRST_DAY)
        self.assertEqual(applicant.salary_proposed, 43210)
        self.assertEqual(offer.accepted_name, "Anna Ek")
        self.assertEqual(len([t for t in self.todos() if "accepted" in t]), 1)
        self.assertIn("I accept the offer", self.chatter())
        self.assertNotIn("43210", self.chatter())
        tracked = applicant.message_ids.tracking_value_ids.field_id.mapped("name")
        self.assertNotIn("salary_proposed", tracked)
        self.assertEqual(applicant.stage_id.hired_stage, False)
        applicant.with_user(self.recruiter).action_move_to_hired()
        self.assertEqual(applicant.stage_id, self.signed)

    def test_undone_in_ten_seconds(self):
        offer = self.prepare()
        action = self.send_offer(offer)
        self.assertEqual(action["tag"], "candidate_experience_undo")
        offer.action_undo()
        self.assertEqual(offer.state, "draft")
        self.deliver()
        self.assertFalse(self.letters())
        self.send_offer(offer)
        self.deliver()
        self.assertEqual(offer.state, "open")
        with self.assertRaises(UserError):
            offer.action_undo()

    def test_at_a_time_of_their_choice(self):
        offer = self.prepare()
        with self.assertRaisesRegex(UserError, "ahead"):
            self.send_offer(offer, moment_mode="exact", moment=NOW - HOUR)
        with self.assertRaisesRegex(UserError, "before it would be sent"):
            self.send_offer(offer, moment_mode="exact", moment=NOW + 30 * DAY)
        self.send_offer(offer, moment_mode="exact", moment=NOW + DAY)
        self.deliver(HOUR)
        self.assertFalse(self.letters())
        self.deliver(DAY + HOUR)
        self.assertTrue(self.letters())

    def test_by_a_call_first(self):
        offer = self.prepare()
        self.send_offer(offer, told_by="call")
        self.deliver()
        self.assertFalse(self.letters())
        self.assertFalse(self.applicant._get_page()["job_offer"])
        call = self.applicant.activity_ids.filtered(lambda a: a.summary == "Call with the offer")
        self.assertEqual(call.user_id, self.recruiter)
        call.with_user(self.recruiter).action_feedback("Happy")
        self.assertEqual(offer.state, "open")
        page = self.applicant._get_page()["job_offer"]
        self.assertTrue(page["may_answer"])
        self.assertFalse(page["may_accept"], "not before it stands in writing")
        self.deliver()
        self.assertIn("Thank you for the talk", self.letters().body_html)
        self.assertTrue(offer.sudo()._may_accept())

    def test_called_before_it_was_a_to_do(self):
        offer = self.prepare()
        self.send_offer(offer, told_by="call")
        offer.action_have_called()
        self.deliver()
        self.assertEqual(len(self.letters()), 1)
        self.assertNotIn("Call with the offer", self.todos())
        with self.assertRaises(UserError):
            offer.action_have_called()

    def test_a_call_that_is_dropped(self):
        offer = self.prepare()
        self.send_offer(offer, told_by="call")
        self.deliver()
        self.applicant.activity_ids.filtered(lambda a: "Call" in a.summary).unlink()
        self.deliver(2 * HOUR)
        self.assertEqual(offer.state, "open")
        self.assertIn("Good news", self.letters().body_html)

    def test_changed_while_it_is_read(self):
        first = self.offered()
        second = self.change(first, pay_amount=44000)
        self.assertEqual(second.version, 2)
        self.assertEqual(self.applicant._get_page()["job_offer"]["version"], 1)
        self.send_offer(second)
        self.assertEqual(self.applicant._get_page()["job_offer"]["version"], 1)
        self.deliver()
        self.assertEqual(self.applicant._get_page()["job_offer"]["version"], 2)
        self.assertEqual(first._accept("Anna"), "changed")
        self.assertEqual(first.state, "replaced")
        self.assertIn("takes the place", self.letters()[-1:].body_html)
        self.assertEqual(second.sudo()._accept("Anna"), "accepted")

    def test_accepted_while_a_change_is_on_its_way(self):
        first = self.offered()
        second = self.change(first, pay_amount=44000)
        self.send_offer(second)
        self.assertEqual(first._accept("Anna"), "accepted")
        self.deliver()
        self.assertEqual(len(self.letters()), 1)
        self.assertEqual(second.state, "withdrawn")
        self.assertEqual(first.state, "accepted")

    def test_another_offer_after_the_yes(self):
        first = self.offered()
        first._accept("Anna")
        second = self.change(first, pay_amount=44000)
        self.send_offer(second)
        self.deliver()
        self.assertTrue(self.applicant._get_page()["job_offer"]["agreed"])
        self.assertEqual(first.state, "accepted")
        second.sudo()._decline("other", "")
        self.assertEqual(self.applicant._get_page()["job_offer"]["version"], 1)
        with self.at(NOW + HOUR):
            second.sudo()._take_back_decline()
        self.assertEqual(second.sudo()._accept("Anna"), "accepted")
        self.assertEqual(first.state, "replaced")
        self.assertEqual(self.applicant.salary_proposed, 44000)

    def test_paper(self):
        offer = self.prepare().sudo().with_context(force_report_rendering=True)
        offer._make_documents()
        self.assertTrue(offer._read_document().startswith(b"%PDF"))
        self.assertEqual(len(offer.document_hash), 64)
        self.assertTrue(offer.document_name.endswith(".pdf"))

    def test_sms_beside_the_email(self):
        self.offer_step.sms_template_id = self._make_sms_text()
        self.applicant.write({"preferred_channel": "sms", "partner_phone": "+46701234567"})
        offer = self.offered()
        self.deliver()
        self.assertEqual(
            sorted(self.rows(self.applicant).filtered("sent_date").mapped("action")),
            ["offer", "sms"],
        )
        self.assertTrue(offer)

    def test_what_has_left_is_not_changed(self):
        offer = self.offered().with_user(self.recruiter)
        for values in ({"pay_amount": 1}, {"conditions": "None"}, {"valid_until": date.max}):
            with self.assertRaises(UserError):
                offer.write(values)
        for values in ({"state": "accepted"}, {"accepted_name": "Eve"}, {"document_hash": "0"}):
            with self.assertRaises(AccessError):
                offer.write(values)
        with self.assertRaises(UserError):
            offer.unlink()
        self.prepare(self.another()).unlink()

    def test_declined_taken_back_and_declined(self):
        offer = self.offered()
        waits = self.another(partner_name="Vera Number")
        waits.sudo().asked_to_wait_until = LAST_DAY
        self.assertEqual(offer._decline("pay", "Too far"), "declined")
        self.assertEqual(offer._decline("pay", "Too far"), "declined")
        self.assertIn("The offer is declined: talk to who waits", self.todos())
        note = "".join(self.applicant.activity_ids.mapped(lambda a: a.note or ""))
        self.assertIn("asked to wait for this: 1", note)
        self.assertNotIn("Vera Number", note, "interviewers of this candidate read it")
        self.assertIn("Answer today: the job has not been taken", self.todos(waits))
        self.assertEqual(offer._accept("Anna"), "gone")
        with self.at(NOW + DAY - HOUR):
            self.assertTrue(offer._take_back_decline())
            self.assertEqual(offer.state, "open")
            self.assertFalse(offer.decline_reason)
            self.assertEqual(offer._decline("other", ""), "declined")
        with self.at(NOW + 3 * DAY):
            self.assertFalse(offer._take_back_decline())

    def test_no_no_after_a_yes(self):
        offer = self.offered()
        offer._accept("Anna")
        self.assertEqual(offer._decline("pay", ""), "accepted")
        self.assertEqual(offer.state, "accepted")

    def test_reminder_on_the_working_day_before(self):
        self.offered(valid_until=date(2026, 6, 22))
        reminder = self.rows(self.applicant, is_reminder=True)
        # The last day is a Monday: nine in Stockholm, on Friday.
        self.assertEqual(reminder.scheduled_date, datetime(2026, 6, 19, 7, 0))
        with self.at(reminder.scheduled_date + HOUR):
            self.process()
        self.assertIn("only reminder", self.letters()[-1:].body_html)

    def test_expired_in_the_night_of_a_clock_change(self):
        # The clocks go back in the night after Saturday, October 24.
        with self.at(datetime(2026, 10, 19, 8, 0)):
            offer = self.prepare(valid_until=date(2026, 10, 25), first_day=date(2026, 12, 1))
            self.send_offer(offer)
            self.deliver()
        offer = offer.sudo()
        # Midnight in Stockholm, which is an hour later by then.
        self.assertEqual(offer.deadline, datetime(2026, 10, 25, 22, 59))
        with self.at(datetime(2026, 10, 25, 22, 30)):
            self.env["hr.applicant.offer"]._cron_offers()
            self.assertEqual(offer.state, "open")
            self.assertTrue(offer._may_accept())
        with self.at(datetime(2026, 10, 25, 23, 30)):
            self.assertEqual(offer._accept("Anna"), "gone")
            for _time in range(2):
                self.env["hr.applicant.offer"]._cron_offers()
            self.assertEqual(offer.state, "expired")
            self.assertEqual(self.todos().count("The offer has expired without an answer: call"), 1)
            offer.with_user(self.recruiter).action_extend()
            self.assertTrue(offer._may_answer())
            self.deliver()
        self.assertIn("More time", self.letters()[-1:].subject)
        self.assertEqual(offer.valid_until, date(2026, 11, 2))

    def test_withdrawn_by_us(self):
        offer = self.offered()
        offer.with_user(self.recruiter).action_withdraw()
        self.assertTrue(self.applicant._get_page()["job_offer"], "not ahead of the message")
        self.deliver()
        self.assertIn("withdraw", self.letters()[-1:].body_html)
        self.assertEqual(offer.state, "withdrawn")
        self.assertFalse(self.applicant._get_page()["job_offer"])
        self.assertEqual(offer._accept("Anna"), "gone")

    def test_a_yes_that_is_quicker_than_the_withdrawal(self):
        offer = self.offered()
        offer.with_user(self.recruiter).action_withdraw()
        self.assertEqual(offer._accept("Anna"), "accepted")
        self.deliver()
        self.assertEqual(len(self.letters()), 1)
        self.assertEqual(offer.state, "accepted")

    def test_a_withdrawal_is_undone(self):
        offer = self.offered().with_user(self.recruiter)
        offer.action_withdraw()
        offer.action_undo()
        self.deliver()
        self.assertEqual((offer.state, offer.withdrawing), ("open", False))
        self.assertEqual(len(self.letters()), 1)

    def test_withdrawn_by_the_candidate(self):
        offer = self.offered()
        self.applicant._withdraw_on_page(self.withdrawal, "")
        self.assertEqual(offer._accept("Anna"), "gone")
        self.env["hr.applicant.offer"]._cron_offers()
        self.assertEqual(offer.state, "declined")

    def test_a_refusal_that_the_candidate_does_not_know(self):
        offer = self.offered()
        self.applicant.write({"refuse_reason_id": self.reason.id, "active": False})
        self.assertIn("can still accept", offer.with_user(self.recruiter).notice)
        self.assertTrue(self.applicant._get_page()["job_offer"]["may_accept"])
        self.assertEqual(offer._accept("Anna"), "accepted")
        self.assertIn(
            "Accepted the offer while the application is closed: decide about it", self.todos()
        )

    def test_closed_before_it_left(self):
        offer = self.prepare()
        self.send_offer(offer)
        self.applicant.write({"refuse_reason_id": self.reason.id, "active": False})
        self.deliver()
        self.assertFalse(self.letters())
        self.assertEqual(offer.state, "draft")
        with self.assertRaisesRegex(UserError, "closed"):
            self.send_offer(offer)

    def test_paused(self):
        offer = self.offered()
        deadline = offer.deadline
        self.applicant.with_user(self.recruiter).communication_paused = True
        with self.at(NOW + 20 * DAY):
            self.env["hr.applicant.offer"]._cron_offers()
            self.assertEqual(offer.state, "open")
            self.applicant.with_user(self.recruiter).communication_paused = False
        self.assertEqual(offer.deadline, deadline + 20 * DAY)

    def test_two_offers_to_one_person(self):
        other_job = self.env["hr.job"].create({"name": "Chef", "user_id": self.recruiter.id})
        twin = self._make_applicants(job_id=other_job.id, user_id=self.recruiter.id)
        twin.partner_id = self.applicant.partner_id
        first, second = self.offered(), self.offered(twin)
        for offer in first, second:
            self.assertIn("another application", offer.with_user(self.recruiter).notice)
        first._accept("Anna")
        told = self.todos(twin)
        self.assertIn("The candidate has accepted another offer from us: talk to each other", told)
        self.assertNotIn("Engineer", "".join(told))

    def test_becomes_the_employees(self):
        permanent = self.env["hr.contract.type"].create({"name": "Permanent"})
        offer = self.offered(contract_type_id=permanent.id, role_name="Lead Engineer")
        offer._accept("Anna Ek")
        action = self.applicant.create_employee_from_applicant()
        employee = self.env["hr.employee"].browse(action["res_id"])
        self.assertEqual(employee.job_title, "Lead Engineer")
        self.assertEqual(employee.contract_date_start, FIRST_DAY)
        self.assertEqual(employee.wage, 43210)
        self.assertEqual(employee.contract_type_id, permanent)
        self.assertEqual(employee.trial_date_end, date(2027, 2, 9))

    def test_the_application_moves_to_another_job(self):
        offer = self.offered()
        self.applicant.job_id = self.env["hr.job"].create({"name": "Chef"})
        self.assertIn("another job position", offer.with_user(self.recruiter).notice)
        self.assertEqual((offer.job_id, offer.role_name), (self.job, "Engineer"))

    def test_hired_without_an_offer(self):
        self.applicant.stage_id = self.signed
        action = self.applicant.create_employee_from_applicant()
        employee = self.env["hr.employee"].browse(action["res_id"])
        self.assertEqual(employee.job_title, "Engineer")
        self.assertFalse(employee.contract_date_start)

    def test_working_hours_become_the_employees(self):
        """The schedule that has the agreed hours; where there is none, somebody chooses."""
        full = self.company.resource_calendar_id
        half = self._make_calendar(name="Half", company_id=self.company.id)
        half.hours_per_week = full.hours_per_week / 2
        for share, found in ((100, full), (50, half), (30, full)):
            applicant = self.another()
            offer = self.offered(applicant, hours_per_week=full.hours_per_week, share_percent=share)
            offer._accept("Anna Ek")
            applicant.create_employee_from_applicant()
            with self.subTest(share):
                employee = applicant.employee_id
                self.assertEqual(employee.resource_calendar_id, found)
                said = "Choose the working hours" in "".join(employee.message_ids.mapped("body"))
                self.assertEqual(said, share == 30)

    def test_who_reads_the_pay_of_the_employee(self):
        """Whoever manages employees, as Odoo has it, and neither HR officers nor the manager."""
        self.offered()._accept("Anna Ek")
        self.applicant.create_employee_from_applicant()
        employee = self.applicant.employee_id
        officer = self._make_user("helge", "hr.group_hr_user")
        boss = self._make_user("helga", "hr.group_hr_manager")
        self.assertEqual(employee.with_user(boss).wage, 43210)
        for name in ("wage", "contract_date_start", "trial_date_end", "agreed_offer"):
            with self.assertRaises(AccessError):
                employee.with_user(officer).read([name])
        with self.assertRaises(AccessError):
            employee.with_user(officer).action_read_agreed_offer()
        self.assertIn("agreed_offer", employee.with_user(boss).action_read_agreed_offer()["url"])
        self.assertEqual(
            employee.with_user(boss).agreed_offer, self.applicant.sudo().offer_ids.document
        )
        self.env.invalidate_all()
        said = str(employee.with_user(officer).message_ids.mapped("body"))
        self.assertNotIn("43", said)

    def test_what_the_application_says_of_it_afterwards(self):
        for ended_by, words in (
            ("company", "the application was refused afterwards"),
            ("candidate", "the candidate has withdrawn since"),
        ):
            applicant = self.another()
            self.offered(applicant)._accept("Anna Ek")
            mine = applicant.with_user(self.recruiter)
            self.assertEqual(mine.offer_words, "The offer is accepted.")
            if ended_by == "company":
                applicant.write({"refuse_reason_id": self.reason.id, "active": False})
            else:
                applicant._withdraw_on_page(self.withdrawal, "")
            self.env.invalidate_all()
            self.assertEqual(
                mine.offer_words, f"The offer was accepted on June 10, 2026, and {words}."
            )

    def test_the_start_is_moved_after_the_yes(self):
        self.offered()._accept("Anna")
        self.applicant.first_day = FIRST_DAY + timedelta(days=31)
        action = self.applicant.create_employee_from_applicant()
        employee = self.env["hr.employee"].browse(action["res_id"])
        self.assertEqual(employee.contract_date_start, FIRST_DAY + timedelta(days=31))
        # Six months of probation begin on that day, too.
        self.assertEqual(employee.trial_date_end, date(2027, 3, 9))

    def test_who_reads_it(self):
        offer = self.offered()
        interviewer = self._make_user(
            "interviewer", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        self.applicant.interviewer_ids = interviewer
        self.applicant.invalidate_recordset()
        seen = offer.with_user(interviewer)
        for look in (
            lambda: seen.read(["pay_amount"]),
            lambda: seen.search([]),
            lambda: seen._read_group([], ["state"], ["__count"]),
            lambda: self.applicant.with_user(interviewer).read(["offer_words"]),
            lambda: self.applicant.with_user(interviewer).offer_ids,
            lambda: self.applicant.with_user(interviewer).action_prepare_offer(),
            lambda: seen.action_preview(),
        ):
            with self.assertRaises(AccessError):
                look()
        # Nor an officer of another company.
        there = self.env["res.company"].create({"name": "Elsewhere"})
        elsewhere = self._make_user(
            "elsewhere",
            "hr_recruitment.group_hr_recruitment_user",
            company_id=there.id,
            company_ids=there.ids,
        )
        self.assertFalse(offer.with_user(elsewhere).search([("id", "=", offer.id)]))
        # Nor an officer who is offered the job.
        inside = self._make_user("inside", "hr_recruitment.group_hr_recruitment_user")
        self.applicant.partner_id = inside.partner_id
        self.env.invalidate_all()
        self.assertFalse(offer.with_user(inside).search([("id", "=", offer.id)]))
        with self.assertRaises(AccessError):
            offer.with_user(inside).read(["pay_amount"])

    def test_not_in_use(self):
        offer = self.prepare()
        self.send_offer(offer)
        self._switch_offers(False)
        self.deliver()
        self.assertFalse(self.letters())
        self.assertEqual(offer.state, "draft")
        with self.assertRaisesRegex(UserError, "not in use"):
            self.prepare(self.another())
        action = self.env["hr.recruitment.communication.step"].fields_get(["action"])["action"]
        self.assertNotIn("offer", dict(action["selection"]))
        self.assertIsNone(self.applicant._get_page()["job_offer"])

    def test_never_by_itself(self):
        with self.assertRaises(ValidationError):
            self._make_step(
                "stage_entered",
                action="offer",
                mail_template_id=self.offer_step.mail_template_id.id,
            )

    def test_started_without_terms(self):
        """Nothing leaves, nothing has failed: the recruiter is told what to do, once."""
        for number in range(2):
            self.applicant.with_user(self.recruiter)._start_step(
                self.offer_step, keys={self.applicant.id: f"again{number}"}
            )
            self.process()
        rows = self.rows(self.applicant)
        self.assertEqual(set(rows.mapped("reason")), {"no_offer"})
        self.assertEqual(set(rows.mapped("state")), {"skipped"})
        self.assertFalse(self.letters())
        todo = self.applicant.activity_ids.filtered(lambda a: "Prepare the offer" in a.summary)
        self.assertEqual(len(todo), 1)
        self.assertEqual(todo.user_id, self.recruiter)
        self.assertIn("the candidate does not know anything yet", todo.note)
        # One is prepared, but nobody has pressed Send.
        other = self.another()
        self.prepare(other)
        other.with_user(self.recruiter)._start_step(self.offer_step)
        self.process()
        self.assertIn("Look at the offer that is prepared, and send it", self.todos(other))

    def test_a_typing_error(self):
        offer = self.prepare()
        for values in (
            {"pay_amount": -1},
            {"pay_amount": 10**12},
            {"share_percent": 0},
            {"share_percent": 101},
            {"hours_per_week": 81},
            {"probation_months": 25},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                offer.write(values)

    def test_copy_and_erasure(self):
        offer = self.offered()
        draft = self.change(offer, conditions="Only if the budget holds")
        offer._decline("pay", "Too little")
        facts = {fact.name: fact.value for fact in self.applicant._get_known_facts()}
        self.assertIn("43,210", facts["offer"])
        self.assertIn("Too little", facts["offer_answer"])
        self.assertNotIn("budget", str(facts))
        self.assertIn("budget", str(self.applicant._get_internal_fields()))
        self.assertEqual(len(self.applicant._find_shared_files()), 1)
        person = self.applicant.sudo()._find_person()
        found = self.applicant.sudo()._find_traces(person)
        self.assertEqual(found["hr.applicant.offer"], offer | draft.sudo())

    def test_in_words(self):
        offer = self.prepare(share_percent=75, hours_per_week=38.5, probation_months=1)
        terms = {name: lines for name, _label, lines in offer._get_terms()}
        self.assertEqual(terms["hours"], ["75% of full time, 28.88 hours a week"])
        self.assertEqual(terms["probation"], ["1 month"])
        self.assertEqual(terms["pay"], ["SEK 43,210 per month"])
        self.assertEqual(terms["first_day"], ["August 10, 2026"])

    def test_list(self):
        offer = self.offered(valid_until=date(2026, 6, 11))
        later = self.offered(self.another())
        offers = self.env["hr.applicant.offer"].with_user(self.recruiter)
        soon = offers.search([("expires_soon", "=", True), ("id", "in", (offer | later).ids)])
        self.assertEqual(soon.sudo(), offer)
