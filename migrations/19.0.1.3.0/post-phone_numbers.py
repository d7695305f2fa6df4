from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """New texts stand ready; whether a step of the plan uses them is the administrator's
    choice. Numbers that Odoo could not read, two in one field for instance, are read."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/communication/ir_cron_data.xml", "activity_type_number")
    create_shipped(
        env,
        "data/communication/mail_template_data.xml",
        "sms_template_second_interview",
        "sms_template_proposal",
        "sms_template_hired",
        "sms_template_hello",
    )
    create_shipped(
        env,
        "data/interview/interview_mail_data.xml",
        "sms_template_interview_phone",
        "sms_template_interview_thanks",
        "sms_template_days_off",
    )
    create_shipped(env, "data/decision/decision_data.xml", "sms_template_withdrawn")
    unread = (
        env["hr.applicant"]
        .with_context(active_test=False)
        .search([("partner_phone", "!=", False), ("phone_sanitized", "=", False)])
    )
    env.add_to_compute(env["hr.applicant"]._fields["phone_sanitized"], unread)
