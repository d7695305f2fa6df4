from email import policy
from email.message import EmailMessage
from email.utils import make_msgid
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.reputation.mail_proof import prove_sender
from ..cases.reputation import ReputationCase
from .test_alert_mail import DIGEST, ENGLISH, GERMAN, SWEDISH, TWO

SERVER = "mx.nordlys.example"
PROVED = (
    f"{SERVER}; spf=pass smtp.mailfrom=bounce@mail.glassdoor.com; dkim=pass header.d=glassdoor.com"
)
MAIL = "odoo.addons.hr_recruitment_candidate_experience.models.reputation.hr_employer_review_mail"
PICTURE = (
    '<table><tr><td><img src="https://track.example/open.gif?who=1" width="1"/>'
    '<img src="https://track.example/review.png"/></td></tr></table>'
)


@tagged("post_install", "-at_install")
class TestReviewMails(ReputationCase):
    """Alert mails, as the mail server hands them over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.domain = cls.env["mail.alias.domain"].create(
            {"name": "nordlys.example", "bounce_alias": "bounce", "catchall_alias": "catchall"}
        )
        (cls.company | cls.other).alias_domain_id = cls.domain
        cls.company.write({"review_alias_name": "reviews", "review_mail_server": SERVER})

    def mail(self, body, sender="Glassdoor <noreply@mail.glassdoor.com>", proof=PROVED, **values):
        message = EmailMessage(policy=policy.SMTP)
        message["From"] = sender
        message["To"] = values.get("to", "reviews@nordlys.example")
        message["Subject"] = values.get("subject", "You have a new review")
        message["Message-Id"] = values.get("message_id") or make_msgid()
        for line in [proof] if isinstance(proof, str) else proof or ():
            message["Authentication-Results"] = line
        if "plain" in values:
            message.set_content(values["plain"])
        else:
            message.set_content(body, subtype="html")
        if "picture" in values:
            message.add_attachment(
                values["picture"], maintype="image", subtype="png", filename="a.png"
            )
        self.reviews.flush_model()
        before = self.all_reviews()
        self.env["mail.thread"].message_process(False, message.as_bytes())
        self.env.flush_all()
        return self.all_reviews() - before

    def all_reviews(self):
        return self.reviews.with_context(active_test=False).search([])

    # What can be read ----------------------------------------------------------------------

    def test_an_alert_becomes_a_review(self):
        review = self.mail(ENGLISH)
        self.assertEqual((review.state, review.check_reason), ("new", False))
        self.assertEqual(review.source_id, self.glassdoor)
        self.assertEqual((review.rating, review.scale_max, review.rating_percent), (4, 5, 75))
        self.assertEqual((review.kind, review.came_by), ("employee", "mail"))
        self.assertEqual(review.company_id, self.company)
        self.assertEqual(review.user_id, self.manager)
        self.assertEqual(str(review.date), "2026-01-03")
        self.assertIn("Old computers", review.message_ids.body or "", "the mail is kept")
        self.assertEqual(review.activity_ids.user_id, self.manager)

    def test_three_languages_and_four_sites(self):
        self.company.review_mail_server = ""
        for body, sender, site in (
            (ENGLISH, "a@glassdoor.com", self.glassdoor),
            (SWEDISH, "a@indeed.com", self.indeed),
            (GERMAN, "a@kununu.com", self.kununu),
            (TWO.partition("<p>Reply")[0], "a@google.com", self.google),
        ):
            review = self.mail(body, sender=sender)
            self.assertEqual((review.source_id, bool(review.rating)), (site, True), sender)

    def test_many_in_one_mail(self):
        first, second = self.mail(DIGEST).sorted("id")
        self.assertEqual((first.title, second.title), ("One", "Two"))
        self.assertTrue(first.message_ids)

    def test_our_own_form_from_a_colleague(self):
        """A colleague fills it in, or a program does that the company has."""
        proof = f"{SERVER}; dkim=pass header.d=company.example"
        sender = self.officer.email_formatted
        text = SWEDISH.replace("<pre>", "").replace("</pre>", "")
        review = self.mail(None, sender=sender, proof=proof, plain=text)
        self.assertEqual((review.state, review.source_id), ("new", self.indeed))
        self.assertEqual(review.valued, "Trevlig rekryterare\noch bra fika")

    def test_a_site_that_we_do_not_know(self):
        text = "Source: Trades Forum\nRating: 3\nValued: The lunch\nLink: https://x.example/a/7?t=1"
        review = self.mail(None, sender="who@trades.example", proof=None, plain=text)
        self.assertEqual(review.state, "to_check")
        self.assertEqual(review.source_id.name, "Another Site")
        self.assertEqual((review.rating, review.url), (3, "https://x.example/a/7"))

    def test_names_are_kept_where_they_are_public(self):
        proof = f"{SERVER}; dkim=pass header.d=google.com"
        body = TWO.partition("<p>Reply")[0]
        self.assertEqual(self.mail(body, "a@google.com", proof).author, "Sven K")
        self.assertFalse(self.mail(body).author)

    # Who has sent it -------------------------------------------------------------------------

    def test_forged(self):
        """Whatever a mail says of itself: without our own server's word somebody looks."""
        for reason, proof, sender in (
            ("unproved", None, "Glassdoor <noreply@glassdoor.com>"),
            ("unproved", "mx.evil.example; dkim=pass header.d=glassdoor.com", "a@glassdoor.com"),
            ("unproved", f"{SERVER}; dkim=pass header.d=evil.example", "a@glassdoor.com"),
            (
                "unproved",
                f"{SERVER}; dkim=none (dkim=pass header.d=glassdoor.com)",
                "a@glassdoor.com",
            ),
            ("failed", f"{SERVER}; dmarc=fail header.from=glassdoor.com", "a@glassdoor.com"),
            ("failed", f"{SERVER}; spf=fail smtp.mailfrom=glassdoor.com", "a@glassdoor.com"),
            ("failed", [f"{SERVER}; dkim=fail header.d=glassdoor.com", PROVED], "a@glassdoor.com"),
            ("sender", f"{SERVER}; dkim=pass header.d=notglassdoor.com", "a@notglassdoor.com"),
            (
                "failed",
                f"{SERVER}; dkim=pass header.d=evil.example",
                '"a@glassdoor.com" <b@evil.example>',
            ),
            ("failed", PROVED, "a@glassdoor.com, b@evil.example"),
        ):
            with self.subTest(proof=proof, sender=sender):
                review = self.mail(
                    ENGLISH.replace("12345", str(hash((str(proof), sender)))[-6:]), sender, proof
                )
                self.assertEqual((review.state, review.check_reason), ("to_check", reason))
                self.assertTrue(review.active)
                files = self.env["ir.attachment"].search(
                    [("res_model", "=", review._name), ("res_id", "=", review.id)]
                )
                self.assertIn("original.eml", files.mapped("name"))

    def test_without_the_name_of_our_server_nothing_is_proved(self):
        self.company.review_mail_server = False
        self.assertEqual(self.mail(ENGLISH).check_reason, "unproved")

    def test_what_is_forged_hides_nothing(self):
        forged = self.mail(ENGLISH, proof=None)
        real = self.mail(ENGLISH)
        self.assertEqual((real.state, real.active), ("new", True))
        self.assertTrue(forged.active)
        forged.action_confirm()
        self.assertFalse(forged.active, "it is the same, after all")
        self.assertEqual(forged.duplicate_of_id, real)

    def test_proof_alone(self):
        message = EmailMessage(policy=policy.SMTP)
        message["From"] = "x@glassdoor.com"
        self.assertEqual(prove_sender(message, SERVER, ["glassdoor.com"]).verdict, "unproved")
        message["Authentication-Results"] = f"{SERVER.upper()} 1; dkim=pass header.i=@glassdoor.com"
        self.assertEqual(prove_sender(message, SERVER, ["glassdoor.com"]).verdict, "proved")
        self.assertEqual(prove_sender(message, SERVER, []).verdict, "unproved")

    # What cannot be read -----------------------------------------------------------------------

    def test_pictures_only(self):
        review = self.mail(PICTURE, picture=b"\x89PNG\r\n\x1a\n")
        self.assertEqual((review.state, review.title), ("unreadable", "You have a new review"))
        self.assertFalse(review.rating)
        self.assertTrue(review.activity_ids, "a person looks at it")
        names = set(
            self.env["ir.attachment"]
            .search([("res_model", "=", review._name), ("res_id", "=", review.id)])
            .mapped("name")
        )
        self.assertLessEqual({"a.png", "original.eml"}, names)
        with self.assertRaisesRegex(Exception, "Fill in the rating"):
            review.action_confirm()
        review.rating = 2
        review.action_confirm()
        self.assertEqual(review.state, "new")

    def test_nothing_is_fetched_when_somebody_looks(self):
        review = self.mail(
            ENGLISH.replace(
                "<h2>",
                f'{PICTURE}<p background="//t.example/b" '
                'style="background:url(https://t.example/c)">x</p><h2>',
            )
        )
        body = review.message_ids.body
        self.assertIn("Old computers", body)
        for trace in ("track.example", "t.example", "url("):
            self.assertNotIn(trace, body)

    def test_a_reader_that_breaks_loses_nothing(self):
        with mute_logger(MAIL), patch(f"{MAIL}.read_reviews", side_effect=ZeroDivisionError):
            review = self.mail(ENGLISH)
        self.assertEqual(review.state, "unreadable")
        self.assertIn("Old computers", review.message_ids.body)

    def test_a_rating_that_the_site_cannot_give(self):
        review = self.mail(ENGLISH.replace("★★★★☆ 4.0 out of 5", "Rating: 40"))
        self.assertEqual((review.rating, review.is_rated), (0, False))
        self.assertEqual(review.disliked, "Old computers.")

    def test_a_reply_to_an_alert_stays_with_it(self):
        review = self.mail(ENGLISH)
        message = EmailMessage(policy=policy.SMTP)
        message["From"] = self.officer.email_formatted
        message["To"] = "reviews@nordlys.example"
        message["Subject"] = "Re: You have a new review"
        message["Message-Id"] = make_msgid()
        message["In-Reply-To"] = review.message_ids.message_id
        message.set_content("I know about this one.")
        before = self.all_reviews()
        self.env["mail.thread"].message_process(False, message.as_bytes())
        self.assertEqual(self.all_reviews(), before)
        self.assertEqual(len(review.message_ids), 2)

    # Twice -----------------------------------------------------------------------------------

    def test_the_same_alert_twice(self):
        first = self.mail(ENGLISH, message_id="<a@glassdoor.com>")
        self.assertFalse(self.mail(ENGLISH, message_id="<a@glassdoor.com>"))
        again = self.mail(ENGLISH)
        self.assertEqual(again.duplicate_of_id, first)
        self.assertFalse(again.active or again.activity_ids)
        self.assertIn("Old computers", again.message_ids.body)

    def test_nobody_is_mailed(self):
        before = self.env["mail.mail"].search_count([])
        self.mail(ENGLISH)
        self.mail(PICTURE)
        self.assertEqual(self.env["mail.mail"].search_count([]), before)

    # Companies ---------------------------------------------------------------------------------

    def test_each_company_has_its_address(self):
        self.other.write({"review_alias_name": "omdomen", "review_mail_server": SERVER})
        review = self.mail(ENGLISH, to="omdomen@nordlys.example")
        self.assertEqual(review.company_id, self.other)
        here = self.mail(ENGLISH)
        self.assertEqual((here.company_id, here.active), (self.company, True), "no duplicate")

    def test_the_address_can_be_changed_and_taken_away(self):
        self.company.review_alias_name = "betyg"
        self.assertEqual(self.company.review_alias_id.alias_name, "betyg")
        self.assertTrue(self.mail(ENGLISH, to="betyg@nordlys.example"))
        self.company.review_alias_name = False
        self.assertFalse(self.company.review_alias_id.alias_name)
