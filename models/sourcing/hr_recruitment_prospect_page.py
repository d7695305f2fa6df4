from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools.misc import hash_sign, verify_hash_signed

from ..batch import get_today
from .prospect_states import DAYS_TO_ASK_AGAIN, MONTHS_TO_WAIT

SAID = "hr_recruitment_candidate_experience.invitation_said"
HOURS_TO_READ_IT = 1
# Nobody changes their mind more often in a day.
PRESSES_A_DAY = 20


class HrRecruitmentProspectPage(models.Model):
    """What the person answers, on a page that the mail leads to, or on the telephone."""

    _inherit = "hr.recruitment.prospect"

    def _get_page_path(self):
        return f"/candidate/invitation/{self.id}/{self.sudo().page_token}"

    def _sign_said(self, part):
        """:return: proof that this was done here a moment ago"""
        return hash_sign(self.env, SAID, [self.id, part], expiration_hours=HOURS_TO_READ_IT)

    def _was_said(self, part, proof):
        try:
            return verify_hash_signed(self.env, SAID, proof or "") == [self.id, part]
        except (ValueError, IndexError):
            return False

    def _may_press(self):
        """:return: whether this is not one press too many today; counts it"""
        today = get_today(self.env)
        presses = self.presses + 1 if self.pressed_day == today else 1
        if presses > PRESSES_A_DAY:
            return False
        self.write({"presses": presses, "pressed_day": today})
        return True

    # Answers ---------------------------------------------------------------------------

    def _answer_more(self, text, phone):
        """Wants to know more.

        :param str text: a question, may be empty
        :param str phone: where and when to call, may be empty"""
        self.write({"question": text or self.question, "call_at": phone or self.call_at})
        self._note_answer("more")

    def _answer_later(self, months):
        """Not now.

        :param int months: after which to ask again, 0 for not at all"""
        self._note_answer("later", months)

    def _note_answer(self, answer, months=0):
        """:param str answer: ``more`` or ``later``"""
        self._count_answer(answer)
        today = get_today(self.env)
        again = today + relativedelta(months=months) if months in MONTHS_TO_WAIT else False
        kept = again + DAYS_TO_ASK_AGAIN if again else today + self.company_id._get_days_kept()
        values = {
            "answer": answer,
            "answered_date": today,
            "ask_again_on": again,
            "forget_on": kept,
        }
        # A written notice of a call is still to leave.
        if self.state != "planned":
            values |= {"state": answer, "mail_mail_id_int": 0}
        self.write(values)
        self._drop_todos()
        if answer == "more":
            self._raise_answer_todo()

    def _count_answer(self, answer):
        counts = self.env["hr.recruitment.prospect.count"]
        if self.answer:
            counts._count(self, self.answer, -1)
        if answer:
            counts._count(self, answer)

    def _raise_answer_todo(self):
        kind = self.env["mail.activity"]._get_todo_type("activity_type_invitation_answer")
        self._raise_invitation_todos(
            kind, lambda p: (p.env._("%s wants to know more", p.name), False)
        )

    def _never(self):
        """Never again, from nobody here: the hash stays, all the rest goes, whichever
        company has it."""
        addresses = set(self.mapped("email_normalized")) - {False}
        numbers = set(self.mapped("number")) - {False}
        self._count_answer(None)
        self.env["hr.recruitment.prospect.count"]._count(self, "never")
        self.env["hr.recruitment.do.not.contact"]._bind(addresses, numbers)
        boxes = set(self.mapped("mailbox")) - {False}
        same = self.search(["|", ("mailbox", "in", list(boxes)), ("number", "in", list(numbers))])
        (self | same)._forget()
