"""`pip install .` gives a wheel named as OCA names them, in which Odoo finds the addon.

`python -m dev.proofs.package`, by hand: it fetches whool, and tests fetch nothing. The wheel is
built from a copy of the checkout in a folder with another name, unpacked, and the addon is read
from there by Odoo, as from any other installation.
"""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from .. import place, settings
from ..fetch import venv

FOUND = """
import sys
from odoo.modules.module import Manifest
found = Manifest.for_addon(sys.argv[1])
print(found.path, found.version)
"""


def main():
    """:return: exit code"""
    with tempfile.TemporaryDirectory() as home:
        wheel = build(Path(home))
        target = Path(home) / "installed"
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(target)
        return judge(wheel, target)


def build(home):
    """:return: path of the wheel"""
    checkout = home / "a checkout"
    subprocess.run(["git", "clone", "-q", place.ROOT, checkout], check=True)
    pip = [place.PYTHON, *venv.find_pip(), "wheel", "--no-deps", "-q"]
    subprocess.run([*pip, "-w", home / "wheels", "."], cwd=checkout, check=True)
    [wheel] = (home / "wheels").iterdir()
    return wheel


def judge(wheel, target):
    version = place.manifest()["version"]
    expected = f"odoo_addon_{place.ADDON}-{version}-py3-none-any.whl"
    addon = target / "odoo" / "addons" / place.ADDON
    tracked = subprocess.check_output(["git", "ls-files"], cwd=place.ROOT, text=True).splitlines()
    wanted = {
        name for name in tracked if name.split("/")[0] in {"models", "views", "static", "i18n"}
    }
    packed = {str(path.relative_to(addon)) for path in addon.rglob("*") if path.is_file()}
    found = subprocess.run(
        [place.PYTHON, "-c", FOUND, place.ADDON],
        env=settings.environment(PYTHONPATH=f"{target}:{place.ODOO}"),
        cwd=target,
        capture_output=True,
        text=True,
    )
    said = found.stdout.split()
    faults = [
        wheel.name != expected and f"the wheel is called {wheel.name}",
        wanted - packed and f"not in the wheel: {sorted(wanted - packed)[:5]}",
        (addon / "dev").exists() and "the wheel holds dev/",
        said[:2] != [str(addon), version] and f"Odoo found {said} {found.stderr[-500:]}",
    ]
    faults = [fault for fault in faults if fault]
    print("\n".join(faults) or f"OK: {wheel.name}")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
