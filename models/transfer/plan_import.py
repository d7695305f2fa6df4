"""What would come of a file here, decided before anything is done."""

from dataclasses import dataclass, field
from functools import cached_property

from odoo.api import SUPERUSER_ID

from ..feedback.choices import OWN_TYPES
from ..first_months.kinds import USES
from .plan_fields import MODELS, TITLES
from .plan_file import SOURCE
from .resolver import Resolved, Resolver
from .sameness import Comparer, Sameness, get_root, number_name
from .text_guard import TextGuard
from .translations import get_langs

MODEL = "hr.applicant"
TEXTS = ("mail_templates", "sms_templates")
# What of a step leads to another part of the file.
LEADS = {
    "mail_template_id": "mail_templates",
    "easy_mail_template_id": "mail_templates",
    "sms_template_id": "sms_templates",
    "survey_id": "surveys",
}


@dataclass
class Fate:
    """What becomes of a plan, text or survey of the file.

    :param dict words: what it is called in the file, in each language
    :param record: id of the one that is here and used; None if one is made
    :param dict name: what the new one is called
    :param bool differs: one of that name is here, and is another
    """

    section: str
    key: str
    words: dict
    resolved: Resolved
    record: int | None = None
    name: dict = field(default_factory=dict)
    differs: bool = False


