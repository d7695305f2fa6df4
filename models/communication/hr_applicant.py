import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..batch import KEY as BATCH
from ..batch import get_now
from ..company.hours import find_tz
from ..rendering.greeting_names import find_greeting_name
from ..rendering.named_dates import NamedDate
from ..write_groups import OFFICER
from .states import STOPPED

STEP = "hr.recruitment.communication.step"
TAB_VIEWS = "hr_recruitment_candidate_experience.hr_applicant_view_form_tab_"


class HrApplicant(models.Model):
    _name = "hr.applicant"
    _inherit = ["hr.applicant", "hr.candidate.guard.mixin"]

    communication_plan_id = fields.Many2one(
        "hr.recruitment.communication.plan",
        compute="_compute_communication_plan_id",
        store=True,
        index="btree_not_null",
        help="The messages for this candidate: the plan of the job position, or the company's "
        "general plan.",
    )
    communication_ids = fields.One2many(
        "hr.applicant.communication", "applicant_id", string="Timeline"
    )
    timeline_communication_ids = fields.One2many(
        "hr.applicant.communication",
        "applicant_id",
        domain=[("state", "not in", list(STOPPED))],
        string="Planned and Sent",
    )
    stopped_communication_ids = fields.One2many(
        "hr.applicant.communication",
        "applicant_id",
        domain=[("state", "in", list(STOPPED))],
        string="Not Sent",
    )
    stage_history_ids = fields.One2many("hr.applicant.stage.history", "applicant_id")
    communication_paused = fields.Boolean(
        tracking=True,
        copy=False,
        write_groups=OFFICER,
        help="Nothing planned is sent until communication is resumed.",
    )
    preferred_channel = fields.Selection(
        [("email", "Email"), ("sms", "SMS"), ("phone", "Telephone")],
        default="email",
        required=True,
        write_groups=OFFICER,
        help="Steps of the plan use this channel where they have something for it.",
    )
    next_communication_id = fields.Many2one(
        "hr.applicant.communication", compute="_compute_next_communication_id"
    )
    next_communication_title = fields.Char(compute="_compute_communication_status")
    next_communication_date = fields.Datetime(compute="_compute_communication_status")
    failed_communication_count = fields.Integer(compute="_compute_communication_status")
    stopped_communication_count = fields.Integer(compute="_compute_stopped_communication_count")

    # What mail templates say ---------------------------------------------------
    candidate_first_name = fields.Char(
        compute="_compute_candidate_first_name",
        help="What a greeting calls the candidate; empty where the name leaves that open.",
    )
    recruiter_title = fields.Char(compute="_compute_recruiter_presentation")
    recruiter_introduction = fields.Text(compute="_compute_recruiter_presentation")
    answer_expected_date = NamedDate(
        "Reply Expected By",
        compute="_compute_answer_expected_date",
        help="When a candidate can expect an answer, counted from today: the expected working days "
        "of the stage. In a message it counts from the day on which it is sent.",
    )

    @api.depends("job_id", "company_id", "talent_pool_ids", "active")
    def _compute_communication_plan_id(self):
        plans = (
            self.env["hr.recruitment.communication.plan"]
            .sudo()
            .search(
                [
                    ("company_id", "in", [False, *self.company_id.ids]),
                    # Odoo's wizard looks at what is archived, too.
                    ("active", "=", True),
                ]
            )
        )
        chosen = {}
        for applicant in self:
            key = applicant.job_id, applicant.company_id
            if key not in chosen:
                chosen[key] = plans._select_for(*key)
            applicant.communication_plan_id = not applicant.talent_pool_ids and chosen[key]

    @api.depends("communication_ids.state", "communication_ids.scheduled_date")
    def _compute_next_communication_id(self):
        rows = self.env["hr.applicant.communication"].search_fetch(
            [("applicant_id", "in", self.ids), ("state", "=", "scheduled")],
            ["applicant_id"],
            order="scheduled_date desc, id desc",
        )
        coming = {row.applicant_id: row for row in rows}
        for applicant in self:
            applicant.next_communication_id = coming.get(applicant._origin, rows.browse())

    @api.depends("communication_ids.state", "communication_ids.scheduled_date")
    @api.depends_context("lang")
    def _compute_communication_status(self):
        found = self._read_communication_status()
        # What is the same for many is written once for them.
        self.failed_communication_count = 0
        self.next_communication_date = self.next_communication_title = False
        told = self.filtered(lambda a: a._origin.id in found)
        for applicant in told:
            failed, date, _title = found[applicant._origin.id]
            if failed:
                applicant.failed_communication_count = failed
            if date:
                applicant.next_communication_date = date
        for title, applicants in told.grouped(lambda a: found[a._origin.id][-1]).items():
            applicants.next_communication_title = title

    def _read_communication_status(self):
        """In one query, which reads no more of a step than its name: every list and card
        of applications asks.

        :return: dict id of an application -> tuple (number of failed communications;
            date and title of the next one, or False)"""
        if not self.ids:
            return {}
        ledger, steps = self.env["hr.applicant.communication"], self.env[STEP]
        query = ledger._search(
            [("applicant_id", "in", self.ids), ("state", "in", ["failed", "scheduled"])]
        )
        applicant, state, row, date, is_reminder, step = (
            ledger._field_to_sql(query.table, name, query)
            for name in (
                "applicant_id",
                "state",
                "id",
                "scheduled_date",
                "is_reminder",
                "step_id",
            )
        )
        query.add_join("JOIN", "step", steps._table, SQL("%s = step.id", step))
        found = self.env.execute_query(
            SQL(
                # What is to leave stands before what has failed.
                "%s ORDER BY %s, %s DESC, %s, %s",
                query.select(
                    SQL("DISTINCT ON (%s) %s, %s", applicant, applicant, state),
                    SQL(
                        "COUNT(*) FILTER (WHERE %s = 'failed') OVER (PARTITION BY %s)",
                        state,
                        applicant,
                    ),
                    date,
                    steps._field_to_sql("step", "name", query),
                    is_reminder,
                ),
                applicant,
                state,
                date,
                row,
            )
        )
        return {
            applicant_id: (failed, date, ledger._say_title(name, is_reminder))
            if state == "scheduled"
            else (failed, False, False)
            for applicant_id, state, failed, date, name, is_reminder in found
        }

    @api.depends("communication_ids.state")
    def _compute_stopped_communication_count(self):
        counts = dict(
            self.env["hr.applicant.communication"]._read_group(
                [("applicant_id", "in", self.ids), ("state", "in", list(STOPPED))],
                ["applicant_id"],
                ["__count"],
            )
        )
        for applicant in self:
            applicant.stopped_communication_count = counts.get(applicant._origin, 0)

    @api.depends("partner_name", "email_from")
    @api.depends_context("lang")
    def _compute_candidate_first_name(self):
        lang = self.env.lang
        for applicant in self:
            applicant.candidate_first_name = find_greeting_name(
                applicant.partner_name, lang, applicant.email_from
            )

    @api.depends("user_id", "job_id")
    @api.depends_context("lang", "company", BATCH)
    def _compute_recruiter_presentation(self):
        for applicant in self:
            company = applicant.company_id or self.env.company
            user = applicant._get_speaker().with_company(company)
            employee = user.employee_id
            applicant.recruiter_title = employee.job_title
            applicant.recruiter_introduction = employee.candidate_introduction

    @api.depends("stage_id")
    @api.depends_context(BATCH)
    def _compute_answer_expected_date(self):
        now = get_now(self.env)
        dates = {}
        for applicant in self:
            days = applicant.stage_id.expected_days
            plan = applicant.sudo().communication_plan_id
            calendar = plan._get_calendar(applicant.sudo().company_id)
            tz = applicant._get_candidate_tz()
            key = days, calendar, calendar.env.company, tz
            if key not in dates:
                due = days and calendar._add_working_days(now, days, tz)
                dates[key] = due and pytz.utc.localize(due).astimezone(tz).date()
            applicant.answer_expected_date = dates[key]

    @api.model
    def get_view(self, view_id=None, view_type="form", **options):
        """Core shows interviewers its form for them whichever is asked for. What stands in
        a tab of that form is not another one."""
        wanted = self.env.context.get("form_view_ref") or ""
        if view_type == "form" and wanted.startswith(TAB_VIEWS):
            return self.pool["base"].get_view(self, view_id, view_type, **options)
        return super().get_view(view_id, view_type, **options)

    def write(self, vals):
        res = super().write(vals)
        if "communication_paused" in vals:
            self._hold_or_release()
        return res

    def action_pause_communication(self):
        self.write({"communication_paused": True})

    def action_resume_communication(self):
        self.write({"communication_paused": False})

    def action_skip_pending_communication(self):
        """Skip everything that is still planned for these candidates."""
        self._find_planned().action_skip_pending()

    def action_ask_to_skip(self):
        """Skip everything that is planned, after a question that says what.

        :return: action of the dialog"""
        rows = self._find_planned().filtered(lambda row: not row._is_owed())
        if not rows:
            raise UserError(self.env._("Nothing is planned that can be skipped."))
        return rows._ask_first("skip")

    def _find_planned(self):
        """:return: ``hr.applicant.communication`` that have not left"""
        self.check_access("write")
        return self.env["hr.applicant.communication"].search(
            [("applicant_id", "in", self.ids), ("state", "=", "scheduled")]
        )

    def action_start_communication(self):
        """Choose a step to start now, for one candidate or a selection."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_communication_start"
        )
        action["context"] = {"default_applicant_ids": self.ids}
        return action

    def action_move_to_stage(self):
        """:return: action: the dialog for a selection"""
        return self.env["hr.applicant.bulk"]._start("stage", self)

    def action_assign_recruiter(self):
        """:return: action: the dialog for a selection"""
        return self.env["hr.applicant.bulk"]._start("recruiter", self)

    def action_open_communications(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_hr_applicant_communication"
        )
        action["domain"] = [("applicant_id", "in", self.ids)]
        action["context"] = {}
        return action

    def _hold_or_release(self):
        """Paused: communications wait without being looked at. Resumed: they go on, those
        whose time has passed at once, if they are not too late."""
        rows = (
            self.env["hr.applicant.communication"]
            .sudo()
            .search([("applicant_id", "in", self.ids), ("state", "=", "scheduled")])
        )
        held = rows.filtered("applicant_id.communication_paused")
        # What was not on hold keeps its turn, and what explains it.
        waiting = (rows - held).filtered(lambda row: not row.next_attempt)
        (held | waiting)._set_next_attempt()

    def _get_candidate_tz(self):
        """:return: pytz time zone of the candidate, else of the company"""
        return find_tz(self._find_own_tz() or self._get_home_tz())
