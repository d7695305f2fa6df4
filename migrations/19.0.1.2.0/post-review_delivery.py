def migrate(cr, version):
    """Retrospectives are claimed and tried again as all messages are: when the next
    attempt is due stands in a column of its own."""
    cr.execute(
        """
        UPDATE hr_recruitment_review SET next_attempt = ask_date
         WHERE state = 'planned' AND next_attempt IS NULL
        """
    )
