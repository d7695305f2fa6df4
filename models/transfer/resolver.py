"""What stands in the file, in terms of this database."""

from dataclasses import dataclass, field

from .places import Places
from .plan_fields import FIELDS
from .plan_file import SOURCE

# Whose a task is, as Odoo's plans say it.
SOMEBODY, WHO_STARTS = "other", "on_demand"


@dataclass(frozen=True)
class New:
    """A driver that there is not yet; it is made if somebody rates it."""

    key: str


@dataclass
class Resolved:
    """A record of the file with the ids of this database.

    :param dict values: field → value
    :param list missing: (field, record of the file that it stands in, name of what is not
        here)
    :param list renamed: (name in the file, name here)
    """

    values: dict
    missing: list = field(default_factory=list)
    renamed: list = field(default_factory=list)


class Resolver:
    """A method for each type of a field that does not stay as it is."""

    def __init__(self, env, content, langs):
        """:param langs: languages that are known here"""
        self.env = env
        self.content = content
        self.langs = langs
        self.lang = env.lang or SOURCE
        self.places = {}
        self.may_share = env.user._acts_in_all_companies()

    def resolve(self, section, record):
        resolved = Resolved({})
        self._resolve_into(resolved, section, record, resolved.values)
        return resolved

    def _resolve_into(self, resolved, section, record, values):
        for name, kind in FIELDS[section].items():
            read = getattr(self, f"_resolve_{kind.type}", None)
            values[name] = (
                read(resolved, kind, record[name], (name, record)) if read else record[name]
            )
        if section == "questions" and record["feedback_driver_id"]:
            self._drop_driver(values)
        if section == "first_tasks" and values["responsible_type"] == SOMEBODY:
            # Nobody of the file is known here.
            values["responsible_type"] = WHO_STARTS
            resolved.missing.append(("responsible_type", record, ""))

    def say(self, words):
        """:return: str, in the language of the importer"""
        return words.get(self.lang) or words[SOURCE]

    def _resolve_words(self, _resolved, _kind, words, _spot):
        return words and {lang: text for lang, text in words.items() if lang in self.langs}

    def _resolve_langs(self, _resolved, _kind, langs, _spot):
        return sorted(set(langs) & self.langs)

    def _resolve_answers(self, _resolved, _kind, pairs, _spot):
        return sorted(map(list, {tuple(pair) for pair in pairs}))

    def _resolve_others(self, _resolved, _kind, numbers, _spot):
        return sorted(set(numbers))

    def _resolve_named(self, resolved, _kind, words, spot):
        """Nothing of that kind is taken because it is called so."""
        if words:
            resolved.missing.append((*spot, self.say(words)))

    def _resolve_lines(self, resolved, kind, records, _spot):
        found = []
        for record in records:
            values = {}
            self._resolve_into(resolved, kind.of, record, values)
            found.append(values)
        return found

    def _resolve_place(self, resolved, kind, place, spot):
        return self._find(resolved, kind.of, place, (), spot) if place else None

    def _resolve_places(self, resolved, kind, places, spot):
        found = []
        for place in places:
            id_ = self._find(resolved, kind.of, place, found, spot)
            if id_:
                found.append(id_)
        return sorted(found)

    def _find(self, resolved, model, place, taken, spot):
        known = self._get_places(model)
        id_ = known.find(place, taken)
        if not id_:
            resolved.missing.append((*spot, self.say(place["name"])))
        elif not known.is_called(id_, place):
            renamed = (self.say(place["name"]), known.get_name(id_, self.lang))
            resolved.renamed.append(renamed)
        return id_

    def _get_places(self, model):
        return self.places.setdefault(model, Places(self.env, model))

    def _resolve_key(self, resolved, kind, key, spot):
        """Drivers are all that a text or survey of the file leads to."""
        if kind.of != "drivers" or key is None:
            return key
        driver = self.content["drivers"][key]
        id_ = self._get_places("hr.recruitment.feedback.driver").find(driver)
        if id_:
            return id_
        resolved.missing.append((*spot, self.say(driver["name"])))
        return New(key) if self.may_share else None

    def _drop_driver(self, values):
        """What all companies share is not made by people of one: the question is asked,
        and counts in no number."""
        if not values["feedback_driver_id"]:
            values["feedback_role"] = None
