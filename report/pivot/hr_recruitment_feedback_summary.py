from odoo import fields, models
from odoo.tools import SQL

from ...models.experience.filters import FIRST_DAY, LAST_DAY, Filters
from ...models.feedback.choices import ANONYMITY, MOMENTS

ALWAYS = Filters.of_days(FIRST_DAY, LAST_DAY)


class HrRecruitmentFeedbackSummary(models.Model):
    """The scores that everybody in recruitment may see: one row per job position,
    moment and anonymity, once there are enough answers.

    Whatever a reader filters or groups, only whole rows can be added up, so there is
    no way to a smaller group. A row moves in steps of the company's threshold (after
    5, 10, 15 … answers): from one day to the next, the difference is never a single
    candidate. Named answers have rows of their own, since those who may read them
    could subtract them, and count from the day on which they may be read.

    The steps are of people: answers that do not open a group (see ``opens_group``)
    are in the score as soon as enough others are around them.
    """

    _name = "hr.recruitment.feedback.summary"
    _description = "Scores by Job Position"
    _inherit = ["hr.candidate.moment.mixin"]
    _auto = False
    _order = "answers desc"
    _rec_name = "job_id"

    company_id = fields.Many2one("res.company", readonly=True)
    job_id = fields.Many2one("hr.job", string="Job Position", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    moment = fields.Selection(MOMENTS, readonly=True)
    anonymity = fields.Selection(ANONYMITY, readonly=True)
    answers = fields.Integer(readonly=True)
    promoters = fields.Integer(readonly=True)
    passives = fields.Integer(readonly=True)
    detractors = fields.Integer(readonly=True)
    nps_value = fields.Float(
        "cNPS",
        readonly=True,
        aggregator="avg",
        help="Share of promoters (9–10) minus share of detractors (0–6), in per cent.",
    )

    @property
    def _table_query(self):
        return self._select_rows((True, False))

    def _read_scores(self, job_ids, company_ids):
        """What job positions have in all their rows together, for the job board, which
        does not wait for PostgreSQL to think of those without a job position.

        :return: dict id of ``hr.job`` → (cNPS, number of answers), without those that have
            too few"""
        rows = self.env.execute_query(
            SQL(
                """
                %s
                SELECT job_id, 100.0 * SUM(promoters - detractors) / SUM(answers), SUM(answers)
                  FROM step
                 WHERE job_id = ANY(%s) AND company_id = ANY(%s)
              GROUP BY job_id
                """,
                self._select_whole_steps((True,)),
                list(job_ids),
                list(company_ids),
            )
        )
        return {job_id: (score, answers) for job_id, score, answers in rows}

    def _select_rows(self, kinds):
        """:param kinds: see ``_select_steps``
        :return: SQL, the rows of this table"""
        return SQL(
            """
            %s
            SELECT step.id, step.company_id, step.job_id, job.department_id, step.moment,
                   step.anonymity, step.answers, step.promoters,
                   step.answers - step.promoters - step.detractors AS passives,
                   step.detractors,
                   100.0 * (step.promoters - step.detractors) / step.answers AS nps_value
              FROM step LEFT JOIN hr_job AS job ON job.id = step.job_id
            """,
            self._select_whole_steps(kinds),
        )

    def _select_whole_steps(self, kinds):
        """Of each cell all answers, without the last ones that make no whole step.

        :param kinds: see ``_select_steps``
        :return: SQL, what comes before a query of ``step``"""
        return SQL(
            """
            WITH cell AS (
                 SELECT found.company_id, found.job_id, found.moment, found.anonymity,
                        MIN(found.id) AS id, SUM(found.answers)::int AS answers,
                        SUM(found.promoters)::int AS promoters,
                        SUM(found.detractors)::int AS detractors,
                        MOD(SUM(found.people)::int, MIN(company.feedback_min_scores)) AS people_left
                   FROM (%(sums)s) AS found
                   JOIN res_company AS company ON company.id = found.company_id
               GROUP BY found.company_id, found.job_id, found.moment, found.anonymity
                 HAVING SUM(found.people) >= MIN(company.feedback_min_scores)),
            step AS (%(steps)s)
            """,
            sums=self._select_sums(),
            steps=SQL(" UNION ALL ").join(map(self._select_steps, kinds)),
        )

    def _select_sums(self):
        """:return: SQL, of each cell what was counted ahead and, in rows of their own, what
        is left"""
        self.env["hr.recruitment.feedback"].flush_model()
        months = self.env["hr.recruitment.experience.month"].sudo()
        counted, rest = months._split(ALWAYS, "feedback")
        left = self._get_service()._sum_cells(rest)
        return SQL("%s UNION ALL %s", self._select_counted(counted), left) if counted else left

    def _select_counted(self, months):
        return SQL(
            """
            SELECT NULLIF(part.company, 0) AS company_id, (kept->>0)::int AS job_id,
                   kept->>1 AS moment, kept->>2 AS anonymity, (kept->>3)::int AS id,
                   (kept->>4)::int AS people, (kept->>5)::int AS answers,
                   (kept->>6)::int AS promoters, (kept->>7)::int AS detractors
              FROM hr_recruitment_experience_part AS part,
                   JSONB_ARRAY_ELEMENTS(part.rows) AS kept
             WHERE part.month_id = ANY(%s) AND part.part = 'cells'
            """,
            months.ids,
        )

    def _get_service(self):
        return self.env["hr.recruitment.experience.report"]

    def _select_steps(self, with_job):
        """:param bool with_job: of cells with a job position, or without: an index finds
        nothing that is either equal or both empty"""
        same_job = "fact.job_id = cell.job_id" if with_job else "fact.job_id IS NULL"
        answers = SQL(
            """
            hr_recruitment_feedback AS fact
             WHERE %s AND fact.company_id = cell.company_id AND %s
               AND fact.moment = cell.moment AND fact.anonymity = cell.anonymity
            """,
            self._get_service()._select_open(),
            SQL(same_job),
        )
        return SQL(
            """
            SELECT cell.id, cell.company_id, cell.job_id, cell.moment, cell.anonymity,
                   cell.answers - rest.answers AS answers,
                   cell.promoters - rest.promoters AS promoters,
                   cell.detractors - rest.detractors AS detractors
              FROM cell,
           LATERAL (SELECT fact.id FROM %(answers)s AND fact.opens_group
                  ORDER BY fact.id DESC OFFSET cell.people_left LIMIT 1) AS last,
           LATERAL (SELECT %(counts)s FROM %(answers)s AND fact.id > last.id) AS rest
             WHERE %(which)s
            """,
            answers=answers,
            counts=self._get_service()._select_counts(),
            which=SQL("cell.job_id IS NOT NULL" if with_job else "cell.job_id IS NULL"),
        )

    def _read_group_select(self, aggregate_spec, query):
        """The cNPS of a group of rows weighs them by their answers."""
        if aggregate_spec == "nps_value:avg":
            return SQL(
                "SUM(%(value)s * %(answers)s) / NULLIF(SUM(%(answers)s), 0)",
                value=self._field_to_sql(self._table, "nps_value", query),
                answers=self._field_to_sql(self._table, "answers", query),
            )
        return super()._read_group_select(aggregate_spec, query)
