from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.praise import DAY, PraiseCase
from ..common import NOW

QUIET = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model", "odoo.models")


@tagged("post_install", "-at_install")
class TestPraiseRights(PraiseCase):
    """The thanked colleague reads it, and HR. Nobody changes a word."""

    def setUp(self):
        super().setUp()
        self.applicant, self.invitation = self.candidate()
        self.mine = self.thank(self.invitation)
        self.theirs = self.thank(self.invitation, self.recruiter, words="You answered at once.")
        self.close(self.applicant)
        self.night(NOW + DAY)
        self.enterContext(mute_logger(*QUIET))

    def test_everybody_reads_their_own(self):
        praise = self.praise
        self.assertEqual(praise.with_user(self.interviewer).search([]), self.mine)
        self.assertEqual(praise.with_user(self.recruiter).search([]), self.theirs)
        self.assertEqual(praise.with_user(self.manager).search([]), self.mine | self.theirs)

    def test_no_call_reads_those_of_others(self):
        theirs = self.theirs.with_user(self.interviewer)
        for read in (
            lambda: theirs.read(["words"]),
            lambda: theirs.words,
            lambda: theirs.export_data(["words"]),
            lambda: theirs.web_read({"words": {}}),
        ):
            with self.assertRaises(UserError):
                read()
        model = self.praise.with_user(self.interviewer)
        self.assertFalse(model.search_count([("words", "like", "answered")]))
        self.assertFalse(model.name_search("answered"))
        groups = model.formatted_read_group([], ["user_id"], ["__count"])
        self.assertEqual([group["__count"] for group in groups], [1])
        with self.assertRaises(AccessError):
            model.search([("applicant_id", "=", self.applicant.id)])
        with self.assertRaises(AccessError):
            self.mine.with_user(self.interviewer).read(["applicant_id"])

    def test_a_colleague_who_is_not_in_recruitment(self):
        """The buddy, for instance: the list and the form open, with the job position."""
        buddy = self._make_user("fadder", "base.group_user")
        self.mine.user_id = buddy
        mine = self.praise.with_user(buddy)
        views = mine.get_views([(False, "kanban"), (False, "form")])
        fields = {**views["models"]["hr.candidate.praise"]["fields"]}
        self.assertNotIn("applicant_id", fields)
        found = mine.web_search_read(
            [], {"words": {}, "job_id": {"fields": {"display_name": {}}}, "passed_on": {}}
        )
        self.assertEqual(found["records"][0]["job_id"]["display_name"], "Engineer")

    def test_nobody_changes_anything(self):
        portal = self._make_user("portal", "base.group_portal")
        for user in (portal, self.interviewer, self.recruiter, self.manager, self.administrator):
            for row in (self.mine, self.theirs):
                for values in (
                    {"words": "Better"},
                    {"user_id": user.id},
                    {"state": "to_choose"},
                    {"candidate_name": "Somebody"},
                ):
                    with self.assertRaises(UserError), self.cr.savepoint():
                        row.with_user(user).write(values)
                with self.assertRaises(AccessError), self.cr.savepoint():
                    row.with_user(user).unlink()
                with self.assertRaises(AccessError), self.cr.savepoint():
                    row.with_user(user).copy()
        self.assertEqual(self.mine.words, "You made me feel welcome.")

    def test_only_hr_decides(self):
        for user in (self.interviewer, self.recruiter):
            for call in ("action_pass_on", "action_set_aside", "action_take_up"):
                with self.assertRaises(AccessError):
                    getattr(self.mine.with_user(user), call)()

    def test_nobody_makes_thanks_up(self):
        for user in (self.interviewer, self.manager, self.administrator):
            with self.assertRaises(AccessError):
                self.praise.with_user(user).create(
                    {
                        "words": "I am great",
                        "user_id": user.id,
                        "leave": "named",
                        "state": "passed",
                        "company_id": self.company.id,
                        "month": NOW.date(),
                    }
                )

    def test_what_waits_is_seen_by_nobody(self):
        _applicant, invitation = self.candidate("Waits Ek")
        praise = self.thank(invitation)
        for user in (self.interviewer, self.recruiter, self.manager, self.administrator):
            self.assertNotIn(praise, self.praise.with_user(user).search([]))
            with self.assertRaises(AccessError):
                praise.with_user(user).read(["words"])

    def test_today_of_hr(self):
        self.company.praise_read_first = True
        applicant, invitation = self.candidate("Read Ek")
        praise = self.thank(invitation)
        self.close(applicant)
        self.night(NOW + DAY)
        for user, expected in ((self.manager, [praise.id]), (self.recruiter, [])):
            data = self.env["hr.recruitment.today"].with_user(user).get_data()
            lines = [
                line["id"]
                for section in data["sections"]
                if section["name"] == "praise"
                for line in section["lines"]
            ]
            self.assertEqual(lines, expected)
