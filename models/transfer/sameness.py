"""Whether a text or survey of the file is here already, and what a copy is called."""

import re

from ..rendering.text_body import tidy_body
from .describer import Describer
from .plan_fields import FIELDS, MODELS, TITLES
from .plan_file import SOURCE

NUMBERED = re.compile(r"^(.*\S) \((\d{1,4})\)$", re.S)


class Comparer(Describer):
    """Records as ``Resolver`` has those of the file: what they lead to as ids."""

    def _describe_key(self, records, name, _kind):
        return {record.id: record[name].id or None for record in records}

    def _describe_place(self, records, name, kind):
        return self._describe_key(records, name, kind)

    def _describe_places(self, records, name, _kind):
        return {record.id: sorted(record[name].ids) for record in records}


class Sameness:
    """Compares what candidates get, in the languages that both the file and this database
    have. What it is called does not count."""

    def __init__(self, env, langs):
        self.env = env
        self.langs = sorted(langs)

    def is_same(self, section, one, other):
        title = TITLES.get(section, "name")
        return all(
            name == title or self._is_value_same(section, name, one[name], other[name])
            for name in FIELDS[section]
        )

    def _is_value_same(self, section, name, one, other):
        kind = FIELDS[section][name]
        if kind.type == "words":
            return self._are_words_same(section, name, one, other)
        if kind.type == "lines":
            return len(one) == len(other) and all(
                self._is_line_same(kind.of, *pair) for pair in zip(one, other, strict=True)
            )
        return one == other

    def _is_line_same(self, section, one, other):
        title = TITLES.get(section, "name")
        return self.is_same(section, one, other) and self._are_words_same(
            section, title, one[title], other[title]
        )

    def _are_words_same(self, section, name, one, other):
        """A language that is not written is that of the fallback: candidates read it."""
        one, other = one or {}, other or {}
        for lang in self.langs:
            here, there = (w.get(lang) or w.get(SOURCE) or "" for w in (one, other))
            if here != there and not self._is_html_same(section, name, here, there):
                return False
        return True

    def _is_html_same(self, section, name, one, other):
        model = self.env[MODELS[section]].sudo()
        field = model._fields[name]
        if field.type != "html" or not (one and other):
            return False
        one, other = (str(field.convert_to_cache(tidy_body(v), model)) for v in (one, other))
        return one == other


def get_root(name):
    """:return: str, the name without the number of a copy"""
    found = NUMBERED.match(name)
    return found[1] if found else name


def number_name(words, taken):
    """:param dict words: a name in each language
    :param set taken: names that others have, in English; the new one is added
    :return: dict, the same with a number if it is taken"""
    words = words or {SOURCE: ""}
    number = 1
    found = words
    while found[SOURCE] in taken:
        number += 1
        found = {lang: f"{get_root(text)} ({number})".strip() for lang, text in words.items()}
    taken.add(found[SOURCE])
    return found
