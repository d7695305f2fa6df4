import base64
import json
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.copy import CopyCase
from ..cases.decision import DAY
from ..common import NOW

QUIET = ("odoo.addons.base.models.ir_rule", "odoo.models")


@tagged("post_install", "-at_install")
class TestCopy(CopyCase):
    """What is in a copy, and who has looked through it."""

    def attach(self, name, content=b"text", applicant=None):
        applicant = applicant or self.applicant
        return self.env["ir.attachment"].create(
            {
                "name": name,
                "raw": content,
                "res_model": "hr.applicant",
                "res_id": applicant.id,
            }
        )

    # What is in it ---------------------------------------------------------------------

    def test_page_data_and_documents(self):
        self.press("ask", text="Is there a bike garage?")
        self.press("travel", text="Uppsala")
        self.attach("reference.txt", b"She is good")
        files = self.make(self.ask_for_copy())
        self.assertIn("index.html", files)
        data = json.loads(files["data.json"])
        facts = {fact["name"]: fact for fact in data["applications"][0]}
        self.assertEqual(facts["job"]["value"], "Engineer")
        self.assertEqual(facts["travels_from"]["value"], "Uppsala")
        self.assertEqual(facts["stage"]["value"], "Application received")
        self.assertEqual(facts["received"]["value"][-1], "Z")
        self.assertIn("Is there a bike garage?", [m["text"] for m in data["messages"]])
        page = files["index.html"].decode()
        self.assertIn("Is there a bike garage?", page)
        self.assertIn('lang="en-US"', page)
        for outside in ("<script", "src=", "http://", "https://"):
            self.assertNotIn(outside, page)
        (path,) = [name for name in files if name.startswith("documents/")]
        self.assertEqual(files[path], b"She is good")
        self.assertIn(f'href="{path}"', page)

    def test_in_the_language_of_the_candidate(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.applicant.candidate_lang = "sv_SE"
        page = self.make(self.ask_for_copy())["index.html"].decode()
        self.assertIn('lang="sv-SE"', page)
        self.assertIn("10 juni 2026", page)

    def test_names_of_files_lead_nowhere(self):
        for name in ("../../etc/passwd", "a:b*?.txt", "x" * 300, "", "å ä.pdf"):
            self.attach(name or "/")
        files = self.make(self.ask_for_copy())
        names = [name for name in files if name.startswith("documents/")]
        self.assertEqual(len(names), 5)
        for name in names:
            self.assertEqual(name.count("/"), 1)
            self.assertLess(len(name), 130)
            self.assertNotRegex(name, r'[:*?"<>|\\]')

    def test_messages_that_have_arrived(self):
        with self.at(NOW + timedelta(minutes=5)):
            self.applicant.message_post(
                body="Here are the directions.",
                partner_ids=self.applicant.partner_id.ids,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                author_id=self.recruiter.partner_id.id,
            )
        notice = self.applicant.message_ids.notification_ids.filtered(
            lambda n: n.res_partner_id == self.applicant.partner_id
        )
        notice.notification_status = "ready"
        request = self.ask_for_copy()
        self.assertNotIn("directions", self.read_texts(self.make(request)))
        self.assertFalse(request.item_ids.filtered(lambda i: "directions" in (i.text or "")))
        notice.notification_status = "sent"
        request.state = "open"
        request.copy_state = "ready"
        self.run_cron()
        self.assertIn("directions", self.read_texts(self.read_zip(request)))

    def test_feedback_that_has_a_name(self):
        for kind, is_in in (("named", True), ("confidential", True), ("anonymous", False)):
            with self.subTest(kind):
                self.applicant = self._make_applicants(
                    partner_name=f"Anna {kind}", email_from=f"{kind}@candidate.example"
                )
                step = self._make_survey_step(self.survey, survey_anonymity=kind)
                (invitation,) = self.invite(self.applicant, step)
                self.answer(invitation, 4, comment=f"It was {kind} and slow", ratings=(3,))
                request = self.requests.create(
                    {
                        "applicant_id": self.applicant.id,
                        "kind": "copy",
                        "user_id": self.nurse.id,
                    }
                )
                text = self.read_texts(self.make(request))
                self.assertEqual(f"It was {kind} and slow" in text, is_in)
                self.assertEqual("What you thought of it" in text, is_in)

    # Not ahead of a decision -----------------------------------------------------------

    def refuse(self):
        self.applicant.write({"refuse_reason_id": self.reason.id, "active": False})
        self.env.flush_all()

    def test_a_decision_that_is_not_told_is_not_in_it(self):
        request = self.ask_for_copy()
        self.note("She is strong in Java.")
        with self.at(NOW + DAY):
            self.refuse()
            self.note("We told her no.", date=NOW + DAY)
            self.assertEqual(self.applicant.answer_state, "pending")
            self.env.flush_all()
            files = self.make_at(request, 1)
        text = self.read_texts(files)
        self.assertIn("strong in Java", text)
        for secret in ("told her no", self.reason.name, "We need more years", "Our answer"):
            self.assertNotIn(secret, text)
        facts = {f["name"]: f["value"] for f in json.loads(files["data.json"])["applications"][0]}
        self.assertEqual(facts["state"], "ongoing")

    def make_at(self, request, later):
        self.review(request).action_make_copy()
        self.run_cron(later=later)
        return self.read_zip(request)

    def test_a_decision_between_review_and_file(self):
        self.applicant.priority = "2"
        request = self.ask_for_copy()
        self.review(request).action_make_copy()
        with self.at(NOW + DAY):
            self.refuse()
        self.run_cron(later=1)
        text = self.read_texts(self.read_zip(request))
        self.assertNotIn("Evaluation", text)
        self.assertNotIn(self.reason.name, text)

    def test_what_was_told_is_in_it(self):
        self.refuse()
        self.applicant._note_told(NOW)
        text = self.read_texts(self.make(self.ask_for_copy()))
        self.assertIn("It has ended", text)
        self.assertIn(self.reason.name, text)

    # The review --------------------------------------------------------------------------

    def test_notes_are_reviewed(self):
        mine = self.note("She is strong in Java.")
        other = self.note("Better than Bo Ek, whose father is ill.")
        request = self.ask_for_copy()
        theirs = request.with_user(self.nurse)
        with self.assertRaisesRegex(UserError, "Review the notes first"):
            theirs.action_make_copy()
        self.applicant.message_notify(
            body="You have been assigned", partner_ids=self.recruiter.partner_id.ids
        )
        action = theirs.action_review_copy()
        told = str(theirs.item_ids.mapped("text"))
        self.assertIn("strong in Java", told)
        self.assertNotIn("assigned", told)
        self.assertEqual(theirs.item_ids, theirs.item_ids.search(action["domain"]))
        self.assertEqual(request.copy_state, "review")
        items = {item.origin: item for item in theirs.item_ids}
        with self.assertRaisesRegex(UserError, "Not reviewed yet"):
            theirs.action_make_copy()
        items[f"mail.message,{mine.id}"].action_include()
        leave = items[f"mail.message,{other.id}"]
        leave.decision = "leave_out"
        theirs.item_ids.action_include_all()
        with self.assertRaisesRegex(UserError, "Say why"):
            theirs.action_make_copy()
        leave.reason = "It tells of another candidate"
        self.note("One more.")
        with (
            self.assertRaisesRegex(UserError, "More has been written since"),
            self.env.cr.savepoint(),
        ):
            theirs.action_make_copy()
        theirs.action_review_copy()
        theirs.item_ids.action_include_all()
        theirs.action_make_copy()
        self.run_cron()
        text = self.read_texts(self.read_zip(request))
        self.assertIn("strong in Java", text)
        self.assertIn("One more.", text)
        self.assertNotIn("father is ill", text)

    def test_what_was_reviewed_is_what_is_in_it(self):
        note = self.note("She is strong in Java.")
        request = self.ask_for_copy()
        self.review(request)
        note.body = "<p>Bo Ek is ill.</p>"
        request.with_user(self.nurse).action_make_copy()
        self.run_cron()
        text = self.read_texts(self.read_zip(request))
        self.assertIn("strong in Java", text)
        self.assertNotIn("Bo Ek", text)

    @mute_logger(*QUIET)
    def test_who_reviews(self):
        self.note("She is strong in Java.")
        request = self.ask_for_copy()
        colleague = self._make_user("kollega", "hr_recruitment.group_hr_recruitment_user")
        interviewer = self._make_user("iv", "hr_recruitment.group_hr_recruitment_interviewer")
        self.review(request)
        item = request.item_ids[:1]
        for user in (colleague, interviewer, self._make_user("anst", "base.group_user")):
            with self.assertRaises(AccessError):
                request.with_user(user).action_review_copy()
            with self.assertRaises(AccessError):
                request.with_user(user).action_make_copy()
            self.assertFalse(item.with_user(user).search([]))
            with self.assertRaises(AccessError):
                item.with_user(user).read(["text"])
            with self.assertRaises(AccessError):
                item.with_user(user).decision = "include"
        self.assertTrue(item.with_user(self.administrator).read(["text"]))
        with self.assertRaises(AccessError):
            item.with_user(self.nurse).text = "Other words"

    @mute_logger(*QUIET)
    def test_the_file_is_for_administrators(self):
        request = self.ask_for_copy()
        self.make(request)
        self.assertTrue(request.with_user(self.administrator).copy_file)
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", request._name), ("res_field", "=", "copy_file")])
        )
        self.assertEqual(len(files), 1)
        colleague = self._make_user("kollega", "hr_recruitment.group_hr_recruitment_user")
        for user in (colleague, self.nurse):
            with self.assertRaises(AccessError):
                request.with_user(user).read(["copy_file"])
            with self.assertRaises(AccessError):
                files.with_user(user).read(["raw"])

    def test_an_erasure_is_no_copy(self):
        self.press("erase")
        self.env.invalidate_all()
        request = self.applicant.data_request_ids
        for act in (request.action_review_copy, request.action_make_copy):
            with self.assertRaises(UserError):
                act()

    def test_what_was_reviewed_is_not_kept_for_nothing(self):
        note = self.note("She is strong in Java.")
        request = self.ask_for_copy()
        self.review(request)
        note.unlink()
        request.with_user(self.nurse).action_review_copy()
        self.assertNotIn("strong in Java", str(request.item_ids.mapped("text")))
        request.with_user(self.nurse).action_drop()
        self.assertFalse(request.item_ids)
        self.assertEqual((request.state, request.copy_state), ("dropped", "gone"))

    # Whose data ------------------------------------------------------------------------------

    def test_all_applications_of_the_person_and_no_others(self):
        same = self._make_applicants(partner_name="Anna Ek", email_from=self.applicant.email_from)
        married = self._make_applicants(partner_name="Bo Ek", email_from=self.applicant.email_from)
        elsewhere = self._make_applicants(
            partner_id=self.applicant.partner_id.id, email_from="other@candidate.example"
        )
        elsewhere.email_from = "other@candidate.example"
        abroad = self._make_applicants(email_from=self.applicant.email_from)
        abroad.company_id = self.env["res.company"].create({"name": "Sydlys"})
        for applicant in same + married + elsewhere + abroad:
            self.attach(f"cv-{applicant.id}.txt", applicant=applicant)
        request = self.ask_for_copy()
        names = " ".join(self.make(request))
        self.assertIn(f"cv-{same.id}", names)
        for applicant in married + elsewhere + abroad:
            self.assertNotIn(f"cv-{applicant.id}", names)
        self.assertIn(married, request.other_application_ids)
        self.assertNotIn(same, request.other_application_ids)

    # Deadline ----------------------------------------------------------------------------------

    def test_the_deadline_is_watched(self):
        request = self.ask_for_copy()
        self.assertEqual(str(request.deadline_date), "2026-07-10")
        overdue = [("state", "=", "open"), ("deadline_date", "<", "2026-07-11")]
        self.assertIn(request, self.requests.search(overdue))
        self.assertNotIn(request, self.requests.search([("deadline_date", "<", "2026-07-10")]))
        self.assertFalse(request.is_overdue)
        with self.at(NOW + 31 * DAY):
            self.env.invalidate_all()
            self.assertTrue(request.is_overdue)

    def test_one_that_breaks_stops_no_other(self):
        request = self.ask_for_copy()
        self.review(request).action_make_copy()
        broken = self._make_applicants(partner_name="Bo Ek", email_from="bo@candidate.example")
        other = self.requests.create(
            {"applicant_id": broken.id, "kind": "copy", "copy_state": "ready"}
        )
        file = self.attach("gone.txt", applicant=broken)
        other._collect_items()
        other.item_ids.decision = "include"
        self.patch(
            type(self.applicant),
            "_get_given_feedback",
            lambda records: 1 / 0 if broken in records else [],
        )
        with mute_logger(
            "odoo.addons.hr_recruitment_candidate_experience.models.privacy."
            "hr_applicant_data_request_zip"
        ):
            self.run_cron()
        self.assertEqual((request.copy_state, other.copy_state), ("made", "ready"))
        self.assertTrue(file.exists())
        self.assertTrue(base64.b64decode(request.copy_file))
