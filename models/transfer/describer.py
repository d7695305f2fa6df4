"""Records in the terms of the file: what is exported, and what is compared with it."""

from functools import cached_property

from odoo import fields
from odoo.tools.rendering_tools import INLINE_TEMPLATE_REGEX

from .plan_fields import FIELDS, KEYED, MODELS, TITLES
from .plan_file import FORMAT, SOURCE, VERSION
from .translations import get_langs, read_words

ADDON = "hr_recruitment_candidate_experience"
# Who gets an email, and who sends it: an address is personal, an expression is not.
ADDRESSES = {"email_from", "reply_to", "email_to", "email_cc", "partner_to"}


class Describer:
    """Reads as superuser: whoever calls it has asked whether the plans may be read. A
    method for each type of a field says how its value stands in the file."""

    def __init__(self, env):
        self.env = env(su=True, context={"active_test": False})
        self.keys = {}

    def describe_plans(self, plans, months):
        """:param plans: communication plans
        :param months: plans of the first months
        :return: dict, the content of a file"""
        plans = plans.with_env(self.env)
        steps = plans.step_ids
        surveys = steps.survey_id | plans.review_survey_id
        used = {
            "drivers": surveys.question_and_page_ids.feedback_driver_id,
            "mail_templates": steps._get_mail_templates(),
            "sms_templates": steps.sms_template_id,
            "surveys": surveys,
        }
        self.keys = {section: self._name_all(section, used[section]) for section in KEYED}
        return {
            "format": FORMAT,
            "version": VERSION,
            "languages": sorted(code for code, _n in self.env["res.lang"].get_installed()),
            "plans": [*self.describe("plans", plans).values()],
            "first_months": [*self.describe("first_months", months).values()],
            **{section: self._describe_keyed(section, used[section]) for section in KEYED},
        }

    def _name_all(self, section, records):
        """:return: dict id → the key in the file: the name, with a number where two have
        the same"""
        title = TITLES.get(section, "name")
        words = read_words(records, [title])
        found = {}
        for record in records:
            name = (words[record.id][title] or {}).get(SOURCE, "")
            key, number = name, 1
            while key in found:
                number += 1
                key = f"{name} #{number}"
            found[key] = record.id
        return {id_: key for key, id_ in found.items()}

    def _describe_keyed(self, section, records):
        shipped = self.find_shipped(records)
        described = self.describe(section, records)
        return {
            self.keys[section][id_]: {**record, "xmlid": shipped.get(id_)}
            for id_, record in described.items()
        }

    def find_shipped(self, records):
        """:return: dict id → external id, of those that come with this addon"""
        return {
            id_: xmlid
            for id_, xmlid in self._find_xmlids(records).items()
            if xmlid.partition(".")[0] == ADDON
        }

    def _find_xmlids(self, records):
        """What Odoo gave a name for an export or import is none that others know."""
        found = self.env["ir.model.data"].search_fetch(
            [("model", "=", records._name), ("res_id", "in", records.ids)],
            ["module", "name", "res_id"],
            order="id desc",
        )
        return {one.res_id: f"{one.module}.{one.name}" for one in found if one.module[:2] != "__"}

    def describe(self, section, records):
        """A constant number of queries, however many records.

        :return: dict id → dict, as it stands in the file"""
        records = records.with_env(self.env)
        assert records._name == MODELS[section]
        kinds = FIELDS[section]
        words = self._describe_words(records, kinds)
        columns = {
            name: getattr(self, f"_describe_{kind.type}")(records, name, kind)
            for name, kind in kinds.items()
            if kind.type != "words"
        }
        return {
            id_: {**words[id_], **{name: column[id_] for name, column in columns.items()}}
            for id_ in records.ids
        }

    def _describe_words(self, records, kinds):
        words = read_words(records, [n for n, kind in kinds.items() if kind.type == "words"])
        for texts in words.values():
            for name, text in texts.items():
                # A picture may stand in the place of a word that is needed.
                texts[name] = text or ({SOURCE: "…"} if kinds[name].required else None)
        return words

    # A method for each type of a field: dict id → value ----------------------------------

    def _describe_line(self, records, name, _kind):
        keep = _keep_expression if name in ADDRESSES else lambda text: text
        return {record.id: keep(record[name]) or None for record in records}

    def _describe_choice(self, records, name, _kind):
        return {record.id: record[name] or None for record in records}

    def _describe_flag(self, records, name, _kind):
        return {record.id: bool(record[name]) for record in records}

    def _describe_number(self, records, name, _kind):
        return {record.id: record[name] or 0 for record in records}

    def _describe_decimal(self, records, name, _kind):
        return {record.id: record[name] or 0.0 for record in records}

    def _describe_day(self, records, name, _kind):
        return {record.id: fields.Date.to_string(record[name]) or None for record in records}

    def _describe_moment(self, records, name, _kind):
        return {record.id: fields.Datetime.to_string(record[name]) or None for record in records}

    def _describe_langs(self, records, name, _kind):
        langs = get_langs(self.env)
        return {r.id: sorted(set(r[name].mapped("code")) & langs) for r in records}

    def _describe_key(self, records, name, kind):
        keys = self.keys[kind.of]
        return {record.id: keys[record[name].id] if record[name] else None for record in records}

    def _describe_lines(self, records, name, kind):
        lines = self.describe(kind.of, records[name])
        return {record.id: [lines[line.id] for line in record[name]] for record in records}

    def _describe_place(self, records, name, _kind):
        places = self.describe_places(records[name])
        return {record.id: places.get(record[name].id) for record in records}

    def _describe_places(self, records, name, _kind):
        """Not in the order that they have here."""
        places = self.describe_places(records[name])
        return {
            record.id: sorted((places[one.id] for one in record[name]), key=_get_order)
            for record in records
        }

    def describe_places(self, places):
        """:return: dict id → what it is called, here and by its external id"""
        names = self._read_names(places)
        xmlids = self._find_xmlids(places) if places else {}
        return {id_: {"name": names[id_], "xmlid": xmlids.get(id_)} for id_ in places.ids}

    def _read_names(self, places):
        title = places._rec_name
        if places._fields[title].translate:
            return {id_: words[title] for id_, words in read_words(places, [title]).items()}
        return {place.id: {SOURCE: place[title]} for place in places}

    def _describe_named(self, records, name, _kind):
        names = self._read_names(records[name])
        return {record.id: names.get(record[name].id) for record in records}

    def _describe_others(self, records, name, _kind):
        """The place that each has among the lines of its plan."""
        found = {}
        for record in records:
            lines = record.plan_id.template_ids.ids
            found[record.id] = sorted(lines.index(other) + 1 for other in record[name].ids)
        return found

    def _describe_answers(self, questions, name, _kind):
        positions = self._answer_positions
        return {
            question.id: sorted(
                [place, answer]
                for survey, place, answer in map(positions.get, question[name].ids)
                if survey == question.survey_id.id
            )
            for question in questions
        }

    @cached_property
    def _answer_positions(self):
        return _Positions(self.env)


class _Positions:
    """Where the answers stand that questions wait for."""

    def __init__(self, env):
        self.env = env
        self.known = {}

    def get(self, answer_id):
        """:return: (id of the survey, number of the question, number of the answer)"""
        if answer_id not in self.known:
            survey = self.env["survey.question.answer"].browse(answer_id).question_id.survey_id
            for place, question in enumerate(survey.question_and_page_ids, 1):
                for number, answer in enumerate(question.suggested_answer_ids, 1):
                    self.known[answer.id] = (survey.id, place, number)
        return self.known.get(answer_id, (None, 0, 0))


def _get_order(place):
    return place["name"][SOURCE], place["xmlid"] or ""


def _keep_expression(text):
    """:return: what says who it is by an expression; None for an address or an id"""
    words = INLINE_TEMPLATE_REGEX.sub("", text or "")
    return None if "@" in (text or "") or any(map(str.isalnum, words)) else text
