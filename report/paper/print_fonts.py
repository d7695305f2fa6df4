"""Which scripts a text has, and whether the server has letters for them."""

import re
import subprocess

# Name, what it is written in, the Debian package that has it.
SCRIPTS = (
    ("Arabic", "[\u0620-\u064a\u0671-\u06d3]", "fonts-dejavu-core"),
    ("Hebrew", "[\u05d0-\u05ea]", "fonts-dejavu-core"),
    ("Devanagari", "[\u0904-\u0939]", "fonts-noto-core"),
    ("Bengali", "[\u0985-\u09b9]", "fonts-noto-core"),
    ("Tamil", "[\u0b85-\u0bb9]", "fonts-noto-core"),
    ("Thai", "[\u0e01-\u0e30]", "fonts-noto-core"),
    ("Chinese", "[\u4e00-\u9fff]", "fonts-noto-cjk"),
    ("Japanese", "[\u3041-\u30fa]", "fonts-noto-cjk"),
    ("Korean", "[\uac00-\ud7a3]", "fonts-noto-cjk"),
    ("Emoji", "[\u2600-\u27bf\U0001f300-\U0001faff]", "fonts-symbola"),
)
SECONDS_TO_LIST = 10


def find_lacking(text):
    """:param str text: any, of any length
    :return: list of (script, Debian package) that no font of this server can write, as
        far as fontconfig can be asked"""
    found = ((name, re.search(letters, text), package) for name, letters, package in SCRIPTS)
    return [
        (name, package)
        for name, letter, package in found
        if letter and has_font(letter[0]) is False
    ]


def has_font(letter):
    """:return: whether a font has the letter; None if nobody knows"""
    try:
        listed = subprocess.run(
            ["fc-list", f":charset={ord(letter):x}", "family"],
            capture_output=True,
            timeout=SECONDS_TO_LIST,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return bool(listed.stdout.strip())
