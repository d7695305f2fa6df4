from odoo import fields, models


class HrWorkLocationTransport(models.Model):
    """One line of public transport that leads to a place of work."""

    _name = "hr.work.location.transport"
    _description = "Public Transport to a Work Location"
    _inherit = "hr.candidate.guard.mixin"
    _order = "sequence, id"
    _rec_name = "line"

    location_id = fields.Many2one(
        "hr.work.location",
        required=True,
        settled=True,
        ondelete="cascade",
        index=True,
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("bus", "Bus"),
            ("underground", "Underground"),
            ("tram", "Tram"),
            ("train", "Train"),
            ("boat", "Boat"),
            ("other", "Other"),
        ],
        default="bus",
        required=True,
    )
    line = fields.Char(help="Number or name, e.g. 4 or Green line.")
    stop = fields.Char(required=True, help="Where to get off.")
    walk_minutes = fields.Integer("Walk (min)", help="From the stop to our door.")

    _walk = models.Constraint("CHECK (walk_minutes >= 0)", "The walking time cannot be negative.")

    _walk_limit = models.Constraint(
        "CHECK (walk_minutes <= 600)", "The walking time is ten hours (600 minutes) at most."
    )

    def _get_words(self):
        """:return: str, e.g. "Bus 4 to Odenplan, 5 min on foot" """
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        name = self.line if self.kind == "other" else kinds[self.kind]
        if self.kind != "other" and self.line:
            name = f"{name} {self.line}"
        words = self.env._("%(line)s to %(stop)s", line=name, stop=self.stop)
        if not name:
            words = self.stop
        if self.walk_minutes:
            words = self.env._(
                "%(way)s, %(minutes)s min on foot",
                way=words,
                minutes=self.walk_minutes,
            )
        return words
