from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..cases.candidate_page import HOUR
from ..cases.decision import DAY
from ..cases.video import VideoCase
from ..common import NOW

INTERVIEWER = "hr_recruitment.group_hr_recruitment_interviewer"


@tagged("post_install", "-at_install")
class TestVideoRights(VideoCase):
    """Who reads what candidates say of the technology, and how it is counted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.eva = cls._make_user("eva", INTERVIEWER)
        cls.job.interviewer_ids = cls.eva
        cls.other_company = cls.env["res.company"].create({"name": "Sydlys"})

    def setUp(self):
        super().setUp()
        self.technology = self.env["hr.interview.technology"]
        self.technology._note(
            self.applicant, self.meeting, "before", False, ["camera"], "My cellar"
        )

    def test_for_recruiters_of_the_company(self):
        self.assertEqual(len(self.technology.with_user(self.recruiter).search([])), 1)
        with self.assertRaises(AccessError):
            self.technology.with_user(self.eva).search([])
        with self.assertRaises(AccessError):
            self.technology.with_user(self.recruiter).search([]).write({"state": "works"})
        with self.assertRaises(AccessError):
            self.applicant.with_user(self.eva).read(["technology_ids"])
        self.applicant.job_id = False
        self.applicant.company_id = self.other_company
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(self.technology.with_user(self.recruiter).search([]))

    def test_not_of_the_own_application(self):
        self.applicant.partner_id = self.recruiter.partner_id
        self.env.flush_all()
        self.assertFalse(self.technology.with_user(self.recruiter).search([]))

    def test_interviewers_do_not_read_the_words(self):
        self.tell_of_test(works="no", sound="yes", text="My cellar")
        messages = self.env["mail.message"].with_user(self.eva)
        found = messages.search(
            [("model", "=", "hr.applicant"), ("res_id", "=", self.applicant.id)]
        )
        self.assertFalse(found.filtered(lambda m: "My cellar" in m.body))

    def test_interviewers_tick_it_in_the_kit(self):
        kit = self.meeting.interview_kit_ids
        kit.interviewer_ids = self.eva
        mine = kit.with_user(self.eva)
        self.assertTrue(mine.is_video)
        self.assertFalse(mine.technical_trouble)
        mine.technical_trouble = True
        self.env.invalidate_all()
        self.assertTrue(mine.technical_trouble)
        self.assertIn(("colleague", "trouble"), self.told())
        mine.technical_trouble = False
        self.assertEqual(self.told(), [("before", "trouble")])
        on_site = self.book(start=NOW + 3 * DAY, meeting_format="on_site").interview_kit_ids
        on_site.technical_trouble = True
        self.assertEqual(self.told(), [("before", "trouble")])

    def test_counted_by_month(self):
        with self.at(NOW + 40 * DAY):
            later = self.book_video(start=NOW + 41 * DAY, told=False)
            self.technology._note(self.applicant, later, "after", True)
        counted = self.technology.with_user(self.recruiter)._read_group(
            [], ["meeting_start:month"], ["__count", "trouble_count:sum"]
        )
        self.assertEqual([counts for _month, *counts in counted], [[1, 1], [1, 0]])

    def test_gone_with_the_application(self):
        self.meeting.unlink()
        self.assertTrue(self.technology.search([]), "what was said stays")
        details = self.applicant._find_details()
        self.assertIn("hr.interview.technology", details)
        self.applicant.unlink()
        self.assertFalse(self.technology.search([]))

    def test_in_the_copy_of_the_data(self):
        with self.at(NOW + HOUR):
            facts = {fact.name: fact for fact in self.applicant._get_facts_of_technology()}
        self.assertIn("My cellar", facts["video_technology"].words)
