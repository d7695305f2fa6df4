import requests

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from .cases.access import (
    ACCESS,
    APPLICANT,
    FORGED,
    HARMLESS,
    HISTORY,
    LEDGER,
    PLAN,
    START,
    STEP,
    AccessCase,
)
from .common import NOW


@tagged("post_install", "-at_install")
class TestRecruiter(AccessCase):
    """The recruiter works with the candidates of her company, and only of it."""

    def test_reads_searches_groups_and_exports_her_own(self):
        found = self.call(self.ada, LEDGER, "search", [])
        self.assertIn(self.row.id, found)
        self.assertIn(self.my_row.id, found)
        self.assertNotIn(self.other_row.id, found)
        (values,) = self.call(
            self.ada, LEDGER, "read", self.row.ids, ["state", "reason", "preview_body"]
        )
        self.assertEqual((values["state"], values["reason"]), ("scheduled", "due"))
        self.assertIn("Anna Ek 0", values["preview_body"])
        groups = self.call(
            self.ada, LEDGER, "formatted_read_group", [], ["company_id"], ["__count"]
        )
        self.assertEqual([group["company_id"][0] for group in groups], self.company.ids)
        exported = self.call(
            self.ada,
            LEDGER,
            "export_data",
            self.row.ids,
            ["applicant_id/partner_name", "step_id/name", "reason"],
        )
        self.assertEqual(exported["datas"][0][:2], ["Anna Ek 0", "Ada's confirmation"])
        for model in (HISTORY, PLAN, STEP):
            self.assertTrue(self.call(self.ada, model, "search", []))
        (applicant,) = self.call(
            self.ada,
            APPLICANT,
            "read",
            self.here.ids,
            ["communication_ids", "next_communication_date", "communication_plan_id"],
        )
        self.assertEqual(applicant["communication_ids"], self.row.ids)
        self.assertEqual(applicant["communication_plan_id"][0], self.plan.id)

    def test_moves_rewords_skips_retries_and_sends_now(self):
        self.call(
            self.ada,
            LEDGER,
            "write",
            self.row.ids,
            {"scheduled_date": "2030-01-02 03:04:05", "subject": "Dear Anna"},
        )
        self.assertEqual(str(self.row.next_attempt), "2030-01-02 03:04:05")
        self.assertEqual(self.row.subject, "Dear Anna")
        self.call(self.ada, LEDGER, "action_edit_text", self.row.ids)
        self.call(
            self.ada,
            LEDGER,
            "write",
            self.row.ids,
            {"body": "<p>Hello<script>alert(1)</script></p>"},
        )
        self.assertIn("Hello", self.row.body)
        self.assertNotIn("script", self.row.body)
        self.call(self.ada, LEDGER, "action_reset_text", self.row.ids)
        self.assertFalse(self.row.is_edited)
        self.call(self.ada, LEDGER, "action_skip", self.row.ids)
        self.assertEqual(self.row.state, "skipped")
        self.call(self.ada, LEDGER, "action_retry", self.row.ids)
        self.assertEqual(self.row.state, "scheduled")
        self.call(self.ada, LEDGER, "action_send_now", self.row.ids)
        self.assertLessEqual(self.row.next_attempt, fields.Datetime.now())
        self.process()
        self.assertEqual(self.row.state, "queued")
        self.assertEqual(len(self.mails(self.here)), 1)

    def test_pauses_resumes_skips_and_marks_answered(self):
        for method, check in (
            ("action_pause_communication", lambda: self.row.reason == "paused"),
            ("action_resume_communication", lambda: self.row.reason == "due"),
            ("action_skip_pending_communication", lambda: self.row.state == "skipped"),
        ):
            self.call(self.ada, APPLICANT, method, self.here.ids)
            self.assertTrue(check(), method)
        self.here.awaiting_reply = True
        self.call(self.ada, APPLICANT, "action_mark_answered", self.here.ids)
        self.assertFalse(self.here.awaiting_reply)

    def test_starts_a_step_by_hand(self):
        wizard = self.call(
            self.ada,
            START,
            "create",
            {"applicant_ids": [(6, 0, self.here.ids)], "step_id": self.manual.id},
        )
        (values,) = self.call(self.ada, START, "read", [wizard], ["preview_body"])
        self.assertIn("Anna Ek 0", values["preview_body"])
        self.call(self.ada, START, "action_start", [wizard])
        self.assertEqual(self.rows(self.here, step_id=self.manual).state, "scheduled")

    def test_meets_nothing_of_another_company(self):
        """Both ways: neither sees the other's."""
        for user, row, applicant, plan in (
            (self.bo, self.row, self.here, self.plan),
            (self.ada, self.other_row, self.there, self.other_plan),
        ):
            before = self.snapshot()
            for model, record in (
                (LEDGER, row),
                (HISTORY, applicant.stage_history_ids),
                (PLAN, plan),
                (STEP, plan.step_ids),
                (APPLICANT, applicant),
            ):
                with self.subTest(user=user.login, model=model):
                    self.assert_closed(user, model, record)
            self.refuse_actions(user, row, applicant, plan)
            self.refuse(
                self.call,
                user,
                LEDGER,
                "write",
                row.ids,
                {"scheduled_date": "2030-01-02 03:04:05"},
            )
            self.assertEqual(self.snapshot(), before)

    def assert_closed(self, user, model, records):
        """Not found, not counted, not read, not exported."""
        ids, domain = records.ids, [("id", "in", records.ids)]
        self.assertFalse(self.call(user, model, "search", domain))
        self.assertFalse(self.call(user, model, "search_count", domain))
        self.assertFalse(self.call(user, model, "search_read", domain, ["id"]))
        self.assertFalse(
            self.call(user, model, "web_search_read", domain, {"display_name": {}})["records"]
        )
        groups = self.call(user, model, "formatted_read_group", domain, [], ["__count"])
        self.assertEqual(groups[0]["__count"], 0)
        self.refuse(self.call, user, model, "read", ids, ["display_name"])
        self.refuse(self.call, user, model, "web_read", ids, {"display_name": {}})
        self.refuse(self.call, user, model, "export_data", ids, ["display_name"])
        self.refuse(self.call, user, model, "unlink", ids)

    def refuse_actions(self, user, row, applicant, plan):
        for model, record in (
            (LEDGER, row),
            (PLAN, plan),
            (STEP, plan.step_ids[:1]),
            (APPLICANT, applicant),
        ):
            for method in self.actions_of(model):
                with self.subTest(user=user.login, model=model, method=method):
                    if (model, method) in HARMLESS:
                        answer = self.call(user, model, method, record.ids)
                        self.assertNotIn(applicant.partner_name, str(answer))
                    else:
                        self.refuse(self.call, user, model, method, record.ids)

    def test_cannot_call_herself_a_member_of_another_company(self):
        self.refuse(
            self.call,
            self.ada,
            LEDGER,
            "search_read",
            [],
            ["id"],
            context={"allowed_company_ids": self.other_company.ids},
        )

    def test_candidate_of_two_companies_mixed_changes_neither(self):
        both = (self.row + self.other_row).ids
        before = self.snapshot()
        for method, args in (
            ("write", [{"subject": "Both"}]),
            ("action_send_now", []),
            ("action_skip_pending", []),
        ):
            self.refuse(self.call, self.ada, LEDGER, method, both, *args)
        self.assertEqual(self.snapshot(), before)

    def test_steps_of_another_company_are_neither_started_nor_previewed(self):
        """Nor are candidates of another company, with a step of one's own."""
        secret = self.other_plan.step_ids.filtered(lambda s: s.trigger == "manual")
        secret.mail_template_id = self._make_template(body_html="<p>Secret</p>")
        before = self.snapshot()
        for applicant, step in ((self.here, secret), (self.there, self.manual)):
            with self.subTest(step=step.name):
                values = {
                    "applicant_ids": [(6, 0, applicant.ids)],
                    "step_id": step.id,
                }
                self.refuse(self.start, self.ada, values)
                shown = self.read_preview(self.ada, values)
                self.assertNotIn("Secret", shown)
                self.assertNotIn("Beata", shown)
        self.assertEqual(self.snapshot(), before)

    def start(self, user, values):
        wizard = self.call(user, START, "create", values)
        self.call(user, START, "action_start", [wizard])

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def read_preview(self, user, values):
        """What the dialog shows, saved or not; a refusal shows nothing."""
        specification = {
            "applicant_ids": {},
            "step_id": {},
            "preview_subject": {},
            "preview_body": {},
            "warning": {},
        }
        shown = []
        for method in ("read", "onchange"):
            try:
                if method == "read":
                    wizard = self.call(user, START, "create", values)
                    shown.append(self.call(user, START, "read", [wizard], ["preview_body"]))
                else:
                    shown.append(
                        self.call(
                            user,
                            START,
                            "onchange",
                            [],
                            values,
                            list(values),
                            specification,
                        )
                    )
            except JsonRpcException as error:
                self.assertIn(ACCESS, str(error))
        return str(shown)

    def test_preview_shows_no_message_of_a_stranger(self):
        """Not even for a promise that is only being typed in."""
        values = {
            "applicant_id": self.there.id,
            "step_id": self.manual.id,
            "action": "email",
        }
        for user in (self.ada, self.interviewer):
            self.refuse(
                self.call,
                user,
                LEDGER,
                "onchange",
                [],
                values,
                list(values),
                {"preview_body": {}, "preview_subject": {}},
            )
            with self.assertRaises(AccessError):
                self.env[LEDGER].with_user(user).new(values)._render_text()

    def test_nobody_forges_what_the_engine_writes(self):
        before = self.snapshot()
        for user in (self.ada, self.manager):
            for name, value in FORGED.items():
                with self.subTest(user=user.login, field=name):
                    self.refuse(self.call, user, LEDGER, "write", self.row.ids, {name: value})
                    self.refuse(
                        self.call,
                        user,
                        LEDGER,
                        "web_save",
                        self.row.ids,
                        {name: value, "subject": "By the way"},
                        {},
                    )
            new = {
                "applicant_id": self.here.id,
                "step_id": self.step.id,
                "occurrence_key": "mine",
                "action": "email",
                "scheduled_date": "2020-01-01 00:00:00",
            }
            self.refuse(self.call, user, LEDGER, "create", [new])
            self.refuse(self.call, user, LEDGER, "copy", self.row.ids)
            self.refuse(self.call, user, LEDGER, "unlink", self.row.ids)
            visits = self.here.stage_history_ids.ids
            self.refuse(self.call, user, HISTORY, "unlink", visits)
            self.refuse(
                self.call,
                user,
                HISTORY,
                "write",
                visits,
                {"left_date": "2020-01-01 00:00:00"},
            )
            self.refuse(
                self.call,
                user,
                HISTORY,
                "create",
                [
                    {
                        "applicant_id": self.here.id,
                        "stage_id": self.new.id,
                        "entered_date": "2020-01-01 00:00:00",
                    }
                ],
            )
        self.assertEqual(self.snapshot(), before)

    def test_nobody_forges_through_the_application(self):
        before = self.snapshot()
        for name, record in (
            ("communication_ids", self.row),
            ("stage_history_ids", self.here.stage_history_ids),
        ):
            field = "state" if record == self.row else "left_date"
            for command in (
                (0, 0, {field: "sent"}),
                (1, record.id, {field: "2020-01-01"}),
                (2, record.id),
                (3, record.id),
                (4, self.my_row.id if record == self.row else self.mine.stage_history_ids.id),
                (5,),
                (6, 0, []),
            ):
                with self.subTest(field=name, command=command[0]):
                    self.refuse(
                        self.call,
                        self.ada,
                        APPLICANT,
                        "write",
                        self.here.ids,
                        {name: [command]},
                    )
        self.assertEqual(self.snapshot(), before)

    def test_import_into_the_ledger_is_refused(self):
        before = self.snapshot()
        with mute_logger("odoo.http"):
            try:
                answer = self.call(
                    self.ada,
                    LEDGER,
                    "load",
                    [
                        "applicant_id/.id",
                        "step_id/.id",
                        "occurrence_key",
                        "action",
                        "scheduled_date",
                    ],
                    [[str(self.here.id), str(self.step.id), "x", "email", "2020-01-01 00:00:00"]],
                )
                self.assertFalse(answer["ids"])
            except JsonRpcException as error:
                self.assertIn(ACCESS, str(error))
        self.assertEqual(self.snapshot(), before)

    def test_only_the_manager_writes_plans(self):
        new = {"name": "Mine", "plan_id": self.plan.id, "trigger": "manual"}
        for user in (self.ada, self.interviewer):
            self.refuse(self.call, user, PLAN, "create", [{"name": "Mine"}])
            self.refuse(self.call, user, PLAN, "write", self.plan.ids, {"name": "X"})
            self.refuse(self.call, user, PLAN, "copy", self.plan.ids)
            self.refuse(self.call, user, PLAN, "unlink", self.plan.ids)
            self.refuse(self.call, user, PLAN, "action_archive", self.plan.ids)
            self.refuse(self.call, user, STEP, "create", [new])
            self.refuse(self.call, user, STEP, "write", self.step.ids, {"delay": 9})
            self.refuse(self.call, user, STEP, "unlink", self.step.ids)
        (step_id,) = self.call(self.manager, STEP, "create", [new])
        self.call(self.manager, STEP, "write", [step_id], {"delay": 9})
        self.call(self.manager, STEP, "unlink", [step_id])
        (plan_id,) = self.call(self.manager, PLAN, "create", [{"name": "Mine"}])
        self.call(self.manager, PLAN, "unlink", [plan_id])
        self.refuse(self.call, self.manager, PLAN, "write", self.other_plan.ids, {"name": "X"})
        self.refuse(
            self.call,
            self.manager,
            STEP,
            "create",
            [{**new, "plan_id": self.other_plan.id}],
        )


