from odoo import Command
from odoo.tests import tagged

from ..common import CandidateCase
from .mailbox import Mailbox

LANGUAGES = {"en_US": "english", "sv_SE": "svenska"}
# What a message says about itself, so that a reader of the mailbox knows it.
SELF = "[kind={kind}] [lang={lang}] [app=<t t-out='object.id'/>]"
DAY = "[day=<t t-out='object.answer_expected_date'/>]"
STAGE = "[stage=<t t-out='object.stage_id.id'/>]"
MEETING = """<t t-set="start" t-value="object.get_interview_start()"/>
    [meeting=<t t-out="object.get_interview()._origin.id"/>]
    [start=<t t-out="start and start.timestamp()"/>]
    <i t-out="object.get_interview_when()"/>"""
WORDS = {
    "applied": DAY + STAGE,
    "stage_entered": DAY + STAGE,
    "silence": DAY,
    "manual": DAY,
    "hired": STAGE,
    "withdrawn": "",
    "refused": "[why=<t t-out=\"object.get_refusal()['explanation']\"/>]",
    "interview_booked": MEETING,
    "interview_moved": MEETING,
    "interview_cancelled": MEETING,
    "interview_before": MEETING,
    "interview_after": MEETING,
}
SURVEY = '<a t-att-href="object.get_feedback_url()">survey</a>'
SURVEYS = {
    "applied": "applied",
    "interview_after": "interviewed",
    "refusal_sent": "refused",
    "withdrawn": "withdrawn",
    "hired": "hired",
}
DELAYS = {
    "stage_entered": {"delay": 30, "delay_unit": "minutes", "send_window": "office_hours"},
    "silence": {"delay": 10, "delay_unit": "working_days", "send_window": "office_hours"},
    "hired": {"delay": 1, "send_window": "office_hours"},
    "refused": {"send_window": "office_hours"},
    "interview_booked": {"delay": 10, "delay_unit": "minutes"},
    "interview_moved": {"delay": 5, "delay_unit": "minutes"},
    "interview_cancelled": {"delay": 15, "delay_unit": "minutes"},
    "interview_before": {"delay": 1, "delay_unit": "days"},
    "interview_after": {"delay": 1},
}
BY_SMS = ("applied", "stage_entered", "refused", "interview_moved")


