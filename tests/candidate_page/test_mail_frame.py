from unittest.mock import patch

from odoo.tests import tagged

from ...models.candidate_page.candidate_links import LAYOUT
from ...models.candidate_page.hr_applicant_frame import TEXT, URL, VIEWS
from ..common import CandidateCase

# What a frame must not be torn by.
NAMES = ["Åsa <b>Öberg</b>", "O'Neill & Söner", TEXT, "{{ 1 }} <t t-out='2'/>", " "]
LANGS = ["sv_SE", "en_US", "ar_001"]
BODIES = {
    "plain": '<p>Dear <t t-out="object.partner_name"/></p>',
    "with the page": '<p>Dear</p><p><a t-att-href="object.get_page_url()">Page</a></p>',
    "a picture": '<p><img src="/web/static/img/x.png"/></p>',
    "long": "<p>" + "word " * 200 + '</p><p t-out="object.partner_name"/>',
}


@tagged("post_install", "-at_install")
class TestMailFrame(CandidateCase):
    """The layout that is drawn once for many mails makes the same mails."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in LANGS:
            cls.env["res.lang"]._activate_lang(code)
        cls.template.email_layout_xmlid = LAYOUT
        cls.template.lang = False
        cls.company.website = "https://company.example/?a=1&b=2"
        cls.step = cls._make_step("manual", mail_template_id=cls.template.id)
        cls.applicants = cls.env["hr.applicant"].create(
            [
                {
                    "partner_name": name,
                    "email_from": f"c{number}.{lang}@candidate.example",
                    "job_id": cls.job.id,
                    "candidate_lang": lang,
                }
                for number, name in enumerate(NAMES)
                for lang in LANGS
            ]
        )
        cls.applicants[-1].action_revoke_page()

    def send(self, framed=True):
        """:return: dict applicant → the mail, and how often the layout was drawn"""
        drawn = []
        applicant = type(self.env["hr.applicant"])
        qweb = type(self.env["ir.qweb"])
        render = qweb._render

        def note(qweb, template, *args, **options):
            drawn.extend([1] if template == LAYOUT else [])
            return render(qweb, template, *args, **options)

        with self.env.cr.savepoint() as savepoint, patch.object(qweb, "_render", note):
            self.applicants._start_step(self.step)
            if framed:
                self.process()
            else:
                with patch.object(applicant, "_get_frames", lambda *args: None):
                    self.process()
            mails = {mail.res_id: mail.body_html for mail in self.mails(self.applicants)}
            self.env.flush_all()
            savepoint.rollback()
            self.env.invalidate_all()
        self.assertEqual(len(mails), len(self.applicants))
        return mails, len(drawn)

    def test_the_same_mails(self):
        self.env["hr.applicant"].browse(self.applicants.ids)._ensure_page_tokens()
        for name, body in BODIES.items():
            with self.subTest(name):
                for lang in LANGS:
                    self.template.with_context(lang=lang).body_html = body
                framed, few = self.send()
                each, many = self.send(framed=False)
                self.assertEqual(framed, each)
                self.assertEqual(many, len(self.applicants))
                self.assertLessEqual(few, 3 * len(LANGS))
                self.assertNotIn(URL, "".join(framed.values()))

    def test_a_layout_that_somebody_has_changed_is_drawn_for_each(self):
        """It may say something of the candidate."""
        for key in VIEWS:
            with self.subTest(key), self.env.cr.savepoint() as savepoint:
                self.env["ir.ui.view"].create(
                    {
                        "name": "Ours",
                        "inherit_id": self.env.ref(key).id,
                        "arch": """<xpath expr="(//body|//div)[1]" position="inside">
                            <i t-out="record.id"/></xpath>""",
                    }
                )
                mails, many = self.send()
                self.assertEqual(many, len(self.applicants))
                self.assert_own_numbers(mails)
                savepoint.rollback()
                self.env.invalidate_all()
        view = self.env.ref(LAYOUT)
        view.arch = view.arch.replace('<t t-out="message.body"/>', '<i t-out="record.id"/>')
        mails, many = self.send()
        self.assertEqual(many, len(self.applicants))
        self.assert_own_numbers(mails)

    def assert_own_numbers(self, mails):
        for applicant in self.applicants:
            # In a text from the right, marks keep the order of its digits.
            self.assertRegex(mails[applicant.id], rf"<i>\D*{applicant.id}\D")
