import os
import traceback
from importlib.util import find_spec
from types import SimpleNamespace
from unittest import skipUnless
from unittest.mock import patch

from freezegun import api as freezegun

from odoo.tests import tagged

from .case import SURVEYS, WORDS, StatefulCase
from .checks import Broken, check_all
from .found import EVERYTHING, FOUND
from .shorten import shorten
from .starts import STARTS
from .world import World

# So many stories of so many things done: not by the clock, which wavers.
STORIES, STEPS = 8, 40
# `make proof` says how many minutes instead, and draws anew each time.
MINUTES = float(os.environ.get("CX_PROOF_MINUTES") or 0)
# How often a story that fails is tried with less in it.
TRIES = 60
# Hypothesis looks at the clock, which is frozen here.
REAL_TIME = SimpleNamespace(
    perf_counter=freezegun.real_perf_counter, monotonic=freezegun.real_monotonic
)


class StoryCase(StatefulCase):
    """One story after another, each rolled back at its end."""

    def setUp(self):
        super().setUp()
        self.clock = self.enterContext(freezegun.freeze_time(STARTS["summer"]))
        self.addCleanup(setattr, self.env.cr, "_now", self.env.cr._now)
        self.findings = {}

    def begin(self):
        self.savepoint = self.env.cr.savepoint()
        self.world = World(self, STARTS["summer"])
        return self.world

    def end(self):
        self.env.cr.precommit.clear()
        self.env.cr.postcommit.clear()
        self.savepoint.close(rollback=True)
        self.env.invalidate_all(flush=False)

    def do(self, name, **values):
        self.world.act(name, **values)
        check_all(self.world)

    def try_to_do(self, name, **values):
        """The same; a story that has failed is over, and the next one begins."""
        try:
            self.do(name, **values)
        except Exception as error:
            self.world.is_over = True
            steps, kind = list(self.world.steps), get_kind(error)
            if kind not in self.findings or len(steps) < len(self.findings[kind]):
                self.findings[kind] = steps

    def replay(self, steps):
        """:return: the error that the steps end in, None if all is well"""
        self.begin()
        try:
            for name, values in steps:
                self.do(name, **values)
        except Exception as error:
            return error
        finally:
            self.end()
        return None

    def describe(self, kind, steps):
        """:return: str, what was found: what is needed for it, to be pasted into
        ``found.py``, and where it ends"""

        def fails(rest):
            error = self.replay(rest)
            return error is not None and get_kind(error) == kind

        steps = shorten(steps, fails, TRIES)
        error = self.replay(steps)
        words = "".join(traceback.format_exception(error)[-3:]) if error else ""
        lines = "".join(f"        {step!r},\n" for step in steps)
        return f'\n{words}    "{kind}": [\n{lines}    ],\n'


def get_kind(error):
    """:return: str, what makes two errors the same one"""
    if isinstance(error, Broken):
        return error.promise
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {place.name}"


@tagged("post_install", "-at_install")
class TestFound(StoryCase):
    def test_everything_that_can_be_sent_is_sent(self):
        """So that the checks have something to look at."""
        self.begin()
        self.addCleanup(self.end)
        for name, values in EVERYTHING:
            self.do(name, **values)
            self.assertFalse(self.world.refused, (name, values, self.world.refused))
        arrived = {letter.kind for letter in self.mailbox.letters if letter.kind}
        surveys = {f"survey_{moment}" for moment in SURVEYS.values()}
        self.assertEqual(arrived, {*WORDS, *surveys})

    def test_what_was_found(self):
        for name, steps in FOUND.items():
            with self.subTest(found=name):
                error = self.replay(steps)
                if error:
                    raise error


@tagged("post_install", "-at_install")
@skipUnless(find_spec("hypothesis"), "a package for development")
class TestPromises(StoryCase):
    def test_whatever_people_and_machines_do(self):
        from hypothesis.internal.constants_ast import Constants

        conjecture = "hypothesis.internal.conjecture"
        self.startPatcher(patch(f"{conjecture}.engine.time", REAL_TIME))
        # Numbers out of all source code would make other stories of the same seed.
        self.startPatcher(patch(f"{conjecture}.providers._get_local_constants", Constants))
        ends = REAL_TIME.monotonic() + 60 * MINUTES
        self.tell_stories(derandomize=not MINUTES)
        while REAL_TIME.monotonic() < ends and not self.findings:
            self.tell_stories(derandomize=False)
        self.assertFalse(
            self.findings,
            "".join(self.describe(*finding) for finding in self.findings.items()),
        )

    def tell_stories(self, **drawn):
        from hypothesis import HealthCheck, Phase, settings
        from hypothesis.stateful import run_state_machine_as_test

        from .machine import make_machine

        config = settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            **drawn,
        )
        run_state_machine_as_test(make_machine(self), settings=config)
