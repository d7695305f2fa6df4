from datetime import timedelta
from urllib.parse import urlencode

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools.misc import hash_sign, verify_hash_signed

from ..batch import get_now, get_today
from .form_test_codes import GREEN, RED, YELLOW
from .form_trial import DAYS_TO_TRY, LASTS, LONGEST_WORDS, MINUTES, PARAMETER, SCOPE, YES_NO
from .paths import TRIAL_PATH


class HrJobFormTestColleague(models.Model):
    """A colleague tries the form of a job position: the same form, with everything that
    it does, and what is sent is taken back. There is no application that somebody else
    would see, read, count or answer."""

    _inherit = "hr.job.form.test"

    colleague_id = fields.Many2one("res.users", readonly=True, index="btree_not_null")
    sent_phone = fields.Integer("Sent From a Phone", readonly=True, aggregator=None)
    sent_computer = fields.Integer("Sent From a Computer", readonly=True, aggregator=None)
    minutes = fields.Selection(MINUTES, "How Long It Took", readonly=True)
    was_unclear = fields.Text("What Was Unclear", readonly=True)
    confirmation_came = fields.Selection(YES_NO, "Did the Confirmation Come?", readonly=True)
    trial_todo_id = fields.Many2one("mail.activity", "To-Do", readonly=True, ondelete="set null")

    # Asking ------------------------------------------------------------------------------

    @api.model
    def _ask_colleague(self, job, colleague, asker):
        """:return: the test that waits for the colleague, who has a to-do about it"""
        test = self.create(
            {
                "job_id": job.id,
                "kind": "colleague",
                "user_id": asker.id,
                "colleague_id": colleague.id,
            }
        )
        activities = self.env["mail.activity"]
        todo = {
            # Not every colleague may open job positions.
            "res_model_id": False,
            "res_id": False,
            "user_id": colleague.id,
            "activity_type_id": activities._get_todo_type().id,
            "date_deadline": get_today(self.env) + timedelta(days=DAYS_TO_TRY),
            "automated": True,
        }
        summary, note = test.with_context(lang=colleague.lang)._say_task()
        test.trial_todo_id = activities._raise_todos(
            [{**todo, "summary": summary, "note": note}], same=()
        )
        return test

    def _say_task(self):
        """:return: (summary, note) in the language of the context"""
        link = Markup('<a href="%s/%s">%s</a>') % (
            TRIAL_PATH,
            self.id,
            self.env._("Open the checklist"),
        )
        asker = self.user_id.name
        task = self.env._(
            "%s asks you to apply as a candidate would, on a phone and on a computer, and to "
            "tell what was hard. Nothing that you send is kept.",
            asker,
        )
        return (
            self.env._("Try to apply: %s", self.job_id.name),
            Markup("<p>%s</p><p>%s</p>") % (task, link),
        )

    def _is_open_for(self, user):
        """:return: whether this is the colleague's, and still to be done"""
        return self.kind == "colleague" and self.state == "waiting" and self.colleague_id == user

    # The form ----------------------------------------------------------------------------

    def _make_trial_path(self):
        """:return: path of the form, with what says that it is tried"""
        key = hash_sign(self.env(su=True), SCOPE, self.id, expiration=LASTS)
        slug = self.env["ir.http"]._slug(self.job_id)
        return f"/jobs/apply/{slug}?{urlencode({PARAMETER: key})}"

    @api.model
    def _find_trial(self, key):
        """:param str key: from anybody
        :return: the test that it is for, which still waits; may be empty"""
        try:
            number = verify_hash_signed(self.env(su=True), SCOPE, key)
        except (ValueError, UnicodeError, IndexError):
            number = None
        test = self.browse(number if isinstance(number, int) else ()).exists()
        used = self.env["hr.candidate.settings"]._is_used("uses_advert")
        return test.filtered(lambda one: used and one.state == "waiting")

    def _write_confirmation(self, answer):
        """In the environment in which the application still is.

        :param answer: what the form has answered
        :return: (subject, body) of the confirmation by email, or None
        """
        number = answer.get("id") if isinstance(answer, dict) else None
        applicant = self.env["hr.applicant"].sudo().browse(number or ()).exists()
        for row in applicant.communication_ids:
            if row.step_id.trigger == "applied" and row.action == "email":
                return row._render_text()
        return None

    def _note_sent(self, agent, confirmation):
        """The colleague gets the confirmation as the candidate would.

        :param str agent: User-Agent of the browser, of which only the kind is kept
        """
        device = self.env["hr.job.form.count"]._find_device(agent)
        name = "sent_computer" if device == "computer" else "sent_phone"
        self[name] += 1
        if confirmation and self.colleague_id.email_formatted:
            self.env["mail.mail"].create(
                {
                    "subject": self.env._("Trial: %s", confirmation[0] or ""),
                    "body_html": confirmation[1],
                    "email_to": self.colleague_id.email_formatted,
                    "email_from": self.company_id.email_formatted
                    or self.env.company.email_formatted,
                    "auto_delete": True,
                }
            )

    # The answers -------------------------------------------------------------------------

    @api.model
    def _read_trial_answers(self, given):
        """:param dict given: from the form of the checklist
        :return: values, or None where something is missing"""
        minutes, came = given.get("minutes"), given.get("confirmation_came")
        if minutes not in dict(MINUTES) or came not in dict(YES_NO):
            return None
        words = (given.get("was_unclear") or "").strip()[:LONGEST_WORDS]
        return {"minutes": minutes, "confirmation_came": came, "was_unclear": words}

    def _keep_trial_answers(self, values):
        self.write(
            {**values, "state": "done", "date": get_now(self.env), "light": self._judge(values)}
        )
        if self.trial_todo_id:
            self.trial_todo_id.action_done()
        self._delete_old()

    def _judge(self, values):
        if not self.sent_phone + self.sent_computer:
            return RED
        fine = values["confirmation_came"] == "yes" and not values["was_unclear"]
        return GREEN if fine and values["minutes"] in ("2", "5") else YELLOW
