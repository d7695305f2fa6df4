from urllib.parse import urlsplit

from odoo.http import request

from odoo.addons.website_hr_recruitment.controllers.main import WebsiteHrRecruitment

# The page whose form leads to the privacy notice; others may have a form, too.
APPLY = "/jobs/apply/"


class ApplicationForm(WebsiteHrRecruitment):
    """Who applies on the website was shown the privacy notice that is published, the ad
    with its pay, and has answered what was asked beside Odoo's own fields."""

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
