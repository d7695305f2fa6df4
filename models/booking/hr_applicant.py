from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import plaintext2html

from ..batch import get_batch, get_now
from ..rendering.dates_in_words import get_locale, say_length
from .states import CHOOSABLE

OFFICERS = "hr_recruitment.group_hr_recruitment_user"


class HrApplicantBooking(models.Model):
    """Interviews that the candidate books, and what is said of them."""

    _inherit = "hr.applicant"

    booking_ids = fields.One2many(
        "hr.interview.booking", "applicant_id", string="Times Offered", groups=OFFICERS
    )
    chosen_tz = fields.Char(
        "Time Zone the Candidate Chose",
        copy=False,
        readonly=True,
        technical=True,
        groups=OFFICERS,
        help="On their own page. Times in messages are told in it, too.",
    )

    def _find_own_tz(self):
        return self.sudo().chosen_tz or super()._find_own_tz()

    def _hold_or_release(self):
        res = super()._hold_or_release()
        paused = self.filtered("communication_paused")
        paused.sudo().booking_ids._pause()
        (self - paused).sudo().booking_ids._resume()
        return res

    def action_offer_times(self):
        """:return: action of the dialog that offers or finds times"""
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Times for an Interview"),
            "res_model": "hr.interview.offer",
            "view_mode": "form",
            "target": "new",
            "context": {"default_applicant_ids": self.ids},
        }

    def _watch_bookings(self):
        offers = self.sudo().booking_ids.filtered(lambda b: b.state in CHOOSABLE)
        told = offers.filtered(lambda booking: not booking.paused_date)
        told._end_those_over()
        told.filtered(lambda b: b.state in CHOOSABLE and b._is_told())._watch_times()

    # What messages say -----------------------------------------------------------------

    @api.private
    def get_booking(self):
        """:return: dict of what the message says of the times offered: ``news`` (``new``,
        ``reminder`` or ``extended``), ``length`` and ``people`` in words, ``format``,
        ``day`` (date) and ``url``"""
        self.ensure_one()
        batch = get_batch(self.env)
        row_id = batch and batch.rows.get(self.id)
        row = self.env["hr.applicant.communication"].sudo().browse(row_id or ())
        booking = row.booking_id.with_context(lang=self.env.lang)
        minutes = booking.minutes or row.step_id.booking_minutes or 60
        return {
            # A preview knows no offer.
            "news": row._get_news() if booking else "new",
            "length": say_length(minutes, get_locale(self.env)),
            "people": booking._say_people() if booking else self._get_speaker().name,
            "format": booking.meeting_format or "on_site",
            "day": (
                booking._get_day()
                if booking.deadline
                else get_now(self.env).date() + timedelta(days=7)
            ),
            "url": f"{self.get_page_url()}#book",
        }

    # On the page -----------------------------------------------------------------------

    def _tell_none_fits(self, text):
        """:param str text: plain, as it was typed"""
        mine = self._in_words_of(self._get_page_colleague("recruiter"))
        words = mine.env._("None of the times for the interview suits me.")
        self._post_from_page(Markup("<p>%s</p>") % words + plaintext2html(text))
        self._note_page_reply()

    def _note_choice(self, say, text=""):
        """:param say: function of the application in the recruiter's words → str"""
        mine = self._in_words_of(self._get_page_colleague("recruiter"))
        body = Markup("<p>%s</p>") % say(mine)
        self._post_from_page(body + (plaintext2html(text) if text else Markup()))

    def _choose_tz(self, name):
        """:param str name: of a time zone that there is"""
        self.sudo().chosen_tz = name
