"""What tells one state of the rows that the blocks of a job page are made from from another.

PostgreSQL's own: no two states of a row have the same transaction and the same place, and
whatever writes, past the ORM too, gives it others. It is asked for each visitor: as a
function of the database, which finds its way to the rows once for each connection.
"""

from odoo.tools import SQL

FUNCTION = SQL.identifier("hr_job_page_state")


def _state(alias):
    return f"{alias}.xmin, {alias}.ctid"


# A handful of rows of each, by an index. Odoo forgets what it keeps when a website changes.
STATES = f"""
    SELECT CONCAT_WS('/',
           (SELECT CONCAT({_state("j")}) FROM hr_job j WHERE j.id = its_job),
           (SELECT CONCAT({_state("c")}) FROM res_company c WHERE c.id = its_company),
           (SELECT STRING_AGG(CONCAT({_state("p")}), '')
              FROM res_partner p WHERE p.id = ANY(its_partners)),
           (SELECT STRING_AGG(CONCAT({_state("f")}), '')
              FROM hr_employer_fact f WHERE f.company_id = its_company),
           (SELECT STRING_AGG(CONCAT({_state("n")}), '')
              FROM hr_recruitment_privacy_notice n
             WHERE n.company_id = its_company AND n.state = 'published'),
           (SELECT STRING_AGG(CONCAT({_state("a")}), '')
              FROM calendar_event_agenda a WHERE a.job_id = its_job),
           (SELECT STRING_AGG(CONCAT({_state("s")}, EXISTS (
                       SELECT FROM hr_job_hr_recruitment_stage_rel r
                        WHERE r.hr_recruitment_stage_id = s.id)), '')
              FROM hr_recruitment_stage s),
           (SELECT STRING_AGG(CONCAT({_state("r")}), '')
              FROM hr_job_hr_recruitment_stage_rel r WHERE r.hr_job_id = its_job),
           (SELECT CONCAT({_state("u")}) FROM res_users u WHERE u.id = its_contact),
           (SELECT STRING_AGG(CONCAT({_state("r")}), '')
              FROM res_company_users_rel r WHERE r.user_id = its_contact),
           (SELECT STRING_AGG(CONCAT({_state("e")}, (
                       SELECT STRING_AGG(CONCAT({_state("v")}), '')
                         FROM hr_version v WHERE v.employee_id = e.id)), '')
              FROM hr_employee e WHERE e.user_id = its_contact)
    )
"""


def create_function(cr):
    """Anew, whatever there was before."""
    drop_function(cr)
    cr.execute(
        SQL(
            """
            CREATE FUNCTION %s(its_job int, its_company int, its_partners int[], its_contact int)
                RETURNS text LANGUAGE plpgsql STABLE AS $state$
            BEGIN
                RETURN (%s);
            END $state$
            """,
            FUNCTION,
            SQL(STATES),
        )
    )


def drop_function(cr):
    cr.execute(SQL("DROP FUNCTION IF EXISTS %s", FUNCTION))


def select_state(job, company, partners, contact):
    """:param int job: id of the job position, ``company`` and ``contact``: of the others that
        it shows, ``partners``: list of those of contacts; one that is missing is 0
    :return: SQL, one row of one text"""
    return SQL("SELECT %s(%s, %s, %s, %s)", FUNCTION, job, company, list(partners), contact)
