from collections import Counter

from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_now
from .erased import ERASED, LEDGER_TEXTS, PERSONAL, TEXTS

# What is no news of a candidate any more.
SETTLED = {
    "active": False,
    "page_revoked": True,
    "awaiting_reply": False,
    "near_miss": False,
    "priority": "0",
    "color": 0,
}


class HrApplicantErasure(models.Model):
    """The person of an application goes, the application stays as a number: when it
    came, where it was, how it ended and how long that took."""

    _inherit = "hr.applicant"

    erased_date = fields.Datetime("Erased On", readonly=True, copy=False, index="btree_not_null")

    def _filter_independent(self):
        """Who is erased does not show up any more: their feedback counts as it did."""
        return super()._filter_independent().filtered(lambda a: not a.erased_date)

    def _filter_erasable(self):
        """:return: those of which no worker holds a message, locked until the
        transaction ends"""
        self.env.flush_all()
        locked = self.env.execute_query(
            SQL("SELECT id FROM hr_applicant WHERE id = ANY(%s) FOR UPDATE SKIP LOCKED", self.ids)
        )
        free = self.env.execute_query(
            SQL(
                """SELECT id FROM hr_applicant_communication
                    WHERE applicant_id = ANY(%s)
                      AND (COALESCE(claimed_by, 0) = 0 OR state NOT IN ('scheduled', 'queued'))
                      FOR UPDATE SKIP LOCKED""",
                self.ids,
            )
        )
        busy = self.env.execute_query(
            SQL(
                """SELECT DISTINCT applicant_id FROM hr_applicant_communication
                    WHERE applicant_id = ANY(%s) AND NOT id = ANY(%s)""",
                self.ids,
                [row_id for (row_id,) in free],
            )
        )
        return self.browse(id for (id,) in locked) - self.browse(id for (id,) in busy)

    def _erase(self, is_trial=False):
        """Erase the persons of these applications, in this transaction.

        :param bool is_trial: the caller takes it back; no other service is told
        :return: ``Counter`` of model → records that were deleted or blanked
        """
        # Together, whatever they were found by.
        together = self.browse(self.ids).sudo()
        quiet = together.with_context(active_test=False, tracking_disable=True)
        person = quiet._find_person(is_trial)
        quiet._drop_everything()
        quiet._drop_copies()
        quiet._close_copy_requests()
        counts = Counter()
        for model, records in quiet._find_traces(person).items():
            counts[model] += len(records)
            if hasattr(records, "_erase_traces"):
                records._erase_traces(person)
            else:
                records.exists().unlink()
        counts += quiet._blank_application(person)
        counts["res.partner"] += len(person.partners._erase_contacts())
        self.env.invalidate_all()
        return counts

    def _close_copy_requests(self):
        """Of what is erased nobody gets a copy, and nobody is asked for one."""
        copies = self._find_requests().filtered(lambda request: request.kind == "copy")
        copies.filtered(lambda request: request.state == "open")._close("dropped")
        made = copies.filtered("copy_state")
        self._update_rows(made, {"copy_state": "gone", "copy_until": None})

    # What stays and says nothing of anybody --------------------------------------------

    def _blank_application(self, person):
        """With one UPDATE for each table: nothing is tracked, planned or computed.

        :return: ``Counter`` of model → records"""
        self._blank_words(person)
        self._blank_mailboxes(person)
        company = self.company_id[:1] or self.env.company
        lang = company.partner_id.lang or self.env.lang
        name = self.with_context(lang=lang).env._("Erased candidate")
        values = {
            **dict.fromkeys(self._find_personal_columns()),
            **SETTLED,
            "partner_name": name,
            "erased_date": get_now(self.env),
        }
        self._update_rows(self, values)
        self._update_rows(self.communication_ids, dict.fromkeys(LEDGER_TEXTS))
        for link in ("categ_ids", "near_miss_pool_ids"):
            self._unlink_rows(link)
        return Counter({self._name: len(self)})

    @api.model
    def _find_personal_columns(self):
        """:return: names of the columns that are emptied: every text, whichever module
        it is of, and what else says something of a person"""
        return [
            name
            for name, field in self._fields.items()
            if field.store
            and field.column_type
            and not field.required
            and (field.type in TEXTS or name in PERSONAL)
            and name not in ("mailbox", "partner_name")
        ]

    def _blank_mailboxes(self, person):
        """Feedback counts people by their mailbox: it stays one, and nobody's."""
        self.flush_recordset(["mailbox"])
        self.env.execute_query(
            SQL(
                """UPDATE hr_applicant SET mailbox = 'erased-' || gen_random_uuid()
                    WHERE id = ANY(%s) AND mailbox IS NOT NULL""",
                self.ids,
            )
        )

    def _blank_words(self, person):
        """What was written with a score, and how to be reached about it."""
        facts = self.env["hr.recruitment.feedback"].search([("applicant_id", "in", self.ids)])
        self._update_rows(facts, {"contact_details": None, "follow_up_note": None})
        holds = self.env["hr.applicant.hold"].search([("applicant_id", "in", self.ids)])
        self._update_rows(holds, {"reason": ERASED})

    @api.model
    def _update_rows(self, records, values):
        """:param dict values: of columns, the same for all; nothing hears of it"""
        if not records:
            return
        records.flush_recordset()
        names = [name for name in values if name in records._fields]
        self.env.execute_query(
            SQL(
                "UPDATE %s SET %s WHERE id = ANY(%s)",
                SQL.identifier(records._table),
                SQL(", ").join(
                    SQL("%s = %s", SQL.identifier(name), values[name]) for name in names
                ),
                records.ids,
            )
        )
        records.invalidate_recordset(names, flush=False)

    def _unlink_rows(self, name):
        link = self._fields[name]
        self.env.execute_query(
            SQL(
                "DELETE FROM %s WHERE %s = ANY(%s)",
                SQL.identifier(link.relation),
                SQL.identifier(link.column1),
                self.ids,
            )
        )
