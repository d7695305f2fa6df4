from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    praise_asked = fields.Boolean(
        "Ask Whom to Thank",
        default=True,
        help="At the end of each survey, candidates can thank a colleague. It is no part of the "
        "survey, and reaches the colleague once the application is closed.",
    )
    # Words from outside cannot be taken back once they have reached somebody.
    praise_read_first = fields.Boolean(
        "HR Reads Thanks First",
        default=True,
        help="Somebody presses Pass On before the colleague gets it. Candidates are told so.",
    )

    def _say_trouble(self, kind, env):
        if kind == "praise":
            return env._("Some thanks of candidates could not be passed on")
        return super()._say_trouble(kind, env)
