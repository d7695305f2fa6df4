import logging
from datetime import date, timedelta
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from ...models.candidate_page.hr_applicant_page_actions import PRESSES_A_DAY
from ..cases.candidate_page import SIGNATURE
from ..cases.decision import DAY, DecisionCase
from ..common import NOW

ADDON = "hr_recruitment_candidate_experience"


@tagged("post_install", "-at_install")
class TestKeep(DecisionCase, HttpCase):
    """A near miss agrees to be kept, by a hand and not by a mail scanner."""

    def setUp(self):
        super().setUp()
        self.applicant = self._make_applicants()
        self.pool = self.env["hr.talent.pool"].create({"name": "Engineers"})
        self.row = self.refuse(self.applicant, near_miss=True, near_miss_pool_ids=self.pool.ids)
        self.assertFalse(self.applicant.near_miss_consent, "not asked yet")
        self.deliver(self.row, NOW + DAY)
        self.path = self.applicant._page_path()
        self.link = f"{self.path}#other_positions"

    def press(self, choice, seconds=5, at=NOW, **data):
        """Open the page, read it for a while, and press a button."""
        with self.at(at):
            form = self.form_of(self.open(self.path))
        with self.at(at + timedelta(seconds=seconds)):
            return self.send(
                self.path, form=form, part="other_positions", other_positions=choice, **data
            )

    def look(self):
        page = self.open(self.path)
        self.assertEqual(page.status_code, 200)
        return " ".join(page.text.split())

    def notes(self):
        """What the chatter says of the consent, the latest first."""
        self.env.invalidate_all()
        bodies = self.applicant.message_ids.mapped("body")
        return [body for body in bodies if "kept" in body]

    def test_the_link_is_in_the_mail_and_nowhere_else(self):
        mail = self.mails(self.applicant)
        self.assertIn(f'{self.link}"', mail.body_html)
        self.assertNotIn(self.applicant.page_token, self.row.message_id.body)
        self.assertNotIn(self.applicant.page_token, self.row.body)

    def test_the_links_of_many_are_made_at_once(self):
        applicants = self._make_applicants(3)
        self.refuse(applicants, near_miss=True)
        make = type(applicants)._make_page_tokens
        with patch.object(
            type(applicants), "_make_page_tokens", autospec=True, side_effect=make
        ) as made:
            self.run_at(NOW + DAY)
        self.assertEqual(made.call_count, 1)
        for applicant in applicants:
            self.assertIn(applicant._page_path(), self.mails(applicant).body_html)

    def test_yes_for_as_long_as_the_company_keeps_them(self):
        self.assertEqual(self.applicant.near_miss_consent, "asked")
        done = self.press("yes")
        self.assertEqual(done.status_code, 303)
        page = self.open(done.headers["Location"])
        self.assertIn("Thank you, noted", page.text)
        self.assertEqual(self.applicant.near_miss_consent, "given")
        self.assertEqual(self.applicant.near_miss_until, date(2027, 6, 10))
        self.env.invalidate_all()
        talent = self.applicant.pool_applicant_id
        self.assertEqual(talent.talent_pool_ids, self.pool)
        self.assertTrue(talent.active)
        self.assertFalse(talent.refuse_reason_id or self.rows(talent))
        self.press("no")
        self.assertEqual(self.applicant.near_miss_consent, "declined")
        self.assertFalse(talent.active)
        self.assertFalse(self.applicant.near_miss_until)

    def test_a_scanner_changes_nothing(self):
        self.open(self.path)
        for data in ({"seconds": 0}, {"website": "x"}):
            page = self.press("yes", **data)
            self.assertIn("press once more", page.text)
        self.send(self.path, part="other_positions", other_positions="yes")
        self.assertEqual(self.applicant.near_miss_consent, "asked")

    # On the page -----------------------------------------------------------------------

    def test_the_page_asks_says_what_was_chosen_and_lets_change_it(self):
        page = self.look()
        self.assertIn("May we keep your application for other positions?", page)
        self.assertIn("<strong>June 10, 2027</strong>", page)
        self.press("yes")
        page = self.look()
        self.assertIn("We keep your application for other positions", page)
        self.assertEqual(page.count("June 10, 2027"), 1)
        self.assertNotIn("Yes, keep it", page)
        with self.at(NOW + 10 * DAY):
            page = self.look()
            self.assertIn("June 10, 2027", page)
            self.press("no", at=NOW + 10 * DAY)
            page = self.look()
        self.assertIn("We do not keep your application for other positions", page)
        self.assertIn("June 20, 2027", page, "what a yes would mean now")
        self.assertNotIn("No, do not keep it", page)

    def test_a_second_press_changes_nothing(self):
        form = self.form_of(self.open(self.path))
        for seconds in (5, 6):
            with self.at(NOW + timedelta(seconds=seconds)):
                self.send(self.path, form=form, part="other_positions", other_positions="yes")
        self.press("yes", at=NOW + 10 * DAY)
        self.assertEqual(self.applicant.near_miss_until, date(2027, 6, 10))
        self.assertEqual(len(self.notes()), 1)
        self.assertEqual(len(self.pool.talent_ids), 1)

    def test_nothing_is_chosen_without_a_choice(self):
        for choice in ("", "maybe"):
            page = self.press(choice)
            self.assertEqual(page.status_code, 422)
            self.assertIn("Please choose one.", page.text)
        self.assertEqual(self.applicant.near_miss_consent, "asked")

    def test_it_is_a_right_with_a_limit_of_its_own(self):
        for number in range(PRESSES_A_DAY):
            self.assertEqual(self.press("no" if number % 2 else "yes").status_code, 303)
        self.assertEqual(self.press("yes").status_code, 429)
        self.assertEqual(self.applicant.near_miss_consent, "declined")

    def test_the_recruiter_reads_it_in_the_own_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        self.applicant.partner_id.lang = "sv_SE"
        self.applicant.user_id = self.recruiter
        self.recruiter.lang = "en_US"
        self.press("yes")
        (note,) = self.notes()
        self.assertIn("The candidate agrees to be kept for other positions.", note)

    def assert_not_offered(self):
        """Neither asked nor taken, and nothing is said to have been done."""
        form = self.form_of(self.open(self.path))
        self.assertNotIn("other_positions", self.look())
        with self.at(self.env.cr._now + timedelta(seconds=5)):
            done = self.send(self.path, form=form, part="other_positions", other_positions="yes")
        self.assertEqual(done.status_code, 303)
        self.assertNotIn("said", done.headers["Location"])
        self.env.invalidate_all()
        self.assertNotEqual(self.applicant.near_miss_consent, "given")

    def test_not_before_the_refusal_is_told(self):
        """Not a byte is different, though it is decided that the page will ask."""
        applicant = self._make_applicants(email_from="b@candidate.example")
        applicant._ensure_page_tokens()
        self.applicant, self.path = applicant, applicant._page_path()
        before = SIGNATURE.sub("", self.look())
        row = self.refuse(applicant, near_miss=True)
        self.assertEqual(SIGNATURE.sub("", self.look()), before)
        # A colleague knows more than the candidate.
        applicant.near_miss_consent = "asked"
        self.assert_not_offered()
        with self.at(NOW + DAY):
            self.process()
            self.assertEqual(row.state, "queued")
            self.assert_not_offered()
            row.sudo()._mark_sent("delivered")
            self.assertIn("May we keep your application", self.look())
            row.sudo()._fail("bounced")
            self.assert_not_offered()

    def test_not_if_nobody_has_asked(self):
        self.applicant.near_miss_consent = False
        self.assert_not_offered()
        self.applicant.near_miss_consent = "asked"
        self.applicant.near_miss = False
        self.assert_not_offered()

    def test_not_after_a_request_to_erase(self):
        """Asked on this page or in another application, open or done; but when it was
        taken back."""
        self.applicant._ask_for_data("erase")
        self.assert_not_offered()
        request = self.applicant.data_request_ids
        request.action_drop()
        self.assertIn("May we keep your application", self.look())
        again = self._make_applicants(email_from=self.applicant.email_from)
        again._ask_for_data("erase")
        self.assert_not_offered()
        again.data_request_ids.action_done()
        self.assert_not_offered()

    def test_a_page_that_is_closed_asks_nobody(self):
        """Nor does a mail; the recruiter does."""
        applicant = self._make_applicants(email_from="b@candidate.example")
        applicant.with_user(self.recruiter).action_revoke_page()
        row = self.refuse(applicant, near_miss=True)
        self.deliver(row, NOW + DAY)
        self.assertNotIn("Keep me", self.mails(applicant).body_html)
        self.assertFalse(applicant.near_miss_consent)
        applicant.with_user(self.recruiter).action_keep_agreed()
        self.applicant = applicant
        self.days_later(340)
        self.assertFalse(self.renewals())
        self.assertEqual(len(self.reminders()), 1)

    def test_closed_after_it_was_to_be_asked_again(self):
        self.press("yes")
        with self.at(NOW + timedelta(days=340)):
            self.env["hr.applicant"]._cron_near_misses()
            self.applicant.with_user(self.recruiter).action_revoke_page()
        self.days_later(341)
        row = self.renewals()
        self.assertEqual((row.state, row.reason), ("cancelled", "page_closed"))
        self.assertEqual(len(self.reminders()), 1)

    def test_the_recruiter_sees_what_is_asked(self):
        self.recruiter.password = "rekryterare"
        self.authenticate("rekryterare", "rekryterare")
        page = self.open(self.applicant.with_user(self.recruiter).action_open_page()["url"])
        self.assertIn("May we keep your application", page.text)
        self.assertEqual(page.text.count("<form"), page.text.count("disabled="))

    # Links of earlier mails --------------------------------------------------------------

    def earlier_link(self, applicant=None):
        applicant = applicant or self.applicant
        applicant.sudo().keep_token = "b0a1c2d3-0000-4000-8000-0123456789ab"
        self.env.flush_all()
        return f"/candidate/keep/{applicant.id}/{applicant.keep_token}"

    def assert_unknown(self, path):
        for page in (self.open(path), self.send(path, keep="yes")):
            self.assertEqual(page.status_code, 404)
            self.assertIn("This link does not work.", page.text)
            self.assertNotIn("Location", page.headers)
            self.assertNotIn(self.applicant.page_token or path, page.text)

    def test_earlier_links_lead_to_the_page(self):
        """Looking and pressing, both change nothing."""
        path = self.earlier_link()
        before = self.applicant.write_date
        with self.assertLogs("werkzeug", logging.INFO) as logs:
            for page in (self.open(path), self.send(path, keep="yes", form="x")):
                self.assertEqual(page.status_code, 303)
                self.assertEqual(page.headers["Location"], self.link)
                self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
                self.assertIn("no-store", page.headers["Cache-Control"])
                self.assertNotIn("Set-Cookie", page.headers)
        log = "".join(logs.output)
        for key in (self.applicant.keep_token, self.applicant.page_token):
            self.assertNotIn(key, log)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.near_miss_consent, "asked")
        self.assertEqual(self.applicant.write_date, before)

    def test_earlier_links_as_long_as_the_consent_can_be_given(self):
        path = self.earlier_link()
        self.press("no")
        self.assertEqual(self.open(path).status_code, 303, "a mind can be changed")
        self.applicant.near_miss = False
        self.assert_unknown(path)
        self.applicant.near_miss = True
        self.applicant._ask_for_data("erase")
        self.assert_unknown(path)

    def test_earlier_links_that_lead_nowhere(self):
        path = self.earlier_link()
        other = self._make_applicants(email_from="b@candidate.example")
        number, key = self.applicant.id, self.applicant.page_token
        for wrong in (
            self.earlier_link(other),
            path[:-1],
            f"/candidate/keep/{number}/{key}",
            f"/candidate/keep/{number}/",
            f"/candidate/keep/{number}/False",
            "/candidate/keep/0/x",
        ):
            self.assert_unknown(wrong)
        self.assertEqual(self.open(f"/candidate/page/{number}/{path[-36:]}").status_code, 404)

    def test_earlier_links_of_a_page_that_was_revoked_or_renewed(self):
        """Whoever holds one gets no key that was made since."""
        for action in ("action_revoke_page", "action_renew_page"):
            path = self.earlier_link()
            getattr(self.applicant.with_user(self.recruiter), action)()
            self.env.flush_all()
            self.assert_unknown(path)

    # Before it ends --------------------------------------------------------------------

    def renewals(self):
        return self.rows(self.applicant).filtered(lambda row: row.step_id.trigger == "keep_ends")

    def reminders(self):
        renewal = self.env.ref("hr_recruitment_candidate_experience.activity_type_near_miss")
        return self.applicant.activity_ids.filtered(
            lambda activity: activity.activity_type_id == renewal
        )

    def days_later(self, days):
        """What the cron does on three mornings, and what leaves then."""
        for hours in (0, 24, 48):
            with self.at(NOW + timedelta(days=days, hours=hours)):
                self.env["hr.applicant"]._cron_near_misses()
                self.process()

    def test_asked_again_before_it_ends_and_let_go_after(self):
        self.press("yes")
        self.applicant.email_from = False
        self.days_later(340)
        self.assertEqual(len(self.reminders()), 1)
        self.assertFalse(self.renewals())
        self.days_later(370)
        self.assertFalse(self.applicant.near_miss)

    def test_asked_again_by_email_and_once(self):
        """By the general plan, since the own one does not say how."""
        self.press("yes")
        self.days_later(300)
        self.assertFalse(self.renewals())
        self.days_later(340)
        row = self.renewals()
        self.assertEqual((len(row), row.state), (1, "queued"), row.reason)
        mail = self.env["mail.mail"].browse(row.mail_mail_id_int)
        self.assertIn(f'{self.link}"', mail.body_html)
        self.assertNotIn(self.applicant.page_token, row.message_id.body)
        self.assertIn("June 10, 2027", mail.body_html)
        self.assertFalse(self.reminders())

    def test_renewed_for_as_long_again(self):
        self.press("yes")
        self.days_later(340)
        with self.at(NOW + timedelta(days=343)):
            self.assertIn("June 10, 2027", self.look())
            self.assertIn("May 19, 2028", self.look())
        self.press("yes", at=NOW + timedelta(days=343))
        self.assertEqual(self.applicant.near_miss_until, date(2028, 5, 19))
        self.days_later(370)
        self.assertTrue(self.applicant.near_miss)
        self.assertEqual(len(self.renewals()), 1)
        self.days_later(343 + 345)
        self.assertEqual(len(self.renewals()), 2, "the next consent, asked again")

    def test_an_answer_comes_before_the_question(self):
        self.press("yes")
        with self.at(NOW + timedelta(days=340)):
            self.env["hr.applicant"]._cron_near_misses()
            self.press("no", at=NOW + timedelta(days=340))
        self.days_later(341)
        row = self.renewals()
        self.assertEqual((row.state, row.reason), ("cancelled", "answered"))

    def test_who_asks_to_be_erased_is_not_asked_again(self):
        self.press("yes")
        self.applicant._ask_for_data("erase")
        self.days_later(340)
        self.assertFalse(self.renewals())
        self.assertFalse(self.reminders())
        self.applicant.data_request_ids.action_done()
        self.days_later(345)
        self.assertFalse(self.renewals())
        self.assertFalse(self.reminders())

    def test_no_plan_asks_so_the_recruiter_does(self):
        self.env["hr.recruitment.communication.step"].search(
            [("trigger", "=", "keep_ends")]
        ).active = False
        self.press("yes")
        self.days_later(340)
        self.assertFalse(self.renewals())
        self.assertEqual(len(self.reminders()), 1)

    def test_who_wants_no_emails_is_asked_by_the_recruiter(self):
        self.press("yes")
        self.env["mail.blacklist"]._add(self.applicant.email_from)
        self.days_later(340)
        self.assertEqual(self.renewals().reason, "blacklisted")
        self.assertEqual(len(self.reminders()), 1)

    def test_paused_before_and_after_it_is_planned_the_recruiter_asks(self):
        """What waits for communication to be resumed can come too late."""
        self.press("yes")
        self.applicant.communication_paused = True
        self.days_later(340)
        self.assertFalse(self.renewals())
        self.assertEqual(len(self.reminders()), 1)

    def test_paused_while_the_question_waits(self):
        self.press("yes")
        with self.at(NOW + timedelta(days=340)):
            self.env["hr.applicant"]._cron_near_misses()
            self.applicant.communication_paused = True
        self.days_later(341)
        self.assertEqual(self.renewals().state, "scheduled")
        self.assertEqual(len(self.reminders()), 1)

    def test_a_near_miss_that_is_unmarked_is_not_kept(self):
        """By whatever way: nobody would ask again before the consent ends."""
        other = self._make_applicants(near_miss=True)
        self.press("yes")
        self.env.invalidate_all()
        talent = self.applicant.pool_applicant_id
        self.assertTrue(talent.active)
        both = (self.applicant | other).with_user(self.recruiter)
        both.with_context(active_test=False).write({"near_miss": False})
        self.assertFalse(talent.active)
        self.assertFalse(self.applicant.near_miss_consent or self.applicant.near_miss_until)
        self.assertNotIn("May we keep", self.look())
        self.applicant.near_miss = True
        self.assertFalse(talent.active, "marked again is not agreed to")

    def test_unmarked_what_was_declined_stays_so(self):
        self.press("no")
        self.applicant.near_miss = False
        self.assertEqual(self.applicant.near_miss_consent, "declined")