@tagged("post_install", "-at_install")
class TestInterviewer(AccessCase):
    """The interviewer follows the own candidates, and leaves the rest alone."""

    def test_reads_the_timeline_of_own_candidates_only(self):
        self.assertEqual(self.call(self.interviewer, LEDGER, "search", []), self.my_row.ids)
        (values,) = self.call(self.interviewer, LEDGER, "read", self.my_row.ids, ["preview_body"])
        self.assertIn("Dear", values["preview_body"])
        (applicant,) = self.call(
            self.interviewer,
            APPLICANT,
            "read",
            self.mine.ids,
            ["communication_ids", "next_communication_date", "awaiting_reply"],
        )
        self.assertEqual(applicant["communication_ids"], self.my_row.ids)
        self.assertEqual(
            self.call(self.interviewer, HISTORY, "search", []),
            self.mine.stage_history_ids.ids,
        )
        for model, record in (
            (LEDGER, self.row),
            (LEDGER, self.other_row),
            (HISTORY, self.here.stage_history_ids),
            (APPLICANT, self.here),
        ):
            self.refuse(self.call, self.interviewer, model, "read", record.ids, ["display_name"])
            self.refuse(
                self.call,
                self.interviewer,
                model,
                "export_data",
                record.ids,
                ["display_name"],
            )

    def test_of_the_job_reads_its_candidates(self):
        self.job.interviewer_ids = self.interviewer
        found = self.call(self.interviewer, LEDGER, "search", [])
        self.assertEqual(sorted(found), sorted((self.row + self.my_row).ids))

    def test_sends_skips_moves_and_starts_nothing(self):
        before = self.snapshot()
        for method in self.actions_of(LEDGER):
            if method in ("action_open", "action_open_applicant"):
                self.call(self.interviewer, LEDGER, method, self.my_row.ids)
                continue
            with self.subTest(method=method):
                self.refuse(self.call, self.interviewer, LEDGER, method, self.my_row.ids)
        for values in (
            {"scheduled_date": "2030-01-01 00:00:00"},
            {"subject": "Hello"},
            {"body": "<p>Hello</p>"},
            {"state": "sent"},
        ):
            self.refuse(self.call, self.interviewer, LEDGER, "write", self.my_row.ids, values)
        self.refuse(
            self.call,
            self.interviewer,
            START,
            "create",
            {"applicant_ids": [(6, 0, self.mine.ids)], "step_id": self.manual.id},
        )
        self.refuse(
            self.call,
            self.interviewer,
            APPLICANT,
            "action_skip_pending_communication",
            self.mine.ids,
        )
        for method in ("action_pause_communication", "action_mark_answered"):
            for applicant in (self.here, self.mine):
                self.refuse(self.call, self.interviewer, APPLICANT, method, applicant.ids)
        self.assertEqual(self.snapshot(), before)


