from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.booking import DAY, FRIDAY, HOUR, NOW, BookingCase


@tagged("post_install", "-at_install")
class TestInterviewOffer(BookingCase):
    """The recruiter's dialog: many at once, or a time found at once."""

    def setUp(self):
        super().setUp()
        clock = self.at(NOW)
        clock.__enter__()
        self.addCleanup(clock.__exit__, None, None, None)

    def dialog(self, applicants, user=None, **values):
        return (
            self.env["hr.interview.offer"]
            .with_user(user or self.recruiter)
            .create({"applicant_ids": applicants.ids, "panel_user_ids": self.eva.ids, **values})
        )

    def sent(self, applicants):
        return self.mails(applicants).filtered(lambda mail: "Choose a time" in mail.subject)

    def test_many_each_their_own(self):
        many = self.another(4)
        closed, unknown = many[2], many[3]
        closed.active = False
        unknown.email_from = False
        dialog = self.dialog(many)
        self.assertIn("closed", dialog.left_out)
        self.assertIn("no email", dialog.left_out)
        note = dialog.action_offer()
        self.assertIn("2", note["params"]["message"])
        offers = many.booking_ids
        self.assertEqual(offers.applicant_id, many[:2])
        self.assertFalse(self.sent(many), "nothing leaves while it can be undone")
        self.env["hr.interview.booking"].with_user(self.recruiter).browse(
            note["params"]["ids"]
        ).action_undo()
        self.assertFalse(offers.exists())
        self.deliver_times()
        self.assertFalse(self.sent(many))

    def test_what_has_left_is_not_undone(self):
        offer = self.offer_times()
        with self.assertRaises(UserError):
            offer.with_user(self.recruiter).action_undo()

    def test_a_time_is_found_and_its_meeting_opened(self):
        self.busy(self.eva, FRIDAY, name="Secret", privacy="private")
        dialog = self.dialog(self.applicant, panel_user_ids=(self.eva | self.omar).ids)
        dialog.action_find()
        starts = dialog.time_ids.mapped("start")
        self.assertNotIn(FRIDAY, starts)
        self.assertIn(FRIDAY + HOUR, starts)
        time = dialog.time_ids.filtered(lambda t: t.start == FRIDAY + HOUR)
        self.assertEqual(time.who, "Eva and Omar")
        self.assertNotIn("Secret", str(dialog.time_ids.read()))
        action = time.action_book()
        meeting = (
            self.env["calendar.event"]
            .with_user(self.recruiter)
            .with_context(**action["context"])
            .create({})
        )
        self.assertEqual(meeting.start, FRIDAY + HOUR)
        self.assertEqual(meeting.applicant_id, self.applicant)
        self.assertIn(self.omar.partner_id, meeting.partner_ids)

    def test_who_takes_part_is_proposed(self):
        self.job.interviewer_ids = self.omar
        dialog = self.env["hr.interview.offer"].with_user(self.recruiter)
        dialog = dialog.with_context(default_applicant_ids=self.applicant.ids).create({})
        self.assertEqual(dialog.panel_user_ids, self.omar)

    def test_how_far_ahead(self):
        dialog = self.dialog(self.applicant)
        self.assertEqual(dialog.horizon_days, 14)
        dialog.horizon_days = 3
        dialog.action_find()
        self.assertLessEqual(max(dialog.time_ids.mapped("start")), NOW + 3 * DAY)
        dialog.action_offer()
        offer = self.applicant.booking_ids
        self.assertLessEqual(max(self.starts(offer)), NOW + 3 * DAY)
        with self.assertRaises(UserError):
            dialog.horizon_days = 900

    def test_interviewers_offer_no_times(self):
        """Recruiters do, in the tab of interviews."""
        self.job.interviewer_ids = self.eva
        tab = self.env.ref(
            "hr_recruitment_candidate_experience.hr_applicant_view_form_tab_interviews"
        )
        applicant = self.applicant.with_user(self.eva)
        self.assertNotIn("action_offer_times", applicant.get_view(tab.id, "form")["arch"])
        applicant = self.applicant.with_user(self.recruiter)
        self.assertIn("action_offer_times", applicant.get_view(tab.id, "form")["arch"])

    def test_nobody_is_free(self):
        self.busy(self.eva, NOW, NOW + 30 * DAY)
        dialog = self.dialog(self.applicant)
        dialog.action_find()
        self.assertFalse(dialog.time_ids)
        with self.assertRaises(UserError):
            dialog.action_offer()

    def test_without_a_step(self):
        steps = self.env["hr.recruitment.communication.step"]
        steps.search([("action", "=", "booking")]).active = False
        dialog = self.dialog(self.applicant)
        self.assertIn("an administrator adds it", dialog.left_out)

    def test_who_may_ask(self):
        with self.assertRaises(AccessError):
            self.dialog(self.applicant, user=self.eva)
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._make_user(
            "stranger", "base.group_user", company_id=elsewhere.id, company_ids=elsewhere.ids
        )
        with self.assertRaises(UserError):
            self.dialog(self.applicant, panel_user_ids=stranger.ids).action_find()
        for minutes in (0, 5000):
            with self.assertRaises(UserError):
                self.dialog(self.applicant, minutes=minutes)
