from odoo import fields, models

from ..batch import get_now
from .states import NEWS, OFFER, OFFICERS, WAITING

# Nobody is to mend it: the offer is prepared again.
ENDED = ("skipped", "cancelled", "expired")


class HrApplicantCommunicationOffer(models.Model):
    """The ``offer`` action: the terms are on the candidate's page, one reminder, what is said
    when there are more days, and when it is withdrawn."""

    _inherit = "hr.applicant.communication"

    action = fields.Selection(selection_add=[(OFFER, "Job offer")], ondelete={OFFER: "cascade"})
    reason = fields.Selection(
        selection_add=[
            ("no_offer", "No offer is prepared"),
            ("offers_off", "Offers are not in use"),
            ("offer_over", "The offer is answered, changed or over"),
            ("offer_late", "The last day of the offer has passed"),
        ]
    )
    offer_id = fields.Many2one(
        "hr.applicant.offer",
        "Offer Sent",
        technical=True,
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups=OFFICERS,
    )
    offer_news = fields.Selection(NEWS, "News About the Offer", technical=True, readonly=True)

    # May it leave? ---------------------------------------------------------------------

    def _find_obstacle_to_offer(self):
        if not self.step_id._brings_offers():
            return "skipped", "offers_off"
        offer = self.offer_id
        if not offer:
            return "skipped", "no_offer"
        if obstacle := self._find_obstacle_of_state(offer):
            return obstacle
        return self._find_obstacle_to_email()

    def _closed_as_no_offer(self):
        """Somebody wanted to send an offer that nobody has filled in: there is something to
        do, and nothing has gone wrong."""
        todos = [
            row._prepare_alert(
                row.step_id._find_users("recruiter", row.applicant_id)[:1],
                lambda row: (row._say_offer_to_do(), row._say_why_no_offer()),
            )
            for row in self
        ]
        self.env["mail.activity"]._raise_todos(
            todos, same=("res_model_id", "res_id", "activity_type_id", "summary")
        )

    def _find_offer_draft(self):
        return self.applicant_id.sudo().offer_ids.filtered(lambda o: o.state == "draft")

    def _say_offer_to_do(self):
        if self._find_offer_draft():
            return self.env._("Look at the offer that is prepared, and send it")
        return self.env._("Prepare the offer, and send it")

    def _say_why_no_offer(self):
        return self.env._(
            "“%s” was started, but the candidate does not know anything yet: an offer is sent once "
            "its terms are filled in, by “Job Offer” on the application.",
            self.step_id.name,
        )

    def _find_obstacle_of_state(self, offer):
        if self.offer_news == "withdrawn":
            return None if offer.withdrawing else ("cancelled", "offer_over")
        if offer.withdrawing or offer.state not in WAITING:
            return "cancelled", "offer_over"
        return None if offer._is_in_time() else ("failed", "offer_late")

    def _is_transactional(self):
        return self.action == OFFER or bool(self.sudo().offer_id) or super()._is_transactional()

    def _is_too_late(self, known):
        """An offer has a last day of its own."""
        return not self.sudo().offer_id and super()._is_too_late(known)

    def _choose_todays_channel(self):
        """In writing, whatever the candidate prefers: a call and an SMS are rows of their own."""
        if self.sudo().offer_id:
            return self.action, None
        return super()._choose_todays_channel()

    # Leaving ---------------------------------------------------------------------------

    def _send_offer(self, batch):
        fresh = self.filtered(lambda row: row.offer_news in ("new", "extended"))
        fresh.offer_id._make_documents()
        self._send_email(batch)
        first = self.filtered(lambda row: row.offer_news == "new")
        first._plan_reminders_of_asked()
        first._plan_sms_beside()

    def _plan_sms_beside(self):
        """Who prefers SMS hears that there is an email."""
        rows = self.filtered(
            lambda row: (
                row.step_id.sms_template_id
                and row.applicant_id.preferred_channel == "sms"
                and not row.applicant_id._find_obstacle_to_number("sms")
            )
        )
        moment = get_now(self.env)
        self._schedule(
            [
                {
                    **row.offer_id._prepare_message(row, moment, f"sms:{row.id}"),
                    "action": "sms",
                    "offer_news": None,
                }
                for row in rows
            ]
        )

    def _get_asked(self):
        return self.offer_id if self.action == OFFER else super()._get_asked()

    def _get_news(self):
        return self.offer_news if self.action == OFFER else super()._get_news()

    def _get_reminder_days(self):
        return 1 if self.action == OFFER else super()._get_reminder_days()

    # What became of it -----------------------------------------------------------------

    def _mark_sent(self, reason):
        res = super()._mark_sent(reason)
        rows = self.filtered(lambda row: row.action == OFFER)
        rows.filtered(lambda r: r.offer_news == "new").offer_id._note_told(get_now(self.env))
        rows.filtered(lambda r: r.offer_news == "withdrawn").offer_id._note_withdrawn()
        return res

    def _close(self, state, reason, detail=False):
        res = super()._close(state, reason, detail)
        if state in ENDED:
            ended = self.sudo().filtered(lambda row: row.action == OFFER and row.offer_id)
            ended.filtered(lambda row: row.offer_news == "new").offer_id._note_stopped()
            ended.filtered(lambda row: row.offer_news == "withdrawn").offer_id.withdrawing = False
        return res
