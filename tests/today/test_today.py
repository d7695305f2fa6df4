from ast import literal_eval

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import tagged

from ..cases.decision import DAY
from ..cases.today import HOUR, TodayCase
from ..common import NOW

ADDON = "hr_recruitment_candidate_experience"
ALL = ["reply", "promises", "refusals", "calls", "interviews", "failures", "unanswered"]


@tagged("post_install", "-at_install")
class TestToday(TodayCase):
    """Who waits for me today, and what I can do about it."""

    # What is shown ---------------------------------------------------------------------

    def test_each_kind_of_work_has_a_section(self):
        who = self.live()
        sections = self.sections(self.recruiter)
        self.assertEqual(list(sections), ALL)
        for name, applicant in who.items():
            with self.subTest(name):
                self.assertEqual(sections[name]["count"], 1)
                (line,) = sections[name]["lines"]
                self.assertEqual(line["applicant_id"], applicant.id)
                self.assertEqual(line["name"], applicant.partner_name)
                self.assertEqual(line["job"], "Engineer")

    def test_nothing_to_do(self):
        for section in self.sections(self.recruiter).values():
            self.assertEqual((section["count"], section["lines"]), (0, []))

    def test_mine_a_colleagues_and_everybodys(self):
        self.wrote("Mine")
        self.wrote("Hers", days=2, user_id=self.colleague.id)
        self.wrote("Nobodys", days=3, user_id=False)
        only = self.only
        self.assertEqual(only("reply", self.recruiter), ["Mine"])
        self.assertEqual(only("reply", self.recruiter, "colleague", self.colleague.id), ["Hers"])
        everybody = only("reply", self.recruiter, "everybody")
        self.assertEqual(everybody, ["Nobodys", "Hers", "Mine"])

    def test_requests_about_data(self):
        """Of whoever is responsible; not shown to those who have none."""
        applicant = self.candidate("Rune")
        self.company.candidate_hr_user_id = self.colleague
        with self.at(NOW):
            applicant._ask_for_data("copy")
            self.assertNotIn("requests", self.sections(self.recruiter))
            (line,) = self.sections(self.colleague)["requests"]["lines"]
            self.assertEqual((line["name"], line["applicant_id"]), ("Rune", applicant.id))
            self.assertEqual((line["date"], line["is_late"]), ("2026-07-10", False))
            self.assertIn("requests", self.sections(self.recruiter, "everybody"))
        with self.at(NOW + 31 * DAY):
            (line,) = self.sections(self.colleague)["requests"]["lines"]
            self.assertTrue(line["is_late"])
            applicant.data_request_ids.action_drop()
            self.assertNotIn("requests", self.sections(self.colleague))

    def test_a_scope_that_is_not_there(self):
        for scope, user_id in (
            ("others", None),
            (["mine"], None),
            ("colleague", None),
            ("colleague", 0),
            ("colleague", "1 OR 1"),
            ("colleague", [("id", ">", 0)]),
        ):
            with self.subTest(scope=scope, user_id=user_id), self.assertRaises(UserError):
                self.ask_as(self.recruiter, scope, user_id)

    def test_the_door_leads_to_what_was_counted(self):
        self.live()
        for number in range(8):
            self.wrote(f"Anna {number}")
            self.silent(f"Bo {number}")
        for scope in ("mine", "everybody"):
            for name, section in self.sections(self.recruiter, scope).items():
                with self.subTest(name, scope=scope):
                    self.assertEqual(self.count_behind(section["door"]), section["count"])
                    self.assertLessEqual(len(section["lines"]), 6)

    def count_behind(self, door):
        model, domain = door.get("model"), Domain(door["domain"])
        if "action" in door:
            action = self.env.ref(door["action"])
            model = action.res_model
            domain &= Domain(literal_eval(action.domain or "[]"))
        records = self.env[model].with_user(self.recruiter).with_context(active_test=False)
        return records.search_count(domain)

    def test_the_longest_wait_comes_first(self):
        for days in (2, 9, 4):
            self.wrote(f"{days} days", days=days)
        self.assertEqual(self.only("reply", self.recruiter), ["9 days", "4 days", "2 days"])

    def test_somebody_else_wrote(self):
        applicant = self.candidate("Anna")
        applicant.write(
            {
                "awaiting_reply": True,
                "other_reply_date": NOW - HOUR,
                "other_reply_from": "Mum <mum@x.example>",
            }
        )
        (line,) = self.sections(self.recruiter)["reply"]["lines"]
        self.assertTrue(line["is_other"])
        self.assertIn("Mum", line["text"])

    def test_promises_near_and_past(self):
        self.promised("Late", -1, state="broken")
        self.promised("Near", 2)
        self.promised("Far", 3)
        self.promised("Kept", 1, state="kept")
        self.promised("Archived", 1).active = False
        self.assertEqual(self.only("promises", self.recruiter), ["Late", "Near"])
        late, near = self.sections(self.recruiter)["promises"]["lines"]
        self.assertTrue(late["is_late"])
        self.assertFalse(near["is_late"])

    def test_refusals_of_today_only(self):
        self.refused("Today")
        self.refused("Tomorrow", leaves=NOW + DAY)
        # 23:30 in Stockholm, and half an hour after midnight.
        self.refused("Late", leaves=NOW.replace(hour=21, minute=30))
        self.refused("Night", leaves=NOW.replace(hour=22, minute=30))
        self.assertEqual(self.only("refusals", self.recruiter), ["Today", "Late"])

    def test_who_is_paused_is_not_told_today_and_still_waits_for_a_reply(self):
        refused, asks = self.refused("Refused"), self.wrote("Asks")
        (refused | asks).communication_paused = True
        sections = self.sections(self.recruiter)
        self.assertFalse(sections["refusals"]["lines"])
        (line,) = sections["reply"]["lines"]
        self.assertTrue(line["is_paused"])

    def test_an_email_that_waits_for_the_call(self):
        applicant = self.candidate("Anna")
        self.refuse(applicant, channel="call_mail")
        self.run_at(NOW + 2 * DAY)
        with self.at(NOW + 2 * DAY):
            sections = self.sections(self.recruiter)
            self.assertFalse(sections["refusals"]["lines"])
            (line,) = sections["calls"]["lines"]
            self.assertEqual(line["phone"], applicant.partner_phone)
            call = self.env["mail.activity"].browse(line["id"]).with_user(self.recruiter)
            call.action_feedback(feedback="She asked about the next job.")
            self.assertFalse(self.only("calls", self.recruiter))
            email = self.answers(applicant).filtered(lambda row: row.action == "email")
            self.assertTrue(email.next_attempt)
        said = applicant.message_ids.mapped("body")
        self.assertTrue(any("She asked about the next job." in body for body in said))

    def test_calls_of_today_and_of_whom_they_are_assigned_to(self):
        call = self.to_call("Carl").activity_ids
        self.to_call("Later").activity_ids.date_deadline = NOW.date() + DAY
        self.assertEqual(self.only("calls", self.recruiter), ["Carl"])
        call.user_id = self.colleague
        self.assertFalse(self.only("calls", self.recruiter))
        self.assertEqual(self.only("calls", self.colleague), ["Carl"])

    def test_interviews_of_today_and_tomorrow(self):
        self.interviewed("Now")
        self.interviewed("Tomorrow", start=NOW + DAY)
        self.interviewed("Later", start=NOW + 2 * DAY)
        off = self.interviewed("Off")
        self.env["calendar.event"].search([("applicant_id", "=", off.id)]).active = False
        self.assertEqual(self.only("interviews", self.recruiter), ["Now", "Tomorrow"])
        lines = self.sections(self.recruiter)["interviews"]["lines"]
        self.assertEqual([line["text"] for line in lines], ["On site", "On site"])

    def test_a_meeting_that_was_given_to_another_candidate(self):
        anna, beata = self.interviewed("Anna"), self.candidate("Beata")
        meeting = self.env["calendar.event"].search([("applicant_id", "=", anna.id)])
        meeting.with_user(self.recruiter).write(
            {
                "applicant_id": beata.id,
                "partner_ids": (beata.partner_id | self.recruiter.partner_id).ids,
            }
        )
        self.assertEqual(self.only("interviews", self.recruiter), ["Beata"])

    def test_failures_that_still_matter(self):
        self.failed("Ongoing")
        self.failed("Hired").date_closed = NOW
        self.failed("Archived").active = False
        self.assertEqual(self.only("failures", self.recruiter), ["Ongoing"])
        row = self.rows(self.env["hr.applicant"].search([("partner_name", "=", "Ongoing")]))
        row.filtered("needs_attention").with_user(self.recruiter).action_retry()
        self.assertFalse(self.only("failures", self.recruiter))

    def test_nobody_has_told_them(self):
        self.silent("Silent")
        owed = self.candidate("Archived")
        owed.with_context(active_test=False).active = False
        self.assertEqual(owed.answer_state, "owed")
        found = self.sections(self.recruiter)["unanswered"]["lines"]
        lines = {line["name"]: line for line in found}
        self.assertEqual(set(lines), {"Silent", "Archived"})
        self.assertTrue(lines["Archived"]["is_owed"])
        self.assertFalse(lines["Silent"]["is_owed"])
        owed.with_user(self.recruiter).action_mark_told()
        self.assertEqual(self.only("unanswered", self.recruiter), ["Silent"])

    def test_what_came_back_is_told_by_telephone(self):
        anna, bo = self.candidate("Anna"), self.candidate("Bo")
        for applicant in anna + bo:
            row = self.refuse(applicant, channel="mail")
            self.deliver(row, row.scheduled_date)
        self.answers(anna).sudo()._fail("bounced", "No such user")
        (line,) = self.sections(self.recruiter)["unanswered"]["lines"]
        self.assertEqual((line["name"], line["is_to_be_called"]), ("Anna", True))
        (call,) = self.sections(self.recruiter)["calls"]["lines"]
        self.assertTrue(call["is_decision"])
        anna.with_user(self.recruiter)._note_call_made("They had moved.", "")
        self.assertFalse(self.only("unanswered", self.recruiter))
        self.assertFalse(self.only("calls", self.recruiter))

    # Who sees it -----------------------------------------------------------------------

    def test_an_interviewer_has_few_entries(self):
        self.live()
        for scope, user_id in (
            ("mine", None),
            ("everybody", None),
            ("colleague", self.recruiter.id),
            ("others", None),
        ):
            with self.subTest(scope):
                names = self.names(self.interviewer, scope, user_id)
                self.assertEqual(names, {"calls": [], "interviews": ["Ines Interviewed"]})

    def test_an_interviewer_reads_no_application_of_others(self):
        self.live()
        (line,) = self.sections(self.interviewer)["interviews"]["lines"]
        self.assertFalse(line["applicant_id"])
        self.assertNotIn("phone", line)
        ines = self.env["hr.applicant"].search([("partner_name", "=", "Ines Interviewed")])
        ines.interviewer_ids = self.interviewer
        (line,) = self.sections(self.interviewer)["interviews"]["lines"]
        self.assertEqual(line["phone"], ines.partner_phone)

    def test_an_interviewers_own_call(self):
        call = self.to_call("Carl").activity_ids
        call.res_id = self.to_call("Carla", interviewer_ids=self.interviewer.ids).id
        self.to_call("Other").activity_ids.user_id = self.interviewer
        call.user_id = self.interviewer
        # The other call is of an application that the interviewer may not read.
        self.assertEqual(self.only("calls", self.interviewer), ["Carla"])

    def test_others_have_no_such_screen(self):
        internal = self._make_user("annan", "base.group_user")
        with self.assertRaises(AccessError):
            self.ask_as(internal)
        menu = self.env.ref(f"{ADDON}.menu_today")
        for user, sees in ((internal, False), (self.interviewer, True), (self.recruiter, True)):
            visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            self.assertEqual(menu.id in visible, sees, user.name)

    def test_only_administrators_send_a_refusal_at_once(self):
        self.assertFalse(self.ask_as(self.recruiter)["may_send_now"])
        self.assertTrue(self.ask_as(self.administrator)["may_send_now"])

    def test_another_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.live()
        sections = self.sections(self.administrator, "everybody")
        self.assertEqual({section["count"] for section in sections.values()}, {1})
        self.administrator.company_ids |= other
        there = self.names(self.administrator, "everybody", allowed_company_ids=other.ids)
        self.assertEqual(there, dict.fromkeys(ALL, []))

    def test_the_own_application_is_nobodys_work(self):
        """A colleague who applies is a candidate first."""
        anna = self.interviewed("Anna")
        anna.partner_id = self.colleague.partner_id
        self.assertFalse(self.only("interviews", self.colleague, "everybody"))

    # Home ------------------------------------------------------------------------------

    def test_odoos_first_screen_stays(self):
        menus = self.env["ir.ui.menu"].with_user(self.recruiter).load_web_menus(False)
        root = self.env.ref("hr_recruitment.menu_hr_recruitment_root")
        first = self.env.ref("hr_recruitment.action_hr_job")
        self.assertEqual(menus[root.id]["actionID"], first.id)

    def test_today_as_home(self):
        home = self.ask_as(self.recruiter)["home"]
        self.assertFalse(home["is_home"])
        mine = self.recruiter.with_user(self.recruiter)
        mine.write({"action_id": home["action_id"]})
        self.assertTrue(self.ask_as(self.recruiter)["home"]["is_home"])
        self.assertEqual(self.recruiter.action_id.id, self.env.ref(f"{ADDON}.action_today").id)

    def test_lists_behind_it(self):
        for user, expected in ((self.interviewer, 1), (self.recruiter, 4)):
            lists = self.ask_as(user)["lists"]
            self.assertEqual(len(lists), expected)
            for door in lists:
                self.assertTrue(self.env.ref(door["action"]))

    # Speed -----------------------------------------------------------------------------

    def count_queries(self, *args):
        self.ask_as(self.recruiter, *args)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.ask_as(self.recruiter, *args)
        return self.env.cr.sql_log_count - before

    def test_a_constant_number_of_queries(self):
        for _number in range(6):
            self.live()
        few = {scope: self.count_queries(scope) for scope in ("mine", "everybody")}
        for _number in range(6):
            self.live()
        many = {scope: self.count_queries(scope) for scope in few}
        self.assertEqual(many, few)
        self.assertLess(max(few.values()), 70)
