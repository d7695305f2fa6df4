def post_init_hook(env):
    """Look back, send nothing: past stage visits and contacts come from the chatter."""
    env["hr.applicant.stage.history"]._fill_from_tracking()
    env["hr.applicant"]._fill_last_contact_from_messages()
