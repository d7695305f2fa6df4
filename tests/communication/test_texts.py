import ast
import re

from lxml import html

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, TransactionCase, tagged
from odoo.tools.rendering_tools import parse_inline_template

from ...models.rendering.text_markup import Markup, NotAllowed
from ..cases.access import ACCESS, AccessCase

TEXT = "hr.recruitment.communication.text"
ADDON = "hr_recruitment_candidate_experience"
VALID = "odoo.exceptions.ValidationError"
# What somebody without rights to templates must not get into an email.
CODE = (
    '<p><t t-out="object.salary_expected"/></p>',
    '<p t-if="object.partner_id.write({})">Hello</p>',
    "<p>{{ object.salary_expected }}</p>",
    "<p>${object.salary_expected}</p>",
    "<p>{object}</p>",
    "<p>{}</p>",
    '<p>{first_name<t t-out="1"/>}</p>',
    "<p>&lt;t t-out=&quot;object.salary_expected&quot;/&gt;</p>",
    '<p t-att-title="object.salary_expected">Hello</p>',
    '<a t-attf-href="https://x.example/#{object.id}">Hello</a>',
    '<t t-call="hr_recruitment_candidate_experience.mail_layout_candidate"/>',
    '<t t-set="given" t-value="object.env[\'res.users\'].sudo().search([])"/>',
    '<p t-foreach="[1]" t-as="one">Hello</p>',
    '<p t-options="{}" >Hello</p>',
    '<a href="https://x.example/{{ object.page_token }}">Hello</a>',
    '<img src="https://spy.example/{page}.png"/>',
    '<img src="https://spy.example/one.png"/>',
    '<iframe src="https://x.example"></iframe>',
    '<form action="https://x.example"><input name="password"/></form>',
    '<p t-else="">Hello</p>',
    "<p>{if_reminder}</p>",
    "<p></p>",
    "",
)
INLINE_CODE = (
    "{{ object.salary_expected }}",
    "Hi {{object.partner_name}}",
    "Hi {object.partner_name}",
    "{part_9}",
    "{if_9}",
    r"\{\{ object.id \}\}",
    "{{",
    "}}",
    "[ {first_name}}} {{ object.id }}]",
    "[no placeholder]",
    "[ {first_name}",
    "{first_name}]",
    "a | b",
    "[{first_name}|a|b]",
    "[{first_name} ||| x]",
    "{if_reminder} Hello",
    "[{first_name} {if_reminder}]",
    "Hi [{first_name}'] + object.sudo().x + ['}",
    "<t t-out='1'/>",
)
# Nobody is to get a message without words.
EMPTY = ("", "  ")


def read(code):
    return ast.dump(ast.parse(code, mode="eval"))


