import requests

from odoo import fields
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from ..cases.access import ACCESS, ADDON, APPLICANT, LEDGER, AccessCase
from ..cases.feedback import FeedbackCase

FEEDBACK = "hr.recruitment.feedback"
RATING = "hr.recruitment.feedback.rating"
COMMENT = "hr.recruitment.feedback.comment"
SUMMARY = "hr.recruitment.feedback.summary"
DRIVER = "hr.recruitment.feedback.driver"
QUARANTINE = "hr.recruitment.feedback.quarantine"
ANSWER = "survey.user_input"
LINE = "survey.user_input.line"
READERS = (FEEDBACK, RATING, COMMENT, SUMMARY, DRIVER)
STORED = (FEEDBACK, RATING, COMMENT, DRIVER, QUARANTINE, ANSWER, LINE)
REFUSED = (ACCESS, "odoo.exceptions.UserError", "odoo.exceptions.MissingError")


@tagged("post_install", "-at_install")
class FeedbackAccessCase(FeedbackCase, AccessCase):
    """Answers in two companies and every state, and the people who might look at
    them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.people["manager"]
        cls.company.candidate_hr_user_id = cls.manager
        cls.plan.company_id = False
        reason = cls.env["hr.applicant.refuse.reason"].create({"name": "No"})
        cls.closed = cls._answered("closed", "named", 4)
        cls.closed.applicant_id.refuse_reason_id = reason
        cls.open = cls._answered("open", "named", 3)
        cls.confidential = cls._answered("confidential", "confidential", 2)
        cls.hidden = cls._answered("hidden", "anonymous", 1)
        cls.beyond = cls._answered(
            "beyond",
            "named",
            4,
            job_id=cls.other_job.id,
            company_id=cls.other_company.id,
        )
        cls.beyond.applicant_id.refuse_reason_id = reason
        (cls.closed + cls.beyond).applicant_id.action_mark_told()
        cls.feedback._cron_release()
        cls.every = cls.closed + cls.open + cls.confidential + cls.hidden + cls.beyond
        invitation = cls.confidential.user_input_id
        cls.suspicious = cls.quarantine._note(invitation, 9, "answered")
        cls.suspicious_beyond = cls.quarantine._note(cls.beyond.user_input_id, 9, "answered")
        # Whose answers there are to be seen, by model.
        cls.team_sees = cls._parts(cls.closed)
        cls.manager_sees = cls._parts(cls.closed + cls.open + cls.confidential)
        cls.manager_sees[QUARANTINE] = cls.suspicious
        cls.bo_sees = cls._parts(cls.beyond)

    @classmethod
    def _answered(cls, name, anonymity, score, **values):
        applicant = cls._make_applicants(
            partner_name=name.capitalize(),
            email_from=f"{name}@candidate.example",
            interviewer_ids=cls.interviewer.ids,
            **values,
        )
        invitation = cls.env[ANSWER].create(
            {"survey_id": cls.survey.id, "feedback_anonymity": anonymity}
        )
        cls.ledger.create(
            {
                "applicant_id": applicant.id,
                "step_id": cls.ask.id,
                "occurrence_key": "asked",
                "action": "survey",
                "state": "sent",
                "scheduled_date": fields.Datetime.now(),
                "survey_input_id": invitation.id,
            }
        )
        answer = invitation._begin_answer(str(score))
        questions = answer._get_feedback_questions()
        given = {question.id: ["3"] for question in questions}
        given[questions[-1].id] = [f"secret of {name}"]
        answer._complete_answer(given, {"wanted": False, "details": ""})
        return cls.feedback.search([("user_input_id", "=", answer.id)])

    @classmethod
    def _parts(cls, rows):
        return {FEEDBACK: rows, RATING: rows.rating_ids, COMMENT: rows.comment_ids}

    def records(self, model):
        return {
            **self._parts(self.every),
            DRIVER: self.drivers,
            QUARANTINE: self.suspicious + self.suspicious_beyond,
            ANSWER: self.every.user_input_id,
            LINE: self.every.user_input_id.user_input_line_ids,
        }.get(model, self.env[model])

    def snapshot(self):
        self.env.flush_all()
        return super().snapshot() + [
            self.env[model]
            .sudo()
            .search([], order="id")
            .read([n for n, f in self.env[model]._fields.items() if f.store])
            for model in STORED
        ]


@tagged("post_install", "-at_install")
class TestFeedbackReading(FeedbackAccessCase):
    """What each kind of person gets to see over the network."""

    def test_the_fixture_has_something_to_hide(self):
        self.assertEqual(len(self.every), 5)
        self.assertFalse(self.hidden.released)
        self.assertEqual(self.beyond.company_id, self.other_company)
        for model in STORED:
            self.assertTrue(self.records(model), model)

    def test_everybody_sees_their_own_and_no_more(self):
        nothing = dict.fromkeys((FEEDBACK, RATING, COMMENT))
        expected = {
            "ada": self.team_sees,
            "bo": self.bo_sees,
            "manager": self.manager_sees,
            "interviewer": nothing,
            "employee": nothing,
            "portal": nothing,
            "administrator": nothing,
        }
        self.assertEqual(expected.keys(), self.people.keys())
        for login, seen in expected.items():
            for model in (FEEDBACK, RATING, COMMENT, QUARANTINE):
                with self.subTest(user=login, model=model):
                    visible = seen.get(model)
                    self.assert_sees(self.people[login], model, visible)

    def assert_sees(self, user, model, visible):
        """:param visible: records, None if even the model is closed"""
        every = self.records(model)
        domain = [("id", "in", every.ids)]
        if visible is None:
            for method, args in (
                ("search", [[]]),
                ("search_count", [[]]),
                ("search_read", [[]]),
                ("web_search_read", [[], {"display_name": {}}]),
                ("name_search", ["A"]),
                ("formatted_read_group", [[], [], ["__count"]]),
                ("read", [every.ids, ["display_name"]]),
                ("web_read", [every.ids, {"display_name": {}}]),
                ("export_data", [every.ids, ["display_name"]]),
                ("copy", [every.ids]),
            ):
                self.refuse(self.call, user, model, method, *args, by=REFUSED)
            return
        found = self.call(user, model, "search", domain)
        self.assertEqual(sorted(found), sorted(visible.ids))
        (group,) = self.call(user, model, "formatted_read_group", domain, [], ["__count"])
        self.assertEqual(group["__count"], len(visible))
        self.call(user, model, "web_read", visible.ids, {"display_name": {}})
        for record in every - visible:
            for method, args in (
                ("read", [["display_name"]]),
                ("web_read", [{"display_name": {}}]),
                ("export_data", [["display_name"]]),
            ):
                self.refuse(self.call, user, model, method, record.ids, *args, by=REFUSED)

    def test_who_answered_is_on_no_way_in(self):
        """The invitation is no field for anybody, Odoo's own answers are closed."""
        for login, user in self.people.items():
            with self.subTest(user=login):
                self.refuse(
                    self.call,
                    user,
                    FEEDBACK,
                    "read",
                    self.closed.ids,
                    ["user_input_id"],
                )
                for domain in (
                    [("user_input_id.access_token", "like", "a")],
                    [("user_input_id", "!=", False)],
                ):
                    self.refuse(self.call, user, FEEDBACK, "search", domain)
                    self.refuse(self.call, user, QUARANTINE, "search", domain)
                for model in (ANSWER, LINE):
                    ids = self.records(model).ids
                    try:
                        with mute_logger("odoo.http"):
                            found = self.call(user, model, "search", [("id", "in", ids)])
                    except JsonRpcException as error:
                        self.assertEqual(str(error), ACCESS)
                    else:
                        self.assertFalse(found)
                    self.refuse(self.call, user, model, "read", ids, ["display_name"])

    def test_the_application_tells_no_more(self):
        confidential = self.confidential.applicant_id
        names = ["feedback_count", "cnps_score"]
        (values,) = self.call(self.ada, APPLICANT, "read", confidential.ids, names)
        self.assertEqual([values[name] for name in names], [0, 0])
        (values,) = self.call(self.ada, APPLICANT, "read", self.closed.applicant_id.ids, names)
        self.assertEqual([values[name] for name in names], [1, 4])
        for name in (*names, "feedback_ids"):
            self.refuse(
                self.call,
                self.interviewer,
                APPLICANT,
                "read",
                self.closed.applicant_id.ids,
                [name],
            )
        for domain in (
            [("feedback_ids.score", "=", 2)],
            [("feedback_ids.comment_ids.text", "like", "secret of confidential")],
        ):
            for user in (self.ada, self.interviewer):
                self.refuse(self.call, user, APPLICANT, "search", domain)
        for user in (self.ada, self.interviewer):
            self.refuse(
                self.call,
                user,
                LEDGER,
                "search",
                [("survey_input_id.feedback_answered", "=", True)],
            )

    def test_scores_and_drivers(self):
        """Everybody in recruitment, from the officer on."""
        for login in ("ada", "bo", "manager"):
            for model in (SUMMARY, DRIVER):
                self.call(self.people[login], model, "search_read", [], [])
        for login in ("interviewer", "employee", "portal", "administrator"):
            for model in (SUMMARY, DRIVER):
                with self.subTest(user=login, model=model):
                    self.refuse(self.call, self.people[login], model, "search", [])

    def test_messages_and_activities_follow_the_answer(self):
        self.confidential.message_post(body="She is right")
        domain = [("model", "=", FEEDBACK), ("res_id", "in", self.confidential.ids)]
        activity = self.confidential.activity_ids
        self.assertEqual(activity.user_id, self.manager)
        self.assertTrue(self.call(self.manager, "mail.message", "search", domain))
        for login in ("ada", "bo", "interviewer", "employee", "administrator"):
            user = self.people[login]
            with self.subTest(user=login):
                self.assertFalse(self.call(user, "mail.message", "search", domain))
                self.refuse(
                    self.call,
                    user,
                    FEEDBACK,
                    "message_post",
                    self.confidential.ids,
                    body="Who was it?",
                    by=REFUSED,
                )
                self.refuse(
                    self.call,
                    user,
                    "mail.activity",
                    "read",
                    activity.ids,
                    ["summary"],
                    by=REFUSED,
                )


