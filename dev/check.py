"""`make lint` and `make format`: which linter reads what.

Their settings stand where editors look for them: in pyproject.toml and the hidden files
beside it.
"""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from . import place
from .console import Stop
from .fetch import node

# The README is in Markdown, and a model may be extended in a file per subject.
NOT_OURS = "missing-readme,consider-merging-classes-inherited"
# What tests write in a chatter is no text for users; pylint-odoo knows the folder only,
# not the rooms in it.
NOT_IN_TESTS = "translation-required"
# As many as CI has cores.
AT_ONCE = 2


def lint():
    """:raise Stop: if a linter finds something"""
    commands = [*_python(), *_layout("--check"), *_scripts()]
    codes = []
    # The longest first, see _python.
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for run in pool.map(partial(_listen, _link()), commands):
            print(run.stdout, end="", flush=True)
            codes.append(run.returncode)
    if any(codes):
        raise Stop("make format mends the layout, the rest is for you")


def mend():
    for command in [
        _ruff("check", "--fix"),
        _ruff("format"),
        *_layout("--write"),
        *_scripts("--fix"),
    ]:
        _run(command)


def _run(command):
    return subprocess.run([str(part) for part in command], cwd=_link())


def _listen(folder, command):
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _link():
    """:return: a folder in which the addon has its technical name: pylint wants that,
    and does not follow links inside an addon"""
    link = place.DEV / "lint" / place.ADDON
    link.parent.mkdir(exist_ok=True)
    if not link.is_symlink() or link.resolve() != place.ROOT:
        link.unlink(missing_ok=True)
        link.symlink_to(place.ROOT, target_is_directory=True)
    return link.parent


def _ruff(*arguments):
    return [place.PYTHON, "-m", "ruff", *arguments, place.ROOT]


def _python():
    rules = f"--rcfile={place.ROOT / 'pyproject.toml'}"
    # After its rules, because those enable all of pylint-odoo.
    pylint = [place.PYTHON, "-m", "pylint", rules]
    hooks = f"--config={place.ROOT / '.oca_hooks.cfg'}"
    return [
        [*pylint, f"--disable={NOT_OURS}", "--ignore-paths=.*/tests/.*", place.ADDON],
        [*pylint, f"--disable={NOT_OURS},{NOT_IN_TESTS}", f"{place.ADDON}/tests"],
        _ruff("check"),
        _ruff("format", "--check", "--quiet"),
        [place.VENV / "bin" / "oca-checks-odoo-module", hooks, place.ADDONS / place.ADDON],
    ]


def _layout(*arguments):
    plugin = node.module("@prettier/plugin-xml") / "src" / "plugin.js"
    left_out = place.ROOT / ".prettierignore"
    options = [f"--plugin={plugin}", f"--ignore-path={left_out}", "--log-level=warn"]
    files = _files("xml", "js", "scss", "css")
    return [node.command("prettier", *options, *arguments, *files)]


def _scripts(*arguments):
    base = f"--config-basedir={node.HOME}"
    return [
        node.command("oxlint", "--quiet", *arguments, *_files("js")),
        node.command("stylelint", base, *arguments, *_files("scss", "css")),
    ]


def _files(*suffixes):
    """:return: sorted paths of our files with these suffixes"""
    return sorted(
        path
        for top in place.ROOT.iterdir()
        if top.is_dir() and not top.name.startswith(".")
        for path in top.rglob("*")
        if path.suffix[1:] in suffixes
    )
