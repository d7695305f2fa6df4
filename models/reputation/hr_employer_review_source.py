from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..write_groups import MANAGER


class HrEmployerReviewSource(models.Model):
    """A site on which people write about employers: its scale, and from where its alert
    mails come."""

    _name = "hr.employer.review.source"
    _description = "Site With Employer Reviews"
    _inherit = "hr.candidate.shared.mixin"
    _order = "sequence, name, id"

    name = fields.Char(required=True, size=60, translate=True, write_groups=MANAGER)
    active = fields.Boolean(default=True, write_groups=MANAGER)
    sequence = fields.Integer(default=10, write_groups=MANAGER)
    scale_min = fields.Float(
        "Lowest Rating", default=1, digits=(5, 1), aggregator=None, write_groups=MANAGER
    )
    scale_max = fields.Float(
        "Highest Rating",
        default=5,
        digits=(5, 1),
        aggregator=None,
        write_groups=MANAGER,
        help="0: there are no ratings on this site, only texts.",
    )
    sender_domains = fields.Char(
        "Senders of Alerts",
        write_groups=MANAGER,
        help="Domains from which the site sends its alerts, separated by commas. What comes "
        "from elsewhere waits until somebody has looked at it.",
    )
    names_public = fields.Boolean(
        "Names Are Public",
        write_groups=MANAGER,
        help="People write with their name here, and everybody can read it. Elsewhere no name "
        "is kept from an alert email.",
    )
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: False if self.env.su else self.env.company,
        write_groups=MANAGER,
        help="Leave empty for all companies.",
    )

    @api.constrains("scale_min", "scale_max")
    def _check_scale(self):
        for source in self:
            low, high = source.scale_min, source.scale_max
            if high and not 0 <= low < high <= 1000:
                raise ValidationError(
                    self.env._(
                        "%s: the lowest rating is 0 or more, the highest is above it and not "
                        "more than 1,000.",
                        source.name,
                    )
                )

    @api.constrains("sender_domains")
    def _check_sender_domains(self):
        for source in self:
            for domain in source._get_domains():
                # A name of a country or of all companies would let in everybody.
                if "." not in domain.strip(".") or set(domain) & set("@*/: "):
                    raise ValidationError(
                        self.env._("“%s” is no domain. Write for instance: glassdoor.com", domain)
                    )

    def _get_domains(self):
        """:return: list of domains in lower case"""
        parts = (self.sender_domains or "").lower().replace(";", ",").split(",")
        return [part.strip() for part in parts if part.strip()]
