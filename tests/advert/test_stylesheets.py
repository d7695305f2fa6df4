from lxml import html

from odoo.tests import BaseCase, tagged

from ...models.advert.form_page import read_form, read_styles
from ...models.advert.selectors import NotUnderstood, Selector, split_selectors
from ...models.advert.stylesheets import DESK, PHONE, SCREENS, Styles

PAGE = """<div id="wrap" class="x"><!-- a --><form id="f" data-of="ansökan">
<div class="field big" title="a, b"><label>Age</label><input id="a" name="age" required=""/></div>
<p class="other"><input name="q" type="file"/></p></form></div>"""
BOTH, PHONES, DESKS, NONE = SCREENS, {PHONE}, {DESK}, set()
# A stylesheet → the screens on which the field of the age is hidden.
SHEETS = [
    ("input { display: none }", BOTH),
    ("INPUT{DISPLAY:NONE}", BOTH),
    (".nothing, #a { color: red; display: none; }", BOTH),
    ("input { display: nonesuch } label { display: none }", NONE),
    # Where it holds.
    ("@media print { .big { display: none } }", NONE),
    ("@media (prefers-color-scheme: dark) { .big { display: none } }", NONE),
    ("@media screen { .big { display: none } }", BOTH),
    ("@media (max-width: 767.98px) { .big { display: none } }", PHONES),
    ("@media only screen and (min-width: 48em) { .big { display: none } }", DESKS),
    ("@media print, (max-width: 400px) { .big { display: none } }", PHONES),
    ("@media (min-width: 1px) { @media (min-width: 900px) { .big { display: none } } }", DESKS),
    ("@supports (display: grid) { .big { display: none } }", BOTH),
    ("@keyframes a { from { opacity: 0 } } .big { animation: a 1s }", NONE),
    # What weighs more.
    (".big { display: none } .x .big { display: block }", NONE),
    (".x .big { display: none } .big { display: block }", BOTH),
    (".big { display: none } .field { display: block }", NONE),
    (".big { display: none !important } .x .big { display: block }", BOTH),
    (".big { display: none } #a { display: block }", BOTH),
    (".big { display: none; display: block }", NONE),
    (".big { display: block; display: none }", BOTH),
    (".big { display: none } @media (min-width: 900px) { .big { display: flex } }", PHONES),
    ("div { display: none } :where(#wrap) div { display: block } #wrap { display: block }", NONE),
    # Other ways to hide.
    (".big { visibility: hidden }", BOTH),
    (".big { visibility: hidden } #a { visibility: visible }", NONE),
    (".big { opacity: 0 }", BOTH),
    (".big { opacity: 0.5 }", NONE),
    (".big { position: absolute; left: -9999px }", BOTH),
    (".big { left: -9999px }", NONE),
    (".big { height: 0; overflow: hidden }", BOTH),
    (".big { height: 0 }", NONE),
    (".big { position: absolute; clip: rect(0, 0, 0, 0) }", BOTH),
    # Around the form something may open as the page comes.
    ("#wrap { opacity: 0 } form { height: 0; overflow: hidden }", NONE),
    ("#wrap { display: none }", BOTH),
    # What is no rule.
    ('a { content: "}" } .big { display: none }', BOTH),
    ("/* { */ .big { display: none } /* } */", BOTH),
    ("a { background: url(data:x;{) } .big { display: none }", BOTH),
    ("/* .big { display: none } */", NONE),
    ("@charset 'utf-8'; @import url(x.css); .big { display: none }", BOTH),
    (".big { --display: none; not-display: none }", NONE),
    (".big { display: none", NONE),
    ("}} .big { display: none }", BOTH),
    ("", NONE),
]
# A selector → whether it means the field, and what is around it.
SELECTORS = {
    "#a": (True, False),
    "*": (True, True),
    "input[name=age]": (True, False),
    '[name="age"]:required': (True, False),
    "[name^='a'][name$=e][name*=g][name]": (True, False),
    "[name~=ag], [name|=ag]": (False, False),
    "#wrap .big input": (True, False),
    "#wrap > .big input": (False, False),
    "form>.big>input": (True, False),
    "label + input": (True, False),
    "label ~ input": (True, False),
    "input + label": (False, False),
    ".big:has(input[name='age'])": (False, True),
    ".big:has(select)": (False, False),
    "input:not(.other, #b)": (True, False),
    "input:not(.big input)": (False, False),
    ":is(p, div:not(.y)) > input": (True, False),
    "div.field.big:first-child": (False, True),
    "div:last-child": (False, False),
    '[title="a, b"]': (False, True),
    "form[data-of=ansökan] .big": (False, True),
    r".b\69 g": (False, True),
    r".\62ig.fiel\d": (False, False),
    r".md\:big": (False, False),
}
LATER = [
    "input:hover",
    "input::placeholder",
    ".a >",
    "",
    "a,",
    "input:focus-within",
    "a $ b",
    "&.x",
]


