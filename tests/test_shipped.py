from pathlib import Path

from lxml import etree

from odoo.modules.module import Manifest
from odoo.tests import TransactionCase, tagged

from ..hooks import ADDON, STEP, create_shipped

ROOT = Path(__file__).parent.parent
# What is the addon's own, and comes anew with each update.
OWN = {
    "ir.actions.act_url",
    "ir.actions.act_window",
    "ir.actions.act_window.view",
    "ir.actions.client",
    "ir.actions.report",
    "ir.actions.server",
    "ir.model.access",
    "ir.module.category",
    "ir.rule",
    "ir.ui.menu",
    "ir.ui.view",
    # The rule that keeps interviewers from what candidates write needs it.
    "mail.message.subtype",
    "report.paperformat",
    "res.groups",
    "res.groups.privilege",
}


@tagged("post_install", "-at_install")
class TestShipped(TransactionCase):
    """What an administrator has deleted stays deleted. That an update brings nothing
    back is shown by dev/proofs/lifecycle.py."""

    def records(self):
        manifest = Manifest.for_addon(ADDON)
        for path in (*manifest["data"], *manifest["demo"]):
            if path.endswith(".xml"):
                for record in etree.parse(ROOT / path).iter("record"):
                    once = any(
                        parent.get("noupdate") in ("1", "True", "true")
                        for parent in record.iterancestors()
                    )
                    yield path, record, once

    def test_no_record_comes_back(self):
        found = 0
        for path, record, once in self.records():
            with self.subTest(path=path, id=record.get("id")):
                if once:
                    found += 1
                    self.assertIn(record.get("forcecreate"), ("0", "False"))
                else:
                    self.assertIn(record.get("model"), OWN)
        self.assertGreater(found, 150)

    def test_what_a_version_ships_new_comes_by_its_script(self):
        path = "data/communication/communication_plan_data.xml"
        names = ("communication_step_hired", "communication_step_days_off")
        for name in names:
            self.env.ref(f"{ADDON}.{name}").unlink()
        steps = create_shipped(self.env, path, *names)
        self.assertEqual([step._name for step in steps], [STEP, STEP])
        self.assertFalse(any(step.active for step in steps))
        data = self.env["ir.model.data"].search([("module", "=", ADDON), ("name", "in", names)])
        self.assertEqual(set(data.mapped("noupdate")), {True})

    def test_what_it_leads_to_comes_with_it(self):
        """As where a later version has added to what an earlier one ships for the first time."""
        path = "data/setup/onboarding_data.xml"
        step = self.env.ref(f"{ADDON}.setup_step_privacy_notice")
        kept = self.env.ref(f"{ADDON}.setup_step_hours")
        (self.env.ref(f"{ADDON}.setup_panel") + step.onboarding_ids).unlink()
        step.unlink()
        (panel,) = create_shipped(self.env, path, "setup_panel")
        self.assertEqual(panel, self.env.ref(f"{ADDON}.setup_panel"))
        self.assertIn(self.env.ref(f"{ADDON}.setup_step_privacy_notice"), panel.step_ids)
        self.assertIn(kept, panel.step_ids)