@tagged("post_install", "-at_install")
class TestOutsider(AccessCase):
    """Who has nothing to do with recruitment meets a closed door."""

    def test_employee_and_portal_user_get_nothing(self):
        before = self.snapshot()
        records = {
            LEDGER: self.row,
            HISTORY: self.here.stage_history_ids,
            PLAN: self.plan,
            STEP: self.step,
        }
        for user in (self.employee, self.portal):
            for model, record in records.items():
                with self.subTest(user=user.login, model=model):
                    for method, args in (
                        ("search", [[]]),
                        ("search_read", [[]]),
                        ("web_search_read", [[], {"display_name": {}}]),
                        ("name_search", ["A"]),
                        ("formatted_read_group", [[], [], ["__count"]]),
                        ("read", [record.ids, ["display_name"]]),
                        ("export_data", [record.ids, ["display_name"]]),
                        ("write", [record.ids, {"create_uid": 1}]),
                        ("create", [[{"name": "X"}]]),
                        ("unlink", [record.ids]),
                    ):
                        self.refuse(
                            self.call,
                            user,
                            model,
                            method,
                            *args,
                            by=(ACCESS, "odoo.exceptions.UserError"),
                        )
                    for method in self.actions_of(model):
                        if (model, method) not in HARMLESS:
                            self.refuse(self.call, user, model, method, record.ids)
            self.refuse(
                self.call,
                user,
                START,
                "create",
                {"applicant_ids": [(6, 0, self.here.ids)], "step_id": self.step.id},
            )
            self.refuse(self.call, user, APPLICANT, "read", self.here.ids, ["awaiting_reply"])
            for method in self.actions_of(APPLICANT):
                if (APPLICANT, method) not in HARMLESS:
                    self.refuse(self.call, user, APPLICANT, method, self.here.ids)
        self.assertEqual(self.snapshot(), before)

    def test_administrator_of_the_system_is_no_recruiter(self):
        for model in (LEDGER, HISTORY):
            self.refuse(self.call, self.administrator, model, "search", [])

    def test_public_has_to_log_in(self):
        self.authenticate(None, None)
        before = self.snapshot()
        for model in (LEDGER, HISTORY, PLAN, STEP, START, APPLICANT):
            for method in ("search_read", "action_send_now", "write", "create"):
                self.refuse(
                    self.make_jsonrpc_request,
                    f"/web/dataset/call_kw/{model}/{method}",
                    {"model": model, "method": method, "args": [[]], "kwargs": {}},
                    by=("odoo.http.SessionExpiredException",),
                )
            answer = self.url_open(f"/json/2/{model}/search", json={"domain": []})
            self.assertEqual(answer.status_code, requests.codes.unauthorized)
        self.assertEqual(self.snapshot(), before)

    def test_public_user_itself_has_no_rights(self):
        public = self.env.ref("base.public_user")
        for model in (LEDGER, HISTORY, PLAN, STEP, START):
            for operation in ("read", "write", "create", "unlink"):
                self.assertFalse(self.env[model].with_user(public).has_access(operation))


