from odoo import models

from .preferences import ARRANGERS


class ResCompany(models.Model):
    """Who arranges what candidates need, and what is said where nobody does."""

    _inherit = "res.company"

    def _find_arrangers(self):
        """:return: ``res.users`` of the company who are chosen to arrange adjustments"""
        group = self.env.ref(ARRANGERS)
        return (
            self.env["res.users"]
            .sudo()
            .with_context(active_test=True)
            .search(
                [
                    ("all_group_ids", "in", group.ids),
                    ("company_ids", "in", self.ids),
                    ("share", "=", False),
                ],
                order="id",
            )
        )

    def _say_no_arranger(self):
        """:return: (summary, note) in the language of the context: it names nobody"""
        return (
            self.env._("A candidate of %s needs something, and nobody arranges it", self.name),
            self.env._(
                "Give the right “Arranges Adjustments” to somebody who neither recruits nor "
                "interviews for the position: they read what is needed, and get a to-do. Whoever "
                "manages the users of Odoo can do that."
            ),
        )
