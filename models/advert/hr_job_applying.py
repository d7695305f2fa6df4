import json

from odoo import fields, models


class HrJob(models.Model):
    _inherit = "hr.job"

    requirement_ids = fields.One2many(
        "hr.job.requirement",
        "job_id",
        "Basic Requirements",
        copy=True,
        help="Asked on the application form. Candidates who do not meet one learn so at once, and "
        "can apply anyway.",
    )

    def _get_applying_questions(self):
        """What is asked on the application form, for the page.

        :return: dict of ``trial`` (what a colleague who tries the form sends along, else
            empty), ``words`` (JSON, what the script says), of ``requirements`` (list of
            dicts of id, name, question), and of ``sources``, ``contacts`` and ``opinions``
            (lists of code and words), empty where the company does not ask; None where
            nothing is asked or the capability is off
        """
        self.ensure_one()
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return None
        job = self.sudo()
        asks = (job.company_id or self.env.company).sudo().applying_asks_before
        fields = self.env["hr.applicant"]._fields
        return {
            "trial": self._get_trial(),
            "words": json.dumps(self._get_applying_words()),
            "requirements": [
                {"id": each.id, "name": each.name, "question": each._say_question()}
                for each in job.requirement_ids
            ],
            "sources": asks and [(s.id, s.name) for s in job.job_source_ids.source_id],
            "contacts": asks and fields["earlier_contact"]._description_selection(self.env),
            "opinions": asks and fields["opinion_before"]._description_selection(self.env),
        }

    def _get_applying_words(self):
        """:return: dict of what the script of the form says, in the language of the page:
        visitors load no translations of the backend for it"""
        return {
            "answer": self.env._("Please choose an answer."),
            "file": self.env._("Please add a file, or fill in your LinkedIn profile."),
            "missing": self.env._("Please fill this in."),
            "email": self.env._(
                "This is not a whole email address. It looks like name@example.com."
            ),
            "wrong": self.env._("Please look at this again."),
            "hidden": self.env._(
                "The form asks for “%s”, which does not show here. That is our fault: "
                "please write to us.",
                "%s",
            ),
            "failed": self.env._(
                "Your application could not be sent. What you have typed is still here."
            ),
            "offline": self.env._(
                "You are offline. What you have typed is kept: send it when you are back."
            ),
            "kept": self.env._("What you type is kept on this device until tomorrow."),
            "restored": self.env._(
                "This is what you typed last time on this device. Files have to be added again."
            ),
            "remove": self.env._("Remove it from this device"),
        }
