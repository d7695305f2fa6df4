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
    cr.execute(
        """
        UPDATE hr_applicant_communication AS row SET call_made = TRUE
          FROM hr_recruitment_communication_step AS step, mail_activity AS activity
         WHERE step.id = row.step_id AND step.trigger = 'refused'
           AND activity.id = row.activity_id AND activity.active IS NOT TRUE
           AND row.call_made IS NULL
        """
    )
