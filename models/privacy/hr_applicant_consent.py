from odoo import api, fields, models

from ..batch import get_now
from .consent_kinds import EVENTS, KINDS

OFFICERS = "hr_recruitment.group_hr_recruitment_user"


class HrApplicantConsent(models.Model):
    """The register of consents: what candidates have pressed on their page, with the text
    that they read, and when a consent ended. It is added to, and never changed; nobody has
    the right to write it. A yes on the telephone stands on the application only."""

    _name = "hr.applicant.consent"
    _description = "Consent of a Candidate"
    _order = "date desc, id desc"
    _rec_name = "kind"

    applicant_id = fields.Many2one(
        "hr.applicant", "Application", required=True, index=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="applicant_id.company_id", store=True)
    text_id = fields.Many2one(
        "hr.recruitment.consent.text", "Consent Text", readonly=True, ondelete="restrict"
    )
    kind = fields.Selection(KINDS, "About", required=True, readonly=True)
    event = fields.Selection(EVENTS, "What Happened", required=True, readonly=True)
    date = fields.Datetime(required=True, readonly=True)
    until = fields.Date("Valid Until", readonly=True, help="What the candidate agreed to.")
    words = fields.Text("Text That Was Shown", readonly=True)
    lang = fields.Char("In the Language", readonly=True)

    @api.model
    def _note(self, applicants, kind, event, **values):
        """:param applicants: ``hr.applicant``
        :param str kind: of ``KINDS``
        :param str event: of ``EVENTS``
        :param values: what else is known of all of them"""
        now = get_now(self.env)
        return self.sudo().create(
            [
                {"applicant_id": each.id, "kind": kind, "event": event, "date": now, **values}
                for each in applicants
            ]
        )

    @api.model
    def _filter_pressed(self, applicants, kind):
        """:return: those ``hr.applicant`` whose last press about it was a yes"""
        last = {}
        for row in self.sudo().search(
            [("applicant_id", "in", applicants.ids), ("kind", "=", kind)], order="date, id"
        ):
            last[row.applicant_id.id] = row.event
        return applicants.filtered(lambda a: last.get(a.id) in ("given", "renewed"))


class HrApplicant(models.Model):
    _inherit = "hr.applicant"

    consent_question_ids = fields.One2many(
        "hr.applicant.consent.question", "applicant_id", "Consents", groups=OFFICERS
    )

    def _has_consent(self, kind):
        """:param str kind: of ``ASKED_KINDS``
        :return: whether the candidate agrees to it today"""
        self.ensure_one()
        return any(
            question.text_id.kind == kind and question._is_in_force()
            for question in self.sudo().consent_question_ids
        )
