from datetime import timedelta

from odoo import api, models

from .alarm_kinds import KEYS, KINDS, OPEN, is_for_officers
from .alarm_series import compare, merge, new_tail

# When a silence ends, what it was lately says whether there is still something to tell.
LATELY = timedelta(days=90)


class HrRecruitmentExperienceAlarmFinding(models.Model):
    """From a turn to an alarm, and what becomes of alarms that are there."""

    _inherit = "hr.recruitment.experience.alarm"

    @api.model
    def _update_all(self, company, turns, today):
        """:param list turns: (series, direction of the number, first day of the change)
        :return: the alarms that somebody has to be told of"""
        alarms = self.search([("company_id", "=", company.id), ("state", "in", OPEN)])
        by_series = {alarm.watch_id: alarm for alarm in alarms}
        whole = self._count_everything(company)
        news = self.browse()
        for watch, direction, since in turns:
            values = self._measure(watch, direction, since, whole)
            if values:
                news |= self._note(by_series.get(watch), watch, values, today)
            watch.begin = since
        self._refresh(alarms - news, whole)
        news |= (alarms - news)._end_silence(today)
        news._find_who_can_act()
        news._tell()
        return news

    @api.model
    def _count_everything(self, company):
        """:return: dict kind → (blocks, unfinished events) of the whole company, for what a part
        of it would give away of the rest"""
        watches = (
            self.env["hr.recruitment.experience.watch"]
            .sudo()
            .search(
                [
                    ("company_id", "=", company.id),
                    ("sight", "=", "company"),
                    ("kind", "in", [kind for kind, about in KINDS.items() if about.is_feedback]),
                ]
            )
        )
        return {watch.kind: (watch._get_blocks(), watch.tail or new_tail()) for watch in watches}

    @api.model
    def _measure(self, watch, direction, since, whole):
        """:return: dict of values, None where the numbers do not show what the test has found"""
        blocks, begin = watch._get_blocks(), watch._get_begin()
        found = compare(blocks, since.toordinal(), begin)
        if not found:
            return None
        before, before_n, after, after_n = found
        if (after > before) != (direction == "up"):
            return None
        return {
            "direction": "better" if direction == KINDS[watch.kind].good else "worse",
            "since": since,
            "before": before,
            "before_n": before_n,
            "after": after,
            "after_n": after_n,
            "is_hidden": self._gives_away(watch, since, after_n, whole),
        }

    @api.model
    def _gives_away(self, watch, since, n, whole):
        """:return: whether few enough answers are not in it to be worked out from it"""
        if watch.sight == "company" or watch.kind not in whole:
            return False
        blocks, tail = whole[watch.kind]
        all_of_them = sum(block.n for block in blocks if block.day >= since.toordinal())
        all_of_them += sum(cell[0] for cell in tail["cells"].values())
        return 0 < all_of_them - n < watch.company_id.feedback_min_scores

    @api.model
    def _note(self, alarm, watch, values, today):
        """The alarm of the series, or a new one.

        :return: the alarm"""
        values |= {"found_date": today, "state": "new", "silenced_until": False}
        if alarm:
            alarm._message_log(
                body=self.env._("Another change was found. Until then: %s", alarm.sentence)
            )
            alarm.write(values)
            return alarm
        about = {name: watch[name].id for name in KEYS if name.endswith("_id")}
        about["recruiter_id"] = about.pop("user_id")
        named = watch.sight in ("job", "stage", "driver")
        return self.create(
            {
                **values,
                **about,
                "watch_id": watch.id,
                "company_id": watch.company_id.id,
                "kind": watch.kind,
                "sight": watch.sight,
                "moment": watch.moment,
                "limit_days": watch.limit_days,
                "subject_name": named and watch._get_subject(),
                "for_officers": is_for_officers(watch.kind, watch.sight),
            }
        )

    @api.model
    def _refresh(self, alarms, whole):
        """What it has been since then."""
        for alarm in alarms.filtered("watch_id"):
            since = alarm.since.toordinal()
            blocks = [b for b in alarm.watch_id._get_blocks() if b.first >= since]
            if blocks:
                found = merge(blocks)
                alarm.write(
                    {
                        "after": found.mean,
                        "after_n": found.n,
                        "is_hidden": self._gives_away(alarm.watch_id, alarm.since, found.n, whole),
                    }
                )

    def _end_silence(self, today):
        """:return: those that are told again, because it is still so"""
        over = self.filtered(
            lambda alarm: (
                alarm.state == "silenced" and alarm.silenced_until and alarm.silenced_until <= today
            )
        )
        still = over.filtered(lambda alarm: alarm._is_still_so(today))
        (over - still).write({"state": "resolved", "silenced_until": False})
        still.write({"state": "new", "silenced_until": False})
        return still

    def _is_still_so(self, today):
        """Nearer to what it became than to what it was. Where nothing has happened since, it is
        over."""
        first = max(today - LATELY, self.since).toordinal()
        blocks = [b for b in self.watch_id._get_blocks() if b.first >= first]
        if not blocks:
            return False
        lately = merge(blocks).mean
        return abs(lately - self.after) <= abs(lately - self.before)
