import re
from base64 import b64encode
from datetime import datetime, timedelta

from psycopg2 import Error as DatabaseError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.models import MAGIC_COLUMNS
from odoo.tests import tagged
from odoo.tools import mute_logger

from .cases.access import AccessCase
from .cases.feedback import FeedbackCase
from .cases.signing import PASSWORD, make_certificate
from .common import NOW

NAME = "hr_recruitment_candidate_experience"
OFFICERS = "officer experience recruitment"
MANAGERS = "experience recruitment"
TEAM = f"interviewer {OFFICERS}"
INSIDERS = f"employee {TEAM} settings elsewhere"
# Who writes which of our fields, on a record that they may reach: the only list of
# it. Nobody writes what is not in it. "elsewhere" is a recruitment administrator of
# another company, "settings" has Odoo's Settings right and none in recruitment.
MAY_WRITE = {
    "calendar.event": {
        # As the rest of the meeting, by Odoo's rules.
        INSIDERS: "meeting_format work_location_id interview_missed",
        TEAM: "interview_goal interview_summary",
    },
    "calendar.event.agenda": {TEAM: "sequence kind name duration_minutes user_ids who"},
    "digest.digest": {
        "settings": "kpi_candidate_cnps kpi_candidate_answers kpi_candidate_unanswered"
    },
    "hr.applicant": {
        OFFICERS: "communication_paused messages_stopped preferred_channel candidate_lang "
        "easy_to_read "
        "earlier_contact arrival send_confirmation "
        "feedback_opt_out refusal_explanation refusal_channel keep_meetings near_miss "
        "suggested_job_id near_miss_pool_ids travels_from candidate_questions "
        "call_said call_questions seen_source_id assessment_extra_percent matter_ids "
        "matter_words name_spoken pronoun languages_spoken interview_language other_offer_date "
        "paperwork_set_id "
        "first_day buddy_id first_months_manager_id first_day_time first_day_location_id "
        "first_day_lunch first_day_bring first_day_program first_week_program",
        TEAM: "productive_after",
    },
    "hr.candidate.matter": {"recruitment": "name active sequence company_id"},
    "hr.applicant.assessment": {OFFICERS: "extra_percent"},
    "hr.applicant.screening": {TEAM: "my_note"},
    # Their own.
    "hr.applicant.screening.note": {"interviewer": "body"},
    "hr.screening.set": {"recruitment": "name active sequence company_id job_ids purpose minutes"},
    "hr.screening.question": {"recruitment": "sequence active name hint"},
    "hr.first.months.task": {OFFICERS: "user_id date_deadline"},
    # By Odoo's rights for plans of activities.
    "mail.activity.plan": {
        "recruitment settings": "is_first_months first_months_job_ids first_months_location_ids"
        " paperwork_set_id asks_for_papers"
    },
    "mail.activity.plan.template": {
        "recruitment settings": "task_name task_kind is_shown page_name page_text depends_ids "
        "check_url skips_internal",
        # Code.
        "settings": "server_action_id",
    },
    "hr.paperwork.set": {
        "recruitment": "name active sequence company_id job_ids days department_ids location_ids"
        " due_from"
    },
    "hr.paperwork.document": {"recruitment": "sequence active name kind body file we_sign"},
    "hr.paperwork.field": {"recruitment": "sequence name kind choices needed employee_field"},
    "hr.applicant.paperwork": {"recruitment": "mend_words"},
    "hr.interview.booking": {OFFICERS: "panel_user_ids"},
    "hr.interview.booking.seat": {OFFICERS: "user_ids"},
    "hr.interview.booking.rule": {
        "recruitment": "name active sequence company_id job_ids buffer_before buffer_after "
        "most_per_day notice_hours horizon_days slot_minutes within_office_hours choose_days "
        "reminder_days moves_allowed change_hours"
    },
    "hr.applicant.communication": {OFFICERS: "scheduled_date subject body"},
    "hr.applicant.offer": {
        OFFICERS: "role_name first_day pay_amount pay_variable pay_period currency_id place "
        "share_percent hours_per_week contract_type_id until_day probation_months notice_period "
        "conditions benefits valid_until signer_id"
    },
    "hr.applicant.hold": {"recruitment": "reason until"},
    # Odoo's reasons have no company.
    "hr.applicant.refuse.reason": {
        f"{MANAGERS} elsewhere": "ended_by silent_allowed candidate_explanation withdrawal_words"
    },
    # Whoever is responsible for it, too.
    "hr.applicant.data.request": {"recruitment": "chosen_ids merits_letter"},
    "hr.applicant.data.request.item": {"recruitment": "decision reason"},
    "hr.applicant.merits": {OFFICERS: "education experience other"},
    "hr.employer.fact": {
        "recruitment": "active sequence job_id kind text year show_from link date_from date_until"
    },
    "hr.interview.kit": {
        TEAM: "goal my_notes summary technical_trouble",
        OFFICERS: "stage_id",
        # Those who hold it.
        "interviewer": "read_cv read_letter read_portfolio read_employers",
    },
    "hr.interview.reading": {"interviewer": "cv letter portfolio employers"},
    # Their own.
    "hr.interview.scorecard": {"interviewer": "recommendation comment new_addition"},
    "hr.interview.scorecard.rating": {"interviewer": "rating note"},
    "hr.job.competence": {
        OFFICERS: "active sequence name looked_for anchor_1 anchor_2 anchor_3 anchor_4 "
        "interviewer_ids stage_ids"
    },
    "hr.job.competence.question": {OFFICERS: "sequence name kind"},
    "hr.applicant.explanation": {OFFICERS: "strength missing advice"},
    # For whom it is, where the candidate has not known it.
    "hr.candidate.praise": {MANAGERS: "user_id"},
    "hr.candidate.question": {OFFICERS: "topic_id state"},
    "hr.candidate.question.topic": {"recruitment": "name active sequence words company_id"},
    "hr.interview.question": {TEAM: "sequence competence name kind survey_question_id"},
    "hr.job": {
        OFFICERS: "employer_story employer_values employer_culture employer_social "
        "employer_development employer_faq employer_environment video_film_url "
        "pay_min pay_max pay_currency_id pay_period pay_variable pay_agreement pay_benefits "
        "ad_looked_ids role_expected"
    },
    "hr.recruitment.ad.check": {
        "recruitment": "name active sequence looks words why weight binding company_id"
    },
    "hr.recruitment.wording": {
        MANAGERS: "term language kind why suggestion source active company_id"
    },
    "hr.job.requirement": {OFFICERS: "sequence active name question"},
    "hr.recruitment.source": {OFFICERS: "date_from date_to cost"},
    "hr.recruitment.benchmark": {
        MANAGERS: "name active value moment outcome year source url note is_own company_id"
    },
    "hr.recruitment.exchange": {MANAGERS: "name active"},
    "hr.recruitment.exchange.figure": {},
    "hr.recruitment.experience.cost": {
        MANAGERS: "company_id applicants customer_low customer_high leaving_low leaving_high"
        " revenue_low revenue_high kept_away_low kept_away_high needed_low needed_high"
        " hire_cost_low hire_cost_high hours_low hours_high hour_cost_low hour_cost_high"
        " referred referring_low referring_high unheard score_late score_soon yearly_low"
        " yearly_high note"
    },
    "hr.recruitment.communication.plan": {
        MANAGERS: "name active in_use sequence company_id is_general job_ids calendar_id "
        "review_survey_id"
    },
    "hr.recruitment.communication.step": {
        MANAGERS: "plan_id name active sequence trigger stage_ids action "
        "mail_template_id easy_mail_template_id sms_template_id survey_id survey_anonymity "
        "activity_type_id "
        "activity_summary activity_note responsible delay delay_unit send_window "
        "expire_after meeting_format unless_interview assessment_survey_id assessment_days "
        "assessment_reminder_days booking_panel booking_minutes booking_format "
        "screening_set_id screening_days screening_reminder_days"
    },
    "hr.recruitment.erasure": {"recruitment": "kept_note"},
    "hr.recruitment.erasure.finding": {"recruitment": "decision"},
    "hr.recruitment.feedback": {MANAGERS: "follow_up_note"},
    "hr.recruitment.retention.policy": {
        "recruitment": "name active sequence company_id country_id job_ids outcome period unit "
        "margin_days notice_days source dry_run_every"
    },
    "hr.recruitment.consent.text": {
        "recruitment": "name active sequence kind body months company_id"
    },
    "hr.recruitment.feedback.comment": {MANAGERS: "theme_ids"},
    "hr.recruitment.feedback.theme": {
        MANAGERS: "name active sequence description words_en words_sv counts_denied company_id"
    },
    "hr.recruitment.feedback.driver": {MANAGERS: "name sequence active description"},
    # Their own.
    "hr.employer.review": {
        OFFICERS: "active source_id date kind rating scale_min scale_max title text valued "
        "disliked better language author job_name department_name location_name job_id "
        "department_id url external_id state answer_deadline answer answer_date",
        # An officer who gives it to somebody else could not read it any more.
        MANAGERS: "answered_by_id user_id theme_ids",
    },
    "hr.employer.review.source": {
        MANAGERS: "name active sequence scale_min scale_max sender_domains names_public company_id"
    },
    # Those that an officer was told of.
    "hr.recruitment.experience.alarm": {OFFICERS: "silenced_until"},
    "hr.recruitment.improvement": {
        OFFICERS: "description state date_done",
        MANAGERS: "name user_id date_deadline company_id moment job_id driver_id "
        "stage_id feedback_id decline_reason is_public public_text",
    },
    # Their own.
    "hr.recruitment.experience.look": {"officer": "went_well went_badly to_change"},
    "hr.recruitment.experience.goal": {"recruitment": "company_id year kind value"},
    "hr.recruitment.prospect": {
        OFFICERS: "name user_id email phone lang source_kind source way subject personal_text"
    },
    "hr.recruitment.privacy.notice.text": {
        "recruitment": "confirmed controller contact purposes legal_basis needed source "
        "recipients transfers retention rights complaint automatic"
    },
    # Odoo's stages have no company.
    "hr.recruitment.stage": {
        "recruitment elsewhere": "candidate_name candidate_description expected_days is_offer"
    },
    "hr.work.location": {
        MANAGERS: "map_url landmarks parking reception accessibility is_hard_to_find "
        "entrance_phone entrance_help entrance_picture"
    },
    "hr.work.location.transport": {MANAGERS: "sequence kind line stop walk_minutes"},
    "ir.actions.server": {"settings": "communication_step_id"},
    "res.company": {
        "settings": "exchange_name review_alias_id pay_told employer_story employer_values "
        "employer_culture employer_social "
        "employer_development employer_faq employer_environment video_film_url video_test_url "
        "video_help "
        "candidate_hr_user_id refusal_delay_hours unanswered_days quiet_days near_miss_months "
        "candidate_keep_months feedback_min_scores feedback_min_comments "
        "feedback_cooldown_days feedback_deadline_days feedback_reminder_days "
        "experience_report_active experience_report_user_ids "
        "experience_job_report_active experience_recruiter_report_active "
        "candidate_data_text interview_invitations "
        "merits_offered merits_days applying_asks_before ad_score_limit leaving_asked "
        "prospect_words prospect_basis prospect_keep_days prospect_untold_days "
        "screening_minutes screening_megabytes screening_keep_days offer_days "
        "first_months_automatic first_months_it_user_id first_months_lead_days "
        "first_months_page_days first_day_start first_day_lunch first_day_bring "
        "first_day_program first_week_program first_months_info first_months_next "
        "praise_asked praise_read_first "
        "review_days review_user_id review_keep_months review_alias_name review_mail_server "
        "alarm_rate conduct_published conduct_website_ids"
    },
    "survey.question": {MANAGERS: "feedback_role feedback_driver_id"},
    "survey.question.answer": {MANAGERS: "feedback_value"},
    "survey.survey": {
        MANAGERS: "feedback_moment feedback_anonymity assessment_purpose assessment_needs "
        "assessment_minutes assessment_tells_result"
    },
}
# What only our own methods make and delete.
MADE_BY_NOBODY = (
    "hr.first.months.task",
    "hr.applicant.adjustment",
    "hr.applicant.assessment",
    "hr.applicant.explanation.answer",
    "hr.candidate.praise",
    "hr.candidate.question",
    "hr.interview.scorecard.rating",
    "hr.applicant.paperwork",
    "hr.applicant.screening",
    "hr.applicant.screening.answer",
    "hr.interview.booking",
    "hr.interview.technology",
    "hr.applicant.communication",
    "hr.applicant.data.request",
    "hr.applicant.data.request.item",
    "hr.applicant.merits",
    "hr.applicant.page.request",
    "hr.applicant.requirement",
    "hr.applicant.privacy.shown",
    "hr.recruitment.erasure",
    "hr.recruitment.erasure.finding",
    "hr.recruitment.erasure.hash",
    "hr.recruitment.erasure.line",
    "hr.recruitment.do.not.contact",
    "hr.recruitment.prospect.count",
    "hr.recruitment.conduct",
    "hr.recruitment.conduct.step",
    "hr.recruitment.experience.change",
    "hr.recruitment.experience.month",
    "hr.recruitment.experience.part",
    "hr.recruitment.experience.alarm",
    "hr.recruitment.experience.look",
    "hr.recruitment.experience.watch",
    "hr.applicant.reply.outcome",
    "hr.applicant.stage.history",
    "hr.job.form.count",
    "hr.job.form.test",
    "hr.job.form.test.line",
    "hr.job.leaving.count",
    "hr.interview.kit",
    "hr.recruitment.experience.report.mail",
    "hr.recruitment.feedback",
    "hr.recruitment.feedback.theme.mention",
    "hr.recruitment.feedback.quarantine",
    "hr.recruitment.feedback.rating",
    "hr.recruitment.review",
)
CHANGES = re.compile(r"\b(INSERT|UPDATE|DELETE)\b")
QUIET = (
    "odoo.sql_db",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
    "odoo.models",
    "odoo.orm.models",
)


