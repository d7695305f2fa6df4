from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

from .checks import ADDON, ATTENTION, GREEN, RED

CRON = f"{ADDON}.ir_cron_erasure"
REQUESTS = "hr.applicant.data.request"
ERASURES = "hr.recruitment.erasure"
# An approved erasure is carried out within minutes, and what failed is tried each day.
STUCK = timedelta(days=2)
# The confirmation may wait three days for the mail server.
STUCK_TELLING = timedelta(days=5)
# The action that deletes copies runs once a day.
LATE_COPY = timedelta(days=2)


class HrRecruitmentHealthData(models.AbstractModel):
    """Whether candidates get what they ask of their data in time, and what was approved is
    carried out."""

    _inherit = "hr.recruitment.health"

    def _check_candidate_data(self, look):
        looked = (
            self._find_idle_erasures(look),
            self._find_overdue(look),
            self._find_stuck(look),
            self._find_late_copies(look),
        )
        found = sorted(filter(None, looked), key=lambda each: each[0] != RED)
        if not found:
            return self._say(GREEN, self.env._("No request is overdue, nothing approved is left."))
        level, label, text, door = found[0]
        lines = [{"label": label, "text": text} for _level, label, text, _door in found[1:]]
        return self._say(level, text, door, lines)

    # Each returns None, or (level, label, sentence, door) ---------------------------------

    def _find_overdue(self, look):
        domain = [
            ("state", "=", "open"),
            ("deadline_date", "<", fields.Date.to_string(look.now.date())),
        ]
        count = self._find_of_companies(REQUESTS, look, domain, count=True)
        if not count:
            return None
        text = self.env._(
            "Candidates wait for a reply about their data for longer than the law allows: %s.",
            count,
        )
        door = self._get_door(self.env._("Show Requests"), model=REQUESTS, domain=domain)
        return RED, self.env._("Overdue requests"), text, door

    def _find_stuck(self, look):
        """What waits for its day, or for a hold to end, is looked at each day and not stuck."""
        since = look.now - STUCK
        domain = Domain.OR(
            (
                Domain([("state", "=", "approved"), ("approved_date", "<", since)]),
                Domain([("state", "in", ("approved", "waiting")), ("next_attempt", "<", since)]),
                Domain([("state", "=", "waiting"), ("approved_date", "<", since)])
                & Domain("line_ids", "any", [("state", "!=", "done"), ("detail", "!=", False)]),
                Domain([("state", "=", "telling"), ("write_date", "<", look.now - STUCK_TELLING)]),
            )
        )
        stuck = self._find_of_companies(ERASURES, look, domain)
        if not stuck:
            return None
        text = self.env._("Approved more than two days ago, and not carried out: %s.", len(stuck))
        door = self._get_door(
            self.env._("Show Erasures"), model=ERASURES, domain=[("id", "in", stuck.ids)]
        )
        return RED, self.env._("Erasures that are stuck"), text, door

    def _find_idle_erasures(self, look):
        """The scheduled action is off, and there is something to do for it."""
        running = Domain("state", "in", ("approved", "waiting", "telling"))
        if not self._find_of_companies(ERASURES, look, running, count=True):
            return None
        cron = self._find_crons().get(CRON)
        fault = self._find_fault(cron, look) if cron else self.env._("It has been deleted.")
        if not fault:
            return None
        text = self.env._("What is approved is not erased. %s", fault)
        return RED, self.env._("Scheduled action"), text, self._get_door_to_crons(cron)

    def _find_late_copies(self, look):
        domain = [
            ("copy_state", "=", "made"),
            ("copy_until", "<", fields.Datetime.to_string(look.now - LATE_COPY)),
        ]
        count = self._find_of_companies(REQUESTS, look, domain, count=True)
        if not count:
            return None
        text = self.env._(
            "Copies of candidates' data that should be deleted by now, and are not: %s.", count
        )
        door = self._get_door(self.env._("Show Requests"), model=REQUESTS, domain=domain)
        return ATTENTION, self.env._("Copies"), text, door

    def _find_of_companies(self, model, look, domain, count=False):
        """:return: the records as superuser, or how many there are"""
        records = self.env[model].sudo()
        mine = Domain("company_id", "in", [*look.companies.ids, False]) & Domain(domain)
        return records.search_count(mine) if count else records.search(mine)
