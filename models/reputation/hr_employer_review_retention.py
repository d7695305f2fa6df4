import logging

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ..batch import get_today
from ..in_halves import do_in_halves
from ..limits import BATCH_SIZE
from .review_choices import WORDS

_logger = logging.getLogger(__name__)

# What goes with the words: what says or may say who has written.
PERSONAL = (
    *WORDS,
    *("author", "url", "sender", "answer", "job_name", "department_name", "location_name"),
)


class HrEmployerReviewRetention(models.Model):
    """Reviews are personal data where somebody can tell who wrote them. Words go after a
    time that the company sets; site, day and rating stay, so that numbers stay."""

    _inherit = "hr.employer.review"

    @api.model
    def _cron_delete_words(self):
        cron = self.env["ir.cron"]
        for company in self.env["res.company"].search([("review_keep_months", ">", 0)]):
            last = get_today(self.env) - relativedelta(months=company.review_keep_months)
            domain = [
                ("company_id", "=", company.id),
                ("date", "<", fields.Date.to_string(last)),
                ("emptied_date", "=", False),
            ]
            reviews = self.with_context(active_test=False).search(domain, order="id")
            while reviews:
                batch, reviews = reviews[:BATCH_SIZE], reviews[BATCH_SIZE:]
                do_in_halves(batch, lambda some: some._delete_words(), self._note_kept)
                if not cron._commit_progress(len(batch), remaining=len(reviews)):
                    return

    def _delete_words(self):
        self.with_context(tracking_disable=True).write(
            {**dict.fromkeys(PERSONAL, False), "emptied_date": get_today(self.env)}
        )
        self.sudo().message_ids.unlink()
        files = self.env["ir.attachment"].sudo()
        files.search([("res_model", "=", self._name), ("res_id", "in", self.ids)]).unlink()

    @api.model
    def _note_kept(self, review, error):
        _logger.warning("The words of review %s are kept: %s", review.id, type(error).__name__)
        review.company_id._note_trouble("nightly")
