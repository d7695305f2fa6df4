from odoo.tests import tagged
from odoo.tests.common import BaseCase

from ...models.rendering.plain_text import write_plain_text

# HTML inside of a body → how a person types it
TEXTS = {
    "<p>Hi Anna,</p><p>We read it.</p>": "Hi Anna,\n\nWe read it.",
    "<p>Hi\n   Anna,</p>": "Hi Anna,",
    "<p>By <strong style='font-size: 18px;'>Thursday</strong>, as <b>said</b>.</p>": (
        "By Thursday, as said."
    ),
    "<p><em>Well</em>, yes</p>": "Well, yes",
    "<h2>Agenda</h2><p>Soon</p>": "Agenda\n\nSoon",
    "<p>Kind regards,<br/><strong>Anna Lind</strong><br>Nordlys</p>": (
        "Kind regards,\nAnna Lind\nNordlys"
    ),
    "<p>One<br/><br/><br/>Two</p>": "One\n\nTwo",
    "<div>One</div><div>Two</div>": "One\nTwo",
    "<p><a href='https://a.example/x'>Your application</a>.</p>": (
        "Your application (https://a.example/x)."
    ),
    "<p><a href='https://a.example'>a.example</a></p>": "a.example",
    "<p><a href='https://a.example/'>https://a.example</a></p>": "https://a.example",
    "<p><a href='mailto:a@b.example'>a@b.example</a></p>": "a@b.example",
    "<p><a href='tel:+4681'>+46 8 1</a></p>": "+46 8 1",
    "<p><a href='tel:+4681'>Call us</a></p>": "Call us (+4681)",
    "<p><a name='x'>Here</a> <a href='#x'>there</a></p>": "Here there",
    "<a href='https://a.example'><img src='/l.png' alt='Nordlys'/></a>": (
        "Nordlys (https://a.example)"
    ),
    "<img src='/logo.png' alt='Nordlys'/><p>Hi</p>": "Nordlys\n\nHi",
    "<img src='/pixel.gif'/><p>Hi</p>": "Hi",
    "<div style='display: none; max-height: 0'>Preview &#847; &#8203; </div><p>Hi</p>": "Hi",
    "<div style='display:none'>Preview</div>Hi": "Hi",
    "<p>&#8203;&#847;In&shy;terview&#65279;</p>": "Interview",
    "<p>\u2067\u0645\u062d\u0645\u062f\u2069</p>": "\u2067\u0645\u062d\u0645\u062f\u2069",
    "<p>5 &lt; 6 &amp; 7&nbsp;kr</p>": "5 < 6 & 7\u00a0kr",
    "<p style='white-space: pre-line'>One\nTwo\n\nThree</p>": "One\nTwo\n\nThree",
    "<pre>a\nb</pre>": "a\nb",
    "<ul><li>One</li><li><p>Two</p></li></ul><p>End</p>": "- One\n- Two\n\nEnd",
    "<ol><li>One</li><li>Two</li></ol>": "1. One\n2. Two",
    "<table><tr><td>10:00</td><td>Welcome</td></tr><tr><td>10:30</td><td>Talk</td></tr></table>": (
        "10:00 Welcome\n10:30 Talk"
    ),
    "<table><tr><td><table><tr><td>A</td></tr></table></td></tr></table>": "A",
    "<style>p {}</style><script>x()</script><p>Hi</p><!-- no -->": "Hi",
    "<p>One</p><hr/><p>Two</p>": "One\n\n--\n\nTwo",
    "<table><tr>"
    + "".join(f"<td><a href='https://a.example/s?score={n}'>{n}</a></td>" for n in range(11))
    + "</tr></table><p>0: no, 10: yes</p>": "https://a.example/s\n\n0: no, 10: yes",
    "<a href='https://[your page]'>Here</a>": "Here (https://[your page])",
    "<a href='//[x'>//[x</a>": "//[x",
    "": "",
    "<p> </p>": "",
}


@tagged("standard", "at_install")
class TestPlainText(BaseCase):
    """The text part of a mail is what a person would have typed."""

    def test_table(self):
        for source, text in TEXTS.items():
            with self.subTest(source=source):
                whole = f"<html><head><title>T</title></head><body>{source}</body></html>"
                self.assertEqual(write_plain_text(whole).rstrip("\n"), text)
