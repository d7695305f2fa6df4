from contextlib import contextmanager

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ..batch import get_now

MONTHS_KEPT = 24
# One entry for what somebody opens, saves and opens again.
SAME_HOURS = 1
LISTING = "hr_recruitment_candidate_experience.listing"


class HrRecruitmentAccess(models.Model):
    """Who opened the form of something confidential. Lists are not recorded: what is
    confidential does not stand in them."""

    _name = "hr.recruitment.access"
    _description = "Access Record"
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


class HrCandidateAccess(models.AbstractModel):
    """Records of which it is noted who opens them in a form."""

    _name = "hr.candidate.access.mixin"
    _description = "Confidential, with a Record of Who Opened It"

    def _is_access_noted(self):
        """:return: whether this one is confidential"""
        return False

    def _get_access_kind(self):
        """:return: of ``hr.recruitment.access``"""
        raise NotImplementedError

    def _get_access_applicant(self):
        """:return: ``hr.applicant``, may be empty"""
        raise NotImplementedError

    def web_read(self, specification):
        found = super().web_read(specification)
        opened = len(self) == 1 and bool(found) and not self.env.su
        if opened and LISTING not in self.env.cr.cache and self.sudo()._is_access_noted():
            self.env["hr.recruitment.access"]._note(self)
        return found

    # It writes: with a replica it would be refused there, and be asked a second time.
    web_read._readonly = False

    @contextmanager
    def _listing(self):
        """What a list reads of its rows is no opening of a form."""
        outer = self.env.cr.cache.get(LISTING)
        self.env.cr.cache[LISTING] = True
        try:
            yield
        finally:
            if not outer:
                del self.env.cr.cache[LISTING]

    @api.readonly
    @api.model
    def web_search_read(self, *args, **kwargs):
        with self._listing():
            return super().web_search_read(*args, **kwargs)

    @api.readonly
    @api.model
    def web_read_group(self, *args, **kwargs):
        with self._listing():
            return super().web_read_group(*args, **kwargs)


class HrRecruitmentFeedback(models.Model):
    _name = "hr.recruitment.feedback"
    _inherit = ["hr.recruitment.feedback", "hr.candidate.access.mixin"]

    def _is_access_noted(self):
        return self.anonymity == "confidential"

    def _get_access_kind(self):
        return "feedback"

    def _get_access_applicant(self):
        return self.applicant_id
