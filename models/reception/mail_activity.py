from odoo import fields, models

from .visits import ARRIVED


class MailActivity(models.Model):
    _inherit = "mail.activity"

    interview_task = fields.Selection(selection_add=[(ARRIVED, "The candidate is here")])