@tagged("post_install", "-at_install")
class TestStylesheets(BaseCase):
    """Whether something can be seen, without a browser."""

    def setUp(self):
        super().setUp()
        self.page = html.document_fromstring(PAGE)
        self.field = self.page.get_element_by_id("a")

    def test_what_is_hidden(self):
        for sheet, screens in SHEETS:
            with self.subTest(sheet):
                styles = Styles([sheet])
                found = {width for width in SCREENS if styles.hides(self.field, width)}
                self.assertEqual(found, screens)

    def test_who_is_meant(self):
        for text, expected in SELECTORS.items():
            with self.subTest(text):
                selectors = [Selector(each) for each in split_selectors(text)]
                found = tuple(
                    any(each.matches(element) for each in selectors)
                    for element in (self.field, self.field.getparent())
                )
                self.assertEqual(found, expected)

    def test_what_only_comes_later(self):
        for text in LATER:
            with self.subTest(text), self.assertRaises(NotUnderstood):
                [Selector(each) for each in split_selectors(text)]

    def test_one_after_the_other(self):
        """The last one of two stylesheets wins, and the element's own style over both."""
        sheets = ["#a { display: none }", "#a { display: block }"]
        self.assertFalse(Styles(sheets).hides(self.field, PHONE))
        self.assertTrue(Styles(sheets[::-1]).hides(self.field, PHONE))
        self.field.set("style", "display: block")
        self.assertFalse(Styles(sheets[::-1]).hides(self.field, PHONE))
        self.field.set("hidden", "")
        self.assertFalse(Styles([]).hides(self.field, PHONE))
        self.field.attrib.pop("style")
        self.assertTrue(Styles([]).hides(self.field, PHONE))

    def test_what_is_drawn_by_something_else(self):
        file = self.page.find(".//input[@type='file']")
        self.assertFalse(Styles(["[type=file] { opacity: 0 }"]).hides(file, PHONE))
        self.assertTrue(Styles(["[type=file] { display: none }"]).hides(file, PHONE))
        self.assertTrue(Styles([".other { opacity: 0 }"]).hides(file, PHONE))

    def test_where_they_stand(self):
        page = """<head><link rel="stylesheet" href="/a.css"/><link rel="icon" href="/i.png"/>
        <link rel="stylesheet" media="print" href="/b.css"/></head><body><style>p {}</style>
        <form id="hr_recruitment_form"><input name="a" required=""/>
        <button type="submit">Send</button></form></body>"""
        self.assertEqual(read_styles(page), [(True, "/a.css"), (False, "p {}")])
        self.assertEqual(read_styles(""), [])
        form = read_form(page, ["input { display: none }", "button { opacity: 0 }"])
        self.assertEqual((form.fields[0].hidden, form.button_hidden), (SCREENS, SCREENS))
        self.assertEqual(read_form(page).fields[0].hidden, frozenset())
