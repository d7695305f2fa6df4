from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ..batch import get_now

MONTHS_KEPT = 24
# One entry for what somebody opens, saves and opens again.
SAME_HOURS = 1


class HrRecruitmentAccess(models.Model):
    """Who opened the form of something confidential. Lists are not recorded: what is
    confidential does not stand in them."""

    _name = "hr.recruitment.access"
    _description = "Access Log"
    _order = "date desc, id desc"
    _rec_name = "kind"

    user_id = fields.Many2one("res.users", "Opened By", required=True, readonly=True, index=True)
    date = fields.Datetime("Opened On", required=True, readonly=True, index=True)
    kind = fields.Selection(
        [("feedback", "Confidential feedback")], "What Was Opened", required=True, readonly=True
    )
    res_id = fields.Integer("Record", required=True, readonly=True, aggregator=None)
    applicant_id = fields.Many2one(
        "hr.applicant", "Application", readonly=True, index="btree_not_null", ondelete="set null"
    )
    company_id = fields.Many2one("res.company", readonly=True)

    _same = models.Index("(res_id, kind, user_id, date)")

    @api.model
    def _note(self, record):
        """:param record: of a model with ``hr.candidate.access.mixin``"""
        kind, applicant = record._get_access_kind(), record.sudo()._get_access_applicant()
        now = get_now(self.env)
        known = self.sudo().search_count(
            [
                ("res_id", "=", record.id),
                ("kind", "=", kind),
                ("user_id", "=", self.env.uid),
                ("date", ">", now - relativedelta(hours=SAME_HOURS)),
            ],
            limit=1,
        )
        if not known:
            self.sudo().create(
                {
                    "user_id": self.env.uid,
                    "date": now,
                    "kind": kind,
                    "res_id": record.id,
                    "applicant_id": applicant.id,
                    "company_id": applicant.company_id.id,
                }
            )

    @api.autovacuum
    def _gc_old(self):
        old = get_now(self.env) - relativedelta(months=MONTHS_KEPT)
        records = self.search([("date", "<", old)], limit=10_000)
        records.unlink()
        return len(records), len(records) == 10_000
