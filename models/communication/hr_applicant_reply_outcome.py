from odoo import fields, models


class HrApplicantReplyOutcome(models.Model):
    """That a reply promise was kept or broken on a day, of whatever candidate: applications
    only know how often. Nobody reads it but what counts."""

    _name = "hr.applicant.reply.outcome"
    _description = "Outcome of a Reply Promise"
    _log_access = False
    _rec_name = "day"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    job_id = fields.Many2one("hr.job", readonly=True, index="btree_not_null", ondelete="set null")
    user_id = fields.Many2one("res.users", "Recruiter", readonly=True, ondelete="set null")
    day = fields.Date(required=True, readonly=True)
    kept = fields.Boolean(readonly=True)
    _place = models.Index("(company_id, day)")
