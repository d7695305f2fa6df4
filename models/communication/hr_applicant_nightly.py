import logging

from odoo import models

from ..in_halves import do_in_halves

_logger = logging.getLogger(__name__)


class HrApplicantNightly(models.Model):
    """What crons do to many applications: one that breaks stops no other, and an
    administrator hears of it."""

    _inherit = "hr.applicant"

    def _do_nightly(self, method, *arguments):
        """:param str method: name of a method of many applications"""
        do_in_halves(
            self,
            lambda part: getattr(part, method)(*arguments),
            lambda applicant, error: applicant._note_nightly_error(method, error),
        )

    def _note_nightly_error(self, method, error):
        # The message may quote the candidate's data: the log gets the type only.
        _logger.error("%s of %s: %s", method, self, type(error).__name__)
        self.company_id._note_trouble("nightly", self)
