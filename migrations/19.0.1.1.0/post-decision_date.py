def migrate(cr, version):
    """The minimum delay counts from a date that nobody can write: for those who wait
    for their answer, it is when the answer was promised."""
    cr.execute(
        """
        UPDATE hr_applicant applicant
           SET decision_date = promised.moment
          FROM (SELECT row.applicant_id, MAX(row.create_date) AS moment
                  FROM hr_applicant_communication row
                  JOIN hr_recruitment_communication_step step ON step.id = row.step_id
                 WHERE step.trigger = 'refused'
              GROUP BY row.applicant_id) AS promised
         WHERE promised.applicant_id = applicant.id
           AND applicant.refuse_reason_id IS NOT NULL
           AND applicant.decision_date IS NULL
        """
    )
