from datetime import timedelta

from odoo.tests import tagged

from ..common import NOW, CandidateCase

ADDON = "hr_recruitment_candidate_experience"
SIGNATURE = """<p><t t-if="object.user_id"><t t-out="object.user_id.name"/>,
    <t t-out="object.user_id.phone"/></t><t t-else="">The team</t></p>"""


@tagged("post_install", "-at_install")
class TestSpeakers(CandidateCase):
    """Who speaks for us: the application's recruiter, else that of the job position, else
    the team; and nobody who has left."""

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))
        self.company.write({"name": "Nordlys", "email": "jobs@company.example"})
        self.lena = self._make_user("lena", "hr_recruitment.group_hr_recruitment_user")
        self.lena.phone, self.recruiter.phone = "+46 8 11 11 11", "+46 8 22 22 22"
        self.template.write(
            {
                "body_html": SIGNATURE,
                "email_from": "{{ (object.user_id.email_formatted or "
                "object.company_id.email_formatted or user.email_formatted) }}",
            }
        )
        self._make_step("applied")
        self.elsewhere = self.env["res.company"].create({"name": "Elsewhere"})

    def employ(self, user, **values):
        return self.env["hr.employee"].create({"name": user.name, "user_id": user.id, **values})

    def mails(self, applicants):
        """To the candidates; colleagues get some, too."""
        found = super().mails(applicants)
        return found.filtered(lambda mail: mail.recipient_ids & applicants.partner_id)

    # The ways in which somebody does not speak ------------------------------------------

    def is_archived(self, user):
        user.active = False

    def has_left(self, user):
        self.employ(user).active = False

    def is_of_another_company(self, user):
        user.write({"company_ids": [(6, 0, self.elsewhere.ids)], "company_id": self.elsewhere.id})

    def has_left_another_company(self, user):
        """Seen from any company."""
        self.employ(user, company_id=self.elsewhere.id).active = False

    def is_no_colleague(self, user):
        user.group_ids = [(6, 0, self.env.ref("base.group_portal").ids)]

    def each_way(self):
        return (
            self.is_archived,
            self.has_left,
            self.is_of_another_company,
            self.has_left_another_company,
            self.is_no_colleague,
        )

    def hear(self, recruiter=None, **values):
        """:return: (application, mail) of a candidate who has just applied"""
        recruiter = recruiter or self.lena
        applicant = self._make_applicants(user_id=recruiter.id, **values)
        self.process()
        return applicant, self.mails(applicant)

    def assertSpeaks(self, applicant, mail, user):
        sender = user.email_formatted or '"Nordlys" <jobs@company.example>'
        self.assertEqual(mail.email_from, sender)
        self.assertIn(user.name or "The team", mail.body)
        for other in (self.lena | self.recruiter | applicant.user_id) - user:
            self.assertNotIn(other.name, mail.body + mail.email_from + (mail.reply_to or ""))
            self.assertNotIn(other.phone or "no number", mail.body)
            self.assertNotEqual(mail.author_id, other.partner_id)
        if user:
            self.assertEqual(mail.author_id, user.partner_id)
        contact = applicant.sudo()._get_page_contact()
        self.assertEqual(contact and contact["name"], user.name or None)

    # Mail and page ------------------------------------------------------------------------

    def test_the_recruiter_of_the_application(self):
        self.assertSpeaks(*self.hear(), self.lena)

    def test_an_employee_speaks(self):
        self.employ(self.lena)
        self.employ(self.lena, company_id=self.elsewhere.id).active = False
        self.assertSpeaks(*self.hear(), self.lena)

    def test_else_the_one_of_the_job_position(self):
        for number, way in enumerate(self.each_way()):
            with self.subTest(way=way.__name__):
                gone = self._make_user(f"gone{number}", "hr_recruitment.group_hr_recruitment_user")
                way(gone)
                address = f"anna{number}@candidate.example"
                self.assertSpeaks(*self.hear(gone, email_from=address), self.recruiter)

    def test_without_a_recruiter_the_one_of_the_job_position(self):
        applicant = self._make_applicants()
        applicant.user_id = False
        self.process()
        self.assertSpeaks(applicant, self.mails(applicant), self.recruiter)

    def test_else_the_team(self):
        self.job.user_id = False
        self.is_archived(self.lena)
        self.assertSpeaks(*self.hear(), self.env["res.users"])

    def test_an_application_without_a_job_position(self):
        self.plan.job_ids = False
        applicant, mail = self.hear(job_id=False)
        self.assertSpeaks(applicant, mail, self.lena)

    def test_who_leaves_before_the_message_does(self):
        applicant = self._make_applicants(user_id=self.lena.id)
        self.is_archived(self.lena)
        self.process()
        self.assertSpeaks(applicant, self.mails(applicant), self.recruiter)

    def test_the_texts_that_we_ship(self):
        """Title and introduction are those of the one who speaks."""
        for user, title in (self.lena, "Gone"), (self.recruiter, "Partner"):
            self.employ(user, job_title=title, candidate_introduction=f"I am {title}")
        self.lena.employee_ids.active = False
        step = self._make_step(
            "manual", mail_template_id=self.env.ref(f"{ADDON}.mail_template_applied").id
        )
        applicant = self._make_applicants(user_id=self.lena.id, email_from="bo@candidate.example")
        applicant._start_step(step)
        self.process()
        body = " ".join(self.mails(applicant).mapped("body"))
        self.assertIn("I am Partner", body)
        self.assertNotIn("Gone", body)
        self.assertNotIn("Lena", body)

    def test_a_template_without_a_sender(self):
        self.template.email_from = False
        self.job.user_id = False
        applicant = self._make_applicants(user_id=False)
        self.process()
        self.assertEqual(self.mails(applicant).email_from, '"Nordlys" <jobs@company.example>')

    def test_a_template_with_an_address_of_its_own(self):
        self.template.email_from = "hello@company.example"
        _applicant, mail = self.hear()
        self.assertEqual(mail.email_from, "hello@company.example")

    def test_a_recruiter_without_an_address(self):
        self.lena.email = False
        _applicant, mail = self.hear()
        self.assertEqual(mail.email_from, '"Nordlys" <jobs@company.example>')
        self.assertIn("Lena", mail.body)

    def test_a_preview_shows_who_will_speak(self):
        self.is_archived(self.lena)
        applicant = self._make_applicants(user_id=self.lena.id)
        preview = self.rows(applicant).with_user(self.recruiter).preview_body
        self.assertIn(self.recruiter.name, preview)
        self.assertNotIn("Lena", preview)

    def test_what_is_none_of_our_messages_is_left_alone(self):
        """A mail of an automation rule, for instance."""
        self.is_archived(self.lena)
        applicant = self._make_applicants(user_id=self.lena.id)
        self.assertIn("Lena", self.template._render_field("body_html", applicant.ids)[applicant.id])

    # Video help and to-dos ------------------------------------------------------------------

    def book(self, applicant):
        return self.env["calendar.event"].create(
            {
                "name": "Interview",
                "applicant_id": applicant.id,
                "start": NOW + timedelta(days=2),
                "stop": NOW + timedelta(days=2, hours=1),
                "user_id": self.lena.id,
                "partner_ids": [(6, 0, (applicant.partner_id | self.lena.partner_id).ids)],
                "videocall_location": "https://meet.example/1",
            }
        )

    def test_whom_to_call_when_the_technology_fails(self):
        applicant = self._make_applicants(user_id=self.lena.id)
        meeting = self.book(applicant)
        self.company.phone = "+46 8 33 33 33"
        for change, name, phone in (
            (lambda: None, "Lena", self.lena.phone),
            (lambda: self.is_archived(self.lena), self.recruiter.name, self.recruiter.phone),
            (lambda: self.is_archived(self.recruiter), False, self.company.phone),
        ):
            change()
            video = meeting._get_candidate_video(applicant)
            self.assertEqual((video["name"], video["phone"]), (name, phone))

    def test_what_is_for_the_recruiter_is_for_who_speaks(self):
        self.is_archived(self.lena)
        applicant = self._make_applicants(user_id=self.lena.id)
        applicant.email_from = "nowhere"
        self.process()
        self.assertEqual(applicant.activity_ids.user_id, self.recruiter)