@tagged("post_install", "-at_install")
class TestTextMarkup(TransactionCase):
    """Subjects and SMS, as people write them."""

    def test_what_an_sms_says_can_be_read(self):
        source = (
            "Hi{{ ' ' + object.candidate_first_name if object.candidate_first_name else '' }}."
            " You will hear from us{{ ' by ' + say_short_day(object.answer_expected_date) if"
            " object.answer_expected_date else ' when we know more' }}."
            " /{{ object.company_id.name }}"
        )
        self.assertEqual(
            Markup(source).text,
            "Hi[ {first_name}]. You will hear from us[ by {reply_by_short}| when we know more]."
            " /{company}",
        )
        self.assertEqual(Markup(source).put(Markup(source).text), source)

    def test_all_shipped_texts_come_back_as_they_were(self):
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        for model, name in (("mail.template", "subject"), ("sms.template", "body")):
            templates = self.env[model].search([("model", "=", "hr.applicant")])
            self.assertTrue(templates)
            for lang in langs:
                for template in templates.with_context(lang=lang):
                    with self.subTest(template=template.name, lang=lang):
                        self.assert_same(template[name] or "")

    def assert_same(self, source):
        markup = Markup(source)
        written = markup.put(markup.text)
        self.assertNotIn("{{", markup.text)
        before, after = parse_inline_template(source), parse_inline_template(written)
        self.assertEqual([one[0] for one in before], [one[0] for one in after])
        for old, new in zip(before, after, strict=True):
            if old[1]:
                # A negation may stand the other way round.
                new = new[1].replace("(object.get_interview_summary().striptags() or '')", "S")
                old = old[1].replace("object.get_interview_summary().striptags()", "S")
                new = re.sub(r"\((say_short_day\(\S+\)) or ''\)", r"\1", new)
                same = read(old) == read(new) or "page_revoked" in old
                self.assertTrue(same, f"{old} → {markup.text} → {new}")

    def test_words_of_every_case_can_be_changed(self):
        markup = Markup("{{ 'by ' + object.x if object.y(1) else 'later' }}")
        self.assertEqual(markup.text, "[{if_2}by {part_1}|later]")
        self.assertEqual(
            markup.put("[{if_2}until {part_1}|soon]"),
            "{{ 'until ' + (object.x or '') if object.y(1) else 'soon' }}",
        )

    def test_signs_that_are_words(self):
        self.assertEqual(Markup("[a|b]").text, r"\[a\|b\]")
        self.assertEqual(Markup("[a|b]").put(r"\[a\|b\]"), "[a|b]")

    def test_code_is_refused(self):
        for text in INLINE_CODE:
            with self.subTest(text=text), self.assertRaises(NotAllowed):
                Markup("Hello").put(text)


