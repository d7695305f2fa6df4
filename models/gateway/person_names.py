"""Whether two names can be those of one person."""

import re
import unicodedata

TITLES = {
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "herr",
    "fru",
    "frau",
    "ing",
    "dipl",
    "med",
    "phd",
    "msc",
    "mba",
    "jr",
    "sr",
    "docent",
}


def split_name(name):
    """:return: list of the words of a name, without accents, case and titles"""
    plain = unicodedata.normalize("NFKD", (name or "").casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.findall(r"[^\W\d_]+", plain)
    return [word for word in words if word not in TITLES] or words


def is_same_person(name, other):
    """A name that is shorter, turned round or has another surname can be the same
    person's; another first name beside a common surname is somebody of the family."""
    if "@" in f"{name}{other}":
        return True
    words, others = split_name(name), split_name(other)
    if not words or not others:
        return True
    shared = set(words) & set(others)
    if shared in (set(words), set(others)) or words[0] == others[0]:
        return True
    initials = {words[0], others[0]}
    short = min(initials, key=len)
    return bool(shared) and len(short) == 1 and all(word.startswith(short) for word in initials)
