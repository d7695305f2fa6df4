"""What of a plan goes into a file: the only list of it.

The file is strict: it has each of these fields and no other. A new field of a model
comes with a new ``VERSION`` of the format (``plan_file.py``); what is left out stands in
``LEFT_OUT``, with the reason.
"""

from dataclasses import dataclass

# Sections of the file, and what their records are here.
MODELS = {
    "plans": "hr.recruitment.communication.plan",
    "steps": "hr.recruitment.communication.step",
    "mail_templates": "mail.template",
    "sms_templates": "sms.template",
    "surveys": "survey.survey",
    "questions": "survey.question",
    "answers": "survey.question.answer",
    "drivers": "hr.recruitment.feedback.driver",
    "first_months": "mail.activity.plan",
    "first_tasks": "mail.activity.plan.template",
}
# Those that others refer to, by the key that they have in the file.
KEYED = ("drivers", "mail_templates", "sms_templates", "surveys")
# What a record is called, where it is not ``name``.
TITLES = {
    "surveys": "title",
    "questions": "title",
    "answers": "value",
    "first_tasks": "task_name",
}


@dataclass(frozen=True)
class Kind:
    """How a value stands in the file.

    :param str type: what ``plan_file.Reader`` and ``describer.Describer`` have a method for
    :param str of: the section or the model that it leads to
    """

    type: str
    required: bool = False
    of: str = ""


# A text in each language: {"en_US": "Hello", "sv_SE": "Hej"}.
WORDS, TITLE = Kind("words"), Kind("words", True)
# A text that has no translation.
LINE, LINE_TITLE = Kind("line"), Kind("line", True)
FLAG, NUMBER, DECIMAL = Kind("flag"), Kind("number"), Kind("decimal")
DAY, MOMENT = Kind("day"), Kind("moment")
CHOICE, NEEDED = Kind("choice"), Kind("choice", True)


def _key(section):
    """:return: what stands in another part of the file"""
    return Kind("key", of=section)


def _lines(section):
    """:return: what belongs to the record, in order"""
    return Kind("lines", of=section)


def _place(model):
    """:return: what is not in the file: it is looked for by its name where it comes to"""
    return Kind("place", of=model)


def _places(model):
    return Kind("places", of=model)


def _named(model):
    """:return: what is told of, and looked for nowhere: a person chooses it here"""
    return Kind("named", of=model)


