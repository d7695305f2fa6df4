def migrate(cr, version):
    """What was read from keys and from reasons so far has a column of its own."""
    cr.execute(
        """
        UPDATE hr_applicant_communication SET is_reminder = TRUE
         WHERE action = 'survey' AND occurrence_key LIKE '%:reminder'
           AND is_reminder IS NOT TRUE
        """
    )
    cr.execute(
        """
        UPDATE hr_applicant_communication SET held_for = reason
         WHERE state = 'scheduled' AND reason IN ('stale_date', 'held')
           AND next_attempt IS NULL AND held_for IS NULL
        """
    )
