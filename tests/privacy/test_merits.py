import importlib.util
from pathlib import Path

from psycopg2.errors import CheckViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..cases.merits import MeritsCase
from ..common import NOW

QUIET = ("odoo.addons.base.models.ir_rule", "odoo.models", "odoo.addons.base.models.ir_model")
MIGRATION = Path(__file__).parents[2] / "migrations" / "19.0.1.9.0" / "pre-merits.py"


@tagged("post_install", "-at_install")
class TestMerits(MeritsCase):
    """Merits of who was chosen: noted at hiring, and put into a letter."""

    # Setting -----------------------------------------------------------------------------

    def make_companies(self):
        sweden, norway = self.env.ref("base.se"), self.env.ref("base.no")
        return self.env["res.company"].create(
            [
                {"name": "Nordlys AB", "country_id": sweden.id},
                {"name": "Nordlys AS", "country_id": norway.id},
                {"name": "Nordlys"},
                {"name": "Own choice", "country_id": sweden.id, "merits_offered": False},
            ]
        )

    def test_on_in_sweden_off_elsewhere_and_to_be_changed(self):
        companies = self.make_companies()
        self.assertEqual(companies.mapped("merits_offered"), [True, False, False, False])
        self.assertEqual(set(companies.mapped("merits_days")), {14})
        companies[1].merits_offered = True
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertTrue(companies[1].merits_offered)

    @mute_logger("odoo.sql_db")
    def test_the_days_have_limits(self):
        for days in (0, 91):
            with self.assertRaises(CheckViolation), self.env.cr.savepoint():
                self.company.merits_days = days
                self.env.flush_all()

    def test_an_hr_manager_sets_it(self):
        settings = self.env["hr.candidate.settings"].with_user(self.administrator)
        with Form(settings.browse(settings.action_open()["res_id"])) as form:
            self.assertTrue(form.merits_offered)
            form.merits_days = 21
            form.merits_offered = False
        self.assertEqual((self.company.merits_offered, self.company.merits_days), (False, 21))

    def test_companies_that_were_there_before(self):
        companies = self.make_companies()
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_company SET merits_offered = NULL")
        companies[3].invalidate_recordset()
        spec = importlib.util.spec_from_file_location("pre_merits", MIGRATION)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        script.migrate(self.env.cr, "19.0.1.8.0")
        self.env.invalidate_all()
        self.assertEqual(companies.mapped("merits_offered"), [True, False, False, True])

    # Hired: something to note --------------------------------------------------------------

    def todos(self, applicants):
        return self.find_merits(applicants).activity_ids

    def test_every_way_to_be_hired(self):
        by_stage, by_date, created = (
            self.make_chosen("Beata Lind"),
            self.make_chosen("Carl Berg"),
            self.make_chosen("Dora Ek", stage_id=self.signed.id),
        )
        self.hire(by_stage)
        by_date.with_user(self.recruiter).write({"date_closed": NOW})
        for applicant in (by_stage, by_date, created):
            (todo,) = self.todos(applicant)
            self.assertEqual((todo.user_id, todo.activity_type_id), (self.recruiter, self.kind))
            self.assertEqual(todo.summary, "Note the merits of who was chosen")
            self.assertTrue(todo.with_user(self.recruiter).has_access("read"))
            self.assertEqual(todo.res_name, applicant.display_name)
        # Within the stages of the hired nothing is new.
        by_stage.write({"date_closed": NOW})
        self.assertEqual(len(self.todos(by_stage)), 1)

    def test_nobody_is_asked_where_it_is_no_news(self):
        pool = self.env["hr.talent.pool"].create({"name": "Later"})
        moved = self.make_chosen("Dora Ek")
        moved._without_news().write({"stage_id": self.signed.id})
        imported = self.env["hr.applicant"].with_context(import_file=True)
        imported.load(
            ["partner_name", "job_id/.id", "stage_id/.id"],
            [["Carl Berg", str(self.job.id), str(self.signed.id)]],
        )
        talent = self.make_chosen(
            "Eva Ek", stage_id=self.signed.id, talent_pool_ids=[Command.set(pool.ids)]
        )
        self.company.merits_offered = False
        abroad = self.make_chosen("Filip Ek")
        self.hire(abroad)
        found = self.env["hr.applicant"].search([("partner_name", "=", "Carl Berg")])
        self.assertTrue(found.date_closed)
        self.assertFalse(self.find_merits(moved + found + talent + abroad))

    def test_who_cannot_note_them_is_not_asked(self):
        interviewer = self._make_user("iv", "hr_recruitment.group_hr_recruitment_interviewer")
        chosen = self.make_chosen(user_id=interviewer.id)
        (merits,) = self.hire(chosen)
        self.assertTrue(merits.activity_ids.user_id)
        self.assertTrue(merits.with_user(merits.activity_ids.user_id).has_access("write"))

    def test_noted_is_done(self):
        chosen = self.make_chosen()
        (merits,) = self.hire(chosen)
        merits.with_user(self.recruiter).write({"education": "Engineer"})
        self.assertFalse(merits.activity_ids)
        self.assertEqual((merits.noted_by_id, merits.noted_date), (self.recruiter, NOW))
        merits.with_user(self.recruiter).write({"education": False})
        self.assertFalse(merits.noted_date)

    def test_not_hired_after_all(self):
        slip, noted = self.make_chosen(), self.make_chosen("Carl Berg")
        self.hire(slip + noted)
        self.note_merits(noted)
        todo = self.todos(slip)
        (slip + noted).with_user(self.recruiter).write({"stage_id": self.interview.id})
        self.assertFalse(todo.exists())
        self.assertEqual(self.find_merits(slip + noted).applicant_id, noted)
        self.hire(slip + noted)
        self.assertEqual(len(self.todos(slip)), 1)
        self.assertFalse(self.todos(noted), "what was noted is there")
        slip.unlink()
        self.assertFalse(
            self.env["mail.activity"].search([("res_model", "=", "hr.applicant.merits")])
        )

    def test_a_batch_takes_a_constant_number_of_queries(self):
        """Beside what Odoo does for each, which is the same without us."""
        self.refuse()
        self.ask_who()
        for offered in (False, True):
            self.count_queries(2, offered)
        one, some, many = (
            self.count_queries(number, True) - self.count_queries(number, False)
            for number in (1, 20, 40)
        )
        self.assertLessEqual(some, one + 5)
        self.assertLessEqual(many, some + 1)

    def count_queries(self, number, offered):
        applicants = self._make_applicants(number, user_id=self.recruiter.id)
        self.company.merits_offered = offered
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        applicants.write({"stage_id": self.signed.id})
        self.env.flush_all()
        taken = self.env.cr.sql_log_count - before
        self.assertEqual(len(self.todos(applicants)), number if offered else 0)
        return taken

    # Noting --------------------------------------------------------------------------------

    def test_from_the_application_in_a_calm_way(self):
        chosen = self.make_chosen()
        screen = self.env["hr.applicant.privacy"].with_user(self.recruiter)
        ongoing = screen.create({"applicant_id": chosen.id})
        self.assertFalse(ongoing.has_merits)
        with self.assertRaises(UserError):
            ongoing.action_note_merits()
        self.hire(chosen)
        hired = screen.create({"applicant_id": chosen.id})
        self.assertTrue(hired.has_merits)
        self.assertIn("Not noted yet.", hired.content)
        action = hired.action_note_merits()
        merits = self.merits.with_user(self.recruiter).browse(action["res_id"])
        with Form(merits) as form:
            form.experience = "Nurse"
        noted = screen.create({"applicant_id": chosen.id})
        self.assertIn("Noted by Rekryterare", noted.content)

    @mute_logger(*QUIET)
    def test_who_reads_and_writes_them(self):
        merits = self.hire(self.make_chosen())
        interviewer = self._make_user("iv", "hr_recruitment.group_hr_recruitment_interviewer")
        elsewhere = self.env["res.company"].create({"name": "Sydlys"})
        stranger = self._make_user(
            "ida",
            "hr_recruitment.group_hr_recruitment_user",
            company_id=elsewhere.id,
            company_ids=elsewhere.ids,
        )
        for user in (self.nurse, interviewer, stranger):
            for act in (
                lambda u: merits.with_user(u).read(["education"]),
                lambda u: merits.with_user(u).write({"education": "x"}),
                lambda u: merits.with_user(u).action_note(),
                lambda u: merits.applicant_id.with_user(u).action_note_merits(),
            ):
                with self.assertRaises(AccessError):
                    act(user)
        for values in ({"noted_by_id": self.nurse.id}, {"applicant_id": self.applicant.id}):
            with self.assertRaises(AccessError):
                merits.with_user(self.recruiter).write(values)
        with self.assertRaises(AccessError):
            merits.with_user(self.recruiter).create({"applicant_id": self.applicant.id})
        merits.applicant_id.partner_id = self.recruiter.partner_id
        with self.assertRaises(AccessError):
            merits.with_user(self.recruiter).write({"education": "My own"})

    # Who was chosen --------------------------------------------------------------------------

    def test_those_hired_since_the_candidate_applied(self):
        earlier, job = self.make_chosen("Carl Berg"), self.env["hr.job"].create({"name": "Cook"})
        other = self.make_chosen("Dora Ek", job_id=job.id)
        before, after = self.make_chosen("Eva Ek"), self.make_chosen("Filip Ek")
        self.hire(earlier + before)
        self.env.cr.execute(
            "UPDATE hr_applicant SET date_closed = '2020-01-01' WHERE id = %s", [earlier.id]
        )
        other.date_closed = NOW
        before.active = False
        self.job.active = False
        self.env.invalidate_all()
        self.refuse()
        request = self.ask_who()
        self.assertEqual(request.chosen_ids, before)
        self.hire(after)
        self.assertEqual(request.chosen_ids, before + after)
        after.with_user(self.recruiter).write({"stage_id": self.interview.id})
        self.env.invalidate_all()
        self.assertEqual(request.chosen_ids, before)

    def test_somebody_who_was_interviewed_is_added(self):
        met, unmet = self.make_chosen("Dora Ek"), self.make_chosen("Eva Ek")
        self.meet(met)
        self.refuse()
        request = self.ask_who()
        theirs = request.with_user(self.administrator)
        for wrong in (unmet, self.applicant):
            with self.assertRaises(ValidationError):
                theirs.chosen_ids = wrong
        theirs.chosen_ids = met
        self.assertEqual(theirs.chosen_merits_ids.applicant_id, met)
        action = theirs.chosen_merits_ids.action_note()
        self.assertEqual(action["res_id"], self.find_merits(met).id)
        self.note_merits(met)
        theirs.action_draft_letter()
        self.assertIn("Eight years", theirs.merits_letter)
        # Nobody's hiring fails because of what becomes of the others.
        met.sudo().meeting_ids.unlink()
        hired = self.make_chosen("Filip Ek")
        self.hire(hired)
        self.assertEqual(request.chosen_ids, met + hired)
        theirs.chosen_ids = [Command.unlink(met.id)]
        self.assertEqual(request.chosen_ids, hired)

    # The letter ------------------------------------------------------------------------------

    def test_several_are_numbered_and_nobody_is_named(self):
        one, two, three = (self.make_chosen(name) for name in ("Bo Ek", "Carl Berg", "Eva Al"))
        self.hire(one + two + three)
        self.note_merits(one)
        self.note_merits(two, experience="Two years as a cook")
        self.refuse()
        request = self.ask_who()
        theirs = request.with_user(self.nurse)
        theirs.action_draft_letter()
        self.assertEqual(
            theirs.merits_letter,
            "Person 1\n\nEducation\nMaster of Science, computer science\n\n"
            "Professional experience\nEight years as a developer\n\n"
            "Other merits\nFluent in German\n\nPerson 2\n\n"
            "Professional experience\nTwo years as a cook",
        )
        self.assertFalse(theirs.merits_point_count)

    def test_nobody_hired_or_nothing_noted(self):
        self.refuse()
        request = self.ask_who()
        theirs = request.with_user(self.nurse)
        self.assertFalse(theirs.chosen_count)
        with self.assertRaisesRegex(UserError, "Nothing is noted"):
            theirs.action_draft_letter()
        with self.assertRaisesRegex(UserError, "Write the letter first"):
            theirs.action_send_letter()
        self.hire(self.make_chosen())
        with self.assertRaisesRegex(UserError, "Nothing is noted"):
            theirs.action_draft_letter()
        dialog = self.reply(request, merits_letter="Nobody has been hired yet.")
        dialog.action_send()
        self.assertEqual(request.state, "done")

    def test_it_is_answered_on_a_form(self):
        self.note_merits(self.hire(self.make_chosen()).applicant_id)
        self.refuse()
        request = self.ask_who()
        request.with_user(self.nurse).action_draft_letter()
        for user in (self.nurse, self.administrator):
            with Form(request.with_user(user)) as form:
                form.merits_letter = f"Written by {user.name}. Better."
                self.assertEqual(form.merits_point_count, 1)
            self.assertIn(user.name, request.merits_letter)

    def test_by_post_where_no_email_leaves(self):
        self.note_merits(self.hire(self.make_chosen()).applicant_id)
        self.refuse()
        request = self.ask_who()
        self.applicant.messages_stopped = True
        before = self.mails()
        dialog = self.reply(request)
        self.assertFalse(dialog.may_mail)
        with self.assertRaisesRegex(UserError, "by post"):
            dialog.action_send()
        dialog.action_by_post()
        self.assertEqual(self.mails(), before)
        self.assertEqual((request.state, request.letter_way), ("done", "post"))
        self.assertFalse(request.activity_ids)
        self.assertIn("Eight years", self.look())

    def test_answered_in_another_way_or_taken_back(self):
        self.refuse()
        request = self.ask_who()
        request.with_user(self.nurse).merits_letter = "A draft"
        request.with_user(self.nurse).action_drop()
        self.assertEqual((request.state, request.merits_letter), ("dropped", False))
        again = self.ask_who() - request
        again.with_user(self.nurse).merits_letter = "Told by telephone"
        again.with_user(self.nurse).action_done()
        self.assertEqual(again.merits_letter, "Told by telephone")
        self.assertNotIn("Told by telephone", self.look())

    @mute_logger(*QUIET)
    def test_what_was_sent_stays(self):
        chosen = self.make_chosen()
        self.hire(chosen)
        self.note_merits(chosen)
        self.refuse()
        request = self.ask_who()
        self.reply(request).action_send()
        for user in (self.nurse, self.administrator):
            theirs = request.with_user(user)
            with self.assertRaisesRegex(UserError, "closed"):
                theirs.merits_letter = "Other words"
            for values in ({"state": "open"}, {"kind": "copy"}, {"letter_way": "post"}):
                with self.assertRaises(AccessError):
                    theirs.write(values)
            for method in ("action_draft_letter", "action_send_letter"):
                with self.assertRaises(UserError):
                    getattr(theirs, method)()
            with self.assertRaises(UserError):
                theirs._send_letter()
        self.assertIn("Eight years", request.merits_letter)

    @mute_logger(*QUIET)
    def test_only_the_responsible_and_administrators_answer(self):
        self.note_merits(self.hire(self.make_chosen()).applicant_id)
        self.refuse()
        request = self.ask_who()
        request.with_user(self.nurse).action_draft_letter()
        colleague = self._make_user("anst", "base.group_user")
        interviewer = self._make_user("iv", "hr_recruitment.group_hr_recruitment_interviewer")
        send = self.env["hr.applicant.merits.send"]
        for user in (self.recruiter, colleague, interviewer):
            theirs = request.with_user(user)
            dialog = send.with_user(user).create({"request_id": request.id})
            for act in (
                lambda r=theirs: r.write({"merits_letter": "x"}),
                lambda r=theirs: r.action_draft_letter(),
                lambda r=theirs: r.action_send_letter(),
                lambda d=dialog: d.action_send(),
                lambda d=dialog: d.action_by_post(),
            ):
                with self.assertRaises(AccessError):
                    act()
        for user in (colleague, interviewer):
            with self.assertRaises(AccessError):
                request.with_user(user).read(["merits_letter"])
            with self.assertRaises(AccessError):
                send.with_user(user).create({"request_id": request.id}).read(["letter"])
        self.assertTrue(request.with_user(self.recruiter).read(["merits_letter"]))
        with self.assertRaises(AccessError):
            request.with_user(self.nurse).read(["chosen_ids"])
        with self.assertRaises(AccessError):
            request.with_user(self.nurse).write({"state": "done"})
        for kind in ("copy", "erase"):
            other = self.requests.create(
                {"applicant_id": self.applicant.id, "kind": kind, "user_id": self.nurse.id}
            )
            with self.assertRaises(UserError):
                other.with_user(self.nurse).write({"merits_letter": "x"})

    def test_a_form_that_was_made_up_tells_no_names(self):
        self.refuse()
        request = self.ask_who()
        spy = self._make_user("spion", "base.group_user")
        values = {
            "kind": "merits",
            "state": "open",
            "applicant_id": self.applicant.id,
            "merits_letter": "Anna",
        }
        form = self.requests.with_user(spy).new(values)
        self.assertFalse(form.merits_point_count)
        hidden = self.requests.with_user(spy).new(values, origin=request.with_user(spy))
        self.assertEqual(hidden._find_points(), [])

    # Deadline --------------------------------------------------------------------------------

    def test_the_deadline_is_its_own(self):
        self.company.merits_days = 5
        self.refuse()
        request = self.ask_who()
        copy = self.requests.create({"applicant_id": self.applicant.id, "kind": "copy"})
        self.assertEqual(str(request.deadline_date), "2026-06-15")
        self.assertEqual(str(copy.deadline_date), "2026-07-10")
        self.assertEqual(str(request.activity_ids.date_deadline), "2026-06-13")
        both = request + copy

        def late(day):
            return self.requests.search(
                [("id", "in", both.ids), ("state", "=", "open"), ("deadline_date", "<", day)]
            )

        self.assertFalse(late("2026-06-15"))
        self.assertEqual(late("2026-06-16"), request)
        self.assertEqual(late("2026-07-11"), both)
        with self.later(6):
            self.env.invalidate_all()
            self.assertEqual(both.mapped("is_overdue"), [True, False])
            today = self.env["hr.recruitment.today"].with_user(self.recruiter)
            section = today._get_requests(None)
            lines = {line["text"]: line for line in section["lines"]}
            self.assertTrue(lines["Merits of who was chosen"]["is_late"])
            self.assertEqual(lines["Merits of who was chosen"]["date"], "2026-06-15")

    def test_it_stops_nothing_that_is_planned(self):
        other = self._make_applicants(
            partner_id=self.applicant.partner_id.id, email_from=self.applicant.email_from
        )
        self.refuse()
        request = self.ask_who()
        self.assertFalse(request.held_ids)
        self.assertFalse(self.requests._filter_erasing(self.applicant + other))

    def test_it_is_not_asked_about_another_position(self):
        self._make_applicants(
            partner_id=self.applicant.partner_id.id, email_from=self.applicant.email_from
        )
        self.refuse()
        request = self.ask_who()
        self.applicant.unlink()
        self.assertFalse(request.exists())
