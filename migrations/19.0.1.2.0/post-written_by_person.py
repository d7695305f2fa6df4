def migrate(cr, version):
    """What is to leave with an edited text was written by a person, as far as is known."""
    cr.execute(
        """
        UPDATE hr_applicant_communication
           SET is_written_by_person = TRUE
         WHERE state = 'scheduled' AND is_written_by_person IS NULL
           AND words_template_date IS NULL
           AND (COALESCE(body, '') <> '' OR COALESCE(subject, '') <> '')
        """
    )
