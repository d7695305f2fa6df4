from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..cases.decision import DAY, DecisionCase
from ..common import NOW

HOUR = timedelta(hours=1)
GROUP = "hr_recruitment_candidate_experience.group_reception"
INTERVIEWER = "hr_recruitment.group_hr_recruitment_interviewer"
# All that the reception may know of a visit.
KNOWN = {
    "id",
    "display_name",
    "candidate_name",
    "company_id",
    "start",
    "day",
    "is_today",
    "times",
    "host_names",
    "host_phone",
    "place",
    "has_arrived",
    "arrived_at",
}


@tagged("post_install", "-at_install")
class TestReception(DecisionCase):
    """Rita sits at the reception in Stockholm; Eva meets Anna there today at noon."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rita = cls._make_user("rita", GROUP)
        cls.eva = cls._make_user("eva", INTERVIEWER, name="Eva Berg")
        cls.job.interviewer_ids = cls.eva
        cls.env["hr.employee"].create(
            {"name": "Eva Berg", "user_id": cls.eva.id, "work_phone": "08-555 01"}
        )
        cls.mill = cls.env["hr.work.location"].create(
            {
                "name": "The mill",
                "address_id": cls.company.partner_id.id,
                "location_type": "office",
                "company_id": cls.company.id,
            }
        )
        cls.booked_step = cls._make_step("interview_booked", name="Booked")
        cls.cancelled_step = cls._make_step("interview_cancelled", name="Cancelled")

    def setUp(self):
        super().setUp()
        self.anna = self._make_applicants(user_id=self.recruiter.id, partner_name="Anna Ek")
        self.meeting = self.book(self.anna)

    def book(self, applicant, start=NOW + 2 * HOUR, **values):
        return self.env["calendar.event"].create(
            {
                "name": "Secret words",
                "applicant_id": applicant.id,
                "start": start,
                "stop": start + HOUR,
                "user_id": self.eva.id,
                "partner_ids": [Command.set((applicant.partner_id | self.eva.partner_id).ids)],
                "meeting_format": "on_site",
                "work_location_id": self.mill.id,
                **values,
            }
        )

    def visits(self, user=None, domain=()):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["hr.reception.visit"].with_user(user or self.rita).search(list(domain))

    def names(self, **kwargs):
        return self.visits(**kwargs).mapped("candidate_name")

    # The list ------------------------------------------------------------------------------

    def test_who_comes_when_to_whom_and_where(self):
        (visit,) = self.visits()
        self.assertEqual(visit.candidate_name, "Anna Ek")
        self.assertEqual(visit.times.replace("\u202f", " "), "12:00 PM – 1:00 PM")
        self.assertEqual(visit.host_names, "Eva Berg")
        self.assertEqual(visit.host_phone, "08-555 01")
        self.assertEqual(visit.place, "The mill")
        self.assertTrue(visit.is_today)
        self.assertFalse(visit.has_arrived)

    def test_the_clock_is_the_companys(self):
        self.rita.tz = "America/New_York"
        late = self._make_applicants(partner_name="Late Lo")
        # Eleven at night in London, and tomorrow in Stockholm.
        self.book(late, start=NOW.replace(hour=22, minute=30))
        today = self.names(domain=[("is_today", "=", True)])
        self.assertEqual(today, ["Anna Ek"])
        (visit,) = self.visits(domain=[("is_today", "=", False)])
        self.assertEqual(visit.day, (NOW + DAY).date())

    def test_only_who_comes_to_us(self):
        for number, kind in enumerate(("video", "phone"), 1):
            other = self._make_applicants(partner_name=f"Far {number}")
            self.book(other, meeting_format=kind)
        linked = self._make_applicants(partner_name="Linked")
        self.book(linked, meeting_format=False, videocall_location="https://meet.example")
        missed = self._make_applicants(partner_name="Missed")
        self.book(missed, interview_missed=True)
        far = self._make_applicants(partner_name="Next month")
        self.book(far, start=NOW + 30 * DAY)
        self.assertEqual(self.names(), ["Anna Ek"])
        self.meeting.attendee_ids.filtered(
            lambda a: a.partner_id == self.anna.partner_id
        ).state = "declined"
        self.assertFalse(self.names())

    def test_cancelled_moved_and_withdrawn(self):
        self.meeting.write({"start": NOW + DAY, "stop": NOW + DAY + HOUR})
        self.assertEqual(self.names(domain=[("is_today", "=", False)]), ["Anna Ek"])
        self.meeting.active = False
        self.assertFalse(self.names())
        self.meeting.active = True
        self.assertEqual(self.names(), ["Anna Ek"])
        self.refuse(self.anna, refuse_reason_id=self.withdrawal.id)
        self.assertFalse(self.names())

    def test_who_is_refused_vanishes_when_told(self):
        """Before that the candidate comes, and nobody at the door may know more."""
        self.meeting.write({"start": NOW + 5 * DAY, "stop": NOW + 5 * DAY + HOUR})
        row = self.refuse(self.anna)
        before = self.visits().read()
        self.assertEqual(len(before), 1)
        self.deliver(row, NOW + 2 * DAY - HOUR)
        with self.at(NOW + 2 * DAY):
            self.assertFalse(self.names())

    def test_what_nobody_has_confirmed_is_no_interview(self):
        """A colleague who may not speak for us has moved it: the candidate knows the old time."""
        nils = self._make_user("nils", "base.group_user")
        self.meeting.with_user(nils).write({"start": NOW + 9 * DAY, "stop": NOW + 9 * DAY + HOUR})
        (visit,) = self.visits()
        self.assertEqual(visit.start, NOW + 2 * HOUR)

    def test_several_candidates_of_one_meeting(self):
        bo = self._make_applicants(partner_name="Bo Ek", email_from="bo@candidate.example")
        self.meeting.partner_ids += bo.partner_id
        self.assertEqual(self.names(), ["Anna Ek", "Bo Ek"])

    # Who may see it ------------------------------------------------------------------------

    def test_the_reception_sees_nothing_else(self):
        fields = self.env["hr.reception.visit"].with_user(self.rita).fields_get()
        self.assertEqual(set(fields), KNOWN)
        relational = {name for name in fields if fields[name].get("relation")}
        self.assertEqual(relational, {"company_id"})
        for record in (
            self.anna,
            self.meeting.interview_kit_ids,
            self.rows(self.anna)[:1],
        ):
            with self.subTest(record=record), self.assertRaises(AccessError):
                record.with_user(self.rita).check_access("read")
        for name in ("create", "write", "unlink"):
            self.assertFalse(self.env["hr.reception.visit"].with_user(self.rita).has_access(name))
        for path in ("id.applicant_id", "meeting_id.name", "company_id.applicant_id"):
            with self.assertRaises(ValueError):
                self.visits(domain=[(path, "!=", False)])

    def test_nobody_else_sees_it(self):
        for user in self.recruiter, self.eva, self._make_user("nils", "base.group_user"):
            with self.assertRaises(AccessError):
                self.visits(user=user)
            visits = self.env["hr.reception.visit"].with_user(user)
            kit = self.meeting.interview_kit_ids
            for name in ("action_arrive", "action_take_back", "action_print"):
                with self.assertRaises(AccessError):
                    getattr(visits.browse(kit.id), name)()
        self.assertFalse(self.meeting.interview_kit_ids.arrived_date)

    def test_each_company_its_own(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        job = self.env["hr.job"].create({"name": "Cook", "company_id": other.id})
        there = self._make_applicants(partner_name="There", job_id=job.id, company_id=other.id)
        kit = self.book(there, work_location_id=False, user_id=False).interview_kit_ids
        self.assertEqual(self.names(), ["Anna Ek"])
        self.env["hr.reception.visit"].with_user(self.rita).browse(kit.id).action_arrive()
        self.env.invalidate_all()
        self.assertFalse(kit.arrived_date)
        self.rita.company_ids += other
        visits = self.env["hr.reception.visit"].with_user(self.rita)
        for companies, names in (
            (self.company, {"Anna Ek"}),
            (other, {"There"}),
            (self.company | other, {"Anna Ek", "There"}),
        ):
            found = visits.with_context(allowed_company_ids=companies.ids).search([])
            self.assertEqual(set(found.mapped("candidate_name")), names)

    # Arrived -------------------------------------------------------------------------------

    def test_the_host_hears_at_once(self):
        self._reset_bus()
        visit = self.visits()
        with self.at(NOW + HOUR):
            visit.action_arrive()
            visit.action_arrive()
        kit = self.meeting.interview_kit_ids
        self.assertEqual(kit.arrived_date, NOW + HOUR)
        (todo,) = self.env["mail.activity"].search([("interview_task", "=", "arrived")])
        self.assertEqual(todo.user_id, self.eva)
        self.assertFalse(todo.res_model, "not every host may open the application")
        self.assertNotIn("Anna", todo.summary)
        (visit,) = self.visits()
        self.assertTrue(visit.has_arrived)
        self.assertEqual(visit.arrived_at.replace("\u202f", " "), "11:00 AM")
        self.assertIn("Anna Ek", self._read_bus())
        self.assertIn("The mill", self._read_bus())
        visit.action_take_back()
        self.env.invalidate_all()
        self.assertFalse(kit.arrived_date)
        self.assertFalse(todo.exists())

    def _reset_bus(self):
        self.env["bus.bus"].sudo().search([]).unlink()

    def _read_bus(self):
        self.env.cr.precommit.run()
        return " ".join(self.env["bus.bus"].sudo().search([]).mapped("message"))

    def test_nobody_holds_it(self):
        """Then it is the recruiter's guest."""
        self.meeting.partner_ids -= self.eva.partner_id
        (visit,) = self.visits()
        self.assertEqual(visit.host_names, self.recruiter.name)

    def test_on_the_copy_and_in_the_kit(self):
        self.visits().action_arrive()
        facts = [fact.name for fact in self.anna._get_facts_of_arrivals()]
        self.assertEqual(facts, ["arrived"])
        kit = self.meeting.interview_kit_ids
        with self.assertRaises(AccessError):
            kit.with_user(self.recruiter).arrived_date = NOW

    # Paper and settings ----------------------------------------------------------------------

    def print(self, user):
        report = self.env["ir.actions.report"].with_user(user)
        kit = self.meeting.interview_kit_ids
        name = "hr_recruitment_candidate_experience.reception_day"
        return report._render_qweb_html(name, kit.ids)[0].decode()

    def test_the_paper_of_the_day(self):
        action = self.env["hr.reception.visit"].with_user(self.rita).action_print()
        self.assertEqual(action["report_type"], "qweb-pdf")
        paper = self.print(self.rita)
        for words in ("Anna Ek", "Eva Berg", "08-555 01", "The mill", "June 10, 2026"):
            self.assertIn(words, paper)
        for words in (self.job.name, "Secret words", self.new.name, self.anna.email_from):
            self.assertNotIn(words, paper)
        with self.assertRaises(AccessError):
            self.print(self.recruiter)
        self.meeting.active = False
        self.assertNotIn("Anna Ek", self.print(self.rita))
        with self.assertRaises(UserError):
            self.env["hr.reception.visit"].with_user(self.rita).action_print()

    def test_who_says_who_sits_there(self):
        settings = self.env["hr.candidate.settings"].with_user(self.administrator)
        nils = self._make_user("nils", "base.group_user")
        mine = settings.create({})
        self.assertEqual(mine.reception_user_ids, self.rita)
        mine.reception_user_ids = nils
        self.assertTrue(nils.has_group(GROUP))
        self.assertFalse(self.rita.has_group(GROUP))
        mine.refusal_delay_hours = 30
        self.assertTrue(nils.has_group(GROUP))
        other = self.env["res.company"].create({"name": "Sydlys"})
        stranger = self._make_user("far", company_id=other.id, company_ids=other.ids)
        with self.assertRaises(ValidationError):
            mine.reception_user_ids += stranger
        with self.assertRaises(AccessError):
            self.env["hr.candidate.settings"].with_user(self.recruiter).create(
                {"reception_user_ids": [Command.set(self.recruiter.ids)]}
            )
