from odoo.tests import tagged

from ..cases.phone import CameraPhone, phone
from ..cases.video import VideoCase


@tagged("post_install", "-at_install")
class TestVideoBrowser(VideoCase):
    """A real Chromium with a camera and a microphone."""

    def start(self, device, name, words):
        device.tap(f"[data-cx-start={name}]")
        device.wait_for(words)

    def test_everything_is_tried_and_told(self):
        with phone(self, CameraPhone) as device:
            device.open(f"{self.base_url()}{self.test_path}")
            device.wait_for("Start the camera")
            self.assertNotIn("cannot run in this browser", device.text())
            self.start(device, "camera", "The camera works.")
            self.assertTrue(device.run("document.querySelector('[data-cx-view]').videoWidth > 0"))
            self.start(device, "microphone", "The microphone works.")
            self.start(device, "connection", "Mbit/s")
            self.start(device, "sound", "Did you hear it?")
            device.tap("[data-cx-answer=yes]")
            device.wait_for("The sound works.")
            for scheme in ("light", "dark"):
                device.ask(
                    "Emulation.setEmulatedMedia",
                    features=[{"name": "prefers-color-scheme", "value": scheme}],
                )
                self.assertFalse(device.accessibility_faults(), scheme)
            for width in (320, 390, 1200):
                device.resize(width)
                self.assertFalse(device.is_wider_than_screen(), width)
                device.show(f"video-test-{width}")
            self.assertFalse(self.told(), "nothing is sent by itself")
            self.assertTrue(device.run("document.querySelector('#tested_yes').checked"))
            device.resize(390)
            with self.at(self.env.cr._now + self.seconds(5)):
                device.tap("#tested .cx-button")
                device.arrive("?said=tested")
            self.assertIn("Thank you for telling us", device.text())
        self.env.invalidate_all()
        self.assertEqual(self.told(), [("before", "works")])

    def test_no_camera_is_said_in_words(self):
        """Neither device nor permission: what to do stands there, and the form is filled in."""
        with phone(self) as device:
            device.open(f"{self.base_url()}{self.test_path}")
            device.wait_for("Start the camera")
            device.tap("[data-cx-start=camera]")
            device.wait_for("There is no camera.")
            self.assertTrue(device.run("document.querySelector('#tested_camera').checked"))
            self.assertTrue(device.run("document.querySelector('#tested_no').checked"))
            self.assertFalse(device.accessibility_faults())
