from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..feedback.choices import MOMENTS
from .improvement_choices import MANAGER, OPEN

# Fields that owners without manager rights may write; Odoo's chatter included.
EDITABLE = {"state", "description", "date_done", "activity_ids"}


class HrRecruitmentImprovement(models.Model):
    """A change for candidates: its owner, its deadline, and whether it helped.

    It starts from a number or a comment and goes from idea to done. From then on the
    score of what it is about is compared, six months before against the time since.
    """

    _name = "hr.recruitment.improvement"
    _description = "Improvement Action"
    _inherit = ["mail.thread", "mail.activity.mixin", "hr.candidate.guard.mixin"]
    _order = "date_deadline, id desc"
    _check_company_auto = True

    name = fields.Char("Improvement Action", required=True, tracking=True)
    description = fields.Html()
    state = fields.Selection(
        [
            ("idea", "Idea"),
            ("in_progress", "In progress"),
            ("done", "Done"),
            ("dropped", "Dropped"),
        ],
        default="idea",
        required=True,
        tracking=True,
        group_expand=True,
        copy=False,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        default=lambda self: self.env.user,
        tracking=True,
        domain=lambda self: [
            ("share", "=", False),
            (
                "all_group_ids",
                "in",
                self.env.ref("hr_recruitment.group_hr_recruitment_user").ids,
            ),
        ],
        help="Gets an activity with the deadline. Recruiters see the actions that they own.",
    )
    date_deadline = fields.Date(
        "Deadline",
        default=lambda self: fields.Date.context_today(self) + relativedelta(months=1),
        tracking=True,
        copy=False,
    )
    date_done = fields.Date(
        "Changed On",
        compute="_compute_date_done",
        store=True,
        readonly=False,
        copy=False,
        help="The day from which candidates meet the change: answers from this day on "
        "are compared with those before.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    moment = fields.Selection(
        MOMENTS, help="Where in the journey the change is felt. Empty: everywhere."
    )
    job_id = fields.Many2one(
        "hr.job",
        string="Job Position",
        ondelete="set null",
        check_company=True,
        help="Leave empty for a change that candidates of every job position meet.",
    )
    driver_id = fields.Many2one(
        "hr.recruitment.feedback.driver",
        ondelete="set null",
        help="What shall get better: information, respect, speed …",
    )
    stage_id = fields.Many2one(
        "hr.recruitment.stage",
        ondelete="set null",
        help="The step of the process that is changed.",
    )
    feedback_id = fields.Many2one(
        "hr.recruitment.feedback",
        ondelete="set null",
        check_company=True,
        copy=False,
        groups=MANAGER,
        help="The feedback that gave rise to it.",
    )
    comment = fields.Text(related="feedback_id.comment", related_sudo=False, groups=MANAGER)
    target = fields.Char("About", compute="_compute_target")
    is_late = fields.Boolean(compute="_compute_is_late")
    may_edit = fields.Boolean(compute="_compute_may_edit")

    _date_done_range = models.Constraint(
        "CHECK (date_done BETWEEN '1991-01-01' AND '2199-12-31')",
        "This date cannot be right: nothing that candidates have met was changed then.",
    )

    @api.depends("state")
    def _compute_date_done(self):
        today = fields.Date.context_today(self)
        for action in self:
            action.date_done = action.state == "done" and (action.date_done or today)

    @api.depends("moment", "job_id", "driver_id", "stage_id")
    @api.depends_context("lang")
    def _compute_target(self):
        moments = dict(self._fields["moment"]._description_selection(self.env))
        for action in self:
            parts = (
                action.driver_id.name,
                moments.get(action.moment),
                action.stage_id.name,
                action.job_id.name,
            )
            action.target = " · ".join(filter(None, parts))

    @api.depends("state", "date_deadline")
    def _compute_is_late(self):
        today = fields.Date.context_today(self)
        for action in self:
            due = action.state in OPEN and action.date_deadline
            action.is_late = bool(due and due < today)

    @api.depends_context("uid")
    def _compute_may_edit(self):
        self.may_edit = self.env.user.has_group(MANAGER)

    @api.constrains("feedback_id")
    def _check_feedback_id(self):
        """The user must be able to read the feedback that is linked."""
        self.sudo(False).feedback_id.check_access("read")

    # CRUD --------------------------------------------------------------------------

    @api.model
    def default_get(self, fields):
        """An action that starts from feedback or a job position belongs to its company."""
        values = super().default_get(fields)
        answer = self.env["hr.recruitment.feedback"].browse(values.get("feedback_id"))
        job = self.env["hr.job"].browse(values.get("job_id"))
        company = answer.company_id or job.company_id
        if company and "default_company_id" not in self.env.context:
            values["company_id"] = company.id
        return values

    @api.model_create_multi
    def create(self, vals_list):
        actions = super().create(vals_list)
        actions._update_activities()
        return actions

    def write(self, vals):
        if not self.env.su and vals.keys() - EDITABLE and not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._(
                    "You can move your improvement actions on and describe them. "
                    "Candidate experience managers change the rest."
                )
            )
        res = super().write(vals)
        if {"state", "user_id", "date_deadline", "name"} & vals.keys():
            self._update_activities()
        return res

    # The owner's activity ----------------------------------------------------------

    def _update_activities(self):
        """The owner of an open action has one activity with the deadline."""
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type("activity_type_improvement")
        if not kind:
            return
        wanted = self.filtered(
            lambda action: action.state in OPEN and action.user_id and action.date_deadline
        )
        done = self.filtered(lambda action: action.state == "done")
        activities._find_raised(done, kind).sudo(False).action_feedback()
        activities._find_raised(self - wanted - done, kind).unlink()
        activities._keep_todos(wanted, kind, lambda action: (action.name, False), "date_deadline")
