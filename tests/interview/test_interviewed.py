from odoo import Command
from odoo.tests import tagged

from ..cases.interview import DAY, HOUR, InterviewCase
from ..common import NOW

TALKED = "when we talked"


@tagged("post_install", "-at_install")
class TestInterviewed(InterviewCase):
    """Anna is thanked for a talk, and called first, if there was one."""

    def meet(self, **values):
        with self.at(NOW - 2 * DAY):
            return self.book(start=NOW - DAY, **values)

    def knows_us(self):
        """What the refusal makes of it: the dialog, the mail, the figures."""
        with self.at(NOW):
            self.env.invalidate_all()
            wizard = self.env["applicant.get.refuse.reason"].create(
                {"applicant_ids": [Command.set(self.anna.ids)]}
            )
            template = self.env.ref("hr_recruitment_candidate_experience.mail_template_refused")
            text = template._render_field("body_html", self.anna.ids)[self.anna.id]
            met = [
                wizard.was_interviewed,
                wizard.channel == "call_mail",
                TALKED in text,
                bool(self.anna._filter_interviewed()),
                bool(self.anna.get_held_interviews()),
            ]
        self.assertEqual(len(set(met)), 1, f"one definition everywhere: {met}")
        return met[0]

    def test_we_have_met(self):
        self.meet()
        self.assertTrue(self.knows_us())

    def test_colleagues_met_about_her(self):
        self.meet(partner_ids=[Command.set(self.recruiter.partner_id.ids)])
        self.assertFalse(self.knows_us())

    def test_it_was_cancelled(self):
        meeting = self.meet()
        with self.at(NOW - DAY - HOUR):
            meeting.active = False
        self.assertFalse(self.knows_us())

    def test_she_declined(self):
        meeting = self.meet()
        guest = meeting.attendee_ids.filtered(lambda a: a.partner_id == self.anna.partner_id)
        guest.state = "declined"
        self.assertFalse(self.knows_us())
        self.run_until(NOW - DAY, NOW, HOUR)
        self.assertNotIn(self.after, self.told())
        self.assertEqual(self.rows(self.anna, step_id=self.after).reason, "declined")

    def test_it_did_not_take_place(self):
        meeting = self.meet()
        with self.at(NOW - DAY + HOUR / 2):
            meeting.interview_missed = True
        self.assertFalse(self.knows_us())
        self.run_until(NOW - DAY, NOW, HOUR)
        self.assertNotIn(self.after, self.told())
        self.assertNotIn(self.cancelled, self.told())

    def test_it_is_not_over(self):
        with self.at(NOW - DAY):
            self.book(start=NOW - HOUR / 2)
        self.assertFalse(self.knows_us())

    def test_somebody_who_is_not_asked_made_it_up(self):
        nils = self._make_user("nils", "base.group_user")
        self.meet(user=nils)
        self.assertFalse(self.knows_us())

    def test_she_came_with_others(self):
        berit = self._make_applicants(1, partner_name="Berit")
        self.meet(
            applicant=berit,
            partner_ids=[Command.set((berit | self.anna).partner_id.ids)],
        )
        self.assertTrue(self.knows_us())

    def test_it_was_for_another_position(self):
        other = self.env["hr.job"].create({"name": "Cook"})
        again = self._make_applicants(1, job_id=other.id, partner_id=self.anna.partner_id.id)
        self.meet(applicant=again)
        self.assertFalse(self.knows_us())

    def test_the_number_counts_interviews(self):
        self.meet(partner_ids=[Command.set(self.recruiter.partner_id.ids)])
        self.meet().active = False
        with self.at(NOW):
            self.book()
        with self.at(NOW + HOUR):
            self.process()
        self.assertIn("· 1", " ".join(self.letters()[0].body_html.split()))

    def test_a_preview_tells_nothing_of_colleagues(self):
        with self.at(NOW):
            self.book(partner_ids=[Command.set(self.recruiter.partner_id.ids)])
            self.assertFalse(self.anna.get_interview())
            self.assertEqual(self.anna.get_interview_when(), "")
