from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ..models.batch import get_now
from ..models.communication.undo import offer_undo
from ..models.rendering.preview_reader import Reader


class HrApplicantOfferSend(models.TransientModel):
    """Send an offer: after a call or by email, at once or when it suits, as the candidate gets
    it."""

    _name = "hr.applicant.offer.send"
    _description = "Send a Job Offer"
    _inherit = "hr.candidate.asking.mixin"
    _asked_by = "offer"

    offer_id = fields.Many2one("hr.applicant.offer", required=True, ondelete="cascade")
    applicant_ids = fields.Many2many("hr.applicant", compute="_compute_offer")
    told_by = fields.Selection(
        [("call", "By a call first, then the email"), ("email", "By email")],
        string="Inform the Candidate",
        required=True,
        default="call",
        help="Good news is best told by a person. The email with the link to the terms is sent "
        "once you have called.",
    )
    moment_mode = fields.Selection(
        [("now", "At once"), ("exact", "At a time of my choice")],
        string="When",
        required=True,
        default="now",
    )
    moment = fields.Datetime("Time")
    notice = fields.Text(compute="_compute_offer")
    valid_until = fields.Date(compute="_compute_offer")
    preview_subject = fields.Char(compute="_compute_preview")
    preview_body = fields.Html(compute="_compute_preview", sanitize="email_outgoing")

    @api.depends("offer_id")
    def _compute_offer(self):
        """:raise AccessError: for an offer that the user may not read"""
        for wizard in self:
            offer = wizard.offer_id
            offer.check_access("read")
            wizard.applicant_ids = offer.applicant_id
            wizard.notice = offer.notice
            wizard.valid_until = offer.valid_until

    @api.depends("offer_id")
    @api.depends_context("uid")
    def _compute_preview(self):
        """The email as the candidate would get it."""
        for wizard in self:
            subject = body = False
            wizard.offer_id.check_access("read")
            applicant = wizard.offer_id.applicant_id
            if applicant and (step := wizard._find_steps(applicant)[applicant]):
                row = self.env["hr.applicant.communication"].new(
                    {"applicant_id": applicant.id, "step_id": step.id, "action": "offer"}
                )
                reader = Reader(self.env)
                try:
                    subject, body = row._render_text(reader)
                    body = reader.add_note(body)
                except (UserError, ValueError) as error:
                    body = plaintext2html(str(error).splitlines()[0])
            wizard.preview_subject = subject
            wizard.preview_body = body

    def _find_obstacle(self, applicant, step):
        if obstacle := super()._find_obstacle(applicant, step):
            return obstacle
        if not step:
            return self.env._(
                "The plan has no step “Job offer” that is started by hand: an administrator "
                "adds it."
            )
        return self._find_obstacle_of_offer()

    def _find_obstacle_of_offer(self):
        offer = self.offer_id.sudo()
        if missing := offer._say_missing():
            return missing
        if not offer._is_in_time():
            return self.env._("The last day to accept the offer has passed.")
        moment = self._find_moment()
        if moment and moment < get_now(self.env):
            return self.env._("Choose a time that is still ahead.")
        day = moment and offer.applicant_id._to_candidate_time(moment).date()
        if day and day > offer.valid_until:
            return self.env._("The last day to accept the offer is before it would be sent.")
        return False

    def _find_moment(self):
        """:return: naive UTC, or None for at once"""
        return self.moment if self.moment_mode == "exact" else None

    def action_send(self):
        """:return: action: the note that offers to undo it
        :raise UserError: where it cannot leave"""
        self.ensure_one()
        offer = self.offer_id
        offer._check_may_offer()
        offer.check_access("write")
        if self.moment_mode == "exact" and not self.moment:
            raise UserError(self.env._("Choose a time that is still ahead."))
        applicant = offer.applicant_id
        step = self._find_steps(applicant)[applicant]
        if obstacle := self._find_obstacle(applicant, step):
            raise UserError(obstacle)
        offer._send(step, self.told_by, self._find_moment())
        if self.told_by == "call":
            return offer_undo(offer, self.env._("The call is planned: %s", self.whose))
        return offer_undo(offer, self.env._("The offer will be sent: %s", self.whose))
