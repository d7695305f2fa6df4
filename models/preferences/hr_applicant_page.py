from datetime import timedelta

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import plaintext2html

from ..batch import get_now
from .preferences import DAYS_FOR_ONE_MORE, LINES, MOST_DAYS, MOST_MATTERS, USES


class HrApplicantPreferencesPage(models.Model):
    """What candidates say of themselves on their page. What they need so that they can take
    part is no part of it: see ``_get_page_adjustment``."""

    _inherit = "hr.applicant"

    def _uses_preferences(self):
        return self.env["hr.candidate.settings"]._is_used(USES)

    def _get_page(self):
        page = super()._get_page()
        asked = self._uses_preferences() and page["state"] == "ongoing"
        return {
            **page,
            "preferences": self._get_page_preferences() if asked else None,
            "one_more": self._get_page_one_more() if asked else [],
        }

    def _get_page_preview(self):
        """What is needed is shown as if nothing had been told: colleagues who judge the
        candidate look at it."""
        page = super()._get_page_preview()
        ongoing = page["state"] == "ongoing"
        return {**page, "adjustment": self._get_page_adjustment_preview() if ongoing else None}

    def _get_page_preferences(self):
        chosen = self.matter_ids
        matters = self.env["hr.candidate.matter"]._find_for(self.company_id) | chosen
        today = self._get_candidate_today()
        day = self.other_offer_date
        ahead = day and day >= today
        return {
            "matters": [(each.id, each.name, each in chosen) for each in matters],
            "chosen": ", ".join(chosen.mapped("name")),
            "most": MOST_MATTERS,
            "earlier": bool(self._find_told_earlier()),
            "offer": self._say_day(day) if ahead else None,
            "offer_value": fields.Date.to_string(day) if ahead else "",
            "offer_from": fields.Date.to_string(today),
            "offer_to": fields.Date.to_string(today + timedelta(days=MOST_DAYS)),
        }

    def _find_told_earlier(self):
        """:return: ``hr.applicant``, as superuser: the latest other application to this
        company from the same address in which the person has told their name or
        languages; empty where something of it is told here. Nothing of it is shown before
        the candidate has pressed for it."""
        others = self.env["hr.applicant"].sudo().with_context(active_test=False)
        told = self.sudo()
        if not told.email_normalized or any(told[name] for name in LINES):
            return others
        return others.search(
            [
                ("email_normalized", "=", told.email_normalized),
                ("company_id", "=", told.company_id.id),
                ("id", "!=", self.id),
                *["|"] * (len(LINES) - 1),
                *((name, "!=", False) for name in LINES),
            ],
            order="id desc",
            limit=1,
        )

    def _get_page_one_more(self):
        """:return: list of dicts of the interviews that one more thing can be said about, and
        of those that it was: ``kit``, ``day`` in words and ``text``"""
        return [
            {
                "kit": kit,
                "day": self._say_day(self._to_candidate_time(kit.meeting_id._confirmed("start"))),
                "text": kit.one_more_thing or "",
                "days": DAYS_FOR_ONE_MORE,
            }
            for kit in self._find_kits_for_one_more()
        ]

    def _find_kits_for_one_more(self):
        """:return: ``hr.interview.kit`` of interviews that the candidate knew of, and that
        were held a few days ago, the latest first"""
        if not self._uses_preferences():
            return self.env["hr.interview.kit"]
        now = get_now(self.env)
        since = now - timedelta(days=DAYS_FOR_ONE_MORE)
        held = (self.get_held_interviews() & self._find_known_meetings()).filtered(
            lambda m: m._confirmed("stop") > since and not m.interview_missed
        )
        kits = self.sudo().interview_kit_ids.filtered(lambda kit: kit.meeting_id in held)
        return kits.sorted(lambda kit: kit.meeting_id.start, reverse=True)

    def _find_known_meetings(self):
        return self.env["calendar.event"].sudo().concat(*self._get_told_meetings())

    # What is done there ----------------------------------------------------------------

    def _tell_matters(self, matters, words):
        """:param matters: ``hr.candidate.matter``
        :param str words: plain, may be empty"""
        if self.matter_ids == matters and (self.matter_words or "") == words:
            return
        self.write({"matter_ids": [(6, 0, matters.ids)], "matter_words": words or False})
        mine = self._in_words_of(self._get_page_colleague("recruiter"))
        names = ", ".join(matters.with_env(mine.env).mapped("name"))
        said = " · ".join(filter(None, (names, words))) or "–"
        self._message_log(
            body=mine.env._("What matters, told by the candidate on their own page: %s", said)
        )

    def _tell_about_self(self, values):
        """:param dict values: of fields in which a line is typed"""
        changed = {name: value for name, value in values.items() if (self[name] or "") != value}
        if not changed:
            return
        self.write({name: value or False for name, value in changed.items()})
        mine = self._in_words_of(self._get_page_colleague("recruiter"))
        lines = [
            Markup("%s: %s") % (self._fields[name]._description_string(mine.env), value or "–")
            for name, value in changed.items()
        ]
        told = mine.env._("Told by the candidate on their own page:")
        self._message_log(body=Markup("<br/>").join([told, *lines]))

    def _take_over_lines(self):
        """What the candidate has told in another application holds here, too."""
        if earlier := self._find_told_earlier():
            self._tell_about_self({name: earlier[name] or "" for name in LINES})

    def _tell_other_offer(self, day):
        """:param date day: None takes it back"""
        if (self.other_offer_date or None) == day:
            return
        self.other_offer_date = day or False
        mine = self._in_words_of(self._get_page_colleague("recruiter"))
        if day:
            words = mine.env._(
                "I have another offer, and have to answer it by %s.", mine._say_date(day)
            )
        else:
            words = mine.env._("My other offer does not stand any more.")
        self._post_from_page(Markup("<p>%s</p>") % words)

    def _tell_one_more(self, kit, text):
        """:param kit: one of ``_find_kits_for_one_more``
        :param str text: plain"""
        kit._add_one_more(text)
        mine = self._in_words_of(self._get_page_colleague("recruiter"))
        words = mine.env._("One more thing after the interview:")
        self._post_from_page(Markup("<p>%s</p>") % words + plaintext2html(text))
