from odoo import api, fields, models

from ..batch import get_now
from .troubles import SAYERS, TROUBLES


class HrInterviewTechnology(models.Model):
    """Whether camera, sound and connection work in a video interview, as somebody has said:
    the candidate before and after it, who holds it afterwards. Each says it once, and what
    they say later replaces it. Nothing here is measured without a press."""

    _name = "hr.interview.technology"
    _description = "Technology of a Video Interview"
    _inherit = "hr.candidate.guard.mixin"
    _order = "meeting_start desc, id desc"
    _rec_name = "applicant_id"

    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="applicant_id.company_id", store=True, index=True)
    job_id = fields.Many2one(
        related="applicant_id.job_id", string="Job Position", store=True, index="btree_not_null"
    )
    meeting_id = fields.Many2one(
        "calendar.event",
        "Interview",
        technical=True,
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    meeting_start = fields.Datetime("Date of the Interview", readonly=True)
    told_by = fields.Selection(SAYERS, "Reported By", required=True, readonly=True)
    date = fields.Datetime("Reported On", required=True, readonly=True)
    state = fields.Selection(
        [("works", "Works"), ("trouble", "Trouble")], required=True, readonly=True
    )
    trouble_count = fields.Integer(
        "With Trouble", compute="_compute_trouble_count", store=True, help="One for each."
    )
    camera = fields.Boolean(readonly=True)
    microphone = fields.Boolean(readonly=True)
    sound = fields.Boolean(readonly=True)
    connection = fields.Boolean("Internet Connection", readonly=True)
    words = fields.Text("In Their Words", readonly=True)

    _once = models.UniqueIndex("(meeting_id, applicant_id, told_by)")

    @api.depends("state")
    def _compute_trouble_count(self):
        for told in self:
            told.trouble_count = int(told.state == "trouble")

    @api.model
    def _note(self, applicant, meeting, told_by, works, troubles=(), words=""):
        """Keep what somebody has said of a video interview, in place of what they said before.

        :param applicant: ``hr.applicant``
        :param meeting: ``calendar.event``
        :param str told_by: key of ``SAYERS``
        :param bool works: whether the technology works
        :param troubles: names in ``TROUBLES``
        :return: the record, as superuser
        """
        told = self.sudo()
        values = {
            "meeting_start": meeting._confirmed("start"),
            "date": get_now(self.env),
            "state": "works" if works else "trouble",
            "words": words or False,
            **{name: not works and name in troubles for name in TROUBLES},
        }
        known = told._find(applicant, meeting, told_by)
        if known:
            known.write(values)
            return known
        return told.create(
            {
                "applicant_id": applicant.id,
                "meeting_id": meeting.id,
                "told_by": told_by,
                **values,
            }
        )

    @api.model
    def _find(self, applicant, meetings, told_by):
        return self.search(
            [
                ("applicant_id", "in", applicant.ids),
                ("meeting_id", "in", meetings.ids),
                ("told_by", "=", told_by),
            ]
        )

    def _get_troubles(self):
        """:return: list of names in ``TROUBLES``"""
        return [name for name in TROUBLES if self[name]]
