from odoo import SUPERUSER_ID, api
from odoo.tools import SQL


def migrate(cr, version):
    """Find out which of the answers that are there already open a group of scores.

    Of an unreleased anonymous answer nobody knows whose it is. But how many people have
    answered such a survey is known, so as many of the answers open the group; it does
    not matter which.
    """
    env = api.Environment(cr, SUPERUSER_ID, {})
    env.flush_all()
    facts = env["hr.recruitment.feedback"]
    cr.execute(
        "UPDATE hr_recruitment_feedback SET opens_group = FALSE WHERE applicant_id IS NOT NULL"
    )
    env.invalidate_all()
    facts._recognize_people()
    rows = env["hr.applicant.communication"].search(
        [
            ("survey_input_id.feedback_answered", "=", True),
            ("survey_input_id.feedback_anonymity", "=", "anonymous"),
        ]
    )
    independent = set(rows.applicant_id._filter_independent())
    people = {
        facts._get_person(row.survey_input_id, row.applicant_id)
        for row in rows
        if row.applicant_id in independent
    }
    cells = {}
    for *cell, _whose in people:
        cells[tuple(cell)] = cells.get(tuple(cell), 0) + 1
    _close_beyond(env, cells)


def _close_beyond(env, cells):
    """:param dict cells: (company id, job id or False, moment) -> number of people"""
    env.flush_all()
    env.execute_query(
        SQL(
            """
            UPDATE hr_recruitment_feedback AS fact SET opens_group = FALSE
              FROM (SELECT id, company_id, COALESCE(job_id, 0) AS job_id, moment,
                           ROW_NUMBER() OVER (
                               PARTITION BY company_id, job_id, moment
                               ORDER BY released DESC, id) AS number
                      FROM hr_recruitment_feedback
                     WHERE anonymity = 'anonymous') AS ranked
         LEFT JOIN unnest(%s::int[], %s::int[], %s::text[], %s::int[])
                AS cell (company_id, job_id, moment, people)
             USING (company_id, job_id, moment)
             WHERE fact.id = ranked.id AND NOT fact.released
               AND ranked.number > COALESCE(cell.people, 0)
            """,
            [company or 0 for company, _job, _moment in cells],
            [job or 0 for _company, job, _moment in cells],
            [moment for _company, _job, moment in cells],
            list(cells.values()),
        )
    )
    env.invalidate_all()
