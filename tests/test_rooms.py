from collections import Counter, defaultdict

from odoo.tests import TransactionCase, tagged

from .cases.source import ROOT, get_relative_imports

# In the order of models/__init__.py: a room may build on those before it.
ROOMS = [
    path.name for path in get_relative_imports(ROOT / "models" / "__init__.py") if path.is_dir()
]
# What stands beside the rooms, because all of them stand on it or it is of them all.
BESIDE = {
    "models": {
        "__init__.py",
        "batch.py",
        "hr_candidate_application_mixin.py",
        "hr_candidate_delivery_mixin.py",
        "hr_candidate_form_mixin.py",
        "hr_candidate_guard_mixin.py",
        "hr_candidate_outbox_mixin.py",
        "hr_candidate_shared_mixin.py",
        "in_halves.py",
        "inside.py",
        "limits.py",
        "mail_activity.py",
        "mail_outcomes.py",
        "past_orm.py",
        "rehearsal.py",
        "transaction_conflicts.py",
        "write_groups.py",
    },
    "views": {"menuitems.xml"},
    "data": set(),
    "demo": set(),
}
LAYERS = ("models", "wizard", "controllers", "report")
# Percent of the lines of code, Python and JavaScript, outside of tests.
LARGEST = 16


def get_files(folder, suffix=""):
    """:return: paths of the files in a folder and those below it"""
    return [
        path
        for path in sorted((ROOT / folder).rglob(f"*{suffix}"))
        if path.is_file() and "__pycache__" not in path.parts
    ]


def get_room(path):
    """:return: the room that a file of a model stands in, or None"""
    inside = path.relative_to(ROOT / "models").parts
    return inside[0] if inside[0] in ROOMS else None


def count_lines(path):
    return len(path.read_text("utf-8").splitlines())


@tagged("post_install", "-at_install")
class TestRooms(TransactionCase):
    """One room for each capability, the same in all folders: architecture of the code,
    read from the files."""

    def test_every_file_stands_in_a_room(self):
        for folder, beside in BESIDE.items():
            for path in get_files(folder):
                inside = path.relative_to(ROOT / folder).parts
                if len(inside) == 1:
                    self.assertIn(path.name, beside, f"{folder}: in which room?")
                else:
                    self.assertIn(inside[0], ROOMS, f"{folder} has a room that models has not")

    def test_a_room_builds_on_those_before_it(self):
        for path in get_files("models", ".py"):
            room = get_room(path)
            if path.name == "__init__.py":
                continue
            # What all rooms stand on builds on none of them.
            known = ROOMS[: ROOMS.index(room) + 1] if room else []
            for imported in get_relative_imports(path):
                where = f"{path.relative_to(ROOT)} imports {imported.relative_to(ROOT)}"
                self.assertTrue(imported.is_relative_to(ROOT / "models"), where)
                self.assertIn(get_room(imported), [None, *known], where)

    def test_no_room_is_reached_by_its_full_name(self):
        """An import that the test above would not see."""
        for layer in LAYERS:
            for path in get_files(layer, ".py"):
                full = "odoo.addons.hr_recruitment_candidate_experience"
                self.assertNotIn(f"import {full}", path.read_text("utf-8"), path)
                self.assertNotIn(f"from {full}", path.read_text("utf-8"), path)

    def test_odoo_finds_every_test(self):
        """Its runner sees only what the packages import; pytest sees the files."""
        tests = ROOT / "tests"
        rooms = {path.parent for path in get_files("tests", ".py")} - {tests, tests / "cases"}
        for package in (tests, *sorted(rooms)):
            files = set(package.glob("test_*.py"))
            expected = files | rooms if package == tests else files
            imported = list(get_relative_imports(package / "__init__.py"))
            self.assertEqual(set(imported), expected, f"{package.name}/__init__.py")
            self.assertEqual(len(imported), len(expected), f"{package.name}: twice the same")
        # What tries all promises at once is of no room.
        self.assertLessEqual({room.name for room in rooms}, {*ROOMS, "stateful"})

    def test_odoo_can_run_every_test(self):
        """A test that is none of Odoo's stops the installation under its own runner."""
        for path in get_files("tests", ".py"):
            self.assertNotRegex(
                path.read_text("utf-8"), r"unittest(\.| import .*\b)TestCase\b", path.name
            )

    def test_names_of_tests_differ(self):
        """Rooms are imported into one namespace: of two of a name one would be lost."""
        names = Counter(path.name for path in get_files("tests", ".py"))
        twice = [name for name, n in names.items() if name.startswith("test_") and n > 1]
        self.assertFalse(twice)

    def test_no_room_is_too_large(self):
        """Blank lines and comments count, too; dev/ is code like any other."""
        files = [
            path
            for folder in sorted(ROOT.iterdir())
            if folder.is_dir() and folder.name[0] != "." and folder.name != "tests"
            for suffix in (".py", ".js")
            for path in get_files(folder.name, suffix)
            if not path.is_relative_to(ROOT / "static" / "tests")
        ]
        lines = defaultdict(int)
        for path in files:
            if path.is_relative_to(ROOT / "models"):
                lines[get_room(path)] += count_lines(path)
        total = sum(map(count_lines, [*files, *ROOT.glob("*.py")]))
        shares = {room: round(100 * lines[room] / total, 1) for room in ROOMS}
        large = {room: share for room, share in shares.items() if share > LARGEST}
        self.assertFalse(large, f"of {total} lines, in percent: {shares}")
