from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo import SUPERUSER_ID
from odoo.tests import TransactionCase, tagged

SCRIPT = Path(__file__).parents[2] / "migrations/19.0.1.2.0/post-dates_in_words.py"
MODULE = "hr_recruitment_candidate_experience"
OLD = """<p>By <t t-out="format_date(object.get_feedback_deadline(), 'd MMMM')"/> or
    <b t-out="format_date(object.answer_expected_date, 'EEEE d MMMM')"/>, not
    <t t-out="format_date(object.availability, 'd MMMM yyyy')"/>,
    <t t-out="format_date(object.availability, 'MMM')"/></p>"""
NEW = """<p>By <t t-out="say_short_day(object.get_feedback_deadline())"/> or
    <b t-out="say_day(object.answer_expected_date)"/>, not
    <t t-out="say_date(object.availability)"/>,
    <t t-out="format_date(object.availability, 'MMM')"/></p>"""


@tagged("post_install", "-at_install")
class TestDatesUpgrade(TransactionCase):
    """Templates of a database from before dates were in words."""

    def migrate(self):
        spec = spec_from_file_location("post_dates_in_words", SCRIPT)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.flush_all()
        script.migrate(self.env.cr, "19.0.1.1.0")
        self.env.invalidate_all()

    def put(self, template, field, text, user):
        template[field] = text
        self.env.flush_all()
        self.env.cr.execute(
            f"UPDATE {template._table} SET write_uid = %s WHERE id = %s", [user, template.id]
        )

    def test_ours(self):
        mine = self.env.ref(f"{MODULE}.mail_template_applied")
        edited = self.env.ref(f"{MODULE}.mail_template_stage_interview")
        text = self.env["sms.template"].search([("model", "=", "hr.applicant")], limit=1)
        self.put(mine, "body_html", OLD, SUPERUSER_ID)
        self.put(edited, "body_html", OLD, self.env.ref("base.user_admin").id)
        self.put(text, "body", "By {{ format_date(object.x, 'd MMMM') }}", SUPERUSER_ID)
        for _again in range(2):
            self.migrate()
            self.assertEqual(mine.body_html, NEW)
            self.assertEqual(edited.body_html, OLD)
            self.assertEqual(text.body, "By {{ say_short_day(object.x) }}")
