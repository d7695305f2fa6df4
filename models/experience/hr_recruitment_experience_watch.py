from datetime import date

from odoo import api, fields, models

from ..feedback.choices import MOMENTS
from .alarm_kinds import KEYS, KIND_LABELS, SIGHT_LABELS
from .alarm_series import load


class HrRecruitmentExperienceWatch(models.Model):
    """A number that alarms watch: what it was, block by block, and how far the test has come.

    A block is of enough people, and has no person in it: what is erased later is not in here.
    """

    _name = "hr.recruitment.experience.watch"
    _description = "Watched Number"
    _inherit = ["hr.candidate.moment.mixin"]
    _order = "kind, sight, events desc, id"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    kind = fields.Selection(KIND_LABELS, "What Is Watched", required=True, readonly=True)
    sight = fields.Selection(SIGHT_LABELS, "Watched By", required=True, readonly=True)
    job_id = fields.Many2one("hr.job", "Job Position", readonly=True, ondelete="cascade")
    stage_id = fields.Many2one("hr.recruitment.stage", readonly=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", "Recruiter", readonly=True, ondelete="cascade")
    driver_id = fields.Many2one("hr.recruitment.feedback.driver", readonly=True, ondelete="cascade")
    moment = fields.Selection(MOMENTS, readonly=True)
    state = fields.Selection(
        [
            ("watched", "Watched"),
            ("learning", "Learning what is usual"),
            ("few", "Too few events"),
            ("gone", "Archived"),
        ],
        default="few",
        required=True,
        readonly=True,
        help="What happens less than about 30 times a year says too little. What is usual is "
        "learned from at least 40 events that are older than 60 days.",
    )
    events = fields.Integer("Events in a Year", readonly=True)
    limit_days = fields.Integer(
        "Long Stay: More Than (Working Days)",
        readonly=True,
        help="Candidates who are in the stage for more working days than this stay long: one in "
        "four did when the usual times were learned.",
    )
    begin = fields.Date("Compared Since", readonly=True, help="Since the last alarm, if any.")
    blocks = fields.Json(readonly=True, groups=fields.NO_ACCESS)
    tail = fields.Json(readonly=True, groups=fields.NO_ACCESS)
    test = fields.Json(readonly=True, groups=fields.NO_ACCESS)

    _once = models.UniqueIndex(
        "(company_id, kind, sight, COALESCE(job_id, 0), COALESCE(stage_id, 0),"
        " COALESCE(user_id, 0), COALESCE(driver_id, 0), COALESCE(moment, ''))"
    )

    @api.depends("kind", "sight", "job_id", "stage_id", "user_id", "driver_id", "moment")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for watch in self:
            parts = (kinds.get(watch.kind), watch._get_subject())
            watch.display_name = " · ".join(filter(None, parts))

    def _get_subject(self):
        """:return: str, what the series is about"""
        watch = self.sudo()
        if watch.sight == "moment":
            return dict(self._fields["moment"]._description_selection(self.env))[watch.moment]
        found = (watch[name] for name in KEYS if name.endswith("_id"))
        record = next(filter(None, found), watch.company_id)
        return record.display_name

    def _get_key(self):
        """:return: tuple, as the rows that were read have it"""
        values = (self[name] for name in KEYS)
        return (
            self.company_id.id,
            self.kind,
            self.sight,
            *(
                value if isinstance(value, str) else (value and value.id) or None
                for value in values
            ),
        )

    def _get_blocks(self):
        return load(self.blocks)

    def _get_begin(self):
        """:return: ordinal of the first day that may be compared with"""
        return self.begin.toordinal() if self.begin else 0

    @api.model
    def _from_ordinal(self, day):
        return date.fromordinal(day)