FIELDS = {
    "plans": {
        "name": TITLE,
        "active": FLAG,
        "sequence": NUMBER,
        "calendar_id": _place("resource.calendar"),
        "review_survey_id": _key("surveys"),
        "step_ids": _lines("steps"),
    },
    "steps": {
        "name": TITLE,
        "active": FLAG,
        "sequence": NUMBER,
        "trigger": NEEDED,
        "stage_ids": _places("hr.recruitment.stage"),
        "action": NEEDED,
        "mail_template_id": _key("mail_templates"),
        "easy_mail_template_id": _key("mail_templates"),
        "sms_template_id": _key("sms_templates"),
        "survey_id": _key("surveys"),
        "survey_anonymity": CHOICE,
        "assessment_survey_id": _place("survey.survey"),
        "assessment_days": NUMBER,
        "assessment_reminder_days": NUMBER,
        "screening_set_id": _place("hr.screening.set"),
        "screening_days": NUMBER,
        "screening_reminder_days": NUMBER,
        "booking_panel": CHOICE,
        "booking_minutes": NUMBER,
        "booking_format": CHOICE,
        "activity_type_id": _place("mail.activity.type"),
        "activity_summary": WORDS,
        "activity_note": WORDS,
        "responsible": NEEDED,
        "delay": NUMBER,
        "delay_unit": NEEDED,
        "send_window": NEEDED,
        "expire_after": NUMBER,
        "meeting_format": CHOICE,
        "unless_interview": FLAG,
    },
    "mail_templates": {
        "name": WORDS,
        "description": WORDS,
        "active": FLAG,
        "subject": WORDS,
        "body_html": WORDS,
        "email_from": LINE,
        "reply_to": LINE,
        "email_to": LINE,
        "email_cc": LINE,
        "partner_to": LINE,
        "use_default_to": FLAG,
        "email_layout_xmlid": LINE,
        "report_template_ids": _places("ir.actions.report"),
        "scheduled_date": LINE,
        "lang": LINE,
        "auto_delete": FLAG,
    },
    "sms_templates": {
        "name": WORDS,
        "body": TITLE,
        "lang": LINE,
    },
    "surveys": {
        "title": TITLE,
        "description": WORDS,
        "description_done": WORDS,
        "active": FLAG,
        "survey_type": NEEDED,
        "feedback_moment": CHOICE,
        "feedback_anonymity": CHOICE,
        "lang_ids": Kind("langs"),
        "color": NUMBER,
        "access_mode": NEEDED,
        "questions_layout": NEEDED,
        "questions_selection": NEEDED,
        "progression_mode": CHOICE,
        "scoring_type": NEEDED,
        "scoring_success_min": DECIMAL,
        "is_attempts_limited": FLAG,
        "attempts_limit": NUMBER,
        "is_time_limited": FLAG,
        "time_limit": DECIMAL,
        "users_can_go_back": FLAG,
        "users_login_required": FLAG,
        "question_and_page_ids": _lines("questions"),
    },
    "questions": {
        "title": TITLE,
        "description": WORDS,
        "question_placeholder": WORDS,
        "sequence": NUMBER,
        "is_page": FLAG,
        "question_type": CHOICE,
        "random_questions_count": NUMBER,
        "feedback_role": CHOICE,
        "feedback_driver_id": _key("drivers"),
        "suggested_answer_ids": _lines("answers"),
        "matrix_subtype": CHOICE,
        "matrix_row_ids": _lines("answers"),
        # Pairs: which question of the survey, and which of its answers; 1 is the first.
        "triggering_answer_ids": Kind("answers"),
        "scale_min": NUMBER,
        "scale_max": NUMBER,
        "scale_min_label": WORDS,
        "scale_mid_label": WORDS,
        "scale_max_label": WORDS,
        "comments_allowed": FLAG,
        "comments_message": WORDS,
        "comment_count_as_answer": FLAG,
        "constr_mandatory": FLAG,
        "constr_error_msg": WORDS,
        "validation_required": FLAG,
        "validation_email": FLAG,
        "validation_length_min": NUMBER,
        "validation_length_max": NUMBER,
        "validation_min_float_value": DECIMAL,
        "validation_max_float_value": DECIMAL,
        "validation_min_date": DAY,
        "validation_max_date": DAY,
        "validation_min_datetime": MOMENT,
        "validation_max_datetime": MOMENT,
        "validation_error_msg": WORDS,
        "is_scored_question": FLAG,
        "answer_score": DECIMAL,
        "answer_numerical_box": DECIMAL,
        "answer_date": DAY,
        "answer_datetime": MOMENT,
        "save_as_email": FLAG,
        "save_as_nickname": FLAG,
        "is_time_limited": FLAG,
        "is_time_customized": FLAG,
        "time_limit": NUMBER,
    },
    "answers": {
        "value": TITLE,
        "sequence": NUMBER,
        "feedback_value": CHOICE,
        "is_correct": FLAG,
        "answer_score": DECIMAL,
    },
    "drivers": {
        "name": TITLE,
        "description": WORDS,
        "sequence": NUMBER,
        "active": FLAG,
    },
    "first_months": {
        "name": LINE_TITLE,
        "first_months_job_ids": _places("hr.job"),
        "department_id": _place("hr.department"),
        "first_months_location_ids": _places("hr.work.location"),
        "paperwork_set_id": _place("hr.paperwork.set"),
        "asks_for_papers": FLAG,
        "template_ids": _lines("first_tasks"),
    },
    "first_tasks": {
        "task_name": WORDS,
        "summary": LINE,
        "task_kind": NEEDED,
        "sequence": NUMBER,
        "activity_type_id": _place("mail.activity.type"),
        "responsible_type": NEEDED,
        "delay_count": NUMBER,
        "delay_unit": NEEDED,
        "delay_from": NEEDED,
        # Which tasks of the plan come first; 1 is the first one.
        "depends_ids": Kind("others"),
        "is_shown": FLAG,
        "page_name": WORDS,
        "page_text": WORDS,
        "note": LINE,
        "check_url": LINE,
        "skips_internal": FLAG,
        "server_action_id": _named("ir.actions.server"),
    },
}

