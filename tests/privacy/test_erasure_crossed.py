from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.privacy import hr_recruitment_erasure_large as large
from ..cases.erasure import ADDRESS, NAME, NUMBER, WORDS, ErasureCase
from ..cases.traces import find_traces
from ..common import LOGGER, NOW


@tagged("post_install", "-at_install")
class TestErasureCrossed(ErasureCase):
    """What can come in the way of an erasure."""

    def test_nothing_is_erased_before_somebody_has_looked_and_approved(self):
        with self.at(NOW):
            applicant = self.make_person()
            erasure = self.review(self.ask_to_be_erased(applicant))
            self.assertEqual(applicant.partner_name, NAME)
            self.assertTrue(applicant.message_ids)
            self.env["hr.recruitment.erasure"]._cron_carry_out()
            self.assertEqual(erasure.state, "draft")
            unseen = self.erasures._prepare_for(applicant)
            with self.assertRaises(UserError):
                unseen.with_user(self.administrator).action_approve()

    def test_in_a_large_database_the_review_is_made_by_itself(self):
        """With the rights of who asked, and nobody approves before it is there."""
        with self.at(NOW), patch.object(large, "LARGE", 0):
            applicant = self.make_person()
            erasure = self.review(self.ask_to_be_erased(applicant))
            theirs = erasure.with_user(self.administrator)
            self.assertFalse(erasure.finding_ids)
            self.assertEqual(erasure.reviewer_id, self.administrator)
            with self.assertRaises(UserError):
                theirs.action_approve()
            commit = patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60)
            with commit:
                self.erasures._cron_carry_out()
            self.assertFalse(erasure.reviewer_id)
            self.assertTrue(erasure.erased_ids)
            self.assertEqual(applicant.partner_name, NAME)
            # Whoever may not any more finds nothing out.
            theirs.action_review()
            self.administrator.group_ids = self.env.ref("base.group_user")
            with commit, mute_logger(f"{LOGGER}.models.privacy.hr_recruitment_erasure_large"):
                self.erasures._cron_carry_out()
            self.assertFalse(erasure.reviewer_id)
            self.assertFalse(erasure.looked_date)

    def test_only_an_administrator_decides(self):
        with self.at(NOW):
            request = self.ask_to_be_erased(self.make_person())
            for user in (self.recruiter, self.manager):
                with self.assertRaises(AccessError):
                    request.with_user(user).action_review_erasure()
            erasure = self.review(request)
            for user in (self.recruiter, self.manager):
                for method in ("action_approve", "action_drop", "action_review"):
                    with self.assertRaises(AccessError):
                        getattr(erasure.with_user(user), method)()
            with self.assertRaises(AccessError):
                erasure.with_user(self.administrator).state = "approved"

    def test_who_changes_her_mind_is_kept(self):
        with self.at(NOW):
            applicant = self.make_person()
            erasure = self.review(self.ask_to_be_erased(applicant))
            erasure.with_user(self.administrator).action_approve()
            self.assertTrue(applicant._get_page()["is_being_erased"])
            applicant._take_back_erasure()
            self.assertEqual(erasure.state, "dropped")
            self.run_cron(erasure)
        self.assertEqual(applicant.partner_name, NAME)

    def test_a_copy_goes_too(self):
        """One that waits to be reviewed, one that was made; nobody is asked for it any more."""
        for made in (False, True):
            with self.subTest(made=made), self.at(NOW):
                applicant = self.make_person()
                request = applicant._ask_for_data("copy") or applicant.data_request_ids
                request.with_user(self.administrator).action_review_copy()
                self.assertTrue(request.item_ids)
                if made:
                    request.item_ids.action_include_all()
                    request.with_user(self.administrator).action_make_copy()
                    commit = patch.object(
                        type(self.env["ir.cron"]), "_commit_progress", return_value=60
                    )
                    with commit:
                        request._cron_copies()
                    self.assertTrue(request.copy_file)
                self.erase(applicant)
                self.assertFalse(request.item_ids)
                self.assertFalse(request.copy_file)
                self.assertEqual(request.copy_state, "gone")
                self.assertNotEqual(request.state, "open")
                self.assertFalse(request.activity_ids)
                self.assertFalse(find_traces(self.env, *WORDS))

    def test_what_is_about_something_else_leaves(self):
        """An invoice to the same address waits in the outbox, and a text message."""
        with self.at(NOW):
            applicant = self.make_person()
            about = {"model": "res.partner", "res_id": self.company.partner_id.id}
            message = self.env["mail.message"].create({**about, "body": "<p>Your invoice</p>"})
            values = {"email_to": ADDRESS, "recipient_ids": [(4, applicant.partner_id.id)]}
            mail = self.env["mail.mail"].create({**about, **values, "body_html": "<p>Pay</p>"})
            sms = self.env["sms.sms"].create(
                {"number": NUMBER, "body": "It comes today", "mail_message_id": message.id}
            )
            self.erase(applicant)
        self.assertEqual(mail.exists().state, "outgoing")
        self.assertEqual(sms.exists().state, "outgoing")

    def test_a_contact_that_is_somebody_else_stays(self):
        """A user, a customer of another company's application, an employee."""
        with self.at(NOW):
            applicant = self.make_person()
            partner = applicant.partner_id
            self.env["res.users"].create(
                {
                    "name": NAME,
                    "login": "asa",
                    "partner_id": partner.id,
                    "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
                }
            )
            erasure = self.review(self.ask_to_be_erased(applicant))
            self.assertIn("Contact", erasure.kept_ids.mapped("name"))
            self.carry_out(erasure)
            mail = self.env["mail.mail"].browse(erasure.mail_mail_id_int)
            self.assertIn("in touch with us in other matters", mail.body_html)
            self.send_outbox(erasure)
        self.assertTrue(partner.exists())
        self.assertEqual(partner.name, NAME)
        self.assertFalse(applicant.partner_id)
        left = {place.partition(".")[0] for place in find_traces(self.env, *WORDS)}
        self.assertLessEqual(left, {"res_partner", "res_users", "mail_message"})
        messages = self.env["mail.message"].search([("body", "ilike", "berg")])
        self.assertLessEqual(set(messages.mapped("model")), {"res.partner"})

    def test_hired_meanwhile(self):
        with self.at(NOW):
            applicant = self.make_person()
            applicant.stage_id = self.signed
            employee = self.env["hr.employee"].create(
                {"name": NAME, "work_contact_id": applicant.partner_id.id}
            )
            applicant.employee_id = employee
            erasure = self.review(self.ask_to_be_erased(applicant))
            self.assertIn("Employee", erasure.kept_ids.mapped("name"))
            self.carry_out(erasure)
            mail = self.env["mail.mail"].browse(erasure.mail_mail_id_int)
            self.assertIn("your employment", mail.body_html)
        self.assertEqual(employee.name, NAME)
        self.assertTrue(employee.work_contact_id)
        self.assertFalse(applicant.employee_id)
        self.assertEqual(applicant.outcome, "hired")

    def test_two_applications_one_on_hold(self):
        with self.at(NOW):
            free, kept = self.make_person(), self.make_person()
            self.assertEqual(free.partner_id, kept.partner_id)
            hold = self.env["hr.applicant.hold"].create(
                {"applicant_id": kept.id, "reason": "A claim is under way."}
            )
            erasure = self.review(self.ask_to_be_erased(free))
            self.assertIn("A claim is under way.", erasure.kept_ids.mapped("why"))
            self.carry_out(erasure)
            mail = self.env["mail.mail"].browse(erasure.mail_mail_id_int)
            self.assertIn("A claim is under way.", mail.body_html)
            mail.unlink()
            self.assertEqual(erasure.state, "waiting")
            self.assertEqual((free.partner_name, kept.partner_name), ("Erased candidate", NAME))
            # Nothing planned leaves for what is kept.
            requests = self.env["hr.applicant.data.request"]
            self.assertEqual(requests._filter_erasing(kept), kept)
            self.assertEqual(erasure.request_id.state, "open")
            hold.with_user(self.administrator).action_end()
            erasure.sudo().next_attempt = NOW
            self.run_cron(erasure)
            self.send_outbox(erasure)
        self.assertEqual(kept.partner_name, "Erased candidate")
        self.assertEqual(erasure.state, "done")
        self.assertEqual(find_traces(self.env, *WORDS), set())

    def test_a_common_name_blanks_no_notes_of_others(self):
        """They are shown, and somebody decides."""
        with self.at(NOW):
            other = self._make_applicants(partner_name="Rosa Berg", email_from="r@berg.example")
            about_her = other.message_post(body="Ask Åsa Öbergström about Rosa.")
            about_other = other.message_post(body="An Åsa Öbergström, painter, knows her.")
            erasure = self.review(self.ask_to_be_erased(self.make_person()))
            mentions = {mention.res_id: mention for mention in erasure.mention_ids}
            self.assertEqual(set(mentions), set((about_her + about_other).ids))
            self.assertEqual(set(erasure.mention_ids.mapped("decision")), {"leave"})
            mentions[about_her.id].with_user(self.administrator).decision = "blank"
            erasure.with_user(self.administrator).action_review()
            self.assertEqual(sorted(erasure.mention_ids.mapped("decision")), ["blank", "leave"])
            self.carry_out(erasure)
            self.send_outbox(erasure)
        self.assertEqual(str(about_her.body), "<p>Ask — about Rosa.</p>")
        self.assertIn("Öbergström", about_other.body)
        self.assertFalse(erasure.mention_ids)

    def test_a_worker_that_is_at_it_is_waited_for(self):
        with self.at(NOW):
            applicant = self.make_person()
            row = self._make_step("manual") and applicant._start_step(self.ask).sudo()
            erasure = self.review(self.ask_to_be_erased(applicant))
            row.write({"claimed_by": 7, "state": "scheduled"})
            self.carry_out(erasure)
            self.assertEqual(applicant.partner_name, NAME)
            self.assertEqual(erasure.state, "approved")
            self.assertGreater(erasure.next_attempt, NOW)
            row.claimed_by = False
            erasure.sudo().next_attempt = NOW
            self.run_cron(erasure)
        self.assertEqual(applicant.partner_name, "Erased candidate")

    def test_one_that_fails_stops_no_other_and_comes_again(self):
        with self.at(NOW):
            good, bad = self.make_person(), self.make_person()
            erasure = self.review(self.ask_to_be_erased(good))
            erase = type(good)._erase

            def break_down(applicants, is_trial=False):
                if bad in applicants:
                    raise ValueError(NAME)
                return erase(applicants, is_trial)

            with (
                patch.object(type(good), "_erase", break_down),
                self.assertLogs(LOGGER, "WARNING") as log,
            ):
                self.carry_out(erasure)
            self.assertNotIn("berg", "".join(log.output))
            self.assertEqual(erasure.state, "waiting")
            self.assertEqual(erasure.line_ids.mapped("state"), ["done", "todo"])
            self.assertFalse(erasure.mail_mail_id_int, "nothing is confirmed that is not so")
            erasure.sudo().next_attempt = NOW
            self.run_cron(erasure)
            self.assertTrue(erasure.mail_mail_id_int)
            self.send_outbox(erasure)
        self.assertEqual(find_traces(self.env, *WORDS), set())

    def test_batch_by_batch(self):
        """A run that ends between two batches goes on where it was."""
        with self.at(NOW):
            applicants = self._make_applicants(5, email_from=ADDRESS, partner_name=NAME)
            erasure = self.review(self.ask_to_be_erased(applicants[0]))
            erasure.with_user(self.administrator).action_approve()
            erasure.sudo()._carry_out_batch(2)
            self.assertEqual(len(erasure.line_ids.filtered(lambda line: line.state == "done")), 2)
            self.assertFalse(erasure.mail_mail_id_int)
            self.run_cron(erasure)
            self.send_outbox(erasure)
        self.assertEqual(set(applicants.mapped("partner_name")), {"Erased candidate"})
        self.assertEqual(erasure.counts["hr.applicant"], 5)
        self.assertEqual(len(erasure.hash_ids), 1)

    def test_a_mail_that_cannot_leave_takes_its_address_with_it(self):
        with self.at(NOW):
            erasure = self.review(self.ask_to_be_erased(self.make_person()))
            self.carry_out(erasure)
            mail = self.env["mail.mail"].browse(erasure.mail_mail_id_int)
            mail.state = "exception"
            erasure.sudo()._finish_told()
        self.assertEqual((erasure.state, erasure.told), ("done", "failed"))
        self.assertEqual(find_traces(self.env, *WORDS), set())

    def test_the_interview_with_others_goes_on(self):
        with self.at(NOW):
            applicant = self.make_person()
            other = self._make_applicants(partner_name="Rosa Berg", email_from="r@berg.example")
            meeting = applicant.meeting_ids
            meeting.name = "Group talk"
            meeting.description = False
            meeting.partner_ids += other.partner_id
            self.assertEqual(len(meeting.interview_kit_ids), 2)
            self.erase(applicant)
        self.assertTrue(meeting.exists())
        self.assertIn(other.partner_id, meeting.partner_ids)
        self.assertEqual(meeting.interview_kit_ids.applicant_id, other)

    def test_all_columns_of_an_application_are_thought_of(self):
        """A text that somebody adds to applications is erased, too."""
        kept = {
            name
            for name, field in self.env["hr.applicant"]._fields.items()
            if field.store
            and field.column_type
            and field.type in ("char", "text", "html", "json", "properties")
        } - set(self.env["hr.applicant"]._find_personal_columns())
        self.assertEqual(kept, {"partner_name", "mailbox"})

    def test_the_certificate_names_nobody(self):
        with self.at(NOW):
            erasure = self.erase(self.make_person())
            page, _kind = self.env["ir.actions.report"]._render_qweb_html(
                "hr_recruitment_candidate_experience.erasure_certificate", erasure.ids
            )
        text = page.decode().lower()
        for word in (*WORDS, ADDRESS):
            self.assertNotIn(word, text)
        self.assertIn(erasure.hash_ids.value, text)
