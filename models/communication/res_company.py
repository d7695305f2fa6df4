from odoo import fields, models

from ..batch import get_now

# Why messages wait in the outbox → since when: see ``_say_<outage>``.
OUTAGES = {
    "no_server": "candidate_mail_down_since",
    "no_sms_service": "candidate_sms_down_since",
}


class ResCompany(models.Model):
    _inherit = "res.company"

    candidate_mail_down_since = fields.Datetime(
        "Mail Server Down Since",
        copy=False,
        groups=fields.NO_ACCESS,
        help="Emails to candidates wait since then: the mail server cannot be reached.",
    )

    candidate_sms_down_since = fields.Datetime(
        "SMS Service Down Since",
        copy=False,
        groups=fields.NO_ACCESS,
        help="SMS to candidates wait since then: the service takes nothing from us.",
    )

    def write(self, vals):
        res = super().write(vals)
        if "alias_domain_id" in vals:
            self.env["hr.applicant.communication"]._release_for_sender()
        return res

    def _note_no_sender(self):
        """Tell a recruitment administrator of each company, once: nothing has left yet."""
        self._tell_administrators("no_sender")

    def _drop_sender_todos(self):
        """Somebody has given an address: what was to be done about that is done."""
        self._drop_administrators_todos("no_sender")

    def _filter_in_outage(self, outage):
        """:param str outage: one of ``OUTAGES``"""
        return self.filtered(OUTAGES[outage])

    def _note_outage(self, outage):
        """Tell a recruitment administrator of each company, once until it is over."""
        fresh = self - self._filter_in_outage(outage)
        if fresh:
            fresh[OUTAGES[outage]] = get_now(self.env)
            fresh._tell_administrators(outage)

    def _note_outage_over(self, outage, waiting):
        """:param waiting: the companies that still have messages which wait for it"""
        well = self - waiting
        if well:
            well[OUTAGES[outage]] = False
            well._drop_administrators_todos(outage)

    def _tell_administrators(self, cause):
        """:param str cause: see ``_say_<cause>``"""
        steps = self.env["hr.recruitment.communication.step"]
        activities = self.env["mail.activity"]
        todos = [
            activities._prepare_todo(
                company,
                steps._find_administrator(company) or self.env.ref("base.user_admin"),
                activities._get_todo_type(),
                lambda company: getattr(company, f"_say_{cause}")(),
            )
            | {"res_model_id": False, "res_id": False}
            for company in self.sudo()
        ]
        activities._raise_todos(todos, same=("summary", "user_id"))

    def _drop_administrators_todos(self, cause):
        """:param str cause: see ``_say_<cause>``"""
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        said = {
            getattr(company.with_context(lang=lang), f"_say_{cause}")()[0]
            for company in self.sudo()
            for lang in langs
        }
        todos = self.env["mail.activity"].sudo()
        todos.search(
            [
                ("automated", "=", True),
                ("res_model_id", "=", False),
                ("summary", "in", list(said)),
            ]
        ).unlink()

    def _say_no_sender(self):
        """:return: (summary, note) in the language of the context"""
        return (
            self.env._("Emails to candidates wait: %s has no email address", self.name),
            self.env._(
                "Nothing is sent where no recruiter speaks for you. Enter an email address for the "
                "company, or give the job positions a recruiter who has one. Everything that waits "
                "is then sent automatically."
            ),
        )

    def _say_no_server(self):
        """:return: (summary, note) in the language of the context"""
        return (
            self.env._("Emails to candidates wait: the mail server of %s is down", self.name),
            self.env._(
                "The mail server cannot be reached, or does not accept our user or password. "
                "Recruiters do not have to do anything. Fix the outgoing mail server; everything "
                "that waits is then sent automatically, as long as it is still true."
            ),
        )

    def _say_no_sms_service(self):
        """:return: (summary, note) in the language of the context"""
        return (
            self.env._("SMS to candidates wait: the SMS service of %s cannot be used", self.name),
            self.env._(
                "The service cannot be reached, does not know our account, or there is no credit "
                "left. Recruiters do not have to do anything. Buy credit or fix the account; "
                "everything that waits is then sent automatically, as long as it is still true."
            ),
        )
