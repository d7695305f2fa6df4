from datetime import date, timedelta
from unittest.mock import patch

from psycopg2.errors import ForeignKeyViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..cases.candidate_page import CandidatePageCase
from ..cases.decision import DAY
from ..cases.privacy import MODULE
from ..common import NOW

READ = {"en_US": "We would like to talk to them.", "sv_SE": "Vi vill gärna prata med dem."}


@tagged("post_install", "-at_install")
class TestConsents(CandidatePageCase):
    """A recruiter asks, the candidate answers on the page, and nobody else does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        module = cls.env["ir.module.module"].search([("name", "=", MODULE)])
        module._update_translations(["sv_SE"])

    def setUp(self):
        super().setUp()
        self.text = self.env["hr.recruitment.consent.text"].create(
            {"name": "Your references", "body": READ["en_US"], "months": 6}
        )
        self.text.with_context(lang="sv_SE").write(
            {"name": "Dina referenser", "body": READ["sv_SE"]}
        )
        self.interviewer = self._make_user(
            "intervjuaren", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        self.job.interviewer_ids = self.interviewer
        self.known = self.env["mail.mail"].search([])

    def ask_for_it(self, applicants=None, at=NOW):
        applicants = applicants or self.applicant
        wizard = (
            self.env["hr.applicant.consent.ask"]
            .with_user(self.recruiter)
            .create({"applicant_ids": applicants.ids, "text_ids": self.text.ids})
        )
        with self.at(at):
            wizard.action_ask()
            self.run_cron()

    def run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref(f"{MODULE}.ir_cron_consents").method_direct_trigger()
        self.env.invalidate_all()

    def sent(self):
        self.env.invalidate_all()
        return self.env["mail.mail"].search([]) - self.known

    @property
    def question(self):
        self.env.invalidate_all()
        return self.applicant.consent_question_ids

    def read_words(self):
        """:return: what a browser sends with the form"""
        found = self.open(self.path).text.split('name="words" value="')
        return found[1].split('"')[0] if len(found) > 1 else ""

    def choose(self, choice, at=NOW, **data):
        with self.at(at):
            given = {"words": self.read_words(), "question": self.question.id, **data}
            return self.press("consent", consent=choice, **given)

    def register(self):
        self.env.invalidate_all()
        return self.env["hr.applicant.consent"].search(
            [("applicant_id", "=", self.applicant.id)], order="id"
        )

    # The story ---------------------------------------------------------------------------

    def test_asked_given_renewed_withdrawn(self):
        self.ask_for_it()
        (mail,) = self.sent()
        self.assertIn("Your references", mail.body_html)
        self.assertIn(f"{self.path}#consents", mail.body_html)
        page = self.look()
        self.assertIn(READ["en_US"], page)
        self.assertIn("this holds until December 10, 2026", page)
        self.assertFalse(self.applicant._has_consent("reference"))
        done = self.choose("yes")
        self.assertEqual(done.status_code, 303)
        self.assertIn("Thank you, noted.", self.open(done.headers["Location"]).text)
        self.assertTrue(self.applicant._has_consent("reference"))
        (given,) = self.register()
        self.assertEqual((given.kind, given.event), ("reference", "given"))
        self.assertEqual(given.until, date(2026, 12, 10))
        for read in ("Your references", READ["en_US"], "December 10, 2026"):
            self.assertIn(read, given.words)
        self.assertIn("I agree: Your references", self.messages()[0])
        page = self.look()
        self.assertIn("You have agreed to this until <strong>December 10, 2026</strong>", page)
        self.assertNotIn("Yes, I agree", page)
        # Later, for longer.
        self.ask_for_it(at=NOW + 30 * DAY)
        with self.at(NOW + 30 * DAY):
            self.assertIn("We would like to ask you again", self.look())
        self.choose("yes", at=NOW + 30 * DAY)
        self.assertEqual(self.question.until, date(2027, 1, 10))
        self.choose("no", at=NOW + 31 * DAY)
        self.assertEqual(self.register().mapped("event"), ["given", "renewed", "withdrawn"])
        self.assertFalse(self.applicant._has_consent("reference"))
        self.assertIn("Your references", self.tasks().summary)
        self.assertIn("You have withdrawn your consent", self.look())

    def test_no_is_a_no(self):
        self.ask_for_it()
        self.choose("no")
        self.choose("no")
        self.assertEqual(self.register().mapped("event"), ["declined"])
        self.assertEqual(self.question.state, "declined")
        self.assertFalse(self.tasks())
        self.choose("yes")
        self.assertEqual(self.question.state, "given")

    def test_in_swedish(self):
        self.applicant.partner_id.lang = "sv_SE"
        self.ask_for_it()
        (mail,) = self.sent()
        self.assertIn("Dina referenser", mail.body_html)
        self.assertIn("samtycke", mail.subject)
        self.assertIn(READ["sv_SE"], self.look())
        self.choose("yes")
        (given,) = self.register()
        self.assertEqual(given.lang, "sv_SE")
        self.assertIn(READ["sv_SE"], given.words)
        self.assertIn("10 december 2026", given.words)

    def test_it_ends(self):
        self.ask_for_it()
        self.choose("yes")
        with self.at(NOW + 182 * DAY):
            self.run_cron()
        self.assertEqual(self.question.state, "given")
        with self.at(NOW + 184 * DAY):
            self.assertFalse(self.applicant._has_consent("reference"), "before the cron")
            self.assertIn("has come to its end", self.look())
            self.run_cron()
            self.run_cron()
        self.assertEqual(self.register().mapped("event"), ["given", "ended"])
        self.assertEqual(self.question.state, "ended")
        self.assertEqual(len(self.tasks()), 1)

    def test_asked_again_after_a_no(self):
        self.ask_for_it()
        self.choose("no")
        self.ask_for_it(at=NOW + DAY)
        self.assertEqual(self.question.state, "waiting")
        with self.at(NOW + DAY):
            page = self.look()
        self.assertIn("Yes, I agree", page)
        self.assertIn("No, I do not agree", page)
        self.assertEqual(self.register().mapped("event"), ["declined"])

    def test_no_on_the_day_after_the_last(self):
        """Before the cron has ended it: something was collected all the same."""
        self.ask_for_it()
        self.choose("yes")
        self.choose("no", at=NOW + 184 * DAY)
        self.assertEqual(self.register().mapped("event"), ["given", "withdrawn"])
        self.assertEqual(len(self.tasks()), 1)

    def test_a_scanner_changes_nothing(self):
        self.ask_for_it()
        self.open(self.path)
        for data in ({"seconds": 0}, {"website": "x"}):
            self.assertIn("press once more", self.choose("yes", **data).text)
        given = {"words": self.read_words(), "question": self.question.id}
        self.send(self.path, part="consent", consent="yes", **given)
        self.assertEqual(self.question.state, "waiting")
        self.assertFalse(self.register())

    # What was read -----------------------------------------------------------------------

    def test_a_text_that_has_changed_is_read_again(self):
        self.ask_for_it()
        words = self.read_words()
        self.text.body = "We would like to talk to everybody."
        answer = self.choose("yes", words=words)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("The text has changed in the meantime", answer.text)
        self.assertIn("talk to everybody", answer.text)
        for wrong in ("", "x", "ö"):
            self.assertEqual(self.choose("yes", words=wrong).status_code, 422)
        self.assertFalse(self.register())
        # A no needs no text.
        self.assertEqual(self.choose("no", words="").status_code, 303)

    def test_what_was_agreed_to_stays_as_it_was_shown(self):
        self.ask_for_it()
        self.choose("yes")
        self.text.body = "We would like to talk to everybody."
        page = self.look()
        self.assertIn(READ["en_US"], page)
        self.assertNotIn("talk to everybody", page)
        self.assertIn(READ["en_US"], self.register().words)
        with mute_logger("odoo.sql_db"), self.assertRaises(ForeignKeyViolation):
            self.text.unlink()

    def test_nobody_else_writes_the_register(self):
        self.ask_for_it()
        self.choose("yes")
        row, question = self.register(), self.question
        administrator = self._make_user(
            "chefen", "hr_recruitment.group_hr_recruitment_manager", "base.group_system"
        )
        values = {"applicant_id": self.applicant.id, "kind": "reference", "event": "given"}
        for user in (self.recruiter, administrator):
            mine = row.with_user(user)
            self.assertTrue(mine.read(["words"]))
            for attempt in (
                lambda r=mine: r.create({**values, "date": NOW}),
                lambda r=mine: r.write({"event": "withdrawn"}),
                lambda r=mine: r.unlink(),
                lambda u=user: question.with_user(u).write({"state": "declined"}),
                lambda u=user: question.with_user(u).unlink(),
            ):
                with self.assertRaises(AccessError):
                    attempt()
        for record in (row, question):
            with self.assertRaises(AccessError):
                record.with_user(self.interviewer).read(["kind"])

    # Who is asked ------------------------------------------------------------------------

    def test_who_cannot_be_asked_is_named(self):
        cases = {
            "refused": lambda a: self.refuse(a),
            "page": lambda a: a.with_user(self.recruiter).action_revoke_page(),
            "no address": lambda a: a.write({"email_from": False}),
            "no messages": lambda a: a.write({"messages_stopped": True}),
            "erasing": lambda a: a._ask_for_data("erase"),
        }
        for name, change in cases.items():
            with self.subTest(name):
                applicant = self._make_applicants(
                    partner_name=f"Berit {name}", email_from=f"{name.split()[0]}@b.example"
                )
                change(applicant)
                with self.assertRaises(UserError) as error:
                    self.ask_for_it(self.applicant | applicant)
                self.assertIn(f"Berit {name}", str(error.exception))
        self.assertFalse(self.question)

    def test_refused_before_the_email_left(self):
        questions = self.env["hr.applicant.consent.question"].with_user(self.recruiter)
        questions._ask(self.applicant.with_user(self.recruiter), self.text)
        self.refuse(self.applicant)
        self.run_cron()
        self.assertFalse(self.sent().filtered(lambda m: "consent" in (m.subject or "")))
        self.assertFalse(self.question)

    def test_paused_and_resumed(self):
        self.applicant.communication_paused = True
        self.ask_for_it()
        self.assertFalse(self.sent())
        self.assertNotIn("Your consent", self.look())
        self.applicant.communication_paused = False
        self.run_cron()
        self.assertEqual(len(self.sent()), 1)
        self.assertIn("Your consent", self.look())
        self.run_cron()
        self.assertEqual(len(self.sent()), 1)

    def test_an_archived_text_waits(self):
        questions = self.env["hr.applicant.consent.question"].with_user(self.recruiter)
        questions._ask(self.applicant.with_user(self.recruiter), self.text)
        self.text.active = False
        self.run_cron()
        self.assertFalse(self.sent())
        with self.assertRaises(UserError):
            questions._ask(self.applicant.with_user(self.recruiter), self.text)
        self.text.active = True
        self.run_cron()
        self.assertEqual(len(self.sent()), 1)

    def test_one_that_breaks_stops_no_other(self):
        others = self._make_applicants(3)
        broken = others[1]
        mail = type(broken)._mail_consent_questions

        def fail(applicant):
            if applicant == broken:
                raise ValueError
            return mail(applicant)

        breaking = patch.object(type(broken), "_mail_consent_questions", fail)
        with (
            breaking,
            mute_logger(f"odoo.addons.{MODULE}.models.communication.hr_applicant_nightly"),
        ):
            self.ask_for_it(others)
        self.assertEqual(len(self.sent()), 2)
        self.assertFalse(broken.consent_question_ids.told_date)
        self.run_cron()
        self.assertEqual(len(self.sent()), 3, "nobody twice, nobody left out")

    def test_a_line_opens_the_application(self):
        self.ask_for_it()
        action = self.question.with_user(self.recruiter).action_open_application()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("hr.applicant", self.applicant.id)
        )
        with self.assertRaises(AccessError):
            self.question.with_user(self.interviewer).action_open_application()

    def test_after_the_refusal_it_can_still_be_withdrawn(self):
        self.ask_for_it()
        self.choose("yes")
        row = self.refuse(self.applicant)
        # While the refusal waits, nothing on the page tells of it.
        self.assertIn("Withdraw my consent", self.look())
        self.deliver(row, NOW + DAY)
        with self.at(NOW + 2 * DAY):
            page = self.look()
            self.assertIn("Withdraw my consent", page)
            self.assertNotIn("Yes, I agree", page)
        self.choose("no", at=NOW + 2 * DAY)
        self.assertEqual(self.question.state, "withdrawn")
        with self.at(NOW + 3 * DAY):
            self.assertNotIn("Your consent", self.look())

    def test_what_is_not_on_the_page_is_not_answered(self):
        other = self._make_applicants(email_from="c@candidate.example")
        self.ask_for_it(self.applicant | other)
        for wrong in (other.consent_question_ids.id, 0, "x", ""):
            answer = self.choose("yes", question=wrong)
            self.assertEqual(answer.status_code, 422)
            self.assertIn("This has changed in the meantime", answer.text)
        self.assertFalse(other.consent_question_ids.filtered(lambda q: q.state != "waiting"))

    def test_many_are_asked_in_constant_queries(self):
        def count(number):
            applicants = self._make_applicants(number)
            self.env.invalidate_all()
            questions = self.env["hr.applicant.consent.question"].with_user(self.recruiter)
            before = self.env.cr.sql_log_count
            questions._ask(applicants.with_user(self.recruiter), self.text)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(1)
        self.assertLessEqual(count(20), count(2) + 2)

    def test_rights(self):
        questions = self.env["hr.applicant.consent.question"]
        theirs = self.applicant.with_user(self.interviewer)
        with self.assertRaises(AccessError):
            questions.with_user(self.interviewer)._ask(theirs, self.text)
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        foreign = self.text.copy({"company_id": elsewhere.id})
        with self.assertRaises(UserError):
            questions.with_user(self.recruiter)._ask(
                self.applicant.with_user(self.recruiter), foreign.with_user(self.recruiter)
            )

    def test_the_dialog_shows_what_is_read(self):
        self.applicant.partner_id.lang = "sv_SE"
        wizard = Form(
            self.env["hr.applicant.consent.ask"]
            .with_user(self.recruiter)
            .with_context(default_applicant_ids=self.applicant.ids)
        )
        self.assertIn(self.applicant.partner_name, wizard.whose)
        wizard.text_ids.add(self.text)
        self.assertIn(READ["sv_SE"], wizard.words)

    def test_erased_and_copied(self):
        self.ask_for_it()
        self.choose("yes")
        facts = self.applicant._get_known_facts()
        (fact,) = [fact for fact in facts if fact.name == "consent"]
        self.assertIn("Your references", fact.label)
        (read,) = [fact for fact in facts if fact.name == "consent_text"]
        self.assertIn(READ["en_US"], read.value)
        privacy = self.env["hr.applicant.privacy"].with_user(self.recruiter)
        content = privacy.create({"applicant_id": self.applicant.id}).content
        self.assertIn("Given until 12/10/2026", content)
        self.applicant.sudo()._erase()
        self.assertFalse(self.question | self.env["hr.applicant.consent.question"])
        self.assertFalse(self.register())


@tagged("post_install", "-at_install")
class TestConsentOfNearMisses(CandidatePageCase):
    """Near misses press their consent on the page, too; a telephone call is no press."""

    def setUp(self):
        super().setUp()
        row = self.refuse(self.applicant, near_miss=True)
        self.deliver(row, NOW + DAY)

    def events(self):
        self.env.invalidate_all()
        rows = self.env["hr.applicant.consent"].search(
            [("applicant_id", "=", self.applicant.id)], order="id"
        )
        return rows.mapped("event")

    def choose(self, choice, at=NOW + 2 * DAY, **data):
        with self.at(at):
            return self.press("other_positions", other_positions=choice, **data)

    def test_what_is_pressed(self):
        self.choose("yes")
        row = self.env["hr.applicant.consent"].search([("applicant_id", "=", self.applicant.id)])
        self.assertEqual((row.kind, row.until), ("near_miss", date(2027, 6, 12)))
        self.assertIn("May we keep your application for other positions?", row.words)
        self.assertIn("June 12, 2027", row.words)
        self.choose("yes", at=NOW + 350 * DAY)
        self.choose("no", at=NOW + 351 * DAY)
        self.choose("no", at=NOW + 351 * DAY)
        self.assertEqual(self.events(), ["given", "renewed", "withdrawn"])

    def test_for_how_long_is_what_was_read(self):
        with self.at(NOW + 2 * DAY):
            page = self.open(self.path).text
        words = page.split('name="words" value="')[1].split('"')[0]
        self.applicant.company_id.near_miss_months = 24
        answer = self.choose("yes", words=words)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("The text has changed", answer.text)
        self.assertEqual(self.applicant.near_miss_consent, "asked")
        self.assertFalse(self.events())

    def test_a_call_is_no_press(self):
        mine = self.applicant.with_user(self.recruiter)
        mine.action_keep_agreed()
        self.assertFalse(self.events())
        privacy = self.env["hr.applicant.privacy"].with_user(self.recruiter)
        content = privacy.create({"applicant_id": self.applicant.id}).content
        self.assertIn("noted by a colleague", content)
        mine.action_keep_declined()
        self.assertFalse(self.events(), "what was not pressed does not end")
        self.choose("yes")
        mine.action_keep_declined()
        self.assertEqual(self.events(), ["given", "ended"])

    def test_it_ends(self):
        self.choose("yes")
        with self.at(NOW + timedelta(days=500)):
            self.env["hr.applicant"]._cron_near_misses()
        self.assertEqual(self.events(), ["given", "ended"])
        self.assertFalse(self.applicant.near_miss)
