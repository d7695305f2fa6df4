"""The file that plans move in: JSON, UTF-8, sorted, with a version.

It is read as what a stranger sent: what is not exactly as the format says it is refused,
with the place where it stands.
"""

import json
import re
from datetime import datetime
from graphlib import CycleError, TopologicalSorter
from math import isfinite

from .plan_fields import FIELDS, KEYED, TITLE, TITLES, get_title

FORMAT = "odoo-candidate-communication-plans"
VERSION = 6
# What steps say since then, for files of the versions before.
SINCE = {
    2: {"assessment_survey_id": None, "assessment_days": 5, "assessment_reminder_days": 2},
    3: {"booking_panel": "recruiter", "booking_minutes": 60, "booking_format": "on_site"},
    4: {"screening_set_id": None, "screening_days": 5, "screening_reminder_days": 2},
    5: {},
    6: {"easy_mail_template_id": None},
}
# Files of the versions before have no plans of the first months.
FIRST_MONTHS_SINCE = 5
# All that is shipped, in ten languages, has less.
MAX_BYTES = 10 * 2**20
LARGEST = 2**31 - 1
# Lines of a record, records of a section.
MANY = 1000
HEADER = ("format", "version", "languages", "plans", "first_months", *KEYED)
LABEL_LENGTH = 60
# Neither a database nor HTML takes these.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SOURCE = "en_US"


class Unreadable(ValueError):
    """What is wrong with a file: ``kind`` says what, ``where`` the place (a tuple of str),
    ``what`` the words that are meant."""

    def __init__(self, kind, where=(), what=""):
        super().__init__(kind, where, what)
        self.kind = kind
        self.where = " / ".join(where)
        self.what = str(what)[:LABEL_LENGTH]


def write_file(content):
    """:return: bytes"""
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def read_file(data, choices):
    """:param bytes data: the file
    :param dict choices: (section, field) → set of what may be chosen here
    :return: dict, as ``describer`` makes it
    :raise Unreadable: if it is anything else"""
    return Reader(choices).read_content(_parse(data))


def _bring_up_to_date(content, version):
    """Add what a file of an earlier version cannot say."""
    if version < FIRST_MONTHS_SINCE:
        if "first_months" in content:
            raise Unreadable("unknown", (), "first_months")
        content["first_months"] = []
    plans = content.get("plans")
    for plan in plans if isinstance(plans, list) else ():
        steps = plan.get("step_ids") if isinstance(plan, dict) else None
        for step in steps if isinstance(steps, list) else ():
            if isinstance(step, dict):
                for since in range(version + 1, VERSION + 1):
                    step.update(SINCE[since])


def _parse(data):
    if len(data) > MAX_BYTES:
        raise Unreadable("size")
    try:
        return json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_make_dict, parse_constant=_refuse
        )
    except Unreadable:
        raise
    except (ValueError, RecursionError):
        raise Unreadable("json") from None


def _make_dict(pairs):
    found = {}
    for key, value in pairs:
        if key in found:
            raise Unreadable("twice", what=key)
        found[key] = value
    return found


def _refuse(constant):
    raise Unreadable("json", what=constant)


