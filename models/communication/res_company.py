from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def write(self, vals):
        res = super().write(vals)
        if "alias_domain_id" in vals:
            self.env["hr.applicant.communication"]._release_for_sender()
        return res

    def _note_no_sender(self):
        """Tell a recruitment administrator of each company, once: nothing has left yet."""
        steps = self.env["hr.recruitment.communication.step"]
        activities = self.env["mail.activity"]
        todos = [
            activities._prepare_todo(
                company,
                steps._find_administrator(company) or self.env.ref("base.user_admin"),
                activities._get_todo_type(),
                lambda company: company._say_no_sender(),
            )
            | {"res_model_id": False, "res_id": False}
            for company in self.sudo()
        ]
        activities._raise_todos(todos, same=("summary", "user_id"))

    def _drop_sender_todos(self):
        """Somebody has given an address: what was to be done about that is done."""
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        said = {
            company.with_context(lang=lang)._say_no_sender()[0]
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
                "Nothing is sent where no recruiter speaks for you. Enter an email address "
                "for the company, or give the job positions a recruiter who has one. "
                "Everything that waits leaves by itself then."
            ),
        )
