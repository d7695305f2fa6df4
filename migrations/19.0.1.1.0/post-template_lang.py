SHIPPED = "{{ object.partner_id.lang or object.company_id.partner_id.lang }}"


def migrate(cr, version):
    """Our templates leave the choice of the language to the application, which knows
    the language of the job ad's website too."""
    cr.execute(
        """
        UPDATE mail_template AS template
           SET lang = NULL
          FROM ir_model_data AS data
         WHERE data.module = 'hr_recruitment_candidate_experience'
           AND data.model = 'mail.template' AND data.res_id = template.id
           AND template.model = 'hr.applicant' AND template.lang = %s
        """,
        [SHIPPED],
    )
    cr.execute(
        """
        UPDATE sms_template AS template
           SET lang = NULL
          FROM ir_model_data AS data
         WHERE data.module = 'hr_recruitment_candidate_experience'
           AND data.model = 'sms.template' AND data.res_id = template.id
           AND template.model = 'hr.applicant' AND template.lang = %s
        """,
        [SHIPPED],
    )
