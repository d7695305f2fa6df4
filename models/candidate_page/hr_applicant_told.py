from odoo import fields, models

from ..past_orm import write_past_orm


class HrApplicantTold(models.Model):
    """What the candidate knows, by messages that have arrived: all that the candidate's
    page may show."""

    _inherit = "hr.applicant"

    told_stage_id = fields.Many2one(
        "hr.recruitment.stage",
        "Stage the Candidate Knows",
        readonly=True,
        copy=False,
        help="The stage that the last message to the candidate was about.",
    )

    def _note_told_stage(self, stage):
        """Written past the ORM: as ``_note_contact``."""
        write_past_orm({applicant: {"told_stage_id": stage.id} for applicant in self})

    def _get_told_meetings(self):
        """What delivered messages have said of interviews that are still to come.

        :return: dict ``calendar.event`` (superuser) → start, naive UTC
        """
        self.ensure_one()
        meetings = self.communication_ids.sudo().meeting_id
        told = self.communication_ids.sudo()._find_told(
            [(self.sudo(), meeting) for meeting in meetings], delivered=True
        )
        return {meeting: start for (_applicant, meeting), start in told.items()}
