import copy
import json

from odoo.tests import TransactionCase, tagged

from ...models.transfer.plan_fields import FIELDS, LINE_TITLE
from ...models.transfer.plan_file import (
    FORMAT,
    MANY,
    MAX_BYTES,
    SINCE,
    VERSION,
    Unreadable,
    read_file,
    write_file,
)

EMPTY = {
    "words": None,
    "line": None,
    "flag": False,
    "number": 1,
    "decimal": 1.0,
    "day": None,
    "moment": None,
    "choice": "one",
    "langs": [],
    "key": None,
    "lines": [],
    "place": None,
    "places": [],
    "answers": [],
    "others": [],
    "named": None,
}
# What a step says where its file is of a version before.
ADDED = {name: value for values in SINCE.values() for name, value in values.items()}
CHOICES = {
    (section, name): {"one", ADDED.get(name)} for section, kinds in FIELDS.items() for name in kinds
}
STAGE = {"name": {"en_US": "Offer"}, "xmlid": None}
DELETED = object()


def make(section, name, **values):
    """:return: a record of the file with nothing in it but what is said"""
    record = {
        field: {"en_US": name} if kind.required and kind.type == "words" else EMPTY[kind.type]
        for field, kind in FIELDS[section].items()
    }
    if FIELDS[section].get("name") == LINE_TITLE:
        record["name"] = name
    return {**copy.deepcopy(record), **values}


def make_content():
    answers = [make("answers", "Yes"), make("answers", "No")]
    questions = [
        make("questions", "First", suggested_answer_ids=answers),
        make("questions", "Second", triggering_answer_ids=[[1, 2]], feedback_driver_id="Respect"),
    ]
    steps = [make("steps", "Hello", mail_template_id="Mail", stage_ids=[STAGE], survey_id="Survey")]
    return {
        "format": FORMAT,
        "version": VERSION,
        "languages": ["en_US", "sv_SE"],
        "drivers": {"Respect": make("drivers", "Respect", xmlid=None)},
        "mail_templates": {
            "Mail": make(
                "mail_templates", "", xmlid=None, subject={"en_US": "Hello", "sv_SE": "Hej"}
            )
        },
        "sms_templates": {},
        "surveys": {
            "Survey": make("surveys", "Survey", xmlid=None, question_and_page_ids=questions)
        },
        "plans": [make("plans", "Engineers", step_ids=steps)],
        "first_months": [
            make(
                "first_months",
                "Builders",
                template_ids=[
                    make("first_tasks", "", task_name={"en_US": "Laptop"}),
                    make("first_tasks", "", task_name={"en_US": "Account"}, depends_ids=[1]),
                ],
            )
        ],
    }


