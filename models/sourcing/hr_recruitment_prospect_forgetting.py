import logging
from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..batch import get_today
from ..in_halves import do_in_halves
from .prospect_states import DAYS_AFTER_APPLYING, DAYS_BEFORE_THE_END, UNTOLD

_logger = logging.getLogger(__name__)


class HrRecruitmentProspectForgetting(models.Model):
    """People are forgotten by themselves on the day that they were told, and somebody hears
    in time of those who have not been told anything. What was promised is kept, also where
    invitations have been switched off since."""

    _inherit = "hr.recruitment.prospect"

    def _forget(self):
        """The numbers stay."""
        self.exists().unlink()

    def _drop_traces(self):
        """Mails in the outbox, words, to-dos, files: Odoo deletes those of a record one by
        one, and leaves mails that hang on nothing."""
        people = self.sudo()
        mails = self.env["mail.mail"].sudo().browse(people.mapped("mail_mail_id_int")).exists()
        mails.unlink()
        self.env.flush_all()
        messages = (
            self.env["mail.message"]
            .sudo()
            .search([("model", "=", self._name), ("res_id", "in", self.ids)])
        )
        self.env["mail.mail"].sudo().search([("mail_message_id", "in", messages.ids)]).unlink()
        messages.unlink()

    @api.model
    def _cron_forget(self):
        """Every night."""
        today = get_today(self.env)
        due = self.search([("forget_on", "<=", today), ("state", "!=", "queued")])
        self._do_each_night(due, "_forget")
        # What hangs in the outbox for a week was told to nobody.
        stuck = [("forget_on", "<=", today - timedelta(days=7)), ("state", "=", "queued")]
        self._do_each_night(self.search(stuck), "_forget")
        soon = today + timedelta(days=DAYS_BEFORE_THE_END)
        untold = self.search(
            Domain("forget_on", "<=", soon)
            & Domain("state", "in", UNTOLD)
            & Domain("forget_on", ">", today)
        )
        self._do_each_night(untold, "_remind_to_tell")
        again = self.search([("state", "=", "later"), ("ask_again_on", "<=", today)])
        self._do_each_night(again, "_remind_to_ask_again")

    @api.model
    def _do_each_night(self, people, method):
        do_in_halves(
            people,
            lambda some: getattr(some, method)(),
            lambda person, error: person._note_nightly_error(method, error),
        )

    def _note_nightly_error(self, method, error):
        # The message may quote the person's data: the log gets the type only.
        _logger.error("%s of %s: %s", method, self, type(error).__name__)
        self.company_id._note_trouble("nightly")

    def _remind_to_tell(self):
        for day, people in self.grouped("forget_on").items():
            people._raise_invitation_todos(
                self.env["mail.activity"]._get_todo_type("activity_type_invitation_untold"),
                lambda p: (p.env._("Invite %s, or delete", p.name), False),
                date_deadline=day,
            )

    def _remind_to_ask_again(self):
        self._raise_invitation_todos(
            self.env["mail.activity"]._get_todo_type("activity_type_invitation_again"),
            lambda p: (p.env._("%s may be asked again", p.name), False),
        )

    # Somebody has applied --------------------------------------------------------------

    def _note_applied(self, applicants):
        """:param applicants: dict of prospect → ``hr.applicant`` that has come from it"""
        until = get_today(self.env) + DAYS_AFTER_APPLYING
        self.env["hr.recruitment.prospect.count"]._count(self, "applied")
        for prospect in self:
            prospect.write(
                {
                    "state": "applied",
                    "applicant_id": applicants[prospect].id,
                    "forget_on": min(prospect.forget_on, until),
                }
            )
        self._drop_todos()

    @api.model
    def _find_by_mailbox(self, boxes):
        """:return: those with these mailboxes who have heard of us"""
        if not boxes:
            return self
        self.flush_model(["mailbox", "state", "told_date"])
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM hr_recruitment_prospect
                    WHERE mailbox = ANY(%s) AND told_date IS NOT NULL AND state != 'applied'
                 ORDER BY id""",
                list(boxes),
            )
        )
        return self.sudo().browse(row_id for (row_id,) in rows)
