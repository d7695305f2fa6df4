from odoo import api, fields, models


class CalendarEventAgenda(models.Model):
    """A line of what a candidate will do in an interview: of one meeting, or the
    usual agenda of a job position. The times follow from the start of the meeting, so
    that they are right after it has moved."""

    _name = "calendar.event.agenda"
    _description = "Agenda Line of an Interview"
    _inherit = "hr.candidate.guard.mixin"
    _order = "sequence, id"

    event_id = fields.Many2one(
        "calendar.event",
        string="Meeting",
        settled=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    job_id = fields.Many2one(
        "hr.job",
        string="Job Position",
        settled=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("talk", "Conversation"),
            ("questions", "Your questions"),
            ("tour", "A look around"),
            ("coffee", "Coffee"),
            ("lunch", "Lunch"),
            ("test", "A task"),
        ],
        default="talk",
        required=True,
    )
    name = fields.Char(
        "What",
        translate=True,
        help="Candidates read this. Empty: the kind, in their language.",
    )
    duration_minutes = fields.Integer("Minutes", default=30, required=True)
    user_ids = fields.Many2many("res.users", string="Who", domain="[('share', '=', False)]")
    who = fields.Char("Others", help="People who are not users, or a team.")

    _duration = models.Constraint(
        "CHECK (duration_minutes >= 0)", "The duration of an agenda item cannot be negative."
    )
    _duration_limit = models.Constraint(
        "CHECK (duration_minutes <= 1440)",
        "An item takes a day (1,440 minutes) at most.",
    )
    _of_one = models.Constraint(
        "CHECK ((event_id IS NULL) <> (job_id IS NULL))",
        "An agenda line is of one meeting, or of one job position.",
    )

    @api.depends("name", "kind")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line._get_title()

    def _get_title(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return self.name or kinds[self.kind]

    def _get_people(self):
        """:return: str, the names"""
        names = self.user_ids.filtered("active").mapped("name")
        return ", ".join([*names, *([self.who] if self.who else [])])

    def _prepare_lines(self):
        """:return: values of the same agenda for another meeting"""
        return [
            {
                "sequence": line.sequence,
                "kind": line.kind,
                "name": line.name,
                "duration_minutes": line.duration_minutes,
                "user_ids": [(6, 0, line.user_ids.ids)],
                "who": line.who,
            }
            for line in self
        ]