class RightsCase(FeedbackCase, AccessCase):
    """One record of every model, and everybody who might write to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles = {
            "portal": cls.portal,
            "employee": cls.employee,
            "interviewer": cls.interviewer,
            "officer": cls.ada,
            "experience": cls._make_person("experience", f"{NAME}.group_experience_manager"),
            "recruitment": cls.people["manager"],
            "settings": cls.administrator,
            "elsewhere": cls._make_person(
                "elsewhere",
                "hr_recruitment.group_hr_recruitment_manager",
                company_id=cls.other_company.id,
                company_ids=cls.other_company.ids,
            ),
        }
        everywhere = cls.env["res.company"].search([])
        for role in ("experience", "recruitment", "settings"):
            cls.roles[role].company_ids = everywhere
        cls._make_records()

    @classmethod
    def _make_exchange(cls):
        exchange = cls.env["hr.recruitment.exchange"].create(
            {
                "name": "Other",
                "company_id": cls.company.id,
                "key": "key",
                "made": "2026-01-01",
                "figure_ids": [
                    Command.create(
                        {
                            "year": 2025,
                            "moment": "applied",
                            "until": "2025-12-31",
                            "answers": 5,
                            "score": 0,
                        }
                    )
                ],
            }
        )
        return {exchange._name: exchange, exchange.figure_ids._name: exchange.figure_ids}

    @classmethod
    def _make_alarms(cls):
        """Ada was told of it."""
        about = {"company_id": cls.company.id, "kind": "promise", "sight": "job"}
        turned = {"direction": "worse", "since": NOW.date(), "found_date": NOW.date()}
        return {
            "hr.recruitment.experience.alarm": cls.env["hr.recruitment.experience.alarm"].create(
                {**about, **turned, "user_id": cls.ada.id, "for_officers": True}
            ),
            "hr.recruitment.conduct": cls.env["hr.recruitment.conduct"]._get_of(cls.company),
            "hr.recruitment.conduct.step": cls.env["hr.recruitment.conduct.step"]
            ._as_computed()
            .create({"company_id": cls.company.id, "topic": "score"}),
            "hr.recruitment.experience.watch": cls.env["hr.recruitment.experience.watch"].create(
                {**about, "job_id": cls.job.id}
            ),
            "hr.applicant.reply.outcome": cls.env["hr.applicant.reply.outcome"].create(
                {"company_id": cls.company.id, "day": NOW.date(), "kept": True}
            ),
        }

    @classmethod
    def _make_looks(cls):
        """Switched on, and Ada's."""
        cls.env.ref("base.group_user")._apply_group(cls.env.ref(f"{NAME}.group_looks"))
        return {
            "hr.recruitment.experience.look": cls.env["hr.recruitment.experience.look"].create(
                {
                    "company_id": cls.company.id,
                    "user_id": cls.ada.id,
                    "month": "2026-05-01",
                    "role": "recruiter",
                    "date_deadline": "2026-06-11",
                }
            ),
            "hr.recruitment.experience.goal": cls.env["hr.recruitment.experience.goal"].create(
                {"year": 2026, "kind": "score", "value": 20}
            ),
        }

    @classmethod
    def _make_paperwork(cls):
        """Switched on: whoever may not write shall not be kept off by that alone."""
        group = cls.env.ref(f"{NAME}.group_paperwork")
        cls.env.ref("base.group_user").implied_ids = [(4, group.id)]
        papers = cls.env["hr.paperwork.set"].create(
            {
                "name": "Before the first day",
                "document_ids": [(0, 0, {"name": "Bank", "field_ids": [(0, 0, {"name": "IBAN"})]})],
            }
        )
        return {
            "hr.paperwork.set": papers,
            "hr.paperwork.document": papers.document_ids,
            "hr.paperwork.field": papers.document_ids.field_ids,
            "hr.applicant.paperwork": cls.mine._start_paperwork(papers),
            "hr.paperwork.certificate": cls.env["hr.paperwork.certificate"].create(
                {
                    "company_id": cls.company.id,
                    "upload": b64encode(make_certificate(days=(-1, 36_500))),
                    "passphrase": PASSWORD,
                }
            ),
        }

    @classmethod
    def _make_records(cls):
        env = cls.env
        cls.interviewer_applicant = cls.mine
        start = datetime.now().replace(microsecond=0) + timedelta(days=3)
        cls.meeting = env["calendar.event"].create(
            {
                "name": "Interview",
                "start": start,
                "stop": start + timedelta(hours=1),
                "applicant_id": cls.mine.id,
                "user_id": cls.ada.id,
                "partner_ids": [(6, 0, (cls.mine.partner_id + cls.interviewer.partner_id).ids)],
                "agenda_ids": [(0, 0, {"kind": "talk"})],
            }
        )
        kit = cls.meeting.interview_kit_ids
        cls.reason = env.ref("hr_recruitment.refuse_reason_1")
        survey = cls.survey
        answered = cls._answer(cls.mine, survey)
        theme = env["hr.recruitment.feedback.theme"].create({"name": "Coffee"})
        review_survey = env["survey.survey"].create(
            {"title": "How was it?", "survey_type": "recruitment_review"}
        )
        location = env["hr.work.location"].create(
            {
                "name": "Office",
                "address_id": cls.company.partner_id.id,
                "location_type": "office",
                "company_id": cls.company.id,
            }
        )
        made = {
            "hr.applicant": cls.mine,
            "hr.applicant.assessment": env["hr.applicant.assessment"].create(
                {
                    "applicant_id": cls.mine.id,
                    "survey_id": env["survey.survey"]
                    .create({"title": "Logic", "survey_type": "assessment"})
                    .id,
                }
            ),
            **cls._make_screening(),
            **cls._make_paperwork(),
            **cls._make_booking(),
            **cls._make_offer(),
            **cls._make_scorecard(kit),
            **cls._make_preferences(),
            "hr.interview.technology": env["hr.interview.technology"]._note(
                cls.mine, cls.meeting, "before", works=True
            ),
            **cls._make_explanation(),
            **cls._make_questions(),
            **cls._make_praise(),
            **cls._make_first_months(),
            "hr.applicant.communication": cls.my_row,
            "hr.applicant.data.request": env["hr.applicant.data.request"].create(
                {"applicant_id": cls.mine.id, "kind": "copy"}
            ),
            **cls._make_counted(),
            **cls._make_privacy(),
            **cls._make_erasure(),
            **cls._make_consents(),
            **cls._make_advert(),
            **cls._make_wording(),
            **cls._make_sourcing(),
            "hr.applicant.page.request": env["hr.applicant.page.request"].create(
                {"applicant_id": cls.mine.id, "kind": "question", "date": NOW}
            ),
            "hr.applicant.stage.history": cls.mine.stage_history_ids[:1],
            "hr.recruitment.communication.plan": cls.plan,
            "hr.recruitment.communication.step": cls.manual,
            "hr.recruitment.feedback": answered,
            "hr.recruitment.feedback.rating": answered.rating_ids[:1],
            "hr.recruitment.feedback.comment": answered.comment_ids[:1],
            "hr.recruitment.feedback.driver": env["hr.recruitment.feedback.driver"].search(
                [], limit=1
            ),
            "hr.recruitment.feedback.theme": theme,
            "hr.recruitment.feedback.theme.mention": theme.mention_ids.create(
                {"theme_id": theme.id, "comment_id": answered.comment_ids[:1].id}
            ),
            "hr.recruitment.feedback.quarantine": env["hr.recruitment.feedback.quarantine"]._note(
                answered.user_input_id, 9, "answered"
            ),
            "hr.recruitment.benchmark": env["hr.recruitment.benchmark"].create(
                {"name": "2025", "value": 1}
            ),
            "hr.recruitment.experience.cost": env["hr.recruitment.experience.cost"].create({}),
            "hr.employer.review": env["hr.employer.review"].create(
                {"rating": 3, "user_id": cls.ada.id, "company_id": cls.company.id}
            ),
            "hr.employer.review.source": env["hr.employer.review.source"].create(
                {"name": "Forum", "company_id": cls.company.id}
            ),
            "hr.recruitment.improvement": env["hr.recruitment.improvement"].create(
                {"name": "Coffee", "user_id": cls.ada.id}
            ),
            **cls._make_alarms(),
            **cls._make_exchange(),
            **cls._make_looks(),
            "hr.recruitment.review": env["hr.recruitment.review"].create(
                {
                    "job_id": cls.job.id,
                    "company_id": cls.company.id,
                    "partner_id": cls.ada.partner_id.id,
                    "role": "recruiter",
                    "occasion": "filled",
                    "ask_date": start,
                    "survey_id": review_survey.id,
                }
            ),
            "hr.recruitment.experience.report.mail": env[
                "hr.recruitment.experience.report.mail"
            ].create(
                {
                    "company_id": cls.company.id,
                    "user_id": cls.ada.id,
                    "kind": "jobs",
                    "month": "2026-01-01",
                }
            ),
            "hr.employer.fact": env["hr.employer.fact"].create({"kind": "founded"}),
            "hr.interview.kit": kit,
            "hr.interview.note": env["hr.interview.note"].create(
                {"kit_id": kit.id, "user_id": cls.recruiter.id}
            ),
            "hr.interview.question": env["hr.interview.question"].create(
                {"kit_id": kit.id, "name": "Why?"}
            ),
            "calendar.event.agenda": cls.meeting.agenda_ids,
            "hr.work.location": location,
            "hr.work.location.transport": env["hr.work.location.transport"].create(
                {"location_id": location.id, "stop": "Odenplan"}
            ),
            "calendar.event": cls.meeting,
            "hr.job": cls.job,
            "hr.recruitment.stage": cls.new,
            "hr.applicant.refuse.reason": cls.reason,
            "res.company": cls.company,
            "res.partner": cls.here.partner_id,
            "hr.employee": env["hr.employee"].create({"name": "Ada", "user_id": cls.ada.id}),
            "survey.survey": survey,
            "survey.question": survey.question_ids[:1],
            "survey.question.answer": env["survey.question.answer"].create(
                {"value": "Yes", "question_id": survey.question_ids[:1].id}
            ),
            "survey.user_input": answered.user_input_id,
            "ir.actions.server": env["ir.actions.server"].create(
                {
                    "name": "x",
                    "model_id": env["ir.model"]._get_id("hr.applicant"),
                    "state": "candidate_communication",
                    "communication_step_id": cls.manual.id,
                }
            ),
            "digest.digest": env["digest.digest"].create({"name": "Monthly"}),
            "mail.activity": cls.mine.activity_schedule(
                "mail.mail_activity_data_todo", user_id=cls.ada.id
            ),
        }
        cls.made = made

    @classmethod
    def _make_privacy(cls):
        """A draft of a notice, which is what people write, and a part of a copy."""
        notice = cls.env["hr.recruitment.privacy.notice"].create(
            {
                "company_id": cls.company.id,
                "text_ids": [(0, 0, {"lang_id": cls.env.ref("base.lang_en").id})],
            }
        )
        shown = cls.env["hr.applicant.privacy.shown"].create(
            {
                "applicant_id": cls.mine.id,
                "notice_id": notice.id,
                "channel": "form",
                "date": NOW,
            }
        )
        request = cls.env["hr.applicant.data.request"].create(
            {"applicant_id": cls.here.id, "kind": "copy"}
        )
        item = cls.env["hr.applicant.data.request.item"].create(
            {"request_id": request.id, "origin": "hr.applicant,0", "kind": "fields"}
        )
        merits = cls.env["hr.applicant.merits"].create({"applicant_id": cls.mine.id})
        return {each._name: each for each in (notice, notice.text_ids, shown, item, merits)}

    @classmethod
    def _answer(cls, applicant, survey):
        invitation = cls.env["survey.user_input"].create(
            {"survey_id": survey.id, "feedback_anonymity": "named"}
        )
        cls.ledger.create(
            {
                "applicant_id": applicant.id,
                "step_id": cls.ask.id,
                "occurrence_key": "asked",
                "action": "survey",
                "state": "sent",
                "scheduled_date": datetime.now(),
                "survey_input_id": invitation.id,
            }
        )
        answer = invitation._begin_answer("4")
        questions = answer._get_feedback_questions()
        given = {question.id: ["3"] for question in questions}
        given[questions[-1].id] = ["Words"]
        answer._complete_answer(given, {"wanted": False, "details": ""})
        return cls.env["hr.recruitment.feedback"].search([("user_input_id", "=", answer.id)])