@tagged("post_install", "-at_install")
class TestDoors(AccessCase):
    """Browser, password and API key lead to the same rooms."""

    PRIVATE = {
        LEDGER: (
            "_schedule",
            "_close",
            "_fail",
            "_cron_process",
            "_process_batch",
            "_execute",
            "_hand_over",
            "_send_email",
            "_collect_outbox",
            "_mark_sent",
            "_note_report",
            "_render_text",
            "_wake_cron",
            "_reschedule",
        ),
        HISTORY: ("_move", "_fill_from_tracking"),
        PLAN: ("_reassign_applicants", "_select_for"),
        STEP: ("_cancel_pending", "_scheduled_date"),
        APPLICANT: (
            "_start_step",
            "_plan",
            "_cancel_scheduled",
            "_note_contact",
            "_fill_last_contact_from_messages",
            "_retry_for_address",
        ),
    }

    def test_private_methods_are_nobodys(self):
        before = self.snapshot()
        for model, methods in self.PRIVATE.items():
            records = {LEDGER: self.row, PLAN: self.plan, STEP: self.step}.get(model, self.here)
            for method in methods:
                self.assertTrue(hasattr(self.env[model], method), method)
                for user in (self.ada, self.manager):
                    with self.subTest(model=model, method=method, user=user.login):
                        self.refuse(self.call, user, model, method, records.ids)
                self.refuse(self.call_jsonrpc, self.ada, model, method, records.ids)
                self.refuse(self.call_json2, self.ada, model, method, records.ids)
        self.assertEqual(self.snapshot(), before)

    def test_programs_have_the_rights_of_their_user(self):
        self.assertIn(self.row.id, self.call_jsonrpc(self.ada, LEDGER, "search", []))
        self.assertIn(self.row.id, self.call_json2(self.ada, LEDGER, "search", domain=[]))
        self.call_jsonrpc(self.ada, LEDGER, "action_skip", self.row.ids)
        self.assertEqual(self.row.state, "skipped")
        self.call_json2(self.ada, LEDGER, "action_retry", self.row.ids)
        self.assertEqual(self.row.state, "scheduled")
        before = self.snapshot()
        ids = self.row.ids
        for user in (self.bo, self.employee, self.portal):
            with self.subTest(user=user.login):
                self.refuse(self.call_jsonrpc, user, LEDGER, "read", ids, ["state"])
                self.refuse(self.call_jsonrpc, user, LEDGER, "action_skip", ids)
                self.refuse(self.call_json2, user, LEDGER, "read", ids, fields=["state"])
                self.refuse(self.call_json2, user, LEDGER, "action_skip", ids)
        for user in (self.ada, self.bo):
            self.refuse(self.call_jsonrpc, user, LEDGER, "write", ids, {"state": "sent"})
            self.refuse(self.call_json2, user, LEDGER, "write", ids, vals={"state": "sent"})
        self.assertEqual(self.snapshot(), before)