class PlanImport:
    """Looks at everything with one query for each kind of record, and writes nothing.

    :param env: of the importer, without what a client has put into its context
    :param dict content: as ``read_file`` returns it
    """

    def __init__(self, env, content):
        self.env = env
        self.content = content
        self.here = get_langs(env)
        self.unknown_langs = sorted(set(content["languages"]) - self.here)
        self.missing_langs = sorted(self.here - {SOURCE} - set(content["languages"]))
        self.resolver = Resolver(env, content, self.here)
        common = (self.here & set(content["languages"])) | {SOURCE}
        self.sameness = Sameness(env, common)
        self.comparer = Comparer(env)
        self.fates = {section: self._decide(section) for section in (*TEXTS, "surveys")}
        self.plans = self._decide_plans()
        self.first_months = self._decide_first_months()

    def _decide(self, section):
        """:return: dict key → ``Fate``, of what the plans use"""
        records = {key: self.content[section][key] for key in self._find_used(section)}
        known = self._describe_alike(section, records)
        names = self._get_names(section)
        fates = {key: self._find_same(section, key, known) for key in records}
        for fate in fates.values():
            if not fate.record:
                fate.name = number_name(fate.words, names)
                if section in TEXTS:
                    self.guard.check(section, fate.resolved.values, self.say(fate.words))
        return fates

    def say(self, words):
        return self.resolver.say(words or {SOURCE: ""})

    def _find_used(self, section):
        """:return: keys, in the order in which the plans name them"""
        steps = [step for plan in self.content["plans"] for step in plan["step_ids"]]
        names = [name for name, lead in LEADS.items() if lead == section]
        keys = [step[name] for step in steps for name in names]
        if section == "surveys":
            keys += [plan["review_survey_id"] for plan in self.content["plans"]]
        return [key for key in dict.fromkeys(keys) if key is not None]

    def _find_same(self, section, key, known):
        record = self.content[section][key]
        fate = self._make_fate(section, key, record)
        alike = known.get(record["xmlid"], []) + known.get(_get_root_of(fate.words), [])
        values = fate.resolved.values
        same = (id_ for id_, here in alike if self.sameness.is_same(section, values, here))
        fate.record = next(same, None)
        fate.differs = bool(alike) and not fate.record
        return fate

    def _make_fate(self, section, key, record):
        resolved = self.resolver.resolve(section, record)
        return Fate(section, key, resolved.values[TITLES.get(section, "name")], resolved)

    # What is here -----------------------------------------------------------------------

    def _describe_alike(self, section, records):
        """:return: dict external id or name → list of (id, values), of what may be the
        same as a record of the file"""
        usable = self._find_usable(section)
        shipped = self.comparer.find_shipped(usable)
        title = TITLES.get(section, "name")
        roots = {_get_root_of(record[title]) for record in records.values()}
        xmlids = {record["xmlid"] for record in records.values()}
        named = {record.id: get_root(record[title] or "") for record in self._in_source(usable)}
        alike = usable.filtered(
            lambda record: named[record.id] in roots or shipped.get(record.id) in xmlids
        )
        found = {}
        for id_, values in self.comparer.describe(section, alike).items():
            found.setdefault(named[id_], []).append((id_, values))
            if id_ in shipped:
                found.setdefault(shipped[id_], []).append((id_, values))
        return found

    def _in_source(self, records):
        return records.with_context(lang=SOURCE)

    def _find_all(self, section):
        """Also what is archived. Templates are nobody's; surveys by their own rights."""
        model = self.env[MODELS[section]].with_context(active_test=False)
        if section in TEXTS:
            return model.sudo().search([("model", "=", MODEL)], order="id")
        return model.search([("survey_type", "in", OWN_TYPES)], order="id")

    def _find_usable(self, section):
        """:return: those that may be used for another plan: whoever uses the text of
        another company keeps it from writing it, and a colleague may go on writing the
        templates that are only their own"""
        records = self._find_all(section)
        asked_by = self._find_companies(section, records)
        free = set(records.ids)
        if section in TEXTS:
            mine = records.filtered(lambda text: text.create_uid.id in (SUPERUSER_ID, self.env.uid))
            free = self.comparer.find_shipped(records).keys() | set(mine.ids)
        companies = self.env.companies
        return records.filtered(
            lambda record: (
                any(not company or company in companies for company in asked_by[record])
                if record in asked_by
                else record.id in free
            )
        )

    def _find_companies(self, section, records):
        """:return: dict record → list of companies whose plans use it"""
        if section == "surveys":
            return records._find_asking_companies()
        steps = self.env[MODELS["steps"]].sudo().with_context(active_test=False)
        found = {}
        for name in (name for name, lead in LEADS.items() if lead == section):
            groups = steps._read_group([(name, "in", records.ids)], [name, "company_id"])
            for record, company in groups:
                found.setdefault(record, []).append(company)
        return found

    def _get_names(self, section):
        title = TITLES.get(section, "name")
        return {record[title] for record in self._in_source(self._find_all(section))}

    @cached_property
    def guard(self):
        return TextGuard(
            self.env,
            (
                values
                for section in TEXTS
                for values in self.comparer.describe(section, self._find_usable(section)).values()
            ),
        )

    # Plans --------------------------------------------------------------------------------

    def _decide_plans(self):
        plans = self.env[MODELS["plans"]].with_context(active_test=False).search([])
        names = {plan.name for plan in self._in_source(plans)}
        fates = []
        for plan in self.content["plans"]:
            fate = self._make_fate("plans", "", plan)
            fate.name = number_name(fate.words, names)
            pairs = zip(plan["step_ids"], fate.resolved.values["step_ids"], strict=True)
            for step, values in pairs:
                switch_off(step, values)
            fates.append(fate)
        return fates

    def _decide_first_months(self):
        """:return: list of ``Fate``; none where these plans are not in use here"""
        if not self.takes_first_months:
            return []
        plans = self.env[MODELS["first_months"]].with_context(active_test=False)
        names = set(plans.search([("is_first_months", "=", True)]).mapped("name"))
        fates = []
        for plan in self.content["first_months"]:
            resolved = self.resolver.resolve("first_months", plan)
            words = {SOURCE: plan["name"]}
            fates.append(Fate("first_months", "", words, resolved, name=number_name(words, names)))
        return fates

    @cached_property
    def takes_first_months(self):
        return self.env["hr.candidate.settings"]._is_used(USES)

    def get_new(self, section):
        """:return: list of ``Fate``, of what is made"""
        return [fate for fate in self.fates[section].values() if not fate.record]


def switch_off(step, values):
    """A step that lost what decides whom it is for, or what it does, does nothing until
    somebody completes it: without stages it would be for all of them."""
    stages = step["stage_ids"] and not values["stage_ids"]
    kind = step["action"] == "activity" and step["activity_type_id"]
    if stages or (kind and not values["activity_type_id"]):
        values["active"] = False


def _get_root_of(words):
    return get_root(words[SOURCE]) if words else ""
