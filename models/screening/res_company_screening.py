from odoo import fields, models

from .states import LARGEST_RECORDING, LONGEST_KEPT, LONGEST_RECORDING, MEGABYTE


class ResCompanyScreening(models.Model):
    """How long and how large answers to screening questions may be, and how long recordings
    are kept."""

    _inherit = "res.company"

    screening_minutes = fields.Integer(
        "Longest Recording (Minutes)",
        default=3,
        required=True,
        help="Where candidates record an answer on their page, it ends by itself then. A file "
        "that says it is longer is not taken; one that does not say how long it is, is.",
    )
    screening_megabytes = fields.Integer(
        "Largest Recording (MB)",
        default=50,
        required=True,
        help="A larger file is not taken.",
    )
    screening_keep_days = fields.Integer(
        "Days to Keep Recordings",
        default=90,
        required=True,
        help="Sound and video are deleted this long after a candidate has handed in the answers. "
        "Candidates are told. What they wrote stays with the application.",
    )

    _screening_limits = models.Constraint(
        f"CHECK (screening_minutes BETWEEN 1 AND {LONGEST_RECORDING}"
        f" AND screening_megabytes BETWEEN 1 AND {LARGEST_RECORDING}"
        f" AND screening_keep_days BETWEEN 1 AND {LONGEST_KEPT})",
        f"A recording takes 1 to {LONGEST_RECORDING} minutes and 1 to {LARGEST_RECORDING} MB, and "
        f"is kept for 1 to {LONGEST_KEPT} days.",
    )

    def _get_largest_recording(self):
        """:return: int, bytes"""
        return self.sudo().screening_megabytes * MEGABYTE
