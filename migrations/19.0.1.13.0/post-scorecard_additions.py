def migrate(cr, version):
    """What was added to scorecards becomes a line with its time: that of the last change, as
    nobody noted another one."""
    cr.execute(
        """SELECT 1 FROM information_schema.columns
            WHERE table_name = 'hr_interview_scorecard' AND column_name = 'addition'"""
    )
    if not cr.fetchone():
        return
    cr.execute(
        """
        INSERT INTO hr_interview_scorecard_addition
               (scorecard_id, company_id, date, text,
                create_uid, create_date, write_uid, write_date)
        SELECT id, company_id, COALESCE(write_date, done_date, create_date), addition,
               user_id, COALESCE(write_date, done_date, create_date),
               user_id, COALESCE(write_date, done_date, create_date)
          FROM hr_interview_scorecard
         WHERE COALESCE(TRIM(addition), '') <> ''
        """
    )
    cr.execute("ALTER TABLE hr_interview_scorecard DROP COLUMN addition")
