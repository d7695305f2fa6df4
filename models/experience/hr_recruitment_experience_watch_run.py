import logging
from datetime import date, timedelta

from odoo import api, fields, models

from ..in_halves import do_in_halves
from .alarm_detector import (
    DIRECTIONS,
    FEWEST_BLOCKS,
    FEWEST_EVENTS,
    LAG,
    MEMORY,
    find_turn,
    new_state,
)
from .alarm_kinds import FEWEST, KEYS, KINDS, USES
from .alarm_series import FEWEST_A_YEAR, count_a_year, cut, dump, new_tail

_logger = logging.getLogger(__name__)

# Once a week, in steps of the threshold: nobody sees a number move with one answer.
DAYS_BETWEEN = timedelta(days=7)
# After a longer break, what happened meanwhile is learned from, and not told.
LONGEST_BREAK = timedelta(days=45)


class HrRecruitmentExperienceWatchRun(models.Model):
    """Read what is new, look for turns. The first run of a company, and one after a long break,
    only learns what is usual."""

    _inherit = "hr.recruitment.experience.watch"

    @api.model
    def _cron_watch(self):
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return
        commit = self.env["ir.cron"]._commit_progress
        today = fields.Date.today()
        companies = self._find_due(today)
        commit(remaining=len(companies))
        for company in companies:
            do_in_halves(
                company,
                lambda one: self._watch(one, today),
                lambda one, error: self._fail(one, error),
            )
            if not commit(1):
                return

    @api.model
    def _find_due(self, today):
        """:return: ``res.company`` at which nobody has looked for a week"""
        companies = self.env["res.company"].sudo()._find_recruiting()
        return companies.filtered(
            lambda company: (
                not company.alarm_read_until or company.alarm_read_until <= today - DAYS_BETWEEN
            )
        )

    def _fail(self, company, error):
        # The message may quote data: the log gets the type only. Tomorrow it is tried again.
        _logger.error("Alarms of %s: %s", company, type(error).__name__)
        company._note_trouble("alarms")

    @api.model
    def _watch(self, company, today):
        """Look at everything that is over before ``today``.

        :return: ``hr.recruitment.experience.alarm`` that are new or have news"""
        since, learns = self._find_first_day(company, today)
        known = self.sudo().search([("company_id", "=", company.id)])
        if learns:
            known.write({"blocks": False, "tail": False, "begin": False})
        limits = {
            watch.stage_id.id: watch.limit_days
            for watch in known
            if watch.kind == "stay" and watch.sight == "stage" and watch.limit_days
        }
        events = self._read_events(company, since, today, limits)
        series = self._absorb(company, known, events, limits, today, learns)
        turns = series._find_turns(today)
        company.alarm_read_until = today
        alarms = self.env["hr.recruitment.experience.alarm"].sudo()
        return alarms._update_all(company, turns, today)

    def _find_first_day(self, company, today):
        read = company.alarm_read_until
        if read and read >= today - LONGEST_BREAK:
            return read, False
        return today - timedelta(days=MEMORY), True

    def _absorb(self, company, known, events, limits, today, learns):
        """Add the events to the series, new ones included.

        :return: all series of the company"""
        series = {watch._get_key(): watch for watch in known}
        new = [key for key in events if key not in series]
        created = self.sudo().create([self._prepare(key, limits) for key in new])
        series.update(zip(new, created, strict=True))
        # What begins now has a past that nobody is told of.
        fresh = known.browse() if not learns else known
        fresh |= created
        least = max(FEWEST, company.feedback_min_scores)
        for key, watch in series.items():
            watch._add(events.get(key, {}), least, watch in fresh, today)
        return self.sudo().concat(*series.values())

    @api.model
    def _prepare(self, key, limits):
        company, kind, sight, *ids = key
        values = dict(zip(KEYS, ids, strict=True))
        stage = values["stage_id"] if kind == "stay" else None
        return {
            "company_id": company,
            "kind": kind,
            "sight": sight,
            "limit_days": limits.get(stage, 0),
            **{name: value or False for name, value in values.items()},
        }

    def _add(self, days, least, is_fresh, today):
        tail = self.tail or new_tail()
        least = least if KINDS[self.kind].is_feedback else FEWEST
        blocks = [*self._get_blocks(), *cut(tail, days, least)]
        test = self.test or new_state()
        if is_fresh:
            # From here on.
            test = {**new_state(), "seen": today.toordinal() - 1}
        _blocks, events = count_a_year(blocks, today.toordinal())
        self.write(
            {
                "tail": tail,
                "blocks": dump(blocks),
                "test": test,
                "events": round(events),
                "state": self._find_state(blocks, events, today),
            }
        )

    def _find_state(self, blocks, events, today):
        if any(self[name] and not self[name].active for name in ("job_id", "user_id")):
            return "gone"
        if events < FEWEST_A_YEAR:
            return "few"
        old = today.toordinal() - LAG
        usual = [b for b in blocks if b.first >= self._get_begin() and b.day < old]
        enough = sum(block.n for block in usual) >= FEWEST_EVENTS and len(usual) >= FEWEST_BLOCKS
        return "watched" if enough else "learning"

    # Looking ----------------------------------------------------------------------------

    def _find_turns(self, today):
        """:return: list of (series, direction, first day of the change)"""
        watched = self.filtered(lambda watch: watch.state == "watched")
        # Each direction of each series has its share of the false alarms.
        tests = max(len(watched) * len(DIRECTIONS), 1)
        found = []
        for watch in self:
            if watch.state == "watched":
                found += watch._look(tests, today)
            else:
                watch._skip(today)
        return found

    def _look(self, tests, today):
        blocks, test = self._get_blocks(), dict(self.test)
        rate = self.company_id.alarm_rate
        blocks_a_year, _events = count_a_year(blocks, today.toordinal())
        limit = tests * max(blocks_a_year, 1) / rate
        turn = find_turn(blocks, test, limit, self._get_begin())
        if not turn:
            self.test = test
            return []
        direction, since = turn
        day = date.fromordinal(since)
        # What is usual is learned anew, from the change on.
        self.write({"test": {**new_state(), "seen": today.toordinal() - 1}})
        return [(self, direction, day)]

    def _skip(self, today):
        self.test = {**(self.test or new_state()), "seen": today.toordinal() - 1}
