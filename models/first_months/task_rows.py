"""Statements that make tasks of the lines of a plan, in all languages at once."""

# What a task has of the line of the plan, in all languages.
COLUMNS = """
    COALESCE(
        NULLIF(line.task_name, 'null'::jsonb),
        CASE WHEN line.summary <> '' THEN jsonb_build_object('en_US', line.summary) END,
        kind.name
    ) AS name,
    COALESCE(line.task_kind, 'task') AS kind, line.note, line.check_url,
    line.activity_type_id AS activity_kind_id, line.responsible_type AS owner,
    line.delay_count, line.delay_unit,
    line.delay_from = 'before_plan_date' OR line.delay_count = 0 AS is_before,
    COALESCE(line.is_shown, FALSE) OR line.responsible_type = 'months_colleague'
        OR line.task_kind IN ('equipment', 'check') AS is_shown,
    line.page_name, line.page_text, line.sequence
"""
NAMES = (
    "name, kind, note, check_url, activity_kind_id, owner, delay_count, delay_unit, is_before,"
    " is_shown, page_name, page_text, sequence"
)
INSERT_TASKS = f"""
    INSERT INTO hr_first_months_task (
        applicant_id, company_id, job_id, department_id, candidate_name, first_day,
        employee_id, template_id, user_id, date_deadline, state, is_fixed,
        create_uid, create_date, write_uid, write_date, {NAMES}
    )
    SELECT applicant.id, applicant.company_id, applicant.job_id, applicant.department_id,
           applicant.partner_name, applicant.first_day, applicant.employee_id, line.id,
           given.user_id, given.day, 'open', FALSE,
           %(uid)s, NOW() AT TIME ZONE 'UTC', %(uid)s, NOW() AT TIME ZONE 'UTC', {COLUMNS}
      FROM unnest(
               %(applicants)s::int[], %(templates)s::int[], %(users)s::int[], %(days)s::date[]
           ) WITH ORDINALITY AS given(applicant_id, template_id, user_id, day, number)
      JOIN hr_applicant AS applicant ON applicant.id = given.applicant_id
      JOIN mail_activity_plan_template AS line ON line.id = given.template_id
      JOIN mail_activity_type AS kind ON kind.id = line.activity_type_id
     ORDER BY given.number
    ON CONFLICT DO NOTHING
    RETURNING id
"""
INSERT_DEPENDS = """
    INSERT INTO hr_first_months_task_depends_rel (task_id, depends_id)
    SELECT task.id, other.id
      FROM hr_first_months_task AS task
      JOIN mail_activity_plan_template_depends_rel AS rel ON rel.template_id = task.template_id
      JOIN hr_first_months_task AS other
        ON other.template_id = rel.depends_id AND other.applicant_id = task.applicant_id
     WHERE task.applicant_id = ANY(%(applicants)s)
    ON CONFLICT DO NOTHING
    RETURNING task_id
"""
UPDATE_TASKS = f"""
    UPDATE hr_first_months_task AS task
       SET ({NAMES}) = (
               SELECT {COLUMNS}
                 FROM mail_activity_plan_template AS line
                 JOIN mail_activity_type AS kind ON kind.id = line.activity_type_id
                WHERE line.id = task.template_id
           )
     WHERE task.id = ANY(%(ids)s) AND task.template_id IS NOT NULL
    RETURNING task.id
"""
