from odoo.tests import TransactionCase, tagged

# What a recruiter can group and filter by, of the ledger: words of a recruiter's day.
HIDDEN = {
    "hr.applicant.communication": (
        "occurrence_key next_attempt attempts claimed_by claimed_date claimed_alone claim_deaths"
        " mail_mail_id_int sms_id_int message_id waits_for_id words_lang words_template_date"
        " words_user_id survey_input_id decision_number exact_time"
    ),
    "hr.applicant": "mailbox decision_number decision_company_id keep_meetings silence_noted_date",
    "hr.recruitment.review": "next_attempt attempts mail_mail_id_int claimed_by",
    "hr.recruitment.feedback": "user_input_id",
}
SHOWN = {
    "hr.applicant.communication": "state reason step_id job_id user_id scheduled_date action",
    "hr.applicant": "answer_state awaiting_reply reply_due_date near_miss outcome",
}


@tagged("post_install", "-at_install")
class TestTechnicalFields(TransactionCase):
    """The menus of filters and groups offer what people know."""

    def test_not_offered(self):
        for model, names in HIDDEN.items():
            found = self.env[model].fields_get(names.split())
            for name in names.split():
                with self.subTest(model=model, field=name):
                    self.assertFalse(found[name]["groupable"])
                    self.assertFalse(found[name]["searchable"])

    def test_the_others_are(self):
        for model, names in SHOWN.items():
            found = self.env[model].fields_get(names.split())
            for name in names.split():
                with self.subTest(model=model, field=name):
                    self.assertTrue(found[name]["groupable"] and found[name]["searchable"])

    def test_only_what_is_asked_for(self):
        found = self.env["hr.applicant"].fields_get(["mailbox"], ["string"])
        self.assertEqual(list(found["mailbox"]), ["string"])
