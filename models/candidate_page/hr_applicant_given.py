from collections import defaultdict
from datetime import timedelta

from odoo import SUPERUSER_ID, api, models
from odoo.tools import is_html_empty

from ..batch import get_batch

# What comes with an application is there when it is, or a moment later.
AT_ONCE = timedelta(minutes=10)
# Documents, not the picture below somebody's mail.
DOCUMENTS = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".txt")


class HrApplicantGiven(models.Model):
    """What candidates have told and sent of themselves. Messages thank for that, and
    for nothing that was not there."""

    _inherit = "hr.applicant"

    @api.private
    def get_given(self):
        """:return: set of ``words`` (about themselves), ``files`` and ``answers`` (to the
        questions of the job position), what the candidate gave us with the application"""
        self.ensure_one()
        batch = get_batch(self.env)
        known = batch.blocks.setdefault("given", {}) if batch else {}
        if self.id not in known:
            ids = {self.id, *(batch.rows if batch else ())}
            known |= self.browse(ids).sudo()._find_given()
        return known[self.id]

    def _find_given(self):
        """:return: dict applicant id → set, see ``get_given``"""
        given = defaultdict(set)
        own = self._filter_sent_in()
        for applicant in own:
            # What comes from the form of the website, or in the candidate's own email.
            if not is_html_empty(applicant.applicant_notes):
                given[applicant.id].add("words")
        for kind, found in (
            ("words", own._find_first_mails()),
            ("files", own._find_first_documents().mapped("res_id")),
            ("answers", self._find_answers()),
        ):
            for applicant_id in found:
                given[applicant_id].add(kind)
        return {applicant.id: given[applicant.id] for applicant in self}

    def _filter_sent_in(self):
        """:return: the applications that the candidates have sent themselves"""
        self.mapped("create_uid.share")
        return self.filtered(lambda a: a.create_uid.id == SUPERUSER_ID or a.create_uid.share)

    def _find_first_mails(self):
        """:return: ids of those whose application is an email with words"""
        mails = self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "in", self.ids),
                ("message_type", "=", "email"),
            ]
        )
        created = {applicant.id: applicant for applicant in self}
        return {
            mail.res_id
            for mail in mails
            if mail.date - created[mail.res_id].create_date < AT_ONCE
            and not mail.author_id._is_colleague()
            and not is_html_empty(mail.body)
        }

    def _find_first_documents(self):
        """:return: ``ir.attachment``, the documents that came with the applications"""
        files = self.env["ir.attachment"].search_fetch(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)],
            ["res_id", "name", "create_date"],
        )
        created = {applicant.id: applicant.create_date for applicant in self}
        return files.filtered(
            lambda file: (
                (file.name or "").lower().endswith(DOCUMENTS)
                and file.create_date - created[file.res_id] < AT_ONCE
            )
        )

    def _find_answers(self):
        """:return: ids of those who have answered the questions of the job position"""
        answers = self.env["survey.user_input"].search(
            [("applicant_id", "in", self.ids), ("state", "=", "done")]
        )
        return {
            answer.applicant_id.id
            for answer in answers
            if answer.survey_id == answer.applicant_id.job_id.survey_id
        }

    @api.private
    def get_steps(self):
        """:return: list of dict name and days (int, 0 where no time is named) of the steps
        of the job position, as the candidate's page shows them; empty where there are
        too few to tell of"""
        self.ensure_one()
        applicant = self.sudo()
        if not applicant.job_id:
            return []
        batch = get_batch(self.env)
        known = batch.blocks.setdefault("steps", {}) if batch else {}
        key = applicant.job_id, self.env.lang, applicant.arrival
        if key not in known:
            stages = applicant._get_named_stages()
            known[key] = applicant._describe_stages(stages, stages[:1])
        return known[key] if len(known[key]) > 1 else []
