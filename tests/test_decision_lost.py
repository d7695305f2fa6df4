from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_decision import DecisionCase


@tagged("post_install", "-at_install")
class TestLostAnswers(DecisionCase):
    """Whatever happens to an answer on its way, nobody is left without one."""

    # The words are fixed ----------------------------------------------------------------

    def test_a_conflict_while_the_words_are_fixed_is_no_broken_template(self):
        """All is read anew and done again, as for every conflict."""
        self.refuse(self._make_applicants(2))
        with (
            patch.object(
                type(self.words), "_render_field", side_effect=SerializationFailure
            ),
            self.assertRaises(SerializationFailure),
        ):
            self.ledger._fix_answers()

    def test_a_template_that_breaks_the_database_stops_nobody_else(self):
        fine, broken = self.refuse(self._make_applicants(2))
        broken.step_id = self.answer_step.copy(
            {"mail_template_id": self.words.copy({"name": "Broken"}).id}
        )
        render = type(self.words)._render_field

        def divide(template, *args, **kwargs):
            if template != self.words:
                template.env.cr.execute("SELECT 1 / 0")
            return render(template, *args, **kwargs)

        with (
            patch.object(type(self.words), "_render_field", divide),
            mute_logger("odoo.sql_db"),
        ):
            self.ledger._fix_answers()
        self.env.invalidate_all()
        self.assertTrue(fine.body)
        self.assertFalse(broken.body)
