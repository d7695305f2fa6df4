from ..common import NOW
from .candidate_page import CandidatePageCase
from .decision import DAY

LINK = "https://meet.example/anna"


class VideoCase(CandidatePageCase):
    """Anna has a video interview in two days, and knows it."""

    def setUp(self):
        super().setUp()
        self.applicant.partner_phone = "070-174 06 05"
        self.applicant.partner_id.country_id = self.env.ref("base.se")
        self.meeting = self.book_video()
        self.test_path = self.get_test_path(self.meeting)

    def book_video(self, **values):
        return self.book(
            **{
                "start": NOW + 2 * DAY,
                "meeting_format": "video",
                "videocall_location": LINK,
                **values,
            }
        )

    def get_test_path(self, meeting):
        return f"{self.path}/video/{meeting.id}"

    def tell_of_test(self, part="tested", seconds=5, **data):
        """Open the page of the test and send its form."""
        form = self.form_of(self.open(self.test_path))
        with self.at(self.env.cr._now + self.seconds(seconds)):
            answer = self.send(self.test_path, part=part, form=form, **data)
        self.env.invalidate_all()
        return answer

    def seconds(self, count):
        return DAY * count / 86400

    def told(self, *names):
        rows = self.env["hr.interview.technology"].search(
            [("applicant_id", "=", self.applicant.id)], order="id"
        )
        return [tuple(row[name] for name in names or ("told_by", "state")) for row in rows]
