from odoo import fields, models
from odoo.tools import SQL

from ..feedback.choices import MOMENTS
from .conduct_choices import AGREES, AS_TOLD, AT_WORK, TAKEN, TOPICS
from .improvement_choices import MONTHS

TABLE = "hr_recruitment_conduct_step"


class HrRecruitmentConductStep(models.Model):
    """A group of answers that has become part of public numbers, as sums: the answers of as many
    people as the threshold asks for. It is never divided, and each answer is in one of them.
    So whatever is subtracted from what, pages of different months for instance, what is left is
    made of whole groups.

    Of scores, the groups are those by which recruiters see the scores of job positions (see
    ``hr.recruitment.feedback.summary``): job position, moment and anonymity, in the order of their
    numbers. Who sees both learns nothing more.
    """

    _name = "hr.recruitment.conduct.step"
    _description = "Group of Answers in Public Numbers"
    _inherit = "hr.recruitment.conduct.mixin"
    _log_access = False

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    topic = fields.Selection(TOPICS, required=True, readonly=True)
    job_id = fields.Many2one("hr.job", readonly=True, ondelete="set null")
    moment = fields.Selection(MOMENTS, readonly=True)
    first_day = fields.Date(readonly=True, help="Of the answers in it.")
    last_day = fields.Date(readonly=True)
    high = fields.Integer(readonly=True, help="Promoters, or those who agree")
    middle = fields.Integer(readonly=True)
    low = fields.Integer(readonly=True, help="Detractors, or those who do not agree")
    _place = models.Index("(company_id, topic, last_day)")

    # Taking in -----------------------------------------------------------------------------

    def _take_in(self, conduct, topic):
        """Answers that wait, as far as they make whole groups.

        :param conduct: ``hr.recruitment.conduct``, locked
        :return: how many groups there are more"""
        answers = getattr(self, f"_select_{topic}_answers")(conduct.company_id)
        if not answers:
            return 0
        self.env.flush_all()
        groups = self.env.execute_query(
            SQL(
                """
                WITH answer AS (%(answers)s),
                waiting AS (
                    SELECT answer.*,
                           COUNT(*) FILTER (WHERE opens_group) OVER (
                               cell ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                           ) / %(least)s AS step,
                           COUNT(*) FILTER (WHERE opens_group) OVER cell AS people
                      FROM answer
                     WHERE NOT EXISTS (SELECT FROM %(taken)s AS taken
                                        WHERE taken.feedback_id = answer.id)
                    WINDOW cell AS (PARTITION BY job_id, moment, anonymity)),
                whole AS (SELECT * FROM waiting WHERE (step + 1) * %(least)s <= people),
                noted AS (
                    INSERT INTO %(taken)s (conduct_id, feedback_id)
                    SELECT %(conduct)s, id FROM whole)
                INSERT INTO %(table)s (company_id, topic, job_id, moment, first_day, last_day,
                                       high, middle, low)
                SELECT %(company)s, %(topic)s, job_id, moment, MIN(day), MAX(day),
                       COUNT(*) FILTER (WHERE high), COUNT(*) FILTER (WHERE NOT high AND NOT low),
                       COUNT(*) FILTER (WHERE low)
                  FROM whole GROUP BY job_id, moment, anonymity, step
             RETURNING id
                """,
                answers=answers,
                least=conduct.company_id.feedback_min_scores,
                taken=SQL.identifier(TAKEN[topic]),
                conduct=conduct.id,
                table=SQL.identifier(TABLE),
                company=conduct.company_id.id,
                topic=topic,
            )
        )
        self.invalidate_model()
        return len(groups)

    def _select_score_answers(self, company):
        """Of what everybody in recruitment may count: anonymous answers once they are released,
        named ones once they may be read."""
        return SQL(
            """
            SELECT fact.id, fact.job_id, fact.moment, fact.anonymity, fact.opens_group,
                   fact.response_date AS day, fact.nps_value > 0 AS high, fact.nps_value < 0 AS low
              FROM hr_recruitment_feedback AS fact
             WHERE fact.company_id = %s AND %s
            """,
            company.id,
            self.env["hr.recruitment.experience.report"]._select_open(),
        )

    def _select_told_answers(self, company):
        """Of all job positions together: few begin in one, and recruiters see no ratings of
        single ones."""
        driver = self.env.ref(AS_TOLD, raise_if_not_found=False)
        return driver and SQL(
            """
            SELECT fact.id, NULL::int AS job_id, fact.moment, fact.anonymity, fact.opens_group,
                   fact.response_date AS day, rating.value >= %(agrees)s AS high,
                   rating.value < %(agrees)s AS low
              FROM hr_recruitment_feedback AS fact
              JOIN hr_recruitment_feedback_rating AS rating
                ON rating.feedback_id = fact.id AND rating.driver_id = %(driver)s
             WHERE fact.company_id = %(company)s AND fact.moment = ANY(%(moments)s) AND %(open)s
            """,
            agrees=AGREES,
            driver=driver.id,
            company=company.id,
            moments=list(AT_WORK),
            open=self.env["hr.recruitment.experience.report"]._select_open(),
        )

    # Adding up -----------------------------------------------------------------------------

    def _add_up(self, company, topic, since):
        """:param date since: groups that were complete before are left out
        :return: dict of split (high, middle, low) and the last day (string), or None"""
        domain = [
            ("company_id", "=", company.id),
            ("topic", "=", topic),
            ("last_day", ">=", since),
        ]
        sums = ["high:sum", "middle:sum", "low:sum", "last_day:max"]
        *split, last = self.sudo()._read_group(domain, aggregates=sums)[0]
        return {"split": split, "last": fields.Date.to_string(last)} if last else None

    def _compare(self, changes):
        """Scores before and after changes: the groups that were complete within the six months
        before, and those that began and were complete within the six months from then on.

        :param changes: ``hr.recruitment.improvement`` of one company, done
        :return: dict id → (split before, split after)"""
        if not changes:
            return {}
        rows = self.env.execute_query(
            SQL(
                """
                SELECT change.id, %(before)s, %(after)s
                  FROM hr_recruitment_improvement AS change
                  JOIN %(table)s AS step
                    ON step.company_id = change.company_id AND step.topic = 'score'
                   AND (change.job_id IS NULL OR step.job_id = change.job_id)
                   AND (change.moment IS NULL OR step.moment = change.moment)
                 WHERE change.id = ANY(%(ids)s)
              GROUP BY change.id
                """,
                before=self._select_sums(
                    """step.last_day < change.date_done
                       AND step.last_day >= change.date_done - MAKE_INTERVAL(months => %s)"""
                ),
                after=self._select_sums(
                    """step.first_day >= change.date_done
                       AND step.last_day < change.date_done + MAKE_INTERVAL(months => %s)"""
                ),
                table=SQL.identifier(TABLE),
                ids=changes.ids,
            )
        )
        return {number: (sums[:3], sums[3:]) for number, *sums in rows}

    def _select_sums(self, condition):
        return SQL(", ").join(
            SQL(
                "COALESCE(SUM(%s) FILTER (WHERE %s), 0)::int",
                SQL.identifier("step", name),
                SQL(condition, MONTHS),
            )
            for name in ("high", "middle", "low")
        )
