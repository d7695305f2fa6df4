from odoo import fields, models


class MailActivityPlan(models.Model):
    """Whoever plans the first months need not ask for the documents besides."""

    _inherit = "mail.activity.plan"

    paperwork_set_id = fields.Many2one(
        "hr.paperwork.set",
        "Documents to Ask For",
        ondelete="set null",
        help="They are asked for when this plan is started for a new colleague. A document that "
        "was asked for already is not asked for again. Empty: the set that fits best.",
    )
    asks_for_papers = fields.Boolean(
        "Ask for Documents",
        default=True,
        help="Documents before the first day belong to this plan.",
    )
