import re
from importlib.util import module_from_spec, spec_from_file_location

from odoo.tests import tagged
from odoo.tools.misc import file_path

from .common import CandidateCase

MODULE = "hr_recruitment_candidate_experience"
# What no setting, field or task of the product keeps.
UNKEPT = re.compile(
    r"desk, computer|time set aside|time for (them|your questions)|wait for you"
    r"|count against you|reads every application|for nothing else|somebody reads"
    r"|with care|good conversation|Only those who take part|in good time where"
    r"|(?-i:We have read your application)|have it all by|prepare your first day|within a month",
    re.I,
)


@tagged("post_install", "-at_install")
class TestTrueTexts(CandidateCase):
    """What candidates are told is kept by something, or is not said."""

    def find_texts(self):
        """:return: dict of what candidates read, by the name of where it stands"""
        data = self.env["ir.model.data"].search(
            [
                "|",
                ("module", "=", MODULE),
                "&",
                ("module", "=", "hr_recruitment"),
                ("model", "=", "hr.recruitment.stage"),
            ]
        )
        texts = {}
        for model, names in (
            ("mail.template", ("subject", "body_html")),
            ("sms.template", ("body",)),
            ("survey.survey", ("description", "description_done")),
            ("survey.question", ("title", "description")),
            ("hr.recruitment.stage", ("candidate_description",)),
            ("ir.ui.view", ("arch_db",)),
        ):
            ids = data.filtered(lambda d, m=model: d.model == m).mapped("res_id")
            for record in self.env[model].browse(ids).exists():
                if model == "ir.ui.view" and record.type != "qweb":
                    continue
                for name in names:
                    texts[f"{model} {record.display_name}"] = str(record[name] or "")
        return texts

    def test_nothing_is_said_that_nothing_keeps(self):
        texts = self.find_texts()
        self.assertGreater(len(texts), 50)
        for name, text in texts.items():
            self.assertIsNone(UNKEPT.search(text), name)

    def test_the_welcome_promises_no_date(self):
        """The date in it was the day of a reply that nobody owed."""
        welcome = self.env.ref(f"{MODULE}.mail_template_hired")
        self.assertNotIn("answer_expected_date", welcome.body_html)

    def migrate(self):
        path = file_path(f"{MODULE}/migrations/19.0.1.1.0/post-true_texts.py")
        spec = spec_from_file_location("post_true_texts", path)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.flush_all()
        script.migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()

    def test_an_upgrade_changes_what_nobody_has_edited(self):
        welcome = self.env.ref(f"{MODULE}.mail_template_hired")
        thanks = self.env.ref(f"{MODULE}.mail_template_interview_thanks")
        old = "<p>desk, computer and accounts</p>"
        welcome.body_html = thanks.body_html = old
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mail_template SET write_uid = CASE WHEN id = %s THEN 1 ELSE 2 END"
            " WHERE id IN %s",
            (welcome.id, (welcome.id, thanks.id)),
        )
        self.env.invalidate_all()
        self.migrate()
        self.assertIn("very glad that you are joining us", welcome.body_html)
        self.assertEqual(thanks.body_html, old, "somebody's own words")
