from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.communication.undo import name_some


class HrFirstMonthsStart(models.TransientModel):
    """Plan the first months of one new colleague or of fifty, after a look at what comes of
    it."""

    _name = "hr.first.months.start"
    _description = "Plan the First Months"

    applicant_ids = fields.Many2many(
        "hr.applicant",
        "hr_first_months_start_rel",
        string="New Colleagues",
        required=True,
        context={"active_test": False},
    )
    count = fields.Integer(compute="_compute_whose")
    whose = fields.Char("New Colleagues by Name", compute="_compute_whose")
    company_id = fields.Many2one("res.company", compute="_compute_whose")
    plan_id = fields.Many2one(
        "mail.activity.plan",
        domain="[('is_first_months', '=', True), ('company_id', 'in', [False, company_id])]",
        help="Empty: the one that fits the job position, department and place of each.",
    )
    first_day = fields.Date(
        compute="_compute_known",
        compute_sudo=False,
        store=True,
        readonly=False,
        help="Of all of them. Empty: as it stands on each application.",
    )
    buddy_id = fields.Many2one(
        "res.users",
        compute="_compute_known",
        compute_sudo=False,
        store=True,
        readonly=False,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    manager_id = fields.Many2one(
        "res.users",
        compute="_compute_known",
        compute_sudo=False,
        store=True,
        readonly=False,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    notice = fields.Text(compute="_compute_preview")
    preview = fields.Html(compute="_compute_preview", sanitize=False)

    def _find_readable(self):
        """:return: the applications, without those that the user may not read: what is shown
        of them is looked up before anything is saved, and in part as superuser"""
        return self.applicant_ids._origin._filtered_access("read")

    @api.depends("applicant_ids")
    def _compute_whose(self):
        for dialog in self:
            applicants = dialog._find_readable()
            dialog.count = len(applicants)
            dialog.whose = name_some(
                self.env, [a.partner_name or a.display_name for a in applicants]
            )
            dialog.company_id = applicants.company_id[:1] or self.env.company

    @api.depends("applicant_ids")
    def _compute_known(self):
        """What all of them share already."""
        for dialog in self:
            applicants = dialog._find_readable()
            days = set(applicants.mapped("first_day"))
            dialog.first_day = days.pop() if len(days) == 1 else False
            buddies = applicants.buddy_id
            dialog.buddy_id = buddies if len(buddies) == 1 else False
            managers = {a._find_first_months_manager() for a in applicants}
            dialog.manager_id = managers.pop() if len(managers) == 1 else False

    @api.depends("applicant_ids", "plan_id", "first_day", "buddy_id", "manager_id")
    def _compute_preview(self):
        """Of the first of them: who does what, and by when."""
        for dialog in self:
            known = [dialog._imagine(applicant) for applicant in dialog._find_readable()]
            obstacles = [
                f"{a.partner_name or ''}: {why}"
                for a in known
                if (why := a._find_obstacle_to_first_months())
            ]
            dialog.notice = "\n".join([*dialog._list_notices(known), *obstacles]) or False
            ready = [a for a in known if not a._find_obstacle_to_first_months()]
            dialog.preview = dialog._draw(ready[0]) if ready else False

    def _imagine(self, applicant):
        """:return: the application as it would be, as superuser"""
        virtual = applicant.sudo().new(origin=applicant.sudo())
        for name, value in self._get_given().items():
            virtual[name] = value
        return virtual

    def _get_given(self):
        given = {
            "first_day": self.first_day,
            "buddy_id": self.buddy_id,
            "first_months_manager_id": self.manager_id,
        }
        return {name: value for name, value in given.items() if value}

    def _list_notices(self, applicants):
        """:return: list of sentences about what should be looked at first"""
        closed = {a.first_day for a in applicants if a.first_day and not a._is_first_day_worked()}
        notices = [
            self.env._(
                "Nobody works on %s: it is a public holiday or a free day.",
                applicants[0]._say_date(day),
            )
            for day in sorted(closed)
        ]
        elsewhere = self._find_readable().sudo()._filter_planned_elsewhere()
        return notices + [
            self.env._(
                "%s: the first months are planned with another application already.",
                applicant.partner_name or "",
            )
            for applicant in elsewhere
        ]

    def _find_plans(self, applicants):
        """:return: dict application → plan"""
        plans = self.env["mail.activity.plan"]
        if self.plan_id:
            if not self.plan_id.is_first_months:
                raise UserError(self.env._("Choose a plan for the first months."))
            return {applicant: self.plan_id.sudo() for applicant in applicants}
        return plans._find_first_months(applicants)

    def _draw(self, applicant):
        plan = self._find_plans(applicant)[applicant]
        if not plan:
            return Markup("<p>%s</p>") % self.env._("No plan for the first months fits.")
        lines = sorted(
            applicant._list_first_tasks({applicant: plan.sudo()}, self.env.user),
            key=lambda line: line.day,
        )
        row = Markup("<tr><td>%s</td><td>%s</td><td>%s</td></tr>")
        return Markup(
            '<table class="table table-sm"><thead><tr><th>%s</th><th>%s</th><th>%s</th></tr>'
            "</thead><tbody>%s</tbody></table>"
        ) % (
            self.env._("Day"),
            self.env._("Task"),
            self.env._("Whose"),
            Markup().join(
                row
                % (
                    applicant._say_date(line.day),
                    line.template.with_env(self.env).sudo().display_name,
                    line.user.name or applicant.partner_name or "",
                )
                for line in lines
            ),
        )

    def action_plan(self):
        """:raise UserError: where nothing can be planned for anybody"""
        self.ensure_one()
        applicants = self.applicant_ids
        applicants._check_may_plan()
        if given := self._get_given():
            applicants.write({n: v.id if n != "first_day" else v for n, v in given.items()})
        plans = self._find_plans(applicants.sudo())
        before = applicants.filtered("first_months_date")
        applicants._start_first_months(plans, self.env.user)
        planned = applicants.filtered("first_months_date")
        if not planned:
            raise UserError(self.notice or self.env._("No plan for the first months fits."))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Planned for %s new colleagues.", len(planned - before))
                if len(applicants) > 1
                else self.env._("The first months are planned."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
