"""Parts of a copy: named values, for a page that people read and for programs alike."""

from collections import namedtuple

# ``name`` for programs, ``label`` in the candidate's language, ``value`` of a string or a
# datetime (naive UTC), ``words`` for people, by default the value.
Fact = namedtuple("Fact", "name label value words", defaults=(None,))


def keep_known(facts):
    """:return: list of the facts that have a value"""
    return [fact for fact in facts if fact.value not in (None, False, "")]


def say_lines(facts):
    """:return: str, a line for each fact"""
    return "\n".join(f"{fact.label}: {fact.words or fact.value}" for fact in keep_known(facts))
