from odoo import SUPERUSER_ID, api

# What the shipped refusal took for a talk: any meeting, also one of colleagues.
OLD = (
    "object.meeting_ids.filtered(lambda meeting: meeting.start &lt;= "
    "datetime.datetime.now())"
)
NEW = "object.get_held_interviews()"


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    # Of every language, and of what an administrator has made of it.
    cr.execute(
        """
        UPDATE mail_template SET body_html = REPLACE(body_html::text, %s, %s)::jsonb
         WHERE model = 'hr.applicant' AND body_html::text LIKE %s
        """,
        (OLD, NEW, f"%{OLD}%"),
    )
    env.invalidate_all()

