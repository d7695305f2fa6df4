from pathlib import Path

from odoo.tests import tagged

from ...models.communication.guards import EFFECTS, GUARDS, WAITS
from ...models.communication.triggers import BY_NAME, TRIGGERS, names
from ..common import CandidateCase

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "administrators.md"
ENDS = {
    "leaving": "leaving the stage",
    "closing": "closing the application",
    "refusal": "a refusal",
}


def describe(trigger):
    """:return: the trigger's line in the guide for administrators"""
    facts = (
        trigger.label,
        trigger.about,
        ", ".join(ENDS[end] for end in trigger.ended_by) or "nothing",
        "yes" if trigger.by_hand else "no",
        "yes" if trigger.in_closed_job else "no",
        "somebody is told" if trigger.transactional else "skipped",
    )
    return f"| {' | '.join(facts)} |"


@tagged("post_install", "-at_install")
class TestTriggers(CandidateCase):
    """What a trigger is stands in one table, and everything else agrees with it."""

    def test_the_guide_has_the_table(self):
        text = GUIDE.read_text()
        lines = [describe(trigger) for trigger in TRIGGERS]
        self.assertIn("\n".join(lines), text, "docs/administrators.md: the table of triggers")

    def test_each_step_says_in_words_when_it_happens(self):
        for trigger in TRIGGERS:
            step = self._make_step(trigger.name, delay=2, send_window="office_hours")
            for delay in (2, 0):
                step.delay = delay
                self.assertTrue(step.summary, trigger.name)

    def test_what_is_looked_for_by_name_is_there(self):
        ledger, applicants = self.ledger, self.env["hr.applicant"]
        needed = [
            *(f"_guard_{guard.name}" for guard in GUARDS),
            *(f"_wait_for_{name}" for name in WAITS),
            *(f"_note_sent_{name}" for name in EFFECTS),
        ]
        self.assertFalse([name for name in needed if not hasattr(ledger, name)])
        for guard in GUARDS:
            self.assertLessEqual(set(guard.exempt), set(BY_NAME), guard.name)
        # A refusal is planned by what the decision says, the last one by people.
        planned = set(BY_NAME) - {"refused", "manual"}
        self.assertFalse(
            [name for name in planned if not hasattr(applicants, f"_occurrences_{name}")]
        )

    def test_a_method_for_a_trigger_is_for_one_of_the_table(self):
        """A typing error in its name would switch it off."""
        step = self.env["hr.recruitment.communication.step"]
        known = {*BY_NAME, "after"}
        for model, prefixes in (
            (self.ledger, ("_obstacle_", "_earliest_", "_sent_", "_retried_")),
            (step, ("_find_date_",)),
            (self.env["hr.applicant"], ("_occurrences_",)),
        ):
            for prefix in prefixes:
                found = {
                    name.removeprefix(prefix)
                    for name in dir(type(model))
                    if name.startswith(prefix)
                }
                found = {name for name in found if not name.startswith("to_retry")}
                self.assertLessEqual(found, known, prefix)

    def test_the_choice_is_the_table(self):
        choice = self.env["hr.recruitment.communication.step"]._fields["trigger"]
        self.assertEqual(
            choice._description_selection(self.env(context={"lang": "en_US"})),
            [(trigger.name, trigger.label) for trigger in TRIGGERS],
        )

    def test_only_what_may_be_started_by_hand_is_planned(self):
        applicant = self._make_applicants()
        for trigger in TRIGGERS:
            step = self._make_step(trigger.name, send_window="office_hours")
            rows = applicant._start_step(step)
            self.assertEqual(bool(rows), trigger.by_hand, trigger.name)

    def test_a_greeting_that_was_started_by_hand_leaves_on_its_day(self):
        applicant = self._make_applicants()
        row = applicant._start_step(self._make_step("before_days_off", send_window="any"))
        self.process()
        self.assertEqual(row.sudo().state, "queued")

    def test_names_are_found_by_what_they_are(self):
        self.assertEqual(names(lambda trigger: trigger.owed), ("refused",))
