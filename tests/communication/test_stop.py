from odoo.tests import Form, tagged

from ..common import CandidateCase

# What is about the candidate's own application, and what is like marketing.
OWN = (
    "stage_entered",
    "interview_booked",
    "interview_moved",
    "interview_cancelled",
    "interview_before",
    "hired",
)
OTHER = ("applied", "stage_idle", "interview_after", "before_days_off", "manual")


@tagged("post_install", "-at_install")
class TestStop(CandidateCase):
    """An exclusion list is for marketing; who asks us to stop is heard."""

    def setUp(self):
        super().setUp()
        self.sms = self.env["sms.template"].create(
            {
                "name": "Hello",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "body": "Hello",
            }
        )
        self.other = self.env["res.company"].create({"name": "Sydlys"})

    def start(self, trigger, applicant, **values):
        step = self._make_step(trigger, **values)
        return applicant._start_step(step).sudo()

    def send(self, triggers, prepare, **values):
        """Start a step of each trigger for a candidate of its own.

        :return: dict trigger → the row"""
        applicants = self._make_applicants(len(triggers), partner_phone="+46701234567")
        for number, applicant in enumerate(applicants):
            applicant.partner_phone = f"+4670123456{number}"
            prepare(applicant)
        rows = {
            trigger: self.start(trigger, applicant, **values)
            for trigger, applicant in zip(triggers, applicants, strict=True)
        }
        self.process()
        return rows

    def exclude(self, applicant):
        self.env["mail.blacklist"]._add(applicant.email_from)
        self.env["phone.blacklist"]._add([applicant._phone_format(fname="partner_phone")])

    def stop(self, applicant):
        applicant.messages_stopped = True

    # The list of others ----------------------------------------------------------------

    def test_what_concerns_the_own_application_leaves_past_an_exclusion_list(self):
        sms = {"action": "sms", "sms_template_id": self.sms.id, "mail_template_id": False}
        for values in ({}, sms):
            for trigger, row in self.send(OWN, self.exclude, **values).items():
                self.assertEqual((row.state, row.reason), ("queued", "outbox"), trigger)
                mail = self.env["mail.mail"].browse(row.mail_mail_id_int)
                message = self.env["sms.sms"].browse(row.sms_id_int)
                outgoing = mail if row.action == "email" else message
                self.assertEqual(outgoing.state, "outgoing", trigger)
                self.assertFalse(row.applicant_id.activity_ids)

    def test_what_is_like_marketing_stays_silent(self):
        for trigger, row in self.send(OTHER, self.exclude).items():
            self.assertEqual((row.state, row.reason), ("skipped", "blacklisted"), trigger)
            self.assertFalse(row.applicant_id.activity_ids, trigger)

    def test_a_survey_is_like_marketing_whenever_it_is_asked(self):
        survey = self.env["survey.survey"].search([("survey_type", "=", "candidate_feedback")])[:1]
        self.template.body_html = '<a t-att-href="object.get_feedback_url()">Answer</a>'
        values = {"survey_id": survey.id, "mail_template_id": self.template.id}
        rows = self.send(("hired",), self.exclude, action="survey", **values)
        self.assertEqual(rows["hired"].reason, "blacklisted")

    def test_a_request_about_data_is_confirmed_past_a_list(self):
        listed, stopped = self._make_applicants(2, partner_phone="+46701234567")
        self.exclude(listed)
        self.stop(stopped)
        for applicant in listed, stopped:
            applicant.sudo()._ask_for_data("copy")
            mails = self.env["mail.mail"].search(
                [
                    ("model", "=", "hr.applicant.data.request"),
                    ("res_id", "in", applicant.data_request_ids.ids),
                    ("recipient_ids", "in", applicant.partner_id.ids),
                ]
            )
            self.assertEqual(len(mails), 1 if applicant == listed else 0)

    # The candidate's own wish ------------------------------------------------------------

    def test_who_wants_no_messages_gets_none_and_somebody_is_told_of_what_matters(self):
        for trigger, row in self.send((*OWN, *OTHER), self.stop).items():
            self.assertEqual((row.state, row.reason), ("skipped", "stopped"), trigger)
            told = self.recruiter if trigger in OWN else self.env["res.users"]
            self.assertEqual(row.applicant_id.activity_ids.user_id, told, trigger)
            self.assertFalse(self.mails(row.applicant_id))

    def test_no_list_of_odoo_is_written(self):
        anna = self._make_applicants()
        self.stop(anna)
        self.assertFalse(anna.is_blacklisted)
        self.assertFalse(self.env["mail.blacklist"].search([("email", "=", anna.email_from)]))

    def test_it_holds_for_all_applications_of_the_person_to_the_company(self):
        first = self._make_applicants()
        twin = self._make_applicants()
        self.assertEqual(first.partner_id, twin.partner_id)
        there = self._make_applicants(company_id=self.other.id)
        self.stop(first)
        later = self._make_applicants()
        copy = first.copy()
        for applicant in first, twin, later, copy:
            self.assertTrue(applicant.messages_stopped)
        self.assertFalse(there.messages_stopped, "another employer")
        twin.messages_stopped = False
        self.assertFalse((first | later | copy).filtered("messages_stopped"))

    def test_the_company_of_the_application_is_what_counts(self):
        here = self._make_applicants()
        there = self._make_applicants(company_id=self.other.id, partner_id=here.partner_id.id)
        self.stop(there)
        self.assertEqual(here.partner_id, there.partner_id)
        self.assertFalse(here.messages_stopped)
        here.company_id = self.other
        self.assertTrue(here.messages_stopped)

    def test_two_people_who_share_a_mailbox_wish_for_themselves(self):
        anna, bo = (
            self._make_applicants(partner_name=name, email_from="family@candidate.example")
            for name in ("Anna Ek", "Bo Ek")
        )
        self.stop(anna)
        self.assertEqual((anna.messages_stopped, bo.messages_stopped), (True, False))

    def test_it_is_kept_when_contacts_are_merged(self):
        applicants = self._make_applicants(2)
        self.stop(applicants[1])
        merge = self.env["base.partner.merge.automatic.wizard"]
        merge._merge(applicants.partner_id.ids, applicants[0].partner_id)
        self.env.invalidate_all()
        self.assertEqual(len(applicants.partner_id), 1)
        self.assertEqual(applicants.mapped("messages_stopped"), [True, True])

    def test_it_is_kept_with_a_new_address(self):
        anna = self._make_applicants()
        self.stop(anna)
        anna.email_from = "new@candidate.example"
        self.assertTrue(anna.messages_stopped)

    def test_it_goes_with_the_application(self):
        there = self.env["hr.job"].create({"name": "There", "company_id": self.other.id})
        contact = self.env["res.partner"].create({"name": "Anna Ek", "email": "ek@other.example"})
        for number, move in enumerate(
            (
                lambda a: a.write({"company_id": self.other.id}),
                lambda a: a.write({"job_id": there.id}),
                lambda a: a.write({"partner_id": contact.id}),
                lambda a: a.partner_id.unlink(),
            )
        ):
            anna = self._make_applicants(email_from=f"ek{number}@candidate.example")
            self.stop(anna)
            move(anna)
            self.env.invalidate_all()
            with self.subTest(number):
                self.assertTrue(anna.messages_stopped)
                self.assertTrue(anna.copy().messages_stopped)
                anna.messages_stopped = False
                self.assertFalse(anna.messages_stopped)
        self.assertFalse(contact.sudo().candidate_stop_company_ids, "nobody else's")

    def test_who_has_only_a_number(self):
        anna = self._make_applicants(email_from=False, partner_phone="+46701234567")
        self.stop(anna)
        self.assertFalse(anna.partner_id)
        self.assertTrue(anna.messages_stopped)
        self.assertTrue(anna.copy().messages_stopped)
        self.assertIn(anna, anna.search([("messages_stopped", "=", True)]))
        anna.messages_stopped = False
        self.assertFalse(anna.messages_stopped)

    def test_an_application_without_a_company(self):
        anna = self._make_applicants()
        anna.company_id = False
        self.stop(anna)
        self.assertTrue(anna.messages_stopped)
        anna.messages_stopped = False
        self.assertFalse(anna.messages_stopped)

    def test_it_is_found(self):
        here, there = self._make_applicants(), self._make_applicants(company_id=self.other.id)
        self.stop(here)
        both = [("id", "in", (here | there).ids)]
        search = self.env["hr.applicant"].search
        self.assertEqual(search([*both, ("messages_stopped", "=", True)]), here)
        self.assertEqual(search([*both, ("messages_stopped", "=", False)]), there)
        self.assertEqual(search([*both, ("messages_stopped", "!=", True)]), there)

    def test_a_recruiter_notes_it_on_the_application(self):
        anna = self._make_applicants()
        form = Form(
            anna.with_user(self.recruiter),
            "hr_recruitment_candidate_experience.hr_applicant_view_form_tab_communication",
        )
        form.messages_stopped = True
        form.save()
        self.assertTrue(anna.messages_stopped)
