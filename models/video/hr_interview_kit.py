from odoo import api, fields, models


class HrInterviewKit(models.Model):
    """Whoever holds a video interview ticks that there was technical trouble."""

    _inherit = "hr.interview.kit"

    is_video = fields.Boolean(compute="_compute_is_video", compute_sudo=True)
    technical_trouble = fields.Boolean(
        compute="_compute_technical_trouble",
        inverse="_inverse_technical_trouble",
        compute_sudo=True,
        help="Camera, sound or connection did not work as they should. It is counted, and "
        "says nothing about the candidate.",
    )

    @api.depends("meeting_id.meeting_format", "meeting_id.videocall_location")
    def _compute_is_video(self):
        for kit in self:
            kit.is_video = kit.meeting_id._get_meeting_format() == "video"

    @api.depends("meeting_id", "applicant_id")
    def _compute_technical_trouble(self):
        told = self._find_technical_trouble()
        pairs = {(row.meeting_id, row.applicant_id) for row in told}
        for kit in self:
            kit.technical_trouble = (kit.meeting_id, kit.applicant_id) in pairs

    def _inverse_technical_trouble(self):
        """What is not ticked is not known, rather than well."""
        technology = self.env["hr.interview.technology"]
        self.filtered(lambda kit: not kit.technical_trouble)._find_technical_trouble().unlink()
        for kit in self.filtered(lambda kit: kit.technical_trouble and kit.is_video).sudo():
            technology._note(kit.applicant_id, kit.meeting_id, "colleague", works=False)

    def _find_technical_trouble(self):
        """:return: ``hr.interview.technology`` of these, as superuser; a meeting may have
        several candidates"""
        kits = self.sudo()
        found = self.env["hr.interview.technology"].sudo()
        found = found._find(kits.applicant_id, kits.meeting_id, "colleague")
        pairs = {(kit.meeting_id, kit.applicant_id) for kit in kits}
        return found.filtered(lambda row: (row.meeting_id, row.applicant_id) in pairs)
