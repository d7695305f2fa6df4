def migrate(cr, version):
    """Reminders of surveys that wait are about the decision of the survey itself."""
    cr.execute(
        """
        UPDATE hr_applicant_communication AS reminder
           SET decision_number = survey.decision_number
          FROM hr_applicant_communication AS survey
         WHERE reminder.is_reminder
           AND reminder.state = 'scheduled'
           AND COALESCE(reminder.decision_number, 0) = 0
           AND survey.decision_number > 0
           AND survey.survey_input_id = reminder.survey_input_id
           AND survey.id <> reminder.id
        """
    )
