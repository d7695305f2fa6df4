from odoo import SUPERUSER_ID, api
from odoo.tools import html2plaintext, split_every

from odoo.addons.hr_recruitment_candidate_experience.models.rendering.named_dates import (
    is_named,
)

# Texts that have been rendered: the last one that made an open promise, those in the
# outbox, and those that somebody has edited.
FIND_RENDERED = """
    SELECT row.id, applicant.reply_due_date
      FROM hr_applicant AS applicant
      JOIN LATERAL (
            SELECT row.id
              FROM hr_applicant_communication AS row
              JOIN hr_recruitment_communication_step AS step ON step.id = row.step_id
              JOIN mail_template AS template ON template.id = step.mail_template_id
             WHERE row.applicant_id = applicant.id AND row.action = 'email'
               AND row.state = 'sent'
               AND template.body_html::text LIKE '%answer_expected_date%'
          ORDER BY row.sent_date DESC, row.id DESC
             LIMIT 1) AS row ON TRUE
     WHERE applicant.reply_promise_state = 'open'
 UNION ALL
    SELECT id, NULL
      FROM hr_applicant_communication
     WHERE state = 'queued' AND action IN ('email', 'sms')
        OR state = 'scheduled' AND COALESCE(body, '') <> ''
"""


def migrate(cr, version):
    """Note the dates that texts from before promise, where the text shows them."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    cr.execute(FIND_RENDERED)
    for found in split_every(500, cr.fetchall(), list):
        promised = dict(found)
        for row in env["hr.applicant.communication"].browse(promised):
            day = promised[row.id] or _find_expected(row)
            if day and _is_named(row, day):
                cr.execute(
                    "UPDATE hr_applicant_communication SET promised_date = %s WHERE id = %s",
                    [day, row.id],
                )
        env.invalidate_all()


def _find_expected(row):
    """:return: what the template said when the text was made"""
    made = row.message_id.date or row.write_date
    return row.applicant_id.with_context(told_at=made).answer_expected_date


def _is_named(row, day):
    text = html2plaintext(row.message_id.body or row.body or "")
    subject = row.message_id.subject or row.subject or ""
    lang = row.applicant_id._get_candidate_lang()
    return any(is_named(day, f"{subject} {text}", code) for code in (lang, "en_US"))
