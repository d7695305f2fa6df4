import re
from collections import Counter
from unittest.mock import patch

from odoo import sql_db
from odoo.tests import tagged

from ..cases.candidate_page import CandidatePageCase

# More than ids: what the ORM reads of a table's rows.
ROWS = re.compile(r'SELECT "(\w+)"\."id", "\1"\."(?!applicant_id")\w+"')


@tagged("post_install", "-at_install")
class TestCandidatePageQueries(CandidatePageCase):
    """The page that candidates open most is read by many at once."""

    def setUp(self):
        super().setUp()
        self.applicant.candidate_lang = "en_US"

    def count_tables(self):
        """:return: Counter of the tables whose rows one look at the page reads"""
        self.look()
        tables, execute = Counter(), sql_db.Cursor.execute

        def note(cursor, query, *args, **kwargs):
            tables.update(ROWS.findall(str(getattr(query, "code", query))))
            return execute(cursor, query, *args, **kwargs)

        with patch.object(sql_db.Cursor, "execute", note):
            self.look()
        return tables

    def test_each_is_read_once(self):
        read = self.count_tables()
        for table in ("hr_applicant", "hr_job", "res_company"):
            self.assertEqual(read[table], 1, table)

    def test_steps_and_easy_emails_are_not_all_read(self):
        """Only whether there is one."""
        for _number in range(3):
            easy = self._make_template(name="Easy")
            self._make_step("manual", easy_mail_template_id=easy.id)
        self.assertIn("easy", self.look())
        before = self.count_tables()
        for _number in range(3):
            self._make_step("manual", easy_mail_template_id=self._make_template().id)
        self.assertEqual(self.count_tables(), before)
        self.assertEqual(before["mail_template"], 1)
