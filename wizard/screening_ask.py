from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import plaintext2html

from ..models.batch import get_now
from ..models.communication.states import GRACE
from ..models.communication.undo import offer_undo
from ..models.inside import Inside
from ..models.rendering.preview_reader import Reader
from ..models.screening.states import USES
from ..models.write_groups import OFFICER

SCREENING = "screening"


class HrScreeningAsk(models.TransientModel):
    """Ask one candidate or many screening questions, and see the email first."""

    _name = "hr.screening.ask"
    _description = "Ask Screening Questions"
    _inherit = "hr.candidate.asking.mixin"
    _asked_by = SCREENING

    applicant_ids = fields.Many2many(
        "hr.applicant",
        "hr_screening_ask_applicant_rel",
        string="Applications",
        required=True,
        context={"active_test": False},
    )
    set_id = fields.Many2one(
        "hr.screening.set",
        "Screening Questions",
        compute="_compute_set",
        store=True,
        readonly=False,
        domain="[('company_id', 'in', [False, company_id])]",
    )
    left_out = fields.Text("Cannot Be Asked")
    preview_subject = fields.Char(compute="_compute_preview")
    preview_body = fields.Html(compute="_compute_preview", sanitize="email_outgoing")

    @api.depends("applicant_ids")
    def _compute_set(self):
        for ask in self:
            first = ask.applicant_ids._origin.sudo()[:1]
            found = ask.set_id._find_set(first.company_id or self.env.company, first.job_id)
            ask.set_id = found.sudo(False)

    @api.depends("set_id")
    def _compute_left_out(self):
        return super()._compute_left_out()

    @api.depends("applicant_ids", "set_id")
    @api.depends_context("uid")
    def _compute_preview(self):
        """The email as the first of those who are asked would get it."""
        for ask in self:
            ask.preview_subject = ask.preview_body = False
            asked = ask._find_asked()
            first = next(iter(asked), None)
            if first and ask.set_id:
                ask.preview_subject, ask.preview_body = ask._render(first, asked[first])

    def _render(self, applicant, step):
        """:return: (subject, body)"""
        ledger = self.env["hr.applicant.communication"]
        chosen = Inside((self.set_id._origin.id, step.sudo()._get_screening_days()))
        row = ledger.with_context(screening_chosen=chosen).new(
            {"applicant_id": applicant.id, "step_id": step.id, "action": SCREENING}
        )
        reader = Reader(self.env)
        try:
            subject, body = row._render_text(reader)
            return subject, reader.add_note(body)
        except (UserError, ValueError) as error:
            return False, plaintext2html(str(error).splitlines()[0])

    def _find_obstacle(self, applicant, step):
        if obstacle := super()._find_obstacle(applicant, step):
            return obstacle
        if not step:
            return self.env._(
                "The plan has no step “Screening questions” that is started by hand: an "
                "administrator adds it."
            )
        company = self.set_id.sudo().company_id
        if company and applicant.company_id and company != applicant.company_id:
            return self.env._("These questions are of another company.")
        return False

    def action_ask(self):
        """Each candidate gets an email with the way to the questions.

        :return: action: the note that offers to undo it
        :raise UserError: where nobody can be asked"""
        self._check_asks()
        steps = self._find_asked()
        if not steps:
            raise UserError(self.env._("None of these candidates can be asked."))
        asked = self.env["hr.applicant.screening"]
        applicants = self.applicant_ids.filtered(lambda a: a in steps)
        for step, group in applicants.grouped(steps.get).items():
            made = asked._ask(group, self.set_id.sudo())
            rows = group._start_step(step, get_now(self.env) + GRACE).sudo()
            rows.exact_time = False
            by_applicant = {screening.applicant_id.id: screening for screening in made}
            for row in rows:
                row.screening_id = by_applicant[row.applicant_id.id]
            # Who is not told after all was not asked.
            (made - rows.screening_id).unlink()
            asked |= rows.screening_id
        asked = asked.sudo(False)
        if len(asked) == 1:
            message = self.env._(
                "Screening questions are sent to %s", asked.sudo().applicant_id.partner_name
            )
        else:
            message = self.env._("Candidates who are asked screening questions: %s", len(asked))
        return offer_undo(asked, message)

    def _check_asks(self):
        """:raise AccessError: for who may not ask these candidates
        :raise UserError: where there is nothing to ask"""
        self.ensure_one()
        if not self.env["hr.candidate.settings"]._is_used(USES):
            raise UserError(self.env._("Screening questions are not in use."))
        if not self.env.user.has_groups(OFFICER):
            raise AccessError(self.env._("Only recruiters ask screening questions."))
        self.applicant_ids.check_access("write")
        if not self.set_id:
            raise UserError(self.env._("Choose the questions first."))
        self.set_id.check_access("read")
        if fault := self.set_id._find_fault():
            raise UserError(fault)
