import inspect
import re

from odoo.tests import TransactionCase, tagged

from ..controllers.candidate import PARTS, Candidate
from ..models.communication.guards import EFFECTS, GUARDS, WAITS
from ..models.communication.triggers import BY_NAME
from .cases.source import ROOT

ADDON = "odoo.addons.hr_recruitment_candidate_experience"
LEDGER = "hr.applicant.communication"
# model → what is looked up there for a trigger.
BY_TRIGGER = {
    "hr.applicant": ("occurrences",),
    LEDGER: (
        "ask_before_sending",
        "check_time",
        "closed",
        "earliest",
        "obstacle",
        "obstacle_to_retry",
        "retried",
        "sent",
        "undone",
    ),
}
# Planned by other methods: refusals by their channel, what people start one by one.
WITHOUT_OCCURRENCES = {"refused", "manual"}
POSITIONAL = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
)


@tagged("post_install", "-at_install")
class TestDispatch(TransactionCase):
    """What is found by its name is there, and what has such a name is found."""

    def find(self, prefix, model=LEDGER):
        """:return: set of what follows the prefix in the names of our methods"""
        return {
            name.removeprefix(prefix)
            for cls in self.get_classes(type(self.env[model]))
            for name in vars(cls)
            if name.startswith(prefix)
        }

    def get_classes(self, model):
        return [cls for cls in model.__mro__ if cls.__module__.startswith(ADDON)]

    def get_values(self, field):
        return set(self.env[LEDGER]._fields[field].get_values(self.env))

    def scan(self, pattern):
        """:return: set of what our models name so"""
        texts = (path.read_text() for path in (ROOT / "models").rglob("*.py"))
        return {name for text in texts for name in re.findall(pattern, text)}

    def test_guards_and_effects(self):
        self.assertEqual(self.find("_guard_"), {guard.name for guard in GUARDS})
        self.assertEqual(self.find("_note_sent_"), set(EFFECTS))
        exempt = {name for guard in GUARDS for name in guard.exempt}
        self.assertLessEqual(exempt, BY_NAME.keys())

    def test_waits(self):
        """Others of that name are no part of a run, and take no batch."""
        ledger = self.env[LEDGER]
        takes = {
            name: inspect.signature(getattr(ledger, f"_wait_for_{name}")).parameters
            for name in self.find("_wait_for_")
        }
        self.assertEqual({name for name in takes if "batch" in takes[name]}, set(WAITS))

    def test_what_guards_look_up(self):
        self.assertEqual(self.find("_look_up_"), self.scan(r'known\.get\("(\w+)"\)'))

    def test_triggers(self):
        called = self.scan(r'_call_by_trigger\(\s*"(\w+)"')
        self.assertLessEqual(called, set(BY_TRIGGER[LEDGER]))
        for model, prefixes in BY_TRIGGER.items():
            for prefix in prefixes:
                # A longer name that begins alike is another one.
                others = tuple(
                    f"{other.removeprefix(prefix)[1:]}_"
                    for other in (*prefixes, "closed_as")
                    if other != prefix and other.startswith(f"{prefix}_")
                )
                found = {
                    name
                    for name in self.find(f"_{prefix}_", model)
                    if not (others and name.startswith(others))
                }
                self.assertLessEqual(found, BY_NAME.keys(), f"{model}: _{prefix}_…")
        self.assertEqual(
            self.find("_occurrences_", "hr.applicant"), BY_NAME.keys() - WITHOUT_OCCURRENCES
        )

    def test_states_and_reasons(self):
        self.assertLessEqual(self.find("_closed_as_"), self.get_values("reason"))
        held = self.get_values("held_for")
        self.assertLessEqual(held, self.get_values("reason"), "said as the reason, too")
        self.assertLessEqual(held, self.find("_hold_"))
        written = self.scan(r'"(?:cancelled|skipped|failed|expired|hold)", "([a-z_]+)"[)\n]')
        written |= self.scan(r'(?:_fail|_hold|_set_next_attempt)\("([a-z_]+)"')
        self.assertLessEqual(written - self.get_values("state"), self.get_values("reason"))

    def test_actions(self):
        actions = self.get_values("action")
        self.assertEqual(self.find("_send_") & actions, actions)
        self.assertEqual(self.find("_find_obstacle_to_") - {"retry"}, actions)

    def test_works(self):
        for model in (LEDGER, "hr.recruitment.review"):
            works = set(self.env[model]._works)
            self.assertEqual(self.find("_find_due_", model) - {"of"}, works)
            self.assertLessEqual(works, self.find("_do_", model))
            # What becomes of a mail: see ``judge_mail``.
            told = {"delivered", "dropped", "undeliverable", "unreachable", "waiting"}
            self.assertLessEqual(told, self.find("_note_", model))

    def test_the_candidates_page(self):
        classes = (Candidate, *Candidate.__subclasses__())
        done = {name[4:] for cls in classes for name in vars(cls) if name.startswith("_do_")}
        self.assertEqual(done, set(PARTS))

    def test_overrides_take_what_they_override(self):
        """Of our own methods; of two branches, one changes a method and the other
        overrides it."""
        for model in self.env.registry.values():
            takes = {}
            for cls in reversed(self.get_classes(model)):
                for name, method in vars(cls).items():
                    if not inspect.isfunction(method) or name.startswith("__"):
                        continue
                    parameters = inspect.signature(method).parameters.values()
                    if any(p.kind == p.VAR_POSITIONAL for p in parameters):
                        continue
                    count = sum(p.kind in POSITIONAL for p in parameters)
                    with self.subTest(cls=f"{cls.__module__}.{name}"):
                        self.assertEqual(takes.setdefault(name, count), count)
