from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_now
from .parts import HELPED, TIME_TO_CHANGE


class HrApplicantExplanationCount(models.Model):
    """How many explanations have helped, of the whole time. Answers count in groups of as
    many as the company's threshold, and when they cannot be changed any more: from what is
    new in the numbers nobody learns what one candidate said."""

    _name = "hr.applicant.explanation.count"
    _description = "Explanations That Have Helped"
    _auto = False
    _order = "company_id, id"
    _rec_name = "helped"

    company_id = fields.Many2one("res.company", readonly=True)
    helped = fields.Selection(HELPED, "Has It Helped?", readonly=True)
    number = fields.Integer("Answers", readonly=True)
    total = fields.Integer("Of", readonly=True, aggregator="max")
    share = fields.Float("Share (%)", readonly=True, aggregator=None)

    @property
    def _table_query(self):
        over = get_now(self.env) - TIME_TO_CHANGE
        return SQL(
            """
            WITH answer AS (
                SELECT answer.company_id, answer.helped,
                       GREATEST(company.feedback_min_scores, 2) AS least,
                       ROW_NUMBER() OVER (
                           PARTITION BY answer.company_id ORDER BY answer.date, answer.id) AS place,
                       COUNT(*) OVER (PARTITION BY answer.company_id) AS known
                  FROM hr_applicant_explanation_answer AS answer
                  JOIN res_company AS company ON company.id = answer.company_id
                 WHERE answer.date <= %(over)s),
            counted AS (
                SELECT company_id, helped, known / least * least AS total
                  FROM answer WHERE place <= known / least * least),
            choice AS (
                SELECT choice.*, company.company_id, company.total
                  FROM UNNEST(%(choices)s) WITH ORDINALITY AS choice (helped, place)
            CROSS JOIN (SELECT DISTINCT company_id, total FROM counted) AS company)
            SELECT choice.company_id * %(number)s + choice.place AS id,
                   choice.company_id, choice.helped, choice.total::integer AS total,
                   COUNT(counted.helped)::integer AS number,
                   100.0 * COUNT(counted.helped) / choice.total AS share
              FROM choice
         LEFT JOIN counted ON counted.company_id = choice.company_id
                          AND counted.helped = choice.helped
          GROUP BY choice.company_id, choice.helped, choice.place, choice.total
            """,
            over=over,
            choices=[key for key, _label in HELPED],
            number=len(HELPED) + 1,
        )

    @api.model
    def _search(self, domain, *args, **kwargs):
        self.env["hr.applicant.explanation.answer"].flush_model()
        return super()._search(domain, *args, **kwargs)
