from odoo import api, models


class ResPartner(models.Model):
    """Guests can be invited from the contact as well, where no meeting is written to."""

    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        meetings = self._find_named_meetings(vals_list)
        before, kept = meetings._read_interviews(), meetings._read_kept()
        partners = super().create(vals_list)
        meetings._follow_guests(before, kept)
        return partners

    def write(self, vals):
        meetings = self._find_named_meetings([vals])
        if "meeting_ids" in vals:
            meetings |= self.sudo().with_context(active_test=False).meeting_ids
        before, kept = meetings._read_interviews(), meetings._read_kept()
        res = super().write(vals)
        meetings._follow_guests(before, kept)
        return res

    @api.model
    def _find_named_meetings(self, vals_list):
        """:return: ``calendar.event`` that commands of ``meeting_ids`` name"""
        ids = set()
        for vals in vals_list:
            for command in vals.get("meeting_ids") or ():
                if isinstance(command, int):
                    ids.add(command)
                elif command[0] == 6:
                    ids.update(command[2])
                else:
                    ids.add(command[1])
        return self.env["calendar.event"].browse(sorted(filter(None, ids))).exists()
