from odoo import fields, models

from .troubles import TEST_CALL, TROUBLE


class MailActivity(models.Model):
    _inherit = "mail.activity"

    interview_task = fields.Selection(
        selection_add=[
            (TROUBLE, "Technical trouble in a video interview"),
            (TEST_CALL, "Try the video meeting together"),
        ]
    )
