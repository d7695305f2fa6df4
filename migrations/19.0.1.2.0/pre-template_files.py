"""Templates note the file that they come from, and "Reset Template" reads it: those files
stand in rooms now. Before anything else, because a script of 19.0.1.1.0 resets, too."""

from odoo.tools import SQL

DATA = "hr_recruitment_candidate_experience/data"
ROOMS = {
    "decision_data.xml": "decision",
    "feedback_mail_data.xml": "feedback",
    "interview_mail_data.xml": "interview",
    "mail_template_data.xml": "communication",
    "report_mail_data.xml": "experience",
    "review_data.xml": "experience",
}


def migrate(cr, version):
    for table in ("mail_template", "sms_template"):
        for name, room in ROOMS.items():
            cr.execute(
                SQL(
                    "UPDATE %s SET template_fs = %s WHERE template_fs = %s",
                    SQL.identifier(table),
                    f"{DATA}/{room}/{name}",
                    f"{DATA}/{name}",
                )
            )
