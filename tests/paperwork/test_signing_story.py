import re
import tempfile
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from freezegun import freeze_time

from odoo.tests import tagged

from ...controllers.candidate_device import COOKIE
from ...controllers.signed_file import pace
from ...models.paperwork.states import CHECK_PATH
from ..cases.first_months import ADDON
from ..cases.packages import need
from ..cases.phone import phone
from ..cases.signing import SigningCase
from ..common import NOW

HOUR = timedelta(hours=1)
CODE = re.compile(r">\s*(\d{6})\s*<")
READY = "Boolean(document.querySelector('#signature_form[data-ready] canvas'))"
# Within the field to draw in, from its corner: a name, more or less.
STROKE = [(30, 60), (60, 20), (80, 70), (110, 25), (140, 65), (190, 40), (260, 55)]
CORNER = """
(() => {
    const canvas = document.querySelector("canvas");
    canvas.scrollIntoView({block: "center", behavior: "instant"});
    const {x, y} = canvas.getBoundingClientRect();
    return [x, y];
})()
"""


@tagged("post_install", "-at_install")
class TestSigningStory(SigningCase):
    """A new colleague signs on a phone, in Swedish, HR signs in Odoo, and what comes of it can
    be checked by anybody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])

    def setUp(self):
        super().setUp()
        need("pyhanko")
        pace.forget()
        self.applicant.partner_id.lang = "sv_SE"
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    # The phone -------------------------------------------------------------------------

    @contextmanager
    def hold(self, moment):
        """A phone at ``moment``."""
        self.env.flush_all()
        self.env.cr.clear()
        with freeze_time(moment) as clock, self._frozen_cursor(moment), phone(self) as device:
            self.clock = clock
            yield device
        self.env.invalidate_all()

    def read_for_a_while(self):
        self.clock.tick(5)
        self.env.cr._now += timedelta(seconds=5)

    def look_at(self, device, name):
        self.assertFalse(device.accessibility_faults(), name)
        self.assertFalse(device.is_wider_than_screen(), name)
        device.show(f"signing-story-{name}")

    def type_code(self, device, words):
        """Ask for a code, and type what stands in the email."""
        device.wait_for("Är det du?")
        self.read_for_a_while()
        device.tap("button:has(bdi)")
        device.wait_for("Koden som vi skickade")
        self.env.invalidate_all()
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        device.type_text("#device_text", CODE.search(mail.body_html).group(1))
        self.read_for_a_while()
        device.tap("form:has(#device_text) button")
        device.wait_for(words)

    def wait_for_form(self, device):
        """Time stands still, so tries are counted."""
        for _attempt in range(200):
            if device.run(READY):
                return
            device.pause(0.1)
        self.fail(f"Odoo's form does not appear: {device.text()}")

    def draw_on(self, device):
        left, top = device.run(CORNER)
        points = [(left + x, top + y) for x, y in STROKE]
        kinds = ["mousePressed", *["mouseMoved"] * (len(points) - 2), "mouseReleased"]
        for kind, (x, y) in zip(kinds, points, strict=True):
            device.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1)

    def choose(self, device, content):
        """A file in the field for files."""
        file = self.folder / "signed.pdf"
        file.write_bytes(content)
        root = device.ask("DOM.getDocument")["root"]["nodeId"]
        node = device.ask("DOM.querySelector", nodeId=root, selector="#file")["nodeId"]
        device.ask("DOM.setFileInputFiles", files=[str(file)], nodeId=node)

    # The story -------------------------------------------------------------------------

    def test_from_the_code_to_the_check(self):
        self.set_certificate()
        self.sign_it(NOW + HOUR)
        self.countersign_it(NOW + 2 * HOUR)
        content = self.fetch_it(NOW + 3 * HOUR)
        self.check_it(NOW + 3 * HOUR, content)

    def sign_it(self, moment):
        with self.hold(moment) as device:
            device.open(f"{self.base_url()}{self.path}/papers/{self.paper.id}")
            self.type_code(device, "Say nothing.")
            self.look_at(device, "read")
            device.tap("a[href$='/sign']")
            device.wait_for_path("/sign")
            self.wait_for_form(device)
            self.look_at(device, "empty")
            self.assertFalse(device.run("document.querySelector('#typed').offsetHeight"))
            device.tap("label[for=agreed]")
            self.draw_on(device)
            self.look_at(device, "drawn")
            self.read_for_a_while()
            device.tap(".o_portal_sign_submit")
            device.wait_for("Du har skrivit under")
            self.env.invalidate_all()
            device.wait_for(self.paper.file_hash)
            self.look_at(device, "receipt")
            kept = device.ask("Network.getAllCookies")["cookies"]
        (self.cookie,) = (c["value"] for c in kept if c["name"].startswith(COOKIE))
        self.assertEqual(self.paper.state, "handed_in")
        self.assertEqual(self.paper.signed_name, self.applicant.partner_name)
        self.assertTrue(self.paper.signed_image)

    def countersign_it(self, moment):
        with self.at(moment):
            paper = self.paper.with_user(self.handler)
            wizards = self.env["hr.paperwork.countersign"].with_user(self.handler)
            wizards.create({"paper_id": paper.id}).action_sign()
        self.seal(moment)
        self.assertEqual((self.paper.state, self.paper.seal_state), ("checked", "sealed"))

    def fetch_it(self, moment):
        """With the cookie of the phone, which knows the code.

        :return: bytes of the signed PDF"""
        self.opener.cookies.set(f"{COOKIE}_{self.applicant.id}", self.cookie, domain="", path="/")
        with self.at(moment):
            page = self.look(f"{self.path}/papers/{self.paper.id}")
            self.assertIn(self.paper.file_hash, page)
            answer = self.url_open(f"{self.path}/papers/{self.paper.id}/file")
        self.assertTrue(answer.content.startswith(b"%PDF"))
        return answer.content

    def check_it(self, moment, content):
        with self.hold(moment) as device:
            device.open(f"{self.base_url()}{CHECK_PATH}?lang=sv_SE")
            device.wait_for("Kontrollera ett undertecknat dokument")
            self.look_at(device, "check")
            self.choose(device, content)
            device.tap("form button[type=submit]")
            device.wait_for("Ja, det här är ett undertecknat dokument")
            self.look_at(device, "yes")
            changed = bytearray(content)
            changed[len(changed) // 2] ^= 1
            self.choose(device, bytes(changed))
            device.tap("form button[type=submit]")
            device.wait_for("Nej, vi känner inte till den här filen")
            self.look_at(device, "no")
