from importlib.util import module_from_spec, spec_from_file_location

from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_path

ADDON = "hr_recruitment_candidate_experience"
BLOCK = "mail_block_explanation"


@tagged("post_install", "-at_install")
class TestExplanationUpgrade(TransactionCase):
    """What an update does with texts and scorecards that are there."""

    def migrate(self, name):
        path = file_path(f"{ADDON}/migrations/19.0.1.13.0/post-{name}.py")
        spec = spec_from_file_location(f"post_{name}", path)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.flush_all()
        script.migrate(self.env.cr, "19.0.1.12.0")
        self.env.invalidate_all()

    def test_the_explanation_gets_its_place_in_our_text(self):
        template = self.env.ref(f"{ADDON}.mail_template_refused")
        ours = template.body_html
        place = f'<t t-call="{ADDON}.{BLOCK}"/>\n'
        self.assertIn(place, ours)
        template.body_html = ours.replace(place, "")
        self.migrate("explanation")
        self.assertEqual(template.body_html, ours)
        self.migrate("explanation")
        self.assertEqual(template.body_html, ours, "once")
        template.body_html = "<p>Another text</p>"
        self.migrate("explanation")
        self.assertNotIn(BLOCK, template.body_html)

    def test_what_was_added_becomes_a_line(self):
        job = self.env["hr.job"].create({"name": "Engineer"})
        applicant = self.env["hr.applicant"].create({"partner_name": "Anna", "job_id": job.id})
        meeting = self.env["calendar.event"].create(
            {
                "name": "Interview",
                "applicant_id": applicant.id,
                "start": "2026-06-10 08:00:00",
                "stop": "2026-06-10 09:00:00",
            }
        )
        cards = self.env["hr.interview.scorecard"]
        kit = meeting.interview_kit_ids
        users = self.env["res.users"].create(
            [{"name": name, "login": name} for name in ("eva.card", "omar.card")]
        )
        card, other = cards.create([{"kit_id": kit.id, "user_id": user.id} for user in users])
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE hr_interview_scorecard ADD COLUMN addition TEXT")
        self.env.cr.execute(
            """UPDATE hr_interview_scorecard
                  SET addition = CASE WHEN id = %s THEN 'One thing more' ELSE ' ' END,
                      write_date = '2026-06-12 10:00:00'
                WHERE id = ANY(%s)""",
            [card.id, [card.id, other.id]],
        )
        self.migrate("scorecard_additions")
        self.migrate("scorecard_additions")
        addition = card.addition_ids
        self.assertEqual(addition.text, "One thing more")
        self.assertEqual(str(addition.date), "2026-06-12 10:00:00")
        self.assertFalse(other.addition_ids)