@tagged("post_install", "-at_install")
class TestFeedbackWriting(FeedbackAccessCase):
    """An answer is the candidate's: nobody makes, changes or removes one."""

    def test_nobody_creates_changes_copies_or_deletes(self):
        before = self.snapshot()
        for login, user in self.people.items():
            for model in (FEEDBACK, RATING, COMMENT, SUMMARY, QUARANTINE, LINE):
                ids = self.records(model)[:1].ids or [1]
                fields_of = self.env[model]._fields
                new = (
                    self.forged_line()
                    if model == LINE
                    else {n: 1 for n in ("score", "feedback_id") if n in fields_of}
                )
                with self.subTest(user=login, model=model):
                    self.refuse(self.call, user, model, "create", [new], by=REFUSED)
                    self.refuse(self.call, user, model, "unlink", ids, by=REFUSED)
                    self.refuse(self.call, user, model, "copy", ids, by=REFUSED)
                    for name in sorted(fields_of.keys() & FORGED.keys()):
                        self.refuse(
                            self.call,
                            user,
                            model,
                            "write",
                            ids,
                            {name: FORGED[name]},
                            by=REFUSED,
                        )
        self.assertEqual(self.snapshot(), before)

    def forged_line(self, answer=None):
        answer = answer or self.confidential.user_input_id
        return {
            "user_input_id": answer.id,
            "question_id": self.survey.feedback_question_id.id,
            "answer_type": "scale",
            "value_scale": 10,
            "skipped": False,
        }

    def test_nobody_forges_by_way_of_odoos_surveys(self):
        """Who may work with surveys makes an answer of a test, or of another survey,
        and moves it."""
        surveyor = self._make_user(
            "surveyor", "survey.group_survey_manager", password="surveyor-surveyor"
        )
        elsewhere = self.env["survey.survey"].create(
            {
                "title": "Tests",
                "survey_type": "recruitment",
                "question_and_page_ids": [(0, 0, self._question("Fit?", False))],
            }
        )
        other = {
            user: self.env[ANSWER].create({"survey_id": elsewhere.id})
            for user in (self.manager, surveyor)
        }
        test = self.survey.sudo()._create_answer(
            user=self.manager, test_entry=True, check_attempts=False
        )
        before = self.feedback.search_count([])
        for user, mine in {
            self.manager: other[self.manager] + test,
            surveyor: other[surveyor],
        }.items():
            for answer in mine:
                with self.subTest(user=user.login, test=answer.test_entry):
                    line = self.env[LINE].create(self.forged_line(answer))
                    for model, record, values in (
                        (LINE, line, {"user_input_id": self.open.user_input_id.id}),
                        (
                            ANSWER,
                            answer,
                            {"survey_id": self.survey.id, "state": "done", "test_entry": False},
                        ),
                        (ANSWER, answer, {"test_entry": False, "state": "done"}),
                        (
                            ANSWER,
                            answer,
                            {"feedback_anonymity": "named", "state": "done", "test_entry": False},
                        ),
                    ):
                        try:
                            with mute_logger("odoo.http"):
                                self.call(user, model, "write", record.ids, values)
                        except JsonRpcException as error:
                            self.assertIn(str(error), REFUSED)
        self.feedback.action_recompute()
        self.assertEqual(self.feedback.search_count([]), before)
        self.assertEqual((self.open.score, self.open.anonymity), (3, "named"))

    def test_nobody_forges_through_the_application_or_the_survey(self):
        before = self.snapshot()
        for command in (
            (0, 0, {"score": 10}),
            (1, self.closed.id, {"score": 10}),
            (2, self.closed.id),
            (4, self.open.id),
            (5,),
            (6, 0, []),
        ):
            for user in (self.ada, self.manager):
                with self.subTest(user=user.login, command=command[0]):
                    self.refuse(
                        self.call,
                        user,
                        APPLICANT,
                        "write",
                        self.closed.applicant_id.ids,
                        {"feedback_ids": [command]},
                        by=REFUSED,
                    )
        self.assertEqual(self.snapshot(), before)

    def test_the_manager_writes_what_was_done_and_nobody_else(self):
        note = {"follow_up_note": "Called"}
        for login, user in self.people.items():
            if login == "manager":
                continue
            with self.subTest(user=login):
                for row in self.every:
                    self.refuse(self.call, user, FEEDBACK, "write", row.ids, note, by=REFUSED)
        for row in (self.hidden, self.beyond):
            self.refuse(self.call, self.manager, FEEDBACK, "write", row.ids, note, by=REFUSED)
        self.call(self.manager, FEEDBACK, "write", self.confidential.ids, note)
        self.assertEqual(self.confidential.follow_up_note, "Called")
        ids = self.confidential.ids
        self.call(self.manager, FEEDBACK, "action_follow_up_done", ids)
        self.assertEqual(self.confidential.follow_up_state, "done")
        self.assertEqual(self.confidential.follow_up_user_id, self.manager)

    def test_only_the_manager_writes_drivers(self):
        for login in self.people.keys() - {"manager"}:
            user = self.people[login]
            with self.subTest(user=login):
                for method, args in (
                    ("create", [[{"name": "Mine"}]]),
                    ("write", [self.drivers.ids, {"sequence": 1}]),
                    ("unlink", [self.drivers.ids]),
                ):
                    self.refuse(self.call, user, DRIVER, method, *args)
        # Drivers are everybody's: who works in one company of two does not change them.
        self.refuse(self.call, self.manager, DRIVER, "create", [{"name": "Mine"}])
        self.manager.company_ids = self.env["res.company"].search([])
        (driver,) = self.call(self.manager, DRIVER, "create", [{"name": "Mine"}])
        self.call(self.manager, DRIVER, "unlink", [driver])


