import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..batch import get_now
from .visits import COLUMNS, LOOKS_AHEAD, LOOKS_BACK


class HrReceptionVisit(models.Model):
    """Who comes today, when, to whom and where: all that the reception knows of candidates.

    The reception may read no application, meeting with its notes, or kit. The rows are read
    as superuser here, and hold words only: no record can be reached from them, and nothing
    says what an application is for or how it stands.
    """

    _name = "hr.reception.visit"
    _description = "Visit of a Candidate"
    _auto = False
    _log_access = False
    _rec_name = "candidate_name"
    _order = "start, candidate_name, id"

    candidate_name = fields.Char("Name", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    start = fields.Datetime(readonly=True)
    day = fields.Date(readonly=True)
    is_today = fields.Boolean("Today", readonly=True)
    times = fields.Char("Time", readonly=True, help="In the time zone of the company.")
    host_names = fields.Char("Comes to See", readonly=True)
    host_phone = fields.Char("Phone of the Host", readonly=True)
    place = fields.Char("Where", readonly=True)
    has_arrived = fields.Boolean(readonly=True)
    arrived_at = fields.Char("Arrived", readonly=True)

    @property
    def _table_query(self):
        rows = [visit._asdict() for visit in self._find_visits()]
        types = SQL(", ").join(
            SQL("%s %s", SQL.identifier(name), SQL(kind)) for name, kind in COLUMNS.items()
        )
        return SQL(
            "SELECT * FROM jsonb_to_recordset(%s::jsonb) AS visit(%s)", json.dumps(rows), types
        )

    @api.model
    def _find_visits(self):
        """:return: list of ``Visit`` of the companies that the reader works in"""
        now = get_now(self.env)
        kits = self.env["hr.interview.kit"].sudo()
        coming = kits.search(
            [
                ("company_id", "in", [*self.env.companies.ids, False]),
                # What waits to be confirmed counts as it was, at whatever time that is.
                "|",
                ("meeting_id.confirmed_values", "!=", False),
                "&",
                ("meeting_id.start", ">=", now - LOOKS_BACK),
                ("meeting_id.start", "<=", now + LOOKS_AHEAD),
            ]
        )
        visits = coming._find_visits()
        first, last = (
            fields.Datetime.to_string(moment) for moment in (now - LOOKS_BACK, now + LOOKS_AHEAD)
        )
        return [visit for visit in visits if first <= visit.start <= last]

    @api.model
    def web_search_read(self, *args, **kwargs):
        """Not from a replica of the database, which may be behind: the list is read again
        after a press, to see what became of it."""
        return super().web_search_read(*args, **kwargs)

    web_search_read._readonly = False

    def web_read(self, specification):
        return super().web_read(specification)

    web_read._readonly = False

    def _get_kits(self):
        """:return: ``hr.interview.kit``, as superuser, of those of these visits that the
        reader may see and that are of today: ids come from clients"""
        visits = self.search([("id", "in", self.ids), ("is_today", "=", True)])
        return self.env["hr.interview.kit"].sudo().browse(visits.ids)

    def action_arrive(self):
        """The candidate is here: who is to meet them hears of it at once."""
        self._get_kits()._note_arrived()

    def action_take_back(self):
        """It was pressed by mistake."""
        self._get_kits()._take_back_arrival()

    def action_print(self):
        """The paper of the chosen visits, by default of today's."""
        self.check_access("read")
        visits = self or self.search([("is_today", "=", True)])
        if not visits:
            raise UserError(self.env._("Nobody comes today."))
        report = self.env.ref("hr_recruitment_candidate_experience.action_reception_day_report")
        return report.report_action(visits.ids, config=False)
