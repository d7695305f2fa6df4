from datetime import datetime, timedelta

from odoo.tests import tagged

from ..cases.first_months import ADDON, FirstMonthsCase
from ..cases.phone import phone
from ..common import NOW


@tagged("post_install", "-at_install")
class TestFirstMonthsPhone(FirstMonthsCase):
    """The new colleague's page in the hand, with the plan that is shipped."""

    def test_in_the_hand(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        self.months.active = False
        shipped = self.env.ref(f"{ADDON}.plan_first_months")
        shipped.active = True
        self.company.write(
            {
                "first_day_lunch": "Vi bjuder på lunch",
                "first_day_bring": "Legitimation",
                "first_day_program": "09:00 Kaffe med teamet\n10:00 Rundtur\n13:00 Datorn",
                "first_week_program": "Tisdag: så arbetar vi\nOnsdag: kunder",
                "first_months_info": "<p>Lönedag är den 25:e.</p>",
            }
        )
        self.applicant.buddy_id = self.hanna
        self.plan_months()
        self.assertEqual(len(self.applicant.first_task_ids), 21)
        self.applicant._note_told_stage(self.signed)
        mine = self.applicant.first_task_ids.filtered(lambda t: t.owner == "months_colleague")
        with phone(self) as device:
            for lang in ("en_US", "sv_SE"):
                self.applicant.candidate_lang = lang
                self.env.flush_all()
                device.resize(390)
                device.open(f"{self.base_url()}{self.path}?{lang}")
                device.run("document.querySelectorAll('details').forEach((d) => (d.open = true))")
                for width in (320, 390, 1200):
                    device.resize(width)
                    self.assertFalse(device.is_wider_than_screen(), (lang, width))
                    device.show(f"months-{lang}-{width}")
                self.assertFalse(device.accessibility_faults(), lang)
            device.resize(390)
            device.open(f"{self.base_url()}{self.path}")
            with self.at(NOW + timedelta(minutes=2)):
                device.tap(f"input[name=task][value='{mine.id}'] ~ button")
                device.arrive("?said=did")
            self.assertIn("Klart. Tack!", device.text())
            device.show("months-done")
        with self.at(datetime(2026, 7, 28, 8)), phone(self) as device:
            device.open(f"{self.base_url()}{self.path}")
            device.show("months-after")
        self.env.invalidate_all()
        self.assertEqual(mine.state, "done")
