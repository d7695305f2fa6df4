from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped

# What the shipped refusal took for a talk: any meeting, also one of colleagues.
OLD = "object.meeting_ids.filtered(lambda meeting: meeting.start &lt;= datetime.datetime.now())"
NEW = "object.get_held_interviews()"


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/interview/ir_cron_data.xml", "ir_cron_interviews")
    # Of every language, and of what an administrator has made of it.
    cr.execute(
        """
        UPDATE mail_template SET body_html = REPLACE(body_html::text, %s, %s)::jsonb
         WHERE model = 'hr.applicant' AND body_html::text LIKE %s
        """,
        (OLD, NEW, f"%{OLD}%"),
    )
    env.invalidate_all()
