"""Debian packages, unpacked into a folder of ours and installed nowhere.

apt gets a state, a cache and a list of sources of its own, so that this works
for any user and changes nothing on the system. Sources and proxies are those
the machine is configured for; signatures are checked with Debian's keyring.
"""

import os
import re
import shutil
import subprocess
from itertools import product
from pathlib import Path

from .. import place
from ..console import Stop, run, say

KEYRINGS = Path("/usr/share/keyrings")
SETTINGS = """\
Dir::Etc::sourcelist "{folder}/sources.list";
Dir::Etc::sourceparts "-";
Dir::State "{folder}/state";
Dir::State::status "{status}";
Dir::Cache "{folder}/cache";
Dir::Log "{folder}";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "3";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
"""


def _release():
    text = Path("/etc/os-release").read_text("utf-8")
    return dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', text, re.M))


def _entries():
    """(URI, suite) of every configured source of packages with `main`."""
    for path in [Path("/etc/apt/sources.list"), *_parts("*.list")]:
        if path.exists():
            for line in path.read_text("utf-8", "replace").splitlines():
                line = re.sub(r"\[[^\]]*\]", "", line.partition("#")[0]).split()
                if len(line) > 3 and line[0] == "deb" and "main" in line[3:]:
                    yield line[1], line[2]
    for path in _parts("*.sources"):
        for fields in _stanzas(path.read_text("utf-8", "replace")):
            yield from product(fields.get("uris", []), fields.get("suites", []))


def _stanzas(text):
    """The fields of every stanza of packages with `main` that is not switched off."""
    for stanza in re.split(r"\n\s*\n", text):
        stanza = re.sub(r"^#.*\n?", "", stanza, flags=re.M)
        fields = {
            key.lower(): value.split()
            for key, value in re.findall(r"^([\w-]+):((?:.*\n?)(?:[ \t].*\n?)*)", stanza, re.M)
        }
        if (
            "deb" in fields.get("types", [])
            and "main" in fields.get("components", [])
            and fields.get("enabled") != ["no"]
        ):
            yield fields


def _parts(pattern):
    return sorted(Path("/etc/apt/sources.list.d").glob(pattern))


def _host_sources():
    """The (URI, suite) pairs that are Debian's own, its main archive first."""
    release = _release()
    names = {release.get("VERSION_CODENAME", "sid"), "stable", "testing"}
    names |= {"unstable", "sid"}
    own = [
        (uri, suite)
        for uri, suite in _entries()
        if re.split(r"[-/]", suite)[0] in names and not uri.startswith("cdrom:")
    ]
    own.sort(key=lambda entry: entry[1] not in names)
    if release.get("ID") != "debian" or not own:
        raise Stop(
            "no Debian mirror is configured in /etc/apt: what is missing cannot be"
            f" fetched (with a checkout of Odoo {place.SERIES}, set ODOO_HOME)"
        )
    return own


def _needed(programs):
    for program in programs:
        if not shutil.which(program):
            raise Stop(
                f"{program} is missing: what is not installed is fetched with apt, on"
                f" Debian (Odoo {place.SERIES} itself can be a checkout in ODOO_HOME)"
            )


class Packages:
    """One private apt.

    With a suite it has that one of Debian's suites and knows of no installed
    package, without it has the machine's suites and knows what is installed.
    """

    def __init__(self, name, suite=None):
        self.folder = place.DEV / "apt" / name
        self.config = self.folder / "apt.conf"
        self.suite = suite

    def _apt(self, *arguments):
        return [arguments[0], "-c", str(self.config), *arguments[1:]]

    def _output(self, *arguments):
        done = subprocess.run(self._apt(*arguments), capture_output=True, text=True, env=_english())
        if done.returncode:
            raise Stop(" ".join([*arguments, "failed:", *done.stderr.strip().splitlines()[-1:]]))
        return done.stdout

    def update(self):
        _needed(["apt-get", "apt-cache", "dpkg"])
        sources = _host_sources()
        if self.suite:
            sources = [(sources[0][0], self.suite)]
        keyrings = sorted(KEYRINGS.glob("debian-archive-keyring.[gp]*"))
        if not keyrings:
            raise Stop("the package debian-archive-keyring is missing")
        for part in ["state/lists/partial", "cache/archives/partial"]:
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        status = self.folder / "status"
        status.touch()
        if not self.suite:
            status = Path("/var/lib/dpkg/status")
        self.config.write_text(SETTINGS.format(folder=self.folder, status=status))
        (self.folder / "sources.list").write_text(
            "".join(f"deb [signed-by={keyrings[0]}] {uri} {suite} main\n" for uri, suite in sources)
        )
        run(
            f"Reading Debian's package lists ({sources[0][1]})",
            self._apt("apt-get", "update", "--error-on=any"),
            place.LOGS / "apt-update.log",
            env=_english(),
        )

    def has(self, package):
        text = self._output("apt-cache", "policy", package)
        return "Candidate:" in text and "Candidate: (none)" not in text

    def depends(self, package):
        """Names of the direct dependencies, the first of each alternative."""
        text = self._output("apt-cache", "show", "--no-all-versions", package)
        line = re.search(r"^Depends: (.*)$", text, re.M)
        names = line.group(1).split(",") if line else []
        return [re.match(r"\s*([^\s:(|]+)", name).group(1) for name in names]

    def missing(self, packages):
        """The packages and what they need and the machine has not, as name=version."""
        simulate = "apt-get -s -o Debug::NoLocking=1 --no-install-recommends install"
        text = self._output(*simulate.split(), *packages)
        found = re.findall(r"^Inst (\S+) (?:\[\S+\] )?\((\S+)", text, re.M)
        # A second libc beside the running one cannot work, nor is it needed.
        return [f"{name}={version}" for name, version in found if name != "libc6"]

    def unpack(self, label, packages, target):
        """Download the packages and unpack them below `target`, all or nothing."""
        debs = self.folder / "debs"
        shutil.rmtree(debs, ignore_errors=True)
        debs.mkdir()
        uris = self._output("apt-get", "--print-uris", "download", *packages)
        total = sum(int(size) for size in re.findall(r"\.deb (\d+) \S+$", uris, re.M))
        _room(place.DEV, total * 10)

        def position(_log):
            files = [path for path in debs.rglob("*") if path.is_file()]
            have = sum(path.stat().st_size for path in files)
            return f"{have / 1e6:.0f} of {total / 1e6:.0f} MB"

        run(
            f"Downloading {label} ({total / 1e6:.0f} MB)",
            self._apt("apt-get", "download", *packages),
            place.LOGS / "apt-download.log",
            position=position,
            cwd=debs,
            env=_english(),
        )
        say(f"Unpacking {label} ...")
        fresh = target.with_name(target.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for deb in sorted(debs.glob("*.deb")):
            done = subprocess.run(["dpkg", "-x", deb, fresh], capture_output=True, text=True)
            if done.returncode:
                raise Stop(f"unpacking {deb.name} failed: {done.stderr.strip()}")
        shutil.rmtree(debs)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)


def _english():
    return {**os.environ, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}


def _room(folder, size):
    free = shutil.disk_usage(folder).free
    if free < size:
        raise Stop(
            f"not enough disk space in {folder}: {free / 1e9:.1f} GB free,"
            f" {size / 1e9:.1f} GB needed"
        )


def library_path(root):
    """Where the libraries are in an unpacked package tree."""
    folders = [*root.glob("usr/lib/*-linux-*"), *root.glob("lib/*-linux-*")]
    folders += {path.parent for folder in folders for path in folder.glob("*/lib*.so*")}
    return ":".join(str(folder) for folder in folders)
