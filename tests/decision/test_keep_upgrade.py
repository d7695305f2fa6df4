from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import HttpCase, tagged
from odoo.tools.sql import column_exists

from ..cases.decision import DAY, DecisionCase
from ..common import NOW

ADDON = "hr_recruitment_candidate_experience"
SCRIPTS = Path(__file__).parents[2] / "migrations/19.0.1.2.0"
KEYS = [f"b0a1c2d3-0000-4000-8000-{number:012}" for number in range(10)]
BEFORE = "/candidate/keep/0/preview"


@tagged("post_install", "-at_install")
class TestKeepUpgrade(DecisionCase, HttpCase):
    """Until 19.0.1.2.0, near misses were asked on a page that had a key of its own."""

    def setUp(self):
        super().setUp()
        self.applicants = self._make_applicants(4)
        for applicant in self.applicants:
            self.refuse(applicant, near_miss=True)
        self.run_at(NOW + DAY)
        self.answers(self.applicants).sudo()._mark_sent("delivered")

    def as_before(self, keys):
        """:param dict keys: applicant → key, as that version called it"""
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE hr_applicant RENAME keep_token TO access_token")
        for applicant, key in keys.items():
            self.env.cr.execute(
                "UPDATE hr_applicant SET access_token = %s WHERE id = %s", [key, applicant.id]
            )
        self.env.invalidate_all()

    def run_script(self, name):
        path = SCRIPTS / f"{name}.py"
        spec = spec_from_file_location(name.replace("-", "_"), path)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        script.migrate(self.env.cr, "19.0.1.1.0")

    def upgrade(self):
        """More than once, as when somebody starts it again."""
        self.env.flush_all()
        for _time in range(2):
            self.run_script("pre-keep_links")
        # What Odoo does with the column of a field that is gone.
        self.env.cr.execute("ALTER TABLE hr_applicant DROP COLUMN access_token")
        self.run_script("pre-keep_links")
        for _time in range(2):
            self.run_script("post-keep_links")
        self.env.invalidate_all()

    def follow(self, applicant, key):
        return self.open(f"/candidate/keep/{applicant.id}/{key}")

    def test_links_in_mailboxes_lead_to_the_page(self):
        first, pageless, *_others = self.applicants
        pageless.sudo().page_token = False
        self.as_before({first: KEYS[0], pageless: KEYS[1]})
        self.upgrade()
        for applicant, key in ((first, KEYS[0]), (pageless, KEYS[1])):
            page = self.follow(applicant, key)
            self.assertEqual(page.status_code, 303)
            self.assertEqual(page.headers["Location"], f"{applicant._page_path()}#other_positions")
            self.assertIn("May we keep", self.open(applicant._page_path()).text)
            self.assertEqual(self.follow(applicant, KEYS[5]).status_code, 404)

    def test_links_of_pages_that_were_revoked_or_renewed_are_forgotten(self):
        """The chatter says it in the language of whoever did it."""
        self.env["res.lang"]._activate_lang("sv_SE")
        self.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        revoked, renewed, swedish, open_one = self.applicants
        revoked.with_user(self.recruiter).action_revoke_page()
        renewed.with_user(self.recruiter).action_renew_page()
        swedish.with_user(self.recruiter).with_context(lang="sv_SE").action_renew_page()
        self.assertIn("ny länk", swedish.message_ids[0].body)
        self.as_before(dict(zip(self.applicants, KEYS, strict=False)))
        self.upgrade()
        self.assertEqual(self.applicants.mapped("keep_token"), [False] * 3 + [KEYS[3]])
        self.assertFalse(revoked.page_token)
        self.assertEqual(self.follow(open_one, KEYS[3]).status_code, 303)

    def test_a_text_that_was_fixed_before_leaves_with_the_new_link(self):
        applicant = self._make_applicants(email_from="b@candidate.example")
        row = self.refuse(applicant, near_miss=True)
        row.sudo().write({"subject": "No", "body": f'<a href="{BEFORE}">Keep me</a>'})
        self.as_before({})
        self.upgrade()
        self.run_at(NOW + DAY)
        mail = self.mails(applicant)
        self.assertNotIn("/candidate/keep/", mail.body_html)
        self.assertIn(f'{applicant._page_path()}#other_positions"', mail.body_html)

    def test_nothing_to_do(self):
        """A database that has never had the column."""
        self.env.flush_all()
        self.assertFalse(column_exists(self.env.cr, "hr_applicant", "access_token"))
        for name in ("pre-keep_links", "post-keep_links"):
            self.run_script(name)
