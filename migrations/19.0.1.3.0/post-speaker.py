def migrate(cr, version):
    """Texts of refusals that are fixed already were signed by the recruiter;
    what a person wrote is nobody's to make anew."""
    cr.execute(
        """
        UPDATE hr_applicant_communication AS row
           SET words_user_id = applicant.user_id
          FROM hr_applicant AS applicant
         WHERE applicant.id = row.applicant_id AND row.state = 'scheduled'
           AND row.words_user_id IS NULL AND row.words_template_date IS NOT NULL
           AND row.body > '' AND row.is_written_by_person IS NOT TRUE
        """
    )
