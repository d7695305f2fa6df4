from datetime import timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.batch import get_now
from ..models.communication.undo import name_some
from ..models.write_groups import OFFICER

WORKING_DAYS = 5
# Longer is no waiting, but a no that nobody dares to say.
LONGEST = timedelta(days=60)


class HrApplicantWait(models.TransientModel):
    """Ask candidates to wait while somebody else decides: they get an honest email with
    the day by which they hear."""

    _name = "hr.applicant.wait"
    _description = "Ask to Wait"

    applicant_ids = fields.Many2many(
        "hr.applicant",
        "hr_applicant_wait_rel",
        string="Applications",
        required=True,
        context={"active_test": False},
    )
    whose = fields.Char("Candidates", compute="_compute_whose")
    until = fields.Date(
        "They Get an Answer By",
        required=True,
        default=lambda self: self._get_default_until(),
        help="The email names this day, and it is a promise: you are reminded before.",
    )

    @api.depends("applicant_ids")
    def _compute_whose(self):
        for wizard in self:
            names = [a.partner_name or a.display_name for a in wizard.applicant_ids]
            wizard.whose = name_some(self.env, names)

    @api.model
    def _get_default_until(self):
        now = get_now(self.env)
        calendar = self.env.company.sudo().resource_calendar_id
        tz = pytz.timezone(self.env.user.tz or "UTC")
        due = calendar._add_working_days(now, WORKING_DAYS, tz)
        return pytz.utc.localize(due).astimezone(tz).date()

    def action_ask(self):
        """:raise UserError: where somebody cannot be asked, with the name"""
        self.ensure_one()
        if not self.env.user.has_group(OFFICER):
            raise AccessError(self.env._("Recruiters ask candidates to wait."))
        applicants = self.applicant_ids
        applicants.check_access("write")
        self._check_day()
        self._check_waiting(applicants)
        applicants._ask_to_wait(self.until)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The email is on its way, and can be skipped until then."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _check_day(self):
        today = fields.Date.context_today(self, get_now(self.env))
        if self.until <= today:
            raise UserError(self.env._("Choose a day in the future for the answer."))
        if self.until > today + LONGEST:
            raise UserError(
                self.env._(
                    "Nobody should wait longer than %s days for a decision. Say what you know "
                    "today instead.",
                    LONGEST.days,
                )
            )

    def _check_waiting(self, applicants):
        over = applicants.filtered(
            lambda a: not a._is_open() or a.date_closed or a.stage_id.is_offer
        )
        if over:
            raise UserError(
                self.env._(
                    "Only those whose application is open, and who have no job offer, wait for "
                    "the decision. Leave out: %s",
                    name_some(self.env, [a.partner_name or a.display_name for a in over]),
                )
            )
