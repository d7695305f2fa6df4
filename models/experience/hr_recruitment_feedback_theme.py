from odoo import api, fields, models
from odoo.tools import SQL

from .statistics import share

# So many comments, drawn by chance, must have been checked, and so many of them must mention
# the theme, before a number is shown.
LEAST_CHECKED, LEAST_OF_THEME = 20, 5


class HrRecruitmentFeedbackThemeAgreement(models.Model):
    """How far the dictionary and people agree, in comments that were drawn by chance and
    checked. The dictionary is that of now: it may have been mended with these comments."""

    _inherit = "hr.recruitment.feedback.theme"

    precision_label = fields.Char(
        "Correct Hits",
        compute="_compute_agreement",
        help="Of the checked comments in which the dictionary found the theme: in how many "
        "people left it. With 95 % certainty.",
    )
    recall_label = fields.Char(
        "Mentions Found",
        compute="_compute_agreement",
        help="Of the checked comments that mention the theme, as people say: in how many the "
        "dictionary found it. With 95 % certainty.",
    )

    @api.depends("mention_ids.found", "mention_ids.counts")
    @api.depends_context("lang", "allowed_company_ids")
    def _compute_agreement(self):
        agreement = self._measure_agreement()
        for theme in self:
            precision, recall = agreement[theme.id or theme._origin.id]
            theme.precision_label = self._say_agreement(precision)
            theme.recall_label = self._say_agreement(recall)

    def _measure_agreement(self):
        """:return: dict theme id → (precision, recall), each as of ``share``"""
        mentions = self.env["hr.recruitment.feedback.theme.mention"]
        comments = self.env["hr.recruitment.feedback.comment"]
        for model in (mentions, comments):
            model.flush_model()
        companies = self.env.companies.ids
        checked = self.env.execute_query(
            SQL(
                "SELECT COUNT(*) FROM hr_recruitment_feedback_comment WHERE themes_checked"
                " AND (company_id = ANY(%s) OR company_id IS NULL)",
                companies,
            )
        )[0][0]
        rows = self.env.execute_query(
            SQL(
                """
                SELECT mention.theme_id,
                       COUNT(*) FILTER (WHERE mention.found),
                       COUNT(*) FILTER (WHERE mention.counts),
                       COUNT(*) FILTER (WHERE mention.found AND mention.counts)
                  FROM hr_recruitment_feedback_theme_mention AS mention
                  JOIN hr_recruitment_feedback_comment AS comment
                    ON comment.id = mention.comment_id AND comment.themes_checked
                 WHERE comment.company_id = ANY(%s) OR comment.company_id IS NULL
              GROUP BY mention.theme_id
                """,
                companies,
            )
        )
        counted = {theme_id: numbers for theme_id, *numbers in rows}
        least = LEAST_OF_THEME if checked >= LEAST_CHECKED else checked + 1
        agreement = {}
        for theme_id in [*self._origin.ids, False]:
            found, said, both = counted.get(theme_id, (0, 0, 0))
            agreement[theme_id] = share(both, found, least), share(both, said, least)
        return agreement

    def _say_agreement(self, found):
        if found["reason"]:
            return self.env._("Too few were checked")
        number = self.env["hr.recruitment.experience.report"]._say_number
        return self.env._(
            "%(value)s%% of %(n)s (%(low)s–%(high)s%%)",
            n=number(found["n"]),
            **{name: number(found[name]) for name in ("value", "low", "high")},
        )
