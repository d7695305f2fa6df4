import json
from urllib.parse import urlsplit

from odoo.http import request

from odoo.addons.website_hr_recruitment.controllers.main import WebsiteHrRecruitment

from ..models.advert.form_trial import TRIAL
from ..models.rehearsal import rehearse

# The page whose form leads to the privacy notice; others may have a form, too.
APPLY = "/jobs/apply/"


class ApplicationForm(WebsiteHrRecruitment):
    """Who applies on the website was shown the privacy notice that is published, the ad
    with its pay, and has answered what was asked beside Odoo's own fields."""

    def _handle_website_form(self, model_name, **kwargs):
        """What a colleague sends to try the form is taken back, all of it."""
        if model_name != "hr.applicant" or TRIAL not in kwargs:
            return super()._handle_website_form(model_name, **kwargs)
        trial = request.env["hr.job.form.test"].sudo()._find_trial(kwargs.pop(TRIAL))
        if not trial:
            return json.dumps({"error": request.env._("This trial is over.")})
        before = request.env
        with rehearse(before) as env:
            request.env = env
            try:
                answer = super()._handle_website_form(model_name, **kwargs)
                confirmation = trial.with_env(env)._write_confirmation(json.loads(answer))
            finally:
                request.env = before
        for name in ("form_builder_model_model", "form_builder_model", "form_builder_id"):
            request.session.pop(name, None)
        agent = request.httprequest.headers.get("User-Agent", "")
        if "id" in (json.loads(answer) or {}):
            trial._note_sent(agent, confirmation)
        return answer

    def extract_data(self, model_sudo, values):
        if model_sudo.model != "hr.applicant":
            return super().extract_data(model_sudo, values)
        answers, values = request.env["hr.applicant"].sudo()._take_applying_answers(values)
        data = super().extract_data(model_sudo, values)
        data["record"].update(answers)
        return data

    def insert_record(self, request, model_sudo, values, custom, meta=None):
        record_id = super().insert_record(request, model_sudo, values, custom, meta)
        page = urlsplit(request.httprequest.referrer or "").path
        if record_id and model_sudo.model == "hr.applicant" and APPLY in page:
            applicant = request.env["hr.applicant"].sudo().browse(record_id)
            applicant._note_notice_on_form()
            applicant._note_pay_on_form()
        return record_id
