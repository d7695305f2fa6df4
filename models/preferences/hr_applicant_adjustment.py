from odoo import api, fields, models
from odoo.exceptions import UserError

from ..batch import get_now
from .preferences import LONGEST_TEXT


class HrApplicantAdjustment(models.Model):
    """What a candidate needs so that they can take part. It is read by those who arrange
    it, and by nobody who judges the candidate: no field of another model leads here, nothing
    of it is tracked, mailed or noted anywhere else."""

    _name = "hr.applicant.adjustment"
    _description = "Adjustments for a Candidate"
    # A to-do that is done wants to be noted somewhere.
    _inherit = ["hr.candidate.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "state desc, told_date desc, id desc"

    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="applicant_id.company_id", store=True, index=True)
    # Who arranges need not be in recruitment.
    candidate_name = fields.Char(related="applicant_id.partner_name", string="Candidate")
    job_name = fields.Char(related="applicant_id.job_id.name", string="Job Position")
    candidate_email = fields.Char(related="applicant_id.email_from", string="Email")
    candidate_phone = fields.Char(related="applicant_id.partner_phone", string="Phone")
    next_interview = fields.Datetime(compute="_compute_next_interview", compute_sudo=True)
    need = fields.Text("What Is Needed", required=True, readonly=True, help="As it was written.")
    told_date = fields.Datetime("Asked For On", required=True, readonly=True)
    state = fields.Selection(
        [("open", "To Arrange"), ("arranged", "Arranged")],
        required=True,
        readonly=True,
        default="open",
        copy=False,
    )
    reply = fields.Text(
        "To the Candidate",
        copy=False,
        help="Shown on the candidate's page as soon as it is arranged: what was arranged, whom to "
        "ask.",
    )
    arranged_date = fields.Datetime("Arranged On", readonly=True, copy=False)
    arranged_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    ended_date = fields.Datetime(readonly=True, copy=False, technical=True)

    _one_each = models.UniqueIndex("(applicant_id)")

    @api.depends("applicant_id.partner_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for adjustment in self:
            # Not of the record as superuser: a name is for those who may read it.
            name = adjustment.applicant_id.sudo().partner_name
            adjustment.display_name = name or self.env._("Candidate without a name")

    @api.depends("applicant_id")
    def _compute_next_interview(self):
        now = get_now(self.env)
        for adjustment in self:
            ahead = adjustment.applicant_id.interview_ids.filtered(lambda m: m.stop > now)
            adjustment.next_interview = min(ahead.mapped("start"), default=False)

    def action_arrange(self):
        """It is arranged: the candidate reads that on the page, the others' to-dos close."""
        self.check_access("write")
        for adjustment in self.filtered(lambda a: a.state == "open"):
            adjustment.sudo().write(
                {
                    "state": "arranged",
                    "arranged_date": get_now(self.env),
                    "arranged_by_id": self.env.uid,
                }
            )
        self.sudo()._watch()

    def action_reopen(self):
        """It is not arranged after all."""
        self.check_access("write")
        self.sudo().write({"state": "open", "arranged_date": False, "arranged_by_id": False})
        self.sudo()._watch()

    def write(self, vals):
        if len(vals.get("reply") or "") > LONGEST_TEXT:
            raise UserError(self.env._("Please keep it to %s characters.", LONGEST_TEXT))
        return super().write(vals)

    def export_data(self, fields_to_export):
        """It leaves Odoo in the candidate's own copy, and in no other file."""
        raise UserError(self.env._("What candidates need cannot be exported."))

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        """What somebody notes when a to-do is done is mailed to nobody."""
        return []

    @api.model
    def _leave_out(self, places):
        """:param places: list of ``Place``, where a search through everything has found words
        :return: those that are not of adjustments: whoever could search for words in what is
            needed would know it"""
        messages = {place.id for place in places if place.table == "mail_message"}
        mine = (
            self.env["mail.message"]
            .sudo()
            .search([("id", "in", list(messages)), ("model", "=", self._name)])
        )
        hidden = {("mail_message", number) for number in mine.ids}
        return [
            place
            for place in places
            if place.table != self._table and (place.table, place.id) not in hidden
        ]
