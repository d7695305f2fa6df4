from odoo import api, fields, models
from odoo.tools import SQL

from .parts import TOPICS
from .triggers import create_triggers, drop_triggers


class HrRecruitmentExperienceChange(models.Model):
    """A note that something of a day has changed since its month was counted.

    Triggers of the database write it, with the change itself: whatever way a row goes
    (form, import, SQL, the end of a record that it belongs to, an erasure), its day is
    noted. Notes are only ever added, so that nobody who answers waits for another, and
    say neither who nor what.
    """

    _name = "hr.recruitment.experience.change"
    _description = "Change Since a Month Was Counted"
    _log_access = False

    topic = fields.Selection(list(TOPICS.items()), required=True, readonly=True)
    day = fields.Date(readonly=True, help="In UTC. Without one, every day.")
    _place = models.Index("(topic, day)")

    def init(self):
        # Not before all tables are there.
        self.pool.post_init(create_triggers, self.env.cr)

    @api.model
    def _drop_triggers(self):
        """Before the addon goes: they are on tables of Odoo's, too."""
        drop_triggers(self.env.cr)

    @api.model
    def _forget(self, topic, begin, end):
        """:param date begin: the first day; ``end``: the day after the last"""
        self.env.cr.execute(
            SQL(
                "DELETE FROM hr_recruitment_experience_change"
                " WHERE topic = %s AND day >= %s AND day < %s",
                topic,
                begin,
                end,
            )
        )

    @api.model
    def _forget_uncounted(self):
        """Those of days that nobody has counted: they are read live as it is."""
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM hr_recruitment_experience_change AS change
                 WHERE day IS NOT NULL AND NOT EXISTS (
                       SELECT FROM hr_recruitment_experience_month AS counted
                        WHERE counted.topic = change.topic AND change.day >= counted.month
                          AND change.day < counted.until)
                """
            )
        )
