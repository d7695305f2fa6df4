from lxml import etree

from odoo import models
from odoo.http import request

from .paths import EDITORS
from .sample_texts import put_into, read_text

THANKS_PATH = "/job-thank-you"
THANKS_PAGE = "website_hr_recruitment.thankyou"
# What the page says of days, and of who answers.
SAMPLES = (
    "//div[@id='jobs_thankyou']//h1/following-sibling::p[1]",
    "//div[@id='jobs_thankyou']//p[contains(concat(' ', @class, ' '), ' alert ')]",
)


class WebsitePage(models.Model):
    """Odoo's page of thanks says when companies usually reply. With job ads, it says what
    we have promised, in the place of that sample, or above what somebody made of the page.

    The text of the page is the company's: nothing of ours is in its view, which stays as
    free to be changed as without us. People who edit the website see it as they wrote it.
    """

    _inherit = "website.page"

    def _get_response(self, request):
        response = super()._get_response(request)
        if response and self.url == THANKS_PATH and self._says_thanks():
            response.flatten()
            page = response.get_data(as_text=True)
            response.set_data(put_into(page, self._find_samples(), str(self._draw_thanks())))
            response.headers["Cache-Control"] = "no-store"
        return response

    def _says_thanks(self):
        if request.env.user.has_group(EDITORS):
            return False
        return request.env["hr.candidate.settings"]._is_used("uses_advert")

    def _find_samples(self):
        """:return: set of str, the paragraphs of Odoo's own page that say how soon one
        hears, in the language of the reader; empty if somebody has changed that page"""
        view = request.env.ref(THANKS_PAGE, raise_if_not_found=False)
        view = view and view.sudo().view_id
        if not view or view.arch_updated:
            return set()
        arch = etree.fromstring(view.with_context(lang=request.env.lang).arch_db)
        found = (arch.xpath(path) for path in SAMPLES)
        texts = (etree.tostring(each[0], encoding="unicode") for each in found if each)
        return {read_text(text) for text in texts}

    def _draw_thanks(self):
        """:return: Markup, for whom has just applied here, or for anybody"""
        applicant = request.env["hr.applicant"]._find_applied(request.session)
        thanks = applicant._get_thanks() if applicant else None
        return request.env["ir.qweb"]._render(
            "hr_recruitment_candidate_experience.job_thanks", {"thanks": thanks}
        )