@tagged("post_install", "-at_install")
class TestTexts(AccessCase):
    """An HR manager writes what candidates read, and nothing else of a template."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.hr = cls._make_person("hr", "hr_recruitment.group_hr_recruitment_manager")
        cls.hr.company_ids = cls.env["res.company"].search([])
        cls.hr_here = cls.people["manager"]
        cls.shipped = cls.env.ref(f"{ADDON}.mail_template_applied")
        cls.sms = cls.env.ref(f"{ADDON}.sms_template_applied")
        cls.env.flush_all()

    def find(self, template, lang="en_US", user=None):
        field = "mail_template_id" if template._name == "mail.template" else "sms_template_id"
        texts = self.env[TEXT].with_user(user or self.hr)
        return texts.search([(field, "=", template.id), ("lang", "=", lang)])

    def put(self, template, user=None, lang="en_US", **values):
        text = self.find(template, lang)
        return self.call(user or self.hr, TEXT, "write", text.ids, values)

    # What works -------------------------------------------------------------------------

    def test_every_word_of_an_email_can_be_changed(self):
        body = self.find(self.shipped).body_html.replace("Thank you for applying", "Thanks a lot")
        body += "<p>Yours, {recruiter} of {company}. {page}</p>"
        self.put(self.shipped, body_html=body, subject="Hello[ {first_name}]")
        self.assertIn("Thanks a lot", self.shipped.body_html)
        self.assertIn('t-if="object.candidate_first_name"', self.shipped.body_html)
        self.here.partner_name = "Anna Ek"
        self.assertEqual(
            self.shipped._render_field("subject", self.here.ids)[self.here.id], "Hello Anna"
        )
        said = self.shipped._render_field("body_html", self.here.ids)[self.here.id]
        self.assertIn(f"Yours, Rekryterare of {self.company.name}.", said)
        self.assertIn("/candidate/", said)

    def test_an_sms_in_another_language(self):
        self.put(self.sms, lang="sv_SE", sms_body="Hej[ {first_name}]! Du hörs. /{company}")
        self.assertIn("Hej{{", self.sms.with_context(lang="sv_SE").body)
        self.assertNotIn("Hej", self.sms.with_context(lang="en_US").body)
        self.assertTrue(self.find(self.sms, "sv_SE").is_written)

    def test_the_preview_shows_what_is_not_saved_yet(self):
        with Form(self.find(self.sms)) as form:
            form.sms_body = "Hi[ {first_name}], this is new"
            self.assertIn("this is new", form.preview_body)
            form.sms_body = "Hi {{ object.id }}"
            self.assertIn("code cannot be written here", form.preview_body)
            form.sms_body = "Hi"

    def test_the_menu_says_where_each_text_is_used(self):
        text = self.find(self.template)
        self.assertIn("Engineers: Ada's confirmation", text.usage)

    def test_as_candidates_get_them(self):
        """Whoever reads all of them reads a story, in every language."""
        emails = self.env[TEXT].with_user(self.hr).search([("kind", "=", "email")])
        ways = ("applied", "interview_booked", "interview_thanks", "refused")
        templates = [self.env.ref(f"{ADDON}.mail_template_{way}") for way in ways]
        places = [emails.mail_template_id.ids.index(template.id) for template in templates]
        self.assertEqual(places, sorted(places))
        first = emails[:2]
        self.assertEqual(first.mail_template_id, first[0].mail_template_id)
        self.assertEqual(set(first.mapped("lang")), {"en_US", "sv_SE"})
        steps = self.env["hr.recruitment.communication.step"].search([])
        unsent = emails.filtered(
            lambda text: (
                text.mail_template_id not in steps.mail_template_id | steps.easy_mail_template_id
            )
        )
        self.assertEqual(emails[-len(unsent) :], unsent)
        self.assertTrue(unsent)

    # What is refused --------------------------------------------------------------------

    def test_code_is_refused_on_every_way_in(self):
        before = self.shipped.body_html, self.shipped.subject, self.sms.body
        for lang in ("en_US", "sv_SE"):
            for body in CODE:
                with self.subTest(body=body, lang=lang):
                    self.refuse(self.put, self.shipped, body_html=body, lang=lang, by=(VALID,))
            for words in INLINE_CODE + EMPTY:
                with self.subTest(words=words):
                    self.refuse(self.put, self.shipped, subject=words, lang=lang, by=(VALID,))
                    self.refuse(self.put, self.sms, sms_body=words, lang=lang, by=(VALID,))
        self.assertEqual(before, (self.shipped.body_html, self.shipped.subject, self.sms.body))

    def test_scripts_do_not_stay(self):
        for body in (
            "<p>Hi<script>alert(1)</script></p>",
            '<p onclick="alert(1)">Hi</p>',
            '<a href="javascript:alert(1)">Hi</a>',
            '<a href="data:text/html,x">Hi</a>',
        ):
            with self.subTest(body=body):
                try:
                    self.find(self.shipped).body_html = body
                except ValidationError:
                    continue
                stored = self.shipped.body_html
                self.assertNotRegex(stored, r"alert|data:text|onclick|script")

    def test_an_import_and_translations_are_no_way_round(self):
        text = self.find(self.sms)
        self.env.flush_all()
        rows = [[str(text.id), "{{ object.salary_expected }}"]]
        answer = self.call(self.hr, TEXT, "load", [".id", "sms_body"], rows)
        self.assertFalse(answer["ids"])
        for template, name in ((self.shipped, "body_html"), (self.sms, "body")):
            self.refuse(
                self.call,
                self.hr,
                template._name,
                "update_field_translations",
                template.ids,
                name,
                {"sv_SE": "Mine"},
            )
        self.assertNotIn("salary_expected", self.sms.body)

    def test_nothing_else_of_a_template_is_written(self):
        model = self.env["ir.model"]._get_id("res.users")
        for values in (
            {"model_id": model},
            {"email_from": "me@evil.example"},
            {"email_to": "me@evil.example"},
            {"email_cc": "me@evil.example"},
            {"reply_to": "me@evil.example"},
            {"partner_to": "1"},
            {"lang": "sv_SE"},
            {"attachment_ids": [(0, 0, {"name": "x"})]},
            {"report_template_ids": [(5,)]},
            {"email_layout_xmlid": "x.y"},
            {"scheduled_date": "{{ 1 }}"},
            {"mail_server_id": False},
        ):
            with self.subTest(values=values):
                before = self.shipped.read(list(values))
                self.refuse(self.call, self.hr, "mail.template", "write", self.shipped.ids, values)
                self.refuse(
                    self.call,
                    self.hr,
                    TEXT,
                    "write",
                    self.find(self.shipped).ids,
                    {"mail_template_id": 1, **values},
                    by=(ACCESS, "builtins.ValueError", "odoo.exceptions.UserError", VALID),
                )
                self.assertEqual(before, self.shipped.read(list(values)))
        text = self.find(self.shipped)
        self.refuse(self.call, self.hr, TEXT, "create", {"subject": "x"})
        self.refuse(self.call, self.hr, TEXT, "unlink", text.ids)
        self.refuse(self.call, self.hr, "sms.template", "write", self.sms.ids, {"body": "x"})

    def test_other_templates_are_out_of_reach(self):
        other = self.env["mail.template"].search([("model", "=", "res.users")], limit=1)
        core = self.env.ref("hr_recruitment.email_template_data_applicant_refuse")
        unused = self._make_template(name="Nobody's")
        self.assertTrue(other)
        for template in other + core + unused:
            if template.sudo().candidate_step_ids:
                continue
            self.assertFalse(self.find(template), template.name)
            id_ = template.id * 2 * 512 + self.env["res.lang"]._get_data(code="en_US").id
            for values in ({"subject": "Mine"}, {"body_html": "<p>Mine</p>"}):
                self.refuse(
                    self.call,
                    self.hr,
                    TEXT,
                    "write",
                    [id_],
                    values,
                    by=(ACCESS, "odoo.exceptions.MissingError"),
                )
            self.assertNotEqual(template.subject, "Mine")

    def test_only_an_hr_manager_gets_here(self):
        for user in (self.ada, self.interviewer, self.employee, self.portal, self.administrator):
            with self.subTest(user=user.login):
                self.refuse(self.call, user, TEXT, "search_read", [], ["name"])
                self.refuse(self.put, self.sms, user=user, sms_body="Mine")

    def test_companies(self):
        theirs = self._make_template(name="Theirs")
        self.other_plan.step_ids.mail_template_id = theirs
        ours = self._make_template(name="Ours")
        self.plan.step_ids.mail_template_id = ours
        self.env.flush_all()
        self.assertFalse(self.find(theirs, user=self.hr_here))
        text = self.find(ours, user=self.hr_here)
        self.assertTrue(text.can_write)
        self.put(ours, user=self.hr_here, subject="Ours alone")
        self.assertEqual(ours.subject, "Ours alone")
        self.other_plan.step_ids.mail_template_id = ours
        self.env.flush_all()
        self.refuse(self.put, ours, user=self.hr_here, subject="Not ours alone")
        self.refuse(self.put, self.shipped, user=self.hr_here, subject="Everybody's")
        self.call(self.hr_here, TEXT, "action_copy_for_company", text.ids)
        copy = self.plan.step_ids.mail_template_id
        self.assertNotEqual(copy, ours)
        self.assertEqual(self.other_plan.step_ids.mail_template_id, ours)
        self.put(copy, user=self.hr_here, subject="Ours again")
        self.assertEqual((copy.subject, ours.subject), ("Ours again", "Ours alone"))
        with self.assertRaises(AccessError):
            self.find(ours).with_user(self.hr_here).subject = "No"

    def test_no_shipped_email_is_refused_as_it_is(self):
        """What is shown can be saved again, as a browser gives it back."""
        for text in self.env[TEXT].with_user(self.hr).search([("kind", "=", "email")]):
            with self.subTest(text=text.display_name):
                body = html.fragment_fromstring(text.body_html or "", create_parent="div")
                said = html.tostring(body, encoding="unicode")
                before = text._get_template().body_html
                text.body_html = re.sub(r"^<div>|</div>$", "", said) + "<p>More</p>"
                self.assertEqual(self.codes(text), self.codes_of(before))

    def codes(self, text):
        return self.codes_of(text._get_template().body_html)

    def codes_of(self, body):
        return re.findall(r' t-[a-z-]+="[^"]*"', body or "")
