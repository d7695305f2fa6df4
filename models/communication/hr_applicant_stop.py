from odoo import Command, api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..write_groups import OFFICER

# Of an application: who wants no messages, by the contact or without one.
STOPPED = """
    (applicant.stopped_without_contact OR EXISTS (
     SELECT FROM candidate_stop AS stop
      WHERE stop.partner_id = applicant.partner_id
        AND (applicant.company_id IS NULL OR stop.company_id = applicant.company_id)))
"""
# What decides on whose contact, and towards which company, the wish stands.
MOVING = {"partner_id", "company_id", "job_id", "department_id"}


class HrApplicantStop(models.Model):
    """A candidate has asked us to stop all messages.

    That is the wish of a person, towards one company: it stands on the contact, so that
    it holds for all of the person's applications, later ones too, and is kept when
    contacts are merged. Odoo's exclusion list is another thing: it is for marketing.
    """

    _inherit = "hr.applicant"

    messages_stopped = fields.Boolean(
        "Wants No Messages",
        compute="_compute_messages_stopped",
        inverse="_inverse_messages_stopped",
        search="_search_messages_stopped",
        compute_sudo=True,
        write_groups=OFFICER,
        help="The candidate has asked us to stop all messages: on the candidate's page, or "
        "you were told and note it here. It holds for all applications of this person to "
        "the company. What cannot wait, an interview or a refusal, is yours to tell.",
    )

    stopped_without_contact = fields.Boolean(
        groups=fields.NO_ACCESS,
        # Who copies may not read it: see ``copy``.
        copy=False,
        # So is an application that has gone to another contact or company since.
        help="A candidate who has only given a phone number has no contact.",
    )

    @api.depends("partner_id.candidate_stop_company_ids", "company_id", "stopped_without_contact")
    def _compute_messages_stopped(self):
        saved = self.filtered(lambda a: isinstance(a.id, int))
        saved.messages_stopped = False
        if stopped := saved._find_stopped():
            stopped.messages_stopped = True
        for applicant in self - saved:
            companies = applicant.partner_id.candidate_stop_company_ids
            if applicant.company_id:
                companies &= applicant.company_id
            applicant.messages_stopped = bool(companies) or applicant.stopped_without_contact

    def _find_stopped(self):
        """:return: those who want no messages: in one query, which reads nothing else of
        the contacts"""
        if not self:
            return self
        self._flush_stopped()
        found = self.env.execute_query(
            SQL(
                "SELECT applicant.id FROM hr_applicant AS applicant"
                " WHERE applicant.id = ANY(%s) AND %s",
                self.ids,
                SQL(STOPPED),
            )
        )
        return self.browse(applicant_id for (applicant_id,) in found)

    def _flush_stopped(self):
        self.flush_model(["partner_id", "company_id", "stopped_without_contact"])
        self.env["res.partner"].flush_model(["candidate_stop_company_ids"])

    def _inverse_messages_stopped(self):
        for stopped, applicants in self.grouped("messages_stopped").items():
            applicants.sudo()._note_stop(stopped)

    def write(self, vals):
        """Wherever an application goes, whoever wanted no messages about it gets none."""
        moves = MOVING & vals.keys() and "messages_stopped" not in vals
        stopped = self.sudo().filtered("messages_stopped") if moves else self.browse()
        res = super().write(vals)
        if lost := stopped.filtered(lambda a: not a.messages_stopped):
            lost.stopped_without_contact = True
        return res

    def copy(self, default=None):
        copies = super().copy(default)
        for original, copied in zip(self.sudo(), copies.sudo(), strict=True):
            if original.messages_stopped and not copied.messages_stopped:
                copied.stopped_without_contact = True
        return copies

    @api.model
    def _search_messages_stopped(self, operator, value):
        if operator != "in":
            return NotImplemented
        self._flush_stopped()
        stopped = Domain(
            "id",
            "in",
            SQL("(SELECT applicant.id FROM hr_applicant AS applicant WHERE %s)", SQL(STOPPED)),
        )
        return stopped if True in value else ~stopped

    def _note_stop(self, stopped):
        """:param bool stopped: whether the candidates want no messages"""
        command = Command.link if stopped else Command.unlink
        for company, applicants in self.grouped("company_id").items():
            companies = company or self.env.company
            if not company and not stopped:
                companies = applicants.partner_id.candidate_stop_company_ids
            applicants.partner_id.write(
                {"candidate_stop_company_ids": [command(one.id) for one in companies]}
            )
        alone = self.filtered(lambda a: not a.partner_id) if stopped else self
        alone.stopped_without_contact = stopped
