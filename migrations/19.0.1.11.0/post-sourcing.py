from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped

DATA = "data/sourcing/sourcing_data.xml"
RECORDS = (
    "ir_cron_invitations",
    "ir_cron_invitations_forget",
    "activity_type_invitation_call",
    "activity_type_invitation_answer",
    "activity_type_invitation_untold",
    "activity_type_invitation_again",
    "utm_source_invitation",
)


def migrate(cr, version):
    """Invitations to apply: what sends and forgets them, and the kinds of to-dos."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, DATA, *RECORDS)
