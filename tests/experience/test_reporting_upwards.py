from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..cases.retrospective import NEXT_DAY, ReviewCase
from ..common import LOGGER, NOW


@tagged("post_install", "-at_install")
class TestReportingUpwards(ReviewCase):
    """Recruiters and managers tell HR how a recruitment went."""

    # Who is asked, and when --------------------------------------------------------

    def test_both_are_asked_the_day_after_the_job_is_closed(self):
        self.close(self.job)
        self.assertEqual(self.of(self.job).mapped("role"), ["recruiter", "manager"])
        self.assertFalse(self.review_mails(), "nothing is sent while the user waits")
        self.ask(NOW + timedelta(hours=20))
        self.assertFalse(self.review_mails())
        self.ask()
        mails = self.review_mails()
        people = self.recruiter.partner_id + self.boss.partner_id
        self.assertEqual(mails.recipient_ids, people)
        self.assertEqual(set(mails.mapped("state")), {"outgoing"})
        for review in self.of(self.job, state="asked"):
            mail = mails.filtered(lambda mail, r=review: mail.recipient_ids == r.partner_id)
            self.assertEqual(len(mail), 1)
            self.assertIn(review.user_input_id.access_token, mail.body_html)
            self.assertIn("is closed", mail.body_html)
        self.ask(NEXT_DAY + timedelta(days=3))
        self.assertEqual(len(self.review_mails()), 2, "once")

    def test_nobody_is_asked_at_the_weekend(self):
        friday = datetime(2026, 6, 12, 9, 0)
        self.close(self.job, friday)
        self.assertEqual(set(self.of(self.job).mapped("ask_date")), {datetime(2026, 6, 15, 6, 0)})

    def test_a_job_is_filled_when_the_last_one_is_hired(self):
        self.job.no_of_recruitment = 2
        first, second = self._make_applicants(2)
        with self.at(NOW):
            first.stage_id = self.signed
            self.assertFalse(self.of(self.job), "one is still sought")
            second.stage_id = self.signed
        self.assertEqual(set(self.of(self.job).mapped("occasion")), {"filled"})
        self.ask()
        self.assertIn("is filled", self.review_mails()[0].body_html)
        self.close(self.job, NOW + timedelta(days=90))
        self.assertEqual(len(self.of(self.job)), 2, "closing it is the same recruitment")

    def test_many_hired_at_once_ask_once(self):
        self.job.no_of_recruitment = 3
        with self.at(NOW):
            self._make_applicants(3).write({"stage_id": self.signed.id})
        self.assertEqual(len(self.of(self.job)), 2)

    def test_every_way_to_close_asks(self):
        ways = {
            "archive": lambda job: job.action_archive(),
            "write": lambda job: job.with_user(self.admin).write({"active": False}),
            "target": lambda job: job.write({"no_of_recruitment": 0}),
        }
        for name, way in ways.items():
            job = self._make_job(name)
            with self.at(NOW):
                way(job)
            self.assertEqual(len(self.of(job)), 2, name)

    @property
    def admin(self):
        return self.env.ref("base.user_admin")

    def test_the_plan_of_a_closed_job_does_not_become_everybody_s(self):
        other = self.job.copy({"name": "Other"})
        self.close(self.job)
        self.env.invalidate_all()
        plans = self.env["hr.recruitment.communication.plan"].search([])
        self.assertEqual(plans._select_for(self.job, self.company), self.plan)
        self.assertNotEqual(plans._select_for(other, self.company), self.plan)

    def test_whoever_is_both_is_asked_once(self):
        self.job.user_id = self.boss
        self.close(self.job)
        self.assertEqual(self.of(self.job).mapped("role"), ["both"])

    def test_a_manager_without_account_is_asked_at_the_work_address(self):
        self.employee.write({"user_id": False, "work_email": "boss@company.example"})
        self.close(self.job)
        self.ask()
        review = self.of(self.job, role="manager")
        self.assertEqual(review.partner_id, self.employee.work_contact_id)
        self.assertEqual(review.partner_id.email, "boss@company.example")
        self.assertEqual(review.state, "asked")

    def test_who_has_left_is_not_asked(self):
        self.recruiter.active = False
        self.employee.active = False
        self.close(self.job)
        self.assertFalse(self.of(self.job))

    def test_each_is_asked_in_the_own_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.boss.lang = "sv_SE"
        template = self.env.ref("hr_recruitment_candidate_experience.mail_template_review")
        template.with_context(lang="sv_SE").subject = "How did it go på svenska"
        self.survey.lang_ids = self.env["res.lang"].search([("code", "in", ("sv_SE", "en_US"))])
        self.close(self.job)
        self.ask()
        mail = self.review_mails().filtered(lambda mail: mail.recipient_ids == self.boss.partner_id)
        self.assertEqual(mail.subject, "How did it go på svenska")
        review = self.of(self.job, role="manager")
        self.assertEqual(review.user_input_id.lang_id.code, "sv_SE")

    def test_without_a_survey_in_the_plan_nobody_is_asked(self):
        self.plan.review_survey_id = False
        self.close(self.job)
        self.assertFalse(self.of(self.job))

    def test_what_was_no_recruitment_asks_nobody(self):
        title = self._make_job("Only a title", no_of_recruitment=0)
        self.close(title)
        self.assertFalse(self.of(title))
        title.active = True
        self._make_applicants(job_id=title.id)
        self.close(title)
        self.assertEqual(len(self.of(title)), 2)

    def test_imports_ask_nobody(self):
        with self.at(NOW):
            self.job.with_context(import_file=True).active = False
        self.assertFalse(self.of(self.job))

    # Taken back --------------------------------------------------------------------

    def test_a_closing_that_is_taken_back_asks_nobody(self):
        self.close(self.job)
        with self.at(NOW + timedelta(hours=1)):
            self.job.active = True
        self.ask()
        self.assertEqual(set(self.of(self.job).mapped("state")), {"cancelled"})
        self.assertFalse(self.review_mails())
        self.close(self.job, NEXT_DAY)
        self.ask(NEXT_DAY + timedelta(days=1))
        self.assertEqual(len(self.review_mails()), 2)

    def test_closed_again_within_a_month_asks_nobody_twice(self):
        self.close(self.job)
        self.ask()
        later = NEXT_DAY + timedelta(days=20)
        with self.at(later):
            self.job.active = True
            newcomer = self._make_user("ny", "hr_recruitment.group_hr_recruitment_user")
            self.job.user_id = newcomer
        self.close(self.job, later)
        self.ask(later + timedelta(days=1))
        asked_twice = self.review_mails().filtered(
            lambda mail: mail.recipient_ids == self.boss.partner_id
        )
        self.assertEqual(len(asked_twice), 1)
        new = self.of(self.job, partner_id=newcomer.partner_id)
        self.assertEqual(new.state, "asked", "who is new has not been asked")

    def test_closed_again_after_months_asks_again(self):
        self.close(self.job)
        self.ask()
        later = NOW + timedelta(days=90)
        with self.at(later):
            self.job.active = True
        self.close(self.job, later)
        self.assertEqual(len(self.of(self.job)), 4)

    def test_without_targets_each_closing_asks(self):
        job = self._make_job("No target", no_of_recruitment=0)
        self._make_applicants(job_id=job.id)
        self.close(job)
        self.ask()
        later = NOW + timedelta(days=90)
        with self.at(later):
            job.active = True
        self.close(job, later)
        self.assertEqual(len(self.of(job)), 4)

    def test_a_survey_that_is_gone_by_then_asks_nobody(self):
        self.close(self.job)
        self.survey.active = False
        self.ask()
        self.assertEqual(set(self.of(self.job).mapped("state")), {"cancelled"})

    # Exactly once, however many ----------------------------------------------------

    def test_closing_many_takes_as_many_queries_as_closing_few(self):
        def make(count, name):
            jobs = [self._make_job(f"{name} {number}") for number in range(count)]
            return self.env["hr.job"].concat(*jobs)

        def count(jobs):
            self.env.flush_all()
            before = dict.fromkeys(jobs, (True, 1))
            jobs.mapped("name")
            start = self.env.cr.sql_log_count
            with self.at(NOW):
                jobs.sudo()._plan_retrospectives(before)
                self.env.flush_all()
            return self.env.cr.sql_log_count - start

        few, many = make(2, "few"), make(12, "many")
        count(make(2, "warm"))
        self.assertEqual(count(few), count(many))
        self.assertEqual(len(self.of(many)), 24)

    def test_one_that_breaks_stops_no_other(self):
        other = self._make_job("Other")
        self.close(self.job + other)
        broken = self.of(self.job)
        url = type(self.reviews).get_answer_url

        def get_answer_url(review):
            if review.job_id == self.job:
                raise ValueError("broken")
            return url(review)

        with (
            patch.object(type(self.reviews), "get_answer_url", get_answer_url),
            mute_logger(f"{LOGGER}.models.hr_candidate_delivery_mixin"),
            mute_logger("odoo.addons.mail.models.mail_render_mixin"),
        ):
            self.ask()
        self.assertEqual(set(broken.mapped("state")), {"failed"})
        self.assertFalse(broken.user_input_id, "the invitation is rolled back too")
        self.assertEqual(broken.activity_ids.user_id, self.hr)
        self.assertIn("could not be asked", broken[0].activity_ids.summary)
        self.assertEqual(set(self.of(other).mapped("state")), {"asked"})
        self.assertEqual(len(self.review_mails()), 2)

    # What HR learns ----------------------------------------------------------------

    def test_hr_gets_one_task_for_each_answer(self):
        self.close(self.job)
        self.ask()
        review = self.of(self.job, role="manager")
        with self.at(NEXT_DAY):
            self.answer(review)
            self.answer(review)
        activity = review.activity_ids
        self.assertEqual(len(activity), 1)
        self.assertEqual(activity.user_id, self.hr)
        self.assertEqual(activity.summary, "Chef on recruiting: Engineer")
        self.assertEqual((review.state, review.rating), ("answered", 75))
        self.assertEqual(review.comment, "Agree on the profile first.")
        self.assertFalse(self.of(self.job, role="recruiter").activity_ids)

    def test_who_leaves_the_ratings_out_has_rated_nothing(self):
        self.close(self.job)
        self.ask()
        review = self.of(self.job, role="manager")
        *_scales, text = self.survey.question_ids
        review.user_input_id._save_lines(text, "No time.")
        review.user_input_id._mark_done()
        self.assertEqual((review.state, review.rating_count), ("answered", 0))
        self.answer(self.of(self.job, role="recruiter"), (1, 1, 1, 1))
        lowest = self.of(self.job, role="recruiter")
        self.assertEqual((lowest.rating, lowest.rating_count), (0, 4))

    def test_without_a_responsible_the_first_experience_manager_is_told(self):
        self.company.candidate_hr_user_id = False
        self.close(self.job)
        self.ask()
        review = self.of(self.job, role="manager")
        self.answer(review)
        group = self.env.ref("hr_recruitment_candidate_experience.group_experience_manager")
        self.assertIn(group, review.activity_ids.user_id.all_group_ids)

    # Who may read ------------------------------------------------------------------

    def _answered(self):
        self.close(self.job)
        self.ask()
        review = self.of(self.job, role="manager")
        self.answer(review)
        return review

    def test_hr_reads_and_changes_nothing(self):
        review = self._answered().with_user(self.hr)
        self.assertEqual(review.comment, "Agree on the profile first.")
        self.assertEqual(len(review.line_ids.mapped("display_name")), 5)
        for values in ({"role": "both"}, {"partner_id": self.hr.partner_id.id}):
            with self.assertRaises(AccessError):
                review.write(values)
        with self.assertRaises(AccessError):
            review.user_input_id.write({"state": "new"})
        with self.assertRaises(AccessError):
            review.unlink()

    def test_nobody_else_reads_what_they_said(self):
        review = self._answered()
        self.job.interviewer_ids = self.boss
        people = (
            self._make_user("intervju", "hr_recruitment.group_hr_recruitment_interviewer"),
            self.recruiter,
            self.boss,
            self._make_user("enkat", "survey.group_survey_user"),
            self._make_user("enkatchef", "survey.group_survey_manager"),
        )
        self.job.interviewer_ids += people[0]
        answer = review.user_input_id
        for user in people:
            with self.assertRaises(AccessError, msg=user.name):
                review.with_user(user).read(["comment"])
            for records in (answer, answer.user_input_line_ids, self.survey):
                with self.assertRaises(AccessError, msg=f"{user.name} {records}"):
                    records.with_user(user).read(["create_date"])
            seen = self.env["survey.user_input.line"].with_user(user)
            if seen.has_access("read"):
                found = seen.search([("survey_id", "=", self.survey.id)])
                self.assertFalse(found, user.name)

    def test_other_companies_read_nothing(self):
        review = self._answered()
        other = self.env["res.company"].create({"name": "Other"})
        stranger = self._make_user(
            "annan",
            "hr_recruitment_candidate_experience.group_experience_manager",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        for records in (
            review,
            review.user_input_id,
            review.user_input_id.user_input_line_ids,
        ):
            with self.assertRaises(AccessError, msg=str(records)):
                records.with_user(stranger).read(["create_date"])

    def test_no_survey_changes_sides(self):
        with self.assertRaises(UserError):
            self.survey.with_user(self.hr).survey_type = "custom"
        custom = self.env["survey.survey"].create({"title": "Lunch"})
        with self.assertRaises(UserError):
            custom.survey_type = "recruitment_review"


@tagged("post_install", "-at_install")
class TestReviewPage(ReviewCase, HttpCase):
    """The link in the mail."""

    def test_the_link_opens_the_survey_without_login(self):
        self.close(self.job)
        self.ask()
        review = self.of(self.job, role="manager")
        mail = self.review_mails().filtered(lambda mail: mail.recipient_ids == self.boss.partner_id)
        url = review.get_answer_url()
        self.assertIn(url, mail.body_html)
        page = self.url_open(url.replace(self.job.get_base_url(), ""))
        self.assertEqual(page.status_code, 200)
        self.assertIn("How the recruitment went", page.text)
        self.assertEqual(review.user_input_id.state, "new", "a scanner answers nothing")


@tagged("post_install", "-at_install")
class TestReviewCron(ReviewCase, HttpCase):
    """As the server runs it, commits included."""

    def test_the_cron_asks(self):
        self.close(self.job)
        with self.at(NEXT_DAY), self.enter_registry_test_mode():
            self.env.ref(
                "hr_recruitment_candidate_experience.ir_cron_review"
            ).method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(set(self.of(self.job).mapped("state")), {"asked"})
        self.assertEqual(len(self.review_mails()), 2)
