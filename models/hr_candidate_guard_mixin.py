from odoo import api, models
from odoo.exceptions import AccessError

ADDON = "hr_recruitment_candidate_experience"
PARAMETERS = ("write_groups", "settled", "technical")


class HrCandidateGuard(models.AbstractModel):
    """What people may write of the fields that this addon adds, whichever way they
    come in: form, list, import, RPC, defaults in the context, copy.

    The declaration of a field says it:

    - ``readonly``: it is kept by our own methods, which write it as superuser;
    - ``write_groups``: only members of these groups write it, others may read it;
    - ``settled``: it is given when the record is made, and not changed afterwards.

    And ``technical``: nobody groups or filters by it who does not know the code.
    """

    _name = "hr.candidate.guard.mixin"
    _description = "Fields That People May Write"

    def _valid_field_parameter(self, field, name):
        return name in PARAMETERS or super()._valid_field_parameter(field, name)

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        found = super().fields_get(allfields, attributes)
        for name, description in found.items():
            field = self._fields[name]
            if "readonly" in description and not self.env.su and self._find_guard(field):
                description["readonly"] = True
            if getattr(field, "technical", False):
                description |= {
                    key: False for key in ("groupable", "searchable") if key in description
                }
        return found

    def _find_guard(self, field):
        """:return: what keeps the user from writing the field: one of the words of the
        declaration, or None"""
        if field._modules[:1] != (ADDON,):
            return None
        if field.readonly:
            return "readonly"
        groups = getattr(field, "write_groups", None)
        if groups and not self.env.user.has_groups(groups):
            return "write_groups"
        return "settled" if self and getattr(field, "settled", False) else None

    def _check_field_access(self, field, operation):
        by_hand = operation == "write" and not self.env.su
        if by_hand and (guard := self._find_guard(field)):
            raise AccessError(self._say_guard(field, guard))
        return super()._check_field_access(field, operation)

    def _say_guard(self, field, guard):
        label = field._description_string(self.env)
        if guard == "settled":
            return self.env._(
                "“%s” is set when the record is created and cannot be changed.", label
            )
        if guard == "write_groups":
            return self.env._("You do not have the right to change “%s”.", label)
        return self.env._("“%s” is filled in automatically and cannot be changed by hand.", label)

    def write(self, vals):
        """Nobody moves a record of ours to where they may not write."""
        res = super().write(vals)
        if self._original_module == ADDON and not self.env.su:
            self.check_access("write")
        return res
