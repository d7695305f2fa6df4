from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Decisions get a number and a date of their own, and what waits for a call says
    for which."""
    _number_decisions(cr)
    _number_communications(cr)
    _find_calls(cr)
    _raise_missing_calls(cr)


def _number_decisions(cr):
    # A date that somebody has moved back does not shorten the minimum delay.
    cr.execute(
        """
        UPDATE hr_applicant AS applicant
           SET decision_number = 1,
               decision_company_id = applicant.company_id,
               decision_date = GREATEST(
                   COALESCE(applicant.refuse_date, applicant.create_date),
                   (SELECT MAX(row.create_date)
                      FROM hr_applicant_communication AS row
                      JOIN hr_recruitment_communication_step AS step
                        ON step.id = row.step_id AND step.trigger = 'refused'
                     WHERE row.applicant_id = applicant.id
                       AND row.state = 'scheduled'))
         WHERE applicant.refuse_reason_id IS NOT NULL
           AND COALESCE(applicant.decision_number, 0) = 0
        """
    )


def _number_communications(cr):
    # The keys named the date of the decision.
    cr.execute(
        r"""
        UPDATE hr_applicant_communication AS row
           SET decision_number = 1,
               occurrence_key = CASE
                   WHEN step.trigger = 'withdrawn' THEN row.occurrence_key
                   WHEN row.occurrence_key LIKE '%%:reminder'
                   THEN step.trigger || ':1:reminder'
                   ELSE step.trigger || ':1' END
          FROM hr_recruitment_communication_step AS step, hr_applicant AS applicant
         WHERE step.id = row.step_id
           AND step.trigger IN ('refused', 'refusal_sent', 'withdrawn')
           AND applicant.id = row.applicant_id
           AND applicant.decision_number = 1
           AND COALESCE(row.decision_number, 0) = 0
           AND row.occurrence_key ~ ':\d{4}-\d\d-\d\d \d\d:\d\d:\d\d'
           AND substring(row.occurrence_key
                         FROM '\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*')::timestamp
               = applicant.refuse_date
        """
    )
    # What still waits leaves, though the date was changed meanwhile.
    cr.execute(
        """
        UPDATE hr_applicant_communication AS row
           SET decision_number = 1
          FROM hr_recruitment_communication_step AS step, hr_applicant AS applicant
         WHERE step.id = row.step_id
           AND step.trigger IN ('refused', 'refusal_sent', 'withdrawn')
           AND applicant.id = row.applicant_id
           AND applicant.decision_number = 1
           AND COALESCE(row.decision_number, 0) = 0
           AND row.state IN ('scheduled', 'queued', 'failed')
        """
    )


def _find_calls(cr):
    # Also of those that were paused: the label said so, and no more that they waited.
    cr.execute(
        """
        UPDATE hr_applicant_communication AS row
           SET waits_for_id = call.id
          FROM hr_applicant_communication AS call, hr_applicant AS applicant,
               hr_recruitment_communication_step AS step,
               hr_recruitment_communication_step AS call_step
         WHERE applicant.id = row.applicant_id
           AND (applicant.refusal_channel = 'call_mail'
                OR row.reason = 'awaits_call')
           AND step.id = row.step_id AND step.trigger = 'refused'
           AND row.state = 'scheduled' AND row.action <> 'activity'
           AND row.waits_for_id IS NULL
           AND call_step.id = call.step_id AND call_step.trigger = 'refused'
           AND call.applicant_id = row.applicant_id AND call.action = 'activity'
           AND call.decision_number = row.decision_number
           AND call.state IN ('scheduled', 'sent')
        """
    )


def _raise_missing_calls(cr):
    """Some waited for a call that nobody had."""
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    rows = env["hr.applicant.communication"].search(
        [
            ("step_id.trigger", "=", "refused"),
            ("state", "=", "scheduled"),
            ("action", "!=", "activity"),
            "|",
            ("waits_for_id", "!=", False),
            ("reason", "=", "awaits_call"),
        ]
    )
    uncalled = rows.filtered(lambda row: not row.waits_for_id)
    uncalled.applicant_id._plan_missing_calls()
    rows._wait_for_calls()
