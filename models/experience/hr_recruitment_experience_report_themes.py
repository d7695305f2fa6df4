from odoo import fields, models
from odoo.tools import SQL
from odoo.tools.misc import format_datetime

from .groups import NOTHING
from .statistics import compare, compare_shares, score, share
from .themes import find_reason, hide_theme

# The key of all who have written.
EVERYBODY = 0


class HrRecruitmentExperienceReportThemes(models.AbstractModel):
    """What candidates write about, and how content those are who do.

    Several comments of one person are one. Numbers need as many people as comments do, and
    so do those who are left out: by the theme, and by the filters.
    """

    _inherit = "hr.recruitment.experience.report"

    def _get_themes(self, scope, access, data):
        """:return: False for whoever may not read comments, or a dict of ``rows`` (a theme:
        ``key``, ``label``, ``description``, ``n``, ``share``, ``score`` of those who
        mention it, ``rest``, the score of those who do not, ``against``, the difference,
        ``change`` of the share since the comparison, ``reason`` and ``domain``),
        ``people`` (who have written), ``reason``, and ``read_until`` with
        ``is_current``: whether all was read with the dictionary of now"""
        if access != "manager":
            return False
        splits, reason = self._count_themes(scope, data["score"]["reason"])
        until, is_current = self.env["hr.recruitment.feedback.theme"]._get_read_until()
        return {
            "rows": [] if reason else self._describe_themes(scope, splits, data),
            "people": None if reason else sum(splits[EVERYBODY]),
            "reason": reason,
            "read_until": until and fields.Datetime.to_string(until),
            "is_current": is_current,
        }

    def _count_themes(self, scope, reason=None):
        """:param str reason: why the score is not shown, if it is not
        :return: (dict theme id, or ``EVERYBODY`` → split of the score, why it is hidden)"""
        splits = {key: tuple(split) for (key,), split in self._add_up(scope, "themes").items()}
        people = sum(splits.setdefault(EVERYBODY, NOTHING))
        least = self._get_thresholds()["comments"]
        if not reason and people < least:
            reason = "few_comments" if people else "none"
        if not reason and scope.is_narrow:
            everybody = sum(self._add_up(scope.widen(), "themes").get((EVERYBODY,), NOTHING))
            reason = "complement" if 0 < everybody - people < least else None
        return splits, reason

    def _sum_themes(self, scope):
        condition = self._select_facts(scope)
        return SQL(
            """
            SELECT fact.company_id, theme_id, %(split)s
              FROM (SELECT DISTINCT fact.id, fact.company_id, fact.nps_value, mention.theme_id
                      FROM hr_recruitment_feedback AS fact
                      JOIN hr_recruitment_feedback_comment AS comment
                        ON comment.feedback_id = fact.id AND comment.released
                      JOIN hr_recruitment_feedback_theme_mention AS mention
                        ON mention.comment_id = comment.id AND mention.counts
                     WHERE %(condition)s) AS fact
          GROUP BY fact.company_id, theme_id
         UNION ALL
            SELECT fact.company_id, %(everybody)s, %(split)s
              FROM hr_recruitment_feedback AS fact
             WHERE %(condition)s
               AND EXISTS (SELECT FROM hr_recruitment_feedback_comment AS comment
                            WHERE comment.feedback_id = fact.id
                              AND comment.released AND comment.themes_read)
          GROUP BY fact.company_id
            """,
            split=self._select_split(),
            condition=condition,
            everybody=EVERYBODY,
        )

    def _describe_themes(self, scope, splits, data):
        """:return: list of themes, those of most mentions first"""
        wider = before = None
        if scope.is_narrow:
            wider = self._add_up(scope.widen(), "themes")
        if data["previous"] and not data["previous"]["reason"]:
            before, reason = self._count_themes(scope.shift(scope.comparison))
            before = None if reason else before
        companies = [*(scope.records["company_ids"] or scope.allowed), False]
        themes = self.env["hr.recruitment.feedback.theme"].search([("company_id", "in", companies)])
        rows = [
            {
                "key": theme.id,
                "label": theme.name,
                "description": theme.description or "",
                "domain": [["mention_ids", "any", theme._get_mention_domain()]],
                **self._measure_theme(theme, splits, before, wider),
            }
            for theme in themes
        ]
        return sorted(rows, key=lambda row: (-(row["n"] or 0), row["label"], row["key"]))

    def _measure_theme(self, theme, splits, before, wider):
        least = self._get_thresholds()["comments"]
        everybody, split = splits[EVERYBODY], splits.get(theme.id, NOTHING)
        n, people = sum(split), sum(everybody)
        around = None if wider is None else sum(wider.get((theme.id,), NOTHING))
        reason = find_reason(n, people, least, around)
        if reason:
            found = hide_theme(reason)
        else:
            others = (all_ - some for all_, some in zip(everybody, split, strict=True))
            found = {
                "n": n,
                "share": share(n, people, least),
                "score": score(*split, self._least()),
                "rest": score(*others, self._least()),
                "reason": None,
            }
        return {
            **found,
            "against": compare(found["score"], found["rest"]),
            "change": compare_shares(found["share"], self._share_before(theme, before)),
        }

    def _share_before(self, theme, before):
        """:return: share in the comparison, hidden for the same reasons as now"""
        if before is None:
            return hide_theme("few_comments_before")["share"]
        least = self._get_thresholds()["comments"]
        n, people = (sum(before.get(key, NOTHING)) for key in (theme.id, EVERYBODY))
        if find_reason(n, people, least):
            return hide_theme("few_comments_before")["share"]
        return share(n, people, least)

    # Words -----------------------------------------------------------------------------------

    def _get_reasons(self, thresholds):
        return {
            **super()._get_reasons(thresholds),
            "few_comments": self.env._("Fewer than %s comments", thresholds["comments"]),
            "few_comments_before": self.env._("Too few comments before"),
        }

    def _get_process_labels(self):
        return {
            **super()._get_process_labels(),
            "themes": {
                "title": self.env._("What do they write about?"),
                "theme": self.env._("Theme"),
                "n": self.env._("Comments About It"),
                "share": self.env._("Share of Comments"),
                "change": self.env._("Change of the Share"),
                "score": self.env._("cNPS of Those Who Mention It"),
                "rest": self.env._("cNPS of the Others"),
                "against": self.env._("Difference to the Others"),
                "hidden": self.env._("Too few to say anything about"),
                "check": self.env._("Check the themes of 20 comments"),
            },
        }

    def _put_into_words(self, data):
        res = super()._put_into_words(data)
        if data["themes"]:
            self._say_themes(data["themes"], data)
        return res

    def _say_themes(self, themes, data):
        least = data["thresholds"]["comments"]
        if themes["reason"] == "few_comments":
            themes["reason_label"] = self.env._(
                "Themes appear once at least %s people have written.", least
            )
        elif themes["reason"] == "none":
            waits = data["comments"]["total"] and not themes["read_until"]
            themes["reason_label"] = (
                self._say_read(themes) if waits else data["comments"]["reason_label"]
            ) or themes["reason_label"]
        themes["note"] = self.env._(
            "Found in comments by a dictionary that people correct, never by what sounds "
            "good or bad: how content the writers are is told by their own score. Several "
            "comments of one person count once. With 95 % certainty; of twenty differences "
            "without a cause, one looks significant. A difference is no cause."
        )
        themes["read_label"] = self._say_read(themes)
        shown = [row for row in themes["rows"] if not row["reason"]]
        others = [row["label"] for row in themes["rows"] if row["reason"]]
        themes["shown"] = shown
        themes["hidden_label"] = others and self.env._(
            "No numbers, because fewer than %(least)s people mention them or fewer than "
            "that do not: %(themes)s.",
            least=least,
            themes=", ".join(others),
        )
        for row in shown:
            row["share_label"] = self._say_share(row["share"])
            row["score_label"] = self._say_score(row["score"])
            row["rest_label"] = self._say_score(row["rest"])
            row["against_label"] = self._say_change(row["against"])
            row["change_label"] = self._say_points(row["change"])

    def _say_read(self, themes):
        until = themes["read_until"]
        if not until:
            return self.env._("The comments are still being read for their themes.")
        moment = format_datetime(self.env, fields.Datetime.to_datetime(until), dt_format="short")
        if themes["is_current"]:
            return self.env._("Comments were read for their themes until %s.", moment)
        return self.env._(
            "The themes have been changed. Comments are being read again; until then some "
            "numbers are still as of %s.",
            moment,
        )

    def _say_points(self, change):
        """:return: "+4 (1 to 8)", a dash where there is nothing to compare"""
        if change["value"] is None:
            return "–"
        low, high = (self._say_number(change[name]) for name in ("low", "high"))
        sign = "+" if round(change["value"]) > 0 else ""
        return self.env._(
            "%(change)s points (%(low)s to %(high)s)",
            change=f"{sign}{self._say_number(change['value'])}",
            low=low,
            high=high,
        )