@tagged("post_install", "-at_install")
class TestFeedbackDoors(FeedbackAccessCase):
    """Every method that the addon adds, called by everybody."""

    # Who may call it with success, on records of the own company.
    ACTIONS = {
        (FEEDBACK, "action_follow_up_done"): {"manager"},
        (COMMENT, "action_open_feedback"): {"manager", "ada"},
        (COMMENT, "action_open_themes"): {"manager"},
        (COMMENT, "action_confirm_themes"): {"manager"},
        (COMMENT, "action_undo_confirm_themes"): {"manager"},
        (QUARANTINE, "action_restore"): {"manager"},
        (FEEDBACK, "action_recompute"): {"manager"},
    }

    def test_all_actions_are_known(self):
        """A new one has to say who may call it."""
        found = {
            (model, method)
            for model in (FEEDBACK, RATING, COMMENT, SUMMARY, DRIVER, QUARANTINE)
            for method in self.actions_of(model)
        }
        self.assertEqual(found, set(self.ACTIONS))

    def test_actions(self):
        self.closed.follow_up_note = "Called"
        before = self.snapshot()
        records = {
            FEEDBACK: self.closed,
            COMMENT: self.closed.comment_ids,
            QUARANTINE: self.suspicious,
        }
        # Of the other company, and hidden: closed for everybody here.
        foreign = {
            FEEDBACK: self.beyond + self.hidden,
            COMMENT: self.beyond.comment_ids + self.hidden.comment_ids,
            QUARANTINE: self.suspicious_beyond,
        }
        for (model, method), allowed in self.ACTIONS.items():
            args = () if method == "action_recompute" else (records[model].ids,)
            for login in self.people.keys() - allowed:
                with self.subTest(user=login, method=method):
                    self.refuse(self.call, self.people[login], model, method, *args, by=REFUSED)
            for record in foreign[model] if args else ():
                with self.subTest(record=record, method=method):
                    self.refuse(self.call, self.manager, model, method, record.ids, by=REFUSED)
        self.assertEqual(self.snapshot(), before)
        for (model, method), allowed in self.ACTIONS.items():
            args = () if method == "action_recompute" else (records[model].ids,)
            for login in sorted(allowed):
                with self.subTest(user=login, method=method):
                    self.call(self.people[login], model, method, *args)
        self.assertEqual(self.suspicious.state, "restored")
        self.assertEqual(self.confidential.score, 9)

    def test_private_methods_are_nobodys(self):
        before = self.snapshot()
        for model in (FEEDBACK, RATING, COMMENT, QUARANTINE, ANSWER, APPLICANT):
            for method in self.private_methods_of(model):
                with self.subTest(model=model, method=method):
                    self.refuse(self.call, self.manager, model, method, [1])
        for method in ("_begin_answer", "_update_feedback", "_complete_answer"):
            self.refuse(self.call_jsonrpc, self.manager, ANSWER, method, [1])
            self.refuse(self.call_json2, self.manager, ANSWER, method, [1])
        self.assertEqual(self.snapshot(), before)

    def private_methods_of(self, model):
        """What of this addon touches feedback and is no action, from the code."""
        return sorted(
            {
                name
                for parent in type(self.env[model]).mro()
                if parent.__module__.startswith(ADDON)
                and ("feedback" in parent.__module__ or "survey" in parent.__module__)
                for name, value in vars(parent).items()
                if callable(value)
                and name.startswith(("_", "get_feedback"))
                and not name.startswith("__")
            }
        )

    def test_programs_have_the_rights_of_their_user(self):
        ids = self.confidential.ids
        for login in ("ada", "bo", "employee", "portal", "administrator"):
            user = self.people[login]
            with self.subTest(user=login):
                self.refuse(
                    self.call_jsonrpc,
                    user,
                    FEEDBACK,
                    "read",
                    ids,
                    ["score"],
                    by=REFUSED,
                )
                self.refuse(
                    self.call_json2,
                    user,
                    FEEDBACK,
                    "read",
                    ids,
                    fields=["score"],
                    by=REFUSED,
                )
        (values,) = self.call_json2(self.manager, FEEDBACK, "read", ids, fields=["score"])
        self.assertEqual(values["score"], 2)

    def test_public_has_to_log_in(self):
        self.authenticate(None, None)
        public = self.env.ref("base.public_user")
        for model in (*READERS, QUARANTINE):
            self.refuse(
                self.make_jsonrpc_request,
                f"/web/dataset/call_kw/{model}/search_read",
                {"model": model, "method": "search_read", "args": [[]], "kwargs": {}},
                by=("odoo.http.SessionExpiredException",),
            )
            answer = self.url_open(f"/json/2/{model}/search", json={"domain": []})
            self.assertEqual(answer.status_code, requests.codes.unauthorized)
            for operation in ("read", "write", "create", "unlink"):
                self.assertFalse(self.env[model].with_user(public).has_access(operation))


# What only a candidate or the engine decides, with a value one would like to have there.
FORGED = {
    "score": 10,
    "value": 100,
    "text": "All was well",
    "released": True,
    "anonymity": "named",
    "moment": "hired",
    "applicant_id": 1,
    "company_id": False,
    "job_id": False,
    "user_id": False,
    "response_date": "2020-01-01",
    "date": "2020-01-01",
    "is_completed": True,
    "contact_requested": False,
    "contact_details": "",
    "follow_up_state": "done",
    "follow_up_user_id": 1,
    "follow_up_date": "2020-01-01",
    "user_input_id": 1,
    "feedback_id": 1,
    "state": "restored",
    "reason": "answered",
    "value_scale": 10,
}
