import threading
import uuid
from contextlib import contextmanager

import psutil


class PrintWatch:
    """Ends a program that prints and does not come to an end: Odoo waits for it without
    a limit. It is found by an argument that no other has."""

    # For one report; printing takes a few. A cron job may take two minutes by default.
    seconds = 60

    def __init__(self):
        self.mark = f"candidate-experience-{uuid.uuid4().hex}"
        # Whether it had to be ended.
        self.was_ended = False
        # What was printed, HTML.
        self.bodies = []

    def get_arguments(self):
        """:return: for the command line; a header of requests that nobody reads"""
        return ["--custom-header", "X-Print", self.mark]

    @contextmanager
    def running(self):
        finished = threading.Event()
        thread = threading.Thread(target=self._wait, args=(finished,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            finished.set()

    def _wait(self, finished):
        """Again every second: on a busy machine a program may start late."""
        left = self.seconds
        while not finished.wait(left):
            self._end()
            left = 1

    def _end(self):
        for program in psutil.Process().children(recursive=True):
            try:
                if self.mark in program.cmdline():
                    self.was_ended = True
                    # What it has started holds the pipe that Odoo reads.
                    for process in (*program.children(recursive=True), program):
                        process.kill()
            except psutil.Error:
                continue