@tagged("post_install", "-at_install")
class TestServerAction(AccessCase):
    """Odoo's automation may start a step; not everybody may start the automation."""

    def action_values(self, step):
        return {
            "name": "A few words",
            "model_id": self.env["ir.model"]._get_id("hr.applicant"),
            "state": "candidate_communication",
            "communication_step_id": step.id,
        }

    def run_action(self, user, action_id, applicant):
        return self.call(
            user,
            "ir.actions.server",
            "run",
            [action_id],
            context={
                "active_model": "hr.applicant",
                "active_id": applicant.ids[0],
                "active_ids": applicant.ids,
            },
        )

    def test_only_an_administrator_makes_one(self):
        values = self.action_values(self.manual)
        for user in (self.ada, self.manager, self.interviewer, self.employee):
            with self.subTest(user=user.login):
                self.refuse(self.call, user, "ir.actions.server", "create", [values])
        (action,) = self.call(self.administrator, "ir.actions.server", "create", [values])
        self.refuse(
            self.call,
            self.manager,
            "ir.actions.server",
            "write",
            [action],
            {"communication_step_id": self.step.id},
        )

    @mute_logger("odoo.addons.base.models.ir_actions")
    def test_runs_on_applications_the_user_may_change_and_on_no_others(self):
        action = self.env["ir.actions.server"].create(self.action_values(self.manual))
        before = self.snapshot()
        for user, applicant in (
            (self.bo, self.here),
            (self.ada, self.there),
            (self.interviewer, self.here),
            (self.interviewer, self.mine),
            (self.employee, self.here),
            (self.portal, self.here),
            (self.administrator, self.here),
        ):
            with self.subTest(user=user.login):
                self.refuse(self.run_action, user, action.id, applicant)
        self.refuse(self.run_action, self.ada, action.id, self.here + self.there)
        self.assertEqual(self.snapshot(), before)
        self.run_action(self.ada, action.id, self.here)
        self.assertEqual(self.rows(self.here, step_id=self.manual).state, "scheduled")

    @mute_logger("odoo.addons.base.models.ir_actions")
    def test_is_no_way_for_interviewers_to_speak_for_us(self):
        """Alone, as one of several, or offered to them by name."""
        interviewers = self.env.ref("hr_recruitment.group_hr_recruitment_interviewer")
        action = self.env["ir.actions.server"].create(self.action_values(self.manual))
        several = action.create(
            {
                "name": "Several",
                "model_id": action.model_id.id,
                "state": "multi",
                "child_ids": [(6, 0, action.copy().ids)],
            }
        )
        action.create_action()
        for offered in (action, several):
            self.refuse(self.run_action, self.interviewer, offered.id, self.mine)
            offered.group_ids = interviewers
            self.refuse(self.run_action, self.interviewer, offered.id, self.mine)
            self.assertFalse(self.rows(self.mine, step_id=self.manual))

    def test_an_automation_speaks_whoever_set_it_off(self):
        """An interviewer moves the card, and the administrator's rule does the rest."""
        moved = self.env["ir.model.fields"]._get(APPLICANT, "stage_id")
        rule = self.env["base.automation"].create(
            {
                "name": "Somebody is invited",
                "model_id": moved.model_id.id,
                "trigger": "on_create_or_write",
                "trigger_field_ids": [(4, moved.id)],
            }
        )
        self.env["ir.actions.server"].create(
            {
                **self.action_values(self.manual),
                "base_automation_id": rule.id,
                "usage": "base_automation",
            }
        )
        self.call(
            self.interviewer,
            APPLICANT,
            "write",
            self.mine.ids,
            {"stage_id": self.interview.id},
        )
        self.assertEqual(self.rows(self.mine, step_id=self.manual).state, "scheduled")

    @mute_logger("odoo.addons.base.models.ir_actions")
    def test_of_another_company_does_not_start_its_step_here(self):
        """The automation may be shared, the plan is not."""
        secret = self.other_plan.step_ids.filtered(lambda s: s.trigger == "manual")
        action = self.env["ir.actions.server"].create(self.action_values(secret))
        self.run_action(self.ada, action.id, self.here)
        self.assertFalse(self.rows(self.here, step_id=secret))
        self.run_action(self.bo, action.id, self.there)
        self.assertEqual(self.rows(self.there, step_id=secret).state, "scheduled")


@tagged("post_install", "-at_install")
class TestTwoCompanies(AccessCase):
    """Who works for both companies sees the one that is chosen."""

    def test_switching_companies(self):
        both = (self.company + self.other_company).ids
        user = self._make_person(
            "both",
            "hr_recruitment.group_hr_recruitment_user",
            company_id=self.company.id,
            company_ids=[(6, 0, both)],
        )
        for companies, seen in (
            (self.company.ids, self.row),
            (self.other_company.ids, self.other_row),
            (both, self.row + self.other_row),
        ):
            domain = [("id", "in", (self.row + self.other_row).ids)]
            found = self.call(
                user,
                LEDGER,
                "search",
                domain,
                context={"allowed_company_ids": companies},
            )
            self.assertEqual(sorted(found), sorted(seen.ids))

    def test_candidate_who_changes_company_takes_the_promises_along(self):
        step = self._make_step("manual", delay=1)
        with self.at(NOW):
            row = self.here._start_step(step)
        self.here.write({"company_id": self.other_company.id, "job_id": self.other_job.id})
        self.assertIn(row.id, self.call(self.bo, LEDGER, "search", [("id", "in", row.ids)]))
        self.assertFalse(self.call(self.ada, LEDGER, "search", [("id", "in", row.ids)]))
