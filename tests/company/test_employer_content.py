import base64

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..cases.candidate_page import CandidatePageCase

GIF = b"GIF89a\1\0\1\0\0\0\0!\xf9\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\1\0;"
BAD_FILMS = (
    "javascript:alert(1)//vimeo.com",
    "data:text/html,x",
    "http://vimeo.com/1",
    "https://tracker.example/vimeo.com",
    "https://vimeo.com.tracker.example/1",
    "https://vimeo.com@tracker.example/1",
    "//tracker.example",
    "ftp://vimeo.com/1",
    "https://vimeo.com:8443/1",
    "https://evilvimeo.com/1",
    "https:\\\\tracker.example\\vimeo.com",
    " java\nscript:alert(1)",
    "vimeo",
)
GOOD_FILMS = (
    "https://vimeo.com/1",
    "https://www.youtube.com/watch?v=x",
    "youtu.be/x",
    "https://player.vimeo.com/video/1",
    "https://film.ourselves.example/tour",
)
BAD_TEXTS = (
    '<p>Us<img src="https://tracker.example/1.png"/></p>',
    '<p>Us<img src="//tracker.example/web/image/1"/></p>',
    '<p>Us<img src="/\\tracker.example/1"/></p>',
    '<p>Us<img src="data:image/png;base64,AAAA"/></p>',
    '<p>Us<img src="/web/image/{letter}?access_token={key}"/></p>',
    '<p>Us<img src="/web/image/res.users/2/image_1920"/></p>',
)
# What Odoo's own cleaning of HTML lets pass, or did when it was written.
OLD = """<p style="color: red">We paint.</p>
    <p style="background: url(https://tracker.example/a)">a</p>
    <div style="position: fixed; top: 0">b</div>
    <img src="/web/image/{own}" srcset="https://tracker.example/b 2x" onerror="x()"/>
    <img src="https://tracker.example/c"/><video src="https://tracker.example/d"/>
    <iframe src="https://tracker.example/e"></iframe><!-- https://tracker.example/f -->
    <table background="https://tracker.example/g"><tr><td>c</td></tr></table>
    <a href="java&#10;script:alert(1)">d</a><a href="https://press.example">press</a>"""


@tagged("post_install", "-at_install")
class TestEmployerContent(CandidatePageCase):
    """What an employer says about itself brings nobody else to the candidate."""

    def make_picture(self, **values):
        return self.env["ir.attachment"].create(
            {
                "name": "us.gif",
                "datas": base64.b64encode(GIF),
                "res_model": "res.company",
                "res_id": self.company.id,
                **values,
            }
        )

    def store(self, field, value):
        """As it may have been stored before."""
        self.env.flush_all()
        self.env.cr.execute(
            f"UPDATE res_company SET {field} = jsonb_build_object('en_US', %s) WHERE id = %s",
            (value, self.company.id),
        )
        self.env.invalidate_all()

    def test_a_film_is_on_a_host_of_films_or_our_own(self):
        self.company.website = "https://www.ourselves.example"
        for record in (self.company, self.job):
            for film in BAD_FILMS:
                with self.assertRaises(ValidationError, msg=film):
                    record.video_film_url = film
            for film in GOOD_FILMS:
                record.video_film_url = film
                shown = self.applicant._get_employer_message()["video_film_url"]
                self.assertTrue(shown.startswith("https://"))
                self.assertIn(f'href="{shown}"', self.look())

    def test_a_film_that_was_stored_is_not_shown(self):
        for film in BAD_FILMS:
            self.store("video_film_url", film)
            self.assertNotIn("Watch our film", self.look(), film)
            self.assertNotIn("video_film_url", self.applicant._get_employer_message())

    def test_the_link_of_a_meeting_and_of_the_test_room(self):
        meeting = self.book(videocall_location="https://meet.example/x")
        for link in ("javascript:alert(1)", "data:text/html,x"):
            with self.assertRaises(ValidationError):
                self.company.video_test_url = link
            self.env.cr.execute(
                "UPDATE calendar_event SET videocall_location = %s WHERE id = %s",
                (link, meeting.id),
            )
            self.env.cr.execute("UPDATE res_company SET video_test_url = %s", (link,))
            self.env.invalidate_all()
            video = meeting._get_candidate_video(self.applicant)
            self.assertFalse(video["url"] or video["test_url"])
            self.assertNotIn(link, self.look())

    def test_what_is_not_ours_is_refused(self):
        letter = self.make_picture(
            res_model="hr.applicant", res_id=self.applicant.id, name="letter.gif"
        )
        key = letter.generate_access_token()[0]
        for text in BAD_TEXTS:
            bad = text.format(letter=letter.id, key=key)
            for record, field in (
                (self.company, "employer_story"),
                (self.job, "employer_culture"),
                (self.company, "video_help"),
                (self.company, "candidate_data_text"),
            ):
                with self.assertRaises(ValidationError, msg=bad):
                    record[field] = bad

    def test_a_picture_that_was_uploaded_reaches_the_candidate(self):
        picture = self.make_picture()
        self.company.employer_story = f'<p>Us <img src="/web/image/{picture.id}"/></p>'
        page = self.look()
        self.assertIn(f'src="/web/image/{picture.id}?access_token=', page)
        source = page.split(f'src="/web/image/{picture.id}')[1].split('"')[0]
        shown = self.open(f"/web/image/{picture.id}{source}")
        self.assertEqual(shown.content, GIF)

    def test_what_was_stored_is_cleaned_where_it_is_shown(self):
        picture = self.make_picture(public=True)
        text = OLD.format(own=picture.id)
        for field in ("employer_story", "video_help", "candidate_data_text"):
            self.store(field, text)
        self.book(videocall_location="https://meet.example/x")
        page = self.look()
        self.assertEqual(page.count("We paint."), 3)
        mail = self.applicant._style_for_mail(
            self.applicant._get_employer_message()["employer_story"]
        )
        for shown in (page, mail):
            for word in ("tracker", "script:", "onerror", "fixed", "<iframe", "<video"):
                self.assertNotIn(word, shown)
            self.assertIn(f'src="/web/image/{picture.id}"', shown)
            self.assertIn('href="https://press.example"', shown)

    def test_pictures_are_looked_up_once(self):
        picture = self.make_picture(public=True)
        self.company.employer_story = f'<p>Us <img src="/web/image/{picture.id}"/></p>'
        self.env.flush_all()
        applicants = self._make_applicants(5)
        applicants[0]._get_employer_message()
        applicants.mapped("company_id.website")
        before = self.env.cr.sql_log_count
        for applicant in applicants[1:]:
            applicant._get_employer_message()
        self.assertEqual(self.env.cr.sql_log_count, before)
