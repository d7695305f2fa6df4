from markupsafe import Markup

from odoo import fields, models

ACTION = "hr_recruitment_candidate_experience.action_health"


class ResCompany(models.Model):
    _inherit = "res.company"

    candidate_health_red = fields.Json(
        copy=False,
        groups=fields.NO_ACCESS,
        help="Names of the checks that were red at the last look at Health: administrators were "
        "told about them.",
    )

    def _say_health(self):
        """:return: (summary, note) in the language of the context"""
        return (
            self.env._("Messages to the candidates of %s need your help", self.name),
            Markup('<p>%s</p><p><a href="/odoo/action-%s">%s</a></p>')
            % (
                self.env._("They cannot be sent, and no email could tell you so."),
                ACTION,
                self.env._("Open Health"),
            ),
        )
