from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_today
from ..feedback.mailboxes import find_mailbox


class HrRecruitmentDoNotContact(models.Model):
    """Who has said *never*: a keyed hash of the mailbox and of the number, and the day. It
    binds all companies. Nobody reads, makes or deletes these, whatever their rights: who
    knows an address learns only by inviting that it is not to be written to."""

    _name = "hr.recruitment.do.not.contact"
    _description = "Never to Be Invited"
    _order = "id"
    _rec_name = "value"
    # Who was logged in then says something of the person.
    _log_access = False

    value = fields.Char("Hash", required=True, readonly=True)
    date = fields.Date(required=True, readonly=True)

    _value = models.UniqueIndex("(value)")

    @api.model
    def _bind(self, addresses, numbers):
        """Never again to any of these.

        :param addresses: normalized email addresses
        :param numbers: telephone numbers, as in "+46701234567"
        """
        for value in sorted(self._hash_all(addresses, numbers).values()):
            self.env.execute_query(
                SQL(
                    "INSERT INTO %s (value, date) VALUES (%s, %s) ON CONFLICT (value) DO NOTHING"
                    " RETURNING id",
                    SQL.identifier(self._table),
                    value,
                    get_today(self.env),
                )
            )

    @api.model
    def _find_bound(self, addresses, numbers):
        """:return: set of those of the addresses and numbers that nobody may write to or
        call; the parameters are those of ``_bind``"""
        values = self._hash_all(addresses, numbers)
        if not values:
            return set()
        rows = self.env.execute_query(
            SQL(
                "SELECT value FROM %s WHERE value = ANY(%s)",
                SQL.identifier(self._table),
                list(values.values()),
            )
        )
        bound = {value for (value,) in rows}
        return {known for known, value in values.items() if value in bound}

    @api.model
    def _hash_all(self, addresses, numbers):
        """:return: dict of the address or number → its hash, with the key of this database"""
        plain = {address: f"never email {find_mailbox(address)}" for address in addresses}
        plain |= {number: f"never phone {number}" for number in numbers}
        known = {key: text for key, text in plain.items() if key}
        if not known:
            return {}
        hashes = self.env["hr.recruitment.erasure.hash"]
        salt = hashes._get_salt()
        return {key: hashes._hash(text, salt) for key, text in known.items()}
