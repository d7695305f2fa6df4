"""What tells one state of the rows that the blocks of a job page are made from from another.

PostgreSQL's own: no two states of a row have the same transaction and the same place, and
whatever writes, past the ORM too, gives it others.
"""


def _state(*aliases):
    return ", ".join(f"{alias}.xmin, {alias}.ctid" for alias in aliases)


# A handful of rows of each, by an index. Expects the ids of the job position, its company, the
# website and the contact, and a tuple of those of partners; one that is missing is 0.
STATES = f"""
    SELECT CONCAT_WS('/',
           (SELECT CONCAT({_state("j")}) FROM hr_job j WHERE j.id = %(job)s),
           (SELECT CONCAT({_state("c")}) FROM res_company c WHERE c.id = %(company)s),
           (SELECT CONCAT({_state("w")}) FROM website w WHERE w.id = %(website)s),
           (SELECT STRING_AGG(CONCAT({_state("p")}), ',' ORDER BY p.id)
              FROM res_partner p WHERE p.id IN %(partners)s),
           (SELECT STRING_AGG(CONCAT({_state("f")}), ',' ORDER BY f.id)
              FROM hr_employer_fact f WHERE f.company_id = %(company)s),
           (SELECT STRING_AGG(CONCAT({_state("a")}), ',' ORDER BY a.id)
              FROM calendar_event_agenda a WHERE a.job_id = %(job)s),
           (SELECT STRING_AGG(CONCAT({_state("s")}, EXISTS (
                       SELECT FROM hr_job_hr_recruitment_stage_rel r
                        WHERE r.hr_recruitment_stage_id = s.id)), ',' ORDER BY s.id)
              FROM hr_recruitment_stage s),
           (SELECT STRING_AGG(CONCAT({_state("r")}), ',' ORDER BY r.hr_recruitment_stage_id)
              FROM hr_job_hr_recruitment_stage_rel r WHERE r.hr_job_id = %(job)s),
           (SELECT CONCAT({_state("u", "p")})
              FROM res_users u JOIN res_partner p ON p.id = u.partner_id
             WHERE u.id = %(contact)s),
           (SELECT STRING_AGG(CONCAT({_state("r")}), ',' ORDER BY r.cid)
              FROM res_company_users_rel r WHERE r.user_id = %(contact)s),
           (SELECT STRING_AGG(CONCAT({_state("e", "v")}), ',' ORDER BY e.id, v.id)
              FROM hr_employee e LEFT JOIN hr_version v ON v.employee_id = e.id
             WHERE e.user_id = %(contact)s)
    )
"""
