from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_list, formataddr

from ..batch import get_now
from ..candidate_page.candidate_links import LAYOUT
from ..communication.automatic_headers import AUTOMATIC
from ..gateway.person_names import is_same_person

# As long as this, nobody is told a second time.
KNOWN_FOR = timedelta(days=365)
TEMPLATE = "hr_recruitment_candidate_experience.mail_retention_notice"


class HrApplicantRetention(models.Model):
    """The mail before an application is erased, because it has been kept as long as the
    policy says. It waits in Odoo's outbox alone: nobody talks about it in the chatter."""

    _inherit = "hr.applicant"

    retention_notice = fields.Datetime(
        "Announced Erasure Date",
        readonly=True,
        copy=False,
        groups="hr_recruitment.group_hr_recruitment_manager",
        help="The day that the last mail about it has named to the candidate.",
    )

    def _note_retention_notice(self, moment):
        """:param moment: naive UTC, None if the candidate was not told after all"""
        self._update_rows(self, {"retention_notice": moment})

    def _was_announced(self, ended_on):
        """:param date ended_on: of the application; what was told before counts for nothing
        :return: whether the candidate knows from when on it is erased"""
        told = self.retention_notice
        return bool(told and told.date() > ended_on and told > get_now(self.env) - KNOWN_FOR)

    def _is_same_candidate(self, other):
        """:param other: ``hr.applicant`` of the same address, which two people may share"""
        same = bool(self.partner_id) and self.partner_id == other.partner_id
        return same or is_same_person(self.partner_name, other.partner_name)

    def _filter_reachable(self):
        """:return: those whose candidate may be written to now about their own data"""
        asking = self.env["hr.applicant.data.request"]._filter_erasing(self)
        return (self - asking).filtered(
            lambda applicant: (
                applicant.email_normalized
                and not applicant.messages_stopped
                and not applicant.communication_paused
                and not applicant.page_revoked
                and not applicant._is_address_dead()
                and applicant._get_sender()
            )
        )

    @api.model
    def _mail_retention_notices(self, letters):
        """One mail each in the outbox, with one INSERT.

        :param dict letters: ``hr.applicant`` to whom → all of the person's that are erased
        :return: dict ``hr.applicant`` → ``mail.mail``"""
        whole = self.browse().concat(*letters)
        whole._ensure_page_tokens()
        values = {}
        for wanted, same in whole.grouped(lambda a: a._get_candidate_lang()).items():
            for spoken in same.with_context(lang=same[0]._find_page_lang(wanted)):
                values[spoken] = spoken._prepare_retention_notice(letters[spoken])
        mails = self.env["mail.mail"].sudo().create(list(values.values()))
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return dict(zip(values, mails, strict=True))

    def _prepare_retention_notice(self, applications):
        """:return: dict of a ``mail.mail``, in the language of the context"""
        company = self.company_id or self.env.company
        body = self.env["ir.qweb"]._render(
            TEMPLATE,
            {
                "applicant": self,
                "sentences": self._say_retention_notice(applications, company),
                "url": f"{self.get_base_url()}{self._page_path()}#data",
            },
        )
        return {
            "subject": self.env._("We will soon erase your application to %s", company.name),
            "body_html": self.env["mail.render.mixin"]._render_encapsulate(
                LAYOUT, body, add_context={"company": company}, context_record=self
            ),
            "email_from": self._get_sender(),
            "email_to": formataddr((self.partner_name, self.email_normalized)),
            "headers": repr(AUTOMATIC),
            "auto_delete": True,
        }

    def _say_retention_notice(self, applications, company):
        """:return: list of sentences: what is erased, from when on, and what is not"""
        day = self._say_date(self._to_candidate_time(self.retention_notice))
        said = [
            self.env._(
                "You once applied to %(company)s. We do not keep applications longer than we need "
                "to: from %(day)s on, we erase %(what)s, including documents, messages and "
                "answers. What remains are numbers without a name.",
                company=company.name,
                day=day,
                what=self._say_what_is_erased(applications),
            ),
            self.env._(
                "There is nothing you need to do. If you would like a copy of your data, you "
                "can ask for it on your page before that day."
            ),
        ]
        if applications.employee_id or "hired" in applications.mapped("outcome"):
            said.append(self.env._("What belongs to your employment with us stays as it is."))
        return said

    def _say_what_is_erased(self, applications):
        """:return: str, for the middle of a sentence"""
        jobs = applications.job_id.with_env(self.env).mapped("name")
        if not jobs:
            return self.env._("your application")
        quoted = [self.env._("“%s”", name) for name in dict.fromkeys(jobs)]
        names = format_list(self.env, quoted)
        if len(applications) == 1:
            return self.env._("your application for %s", names)
        return self.env._("your applications for %s", names)
