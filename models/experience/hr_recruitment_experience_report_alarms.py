from odoo import fields, models
from odoo.fields import Domain

from .alarm_kinds import USES

# So many stand in the report, the newest first.
MOST = 6


class HrRecruitmentExperienceReportAlarms(models.AbstractModel):
    """What turned: the alarms that nobody has resolved or silenced."""

    _inherit = "hr.recruitment.experience.report"

    def _get_other_parts(self, scope, access, data):
        """:return: dict of ``alarms``: False where nothing is watched, or a list of dicts of
        ``id``, ``title``, ``sentence``, ``direction``, ``direction_label``, ``since`` (a day) and
        ``state_label``; for experience managers"""
        parts = super()._get_other_parts(scope, access, data)
        used = access == "manager" and self.env["hr.candidate.settings"]._is_used(USES)
        return {**parts, "alarms": used and self._get_alarms(scope)}

    def _get_alarms(self, scope):
        """Of now, whatever the period: of the companies, job positions and moments of the
        filter, and of whole companies."""
        domain = Domain("state", "in", ("new", "seen")) & Domain(
            "company_id", "in", list(scope.records["company_ids"] or scope.allowed)
        )
        for name, values in (("job_id", scope.records["job_ids"]), ("moment", scope.moments)):
            if values:
                domain &= Domain(name, "in", [False, *values])
        alarms = self.env["hr.recruitment.experience.alarm"]
        found = alarms.search(domain, limit=MOST)
        states = dict(alarms._fields["state"]._description_selection(self.env))
        directions = dict(alarms._fields["direction"]._description_selection(self.env))
        return [
            {
                "id": alarm.id,
                "title": alarm.display_name,
                "sentence": alarm.sentence,
                "direction": alarm.direction,
                "direction_label": directions[alarm.direction],
                "since": fields.Date.to_string(alarm.since),
                "state_label": states[alarm.state],
            }
            for alarm in found
        ]

    def _get_process_labels(self):
        return {
            **super()._get_process_labels(),
            "alarms": {
                "title": self.env._("What has changed"),
                "what": self.env._("What Has Changed"),
                "direction": self.env._("Direction"),
                "since": self.env._("Since About"),
                "state": self.env._("State"),
                "note": self.env._(
                    "Of now, whatever the period. Each number is compared with its own past, for "
                    "the same mix and season. An alarm may come by chance."
                ),
                "empty": self.env._("No trend has changed."),
            },
        }
