from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ..batch import get_batch, get_now
from .states import OFFICERS, STATES, USES, WAITING


class HrApplicantOffers(models.Model):
    """Offers of an application: where they stand, and what messages say of them."""

    _inherit = "hr.applicant"

    offer_ids = fields.One2many("hr.applicant.offer", "applicant_id", "Offers", groups=OFFICERS)
    current_offer_id = fields.Many2one(
        "hr.applicant.offer",
        "Offer",
        compute="_compute_current_offer",
        groups=OFFICERS,
        help="The one that was accepted, else the newest version.",
    )
    offer_state = fields.Selection(STATES, compute="_compute_current_offer", groups=OFFICERS)
    offer_words = fields.Char(compute="_compute_current_offer", groups=OFFICERS)

    @api.depends(
        "offer_ids.state",
        "offer_ids.withdrawing",
        "offer_ids.deadline",
        "refuse_reason_id",
        "outcome",
    )
    @api.depends_context("lang", "uid")
    def _compute_current_offer(self):
        for applicant in self:
            offers = applicant.offer_ids.sorted("version", reverse=True)
            known = offers.filtered(lambda offer: offer.state not in ("replaced", "withdrawn"))
            current = offers.filtered(lambda offer: offer.state == "accepted") or known or offers
            applicant.current_offer_id = current[:1]
            applicant.offer_state = current[:1].state
            applicant.offer_words = current[:1]._say_banner() if current else False

    def unlink(self):
        """The papers go with the application: the database alone would leave the files."""
        self.sudo().offer_ids.unlink()
        return super().unlink()

    def _hold_or_release(self):
        res = super()._hold_or_release()
        paused = self.filtered("communication_paused")
        paused.sudo().offer_ids._pause()
        (self - paused).sudo().offer_ids._resume()
        return res

    def _plan_changes(self, before):
        """What has not left when an application is closed does not leave; when it is open
        again, a person sends it again."""
        res = super()._plan_changes(before)
        closed = self.sudo().filtered(lambda a: before[a].is_open and not a._is_open())
        if closed and self.env["hr.candidate.settings"]._is_used(USES):
            closed.offer_ids._note_stopped()
        return res

    def _may_have_offer(self):
        """:return: whether the page shows an offer, as far as the candidate knows how the
        application stands"""
        return self._get_page_state() in ("ongoing", "hired")

    def _watch_offers(self):
        self.sudo().offer_ids.filtered(
            lambda offer: offer.state in WAITING and not offer.paused_date
        )._end_those_over()

    def _find_days_to_notice(self):
        waiting = self.sudo().offer_ids.filtered(lambda offer: offer.state in WAITING)
        deadlines = [offer.deadline.date() for offer in waiting if offer.deadline]
        return super()._find_days_to_notice() + deadlines

    def _rehearse_night(self):
        res = super()._rehearse_night()
        self._watch_offers()
        return res

    # Buttons ---------------------------------------------------------------------------

    def action_prepare_offer(self):
        """:return: action: the form of the newest offer that goes on, else of a new one"""
        self.ensure_one()
        self.check_access("write")
        offers = self.env["hr.applicant.offer"]
        offers._check_may_offer()
        if not self._is_open():
            raise UserError(self.env._("The application is closed."))
        going_on = self.offer_ids.filtered(
            lambda offer: offer.state in ("draft", *WAITING, "accepted")
        )
        return (going_on[:1] or offers.create({"applicant_id": self.id}))._open()

    def action_open_offer(self):
        """:return: action: the form of the offer that the banner is about"""
        self.ensure_one()
        return self.current_offer_id._open()

    def action_move_to_hired(self):
        """The application goes to the stage of who is hired; nobody moves it by itself.

        :raise UserError: where there is no such stage"""
        self.ensure_one()
        self.check_access("write")
        stages = self.env["hr.recruitment.stage"].search(
            [
                ("hired_stage", "=", True),
                "|",
                ("job_ids", "=", False),
                ("job_ids", "=", self.job_id.id),
            ]
        )
        if not stages:
            raise UserError(self.env._("No stage of this job position is one of who is hired."))
        self.stage_id = stages[:1]

    # What messages say -----------------------------------------------------------------

    @api.private
    def get_offer(self):
        """:return: dict of what the message says of the offer, and nothing of its terms, which
        stand on the page only: ``news`` (``new``, ``changed``, ``reminder``, ``extended`` or
        ``withdrawn``), ``role``, ``day`` (date), ``called`` and ``url``"""
        self.ensure_one()
        batch = get_batch(self.env)
        row_id = batch and batch.rows.get(self.id)
        row = self.env["hr.applicant.communication"].sudo().browse(row_id or ())
        offer = row.offer_id or self.sudo().offer_ids.filtered(lambda o: o.state == "draft")[:1]
        news = row.offer_news or "new"
        if news == "new" and offer.version > 1:
            news = "changed"
        # A preview may know no offer.
        return {
            "news": news,
            "role": offer.role_name or self.sudo().job_id.name or "",
            "day": offer._get_day() or offer.valid_until or self._get_day_of_preview(),
            "called": row.waits_for_id.call_made,
            "url": f"{self.get_page_url()}#joboffer",
        }

    def _get_day_of_preview(self):
        return get_now(self.env).date() + timedelta(days=7)

    def _ask_about_offer(self, text):
        """:param str text: plain, as it was typed"""
        mine = self._in_words_of(self._get_page_colleague("recruiter"))
        words = Markup("<p>%s</p>") % mine.env._("About the offer:")
        if self._post_from_page(words + plaintext2html(text)):
            self._remember("question", text=text)
        self._note_page_reply()


class HrApplicantOfferBanner(models.Model):
    _inherit = "hr.applicant.offer"

    def _say_banner(self):
        """:return: str, where it stands, without its terms"""
        self.ensure_one()
        day = self._say_date(self.deadline and self._get_day() or self.valid_until) or "–"
        return {
            "draft": self.env._("An offer is being prepared."),
            "planned": self._say_on_its_way(),
            "open": self._say_open(day),
            "accepted": self._say_accepted_since(),
            "declined": self.env._("The offer is declined."),
            "expired": self.env._("The offer has expired without an answer."),
            "withdrawn": self.env._("The offer is withdrawn."),
            "replaced": "",
        }[self.state]

    def _say_accepted_since(self):
        """What both had agreed on, and whether it came to something."""
        applicant = self.applicant_id
        day = self._say_date(
            self.answered_date and applicant._to_candidate_time(self.answered_date)
        )
        if not applicant.refuse_reason_id:
            return self.env._("The offer is accepted.")
        if applicant.outcome == "withdrawn":
            return self.env._(
                "The offer was accepted on %s, and the candidate has withdrawn since.", day
            )
        return self.env._(
            "The offer was accepted on %s, and the application was refused afterwards.", day
        )

    def _say_on_its_way(self):
        if self.sudo()._find_first_message().state == "failed":
            return self.env._("The email with the offer could not be sent: see the messages.")
        if self.told_by == "call" and self.sudo()._find_open_calls():
            return self.env._("Call the candidate first: then the offer is sent by email.")
        return self.env._("The offer is on its way; the candidate sees nothing of it yet.")

    def _say_open(self, day):
        if self.withdrawing:
            return self.env._("The message that withdraws the offer is on its way.")
        return self.env._("The offer awaits an answer, until %s.", day)
