import base64
import io
import os
import stat
import tempfile
import time
from unittest.mock import patch

import psutil

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models import ir_actions_report as core

from ...models.experience.hr_recruitment_experience_report_mail import COMPANY_REPORT
from ...report.paper import print_fonts
from ...report.paper.print_fonts import find_lacking, has_font
from ...report.paper.print_watch import PrintWatch
from ...report.paper.searchable_pdf import make_searchable
from ..cases.packages import need
from ..cases.report_pdf import PrintCase
from .test_report_mail import LOGGER, MONDAY, ReportMailCase

# What a server's wkhtmltopdf may do instead of printing.
DEAD = {
    "an error": "echo 'cannot print' >&2; exit 3",
    "a crash": "kill -SEGV $$",
    "no file": "exit 0",
    "only a warning": "echo 'Exit with code 1' >&2; exit 1",
    "no program": None,
}
# Script, a name in it, words of it that are searched for.
WORDS = (
    ("Arabic", "مهندس برمجيات", ("مهندس", "برمجيات")),
    ("Persian", "پژوهشگر", ("پژوهشگر",)),
    ("Hebrew", "מהנדסת תוכנה", ("תוכנה",)),
    ("Devanagari", "साक्षात्कार अच्छा था", ("साक्षात्कार", "अच्छा")),
    ("Chinese", "软件工程师", ("软件工程师",)),
    ("Japanese", "採用担当者です", ("採用担当者です",)),
    ("Korean", "소프트웨어 엔지니어", ("소프트웨어",)),
    ("Greek", "Μηχανικός", ("Μηχανικός",)),
    ("Cyrillic", "Інженер", ("Інженер",)),
    ("Vietnamese", "Kỹ sư phần mềm", ("Kỹ", "mềm")),
    ("Latin", "Office affiliate, fluffy flow", ("Office", "affiliate", "fluffy", "flow")),
    ("Emoji", "Designer 🎉👍", ("Designer", "🎉👍")),
)


@tagged("post_install", "-at_install")
class TestPrinter(ReportMailCase):
    """A printer that is dead, missing or hangs never loses the monthly mail."""

    def setUp(self):
        super().setUp()
        self.fill()
        self.company.experience_report_user_ids |= self.officer

    def use(self, words):
        """The server has this program for wkhtmltopdf."""
        path = os.path.join(self.enterContext(tempfile.TemporaryDirectory()), "wkhtmltopdf")
        if words:
            with open(path, "w") as script:
                script.write(f"#!/bin/sh\n{words}\n")
            os.chmod(path, stat.S_IRWXU)
        info = core._wkhtml()._replace(bin=path, state="ok")
        self.startPatcher(patch.object(core, "_wkhtml", lambda: info))

    def send_all(self):
        with mute_logger(LOGGER):
            return self.send(force_report_rendering=True)

    def todos(self):
        words = "Reports cannot be printed on this server"
        return self.env["mail.activity"].search([("summary", "=", words)])

    def assert_words_only(self, rows, trouble):
        self.assertEqual(len(rows), 2, "both readers")
        for row in rows:
            self.assertEqual(row.print_trouble, trouble)
            self.assertFalse(row.has_report)
            mail = self.mail_of(row)
            self.assertEqual(mail.state, "outgoing")
            self.assertFalse(mail.attachment_ids)
            self.assertIn("PDF could not be made", mail.body_html)
            self.assertNotIn("There is no report yet", mail.body_html)
            self.assertNotIn("is attached", mail.body_html)
        (todo,) = self.todos()
        self.assertIn("wkhtmltopdf", todo.note)
        self.assertFalse(self.letters.search([]) - rows, "and none comes twice")

    def test_dead(self):
        for name, words in DEAD.items():
            with self.subTest(name):
                self.use(words)
                rows = self.send_all()
                self.assert_words_only(rows, "failed")
                with mute_logger("odoo.models.unlink"):
                    rows.unlink()
        self.assertEqual(len(self.todos()), 1, "told once")

    def test_missing(self):
        info = core._wkhtml()._replace(state="install")
        with patch.object(core, "_wkhtml", lambda: info):
            self.assert_words_only(self.send_all(), "missing")

    def test_hanging(self):
        """With a child that holds the pipe, as behind a script that starts it."""
        self.use("sleep 300 & wait")
        begun = time.monotonic()
        with patch.object(PrintWatch, "seconds", 1):
            rows = self.send_all()
        self.assertLess(time.monotonic() - begun, 60)
        self.assert_words_only(rows, "hangs")

    def test_hanging_behind_a_script_that_ends_well(self):
        """It goes on when its child has ended, on a busy machine before it is ended."""
        self.use("sleep 300 & wait; exit 0")
        kill = psutil.Process.kill

        def kill_slowly(process):
            kill(process)
            time.sleep(1)

        with (
            patch.object(PrintWatch, "seconds", 1),
            patch.object(psutil.Process, "kill", kill_slowly),
        ):
            self.assert_words_only(self.send_all(), "hangs")

    def test_a_hanging_printer_is_not_waited_for_by_each(self):
        self.use("sleep 300")
        runs = []
        build = type(self.env["ir.actions.report"])._build_wkhtmltopdf_args

        def count(records, *args, **kwargs):
            runs.append(1)
            return build(records, *args, **kwargs)

        kind = type(self.env["ir.actions.report"])
        with (
            patch.object(PrintWatch, "seconds", 1),
            patch.object(kind, "_build_wkhtmltopdf_args", count),
        ):
            self.assert_words_only(self.send_all(), "hangs")
        self.assertEqual(len(runs), 1)

    def test_next_month_it_is_tried_again(self):
        self.use("sleep 300")
        with patch.object(PrintWatch, "seconds", 1):
            self.send_all()
        with self.at(MONDAY.replace(hour=12)):
            self.assertFalse(self.letters._is_printer_hanging())

    def test_printed_in_time(self):
        rows = self.send_all()
        self.assertTrue(all(rows.mapped("has_report")))
        self.assertFalse(any(rows.mapped("print_trouble")))
        for row in rows:
            content = base64.b64decode(self.mail_of(row).attachment_ids.datas)
            self.assertTrue(content.startswith(b"%PDF"))
        self.assertFalse(self.todos())


