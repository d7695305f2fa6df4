import threading
from concurrent.futures import ThreadPoolExecutor

from odoo.tests import BaseCase, tagged

from ...models.booking.recent import Recent


@tagged("post_install", "-at_install")
class TestRecent(BaseCase):
    """What was read a moment ago is good for some seconds."""

    def setUp(self):
        super().setUp()
        self.now, self.found = 100.0, 0
        self.recent = Recent(5, 2, lambda: self.now)

    def get(self, key="panel"):
        def find():
            self.found += 1
            return self.found

        return self.recent.get(key, find)

    def test_for_some_seconds(self):
        self.assertEqual([self.get(), self.get()], [1, 1])
        self.now += 4.9
        self.assertEqual(self.get(), 1)
        self.now += 0.2
        self.assertEqual(self.get(), 2)

    def test_each_for_itself(self):
        self.assertEqual([self.get("a"), self.get("b"), self.get("a")], [1, 2, 1])

    def test_forgotten(self):
        self.get()
        self.recent.forget()
        self.assertEqual(self.get(), 2)

    def test_no_more_than_so_many(self):
        for key in "abc":
            self.get(key)
        self.assertEqual(self.get("c"), 3)
        self.assertEqual(self.get("a"), 4)

    def test_one_finds_for_all(self):
        begun, go_on = threading.Event(), threading.Event()

        def find():
            begun.set()
            go_on.wait(60)
            self.found += 1
            return self.found

        with ThreadPoolExecutor(5) as pool:
            first = pool.submit(self.recent.get, "panel", find)
            begun.wait(60)
            others = [pool.submit(self.get) for _number in range(4)]
            go_on.set()
            values = [each.result(60) for each in (first, *others)]
        self.assertEqual(values, [1] * 5)

    def test_forgotten_while_it_was_found(self):
        def find():
            self.recent.forget()
            return "too old"

        self.assertEqual(self.recent.get("panel", find), "too old")
        self.assertEqual(self.get(), 1)
