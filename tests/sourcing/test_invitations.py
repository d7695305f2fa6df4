from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..cases.sourcing import DAY, GROUP, LINK, SourcingCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestInvitations(SourcingCase):
    """A recruiter asks somebody to apply who has not."""

    def test_off_on_the_first_day(self):
        self._switch_sourcing(False)
        self.assertFalse(self.recruiter.has_group(GROUP))
        with self.assertRaisesRegex(UserError, "switched off"):
            self.make().action_invite()
        menu = self.env.ref("hr_recruitment_candidate_experience.menu_prospects")
        self.assertNotIn(
            menu.id, self.env["ir.ui.menu"].with_user(self.recruiter)._visible_menu_ids()
        )
        for xmlid in ("action_prospect_invite", "action_prospect"):
            action = self.env.ref(f"hr_recruitment_candidate_experience.{xmlid}")
            self.assertEqual(action.group_ids, self.env.ref(GROUP))
        form = self.env["hr.job"].with_user(self.recruiter).get_view(view_type="form")
        self.assertNotIn("prospect_count", form["arch"])

    def test_a_personal_mail(self):
        person = self.make(personal_text="I saw your talk about boats.\nIt was good.")
        note = person.action_invite()
        self.assertEqual((person.state, note["params"]["ids"]), ("planned", person.ids))
        self.assertFalse(self.mails(person), "nothing in the user's transaction")
        self.deliver()
        mail = self.mails(person)
        self.assertEqual(person.state, "queued")
        self.assertIn("vera0@person.example", mail.email_to)
        self.assertIn("rekryterare@company.example", mail.email_from)
        self.assertEqual(mail.reply_to, mail.email_from)
        self.assertFalse(mail.model, "the key stays behind in no chatter")
        self.assertIn("I saw your talk about boats.", mail.body_html)
        link = LINK.search(mail.body_html).group()
        self.assertEqual(link, person.sudo()._get_page_path())
        self.assertIn(link, mail.headers)
        self.assertNotRegex(person.sent_body, LINK)
        self.assertFalse(person.message_ids.filtered(lambda m: LINK.search(m.body or "")))
        self.arrive(person)
        self.assertEqual((person.state, person.told_date), ("invited", NOW.date()))
        self.assertEqual(person.forget_on, NOW.date() + 90 * DAY)
        self.assertEqual(self.number_of(), (1, 0, 0, 0, 0))

    def test_what_the_law_wants_told_is_told_whatever_is_written(self):
        """Regulation (EU) 2016/679, article 14."""
        self.company.prospect_words = "Come."
        self.company.prospect_basis = "because we say so"
        person = self.make()
        self.assertEqual(person.personal_text, "Come.")
        person.action_invite()
        self.deliver()
        body = self.mails(person).body_html
        for told in (
            self.company.name,
            "Your name, your email address",
            "Recommendation: Per Berg",
            "because we say so",
            "September 8, 2026",
            "object at any time",
            "data protection authority",
        ):
            self.assertIn(told, body)

    def test_in_the_language_of_the_person(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        module = self.env.ref("base.module_hr_recruitment_candidate_experience")
        module._update_translations(["sv_SE"])
        person = self.make(lang="sv_SE")
        self.assertIn("jag", person.personal_text.lower())
        person.action_invite()
        self.deliver()
        mail = self.mails(person)
        self.assertIn("8 september 2026", mail.body_html)
        self.assertIn("Rekommendation: Per Berg", mail.body_html)
        self.assertIn('lang="sv', mail.body_html)
        self.assertNotIn("Tell me more", mail.body_html)
        self.assertNotIn("something for you", mail.subject)

    def test_within_office_hours(self):
        person = self.make()
        with self.at(NOW.replace(hour=19)):
            person.action_invite()
            self.assertEqual(person.next_attempt, NOW.replace(hour=6) + DAY)
        # A plan of the office has changed since.
        self.calendar.attendance_ids.hour_from = 9
        with self.at(NOW.replace(hour=6) + DAY):
            self.deliver()
            self.assertEqual(person.state, "planned")
        with self.at(NOW.replace(hour=7) + DAY):
            self.deliver()
            self.assertEqual(person.state, "queued")

    def test_undone_before_it_leaves_and_not_after(self):
        person = self.make()
        person.action_invite()
        person.action_undo()
        self.deliver()
        self.assertEqual((person.state, self.mails(person)), ("draft", self.mails(person)[:0]))
        person.action_invite()
        self.deliver()
        with self.assertRaises(UserError):
            person.action_undo()
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            person.personal_text = "Something else"

    def test_a_call_says_it_first_and_is_written_down_after(self):
        person = self.make(way="call", phone="+46701234567")
        person.action_invite()
        self.deliver()
        self.assertEqual((person.state, self.mails(person)), ("call", self.mails(person)[:0]))
        todo = self.todos(person)
        self.assertEqual(todo.user_id, self.recruiter)
        self.assertIn("Per Berg", todo.note)
        self.assertIn("Article 6(1)(f)", todo.note)
        person.action_called_later()
        self.assertFalse(self.todos(person))
        self.deliver()
        self.assertIn("on the phone", self.mails(person).body_html)
        self.assertIn("Per Berg", self.mails(person).body_html)
        self.arrive(person)
        self.assertEqual(person.state, "later")
        self.assertEqual(self.number_of(), (1, 0, 1, 0, 0))

    def test_who_has_only_a_number_is_told_by_telephone(self):
        person = self.make(way="call", phone="+46701234567", email=False)
        person.action_invite()
        person.action_called_more()
        self.assertEqual((person.state, person.told_date), ("more", NOW.date()))
        self.assertIn("wants to know more", self.todos(person).summary)

    def test_what_does_not_arrive_is_heard_of_and_was_told_to_nobody(self):
        person = self.make()
        person.action_invite()
        self.deliver()
        self.mails(person).write(
            {"state": "exception", "failure_type": "unknown", "failure_reason": "(550, b'nobody')"}
        )
        self.env.flush_all()
        self.prospects._collect_outbox()
        self.assertEqual((person.state, person.told_date), ("failed", False))
        self.assertEqual(person.forget_on, NOW.date() + 28 * DAY)
        self.assertIn("could not be delivered", self.todos(person).summary)
        self.assertEqual(self.number_of(), (0, 0, 0, 0, 0))
        person.email = "vera@right.example"
        person.action_invite()
        self.assertEqual((person.state, self.todos(person)), ("planned", self.todos(person)[:0]))

    # Who is not invited ----------------------------------------------------------------

    def assertRefused(self, person, words):
        with self.assertRaisesRegex(UserError, words):
            person.action_invite()
        self.assertEqual(person.state, "draft")
        self.assertIn(words, person.obstacle)

    def test_nobody_is_invited_twice(self):
        self.invite()
        self.assertRefused(self.make(email="Vera0+again@Person.example"), "invited already")

    def test_two_of_one_selection(self):
        people = self.make(2, email="vera@person.example")
        with self.assertRaisesRegex(UserError, "Vera Lund 1: .*invited already"):
            people.action_invite()

    def test_an_application_that_is_open(self):
        self._make_applicants(email_from="vera0@person.example")
        self.assertRefused(self.make(), "still open")

    def test_who_applies_before_it_leaves_is_not_invited(self):
        person = self.make()
        person.action_invite()
        self._make_applicants(email_from="vera0@person.example")
        self.deliver()
        self.assertEqual((person.state, self.mails(person)), ("draft", self.mails(person)[:0]))
        self.assertIn("still open", self.todos(person).summary)

    def test_a_refusal_that_has_not_arrived(self):
        applicant = self._make_applicants(email_from="vera0@person.example")
        self._make_step("refused", send_window="office_hours")
        applicant.write(
            {"refuse_reason_id": self.env.ref("hr_recruitment.refuse_reason_1").id, "active": False}
        )
        self.assertIn(applicant.answer_state, ("owed", "pending"))
        self.assertRefused(self.make(), "still open")

    def test_who_wants_no_messages(self):
        applicant = self._make_applicants(email_from="vera0@person.example")
        applicant.messages_stopped = True
        self.assertRefused(self.make(), "asked not to be contacted")

    def test_no_address_no_number_no_job(self):
        self.assertRefused(self.make(email=False), "no email address")
        self.assertRefused(self.make(way="call", email="x@person.example"), "no phone number")
        person = self.make(email="y@person.example")
        self.job.active = False
        self.assertRefused(person, "closed")

    # Talents ---------------------------------------------------------------------------

    def make_talents(self, count=1, **values):
        pool = self.env["hr.talent.pool"].create({"name": "Sailors"})
        return self._make_applicants(count, talent_pool_ids=pool.ids, job_id=False, **values)

    def wizard(self, talents):
        return (
            self.env["hr.recruitment.prospect.invite"]
            .with_user(self.recruiter)
            .with_context(default_talent_ids=talents.ids)
            .create({"job_id": self.job.id})
        )

    def test_talents_of_a_pool(self):
        talents = self.make_talents(3)
        talents[1].write({"near_miss_consent": "declined"})
        wizard = self.wizard(talents)
        self.assertIn("Anna Ek 1: There is no consent", wizard.left_out)
        wizard.action_invite()
        people = self.prospects.search([("talent_id", "in", talents.ids)])
        self.assertEqual(people.talent_id, talents - talents[1])
        self.assertEqual(set(people.mapped("state")), {"planned"})
        self.assertEqual(set(people.mapped("source")), {"Sailors"})

    def test_a_consent_that_has_ended(self):
        talent = self.make_talents(near_miss_consent="given", near_miss_until=NOW.date() - DAY)
        with self.assertRaisesRegex(UserError, "None of these"):
            self.wizard(talent).action_invite()
        talent.near_miss_until = NOW.date() + DAY
        self.wizard(talent).action_invite()

    def test_an_earlier_application_without_consent(self):
        applicant = self._make_applicants()
        applicant.write({"active": False, "date_closed": NOW})
        self.assertTrue(self.wizard(applicant).left_out)

    def test_many_at_once(self):
        """However many: the same number of queries to look at them and to plan them."""
        few, many = self.make(5), self.make(50, email=False)
        for number, person in enumerate(many):
            person.email = f"p{number}@many.example"
        counts = []
        for people in (few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            people.action_invite()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1] - counts[0], 4, counts)
        self.deliver()
        self.assertEqual(set((few | many).mapped("state")), {"queued"})

    # Rights ----------------------------------------------------------------------------

    def test_who_may(self):
        person = self.make()
        other = self.env["res.company"].create({"name": "Sydlys"})
        officer = "hr_recruitment.group_hr_recruitment_user"
        elsewhere = self._make_user(
            "elsewhere", officer, company_id=other.id, company_ids=other.ids
        )
        interviewer = self._make_user(
            "interviewer", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        for user in (elsewhere, interviewer, self._make_user("employee", "base.group_user")):
            for method in ("read", "action_invite", "action_forget", "action_called_never"):
                with self.assertRaises(AccessError, msg=(user.login, method)):
                    getattr(person.with_user(user), method)()
        with self.assertRaises(AccessError):
            person.state = "invited"
        with self.assertRaises(AccessError):
            person.forget_on = NOW.date() + 900 * DAY
        with self.assertRaises(AccessError):
            person.collected_date = NOW.date()
        with self.assertRaises(ValidationError):
            self.make(collected_date=NOW.date() + 9 * DAY)
        self.assertNotIn("page_token", person.read()[0])