@tagged("post_install", "-at_install")
class TestLetters(PrintCase):
    """Every script is printed, can be searched, and what is missing is said."""

    def print_names(self):
        for _script, name, _words in WORDS:
            job = self.env["hr.job"].create({"name": name})
            self.fact(*[9, 9, 2, 10, 7, 8], job_id=job.id)
        self.comment(self.feedback.search([]), " / ".join(name for _s, name, _w in WORDS))

    def test_a_word_of_each_script_is_found(self):
        self.print_names()
        pages, _data = self.print_pdf(COMPANY_REPORT)
        text = " ".join(pages)
        for script, _name, words in WORDS:
            with self.subTest(script):
                for word in words:
                    self.assertTrue(word in text, word)

    def test_many_pages_have_their_own_words(self):
        """What is laid over a page is of that page, roughly."""
        printed = ["first مهندس " + "a b c " * 400, "last अच्छा " + "d e f " * 400]
        writer = need("pypdf").PdfWriter()
        for _page in printed:
            writer.add_blank_page(595, 842)
        out = io.BytesIO()
        writer.write(out)
        bodies = ["<p>{}</p>".format("</p><p>".join(printed))]
        searchable = make_searchable(out.getvalue(), bodies)
        text = " ".join(p.extract_text() for p in self.open_pdf(searchable).pages)
        self.assertIn("مهندس", text)
        self.assertIn("अच्छा", text)

    def open_pdf(self, content):
        return need("pypdf").PdfReader(io.BytesIO(content))

    def test_plain_text_is_left_alone(self):
        self.assertEqual(
            make_searchable(b"no PDF", ["<p>Only letters, åäö, Привет</p>"]), b"no PDF"
        )

    def test_what_is_missing_is_said_to_an_administrator_once(self):
        self.print_names()
        self.company.experience_report_active = True
        self.company.experience_report_user_ids = self.manager
        letters = self.env["hr.recruitment.experience.report.mail"]
        report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        data = {"filters": {"date_from": "2025-04-01", "date_to": "2026-03-31"}}
        with (
            patch.object(print_fonts, "has_font", lambda letter: letter < "\u4e00"),
            mute_logger("odoo.addons.base.models.ir_actions_report"),
        ):
            for _time in range(2):
                attached, trouble = letters._print(report, COMPANY_REPORT, [], data)
                self.assertTrue(attached)
                self.assertFalse(trouble, "it is printed all the same")
        todo = self.env["mail.activity"].search([("summary", "ilike", "letters that no font")])
        self.assertEqual(len(todo), 1)
        self.assertIn("Chinese (fonts-noto-cjk)", todo.note)
        self.assertIn("Emoji", todo.note)

    def test_a_server_that_cannot_be_asked_lacks_nothing(self):
        with patch.object(print_fonts.subprocess, "run", side_effect=FileNotFoundError):
            self.assertIsNone(has_font("你"))
            self.assertEqual(find_lacking("你好 مهندس"), [])
        self.assertEqual(find_lacking("åäö"), [])
