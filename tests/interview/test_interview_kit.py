from contextlib import suppress
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import NOW, CandidateCase

LATER = NOW + timedelta(days=7)
BLOCKS = ("agenda", "people", "on_site", "video", "employer")
EVIL = "<script>alert('x')</script>"
SECRET = "Secret goal of ours"


class KitCase(CandidateCase):
    """Anna meets Karin, who may read the application, and Olle, who only takes part.
    Ivar interviews for another job position, Nils is an ordinary colleague."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        interviewer = "hr_recruitment.group_hr_recruitment_interviewer"
        cls.karin = cls._make_user("karin", interviewer, name="Karin Berg")
        cls.ivar = cls._make_user("ivar", interviewer)
        cls.olle = cls._make_user("olle", "base.group_user", name="Olle Lind")
        cls.nils = cls._make_user("nils", "base.group_user")
        cls.job.interviewer_ids = cls.karin
        other = cls.env["hr.job"].create({"name": "Cook"})
        other.interviewer_ids = cls.ivar
        cls.anna = cls._make_applicants(1, user_id=cls.recruiter.id)
        cls.portal = cls.env["res.users"].create(
            {
                "name": "Anna Ek",
                "login": "anna",
                "partner_id": cls.anna.partner_id.id,
                "group_ids": [Command.set(cls.env.ref("base.group_portal").ids)],
            }
        )

    def book(self, user=None, guests=None, applicant=None, **values):
        applicant = applicant or self.anna
        guests = self.recruiter | self.olle if guests is None else guests
        with self.at(NOW):
            return (
                self.env["calendar.event"]
                .with_user(user or self.recruiter)
                .create(
                    {
                        "name": "Interview",
                        "start": LATER,
                        "stop": LATER + timedelta(hours=1),
                        "applicant_id": applicant.id,
                        "partner_ids": [
                            Command.set((applicant.partner_id | guests.partner_id).ids)
                        ],
                        **values,
                    }
                )
                .sudo()
            )

    def kit_of(self, meeting, user=None):
        kits = self.env["hr.interview.kit"].with_user(user or self.env.user)
        return kits.search([("meeting_id", "=", meeting.id)])

    def block(self, name, applicant=None, lang="en_US"):
        """What the block says in a mail to the candidate, as a template renders it."""
        applicant = applicant or self.anna
        template = self._make_template(
            body_html=f"<t t-call='hr_recruitment_candidate_experience.mail_block_{name}'/>",
        )
        with self.at(NOW):
            return template.with_context(lang=lang)._render_field("body_html", applicant.ids)[
                applicant.id
            ]


@tagged("post_install", "-at_install")
class TestInterviewKitAccess(KitCase):
    def test_booked_interview_has_a_kit_for_those_who_hold_it(self):
        meeting = self.book()
        for user in (self.recruiter, self.karin, self.olle):
            self.assertTrue(self.kit_of(meeting, user), user.name)
        for user in (self.ivar, self.nils):
            self.assertFalse(self.kit_of(meeting, user), user.name)
        self.assertEqual(self.kit_of(meeting).interviewer_ids, self.recruiter | self.olle)

    def test_others_cannot_read_kit_by_its_id(self):
        kit = self.kit_of(self.book())
        kit.write({"goal": SECRET})
        kit.question_ids = [Command.create({"name": SECRET})]
        self.env["hr.interview.note"].create({"kit_id": kit.id, "body": SECRET})
        for user in (self.ivar, self.nils, self.portal):
            for records in (kit, kit.question_ids, kit.note_ids):
                with self.assertRaises(AccessError), mute_logger("odoo.models"):
                    records.with_user(user).read()

    def test_candidate_sees_nothing_of_the_kit_in_the_own_meeting(self):
        meeting = self.book()
        kit = self.kit_of(meeting)
        kit.write({"goal": SECRET, "summary": "Thank you"})
        mine = meeting.with_user(self.portal)
        self.assertEqual(mine.read(["name"])[0]["name"], "Interview")
        self.assertNotIn(SECRET, str(self.read_all(mine)))
        for name in ("interview_goal", "interview_kit_ids", "agenda_ids"):
            with self.assertRaises(AccessError):
                mine.read([name])

    def read_all(self, records):
        """Whatever the user may read, field by field."""
        found = {}
        for name in records.fields_get():
            with suppress(AccessError), mute_logger("odoo.models"):
                found[name] = records.read([name])
        self.assertIn("description", found)
        return found

    def test_calendar_file_and_invitation_say_nothing_of_the_kit(self):
        meeting = self.book(description="<p>Welcome</p>")
        kit = self.kit_of(meeting)
        kit.write({"goal": SECRET, "summary": SECRET})
        kit.question_ids = [Command.create({"name": SECRET})]
        file = meeting._get_ics_file()[meeting.id].decode()
        self.assertIn("Welcome", file)
        self.assertNotIn(SECRET, file)
        messages = meeting.message_ids.mapped("body")
        self.assertNotIn(SECRET, str(messages))

    def test_meeting_shows_goal_and_summary_to_its_interviewers_only(self):
        meeting = self.book()
        self.kit_of(meeting).write({"goal": SECRET, "summary": "A good talk"})
        self.env.invalidate_all()
        self.assertEqual(meeting.with_user(self.olle).interview_goal, SECRET)
        self.assertFalse(meeting.with_user(self.nils).interview_goal)
        self.assertFalse(meeting.with_user(self.nils).interview_summary)
        self.assertFalse(meeting.with_user(self.nils).interview_kit_id)
        self.assertEqual(meeting.with_user(self.karin).interview_summary, "A good talk")

    def test_summary_written_in_the_meeting_is_in_the_kit(self):
        meeting = self.book()
        meeting.with_user(self.recruiter).interview_summary = "A good talk"
        self.assertEqual(self.kit_of(meeting).summary, "A good talk")
        with self.assertRaises(UserError):
            meeting.with_user(self.nils).interview_summary = "Mine"
        self.assertEqual(self.kit_of(meeting).summary, "A good talk")

    def test_who_adds_themselves_to_the_meeting_does_not_see_the_kit(self):
        meeting = self.book()
        meeting.with_user(self.nils).write({"partner_ids": [Command.link(self.nils.partner_id.id)]})
        meeting.sudo().with_user(self.nils).sudo().write(
            {"partner_ids": [Command.link(self.nils.partner_id.id)]}
        )
        self.assertIn(self.nils.partner_id, meeting.partner_ids)
        self.assertFalse(self.kit_of(meeting, self.nils))
        with self.assertRaises(UserError):
            meeting.with_user(self.nils).action_open_interview_kit()

    def test_recruiter_invites_and_removes_an_interviewer(self):
        meeting = self.book()
        mine = meeting.with_user(self.recruiter)
        mine.write({"partner_ids": [Command.link(self.nils.partner_id.id)]})
        self.assertTrue(self.kit_of(meeting, self.nils))
        mine.write({"partner_ids": [Command.unlink(self.nils.partner_id.id)]})
        self.assertFalse(self.kit_of(meeting, self.nils))

    def test_colleague_who_applies_is_a_candidate_first(self):
        applicant = self._make_applicants(1, partner_id=self.karin.partner_id.id)
        meeting = self.book(applicant=applicant)
        self.assertTrue(self.kit_of(meeting))
        self.assertFalse(self.kit_of(meeting, self.karin))
        self.assertFalse(meeting.with_user(self.karin).interview_kit_count)

    def test_other_company_does_not_see_the_kit(self):
        kit = self.kit_of(self.book())
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.anna.company_id = other
        self.assertFalse(self.kit_of(kit.meeting_id, self.recruiter))

    def test_nobody_points_a_kit_at_another_candidate(self):
        kit = self.kit_of(self.book())
        stranger = self._make_applicants(1, candidate_questions=SECRET)
        for values in (
            {"applicant_id": stranger.id},
            {"interviewer_ids": [Command.link(self.nils.id)]},
        ):
            with self.assertRaises(AccessError):
                kit.with_user(self.olle).write(values)
        with self.assertRaises(AccessError):
            self.env["hr.interview.kit"].with_user(self.olle).create(
                {"meeting_id": kit.meeting_id.id, "applicant_id": stranger.id}
            )

    def test_interviewers_read_notes_of_each_other_and_write_their_own(self):
        kit = self.kit_of(self.book())
        kit.with_user(self.olle).my_notes = "<p>Calm</p>"
        kit.with_user(self.karin).my_notes = "<p>Clear</p>"
        note = kit.with_user(self.karin).other_note_ids
        self.assertEqual(note.body, "<p>Calm</p>")
        self.assertEqual(kit.with_user(self.olle).my_notes, "<p>Calm</p>")
        self.assertEqual(kit.with_user(self.recruiter).note_ids.user_id, self.olle | self.karin)
        for user in (self.karin, self.recruiter):
            with self.assertRaises(AccessError):
                note.with_user(user).write({"body": "No"})
            with self.assertRaises(AccessError):
                note.with_user(user).unlink()
        with self.assertRaises(AccessError):
            self.env["hr.interview.note"].with_user(self.karin).create(
                {"kit_id": kit.id, "user_id": self.recruiter.id, "body": "Not I"}
            )
        kit.with_user(self.olle).my_notes = "<p>Calm and clear</p>"
        self.assertEqual(len(kit.note_ids), 2)

    def test_script_in_notes_is_removed(self):
        kit = self.kit_of(self.book())
        kit.with_user(self.olle).my_notes = f"<p>Calm</p>{EVIL}"
        self.assertEqual(kit.note_ids.body, "<p>Calm</p>")

    def test_agenda_is_written_by_those_who_take_part(self):
        meeting = self.book()
        meeting.with_user(self.olle).agenda_ids = [Command.create({"name": "Lab"})]
        with self.assertRaises(AccessError):
            meeting.agenda_ids.with_user(self.nils).write({"name": "No"})
        self.assertFalse(
            self.env["calendar.event.agenda"]
            .with_user(self.nils)
            .search([("event_id", "=", meeting.id)])
        )


@tagged("post_install", "-at_install")
class TestInterviewKit(KitCase):
    def test_meeting_without_the_candidate_has_no_kit(self):
        meeting = self.book(partner_ids=[Command.set(self.olle.partner_id.ids)])
        self.assertFalse(self.kit_of(meeting))

    def test_interviewer_finds_the_coming_interviews_in_the_menu(self):
        meeting = self.book()
        action = self.env.ref("hr_recruitment_candidate_experience.action_interview_kit")
        self.assertIn("search_default_mine", action.context)
        coming = [("interviewer_ids", "in", self.olle.id)]
        coming += [("meeting_id.start", ">=", "today")]
        kits = self.env["hr.interview.kit"].with_user(self.olle)
        with self.at(NOW):
            self.assertEqual(kits.search(coming).meeting_id, meeting)
        with self.at(LATER + timedelta(days=1)):
            self.assertFalse(kits.search(coming))

    def test_two_candidates_in_one_meeting_have_their_own_kits(self):
        beata = self._make_applicants(1, partner_name="Beata", email_from="b@x.example")
        partners = self.anna.partner_id | beata.partner_id | self.olle.partner_id
        meeting = self.book(partner_ids=[Command.set(partners.ids)])
        kits = self.kit_of(meeting, self.olle)
        self.assertEqual(set(kits.applicant_id), {self.anna, beata})
        kits.filtered(lambda kit: kit.applicant_id == beata).summary = "To Beata"
        with self.at(NOW):
            self.assertEqual(self.anna.get_interview_summary(), "")
        action = meeting.with_user(self.olle).action_open_interview_kit()
        self.assertEqual(action["views"][0][1], "list")
        names = [p["name"] for p in meeting._get_candidate_people(self.anna)]
        self.assertNotIn("Beata", names)

    def test_meeting_given_to_another_candidate_leaves_the_notes_behind(self):
        meeting = self.book()
        kit = self.kit_of(meeting)
        kit.write({"goal": SECRET, "summary": "To Anna"})
        beata = self._make_applicants(1, partner_name="Beata", email_from="b@x.example")
        meeting.with_user(self.recruiter).write(
            {
                "applicant_id": beata.id,
                "partner_ids": [Command.set((beata.partner_id | self.olle.partner_id).ids)],
            }
        )
        self.assertFalse(meeting.with_user(self.recruiter).interview_summary)
        self.assertEqual(kit.applicant_id, self.anna)

    def test_copied_meeting_has_a_kit_of_its_own(self):
        meeting = self.book(agenda_ids=[Command.create({"name": "Lab"})])
        self.kit_of(meeting).goal = SECRET
        again = meeting.with_user(self.recruiter).copy()
        self.assertEqual(again.agenda_ids.mapped("name"), ["Lab"])
        self.assertEqual(len(self.kit_of(again)), 1)
        self.assertFalse(self.kit_of(again).goal)

    def test_series_of_meetings_has_a_kit_for_each(self):
        meeting = self.book(
            recurrency=True,
            rrule_type="weekly",
            interval=1,
            end_type="count",
            count=3,
            event_tz="UTC",
            wed=True,
        )
        meetings = meeting.recurrence_id.calendar_event_ids
        self.assertEqual(len(meetings), 3)
        for one in meetings:
            self.assertEqual(len(self.kit_of(one, self.olle)), 1)

    def test_meeting_of_before_gets_a_kit_at_installation_or_when_it_is_opened(self):
        meeting = self.book()
        self.kit_of(meeting).unlink()
        with self.at(NOW):
            self.env["calendar.event"].sudo()._make_kits_of_coming()
        self.assertTrue(self.kit_of(meeting, self.olle))
        self.kit_of(meeting).unlink()
        action = meeting.with_user(self.recruiter).action_open_interview_kit()
        self.assertEqual(action["res_id"], self.kit_of(meeting).id)

    def test_moved_meeting_keeps_its_kit(self):
        meeting = self.book()
        kit = self.kit_of(meeting)
        kit.goal = SECRET
        meeting.with_user(self.recruiter).write(
            {"start": LATER + timedelta(days=1), "stop": LATER + timedelta(days=1.1)}
        )
        self.assertEqual(self.kit_of(meeting), kit)
        self.assertEqual(kit.goal, SECRET)

    def test_deleted_meeting_or_application_takes_the_kit_with_it(self):
        meeting, other = self.book(), self.book()
        kits = self.kit_of(meeting) | self.kit_of(other)
        kits.question_ids = [Command.create({"name": "Why?"})]
        kits.my_notes = "Mine"
        questions, notes = kits.question_ids, kits.note_ids
        meeting.unlink()
        self.assertEqual(kits.exists().meeting_id, other)
        self.anna.unlink()
        self.assertFalse(kits.exists())
        self.assertFalse(questions.exists())
        self.assertFalse(notes.exists())

    def test_archived_meeting_keeps_its_kit(self):
        meeting = self.book()
        kit = self.kit_of(meeting)
        kit.goal = SECRET
        meeting.active = False
        self.assertEqual(kit.with_user(self.olle).read(["goal"])[0]["goal"], SECRET)
        self.assertFalse(kit.meeting_active)

    def test_questions_of_the_interview_form_are_taken_once(self):
        form = self.env["survey.survey"].create(
            {
                "title": "Engineers",
                "survey_type": "recruitment",
                "question_and_page_ids": [
                    Command.create(
                        {
                            "title": "Cooperation",
                            "is_page": True,
                            "question_type": False,
                            "sequence": 1,
                        }
                    ),
                    Command.create(
                        {
                            "title": "Tell us about your team",
                            "question_type": "text_box",
                            "sequence": 2,
                        }
                    ),
                    Command.create(
                        {
                            "title": "Do you have a licence?",
                            "question_type": "numerical_box",
                            "sequence": 3,
                        }
                    ),
                ],
            }
        )
        self.job.survey_id = form
        kit = self.kit_of(self.book()).with_user(self.olle)
        self.assertEqual([name for name, _questions in kit._get_competences()], ["Cooperation"])
        kit.action_take_questions()
        kit.action_take_questions()
        self.assertEqual(
            [(q.competence, q.name, q.kind) for q in kit.question_ids],
            [
                ("Cooperation", "Tell us about your team", "open"),
                ("Cooperation", "Do you have a licence?", "direct"),
            ],
        )

    def test_tailored_questions_stay_with_the_application(self):
        first, second = self.kit_of(self.book()), self.kit_of(self.book())
        first.with_user(self.karin).tailored_question_ids = [
            Command.create({"name": "What did you learn in Kiruna?"})
        ]
        self.assertEqual(
            second.with_user(self.olle).tailored_question_ids.name,
            "What did you learn in Kiruna?",
        )
        self.assertFalse(first.question_ids)
        beata = self._make_applicants(1, partner_name="Beata")
        with self.assertRaises(ValidationError):
            self.env["hr.interview.question"].create(
                {"name": "Why?", "kit_id": first.id, "applicant_id": beata.id}
            )
        with self.assertRaises(AccessError):
            self.env["hr.interview.question"].with_user(self.olle).create(
                {"name": "Why?", "applicant_id": beata.id}
            )

    def test_documents_are_those_that_the_reader_may_open(self):
        document = self.env["ir.attachment"].create(
            {"name": "cv.pdf", "raw": b"cv", "res_model": "hr.applicant", "res_id": self.anna.id}
        )
        kit = self.kit_of(self.book())
        self.assertEqual(kit.with_user(self.karin).document_ids, document)
        self.assertFalse(kit.with_user(self.olle).document_ids)

    def test_reminder_of_an_interview_has_the_kit_at_hand(self):
        self._make_step(
            "interview_before",
            action="activity",
            responsible="interviewers",
            delay=1,
            delay_unit="days",
        )
        kit = self.kit_of(self.book())
        with self.at(LATER - timedelta(hours=20)):
            self.process()
        activities = self.anna.activity_ids
        self.assertIn(self.recruiter, activities.user_id)
        for activity in activities:
            self.assertIn(f"/odoo/hr.interview.kit/{kit.id}", activity.note)

    def test_booking_many_costs_no_more_queries_for_each(self):
        many = self._make_applicants(20)

        def count(applicants):
            values = [
                {
                    "name": "Interview",
                    "start": LATER,
                    "stop": LATER + timedelta(hours=1),
                    "applicant_id": applicant.id,
                    "partner_ids": [Command.set((applicant.partner_id | self.olle.partner_id).ids)],
                }
                for applicant in applicants
            ]
            meetings = self.env["calendar.event"].create(values)
            self.env["hr.interview.kit"].search([("meeting_id", "in", meetings.ids)]).unlink()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            meetings._make_kits()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(many[:1])
        self.assertLessEqual(count(many), count(many[:2]) + 2)

    def test_printed_kit_says_what_it_has_and_runs_no_script(self):
        meeting = self.book(meeting_format="phone")
        kit = self.kit_of(meeting)
        report = "hr_recruitment_candidate_experience.action_interview_kit_report"
        page = self.print_kit(report, kit, self.olle)
        self.assertIn("Your questions", page)
        self.assertIn("Telephone", page)
        self.anna.candidate_questions = f"Is there a garden?{EVIL}"
        kit.goal = f"Can she cook?{EVIL}"
        kit.question_ids = [Command.create({"name": f"How?{EVIL}"})]
        page = self.print_kit(report, kit, self.olle)
        for words in ("Is there a garden?", "Can she cook?", "How?"):
            self.assertIn(words, page)
        self.assertNotIn("<script>alert", page)

    def test_kit_is_printed_from_the_meeting_by_its_interviewers(self):
        meeting = self.book()
        report = "hr_recruitment_candidate_experience.action_interview_kit_meeting_report"
        self.assertIn(self.anna.partner_name, self.print_kit(report, meeting, self.karin))
        for user in (self.ivar, self.nils):
            with self.assertRaises(UserError):
                self.print_kit(report, meeting, user)

    def print_kit(self, report, records, user):
        reports = self.env["ir.actions.report"].with_user(user)
        return reports._render_qweb_html(report, records.ids)[0].decode()


@tagged("post_install", "-at_install")
class TestInterviewBlocks(KitCase):
    def fill(self):
        """Everything that the blocks can say, with a script in every text."""
        self.location = self.env["hr.work.location"].create(
            {
                "name": f"The mill {EVIL}",
                "address_id": self.env["res.partner"]
                .create({"name": "Mill", "street": f"Kvarngatan 1 {EVIL}"})
                .id,
                "landmarks": f"A red house {EVIL}",
                "parking": f"In the yard {EVIL}",
                "reception": f"Third floor {EVIL}",
                "accessibility": f"No steps {EVIL}",
                "transport_ids": [
                    Command.create(
                        {"kind": "bus", "line": "4", "stop": f"Mill {EVIL}", "walk_minutes": 5}
                    ),
                ],
            }
        )
        self.env["hr.employee"].create(
            {
                "name": f"Olle Lind {EVIL}",
                "user_id": self.olle.id,
                "job_title": f"Miller {EVIL}",
                "candidate_introduction": f"I like bread {EVIL}",
            }
        )
        self.company.write(
            {
                "employer_story": f"<p>Since 1850</p>{EVIL}",
                "employer_culture": f"<p>Coffee at nine</p>{EVIL}",
                "video_help": f"<p>Press the green button</p>{EVIL}",
                "video_film_url": "https://vimeo.com/mill",
                "video_test_url": "https://test.example",
            }
        )
        self.recruiter.phone = "+46 70 123"
        return self.book(
            work_location_id=self.location.id,
            videocall_location="https://video.example/room",
            agenda_ids=[
                Command.create(
                    {"name": f"Baking {EVIL}", "duration_minutes": 45, "who": f"All {EVIL}"}
                ),
                Command.create({"kind": "lunch", "duration_minutes": 30}),
            ],
        )

    def test_blocks_say_everything_and_run_no_script(self):
        self.fill()
        said = {
            "agenda": ("10:00", "Baking", "45", "All", "10:45", "Lunch"),
            "people": ("Olle Lind", "Miller", "I like bread"),
            "on_site": (
                "The mill",
                "Kvarngatan 1",
                "A red house",
                "In the yard",
                "Bus 4 to Mill",
                "5 min on foot",
                "Third floor",
                "No steps",
                "google.com/maps",
                "coming from",
            ),
            "video": (
                "https://video.example/room",
                "https://test.example",
                "Press the green button",
                "tel:+4670123",
            ),
            "employer": ("Since 1850", "Coffee at nine", "https://vimeo.com/mill"),
        }
        for name, words in said.items():
            body = self.block(name)
            for word in words:
                self.assertIn(word, body, name)
            self.assertNotIn("<script", body, name)

    def test_blocks_are_quiet_where_nothing_is_known(self):
        self.recruiter.phone = False
        self.company.phone = False
        self.job.address_id = False
        self.book(guests=self.env["res.users"])
        self.assertIn("Conversation", self.block("agenda"))
        self.assertIn("10:50", self.block("agenda"))
        self.assertEqual(self.block("people").strip(), "")
        self.assertIn("if you do not know where we meet", self.block("on_site"))
        video = self.block("video")
        self.assertIn("You will get the link", video)
        self.assertIn("reply to this email", video)
        self.assertIn("No sound?", video)
        self.assertIn("/candidate/page/0/preview/video/", video)
        self.assertEqual(self.block("employer").strip(), "")
        for name in BLOCKS:
            self.assertNotIn("None", self.block(name))
            self.assertNotIn("False", self.block(name))

    def test_blocks_are_empty_without_an_interview(self):
        for name in BLOCKS:
            self.assertEqual(self.block(name).strip(), "", name)

    def test_job_position_speaks_for_itself_and_else_for_the_company(self):
        self.company.write(
            {"employer_story": "<p>Since 1850</p>", "employer_values": "<p>Bread</p>"}
        )
        self.job.write({"employer_story": "<p>A new team</p>", "employer_values": "<p><br></p>"})
        message = self.anna._get_employer_message()
        self.assertEqual(message["employer_story"], "<p>A new team</p>")
        self.assertEqual(message["employer_values"], "<p>Bread</p>")
        self.assertNotIn("employer_social", message)

    def test_who_left_or_declined_is_not_presented(self):
        meeting = self.book(guests=self.olle | self.nils | self.karin)
        self.olle.active = False
        attendees = meeting.attendee_ids
        attendees.filtered(lambda a: a.partner_id == self.nils.partner_id).do_decline()
        names = [p["name"] for p in meeting._get_candidate_people(self.anna)]
        self.assertEqual(names, ["Karin Berg"])
        employee = self.env["hr.employee"].create({"name": "Karin", "user_id": self.karin.id})
        employee.active = False
        self.assertFalse(meeting._get_candidate_people(self.anna))

    def test_agenda_follows_the_meeting_and_the_clock_of_the_candidate(self):
        self.job.interview_agenda_ids = [
            Command.create({"kind": "coffee", "duration_minutes": 15, "sequence": 1}),
            Command.create({"kind": "talk", "duration_minutes": 45, "sequence": 2}),
        ]
        meeting = self.book()
        self.anna.partner_id.tz = "Europe/Helsinki"
        agenda = meeting._get_candidate_agenda(self.anna)
        self.assertEqual([line["time"] for line in agenda], ["11:00 AM", "11:15 AM"])
        meeting.write({"start": LATER + timedelta(hours=2)})
        agenda = meeting._get_candidate_agenda(self.anna)
        self.assertEqual([line["time"] for line in agenda], ["1:00 PM", "1:15 PM"])
        meeting.write({"allday": True})
        self.assertEqual(meeting._get_candidate_agenda(self.anna)[0]["time"], "")

    def test_usual_agenda_is_copied_once(self):
        self.job.interview_agenda_ids = [Command.create({"kind": "tour"})]
        meeting = self.book()
        mine = meeting.with_user(self.recruiter)
        mine.action_take_usual_agenda()
        mine.action_take_usual_agenda()
        self.assertEqual(meeting.agenda_ids.mapped("kind"), ["tour"])
        self.assertEqual(len(self.job.interview_agenda_ids), 1)

    def test_agenda_line_is_of_a_meeting_or_of_a_job(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.env["calendar.event.agenda"].create({"name": "Of nobody"})

    def test_test_room_is_the_company_s_the_meeting_s_or_the_provider_s(self):
        meeting = self.book()
        for link, company, room in (
            ("https://video.example/1", False, False),
            ("https://eu.zoom.us/j/1", False, "https://zoom.us/test"),
            ("https://eu.zoom.us/j/1", "https://own.example", "https://own.example"),
        ):
            meeting.videocall_location = link
            self.company.video_test_url = company
            self.assertEqual(meeting._get_candidate_video(self.anna)["test_url"], room)
        self.company.video_test_url = False
        meeting._set_discuss_videocall_location()
        video = meeting._get_candidate_video(self.anna)
        self.assertEqual(video["test_url"], video["url"])

    def test_place_of_the_job_position_is_where_to_come(self):
        self.fill().work_location_id = False
        meeting = self.book()
        self.job.address_id = self.location.address_id
        place = meeting._get_candidate_place(self.anna)
        self.assertIn("A red house", place["landmarks"])
        meeting.location = "At the museum"
        place = meeting._get_candidate_place(self.anna)
        self.assertEqual((place["name"], place["landmarks"]), ("At the museum", ""))
