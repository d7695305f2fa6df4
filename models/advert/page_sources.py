"""What tells one state of the rows that the blocks of a job page are made from from another.

PostgreSQL's own: no two states of a row have the same transaction and the same place, and
whatever writes, past the ORM too, gives it others.
"""


def _state(alias):
    return f"{alias}.xmin, {alias}.ctid"


# A handful of rows of each, by an index. Expects the ids of the job position, its company and
# the contact, and a tuple of those of partners; one that is missing is 0. Odoo forgets what it
# keeps when a website changes.
STATES = f"""
    SELECT CONCAT_WS('/',
           (SELECT CONCAT({_state("j")}) FROM hr_job j WHERE j.id = %(job)s),
           (SELECT CONCAT({_state("c")}) FROM res_company c WHERE c.id = %(company)s),
           (SELECT STRING_AGG(CONCAT({_state("p")}), '')
              FROM res_partner p WHERE p.id IN %(partners)s),
           (SELECT STRING_AGG(CONCAT({_state("f")}), '')
              FROM hr_employer_fact f WHERE f.company_id = %(company)s),
           (SELECT STRING_AGG(CONCAT({_state("n")}), '')
              FROM hr_recruitment_privacy_notice n
             WHERE n.company_id = %(company)s AND n.state = 'published'),
           (SELECT STRING_AGG(CONCAT({_state("a")}), '')
              FROM calendar_event_agenda a WHERE a.job_id = %(job)s),
           (SELECT STRING_AGG(CONCAT({_state("s")}, EXISTS (
                       SELECT FROM hr_job_hr_recruitment_stage_rel r
                        WHERE r.hr_recruitment_stage_id = s.id)), '')
              FROM hr_recruitment_stage s),
           (SELECT STRING_AGG(CONCAT({_state("r")}), '')
              FROM hr_job_hr_recruitment_stage_rel r WHERE r.hr_job_id = %(job)s),
           (SELECT CONCAT({_state("u")}) FROM res_users u WHERE u.id = %(contact)s),
           (SELECT STRING_AGG(CONCAT({_state("r")}), '')
              FROM res_company_users_rel r WHERE r.user_id = %(contact)s),
           (SELECT STRING_AGG(CONCAT({_state("e")}, (
                       SELECT STRING_AGG(CONCAT({_state("v")}), '')
                         FROM hr_version v WHERE v.employee_id = e.id)), '')
              FROM hr_employee e WHERE e.user_id = %(contact)s)
    )
"""
