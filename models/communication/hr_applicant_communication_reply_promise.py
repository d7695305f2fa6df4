from odoo import api, fields, models

from ..batch import Batch, get_batch, get_now, get_today
from ..rendering.named_dates import NamedDates, has_elements, is_named, read_elements

# From which fields of templates, composers and layouts a row's texts are rendered.
RENDERED = {"subject": {"subject"}, "body": {"body", "body_html"}}


class StaleDate(Exception):
    """A text names a date that has passed where the candidate is."""


class HrApplicantCommunicationPromise(models.Model):
    """Messages that name the date of the next reply, and what follows it up.

    The date that was rendered is the promise: it is kept beside the text, and page,
    statistics and follow-up read it from there.
    """

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[
            ("heard", "The candidate has heard from us in time"),
            ("stale_date", "On hold: the text names a date that has passed"),
        ]
    )
    promised_date = fields.Date(
        readonly=True,
        help="The date by which the text promises an answer. Empty: the text names none.",
    )

    # Is it still true? -----------------------------------------------------------------

    def _obstacle_reply_due(self, known):
        return None if self._is_reply_promise_open() else ("cancelled", "heard")

    def _is_reply_promise_open(self):
        applicant = self.applicant_id
        return (
            applicant.reply_promise_state == "open"
            and self.occurrence_key == f"reply_due:{applicant.reply_due_date}"
        )

    def _guard_date(self, known):
        edited = self.state == "scheduled" and self.is_edited
        if edited and self._is_stale([self.promised_date]):
            return "hold", "stale_date"
        return None

    def _is_stale(self, dates):
        """:return: whether one of the dates is over where the candidate is"""
        days = [day for day in dates if day]
        return bool(days) and min(days) < self.applicant_id._get_candidate_today()

    # Rendering -------------------------------------------------------------------------

    def _render_text(self, reader=None):
        """As it will be on the day the message leaves, with its dates in elements."""
        batch = Batch(
            self._find_leaving_time(),
            rows={self.applicant_id.id: self.id},
            dates=NamedDates(editable=True),
        )
        row = batch.put_around(self)
        return super(HrApplicantCommunicationPromise, row)._render_text(reader)

    def _find_leaving_time(self):
        """:return: naive UTC, at which it leaves if nothing else comes in between"""
        row = self.sudo()
        now = get_now(self.env)
        moment = max(now, row.scheduled_date or now)
        if row.exact_time:
            return moment
        calendar = row.step_id.plan_id._get_calendar(row.company_id)
        return row.step_id._find_opening(moment, calendar, row.applicant_id._get_candidate_tz())

    def _get_told_values(self):
        """Keep the date of the text that has just been rendered beside it.

        :raise StaleDate: if one has passed; nothing of the batch leaves then, and
            each goes alone
        """
        named = self._get_named_dates(get_batch(self.env))
        if self._is_stale(named):
            raise StaleDate
        return {**super()._get_told_values(), "promised_date": min(named, default=False)}

    def _get_named_dates(self, batch):
        """:return: set of the dates that the text names, edited or of the template"""
        sources = {"layout"}
        for name in RENDERED:
            sources |= set() if self[name] else RENDERED[name]
        dates = batch.dates.get(self.applicant_id.id, sources)
        if self.is_edited and self.promised_date:
            dates.add(self.promised_date)
        return dates

    def _record_error(self, error):
        if not isinstance(error, StaleDate):
            return super()._record_error(error)
        self._hold("stale_date")
        return None

    def _hold_stale_date(self):
        """Until somebody changes the text it does not leave: nobody counts on it."""
        self._note_refusals("pending", "owed")
        self._alert_recruiters()

    # Edited ----------------------------------------------------------------------------

    def write(self, vals):
        """What a person makes of the text is what counts, its date too."""
        res = super().write(vals)
        if vals.keys() & {"subject", "body"}:
            for row in self.sudo():
                row._read_promised_date()
        return res

    def action_edit_text(self):
        res = super().action_edit_text()
        row = self.sudo()
        applicant = Batch(row._find_leaving_time()).put_around(row.applicant_id)
        row._read_promised_date(
            {
                row.promised_date,
                applicant.answer_expected_date,
                applicant.reply_due_date,
            }
        )
        return res

    def _read_promised_date(self, known=()):
        """From the edited text; one that was held may leave if the date is good."""
        day = self._find_promised_date({self.promised_date, *known})
        if day != self.promised_date:
            self.promised_date = day
        if self.held_for == "stale_date" and not self._is_stale([day]):
            self.held_for = False
            self._set_next_attempt()
            self._note_refusals("owed", "pending")

    def _find_promised_date(self, known):
        """:param set known: dates that the subject may name
        :return: the first date that the edited text names, False if there is none or
            the text is the template's"""
        known = known - {False}
        if not self.is_edited or not (known or has_elements(self.body)):
            return False
        lang = self._get_message_lang()
        dates = read_elements(self.body, lang, self.applicant_id._get_candidate_today())
        dates |= {day for day in known if is_named(day, self.subject, lang)}
        return min(dates, default=False)

    @api.onchange("subject", "body")
    def _onchange_text(self):
        row = self.sudo()
        self.promised_date = row._find_promised_date({row.promised_date})

    # Sent ------------------------------------------------------------------------------

    def _note_sent_contact(self, moment):
        """The candidate has heard from us; by the date that the text names, again."""
        # Who is told again of what was promised still waits for it.
        again = self.filtered(lambda row: row._repeats_reply_promise())
        # To be asked something is no news.
        news = self.filtered(lambda row: row.action != "survey")
        waiting = (news & again).applicant_id - (news - again).applicant_id
        waiting._note_contact(moment, keeps_promise=False)
        (news.applicant_id - waiting)._note_contact(moment)
        dated = (self - again).filtered("promised_date")
        self.env["hr.applicant"]._note_reply_promises(
            {row.applicant_id: row.promised_date for row in dated.sorted("id")}
        )

    def _repeats_reply_promise(self):
        applicant = self.applicant_id
        return (
            self.promised_date
            and applicant.reply_promise_state == "open"
            and self.promised_date == applicant.reply_due_date
        )

    # Still waiting in the outbox ---------------------------------------------------------

    @api.model
    def _withdraw_stale(self, actions):
        """Take messages whose date has passed out of a queue that is about to send."""
        # The day is over in the east first, 14 hours before UTC.
        self.sudo().search(
            [
                ("state", "=", "queued"),
                ("action", "in", actions),
                ("promised_date", "<=", get_today(self.env)),
            ]
        )._make_stale_anew(("outgoing",), ("outgoing",))

    def _make_stale_anew(self, mail_states, sms_states):
        """Their day has passed while they waited. See ``_make_anew``."""
        stale = self.filtered(
            lambda row: row.state == "queued" and row._is_stale([row.promised_date])
        )
        return stale._make_anew(mail_states, sms_states)
