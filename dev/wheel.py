"""The build backend of `pip install .`: whool, as OCA builds its addons.

whool calls the addon what its folder is called, and packs all that git knows. A checkout may have
any name, and a server needs neither the tests' programs nor the linters' settings: it is given a
folder of the right name that holds the addon alone.
"""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from whool import buildapi

from .place import ADDON, ROOT

LEFT_OUT = {"dev", "Makefile", "CONTRIBUTING.md"}


@contextmanager
def _alone():
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / ADDON
        folder.mkdir()
        for path in ROOT.iterdir():
            if path.name in LEFT_OUT or path.name.startswith("."):
                continue
            if path.is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(path, folder / path.name, ignore=ignored)
            else:
                shutil.copy(path, folder)
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    target = os.path.abspath(wheel_directory)
    with _alone():
        return buildapi.build_wheel(target, config_settings, metadata_directory)


def build_sdist(sdist_directory, config_settings=None):
    target = os.path.abspath(sdist_directory)
    with _alone():
        return buildapi.build_sdist(target, config_settings)


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    target = os.path.abspath(metadata_directory)
    with _alone():
        return buildapi.prepare_metadata_for_build_wheel(target, config_settings)