STEP = ("plans", 0, "step_ids", 0)
MAIL = ("mail_templates", "Mail")
SURVEY = ("surveys", "Survey")
FIRST = (*SURVEY, "question_and_page_ids", 0)
SECOND = (*SURVEY, "question_and_page_ids", 1)
# Where something is put, what, what is wrong with it, and what the place is called.
WRONG = (
    ((), None, "format", ""),
    ((), [], "format", ""),
    ((), "plans", "format", ""),
    ((), {}, "format", ""),
    (("format",), "odoo-module", "format", ""),
    (("version",), VERSION + 1, "newer", ""),
    (("version",), 0, "version", ""),
    (("version",), "1", "type", "version"),
    (("version",), True, "type", "version"),
    (("version",), None, "type", "version"),
    (("languages",), "sv_SE", "type", "languages"),
    (("languages",), [1], "type", "languages"),
    (("languages",), ["sv_SE"] * (MANY + 1), "many", "languages"),
    (("plans",), DELETED, "missing", ""),
    (("surveys",), DELETED, "missing", ""),
    (("models",), {"res.users": []}, "unknown", ""),
    (("plans",), {}, "type", "plans"),
    (("first_months",), DELETED, "missing", ""),
    (("first_months", 0, "name"), None, "type", "first_months / 1 / name"),
    (("plans",), [None], "type", "plans / 1"),
    (("plans",), ["Engineers"], "type", "plans / 1"),
    (("plans",), [{}] * (MANY + 1), "many", "plans"),
    (("mail_templates",), [], "type", "mail_templates"),
    (("plans", 0, "name"), None, "type", "plans / 1 / name"),
    (("plans", 0, "name"), "Engineers", "type", "plans / 1 / name"),
    (("plans", 0, "name"), {}, "missing", "plans / 1 / name"),
    (("plans", 0, "name"), {"sv_SE": "Ingenjörer"}, "missing", "plans / 1 / name"),
    (("plans", 0, "name"), {"en_US": " "}, "blank", "plans /   / name / en_US"),
    (("plans", 0, "name"), {"en_US": 7}, "type", "plans / 1 / name / en_US"),
    (("plans", 0, "in_use"), True, "unknown", "plans / Engineers"),
    (("plans", 0, "job_ids"), [1], "unknown", "plans / Engineers"),
    (("plans", 0, "company_id"), 1, "unknown", "plans / Engineers"),
    (("plans", 0, "sequence"), 2**31, "large", "plans / Engineers / sequence"),
    (("plans", 0, "sequence"), 1.5, "type", "plans / Engineers / sequence"),
    (("plans", 0, "sequence"), True, "type", "plans / Engineers / sequence"),
    (("plans", 0, "active"), 1, "type", "plans / Engineers / active"),
    (("plans", 0, "calendar_id"), 1, "type", "plans / Engineers / calendar_id"),
    (("plans", 0, "calendar_id"), {"name": {}}, "missing", "plans / Engineers / calendar_id"),
    (("plans", 0, "review_survey_id"), "?", "dangling", "plans / Engineers / review_survey_id"),
    (("plans", 0, "step_ids"), {}, "type", "plans / Engineers / step_ids"),
    ((*STEP, "trigger"), "rain", "choice", "plans / Engineers / step_ids / Hello / trigger"),
    ((*STEP, "trigger"), None, "type", "plans / Engineers / step_ids / Hello / trigger"),
    ((*STEP, "trigger"), ["one"], "type", "plans / Engineers / step_ids / Hello / trigger"),
    ((*STEP, "delay"), DELETED, "missing", "plans / Engineers / step_ids / Hello"),
    ((*STEP, "plan_id"), 1, "unknown", "plans / Engineers / step_ids / Hello"),
    ((*STEP, "domain"), "[(1,'=',1)]", "unknown", "plans / Engineers / step_ids / Hello"),
    ((*STEP, "stage_ids"), [1], "type", "plans / Engineers / step_ids / Hello / stage_ids"),
    ((*STEP, "stage_ids"), [None], "type", "plans / Engineers / step_ids / Hello / stage_ids"),
    (
        (*STEP, "stage_ids"),
        [[6, 0, [1]]],
        "type",
        "plans / Engineers / step_ids / Hello / stage_ids",
    ),
    (
        (*STEP, "stage_ids"),
        [{**STAGE, "id": 1}],
        "unknown",
        "plans / Engineers / step_ids / Hello / stage_ids",
    ),
    (
        (*STEP, "mail_template_id"),
        "Other",
        "dangling",
        "plans / Engineers / step_ids / Hello / mail_template_id",
    ),
    (
        (*STEP, "mail_template_id"),
        1,
        "type",
        "plans / Engineers / step_ids / Hello / mail_template_id",
    ),
    (
        (*STEP, "activity_note"),
        {"en_US": "x", "de_DE": "y"},
        "unknown",
        "plans / Engineers / step_ids / Hello / activity_note",
    ),
    ((*MAIL, "xmlid"), DELETED, "missing", "mail_templates / Mail"),
    ((*MAIL, "xmlid"), 1, "type", "mail_templates / Mail / xmlid"),
    ((*MAIL, "model"), "res.users", "unknown", "mail_templates / Mail"),
    ((*MAIL, "attachment_ids"), [1], "unknown", "mail_templates / Mail"),
    ((*MAIL, "email_cc"), ["x"], "type", "mail_templates / Mail / email_cc"),
    ((*MAIL, "subject"), {"en_US": "a\0b"}, "sign", "mail_templates / Mail / subject / en_US"),
    ((*MAIL, "subject"), {"en_US": "\ud800"}, "sign", "mail_templates / Mail / subject / en_US"),
    ((*MAIL, "subject"), {"en_US": "\x1b[2J"}, "sign", "mail_templates / Mail / subject / en_US"),
    ((*SURVEY, "scoring_success_min"), "80", "type", "surveys / Survey / scoring_success_min"),
    ((*SURVEY, "scoring_success_min"), 1e300, "large", "surveys / Survey / scoring_success_min"),
    ((*SURVEY, "access_token"), "mine", "unknown", "surveys / Survey"),
    ((*SURVEY, "lang_ids"), [[6, 0, [1]]], "type", "surveys / Survey / lang_ids"),
    (
        (*SECOND, "feedback_driver_id"),
        "Speed",
        "dangling",
        "surveys / Survey / question_and_page_ids / Second / feedback_driver_id",
    ),
    (
        (*SECOND, "validation_min_date"),
        "yesterday",
        "type",
        "surveys / Survey / question_and_page_ids / Second / validation_min_date",
    ),
    (
        (*SECOND, "validation_min_datetime"),
        7,
        "type",
        "surveys / Survey / question_and_page_ids / Second / validation_min_datetime",
    ),
    (
        (*SECOND, "triggering_answer_ids"),
        [["1", "1"]],
        "type",
        "surveys / Survey / question_and_page_ids / Second / triggering_answer_ids",
    ),
    ((*SECOND, "triggering_answer_ids"), [[1, 3]], "dangling", "surveys / Survey / Second"),
    ((*SECOND, "triggering_answer_ids"), [[3, 1]], "dangling", "surveys / Survey / Second"),
    ((*SECOND, "triggering_answer_ids"), [[0, 1]], "dangling", "surveys / Survey / Second"),
    ((*SECOND, "triggering_answer_ids"), [[-1, 1]], "dangling", "surveys / Survey / Second"),
    ((*FIRST, "triggering_answer_ids"), [[1, 1]], "circle", "surveys / Survey"),
)
DAMAGED = (
    b"",
    b"PK\x03\x04",
    b"\xff\xfe{}",
    b'{"format": ',
    b"[" * 100_000,
    b'{"version": ' + b"9" * 5000 + b"}",
)


