from freezegun import freeze_time

from odoo.tests import tagged

from ..cases.phone import phone
from ..cases.privacy import PrivacyNoticeCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestPrivacyNoticeNarrow(PrivacyNoticeCase):
    """The notice is read on a small and on a large screen, in both languages, and by those
    who do not see it."""

    def publish_proposals(self):
        notice = self._make_notice(en_US={}, sv_SE={})
        self.company.country_id = self.env.ref("base.se")
        notice.text_ids.action_propose()
        for text in notice.text_ids:
            given = {
                name: words.replace("[", "").replace("]", "")
                for name, words in text._get_given().items()
            }
            text.write({**given, "confirmed": True})
        notice.action_publish()

    def test_on_a_phone_and_on_a_desk(self):
        self.publish_proposals()
        public = f"/jobs/privacy/{self.company.id}?lang="
        with freeze_time(NOW), phone(self) as device:
            for lang in ("en_US", "sv_SE"):
                self.applicant.candidate_lang = lang
                for name, path in (
                    ("public", public + lang),
                    ("own", f"{self.path}/privacy"),
                    ("page", self.path),
                ):
                    self.check(device, path, f"notice-{name}-{lang}")

    def check(self, device, path, name):
        self.env.flush_all()
        self.env.cr.clear()
        device.open(self.base_url() + path)
        for width in (320, 390, 1200):
            device.resize(width)
            self.assertFalse(device.is_wider_than_screen(), (name, width))
            device.show(f"{name}-{width}")
        self.assertFalse(device.accessibility_faults(), name)
