from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, JsonRpcException, get_db_name, tagged
from odoo.tools import SQL, mute_logger

from ..common import CandidateCase

ACCESS = "odoo.exceptions.AccessError"
MISSING = "odoo.exceptions.MissingError"
ADDON = "odoo.addons.hr_recruitment_candidate_experience"
LEDGER = "hr.applicant.communication"
HISTORY = "hr.applicant.stage.history"
PLAN = "hr.recruitment.communication.plan"
STEP = "hr.recruitment.communication.step"
START = "hr.applicant.communication.start"
APPLICANT = "hr.applicant"
# They give back the name of a view, whoever asks.
HARMLESS = {
    (APPLICANT, "action_open_communications"),
    (APPLICANT, "action_start_communication"),
    (PLAN, "action_open_applicants"),
}
# What only the engine writes, with a value one would like to have there.
FORGED = {
    "state": "sent",
    "reason": "delivered",
    "reason_detail": "As I say",
    "applicant_id": 1,
    "step_id": 1,
    "stage_id": False,
    "occurrence_key": "again",
    "action": "sms",
    "next_attempt": "2020-01-01 00:00:00",
    "attempts": 0,
    "exact_time": True,
    "sent_date": "2020-01-01 00:00:00",
    "mail_mail_id_int": 1,
    "sms_id_int": 1,
    "message_id": 1,
    "activity_id": 1,
    "company_id": False,
    "user_id": 1,
    "needs_attention": False,
    "preview_body": "<p>Not so</p>",
}


@tagged("post_install", "-at_install")
class AccessCase(CandidateCase, HttpCase):
    """Two companies, and everybody who might look at their candidates. All of them
    come over HTTP, as a browser or a program does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        export = "base.group_allow_export"
        officer = "hr_recruitment.group_hr_recruitment_user"
        cls.other_company = cls.env["res.company"].create({"name": "Sydlys"})
        there = {
            "company_id": cls.other_company.id,
            "company_ids": cls.other_company.ids,
        }
        cls.people = {}
        cls.ada = cls._make_person("ada", officer, export)
        cls.bo = cls._make_person("bo", officer, export, **there)
        cls.manager = cls._make_person(
            "manager", "hr_recruitment.group_hr_recruitment_manager", export
        )
        cls.interviewer = cls._make_person(
            "interviewer", "hr_recruitment.group_hr_recruitment_interviewer", export
        )
        cls.employee = cls._make_person("employee", "base.group_user", export)
        cls.portal = cls._make_person("portal", "base.group_portal")
        cls.administrator = cls._make_person(
            "administrator", "base.group_system", "base.group_erp_manager"
        )
        cls.plan.company_id = cls.company
        cls.step = cls._make_step("applied", delay=1, name="Ada's confirmation")
        cls.manual = cls._make_step("manual", delay=1, name="Ada's own words")
        cls.other_job = cls.env["hr.job"].create(
            {"name": "Cook", "company_id": cls.other_company.id, "user_id": cls.bo.id}
        )
        cls.job.company_id = cls.company
        cls.other_plan = cls.plan.copy(
            {
                "name": "Cooks",
                "in_use": True,
                "company_id": cls.other_company.id,
                "job_ids": [(6, 0, cls.other_job.ids)],
            }
        )
        cls.other_plan.step_ids.name = "Bo's secret words"
        cls.here = cls._make_applicants(email_from="here@candidate.example")
        cls.mine = cls._make_applicants(
            email_from="mine@candidate.example", interviewer_ids=cls.interviewer.ids
        )
        cls.there = cls._make_applicants(
            email_from="there@candidate.example",
            partner_name="Beata Berg",
            job_id=cls.other_job.id,
        )
        cls.row = cls.here.communication_ids
        cls.my_row = cls.mine.communication_ids
        cls.other_row = cls.there.communication_ids

    @classmethod
    def _make_person(cls, login, *groups, **values):
        cls.people[login] = cls._make_user(login, *groups, password=f"{login}-{login}", **values)
        return cls.people[login]

    def setUp(self):
        super().setUp()
        self.visitor = None
        self.assertTrue(self.row and self.my_row and self.other_row)
        self.assertEqual(self.other_row.company_id, self.other_company)

    # How they come in ----------------------------------------------------------

    def call(self, user, model, method, *args, **kwargs):
        """As the web client does it."""
        if self.visitor != user:
            self.authenticate(user.login, f"{user.login}-{user.login}")
            self.visitor = user
        self.env.flush_all()
        try:
            return self.make_jsonrpc_request(
                f"/web/dataset/call_kw/{model}/{method}",
                {"model": model, "method": method, "args": args, "kwargs": kwargs},
            )
        finally:
            self.env.invalidate_all()

    def leave(self):
        """Programs carry no session cookie."""
        if self.visitor:
            self.authenticate(None, None)
            self.visitor = None

    def call_jsonrpc(self, user, model, method, *args, **kwargs):
        """As a program with a password does it."""
        self.leave()
        self.env.flush_all()
        try:
            return self.make_jsonrpc_request(
                "/jsonrpc",
                {
                    "service": "object",
                    "method": "execute_kw",
                    "args": [
                        get_db_name(),
                        user.id,
                        f"{user.login}-{user.login}",
                        model,
                        method,
                        args,
                        kwargs,
                    ],
                },
            )
        finally:
            self.env.invalidate_all()

    def call_json2(self, user, model, method, ids=(), **kwargs):
        """As a program with an API key does it."""
        self.leave()
        key = (
            self.env["res.users.apikeys"]
            .with_user(user)
            .sudo()
            ._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))
        )
        self.env.flush_all()
        try:
            answer = self.url_open(
                f"/json/2/{model}/{method}",
                json={"ids": list(ids), **kwargs} if ids else kwargs,
                headers={"Authorization": f"Bearer {key}"},
            )
        finally:
            self.env.invalidate_all()
        if not answer.ok:
            raise JsonRpcException(answer.status_code, answer.json()["name"])
        return answer.json()

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.addons.rpc")
    def refuse(self, call, *args, by=(ACCESS,), **kwargs):
        try:
            answer = call(*args, **kwargs)
        except JsonRpcException as error:
            self.assertIn(str(error), by)
        else:
            self.fail(f"This was allowed: {args} {kwargs}: {answer}")

    def actions_of(self, model):
        """Every action that this addon adds to the model."""
        return sorted(
            {
                name
                for parent in type(self.env[model]).mro()
                if parent.__module__.startswith(ADDON)
                for name in vars(parent)
                if name.startswith("action_")
            }
        )

    def snapshot(self):
        self.env.flush_all()
        return [
            self.env.execute_query(
                SQL(
                    "SELECT * FROM %s ORDER BY id",
                    SQL.identifier(self.env[model]._table),
                )
            )
            for model in (LEDGER, HISTORY, PLAN, STEP)
        ]
