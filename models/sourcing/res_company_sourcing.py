from odoo import fields, models


class ResCompanySourcing(models.Model):
    """What people who have not applied are told, and how long they are kept."""

    _inherit = "res.company"

    prospect_words = fields.Text(
        "Standard Words of an Invitation",
        translate=True,
        help="What an invitation says at first; who invites changes it for each person. Leave "
        "empty to begin with ours.",
    )
    prospect_basis = fields.Text(
        "Legal Basis of Invitations",
        translate=True,
        help="Told to everybody who is invited: why you may keep these data. Leave empty to name "
        "your legitimate interest (Regulation (EU) 2016/679, Article 6(1)(f)). Your lawyer knows "
        "what your country asks.",
    )
    prospect_keep_days = fields.Integer(
        "Days to Keep Who Was Invited",
        default=90,
        required=True,
        help="The person is deleted this many days after the last contact. The invitation gives "
        "the date.",
    )
    prospect_untold_days = fields.Integer(
        "Days Until Somebody Is Invited",
        default=28,
        required=True,
        help="Whoever was entered and has not been informed by then is deleted. Regulation (EU) "
        "2016/679, Article 14(3): people are informed within one month.",
    )

    _prospect_limits = models.Constraint(
        "CHECK (prospect_keep_days BETWEEN 1 AND 365 AND prospect_untold_days BETWEEN 1 AND 28)",
        "People who are invited are kept for 1 to 365 days, and informed within 1 to 28 days.",
    )

    def _get_prospect_basis(self):
        """:return: str, why data of people are kept who have not applied, in the language of
        the context"""
        return self.sudo().prospect_basis or self.env._(
            "Our legitimate interest in finding people for our positions (Regulation (EU) "
            "2016/679, Article 6(1)(f))"
        )

    def _get_prospect_words(self):
        """:return: str, what an invitation says at first, in the language of the context"""
        return self.sudo().prospect_words or self.env._(
            "I believe that this position could suit you, and I would be glad to tell you more "
            "about it. If it is of interest, or if you just wonder about something, let me know."
        )