@tagged("post_install", "-at_install")
class StatefulCase(CandidateCase):
    """Two companies with a position each. The first one's plan writes emails, the
    second one's sends SMS where it can. Every message says what it is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._speak_swedish()
        cls._found_companies()
        cls._hire_people()
        cls._open_jobs()
        cls._name_stages()
        cls._write_reasons()
        cls.templates = {kind: cls._write_mail(kind, words) for kind, words in WORDS.items()}
        cls.plans = cls.plan | cls.env["hr.recruitment.communication.plan"].create(
            {"name": "Cooks", "job_ids": cls.jobs[1].ids, "in_use": True}
        )
        cls._make_steps(cls.plans[0], by_sms=())
        cls._make_steps(cls.plans[1], by_sms=BY_SMS)
        cls.env["mail.mail"].search([("state", "=", "outgoing")]).cancel()
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()
        # The browser is in this process, and in this transaction.
        self.http_request_allow_all = True
        self.mailbox = Mailbox(self)

    @classmethod
    def _speak_swedish(cls):
        cls.env["res.lang"]._activate_lang("sv_SE")
        modules = cls.env["ir.module.module"].search(
            [("name", "=", "hr_recruitment_candidate_experience")]
        )
        modules._update_translations(["sv_SE"])
        cls.env["website"].search([]).language_ids += cls.env["res.lang"]._lang_get("sv_SE")

    @classmethod
    def _found_companies(cls):
        """One that lets candidates wait for a day, one that tells them at once."""
        domain = cls.env["mail.alias.domain"].create(
            {
                "name": "nordlys.example",
                "bounce_alias": "bounce",
                "catchall_alias": "catchall",
                "default_from": "notifications",
            }
        )
        cls.company.write(
            {
                "name": "Nordlys",
                "email": "info@nordlys.example",
                "alias_domain_id": domain.id,
                "refusal_delay_hours": 24,
            }
        )
        cls.sydlys = cls.env["res.company"].create(
            {
                "name": "Sydlys",
                "email": "info@sydlys.example",
                "alias_domain_id": domain.id,
                "refusal_delay_hours": 0,
                "resource_calendar_id": cls.calendar.id,
            }
        )
        cls.companies = cls.company | cls.sydlys

    @classmethod
    def _hire_people(cls):
        both = {"company_ids": [Command.set(cls.companies.ids)]}
        cls.recruiter.write({"email": "anna.lind@nordlys.example", **both})
        cls.administrator = cls._make_user(
            "administrator", "hr_recruitment.group_hr_recruitment_manager", **both
        )
        cls.ivar = cls._make_user("ivar", "hr_recruitment.group_hr_recruitment_interviewer", **both)
        cls.nils = cls._make_user("nils", "base.group_user")
        cls.companies.candidate_hr_user_id = cls.administrator
        cls.pool = cls.env["hr.talent.pool"].create({"name": "Carpenters"})

    @classmethod
    def _open_jobs(cls):
        cls.job.write(
            {
                "name": "Carpenter",
                "company_id": cls.company.id,
                "alias_name": "carpenter",
                "interviewer_ids": cls.ivar.ids,
                "is_published": True,
            }
        )
        cls.jobs = cls.job | cls.env["hr.job"].create(
            {
                "name": "Cook",
                "company_id": cls.sydlys.id,
                "user_id": cls.recruiter.id,
                "alias_name": "cook",
                "is_published": True,
            }
        )

    @classmethod
    def _name_stages(cls):
        """Three of four have a name for candidates."""
        cls.stages.job_ids = cls.jobs
        for stage, swedish in zip(cls.stages, ("Mottagen", "Möte", False, "Klar"), strict=True):
            if swedish:
                stage.write({"candidate_name": stage.name, "expected_days": 5})
                stage.with_context(lang="sv_SE").candidate_name = swedish

    @classmethod
    def _write_reasons(cls):
        cls.reasons = cls.env["hr.applicant.refuse.reason"].create(
            [
                {"name": "Experience", "candidate_explanation": "english years"},
                {"name": "Language", "candidate_explanation": "english words"},
                {"name": "Spam", "silent_allowed": True},
                {"name": "Salary", "ended_by": "candidate"},
            ]
        )
        for reason in cls.reasons[:2]:
            swedish = reason.candidate_explanation.replace("english", "svenska")
            reason.with_context(lang="sv_SE").candidate_explanation = swedish

    @classmethod
    def _write_mail(cls, kind, words):
        template = cls._make_template(
            name=kind, email_from="{{ object.user_id.email_formatted }}", auto_delete=True
        )
        for code, lang in LANGUAGES.items():
            about = SELF.format(kind=kind, lang=lang)
            template.with_context(lang=code).write(
                {
                    "subject": f"{kind} [lang={lang}] {{{{ object.job_id.name }}}}",
                    "body_html": f"<p>{about} {words}</p>",
                }
            )
        return template

    @classmethod
    def _write_sms(cls, kind):
        more = {
            "refused": "[why={{ object.get_refusal()['explanation'] }}]",
            "applied": "[stage={{ object.stage_id.id }}]",
            "stage_entered": "[stage={{ object.stage_id.id }}]",
            "interview_moved": "[meeting={{ object.get_interview()._origin.id }}]"
            "[start={{ object.get_interview_start().timestamp() }}]",
        }[kind]
        text = cls.env["sms.template"].create(
            {
                "name": kind,
                "body": kind,
                "model_id": cls.env["ir.model"]._get_id("hr.applicant"),
                "lang": "{{ object.partner_id.lang }}",
            }
        )
        for code, lang in LANGUAGES.items():
            text.with_context(
                lang=code
            ).body = f"[kind={kind}] [lang={lang}] [app={{{{ object.id }}}}] {more}"
        return text

    @classmethod
    def _make_steps(cls, plan, by_sms):
        for kind in WORDS:
            template = cls.templates[kind]
            values = {"plan_id": plan.id, **DELAYS.get(kind, {}), "mail_template_id": template.id}
            if kind in by_sms:
                values |= {"action": "sms", "sms_template_id": cls._write_sms(kind).id}
            if kind == "stage_entered":
                values["stage_ids"] = [Command.set(cls.stages[1:3].ids)]
            cls._make_step(kind, **values)
        for trigger, moment in SURVEYS.items():
            cls._make_survey_step(plan, trigger, moment)
        cls._make_step(
            "stage_idle",
            plan_id=plan.id,
            action="activity",
            delay=5,
            delay_unit="working_days",
            send_window="office_hours",
        )
        cls._make_step("reply_due", plan_id=plan.id, action="activity")
        if not by_sms:
            cls._make_step(
                "refused", plan_id=plan.id, action="activity", send_window="office_hours"
            )

    @classmethod
    def _make_survey_step(cls, plan, trigger, moment):
        survey = cls.env["survey.survey"].create(
            {
                "title": f"How was it ({moment})?",
                "survey_type": "candidate_feedback",
                "feedback_moment": moment,
                "feedback_anonymity": "confidential",
                "access_mode": "token",
                "questions_layout": "one_page",
                "scoring_type": "no_scoring",
                "lang_ids": False,
                "question_and_page_ids": [
                    Command.create(
                        {
                            "title": "Recommend?",
                            "question_type": "scale",
                            "feedback_role": "cnps",
                            "scale_min": 0,
                            "scale_max": 10,
                            "constr_mandatory": True,
                        }
                    )
                ],
            }
        )
        kind = f"survey_{moment}"
        if kind not in cls.templates:
            cls.templates[kind] = cls._write_mail(kind, SURVEY)
        cls._make_step(
            trigger,
            plan_id=plan.id,
            name=kind,
            action="survey",
            survey_id=survey.id,
            mail_template_id=cls.templates[kind].id,
            delay=2,
            delay_unit="working_days",
            send_window="office_hours",
        )
