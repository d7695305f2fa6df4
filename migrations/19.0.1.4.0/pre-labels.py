"""Labels that say something else since 19.0.1.1.0. Odoo keeps a translation that is
there, though its text has changed: Swedish ones are taken out here, and loaded anew
when the update ends."""

MODULE = "hr_recruitment_candidate_experience"
MODELS = {
    "ir_model": "ir.model",
    "ir_model_fields": "ir.model.fields",
    "ir_model_fields_selection": "ir.model.fields.selection",
    "ir_ui_menu": "ir.ui.menu",
    "ir_act_window": "ir.actions.act_window",
    "ir_act_server": "ir.actions.server",
}
# (table, column) → names of the records
CHANGED = {
    ("ir_act_window", "name"): """
        action_feedback_quarantine
        action_review
        action_waiting_for_answer
    """,
    ("ir_act_server", "name"): """
        action_applicant_skip_communication
        action_job_answer_remaining
        ir_cron_promises_ir_actions_server
    """,
    ("ir_model", "name"): """
        model_hr_applicant_communication_send_early
        model_hr_candidate_moment_mixin
        model_hr_recruitment_feedback_quarantine
        model_hr_recruitment_review
    """,
    ("ir_model_fields", "field_description"): """
        field_applicant_get_refuse_reason__earliest_answer_date
        field_digest_digest__kpi_candidate_answers
        field_digest_digest__kpi_candidate_unanswered
        field_hr_applicant__answer_expected_date
        field_hr_applicant__answer_state
        field_hr_applicant__awaiting_reply
        field_hr_applicant__last_contact_date
        field_hr_applicant__refusal_date
        field_hr_applicant__reply_broken_count
        field_hr_applicant__reply_due_date
        field_hr_applicant__reply_kept_count
        field_hr_applicant__reply_promise_state
        field_hr_job__awaiting_reply_count
        field_hr_job__review_planned
        field_hr_recruitment_improvement__feedback_id
        field_res_company__refusal_delay_hours
        field_res_config_settings__refusal_delay_hours
        field_survey_user_input__recruitment_review_ids
    """,
    ("ir_model_fields", "help"): """
        field_applicant_get_refuse_reason__near_miss
        field_applicant_get_refuse_reason__suggested_job_id
        field_hr_applicant__answer_state
        field_hr_applicant__awaiting_reply
        field_hr_applicant__decision_told_date
        field_hr_applicant__refusal_channel
        field_hr_applicant_communication__needs_attention
        field_hr_job__remaining_count
        field_hr_recruitment_improvement__feedback_id
        field_hr_recruitment_stage__expected_days
        field_res_company__feedback_cooldown_days
        field_res_config_settings__feedback_cooldown_days
    """,
    ("ir_model_fields_selection", "name"): """
        selection__applicant_get_refuse_reason__meetings__cancel
        selection__hr_applicant__answer_state__owed
        selection__hr_applicant__answer_state__pending
        selection__hr_applicant_communication__reason__blacklisted
        selection__hr_applicant_communication__reason__due
        selection__hr_applicant_communication__reason__not_told
        selection__hr_recruitment_benchmark__moment__refused
        selection__hr_recruitment_communication_step__trigger__refusal_sent
        selection__hr_recruitment_communication_step__trigger__reply_due
        selection__hr_recruitment_feedback__moment__refused
        selection__hr_recruitment_feedback_comment__moment__refused
        selection__hr_recruitment_feedback_quarantine__moment__refused
        selection__hr_recruitment_feedback_summary__moment__refused
        selection__hr_recruitment_improvement__moment__refused
        selection__survey_survey__feedback_moment__refused
    """,
    ("ir_ui_menu", "name"): """
        menu_feedback_quarantine
    """,
}


def migrate(cr, version):
    for (table, column), names in CHANGED.items():
        cr.execute(
            f"""
            UPDATE {table} AS record
               SET {column} = (SELECT jsonb_object_agg(lang, text)
                                 FROM jsonb_each(record.{column}) AS said(lang, text)
                                WHERE lang NOT LIKE 'sv%%')
              FROM ir_model_data AS data
             WHERE data.module = %s AND data.name = ANY(%s) AND data.res_id = record.id
               AND data.model = %s AND record.{column} ? 'en_US'
            """,
            (MODULE, names.split(), MODELS[table]),
        )
