from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tests.common import ChromeBrowser

from ..cases.phone import phone
from ..cases.screening import NOW, ScreeningCase

# A camera that shows a test picture, a microphone that beeps, and nobody to allow them.
FAKE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@tagged("post_install", "-at_install")
class TestScreeningRecorder(ScreeningCase):
    """A real recording, in a real browser."""

    def test_a_candidate_records_and_saves_a_video(self):
        asked = self.ask_questions()
        start = ChromeBrowser._spawn_chrome
        devices = patch.object(
            ChromeBrowser,
            "_spawn_chrome",
            lambda browser, cmd: start(browser, [cmd[0], *FAKE, *cmd[1:]]),
        )
        later = NOW + timedelta(hours=1)
        path = f"{self.base_url()}{self.where(asked, 0)}"
        self.env.flush_all()
        with devices, freeze_time(later) as clock, phone(self) as device:
            device.open(f"{path}?by=record")
            device.wait_for("How would you like to record?")
            self.assertFalse(device.accessibility_faults())
            self.assertFalse(device.is_wider_than_screen())
            device.show("screening-choose")
            device.tap("#recorder_with_video")
            device.wait_for("Ready when you are.")
            device.show("screening-ready")
            device.tap("#recorder_start")
            device.wait_for("Recording: 0:01 of 3:00")
            device.show("screening-recording")
            device.tap("#recorder_stop")
            device.wait_for("This is your answer.")
            device.show("screening-listen")
            clock.tick(30)
            device.tap("#recorder_save")
            device.wait_for("Saved. You can change it until you hand it in.")
            device.wait("document.querySelector('video').readyState > 0")
            self.assertFalse(device.accessibility_faults())
            self.assertFalse(device.is_wider_than_screen())
            device.show("screening-saved")
        self.env.invalidate_all()
        answer = asked.answer_ids[0]
        self.assertEqual(answer.kind, "video")
        self.assertGreater(answer.recording_size, 1000)
        self.assertIn(answer.mimetype, ("video/webm", "video/mp4"))
