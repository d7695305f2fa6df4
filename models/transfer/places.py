"""What a file names and does not hold: stages, activity types, schedules, reports. It is
looked for where the file comes to."""

from functools import cached_property

from ..assessment.states import TEST_TYPES
from .describer import Describer
from .plan_file import SOURCE

MODEL = "hr.applicant"
# Of these one that happens to have the same name as another is not taken for it.
CERTAIN = ("hr.job", "hr.department", "hr.work.location", "hr.paperwork.set")


class Places:
    """What there is here, by name and by external id. What it is called comes first: an
    external id stays when somebody makes another stage of a record."""

    def __init__(self, env, model):
        self.env = env
        self.model = model

    def find(self, place, taken=()):
        """:param dict place: as ``Describer.describe_places`` makes it
        :param taken: ids that stand for another one already
        :return: id, or None"""
        called = [id_ for id_ in self._called(place) if id_ not in taken]
        same = self._by_xmlid.get(place["xmlid"])
        if self.model in CERTAIN and len(called) > 1 and same not in called:
            return None
        if same in called or not called:
            return None if same in taken else same
        return called[0]

    def get_name(self, id_, lang):
        """:return: str, what it is called here"""
        words = self._known[id_]["name"]
        return words.get(lang) or words[SOURCE]

    def is_called(self, id_, place):
        return id_ in self._called(place)

    def _called(self, place):
        """:return: ids of those that have one of the names, in their order"""
        found = {id_ for pair in _get_pairs(place) for id_ in self._by_name.get(pair, ())}
        return [id_ for id_ in self._known if id_ in found]

    @cached_property
    def _known(self):
        records = self.env[self.model].sudo().with_context(active_test=False)
        found = records.search(self._get_domain())
        if "active" in found._fields:
            found = found.sorted(lambda record: not record.active)
        return Describer(self.env).describe_places(found)

    def _get_domain(self):
        if self.model in CERTAIN:
            return [("company_id", "in", (False, self.env.company.id))]
        return {
            "ir.actions.report": [("model", "=", MODEL)],
            "mail.activity.type": [("res_model", "in", (False, MODEL))],
            "survey.survey": [("survey_type", "in", TEST_TYPES)],
            "hr.screening.set": [("company_id", "in", (False, self.env.company.id))],
            "resource.calendar": [("company_id", "in", (False, self.env.company.id))],
        }.get(self.model, [])

    @cached_property
    def _by_name(self):
        found = {}
        for id_, place in self._known.items():
            for pair in _get_pairs(place):
                found.setdefault(pair, []).append(id_)
        return found

    @cached_property
    def _by_xmlid(self):
        return {place["xmlid"]: id_ for id_, place in self._known.items() if place["xmlid"]}


def _get_pairs(place):
    return {(lang, name.strip().casefold()) for lang, name in place["name"].items() if name}
