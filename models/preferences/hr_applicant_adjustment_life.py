import logging
from datetime import timedelta

from odoo import api, models

from ..batch import get_now
from ..in_halves import do_in_halves
from .preferences import DAYS_KEPT, USES

_logger = logging.getLogger(__name__)
# Of a decision that the candidate has not been told, the page says nothing.
UNTOLD = ("pending", "owed")


class HrApplicantAdjustmentLife(models.Model):
    """From told to arranged, and to the day on which it is forgotten."""

    _inherit = "hr.applicant.adjustment"

    @api.model
    def _tell(self, applicant, text):
        """:param applicant: ``hr.applicant``, as superuser
        :param str text: plain, as the candidate has typed it; empty: nothing is needed"""
        known = self.search([("applicant_id", "=", applicant.id)])
        if not text:
            known.unlink()
            return
        if known.need == text:
            return
        values = {
            "need": text,
            "told_date": get_now(self.env),
            "state": "open",
            "arranged_date": False,
            "arranged_by_id": False,
        }
        if known:
            known.write(values)
        else:
            quiet = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
            known = quiet.create({"applicant_id": applicant.id, **values})
        known._watch()

    # To-dos ----------------------------------------------------------------------------

    def _watch(self):
        """Everybody who can arrange it has a to-do until somebody has, and nobody else."""
        arrange, nobody = self._find_who_arranges(), self.env["res.users"]
        todos = []
        for adjustment in self:
            users = arrange.get(adjustment, nobody)
            there = adjustment.activity_ids.filtered("active")
            there.filtered(lambda a, u=users: a.user_id not in u).unlink()
            missing = users - there.exists().user_id
            todos += [adjustment._prepare_todo(user) for user in missing]
        activities = self.env["mail.activity"]
        activities._raise_todos(todos, same=("res_model_id", "res_id", "user_id"))
        if unseen := _find_unseen(self, arrange):
            unseen._tell_administrators("no_arranger")

    def _find_who_arranges(self):
        """:return: dict adjustment that is to be arranged → ``res.users``, may be empty"""
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return {}
        waiting = self.filtered(lambda a: a.state == "open" and not a._is_over())
        chosen = {company: company._find_arrangers() for company in waiting.company_id}
        return {
            adjustment: adjustment.applicant_id._find_arrangers(chosen.get(adjustment.company_id))
            for adjustment in waiting
        }

    def _prepare_todo(self, user):
        """What is needed does not stand in the to-do: to-dos are mailed and listed."""
        activities = self.env["mail.activity"]
        return activities._prepare_todo(
            self,
            user,
            activities._get_todo_type(),
            lambda adjustment: (
                adjustment.env._("Arrange what %s needs", adjustment.display_name),
                False,
            ),
        )

    def _is_over(self):
        applicant = self.applicant_id
        return not applicant._is_open() or bool(applicant.date_closed)

    # The end ---------------------------------------------------------------------------

    @api.model
    def _cron_adjustments(self):
        """Whoever has come or gone since has the to-dos, and what is over is forgotten: that
        goes on where the capability was switched off."""
        do_in_halves(
            self.sudo().with_context(active_test=False).search([("applicant_id", "!=", False)]),
            lambda part: part._look_after(),
            type(self)._note_error,
        )
        left = self.sudo().search([("state", "=", "open")])
        unseen = _find_unseen(left, left._find_who_arranges())
        companies = self.env["res.company"].sudo().search([("id", "not in", unseen.ids)])
        companies._drop_administrators_todos("no_arranger")

    def _note_error(self, error):
        # Neither the log nor the administrator learns whose it is.
        _logger.error("Adjustments: %s", type(error).__name__)
        self.company_id._note_trouble("nightly")

    def _look_after(self):
        now = get_now(self.env)
        over = self.filtered(lambda a: a._is_over() and a.applicant_id.answer_state not in UNTOLD)
        (self - over).filtered("ended_date").ended_date = False
        over.filtered(lambda a: not a.ended_date).ended_date = now
        old = over.filtered(lambda a: a.ended_date <= now - timedelta(days=DAYS_KEPT))
        old.unlink()
        (self - old)._watch()


def _find_unseen(adjustments, arrange):
    """:param dict arrange: as of ``_find_who_arranges``
    :return: ``res.company`` in which nobody may read one of them"""
    return adjustments.company_id.browse().union(
        *(adjustment.company_id for adjustment, users in arrange.items() if not users)
    )