def our_fields(model):
    """:return: the fields of ours that a value can be written to; the lines of a
    one2many have rights of their own"""
    return {
        name: field
        for name, field in model._fields.items()
        if field._modules[:1] == (NAME,)
        and field.type != "one2many"
        and (field.store or field.inverse)
        and name not in MAGIC_COLUMNS
        and not field.inherited
    }


@tagged("post_install", "-at_install")
class TestFieldRights(RightsCase):
    """Every field of ours, written by everybody."""

    changed = False

    def other_value(self, record, field):
        """:return: a value that the field does not have yet"""
        now = record.sudo()[field.name]
        if field.relational:
            others = self.env[field.comodel_name].sudo()
            other = others.search([("id", "not in", now.ids)], limit=1)
            return [(4, other.id)] if field.type == "many2many" else other.id
        if field.type == "selection":
            keys = [key for key, _label in field._description_selection(self.env)]
            return next((key for key in keys if key != now), False)
        return {
            "boolean": not now,
            "integer": 7,
            "float": 7.0,
            "date": "2020-01-02",
            "datetime": "2020-01-02 03:04:05",
            "html": "<p>Other words</p>",
            "json": {"other": 1},
        }.get(field.type, "Other words")

    def notice_changes(self):
        """From now on ``changed`` becomes true with whatever changes the database."""
        execute = self.env.cr.execute

        def execute_and_notice(query, *args, **options):
            self.changed = self.changed or bool(CHANGES.search(getattr(query, "code", query)))
            return execute(query, *args, **options)

        self.patch(self.env.cr, "execute", execute_and_notice)

    def find_written(self, user, record, values):
        """:return: set of names, the fields that this user may write; each is tried for
        real, and undone as soon as anything is different from before"""
        names, left = set(), list(values)
        while left:
            with self.env.cr.savepoint() as before:
                self.changed = False
                while left and not self.changed:
                    name = left.pop()
                    if self.is_written(user, record, {name: values[name]}):
                        names.add(name)
                        break
                    if self.env._field_dirty or self.env.transaction.tocompute:
                        break
                before.close(rollback=True)
        return names

    def is_written(self, user, record, values):
        """What is refused for what it says, or by the database, was not refused for who
        says it."""
        try:
            record.with_user(user).write(values)
            self.env.flush_all()
        except (UserError, ValueError, DatabaseError) as error:
            return not isinstance(error, AccessError)
        return True

    @mute_logger(*QUIET)
    def test_who_writes_what(self):
        models = [
            name
            for name, model in self.env.registry.items()
            if model._auto and not model._transient and our_fields(model)
        ]
        self.assertEqual(sorted(set(models) - set(self.made)), [], "add one of these")
        self.notice_changes()
        for model in models:
            record = self.made[model]
            values = {
                name: self.other_value(record, field) for name, field in our_fields(record).items()
            }
            found = {
                (name, role)
                for role, user in self.roles.items()
                for name in self.find_written(user, record, values)
            }
            expected = {
                (name, role)
                for roles, names in MAY_WRITE.get(model, {}).items()
                for name in names.split()
                for role in roles.split()
            }
            with self.subTest(model=model):
                self.assertEqual(sorted(found - expected), [], "who may not, may")
                self.assertEqual(sorted(expected - found), [], "who may, may not")

    @mute_logger(*QUIET)
    def test_who_makes_and_deletes(self):
        for model in MADE_BY_NOBODY:
            record = self.made[model]
            for role, user in self.roles.items():
                mine = record.with_user(user)
                self.assertFalse(mine.browse().has_access("create"), (model, role))
                self.assertFalse(mine.has_access("unlink"), (model, role))

    @mute_logger(*QUIET)
    def test_every_way_in_is_the_same(self):
        """Form, list, import, a new record, defaults in the context, a copy, the lines
        of a form: what ``write`` refuses, they refuse."""
        ours, kept = self.here, {"answer_state": "told", "page_revoked": True}
        values = {"partner_name": "New", "job_id": self.job.id}
        row = self.row
        for method, args, context in (
            ("write", [ours.ids, kept], {}),
            ("web_save", [ours.ids, kept, {}], {}),
            ("web_save_multi", [ours.ids, [kept], {}], {}),
            ("create", [{**values, **kept}], {}),
            ("create", [values], {"default_answer_state": "told"}),
            ("name_create", ["New"], {"default_near_miss_consent": "given"}),
            ("copy", [ours.ids, kept], {}),
            (
                "write",
                [ours.ids, {"communication_ids": [(1, row.id, {"state": "sent"})]}],
                {},
            ),
            ("write", [ours.ids, {"communication_ids": [(2, row.id)]}], {}),
            ("write", [ours.ids, {"communication_ids": [(3, row.id)]}], {}),
            ("write", [ours.ids, {"communication_ids": [(4, self.my_row.id)]}], {}),
            ("write", [ours.ids, {"communication_ids": [(5,)]}], {}),
        ):
            for user in (self.ada, self.people["manager"]):
                with self.subTest(method=method, context=context, user=user.login):
                    self.refuse(self.call, user, "hr.applicant", method, *args, context=context)
        loaded = self.call(
            self.ada,
            "hr.applicant",
            "load",
            [".id", "answer_state"],
            [[str(ours.id), "told"]],
            context={"import_file": True},
        )
        self.assertTrue(loaded["messages"])
        self.assertFalse(loaded["ids"])
        self.assertFalse(ours.answer_state or ours.page_revoked)
        self.assertEqual(row.state, "scheduled")

    def test_the_error_names_the_field(self):
        for name, text in (
            ("answer_state", "filled in automatically"),
            ("decision_told_date", "set when the record is created"),
        ):
            with self.assertRaises(AccessError) as error:
                self.here.with_user(self.ada).write({name: False})
            label = self.here._fields[name].string
            self.assertIn(f"“{label}”", str(error.exception))
            self.assertIn(text, str(error.exception))
        with self.assertRaises(AccessError) as error:
            self.mine.with_user(self.interviewer).communication_paused = True
        self.assertIn("Communication Paused", str(error.exception))

    def test_forms_know_what_their_reader_may_write(self):
        for user, writable in ((self.ada, True), (self.interviewer, False)):
            found = self.mine.with_user(user).fields_get(
                ["near_miss", "communication_paused", "answer_state"], ["readonly"]
            )
            self.assertEqual(found["near_miss"]["readonly"], not writable)
            self.assertEqual(found["communication_paused"]["readonly"], not writable)
            self.assertTrue(found["answer_state"]["readonly"])

    @classmethod
    def _make_counted(cls):
        """What the report keeps of a month."""
        name = "hr.recruitment.experience"
        month = cls.env[f"{name}.month"].create(
            {"topic": "feedback", "month": "2026-01-01", "until": "2026-02-01"}
        )
        part = cls.env[f"{name}.part"].create({"month_id": month.id, "part": "score"})
        change = cls.env[f"{name}.change"].create({"topic": "feedback"})
        return {each._name: each for each in (month, part, change)}

    @classmethod
    def _make_erasure(cls):
        """What is reviewed before somebody is erased, and what keeps an application."""
        erasure = cls.env["hr.recruitment.erasure"]._prepare_for(
            cls.mine, company_id=cls.company.id
        )
        finding = erasure.finding_ids.create(
            {"erasure_id": erasure.id, "kind": "mention", "name": "Note"}
        )
        proof = erasure.hash_ids.create(
            {
                "erasure_id": erasure.id,
                "company_id": cls.company.id,
                "kind": "email",
                "value": "0",
                "erased_date": NOW,
            }
        )
        hold = cls.env["hr.applicant.hold"].create(
            {"applicant_id": cls.mine.id, "reason": "A claim"}
        )
        policy = cls.env["hr.recruitment.retention.policy"].create(
            {"name": "Two years", "company_id": cls.company.id}
        )
        made = (erasure, erasure.line_ids, finding, proof, hold, policy)
        return {each._name: each for each in made}

    @classmethod
    def _make_advert(cls):
        """What an ad asks for, what was answered, and where it is published."""
        need = cls.env["hr.job.requirement"].create({"job_id": cls.job.id, "name": "a boat"})
        answer = cls.env["hr.applicant.requirement"].create(
            {"applicant_id": cls.mine.id, "name": "a boat", "answer": "no"}
        )
        source = cls.env["hr.recruitment.source"].create(
            {
                "job_id": cls.job.id,
                "source_id": cls.env["utm.source"].create({"name": "Board"}).id,
            }
        )
        count = cls.env["hr.job.form.count"].create(
            {
                "job_id": cls.job.id,
                "day": NOW.date(),
                "device": "phone",
                "event": "opened",
                "number": 1,
            }
        )
        test = cls.env["hr.job.form.test"].create({"job_id": cls.job.id})
        line = cls.env["hr.job.form.test.line"].create({"test_id": test.id, "code": "page_fine"})
        leaving = cls.env["hr.job.leaving.count"].create(
            {"job_id": cls.job.id, "month": NOW.date(), "reason": "pay", "number": 1}
        )
        made = (need, answer, source, count, test, line, leaving)
        return {each._name: each for each in made}

    @classmethod
    def _make_consents(cls):
        """What was asked, what was pressed, and who looked."""
        text = cls.env["hr.recruitment.consent.text"].create(
            {"name": "May we?", "body": "We would", "company_id": cls.company.id}
        )
        questions = cls.env["hr.applicant.consent.question"]
        question = questions.create(
            {"applicant_id": cls.mine.id, "text_id": text.id, "date": NOW, "user_id": cls.env.uid}
        )
        pressed = cls.env["hr.applicant.consent"]._note(cls.mine, "reference", "given")
        opened = cls.env["hr.recruitment.access"].create(
            {"user_id": cls.env.uid, "date": NOW, "kind": "feedback", "res_id": 1}
        )
        return {each._name: each for each in (text, question, pressed, opened)}

    @classmethod
    def _make_sourcing(cls):
        """Who is invited, how many were, and who is never to be."""
        prospect = cls.env["hr.recruitment.prospect"].create(
            {"name": "Vera", "job_id": cls.job.id, "source": "Per", "email": "v@person.example"}
        )
        counts = cls.env["hr.recruitment.prospect.count"]
        counts._count(prospect, "invited")
        never = cls.env["hr.recruitment.do.not.contact"].create({"value": "0", "date": NOW})
        return {each._name: each for each in (prospect, counts.search([]), never)}

    @classmethod
    def _make_screening(cls):
        """Answers that were handed in, and a note on them."""
        cls.env.ref("base.group_user").sudo()._apply_group(cls.env.ref(f"{NAME}.group_screening"))
        questions = cls.env["hr.screening.set"].create(
            {
                "name": "Before we meet",
                "company_id": cls.company.id,
                "question_ids": [(0, 0, {"name": "Why?"})],
            }
        )
        asked = cls.env["hr.applicant.screening"]._ask(cls.mine, questions)
        asked.state = "done"
        return {
            "hr.screening.set": questions,
            "hr.screening.question": questions.question_ids,
            "hr.applicant.screening": asked,
            "hr.applicant.screening.answer": asked.answer_ids,
            "hr.applicant.screening.note": cls.env["hr.applicant.screening.note"].create(
                {"screening_id": asked.id, "user_id": cls.interviewer.id, "body": "Clear"}
            ),
        }

    @classmethod
    def _make_booking(cls):
        """Times that a candidate is offered, with alternatives, by a rule."""
        rule = cls.env["hr.interview.booking.rule"].create(
            {"name": "Interviews", "company_id": cls.company.id}
        )
        offer = cls.env["hr.interview.booking"]._offer(cls.mine, cls.ada, [cls.interviewer])
        return {each._name: each for each in (rule, offer, offer.seat_ids)}

    @classmethod
    def _make_offer(cls):
        """Terms that nobody has sent yet."""
        cls.env.ref("base.group_user").sudo()._apply_group(cls.env.ref(f"{NAME}.group_offer"))
        offer = cls.env["hr.applicant.offer"].create({"applicant_id": cls.mine.id})
        return {offer._name: offer}

    @classmethod
    def _make_scorecard(cls, kit):
        """What an interviewer thinks of a competence, where scorecards are used."""
        everybody = cls.env.ref("base.group_user").sudo()
        everybody._apply_group(cls.env.ref(f"{NAME}.group_scorecard"))
        competence = cls.env["hr.job.competence"].create(
            {"job_id": kit.applicant_id.job_id.id, "name": "Explains"}
        )
        kit.interviewer_ids += cls.interviewer
        card = cls.env["hr.interview.scorecard"].create(
            {"kit_id": kit.id, "user_id": cls.interviewer.id}
        )
        question = competence.question_ids.create(
            {"competence_id": competence.id, "name": "How do you explain it?"}
        )
        reading = kit.reading_ids.create({"kit_id": kit.id, "user_id": cls.interviewer.id})
        addition = card.addition_ids.create({"scorecard_id": card.id, "text": "One thing more"})
        made = (competence, question, card, card.rating_ids, addition, reading)
        return {each._name: each for each in made}

    @classmethod
    def _make_explanation(cls):
        """Why it was a no, and whether that has helped."""
        everybody = cls.env.ref("base.group_user").sudo()
        everybody._apply_group(cls.env.ref(f"{NAME}.group_explanation"))
        explanation = cls.env["hr.applicant.explanation"].create({"applicant_id": cls.mine.id})
        answer = cls.env["hr.applicant.explanation.answer"].create(
            {
                "explanation_id": explanation.id,
                "company_id": cls.company.id,
                "helped": "yes",
                "date": NOW,
            }
        )
        return {each._name: each for each in (explanation, answer)}

    @classmethod
    def _make_questions(cls):
        cls.mine.candidate_questions = "Is there a pension?"
        question = cls.env["hr.candidate.question"].search([("applicant_id", "=", cls.mine.id)])
        topic = cls.env["hr.candidate.question.topic"].create({"name": "Bicycles"})
        return {each._name: each for each in (question, topic)}

    @classmethod
    def _make_praise(cls):
        praise = cls.env["hr.candidate.praise"].create(
            {
                "words": "Thank you",
                "whom": "Ada",
                "leave": "named",
                "company_id": cls.company.id,
                "month": NOW.date(),
                "state": "to_choose",
            }
        )
        return {praise._name: praise}

    @classmethod
    def _make_first_months(cls):
        """A plan with a line, and a task that is nobody's here."""
        everybody = cls.env.ref("base.group_user").sudo()
        everybody._apply_group(cls.env.ref(f"{NAME}.group_first_months"))
        plan = cls.env["mail.activity.plan"].create(
            {
                "name": "Months",
                "res_model": "hr.applicant",
                "is_first_months": True,
                "template_ids": [(0, 0, {"task_name": "Desk", "responsible_type": "months_hr"})],
            }
        )
        task = cls.env["hr.first.months.task"].create(
            {
                "applicant_id": cls.mine.id,
                "name": "Desk",
                "date_deadline": NOW.date(),
                "user_id": cls.recruiter.id,
            }
        )
        return {each._name: each for each in (plan, plan.template_ids, task)}

    @classmethod
    def _make_preferences(cls):
        """What can matter, and what a candidate needs: nobody here arranges that."""
        everybody = cls.env.ref("base.group_user").sudo()
        everybody._apply_group(cls.env.ref(f"{NAME}.group_preferences"))
        matter = cls.env["hr.candidate.matter"].create(
            {"name": "Boats", "company_id": cls.company.id}
        )
        cls.mine._tell_adjustment("A quiet room")
        return {each._name: each for each in (matter, cls.mine._find_adjustment())}

    @classmethod
    def _make_wording(cls):
        """A word of a list, and a point of the checklist for ads."""
        word = cls.env["hr.recruitment.wording"].create({"term": "synlys", "why": "An old name"})
        check = cls.env["hr.recruitment.ad.check"].create({"name": "Rye", "words": "rye"})
        return {each._name: each for each in (word, check)}

    def test_lines_stay_where_they_were_made(self):
        """Nobody puts words into an interview that is not theirs."""
        other = self.env["calendar.event"].create(
            {
                "name": "Another interview",
                "start": self.meeting.start,
                "stop": self.meeting.stop,
                "applicant_id": self.here.id,
                "partner_ids": [(6, 0, self.here.partner_id.ids)],
            }
        )
        kit = other.interview_kit_ids
        lines = self.meeting.agenda_ids
        question = self.made["hr.interview.question"]
        for record, values in (
            (lines, {"event_id": other.id}),
            (lines, {"event_id": False, "job_id": self.job.id}),
            (question, {"kit_id": kit.id}),
            (question, {"applicant_id": self.here.id}),
            (self.meeting.interview_kit_ids, {"interviewer_ids": [(5,)]}),
            (self.meeting.interview_kit_ids, {"company_id": False}),
        ):
            with self.subTest(record=record, values=values):
                self.refuse(
                    self.call,
                    self.interviewer,
                    record._name,
                    "write",
                    record.ids,
                    values,
                )

    @mute_logger("odoo.http", "odoo.addons.rpc", "odoo.addons.base.models.res_users")
    def test_an_inactive_user_writes_nothing(self):
        self.ada.active = False
        self.refuse(
            self.call_jsonrpc,
            self.ada,
            "hr.applicant",
            "write",
            self.here.ids,
            {"near_miss": True},
            by=("odoo.exceptions.AccessDenied",),
        )

    def test_a_user_of_two_companies_writes_in_those_that_are_chosen(self):
        both = self._make_person(
            "both",
            "hr_recruitment.group_hr_recruitment_user",
            company_id=self.company.id,
            company_ids=(self.company + self.other_company).ids,
        )
        there = {"allowed_company_ids": self.other_company.ids}
        values = {"near_miss": True}
        self.refuse(
            self.call,
            both,
            "hr.applicant",
            "write",
            self.here.ids,
            values,
            context=there,
        )
        self.call(both, "hr.applicant", "write", self.there.ids, values, context=there)
        self.refuse(
            self.call,
            both,
            "hr.applicant",
            "write",
            self.there.ids,
            {"near_miss_consent": "given"},
            context=there,
        )