@tagged("post_install", "-at_install")
class TestNoSender(CandidateCase):
    """A company without any address to write from."""

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))
        self.company.write({"email": False, "alias_domain_id": False})
        self.job.user_id = False
        steps = self.env["hr.recruitment.communication.step"]
        self.administrator = steps._find_administrator(self.company)
        self.step = self._make_step("applied")

    def todos(self):
        return self.env["mail.activity"].search(
            [("user_id", "=", self.administrator.id), ("summary", "ilike", "has no email address")]
        )

    def wait(self, count=2):
        applicants = self._make_applicants(count)
        self.process()
        return applicants

    def assertWaits(self, applicants):
        rows = self.rows(applicants)
        self.assertEqual(set(rows.mapped("state")), {"scheduled"})
        self.assertEqual(set(rows.mapped("reason")), {"no_sender"})
        self.assertTrue(all(rows.mapped("next_attempt")))
        self.assertFalse(self.mails(applicants))

    def assertLeaves(self, applicants):
        self.process()
        self.assertEqual(set(self.rows(applicants).mapped("state")), {"queued"})
        return self.mails(applicants)

    def test_nothing_leaves_and_an_administrator_is_told_once(self):
        applicants = self.wait()
        self.assertWaits(applicants)
        self.assertEqual(len(self.todos()), 1)
        with self.at(NOW + timedelta(hours=2)):
            self.process()
            self.assertWaits(applicants)
        self.assertEqual(len(self.todos()), 1)

    def test_a_refusal_waits_too(self):
        self.company.refusal_delay_hours = 0
        self._make_step("refused", send_window="office_hours")
        applicant = self.wait(1)
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "Other"})
        applicant.write({"refuse_reason_id": reason.id, "active": False})
        self.process()
        refusal = self.rows(applicant).filtered(lambda row: row.step_id.trigger == "refused")
        self.assertEqual((refusal.state, refusal.reason), ("scheduled", "no_sender"))
        self.assertEqual(applicant.answer_state, "pending")

    def test_it_leaves_when_the_company_has_an_address(self):
        applicants = self.wait()
        self.company.email = "jobs@company.example"
        mails = self.assertLeaves(applicants)
        self.assertIn("jobs@company.example", mails[0].email_from)

    def test_it_leaves_when_there_is_an_email_domain(self):
        applicants = self.wait()
        self.company.alias_domain_id = self.env["mail.alias.domain"].create(
            {"name": "company.example", "catchall_alias": "catchall"}
        )
        mails = self.assertLeaves(applicants)
        self.assertIn("catchall@company.example", mails[0].email_from)

    def test_it_leaves_when_there_is_a_recruiter(self):
        first, second = self.wait()
        first.user_id = self.recruiter
        self.assertLeaves(first)
        self.assertWaits(second)
        self.job.user_id = self.recruiter
        self.assertLeaves(second)

    def test_it_leaves_when_the_recruiter_has_an_address(self):
        self.recruiter.email = False
        self.job.user_id = self.recruiter
        applicants = self.wait()
        self.assertWaits(applicants)
        self.recruiter.email = "anna@company.example"
        self.assertLeaves(applicants)

    def test_the_todo_closes_when_it_is_mended(self):
        self.wait()
        self.assertTrue(self.todos())
        self.company.email = "jobs@company.example"
        self.assertFalse(self.todos())

    def test_the_todo_stays_while_others_wait(self):
        first, second = self.wait()
        first.user_id = self.recruiter
        self.assertLeaves(first)
        self.assertWaits(second)
        self.assertEqual(len(self.todos()), 1)

    def test_an_address_that_nobody_reads_is_none(self):
        lena = self._make_user("lena", "hr_recruitment.group_hr_recruitment_user")
        lena.active = False
        for number, address in enumerate((lena.email, '"Odoo" <odoobot@example.com>')):
            self.template.email_from = address
            applicant = self._make_applicants(
                user_id=lena.id, email_from=f"bo{number}@candidate.example"
            )
            self.process()
            with self.subTest(address):
                self.assertWaits(applicant)

    def test_what_waits_for_long_expires(self):
        self.step.write({"send_window": "office_hours", "expire_after": 3})
        applicant = self.wait(1)
        for hours in range(0, 24 * 6, 6):
            with self.at(NOW + timedelta(hours=hours)):
                self.process()
        self.assertEqual(self.rows(applicant).state, "expired")

    def test_any_other_way_is_seen_at_the_next_look(self):
        applicants = self.wait()
        self.template.email_from = "hello@company.example"
        with self.at(NOW + timedelta(hours=2)):
            self.assertLeaves(applicants)

    def test_odoos_own_user_may_have_been_given_an_address(self):
        self.env.ref("base.partner_root").email = "noreply@company.example"
        self.assertLeaves(self.wait())
        self.assertFalse(self.todos())

    def test_todos_need_no_sender(self):
        todo = self._make_step("applied", action="activity")
        rows = self.rows(self.wait())
        self.assertEqual(set(rows.filtered(lambda r: r.step_id == todo).mapped("state")), {"sent"})
        mails = rows.filtered(lambda r: r.step_id == self.step)
        self.assertEqual(set(mails.mapped("reason")), {"no_sender"})

    def test_plan_and_settings_say_it_before(self):
        self.assertTrue(self.plan.sender_missing)
        self.assertTrue(self.env["res.config.settings"].create({}).candidate_sender_missing)
        self.company.email = "jobs@company.example"
        self.env.invalidate_all()
        self.assertFalse(self.plan.sender_missing)
