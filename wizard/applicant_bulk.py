from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_list

from ..models.batch import get_now
from ..models.communication.states import GRACE
from ..models.communication.triggers import ABOUT_STAGES
from ..models.communication.undo import MANY, UNDOABLE, name_some, offer_undo
from ..models.past_orm import write_past_orm

# What a reply that was given elsewhere changes.
REPLIED = (
    "last_contact_date",
    "awaiting_reply",
    "first_answer_date",
    "replied_date",
    "other_reply_date",
    "other_reply_from",
    "reply_promise_state",
    "reply_kept_count",
)
# What candidates are told because of a stage, and what else begins with it.
TOLD = {"stage_entered", "hired"}
BEGUN = {*ABOUT_STAGES, *TOLD}


class HrApplicantBulk(models.TransientModel):
    """The same for many applications: says whose, and what the candidates will hear, and
    remembers what was, so that it can be undone."""

    _name = "hr.applicant.bulk"
    _description = "Change Many Applications"

    kind = fields.Selection(
        [
            ("stage", "Move to Stage"),
            ("recruiter", "Assign Recruiter"),
            ("replied", "Mark as Replied"),
        ],
        required=True,
        readonly=True,
    )
    applicant_ids = fields.Many2many(
        "hr.applicant",
        "hr_applicant_bulk_rel",
        required=True,
        string="Applications",
        context={"active_test": False},
    )
    stage_ids = fields.Many2many("hr.recruitment.stage", compute="_compute_stage_ids")
    stage_id = fields.Many2one(
        "hr.recruitment.stage", "To Stage", domain="[('id', 'in', stage_ids)]"
    )
    user_id = fields.Many2one("res.users", "Recruiter", domain=[("share", "=", False)])
    count = fields.Integer(compute="_compute_whose")
    whose = fields.Char(compute="_compute_whose", help="The candidates whose applications change.")
    messages = fields.Text(
        compute="_compute_messages",
        help="The messages that candidates get because they are moved, and in which languages.",
    )
    undo_values = fields.Json(
        groups=fields.NO_ACCESS, help="What the applications were before, by their ids."
    )

    @api.depends("applicant_ids")
    def _compute_stage_ids(self):
        """The stages that all of their job positions have."""
        for wizard in self:
            jobs = wizard.applicant_ids._origin.job_id
            stages = self.env["hr.recruitment.stage"].search(
                ["|", ("job_ids", "=", False), ("job_ids", "in", jobs.ids)]
            )
            wizard.stage_ids = stages.filtered(
                lambda stage, jobs=jobs: not stage.job_ids or jobs <= stage.job_ids
            )

    @api.depends("kind", "applicant_ids", "stage_id", "user_id")
    def _compute_whose(self):
        for wizard in self:
            changed = wizard._find_changed()
            wizard.count = len(changed)
            names = [applicant.partner_name or applicant.display_name for applicant in changed]
            wizard.whose = name_some(self.env, names)

    @api.depends("kind", "applicant_ids", "stage_id")
    def _compute_messages(self):
        for wizard in self:
            lines = wizard._list_messages() if wizard.kind == "stage" else ()
            wizard.messages = "\n".join(lines)

    def _find_changed(self):
        """:return: ``hr.applicant``, those that it changes anything for"""
        applicants = self.applicant_ids._origin
        if self.kind == "stage":
            stage = self.stage_id
            return applicants.filtered(lambda a: a._is_open() and a.stage_id != stage)
        if self.kind == "recruiter":
            return applicants.filtered(lambda a: a.user_id != self.user_id)
        return applicants

    def _list_messages(self):
        """:return: list of str, one for each step that a candidate hears of"""
        lines = []
        for plan, applicants in self._find_changed().grouped("communication_plan_id").items():
            for step in applicants._find_steps(plan, TOLD):
                if not self._is_caused(step):
                    continue
                told = applicants._filter_meant_by(step).filtered(
                    lambda a, step=step: step._action_for(a) != "activity"
                )
                if told:
                    lines.append(self._say_message(step, told))
        return lines

    def _is_caused(self, step):
        if step.trigger == "hired":
            return self.stage_id.hired_stage
        return step._applies_to_stage(self.stage_id)

    def _say_message(self, step, applicants):
        counts = Counter(applicant._get_candidate_lang() for applicant in applicants)
        languages = [
            self.env._(
                "%(language)s: %(count)s",
                language=self.env["res.lang"]._say_language(code),
                count=count,
            )
            for code, count in counts.most_common()
        ]
        return self.env._(
            "“%(message)s” to %(count)s (%(languages)s)",
            message=step.name,
            count=len(applicants),
            languages=format_list(self.env, languages),
        )

    # Done -------------------------------------------------------------------------------

    @api.model
    def _start(self, kind, applicants):
        """:return: action: a dialog, or, where nothing has to be chosen and few are
        touched, the note that offers to undo it"""
        wizard = self.create({"kind": kind, "applicant_ids": applicants.ids})
        if kind == "replied" and len(applicants) <= MANY:
            return wizard.action_apply()
        return {
            "type": "ir.actions.act_window",
            "name": dict(self._fields["kind"]._description_selection(self.env))[kind],
            "res_model": self._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_apply(self):
        """:return: action: the note that offers to undo it"""
        self.ensure_one()
        applicants = self._find_changed()
        if not applicants:
            raise UserError(self.env._("This changes none of the applications."))
        applicants.check_access("write")
        names = self._get_changed_fields()
        self.sudo().undo_values = {
            "until": fields.Datetime.to_string(get_now(self.env) + UNDOABLE),
            "before": {row.pop("id"): row for row in self._read_state(applicants, names)},
        }
        message = getattr(self, f"_apply_{self.kind}")(applicants)
        self.sudo().undo_values = {
            **self.sudo().undo_values,
            "after": {row.pop("id"): row for row in self._read_state(applicants, names)},
        }
        return offer_undo(self, message)

    def action_undo(self):
        """Bring back what the applications were, where nobody has changed them since.

        :raise UserError: where all of them have been, or it is too long ago"""
        self.ensure_one()
        kept = self.sudo().undo_values or {"until": "1970-01-01 00:00:00", "after": {}}
        names = self._get_changed_fields()
        changed = self.env["hr.applicant"].browse(map(int, kept["after"])).exists()
        unchanged = [
            row["id"]
            for row in self._read_state(changed, names)
            if {name: row[name] for name in names} == kept["after"][str(row["id"])]
        ]
        applicants = changed.browse(unchanged)
        if not applicants or get_now(self.env) > fields.Datetime.to_datetime(kept["until"]):
            raise UserError(self.env._("This has been changed since, and is not undone."))
        applicants.check_access("write")
        before = {applicant: kept["before"][str(applicant.id)] for applicant in applicants}
        self.sudo().undo_values = False
        getattr(self, f"_undo_{self.kind}")(before)

    def _get_changed_fields(self):
        return {"stage": ("stage_id",), "recruiter": ("user_id",), "replied": REPLIED}[self.kind]

    def _read_state(self, applicants, names):
        """:return: list of dicts of what JSON can keep"""
        applicants.flush_recordset(names)
        rows = applicants.sudo().read(names, load=None)
        return [
            {
                name: fields.Datetime.to_string(value) if hasattr(value, "hour") else value
                for name, value in row.items()
            }
            for row in rows
        ]

    def _apply_stage(self, applicants):
        if not self.stage_id:
            raise UserError(self.env._("Choose a stage."))
        applicants.stage_id = self.stage_id
        self._let_messages_wait(applicants)
        return self.env._(
            "Moved to “%(stage)s”: %(count)s",
            stage=self.stage_id.name,
            count=self._say_who(applicants),
        )

    def _say_who(self, applicants):
        """:return: the name of the one, or the number of them"""
        return applicants.partner_name if len(applicants) == 1 else len(applicants)

    def _let_messages_wait(self, applicants):
        """Nothing leaves as long as it can be undone."""
        leaves = get_now(self.env) + GRACE
        rows = (
            self.env["hr.applicant.communication"]
            .sudo()
            .search(
                [
                    ("applicant_id", "in", applicants.ids),
                    ("state", "=", "scheduled"),
                    ("step_id.trigger", "in", list(BEGUN)),
                    ("scheduled_date", "<", leaves),
                ]
            )
        )
        rows.scheduled_date = leaves
        rows._set_next_attempt()

    def _apply_recruiter(self, applicants):
        applicants.user_id = self.user_id
        return self.env._(
            "Assigned to %(user)s: %(count)s",
            user=self.user_id.name or self.env._("nobody"),
            count=self._say_who(applicants),
        )

    def _apply_replied(self, applicants):
        applicants._check_may_tell()
        applicants.sudo()._note_contact(get_now(self.env), answers=True)
        return self.env._("Marked as replied: %s", self._say_who(applicants))

    # Undone -----------------------------------------------------------------------------

    def _undo_stage(self, before):
        self._write_back(before, "stage_id")

    def _undo_recruiter(self, before):
        self._write_back(before, "user_id")

    def _write_back(self, before, name):
        """Coming back to a stage so soon continues the visit: nothing is said twice."""
        applicants = self.env["hr.applicant"].union(*before)
        for value, group in applicants.grouped(lambda a: before[a][name]).items():
            group[name] = value

    def _undo_replied(self, before):
        write_past_orm(before)
        applicants = self.env["hr.applicant"].union(*before)
        applicants.invalidate_recordset(["days_since_contact", "days_awaiting_reply"], flush=False)
