# Of ours, those about interviews that left at any time of day.
STEPS = ("interview_booked", "interview_moved", "interview_cancelled", "interview_thanks")


def migrate(cr, version):
    """Nobody is woken by them any more. A step with hours of its own keeps them."""
    cr.execute(
        """
        UPDATE hr_recruitment_communication_step AS step
           SET send_window = 'waking_hours'
          FROM ir_model_data AS data
         WHERE data.module = 'hr_recruitment_candidate_experience'
           AND data.model = 'hr.recruitment.communication.step'
           AND data.name = ANY(%s) AND data.res_id = step.id
           AND step.send_window = 'any'
        """,
        [[f"communication_step_{name}" for name in STEPS]],
    )