class Reader:
    """Checks what was parsed against ``FIELDS``. A method for each type of a field says
    what is allowed there."""

    def __init__(self, choices):
        self.choices = choices
        self.content = {}

    def read_content(self, content):
        self._check_header(content)
        self.content = content
        for section in KEYED:
            records = content[section]
            self._expect_few(records, dict, (section,))
            for key, record in records.items():
                self._check_text(key, (section,))
                self._read_record(section, record, (section, key), ("xmlid",))
        for section in ("plans", "first_months"):
            self._read_all(section, content[section], (section,))
        if not content["plans"] and not content["first_months"]:
            raise Unreadable("empty")
        return content

    def _check_header(self, content):
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise Unreadable("format")
        version = content.get("version")
        self._expect(type(version) is int, ("version",))
        if not 1 <= version <= VERSION:
            raise Unreadable("newer" if version > VERSION else "version", what=version)
        _bring_up_to_date(content, version)
        self._check_names(content, HEADER, ())
        self._read_langs(None, content["languages"], ("languages",), None)

    def _check_names(self, record, names, where):
        self._expect(isinstance(record, dict), where)
        for name in names:
            if name not in record:
                raise Unreadable("missing", where, name)
        for name in record:
            if name not in names:
                raise Unreadable("unknown", where, name)

    def _expect(self, is_right, where):
        if not is_right:
            raise Unreadable("type", where)

    def _expect_few(self, found, type_, where):
        self._expect(isinstance(found, type_), where)
        if len(found) > MANY:
            raise Unreadable("many", where)

    def _read_record(self, section, record, where, more=()):
        fields = FIELDS[section]
        self._check_names(record, (*fields, *more), where)
        for name in more:
            self._read_line(None, record[name], (*where, name), None)
        # What it is called is checked first: the others are named by it.
        first = TITLES.get(section, "name")
        for name in (first, *(name for name in fields if name != first)):
            check = getattr(self, f"_read_{fields[name].type}")
            check(fields[name], record[name], (*where, name), (section, name))
        if section == "surveys":
            _check_order(record["question_and_page_ids"], where)
        if section == "first_months":
            _check_waiting(record["template_ids"], where)

    def _read_all(self, section, records, where):
        self._expect_few(records, list, where)
        for number, record in enumerate(records, 1):
            self._read_record(section, record, (*where, _label(section, record, number)))

    def _check_text(self, text, where):
        self._expect(isinstance(text, str), where)
        if UNFIT.search(text):
            raise Unreadable("sign", where)

    # A method for each type of a field --------------------------------------------------

    def _read_words(self, kind, value, where, _field):
        if value is None and not kind.required:
            return
        self._expect(isinstance(value, dict), where)
        if SOURCE not in value:
            raise Unreadable("missing", where, SOURCE)
        for lang, text in value.items():
            if lang != SOURCE and lang not in self.content["languages"]:
                raise Unreadable("unknown", where, lang)
            self._check_text(text, (*where, lang))
            if kind.required and not text.strip():
                raise Unreadable("blank", (*where, lang))

    def _read_line(self, kind, value, where, _field):
        if kind and kind.required:
            self._check_text(value, where)
            if not value.strip():
                raise Unreadable("blank", where)
        elif value is not None:
            self._check_text(value, where)

    def _read_flag(self, _kind, value, where, _field):
        self._expect(isinstance(value, bool), where)

    def _read_number(self, _kind, value, where, _field):
        self._expect(type(value) is int, where)
        if abs(value) > LARGEST:
            raise Unreadable("large", where)

    def _read_decimal(self, _kind, value, where, _field):
        self._expect(type(value) in (int, float), where)
        if not isfinite(value) or abs(value) > LARGEST:
            raise Unreadable("large", where)

    def _read_day(self, _kind, value, where, _field):
        self._check_time(value, where, "%Y-%m-%d")

    def _read_moment(self, _kind, value, where, _field):
        self._check_time(value, where, "%Y-%m-%d %H:%M:%S")

    def _check_time(self, value, where, pattern):
        try:
            self._expect(value is None or datetime.strptime(value, pattern), where)
        except (TypeError, ValueError):
            raise Unreadable("type", where) from None

    def _read_choice(self, kind, value, where, field):
        if value is None and not kind.required:
            return
        self._expect(isinstance(value, str), where)
        if value not in self.choices[field]:
            raise Unreadable("choice", where, value)

    def _read_langs(self, _kind, value, where, _field):
        self._expect_few(value, list, where)
        for lang in value:
            self._check_text(lang, where)

    def _read_key(self, kind, value, where, _field):
        if value is None:
            return
        self._expect(isinstance(value, str), where)
        if value not in self.content[kind.of]:
            raise Unreadable("dangling", where, value)

    def _read_place(self, _kind, value, where, _field):
        if value is not None:
            self._check_names(value, ("name", "xmlid"), where)
            self._read_words(TITLE, value["name"], (*where, "name"), None)
            self._read_line(None, value["xmlid"], (*where, "xmlid"), None)

    def _read_places(self, kind, value, where, field):
        self._expect_few(value, list, where)
        self._expect(None not in value, where)
        for place in value:
            self._read_place(kind, place, where, field)

    def _read_named(self, _kind, value, where, _field):
        if value is not None:
            self._read_words(TITLE, value, where, None)

    def _read_others(self, _kind, value, where, _field):
        """That they lead somewhere is checked when the plan is complete."""
        self._expect_few(value, list, where)
        self._expect(all(type(number) is int for number in value), where)

    def _read_lines(self, kind, value, where, _field):
        self._read_all(kind.of, value, where)

    def _read_answers(self, _kind, value, where, _field):
        """That they lead somewhere is checked when the survey is complete."""
        self._expect_few(value, list, where)
        for pair in value:
            self._expect(isinstance(pair, list) and len(pair) == 2, where)
            self._expect(all(type(number) is int for number in pair), where)


def _label(section, record, number):
    """:return: str, how the record is found in the file"""
    try:
        name = get_title(section, record)
        return name[:LABEL_LENGTH] or str(number)
    except (AttributeError, KeyError, TypeError):
        return str(number)


def _check_order(questions, where):
    """:raise Unreadable: if a question waits for an answer that there is not, or that
    waits for it"""
    waits = {}
    for number, question in enumerate(questions, 1):
        waits[number] = []
        for other, answer in question["triggering_answer_ids"]:
            known = questions[other - 1 : other] if other > 0 else []
            if not known or not 0 < answer <= len(known[0]["suggested_answer_ids"]):
                spot = (*where, _label("questions", question, number))
                raise Unreadable("dangling", spot, f"{other}, {answer}")
            waits[number].append(other)
    try:
        TopologicalSorter(waits).prepare()
    except CycleError:
        raise Unreadable("circle", where) from None


def _check_waiting(tasks, where):
    """:raise Unreadable: if a task waits for one that there is not, or that waits for it"""
    waits = {}
    for number, task in enumerate(tasks, 1):
        waits[number] = task["depends_ids"]
        for other in waits[number]:
            if not 0 < other <= len(tasks):
                spot = (*where, _label("first_tasks", task, number))
                raise Unreadable("dangling", spot, other)
    try:
        TopologicalSorter(waits).prepare()
    except CycleError:
        raise Unreadable("waiting", where) from None
