from collections import defaultdict

from odoo import models


class HrApplicantCommunicationPage(models.Model):
    """Every message can show the way to the candidate's page: all keys at once."""

    _inherit = "hr.applicant.communication"

    def _send_email(self, batch):
        self.applicant_id._ensure_page_tokens()
        return super()._send_email(batch)

    def _send_sms(self, batch):
        res = super()._send_sms(batch)
        rows = self.filtered("sms_id_int")
        messages = self.env["sms.sms"].browse(rows.mapped("sms_id_int"))
        closed = {row.applicant_id.id: sms.body for row, sms in zip(rows, messages, strict=True)}
        opened = rows.applicant_id._open_texts(closed)
        for row, sms in zip(rows, messages, strict=True):
            if opened[row.applicant_id.id] != sms.body:
                sms.body = opened[row.applicant_id.id]
        return res

    def _note_sent_stage(self, moment):
        """From now on the candidate knows of the stage."""
        known = self.filtered(lambda row: row.action in ("email", "sms"))
        confirming = known.filtered(lambda row: row.step_id.trigger == "applied")
        jobs = confirming.applicant_id.job_id
        first_stages = {job: job._get_first_stage() for job in jobs}
        stages = defaultdict(self.applicant_id.browse)
        for row in known:
            stage = row.stage_id
            if not stage and row in confirming:
                stage = first_stages.get(row.applicant_id.job_id)
            if stage:
                stages[stage] |= row.applicant_id
        for stage, applicants in stages.items():
            applicants._note_told_stage(stage)
