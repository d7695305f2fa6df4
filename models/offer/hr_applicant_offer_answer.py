from markupsafe import Markup

from odoo import models
from odoo.tools import plaintext2html

from ..batch import get_now
from ..booking.fresh import read_anew
from .states import TIME_TO_UNDO, WAITING

# Of advisory locks: the offers of an application.
LOCK = 1_190_003


class HrApplicantOfferAnswer(models.Model):
    """Yes, no, and no after all not. Two presses, on two phones, one after the other: the
    second finds what the first has done."""

    _inherit = "hr.applicant.offer"

    # Limits ----------------------------------------------------------------------------

    def _may_answer(self):
        """As far as the candidate knows: while a refusal or a withdrawal waits, the offer
        stands.

        :return: whether the candidate may accept or decline it"""
        self.ensure_one()
        if self.state != "open" or not self.applicant_id._may_have_offer():
            return False
        return bool(self.paused_date) or not self.deadline or self.deadline >= get_now(self.env)

    def _may_accept(self):
        """:return: whether it can be accepted: what both are bound by stands in writing"""
        return self._may_answer() and bool(self.document_hash)

    def _lock(self):
        self.env.cr.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCK, self.applicant_id.id))

    # Pressed ---------------------------------------------------------------------------

    def _accept(self, name):
        """:param str name: as the candidate typed it
        :return: ``accepted``, ``changed``: another version has come, or ``gone``"""
        self.ensure_one()
        self._lock()
        with read_anew(self) as fresh:
            if fresh.state == "accepted":
                return "accepted"
            if fresh.state == "replaced":
                return "changed"
            if not fresh._may_accept():
                return "gone"
        self.write(
            {
                "state": "accepted",
                "answered_date": get_now(self.env),
                "accepted_name": name,
                "withdrawing": False,
            }
        )
        self._stop_the_rest()
        self._keep_what_was_agreed()
        self._note_answer(type(self)._say_accepted)
        self._raise_outcome_of_yes()
        return "accepted"

    def _stop_the_rest(self):
        """What was agreed before, other versions that have not arrived, reminders, and a
        withdrawal on its way."""
        agreed = self.applicant_id.offer_ids.filtered(lambda o: o.state == "accepted") - self
        agreed.write({"state": "replaced"})
        others = self.applicant_id.offer_ids.filtered(
            lambda other: other != self and other.state in WAITING
        )
        others._cancel_messages()
        others.write({"state": "withdrawn", "withdrawing": False})
        self._cancel_messages()

    def _keep_what_was_agreed(self):
        """On the application, in Odoo's own fields. The pay is not tracked: the chatter has
        more readers than the field."""
        applicant = self.applicant_id
        if self.first_day and applicant.first_day != self.first_day:
            applicant.first_day = self.first_day
        quiet = applicant.with_context(tracking_disable=True, mail_notrack=True)
        quiet.write(
            {
                "salary_proposed": self.pay_amount,
                "salary_proposed_extra": self.pay_variable or False,
            }
        )

    def _decline(self, reason, words):
        """:param str reason: one of ``DECLINE_REASONS``
        :return: ``declined``, ``accepted``: it was accepted before, ``changed`` or ``gone``"""
        self.ensure_one()
        self._lock()
        with read_anew(self) as fresh:
            if fresh.state == "declined" and fresh._get_time_to_undo():
                return "declined"
            if fresh.state in ("accepted", "replaced"):
                return "accepted" if fresh.state == "accepted" else "changed"
            if not fresh._may_answer():
                return "gone"
        self.write(
            {
                "state": "declined",
                "answered_date": get_now(self.env),
                "decline_reason": reason,
                "decline_words": words or False,
                "withdrawing": False,
            }
        )
        self._cancel_messages()
        self._note_answer(type(self)._say_declined, words)
        self._raise_outcome()
        self._remind_of_number_two()
        return "declined"

    def _take_back_decline(self):
        """For a day: it stands as before, for the rest of that day at least.

        :return: whether it could be"""
        self.ensure_one()
        self._lock()
        with read_anew(self) as fresh:
            if fresh.state == "open":
                return True
            if not fresh._get_time_to_undo() or not fresh.applicant_id._may_have_offer():
                return False
        now = get_now(self.env)
        end = self.applicant_id._find_end_of_day(now + TIME_TO_UNDO)
        values = {"decline_reason": False, "decline_words": False, "answered_date": False}
        self.write({"state": "open", "deadline": max(self.deadline or end, end), **values})
        self.valid_until = self._get_day()
        self._note_answer(type(self)._say_taken_back)
        self._raise_outcome()
        return True

    # Told to colleagues ----------------------------------------------------------------

    def _note_answer(self, say, words=""):
        """In the chatter for recruiters, and by email to the one of the application.

        :param say: function of the offer in the recruiter's words"""
        mine = self._in_words_of_recruiter()
        body = Markup("<p>%s</p>") % say(mine)
        self.applicant_id._post_from_page(body + (plaintext2html(words) if words else Markup()))

    def _say_accepted(self):
        return self.env._("I accept the offer (version %s).", self.version)

    def _say_declined(self):
        reasons = dict(self._fields["decline_reason"]._description_selection(self.env))
        return self.env._("I decline the offer. Reason: %s", reasons[self.decline_reason])

    def _say_taken_back(self):
        return self.env._("I take my no back: the offer stands for me again.")

    def _say_todo(self):
        """:return: summary of the recruiter's to-do"""
        if self.state == "accepted":
            return self.env._("The offer is accepted: move the application, and write the contract")
        if self.state == "declined":
            return self.env._("The offer is declined: talk to who waits")
        if self.state == "expired":
            return self.env._("The offer has expired without an answer: call")
        return self.env._("The candidate has taken the no back: the offer stands")

    def _raise_outcome(self):
        """One to-do for the recruiter, whatever state the application is in: somebody has
        answered. How many wait for it stands there."""
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        todos = []
        for offer in self if kind else ():
            user = offer.applicant_id._get_speaker()
            note = offer._say_who_waits(user or self.env.user)
            todos.append(
                activities._prepare_todo(
                    offer,
                    user,
                    kind,
                    lambda offer, note=note: (offer._say_todo(), note),
                    on=offer.applicant_id,
                )
            )
        activities._raise_todos(
            todos, same=("res_model_id", "res_id", "activity_type_id", "summary")
        )

    def _raise_outcome_of_yes(self):
        self._raise_outcome()
        applicant = self.applicant_id
        applicant._have_waiting_answered(type(applicant)._say_signed)
        self._tell_recruiters_of_others()
        if not applicant._is_open():
            self._raise_todo_on(applicant, type(self)._say_accepted_though_closed)

    def _say_accepted_though_closed(self):
        return self.env._("Accepted the offer while the application is closed: decide about it")

    def _say_other_accepted(self):
        return self.env._("The candidate has accepted another offer from us: talk to each other")

    def _tell_recruiters_of_others(self):
        """Of other applications of the same person; which offer it is, is not said."""
        others = self._find_others()
        for other in others.applicant_id:
            self._raise_todo_on(other, type(self)._say_other_accepted)

    def _find_others(self):
        return self.sudo().search(self._get_domain_of_same_person() & self._get_domain_of_others())

    def _raise_todo_on(self, applicant, say):
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        if kind:
            todo = activities._prepare_todo(
                self,
                applicant._get_speaker(),
                kind,
                lambda offer: (say(offer), False),
                on=applicant,
            )
            activities._raise_todos(
                [todo], same=("res_model_id", "res_id", "activity_type_id", "summary")
            )

    # Number two ------------------------------------------------------------------------

    def _remind_of_number_two(self):
        for offer in self.filtered(lambda offer: offer.state in ("declined", "expired")):
            applicant = offer.applicant_id
            applicant._have_waiting_answered(type(applicant)._say_declined)

    def _say_who_waits(self, user):
        """Whoever may read this application reads it, and need not know who the others are.

        :return: Markup of how many were asked to wait, or False"""
        if self.state not in ("accepted", "declined", "expired"):
            return False
        waiting = self.applicant_id._find_rivals([("asked_to_wait_until", "!=", False)])
        if not waiting:
            return False
        mine = self.with_context(lang=user.lang or self.env.lang)
        words = mine.env._("Candidates who were asked to wait for this: %s", len(waiting))
        return Markup("<p>%s</p>") % words