_BELONGS = "the file says it by where the record stands"
_PICTURE = "no page for candidates shows it"
_PERSON = "names a person"
_CERTIFICATE = "our surveys certify nothing"
_LIVE = "our surveys are not held live"
_TEST = "a test is looked for by its name, because it is the company's own"
LEFT_OUT = {
    "plans": {
        "company_id": "a plan is imported for the company of the importer",
        "in_use": "nothing that is imported is in use",
        "is_general": "and it is for no job position until told",
        "job_ids": "and it is for no job position until told",
    },
    "steps": {"plan_id": _BELONGS, "company_id": "that of the plan"},
    "mail_templates": {
        "model": "hr.applicant",
        "model_id": "hr.applicant",
        "attachment_ids": "files are not texts, and may be about people",
        "mail_server_id": "is a server of this database",
        "ref_ir_act_window": "an entry in a menu of this database",
        "template_fs": "a file of the addon that brought the text",
        "user_id": _PERSON,
    },
    "sms_templates": {
        "model": "hr.applicant",
        "model_id": "hr.applicant",
        "sidebar_action_id": "an entry in a menu of this database",
        "template_fs": "a file of the addon that brought the text",
    },
    "surveys": {
        "user_id": _PERSON,
        "restrict_user_ids": _PERSON,
        "access_token": "is a key",
        "assessment_purpose": _TEST,
        "assessment_needs": _TEST,
        "assessment_minutes": _TEST,
        "assessment_tells_result": _TEST,
        "background_image": _PICTURE,
        "certification": _CERTIFICATE,
        "certification_badge_id": _CERTIFICATE,
        "certification_give_badge": _CERTIFICATE,
        "certification_mail_template_id": _CERTIFICATE,
        "certification_report_layout": _CERTIFICATE,
        "certification_validity_months": _CERTIFICATE,
        "session_code": _LIVE,
        "session_question_id": _LIVE,
        "session_question_start_time": _LIVE,
        "session_speed_rating": _LIVE,
        "session_speed_rating_time_limit": _LIVE,
        "session_start_time": _LIVE,
        "session_state": _LIVE,
    },
    "questions": {
        "survey_id": _BELONGS,
        "page_id": "follows from the order",
        "background_image": _PICTURE,
    },
    "answers": {
        "question_id": _BELONGS,
        "matrix_question_id": _BELONGS,
        "value_image": _PICTURE,
        "value_image_filename": _PICTURE,
    },
    "drivers": {},
    "first_months": {
        "company_id": "a plan is imported for the company of the importer",
        "active": "nothing that is imported is in use",
        "res_model": "hr.applicant",
        "res_model_id": "hr.applicant",
        "is_first_months": "all of them are",
    },
    "first_tasks": {
        "plan_id": _BELONGS,
        "responsible_id": _PERSON,
        "next_activity_ids": "follow from the activity type",
    },
}


def get_title(section, record):
    """:param dict record: as it stands in the file
    :return: str, what it is called, in English"""
    words = record.get(TITLES.get(section, "name"))
    if section == "first_months":
        return words
    return words["en_US"] if words else ""
