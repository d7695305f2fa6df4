import json

from .plan import PlanCase

PLAN = "hr.recruitment.communication.plan"
ADDON = "hr_recruitment_candidate_experience"


class TransferCase(PlanCase):
    """An administrator of recruitment moves a plan, without Odoo's Settings right and
    without rights to templates."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sms_text = cls._make_sms_text()
        cls.survey = cls.env.ref(f"{ADDON}.survey_applied")
        cls.step = cls._make_step("applied", sms_template_id=cls.sms_text.id)
        cls.moved = cls.plan.with_user(cls.administrator)
        editors = cls.env.ref("mail.group_mail_template_editor")
        assert editors not in cls.administrator.all_group_ids

    def export(self, plans=None):
        return json.loads((plans or self.moved)._export_file())

    def import_(self, content, user=None, **context):
        plans = self.env[PLAN].with_user(user or self.administrator).with_context(**context)
        made = plans._import_file(self.dump(content))
        self.env.flush_all()
        return made

    def preview(self, content, user=None):
        """:return: str, all that is said"""
        plans = self.env[PLAN].with_user(user or self.administrator)
        parts = plans._preview_file(self.dump(content))
        return "\n".join(one for _heading, sentences in parts for one in sentences)

    def dump(self, content):
        return content if isinstance(content, bytes) else json.dumps(content).encode()

    def count(self):
        """:return: how many records there are of what a file can bring"""
        # What Odoo notes of those who were made before it notes at the end.
        self.env.flush_all()
        self.env.cr.precommit.run()
        return [
            self.env[model].sudo().with_context(active_test=False).search_count([])
            for model in (
                PLAN,
                "hr.recruitment.communication.step",
                "mail.template",
                "sms.template",
                "survey.survey",
                "survey.question",
                "survey.question.answer",
                "hr.recruitment.feedback.driver",
                "hr.recruitment.stage",
                "mail.activity.type",
                "mail.mail",
                "sms.sms",
                "mail.message",
                "mail.activity",
            )
        ]
