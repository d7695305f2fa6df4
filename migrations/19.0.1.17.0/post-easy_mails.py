from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import ADDON, create_shipped

PATH = "data/communication/easy_mail_data.xml"
# Shipped steps, by the text that they send.
STEPS = {
    "applied": ("applied",),
    "stage_interview": ("first_interview",),
    "interview_booked": ("interview_booked",),
    "interview_on_site": ("interview_on_site",),
    "interview_video": ("interview_video",),
    "interview_video_soon": ("interview_video_soon",),
    "interview_phone": ("interview_phone",),
    "interview_thanks": ("interview_thanks",),
    "status": ("silence_status", "manual_status"),
    "refused": ("refused",),
    "survey_applied": ("survey_applied",),
    "survey_interviewed": ("survey_interviewed",),
    "survey_refused": ("survey_refused",),
}


def migrate(cr, version):
    """Texts in easy language, for candidates who ask for them from now on.

    A shipped step gets one where it sends the shipped text, and nobody has written in that:
    else the two would not say the same."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, PATH, *(f"mail_template_easy_{name}" for name in STEPS))
    env.flush_all()
    for name, steps in STEPS.items():
        cr.execute(
            """
            UPDATE hr_recruitment_communication_step AS step
               SET easy_mail_template_id = easy.res_id
              FROM ir_model_data AS shipped, ir_model_data AS ordinary, ir_model_data AS easy,
                   mail_template AS template
             WHERE shipped.module = %(addon)s AND shipped.name = ANY(%(steps)s)
               AND shipped.model = 'hr.recruitment.communication.step'
               AND shipped.res_id = step.id
               AND ordinary.module = %(addon)s AND ordinary.name = %(ordinary)s
               AND ordinary.model = 'mail.template' AND ordinary.res_id = template.id
               AND easy.module = %(addon)s AND easy.name = %(easy)s
               AND easy.model = 'mail.template'
               AND step.mail_template_id = template.id
               AND step.easy_mail_template_id IS NULL
               AND COALESCE(template.write_uid, %(nobody)s) = %(nobody)s
            """,
            {
                "addon": ADDON,
                "steps": [f"communication_step_{step}" for step in steps],
                "ordinary": f"mail_template_{name}",
                "easy": f"mail_template_easy_{name}",
                "nobody": SUPERUSER_ID,
            },
        )
    env.invalidate_all()
