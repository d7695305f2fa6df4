"""Where people write what candidates are asked: model → (fields, domain)."""

from ..feedback.choices import OWN_TYPES

SURVEYS = ("recruitment", *OWN_TYPES)
PLACES = {
    "survey.question": (("title", "description"), [("survey_id.survey_type", "in", SURVEYS)]),
    "survey.question.answer": (("value",), [("question_id.survey_id.survey_type", "in", SURVEYS)]),
    "hr.interview.question": (("name",), []),
    "hr.recruitment.communication.step": (
        ("activity_summary", "activity_note"),
        [("action", "=", "activity")],
    ),
    "mail.template": (("subject", "body_html"), [("model", "=", "hr.applicant")]),
    "sms.template": (("body",), [("model", "=", "hr.applicant")]),
}
# Templates have no company, the steps that send them have: model → fields of the step.
TEMPLATES = {
    "mail.template": ("mail_template_id", "easy_mail_template_id"),
    "sms.template": ("sms_template_id",),
}
FORM = "website_hr_recruitment.apply"
# So many records of one kind are looked through, the newest first.
MOST = 5000
