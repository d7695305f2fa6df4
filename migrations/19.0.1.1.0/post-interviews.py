from odoo import SUPERUSER_ID, api

MODULE = "hr_recruitment_candidate_experience"
# What the shipped refusal took for a talk: any meeting, also one of colleagues.
OLD = (
    "object.meeting_ids.filtered(lambda meeting: meeting.start &lt;= "
    "datetime.datetime.now())"
)
NEW = "object.get_held_interviews()"


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    _add_cron(env)
    # Of every language, and of what an administrator has made of it.
    cr.execute(
        """
        UPDATE mail_template SET body_html = REPLACE(body_html::text, %s, %s)::jsonb
         WHERE model = 'hr.applicant' AND body_html::text LIKE %s
        """,
        (OLD, NEW, f"%{OLD}%"),
    )
    env.invalidate_all()


def _add_cron(env):
    if env.ref(f"{MODULE}.ir_cron_interviews", raise_if_not_found=False):
        return
    cron = env["ir.cron"].create(
        {
            "name": "Recruitment: what is missing for interviews",
            "model_id": env["ir.model"]._get_id("calendar.event"),
            "state": "code",
            "code": "model._cron_ask_for_missing()",
            "user_id": SUPERUSER_ID,
            "interval_number": 1,
            "interval_type": "hours",
        }
    )
    env["ir.model.data"].create(
        {
            "module": MODULE,
            "name": "ir_cron_interviews",
            "model": "ir.cron",
            "res_id": cron.id,
            "noupdate": True,
        }
    )
