from lxml import html
from markupsafe import Markup

from odoo import api, fields, models

from ..batch import get_batch
from ..write_groups import OFFICER

# Mail clients have distances of their own between paragraphs.
PARAGRAPHS = ("p", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6")


class HrApplicantKit(models.Model):
    """What the candidate asked and told before an interview, and what is asked of this
    candidate in all of them."""

    _inherit = "hr.applicant"

    # For the colleague who books: interviewers need not know where a candidate lives.
    travels_from = fields.Char(
        copy=False,
        groups="hr_recruitment.group_hr_recruitment_user",
        write_groups=OFFICER,
        help="Where the candidate travels from: told by the candidate.",
    )
    candidate_questions = fields.Text(
        "The Candidate's Questions",
        copy=False,
        write_groups=OFFICER,
        help="Asked beforehand. The agenda has time for them.",
    )
    interview_question_ids = fields.One2many(
        "hr.interview.question",
        "applicant_id",
        string="Questions for This Candidate",
        domain=[("kit_id", "=", False)],
    )
    interview_kit_ids = fields.One2many("hr.interview.kit", "applicant_id", string="Interview Kits")

    @api.private
    def get_interview_summary(self):
        """:return: Markup, the words about the interview of the message for this
        candidate; where several candidates met us together, everybody has their own"""
        kits = self.sudo().interview_kit_ids
        meeting = self.get_interview()._origin
        summary = kits.filtered(lambda kit: kit.meeting_id == meeting).summary or ""
        return Markup("<br/>").join(summary.splitlines())

    def _get_employer_message(self):
        """What the job position says of itself, and the company where it says nothing.

        :return: dict, see the method of the job position
        """
        applicant = self.sudo()
        return applicant.job_id._get_employer_message(applicant.company_id)

    @api.private
    def get_facts(self):
        """:return: list of dicts of ``text`` and ``link``, what candidates for this job
        position are told of the employer; looked up once for all of a run"""
        self.ensure_one()
        applicant = self.sudo()
        batch = get_batch(self.env)
        known = batch.blocks.setdefault("facts", {}) if batch else {}
        company = applicant.company_id or self.env.company
        key = company.id, applicant.job_id.id, self.env.lang
        if key not in known:
            known[key] = applicant.job_id._get_employer_facts(company)
        return known[key]

    @api.model
    def _style_for_mail(self, text):
        """:param text: sanitized Markup
        :return: the same with the distances that our mails have"""
        body = html.fragment_fromstring(text, create_parent="div")
        for element in body.iter(*PARAGRAPHS):
            if not element.get("style"):
                element.set("style", "margin: 0 0 8px 0;")
        return Markup(html.tostring(body, encoding="unicode"))
