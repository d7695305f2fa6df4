import logging

from odoo import api, fields, models

from ..in_halves import do_in_halves

_logger = logging.getLogger(__name__)
# Bytes of a database that is searched in about ten seconds.
LARGE = 500_000_000


class HrRecruitmentErasureLarge(models.Model):
    """In a large database a review takes longer than a person waits: the cron makes it,
    with the rights of who asked for it, and tells them."""

    _inherit = "hr.recruitment.erasure"

    reviewer_id = fields.Many2one(
        "res.users", "Being Reviewed For", readonly=True, ondelete="set null"
    )

    def _review(self):
        if not self._takes_long():
            return super()._review()
        self.write({"reviewer_id": self.env.uid, "looked_date": False})
        return self._wake_cron()

    def _takes_long(self):
        """:return: whether the whole database is searched, and is large"""
        self.env.cr.execute("SELECT pg_database_size(current_database()) > %s", [LARGE])
        return self.cause != "retention" and self.env.cr.fetchone()[0]

    @api.model
    def _cron_carry_out(self, *args, **kwargs):
        commit = self.env["ir.cron"]._commit_progress
        for erasure in self.search([("reviewer_id", "!=", False), ("state", "=", "draft")]):
            do_in_halves(erasure, type(self)._review_for_reviewer, type(self)._note_not_reviewed)
            if not commit(1):
                return
        super()._cron_carry_out(*args, **kwargs)

    def _review_for_reviewer(self):
        reviewer = self.reviewer_id
        theirs = self.with_user(reviewer).with_context(
            lang=reviewer.lang, allowed_company_ids=reviewer.company_ids.ids
        )
        theirs.check_access("write")
        theirs.sudo()._look()
        self.reviewer_id = False
        reviewer._bus_send(
            "simple_notification",
            {"type": "info", "message": theirs.env._("%s is reviewed.", self.display_name)},
        )

    def _note_not_reviewed(self, error):
        # The message may quote personal data: the log gets the type only.
        _logger.warning("%s: %s", self, type(error).__name__)
        self.reviewer_id = False
        self.company_id._note_trouble("nightly")