def put(content, path, value):
    """:return: the content with the value at that place"""
    if not path:
        return value
    content = copy.deepcopy(content)
    *way, last = path
    spot = content
    for part in way:
        spot = spot[part]
    if value is DELETED:
        del spot[last]
    else:
        spot[last] = value
    return content


@tagged("post_install", "-at_install")
class TestPlanFile(TransactionCase):
    """The format: what is exactly as it says is read, and anything else is refused."""

    def assert_refused(self, data, kind, where=""):
        with self.assertRaises(Unreadable) as caught:
            read_file(data, CHOICES)
        self.assertEqual((caught.exception.kind, caught.exception.where), (kind, where))

    def test_what_is_written_is_read(self):
        content = make_content()
        data = write_file(content)
        self.assertEqual(read_file(data, CHOICES), content)
        self.assertEqual(read_file(b"\xef\xbb\xbf" + data, CHOICES), content)
        self.assertIn('"Hej"', data.decode())
        self.assertEqual(write_file(json.loads(data)), data)
        self.assertLess(data.index(b'"drivers"'), data.index(b'"plans"'))

    def test_a_file_of_the_version_before(self):
        content = make_content()
        for name in ADDED:
            del content["plans"][0]["step_ids"][0][name]
        del content["first_months"]
        content["version"] = 1
        (step,) = read_file(write_file(content), CHOICES)["plans"][0]["step_ids"]
        self.assertEqual({name: step[name] for name in ADDED}, ADDED)

    def test_a_file_with_nothing_but_plans_of_the_first_months(self):
        content = put(make_content(), ("plans",), [])
        self.assertEqual(read_file(write_file(content), CHOICES), content)
        self.assert_refused(json.dumps(put(content, ("first_months",), [])).encode(), "empty")

    def test_what_is_wrong_is_named(self):
        content = make_content()
        for path, value, kind, where in WRONG:
            with self.subTest(path=path, value=str(value)[:40]):
                data = json.dumps(put(content, path, value)).encode()
                self.assert_refused(data, kind, where)

    def test_what_is_no_json(self):
        for data in DAMAGED:
            with self.subTest(data=data[:20]):
                self.assert_refused(data, "json")
        self.assert_refused(b" " * (MAX_BYTES + 1), "size")
        text = json.dumps(make_content())
        for constant in ("NaN", "Infinity", "-Infinity"):
            self.assert_refused(
                text.replace(f'"version": {VERSION}', f'"version": {constant}').encode(), "json"
            )
        self.assert_refused(
            text.replace("1.0", "1e999").encode(), "large", "surveys / Survey / scoring_success_min"
        )

    def test_nothing_stands_there_twice(self):
        text = json.dumps(make_content())
        for old, new in (
            (f'"version": {VERSION}', f'"version": {VERSION}, "version": 3'),
            ('"Respect": {', '"Respect": {}, "Respect": {'),
        ):
            self.assert_refused(text.replace(old, new, 1).encode(), "twice")

    def test_questions_that_wait_for_each_other(self):
        content = put(make_content(), (*FIRST, "triggering_answer_ids"), [[2, 1]])
        content = put(content, (*SECOND, "suggested_answer_ids"), [make("answers", "Yes")])
        self.assert_refused(json.dumps(content).encode(), "circle", "surveys / Survey")

    def test_tasks_that_wait_for_each_other(self):
        tasks = ("first_months", 0, "template_ids")
        content = put(make_content(), (*tasks, 0, "depends_ids"), [2])
        self.assert_refused(json.dumps(content).encode(), "waiting", "first_months / Builders")
        content = put(make_content(), (*tasks, 0, "depends_ids"), [3])
        self.assert_refused(
            json.dumps(content).encode(), "dangling", "first_months / Builders / Laptop"
        )
