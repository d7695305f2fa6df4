from odoo import fields, models
from odoo.tools import SQL

# The newest of what was done.
MOST_NOTES = 6
COUNTS = ("due", "done", "todo", "contact", "contact_todo", "days")


class HrRecruitmentExperienceReportFollowUp(models.AbstractModel):
    """The follow-up of low scores and of candidates who asked to be contacted."""

    _inherit = "hr.recruitment.experience.report"

    def _get_feedback(self, scope):
        data = super()._get_feedback(scope)
        return {**data, "follow_up": self._get_follow_up(scope, data["score"])}

    def _get_feedback_of_officer(self, scope):
        data = super()._get_feedback_of_officer(scope)
        return {**data, "follow_up": self._hide_follow_up("access")}

    def _hide_follow_up(self, reason):
        return {**dict.fromkeys(COUNTS), "notes": [], "reason": reason}

    def _get_follow_up(self, scope, total):
        """Of answers of the period: how many are to be looked into, and what was done.
        They are as many as there are low scores, and hidden where the score is.

        :return: dict of counts: ``due`` (``done`` and ``todo``), ``contact`` (asked to be
            contacted; ``contact_todo`` of them still wait); ``days``, the median from
            answer to action; ``notes``, list of dict text, times, date, user; and ``reason``
        """
        if total["reason"]:
            return self._hide_follow_up(total["reason"])
        condition = SQL("fact.follow_up_state IS NOT NULL AND %s", self._select_facts(scope))
        (counts,) = self.env.execute_query_dict(
            SQL(
                """
                SELECT COUNT(*) AS due,
                       COUNT(*) FILTER (WHERE follow_up_state = 'done') AS done,
                       COUNT(*) FILTER (WHERE follow_up_state = 'todo') AS todo,
                       COUNT(*) FILTER (WHERE contact_requested) AS contact,
                       COUNT(*) FILTER (WHERE contact_requested
                                          AND follow_up_state = 'todo') AS contact_todo,
                       -- Of an anonymous answer only the month is known.
                       PERCENTILE_CONT(0.5) WITHIN GROUP (
                           ORDER BY follow_up_date - response_date)
                           FILTER (WHERE follow_up_state = 'done'
                                     AND anonymity <> 'anonymous') AS days
                  FROM hr_recruitment_feedback AS fact WHERE %s
                """,
                condition,
            )
        )
        notes = self._read_notes(condition) if counts["done"] else []
        return {**counts, "notes": notes, "reason": None}

    def _read_notes(self, condition):
        """Each once: one action may answer many. Neither moment nor job position: with
        few answers, they would tell whose."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT follow_up_note, COUNT(*), MAX(follow_up_date),
                       (ARRAY_AGG(follow_up_user_id
                                  ORDER BY follow_up_date DESC, id DESC))[1]
                  FROM hr_recruitment_feedback AS fact
                 WHERE follow_up_state = 'done' AND %s
              GROUP BY follow_up_note ORDER BY 3 DESC, MAX(id) DESC LIMIT %s
                """,
                condition,
                MOST_NOTES,
            )
        )
        users = self.env["res.users"].browse(row[3] for row in rows)
        return [
            {
                "text": text,
                "times": times,
                "date": fields.Date.to_string(date),
                "user": user.name or "",
            }
            for (text, times, date, _user_id), user in zip(rows, users, strict=True)
        ]
