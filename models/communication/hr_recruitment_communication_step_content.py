from odoo import api, models
from odoo.exceptions import ValidationError

MODEL = "hr.applicant"


class HrRecruitmentCommunicationStepContent(models.Model):
    """What a step says is about applications. A template of another model would be
    rendered, without limits, on the record that happens to have the same id."""

    _inherit = "hr.recruitment.communication.step"

    def _find_fault(self, action, edited=False):
        """What cannot work: nothing is sent, however the step was started.

        :param str action: of the ledger row; a candidate's channel can be another one
            than that of the step
        :param bool edited: the text does not come from the template
        :return: (reason of the ledger, the fault in words), or None
        """
        self.ensure_one()
        missing = self._find_missing_content(action)
        if missing:
            return "no_survey" if action == "survey" else "no_content", missing
        foreign = self._find_foreign_content(self.sudo().mail_template_id)
        if foreign:
            return "foreign", foreign
        archived = self._find_archived_content(action)
        if archived:
            asked = action != "survey" or self.sudo().survey_id.active
            return "archived" if asked else "no_survey", archived
        empty = not edited and self._find_empty_content(action)
        return ("empty", empty) if empty else None

    def _find_link_fault(self, action, edited):
        """:return: as ``_find_fault``, of an action whose email has to lead somewhere"""
        body = self.sudo().mail_template_id.body_html or ""
        missing = not edited and self._find_missing_link(action, body)
        return ("empty", missing) if missing else None

    def _find_missing_content(self, action):
        """:return: str, what is to be chosen; or False"""
        step = self.sudo()
        content = step[self._content_field(action)]
        if not content and action == "activity":
            return self.env._("Choose an activity type, or nothing can be scheduled.")
        if not content and action == "survey":
            return self.env._("Choose a survey, or nothing can be asked.")
        if not content or (action == "survey" and not step.mail_template_id):
            return self.env._("Choose a template, or nothing can be sent.")
        return False

    @api.constrains(
        "mail_template_id",
        "easy_mail_template_id",
        "sms_template_id",
        "activity_type_id",
        "survey_id",
    )
    def _check_content(self):
        """Checked again whenever it is rendered: what a template is about can change.

        :raise ValidationError: if the step has anything that is for other records
        """
        for step in self:
            fault = step._find_foreign_content(step._get_mail_templates())
            if fault:
                raise ValidationError(fault)

    def _find_foreign_content(self, mails):
        """:param mails: ``mail.template``, as superuser, of those that the step sends
        :return: str, what is for other records; or False"""
        step = self.sudo()
        if fault := self._find_foreign_mail(mails):
            return fault
        sms = step.sms_template_id
        if sms and sms.model != MODEL:
            return self.env._("“%s” is not a template for applicants.", sms.name)
        kind = step.activity_type_id
        if kind.res_model not in (False, MODEL):
            return self.env._("“%s” is not an activity for applicants.", kind.name)
        if step.survey_id and not step.survey_id._is_feedback():
            return self.env._("“%s” is not a survey for candidates.", step.survey_id.title)
        return False

    def _find_foreign_mail(self, mails):
        for mail in mails:
            if mail.model != MODEL:
                return self.env._("“%s” is not a template for applicants.", mail.name)
            if any(report.model != MODEL for report in mail.report_template_ids):
                return self.env._("“%s” attaches a report about other records.", mail.name)
        return False

    def _find_archived_content(self, action):
        """:return: str, what of this action is archived; or False"""
        step = self.sudo()
        contents = [step[self._content_field(action)]]
        if action == "survey":
            contents.append(step.mail_template_id)
        for content in contents:
            if content and "active" in content._fields and not content.active:
                return self.env._("“%s” is archived.", content.display_name)
        return False

    def _find_empty_content(self, action):
        """:return: str, what of this action has nothing to send; or False"""
        step = self.sudo()
        if action == "sms" and not (step.sms_template_id.body or "").strip():
            return self.env._("The SMS template “%s” has no text.", step.sms_template_id.name)
        if action not in ("email", "survey"):
            return False
        return step._find_fault_of_mail(step.mail_template_id, action)
