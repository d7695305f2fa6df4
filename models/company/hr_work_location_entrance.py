from odoo import fields, models


class HrWorkLocationEntrance(models.Model):
    """More help where people have stood in front of the wrong door."""

    _inherit = "hr.work.location"

    is_hard_to_find = fields.Boolean(
        "Hard to Find",
        help="Candidates who come here get more help: a phone number at the door, words"
        " and a picture.",
    )
    entrance_phone = fields.Char(
        "Phone at the Door",
        help="Whom to call when one stands outside and finds no way in.",
    )
    entrance_help = fields.Text(
        "Help at the Door",
        translate=True,
        help="What people mistake this place for, and how to get in.",
    )
    entrance_picture = fields.Image(
        "Picture of the Entrance",
        max_width=1024,
        max_height=1024,
        help="Candidates who come here see it on their page.",
    )

    def _get_candidate_entrance(self):
        """:return: dict phone, help (str or False) and has_picture; empty where a place
        is easy to find"""
        if not self.is_hard_to_find:
            return {}
        return {
            "phone": self.entrance_phone,
            "help": self.entrance_help,
            # Its size is enough to know.
            "has_picture": bool(self.with_context(bin_size=True).entrance_picture),
        }
