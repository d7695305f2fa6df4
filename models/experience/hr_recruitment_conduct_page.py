import math

from odoo import fields, models

from ..rendering.dates_in_words import get_locale, say_date
from .statistics import score, share

# More of them nobody reads.
MOST_CHANGES = 30


class HrRecruitmentConductPage(models.Model):
    """What the page says, in the reader's language. A number of fewer answers or applications
    than the threshold of today is not said, whatever it was when they were counted."""

    _inherit = "hr.recruitment.conduct"

    def _get_page(self):
        """:return: dict of sections and changes. A section is a dict of title, lead (the number
        as a sentence), facts (list of sentences), how (list of paragraphs on how it is computed)
        and missing (why there is no number, or None)"""
        self.ensure_one()
        page = self.sudo()
        numbers = page.numbers or {}
        process = numbers.get("process")
        return {
            "company": page.company_id,
            "sections": [
                page._describe_times(process),
                page._describe_waiting(numbers.get("waiting"), process),
                page._describe_promises(process),
                page._describe_score(numbers.get("score")),
                page._describe_told(numbers.get("told")),
            ],
            "changes": page._describe_changes(numbers.get("changes") or {}),
            "how_changes": page._explain_changes(),
            "least": page._least(),
            "computed": say_date(page.computed_date, get_locale(self.env)),
        }

    def _least(self):
        return self.company_id.feedback_min_scores

    def _describe(self, title, how, lead=None, facts=(), missing=None):
        return {"title": title, "how": how, "lead": lead, "facts": list(facts), "missing": missing}

    def _say_day(self, day):
        return say_date(fields.Date.to_date(day), get_locale(self.env))

    def _say_few_applications(self):
        return self.env._(
            "There are too few applications to show a number. It takes at least %s.", self._least()
        )

    def _say_few_answers(self):
        return self.env._(
            "Too few have answered to show a number. It takes at least %s answers of the same "
            "kind, so that nobody can tell who has said what.",
            self._least(),
        )

    def _say_period(self, process):
        return self.env._(
            "Counted from %(first)s to %(last)s.",
            first=self._say_day(process["first"]),
            last=self._say_day(process["last"]),
        )

    # What applications tell ------------------------------------------------------------------

    def _describe_times(self, process):
        title, how = self.env._("How soon we answer"), self._explain_times()
        found = {
            name: (process or {}).get(name) or (None, 0) for name in ("first_answer", "decision")
        }
        known = {name for name, (_days, n) in found.items() if n >= self._least()}
        if not known:
            return self._describe(title, how, missing=self._say_few_applications())
        facts = []
        if "first_answer" in known:
            facts.append(self._say_first_answer(*found["first_answer"]))
        if "decision" in known:
            facts.append(self._say_decision(*found["decision"]))
        lead, *facts = facts
        return self._describe(title, how, lead, [*facts, self._say_period(process)])

    def _say_first_answer(self, days, n):
        """What is half of them, rounded up: half of them did not wait longer."""
        days = math.ceil(days)
        if days <= 1:
            return self.env._("Half of %s candidates had a first answer within a day.", n)
        return self.env._(
            "Half of %(n)s candidates had a first answer within %(days)s days.", n=n, days=days
        )

    def _say_decision(self, days, n):
        days = math.ceil(days)
        if days <= 1:
            return self.env._("Half of %s decisions were made within a day of the application.", n)
        return self.env._(
            "Half of %(n)s decisions were made within %(days)s days of the application.",
            n=n,
            days=days,
        )

    def _explain_times(self):
        return [
            self.env._(
                "A first answer is the first email, text message or call after an application has "
                "come in. The confirmation that it has arrived does not count. Those who have not "
                "had an answer yet are not among them: see below who waits."
            ),
            self.env._(
                "A decision is our yes or no, counted from the day of the application. Candidates "
                "who withdrew are not counted. The time shown is the one in the middle (the "
                "median), rounded up to whole days."
            ),
        ]

    def _describe_waiting(self, waiting, process):
        title, how = self.env._("Who waits too long"), self._explain_waiting()
        if not waiting or (process or {}).get("applications", 0) < self._least():
            return self._describe(title, how, missing=self._say_few_applications())
        return self._describe(title, how, self._say_waiting(waiting), [self._say_missed(process)])

    def _say_waiting(self, waiting):
        day = self._say_day(waiting["day"])
        if not waiting["count"]:
            return self.env._("On %s, nobody was left without an answer.", day)
        if waiting["count"] == 1:
            return self.env._("On %s, one candidate was waiting too long for an answer.", day)
        return self.env._(
            "On %(day)s, %(count)s candidates were waiting too long for an answer.",
            day=day,
            count=waiting["count"],
        )

    def _say_missed(self, process):
        kept, missed = process["promises"]
        period = {"first": self._say_day(process["first"]), "last": self._say_day(process["last"])}
        if not kept + missed:
            return self.env._(
                "No promised date is over yet for candidates who applied from %(first)s to "
                "%(last)s.",
                **period,
            )
        if not missed:
            return self.env._(
                "Nobody who applied from %(first)s to %(last)s waited longer than we had promised.",
                **period,
            )
        if missed == 1:
            return self.env._(
                "Of candidates who applied from %(first)s to %(last)s, one waited longer than we "
                "had promised.",
                **period,
            )
        return self.env._(
            "Candidates who applied from %(first)s to %(last)s have waited longer than we had "
            "promised. It happened %(count)s times.",
            **period,
            count=missed,
        )

    def _explain_waiting(self):
        return [
            self.env._(
                "We count candidates whose promised answer is overdue, those who have heard "
                "nothing from us for %s days, and those who have not been told how their "
                "application ended. This number is counted again each month.",
                self.company_id.unanswered_days,
            )
        ]

    def _describe_promises(self, process):
        title, how = self.env._("Whether we keep our promises"), self._explain_promises()
        kept, missed = (process or {}).get("promises") or (0, 0)
        if kept + missed < self._least():
            missing = self.env._(
                "We have promised too few answers to show a number. It takes at least %s.",
                self._least(),
            )
            return self._describe(title, how, missing=missing)
        percent = self._say_percent(100 * kept / (kept + missed))
        lead = self.env._("We kept %s of our promises to answer by a certain day.", percent)
        fact = self.env._("%(kept)s of %(all)s promises.", kept=kept, all=kept + missed)
        return self._describe(title, how, lead, [fact, self._say_period(process)])

    def _explain_promises(self):
        return [
            self.env._(
                "We tell candidates by which day they will hear from us. A promise is kept when "
                "they have heard by then, and broken when they have not. Promises whose day is not "
                "over do not count."
            )
        ]

    # What candidates answer ------------------------------------------------------------------

    def _describe_score(self, known):
        title, how = self.env._("Whether candidates recommend us"), self._explain_score()
        found = score(*(known or {}).get("split", (0, 0, 0)), self._least())
        if found["reason"]:
            return self._describe(title, how, missing=self._say_few_answers())
        service = self.env["hr.recruitment.experience.report"]
        number, low, high = (service._say_number(found[name]) for name in ("value", "low", "high"))
        facts = [
            self.env._(
                "%(n)s answers: %(high)s recommend us, %(middle)s are neutral, %(low)s do not.",
                n=found["n"],
                high=found["promoters"],
                middle=found["passives"],
                low=found["detractors"],
            ),
            self._say_uncertain(low, high),
            self._say_since(known),
        ]
        lead = self.env._("%s on a scale from −100 to 100.", number)
        return self._describe(title, how, lead, facts)

    def _say_uncertain(self, low, high):
        return self.env._(
            "Not everybody has answered. The true number is most likely between %(low)s and "
            "%(high)s.",
            low=low,
            high=high,
        )

    def _say_since(self, known):
        return self.env._("Unchanged since %s.", self._say_day(known["day"]))

    def _explain_score(self):
        return [
            self.env._(
                "We ask candidates how likely they are to recommend us as an employer, from 0 to "
                "10: after applying, after interviews, after a no, after a yes and at work. The "
                "number is the share of those who say 9 or 10 minus the share of those who say 0 "
                "to 6 (Candidate Net Promoter Score, cNPS). The range is the one that holds in 95 "
                "of 100 cases."
            ),
            self._explain_groups(),
        ]

    def _explain_groups(self):
        return self.env._(
            "Answers are added in groups of at least %s, of the same moment and the same kind of "
            "survey, so that nobody can find out a single one by comparing months. The groups of "
            "the last twelve months count.",
            self._least(),
        )

    def _describe_told(self, known):
        title = self.env._("Whether the job is what we said")
        how = self._explain_told()
        high, _middle, low = (known or {}).get("split", (0, 0, 0))
        found = share(high, high + low, self._least())
        if found["reason"]:
            return self._describe(title, how, missing=self._say_few_answers())
        value, least, most = (self._say_percent(found[name]) for name in ("value", "low", "high"))
        facts = [
            self.env._("%(high)s of %(n)s answers.", high=high, n=found["n"]),
            self._say_uncertain(least, most),
            self._say_since(known),
        ]
        lead = self.env._("%s of new colleagues say that the job is what they were told.", value)
        return self._describe(title, how, lead, facts)

    def _explain_told(self):
        return [
            self.env._(
                "We ask new colleagues after their first week and after three months whether the "
                "job is what they were told it would be. Those who choose one of the two best of "
                "five answers agree. One person may have answered both times."
            ),
            self._explain_groups(),
        ]

    def _say_percent(self, value):
        return self.env["hr.recruitment.experience.report"]._say_percent(value)

    # What was changed ------------------------------------------------------------------------

    def _describe_changes(self, scores):
        """:param dict scores: see ``_find_changes``
        :return: list of dict of text, lang (of HTML, where it is not the page's), since and
            scores, in words or None"""
        changes = self.env["hr.recruitment.improvement"]._find_public(self.company_id)[
            :MOST_CHANGES
        ]
        translated = changes._find_translated(self.env.lang or "en_US")
        return [
            {
                "text": change.public_text,
                "lang": None if change.id in translated else "en",
                "since": self.env._("Since %s", self._say_day(change.date_done)),
                "scores": self._say_scores(change, scores.get(str(change.id))),
            }
            for change in changes
        ]

    def _say_scores(self, change, known):
        """:return: what they were before and after, if they are about the change as it is now"""
        if not known or known["about"] != change._get_public_key():
            return None
        before, after = (score(*known[name], self._least()) for name in ("before", "after"))
        if before["reason"] or after["reason"]:
            return None
        service = self.env["hr.recruitment.experience.report"]
        return self.env._(
            "cNPS before: %(before)s (%(before_n)s answers). Since then: %(after)s (%(after_n)s "
            "answers).",
            before=service._say_score(before),
            before_n=before["n"],
            after=service._say_score(after),
            after_n=after["n"],
        )

    def _explain_changes(self):
        return [
            self.env._(
                "The texts are our own. The scores before and after concern what the change was "
                "about, each over six months, and are shown once both have %s answers. Something "
                "else may have changed at the same time.",
                self._least(),
            )
        ]