@tagged("post_install", "-at_install")
class TestMinimumDelay(AccessCase):
    """The delay counts from when it was decided, which nobody can write."""

    def test_a_date_of_ones_own_brings_nothing_forward(self):
        reason = self.env.ref("hr_recruitment.refuse_reason_1")
        long_ago = "2020-01-01 00:00:00"
        id_ = self.call(
            self.ada,
            "hr.applicant",
            "create",
            {
                "partner_name": "Nils Ek",
                "email_from": "nils@candidate.example",
                "job_id": self.job.id,
                "refuse_reason_id": reason.id,
                "refuse_date": long_ago,
            },
        )
        self.call(
            self.ada,
            "hr.applicant",
            "write",
            self.here.ids,
            {"refuse_reason_id": reason.id, "refuse_date": long_ago},
        )
        for applicant in self.here + self.here.browse(id_):
            row = self.rows(applicant).filtered(lambda row: row.step_id.trigger == "refused")
            self.call(
                self.ada,
                "hr.applicant",
                "write",
                applicant.ids,
                {"refuse_date": long_ago},
            )
            self.refuse(
                self.call,
                self.ada,
                "hr.applicant",
                "write",
                applicant.ids,
                {"decision_date": long_ago},
            )
            early = applicant.decision_date + timedelta(hours=23)
            self.refuse(
                self.call,
                self.ada,
                "hr.applicant.communication",
                "write",
                row.ids,
                {"scheduled_date": str(early)},
                by=("odoo.exceptions.UserError",),
            )
            self.assertGreaterEqual(
                row.scheduled_date, applicant.decision_date + timedelta(hours=24)
            )
