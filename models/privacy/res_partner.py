from odoo import models
from odoo.tools import SQL

from ..in_halves import do_in_halves
from .erased import LOOSE, OWN


class ResPartner(models.Model):
    """A contact that was made for an application goes with it, unless somebody else
    needs it: a user, an employee, a customer, another application."""

    _inherit = "res.partner"

    def _is_somebody_else(self):
        """:return: whether the contact is a colleague, a user or a company, too"""
        return bool(self.user_ids or self.employee_ids or self.is_company or self.child_ids)

    def _erase_contacts(self):
        """:return: the contacts that were deleted"""
        contacts = self.exists()
        needless = contacts - contacts._filter_needed()
        kept = set()
        do_in_halves(
            needless, lambda part: part.unlink(), lambda contact, _error: kept.add(contact.id)
        )
        return needless.filtered(lambda contact: contact.id not in kept)

    def _filter_needed(self):
        """:return: those that a row of any table leads to, but for what goes with a
        contact"""
        if not self:
            return self
        self.env.flush_all()
        transient = self._get_transient_tables()
        needed = set()
        for table, column in self._get_references():
            if table not in LOOSE and (table, column) not in OWN and table not in transient:
                rows = self.env.execute_query(
                    SQL(
                        "SELECT DISTINCT %s FROM %s WHERE %s = ANY(%s)",
                        SQL.identifier(column),
                        SQL.identifier(table),
                        SQL.identifier(column),
                        self.ids,
                    )
                )
                needed |= {contact for (contact,) in rows}
        return self.browse(needed & set(self.ids)) | self.filtered("is_company")

    def _get_references(self):
        """:return: list of (table, column) that lead to a contact"""
        return self.env.execute_query(
            SQL(
                """
                SELECT place.relname, known.attname
                  FROM pg_constraint AS key
                  JOIN pg_class AS place ON place.oid = key.conrelid
                  JOIN pg_attribute AS known
                    ON known.attrelid = key.conrelid AND known.attnum = ANY(key.conkey)
                 WHERE key.contype = 'f' AND key.confrelid = 'res_partner'::regclass
                """
            )
        )

    def _get_transient_tables(self):
        """:return: set of the tables of dialogs, which Odoo clears by itself"""
        dialogs = [model for model in self.env.values() if model._transient]
        links = {
            field.relation
            for model in dialogs
            for field in model._fields.values()
            if field.type == "many2many" and field.store
        }
        return links | {model._table for model in dialogs}
