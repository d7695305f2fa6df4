import base64
import json
from datetime import date

from odoo.tests import BaseCase, tagged

from ...models.experience.exchange_file import (
    ExchangeError,
    Figure,
    get_key,
    make_seed,
    read_file,
    round_figure,
    write_file,
)

TODAY = date(2026, 3, 20)
FIGURES = [
    Figure(2024, "applied", date(2024, 12, 31), 140, -15),
    Figure(2025, "refused", date(2025, 9, 30), 5, 100),
]


@tagged("post_install", "-at_install")
class TestExchangeFile(BaseCase):
    """A file says what its sender has written, or is not taken."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seed = make_seed()
        cls.content = write_file(cls.seed, date(2026, 1, 2), "Fjällvård AB", FIGURES)

    def assert_fault(self, fault, content):
        with self.assertRaises(ExchangeError) as caught:
            read_file(content, TODAY)
        self.assertEqual(caught.exception.args, (fault,))

    def sign(self, **changes):
        """What somebody makes who has a key, and a program of their own."""
        figures = [Figure(2025, "applied", date(2025, 12, 31), 10, 0)]
        figure = figures[0]._replace(**changes.pop("figure", {}))
        made = changes.pop("made", date(2026, 1, 2))
        more = changes.pop("more", ())
        return write_file(self.seed, made, changes.pop("name", ""), [figure, *more])

    def test_there_and_back(self):
        given = read_file(self.content, TODAY)
        self.assertEqual(given, (get_key(self.seed), date(2026, 1, 2), "Fjällvård AB", FIGURES))
        with_mark = b"\xef\xbb\xbf" + self.content.replace(b"\n", b"\r\n")
        self.assertEqual(read_file(with_mark, TODAY), given, "saved by an editor of Windows")

    def test_nothing_but_figures(self):
        body = json.loads(self.content)
        names = {"format", "version", "key", "made", "name", "figures", "signature"}
        self.assertEqual(body.keys(), names)
        self.assertEqual(body["figures"][0].keys(), set(Figure._fields))
        self.assertNotIn(self.seed, self.content.decode())

    def test_whatever_is_changed_is_found(self):
        body = json.loads(self.content)
        for name in body.keys() - {"format", "version"}:
            with self.subTest(name):
                changed = {**body, name: "Anybody"}
                self.assert_fault("altered", json.dumps(changed).encode())
                del changed[name]
                self.assert_fault("altered", json.dumps(changed).encode())
        body["figures"][0]["score"] += 5
        self.assert_fault("altered", json.dumps(body).encode())

    def test_another_key_makes_another_employer(self):
        content = write_file(make_seed(), date(2026, 1, 2), "Fjällvård AB", FIGURES)
        self.assertNotEqual(read_file(content, TODAY).key, get_key(self.seed))
        theirs, ours = json.loads(content), json.loads(self.content)
        self.assert_fault("altered", json.dumps({**theirs, "key": ours["key"]}).encode())

    def test_a_key_is_written_in_one_way(self):
        body = json.loads(self.content)
        loose = body["key"].replace("=", "") + "===="
        self.assert_fault("altered", json.dumps({**body, "key": loose}).encode())

    def test_no_file_of_the_exchange(self):
        for content in (
            b"",
            b"{",
            b"[]",
            b"null",
            b"\xff\xfe\x00",
            b"[" * 100_000,
            b'{"format": "another"}',
            b"x" * 2_000_000,
            b"9" * 10_000,
        ):
            with self.subTest(content[:10]):
                self.assert_fault("unreadable", content)

    def test_versions(self):
        body = json.loads(self.content)
        self.assert_fault("newer", json.dumps({**body, "version": 2}).encode())
        for version in (0, "1", None, True, 1.0):
            with self.subTest(version):
                self.assert_fault("unreadable", json.dumps({**body, "version": version}).encode())

    def test_figures_that_cannot_be(self):
        for figure in (
            {"score": 105},
            {"score": 3},
            {"score": True},
            {"answers": 4},
            {"answers": 0},
            {"answers": 12},
            {"answers": 10**12},
            {"year": 2024},
            {"year": 1999, "until": date(1999, 12, 31)},
            {"until": date(2025, 12, 31), "year": "2025"},
            {"year": 2026, "until": date(2026, 3, 31)},
            {"moment": None},
        ):
            with self.subTest(figure):
                self.assert_fault("wrong", self.sign(figure=figure))
        self.assert_fault("wrong", self.sign(made=date(2026, 3, 21)))
        twice = Figure(2025, "applied", date(2025, 6, 30), 5, 0)
        self.assert_fault("wrong", self.sign(more=[twice]))

    def test_moments_of_other_versions_are_left_out(self):
        given = read_file(self.sign(figure={"moment": "retired"}), TODAY)
        self.assertEqual(given.figures, [])

    def test_names_are_short_and_on_one_line(self):
        given = read_file(self.sign(name="  Fjäll\n" + "x" * 200), TODAY)
        self.assertEqual(given.name, "Fjäll " + "x" * 74)

    def test_rounded(self):
        for answers, total, rounded in (
            (7, 7, (5, 100)),
            (9, -2, (5, -20)),
            (40, 1, (40, 5)),
            (1000, -24, (1000, 0)),
            (8, -8, (5, -100)),
        ):
            with self.subTest(answers=answers, total=total):
                figure = round_figure(2025, "applied", date(2025, 12, 31), answers, total)
                self.assertEqual(figure[3:], rounded)

    def test_a_secret_is_no_key(self):
        self.assertEqual(len(base64.b64decode(self.seed)), 32)
        self.assertNotEqual(get_key(self.seed), self.seed)
