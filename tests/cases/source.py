import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def get_imports(package):
    """:return: paths of the files that a package imports, in order"""
    for path in get_relative_imports(package / "__init__.py"):
        yield from get_imports(path) if path.is_dir() else [path]


def get_relative_imports(path):
    """:return: paths of our own files and folders that a file imports, in order"""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not node.level:
            continue
        base = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
        names = [""] if base.with_suffix(".py").exists() else [n.name for n in node.names]
        for name in names:
            # A package that is taken as a whole: from .room import *
            target = base / name if name not in {"", "*"} else base
            yield target if target.is_dir() else target.with_suffix(".py")
