from importlib.util import module_from_spec, spec_from_file_location

from odoo.tests import tagged
from odoo.tools.misc import file_path

from ..common import CandidateCase

ADDON = "hr_recruitment_candidate_experience"
BLOCK = f'<t t-call="{ADDON}.mail_block_role"/>\n'
TEXTS = ("interview_on_site", "interview_video", "interview_phone")


@tagged("post_install", "-at_install")
class TestRoleInShort(CandidateCase):
    """An overview of the role in what prepares a candidate for an interview."""

    def text(self, name):
        return self.env.ref(f"{ADDON}.mail_template_{name}")

    def say(self, name="interview_on_site"):
        (applicant,) = self.applicant
        return self.text(name)._render_field("body_html", applicant.ids)[applicant.id]

    def setUp(self):
        super().setUp()
        self.applicant = self._make_applicants()

    def describe(self):
        boss = self.env["hr.employee"].create({"name": "Berit Boss", "job_title": "Head of Sales"})
        team = self.env["hr.department"].create({"name": "Nordic Sales", "manager_id": boss.id})
        self.job.write(
            {
                "department_id": team.id,
                "role_expected": "Sell to customers in the north\n\nKeep them",
                "contract_type_id": self.env.ref("hr.contract_type_permanent").id,
            }
        )

    def test_nothing_where_nothing_is_known(self):
        self.job.write({"department_id": False, "contract_type_id": False})
        self.assertFalse(self.applicant.get_role())
        self.assertNotIn("The role in short", self.say())

    def test_in_each_mail_that_prepares(self):
        self.describe()
        for name in TEXTS:
            said = self.say(name)
            for words in (
                "The role in short",
                "Sell to customers in the north",
                "Keep them",
                "Nordic Sales",
                "Berit Boss, Head of Sales",
                "Permanent",
            ):
                self.assertIn(words, said, name)

    def test_in_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.describe()
        self.job.update_field_translations("role_expected", {"sv_SE": "Sälja till kunder i norr"})
        role = dict(self.applicant.with_context(lang="sv_SE").get_role())
        self.assertEqual(role["Vad som förväntas"], ["Sälja till kunder i norr"])
        self.assertIn("Du rapporterar till", role)

    def test_the_pay_is_told_to_whom_it_was_told_before(self):
        self.env.ref("base.group_user").sudo()._apply_group(self.env.ref(f"{ADDON}.group_advert"))
        self.describe()
        self.job.write({"pay_min": 30000, "pay_max": 40000})
        self.assertNotIn("The pay", dict(self.applicant.get_role()))
        self.env["hr.job.requirement"].create({"job_id": self.job.id, "name": "a licence"})
        self.assertEqual(dict(self.applicant.get_role())["What the role needs"], ["a licence"])

    def test_an_update_gives_it_its_place(self):
        path = file_path(f"{ADDON}/migrations/19.0.1.14.0/post-role_in_short.py")
        spec = spec_from_file_location("post_role", path)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        text, own = self.text(TEXTS[0]), self.text(TEXTS[1])
        ours = text.body_html
        self.assertIn(BLOCK, ours)
        text.body_html = ours.replace(BLOCK, "")
        own.body_html = "<p>Our own words</p>"
        for _time in range(2):
            self.env.flush_all()
            script.migrate(self.env.cr, "19.0.1.13.0")
            self.env.invalidate_all()
            self.assertEqual(text.body_html, ours)
            self.assertNotIn("mail_block_role", own.body_html)
