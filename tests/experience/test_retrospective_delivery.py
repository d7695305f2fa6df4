from datetime import timedelta

from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.limits import MAX_DEATHS
from ..cases.retrospective import NEXT_DAY, ReviewCase
from ..common import LOGGER

DEAD = 4711
DELIVERY = f"{LOGGER}.models.hr_candidate_delivery_mixin"


@tagged("post_install", "-at_install")
class TestRetrospectiveDelivery(ReviewCase):
    """Recruiters and managers are asked as candidates are written to: what fails is
    tried again, and what cannot arrive is said."""

    def setUp(self):
        super().setUp()
        self.close(self.job)

    def asked(self):
        self.ask()
        review = self.of(self.job, role="manager")
        return review, self.env["mail.mail"].browse(review.mail_mail_id_int)

    def collect(self, moment=NEXT_DAY):
        with self.at(moment):
            self.env.flush_all()
            self.reviews._collect_outbox()

    def fail_with(self, mail, said):
        mail.write({"state": "exception", "failure_type": "unknown", "failure_reason": said})

    def test_what_has_left_is_asked_and_done(self):
        review, mail = self.asked()
        mail.unlink()
        self.collect()
        self.assertEqual((review.state, review.mail_mail_id_int), ("asked", 0))
        self.assertFalse(review.activity_ids)

    def test_an_address_that_is_refused_is_heard_of(self):
        review, mail = self.asked()
        self.fail_with(mail, "(550, b'no such user')")
        self.collect()
        self.assertEqual(review.state, "failed")
        self.assertEqual(review.activity_ids.user_id, self.hr)
        self.assertIn("could not be asked", review.activity_ids.summary)

    def test_a_mail_server_that_is_away_is_asked_again(self):
        review, mail = self.asked()
        self.fail_with(mail, "Connection refused")
        self.collect()
        self.assertEqual((review.state, review.attempts), ("asked", 1))
        self.assertEqual(review.next_attempt, NEXT_DAY + timedelta(minutes=5))
        self.collect(review.next_attempt)
        self.assertEqual((mail.state, review.next_attempt), ("outgoing", False))

    def test_whoever_stops_the_server_is_given_up_after_three_times(self):
        for again in range(MAX_DEATHS):
            with self.at(NEXT_DAY), mute_logger(DELIVERY):
                review = self.reviews._claim("message", DEAD, 1, bool(again))
                self.reviews._note_deaths()
        self.assertEqual(review.state, "failed")
        self.assertEqual(review.activity_ids.user_id, self.hr)
        self.ask()
        other = self.of(self.job) - review
        self.assertEqual(other.state, "asked")
