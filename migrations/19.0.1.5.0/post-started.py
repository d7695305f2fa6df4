"""What was started by hand or by an automation rule is known from a column: until now
the key of its occurrence was the only trace."""


def migrate(cr, version):
    cr.execute(
        """
        UPDATE hr_applicant_communication
           SET started = CASE WHEN occurrence_key LIKE 'manual:%' THEN 'hand' ELSE 'rule' END
         WHERE started IS NULL
           AND (occurrence_key LIKE 'manual:%' OR occurrence_key LIKE 'rule:%')
        """
    )
