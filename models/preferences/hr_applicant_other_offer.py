from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..batch import get_now
from ..rendering.dates_in_words import get_locale, say_date
from ..write_groups import OFFICER
from .preferences import MOST_DAYS, USES


class HrApplicantOtherOffer(models.Model):
    """Until when the candidate has to answer somebody else: the decision is wanted before.
    What candidates were promised stays as it was told; the recruiter hears at once."""

    _inherit = "hr.applicant"

    other_offer_date = fields.Date(
        "Has Another Offer Until",
        copy=False,
        write_groups=OFFICER,
        index="btree_not_null",
        help="The day on which the candidate has to answer somebody else. Decide and tell "
        "before; the recruiter gets a to-do.",
    )
    has_other_offer = fields.Boolean(compute="_compute_has_other_offer")
    is_promise_too_late = fields.Boolean(
        compute="_compute_has_other_offer",
        help="Our promised answer comes after the other offer ends.",
    )
    other_offer_activity_id = fields.Many2one(
        "mail.activity",
        index="btree_not_null",
        copy=False,
        readonly=True,
        technical=True,
        groups=fields.NO_ACCESS,
    )

    @api.depends("other_offer_date", "outcome", "active", "reply_due_date", "reply_promise_state")
    def _compute_has_other_offer(self):
        for applicant in self:
            applicant.has_other_offer = applicant._waits_with_offer()
            applicant.is_promise_too_late = bool(
                applicant.has_other_offer
                and applicant.reply_promise_state == "open"
                and applicant.reply_due_date
                and applicant.reply_due_date > applicant.other_offer_date
            )

    @api.constrains("other_offer_date")
    def _check_other_offer_date(self):
        for applicant in self.filtered("other_offer_date"):
            last = applicant._get_candidate_today() + timedelta(days=MOST_DAYS)
            if applicant.other_offer_date > last:
                raise ValidationError(self.env._("Another offer ends within %s days.", MOST_DAYS))

    @api.model_create_multi
    def create(self, vals_list):
        applicants = super().create(vals_list)
        applicants.filtered("other_offer_date")._follow_other_offers()
        return applicants

    def write(self, vals):
        changed = self.browse()
        if "other_offer_date" in vals:
            day = fields.Date.to_date(vals["other_offer_date"])
            changed = self.filtered(lambda a: a.other_offer_date != (day or False))
        res = super().write(vals)
        if changed:
            changed._drop_offer_todos()
            changed._follow_other_offers()
        elif vals.keys() & {"active", "refuse_reason_id"} and self._uses_preferences():
            self.filtered("other_offer_date")._follow_other_offers()
        return res

    def _waits_with_offer(self):
        """:return: whether the application goes on, and the day is still to come; not where
        nobody is asked for it any more"""
        day = self.other_offer_date
        return bool(
            day
            and self.env["hr.candidate.settings"]._is_used(USES)
            and day >= self._get_candidate_today()
            and self._is_open()
            and not self.date_closed
        )

    # To-dos ----------------------------------------------------------------------------

    def _follow_other_offers(self):
        """One to-do for the recruiter, for the working day before; none where it is over."""
        waiting = self.sudo().filtered(lambda a: a._waits_with_offer())
        (self - waiting)._drop_offer_todos()
        asked = waiting.filtered(lambda a: not a.other_offer_activity_id)
        activities = self.env["mail.activity"]
        todos = activities._raise_todos(
            [applicant._prepare_offer_todo() for applicant in asked], same=()
        )
        for applicant, todo in zip(asked, todos, strict=True):
            applicant.other_offer_activity_id = todo

    def _drop_offer_todos(self):
        self.sudo().other_offer_activity_id.exists().filtered("active").unlink()
        self.sudo().filtered("other_offer_activity_id").other_offer_activity_id = False

    def _prepare_offer_todo(self):
        activities = self.env["mail.activity"]
        day = self._get_day_to_decide()
        return activities._prepare_todo(
            self,
            self._get_page_colleague("recruiter"),
            activities._get_todo_type(),
            HrApplicantOtherOffer._say_offer_todo,
            date_deadline=day,
        )

    def _get_day_to_decide(self):
        """:return: date, the working day before the other offer ends, today at the earliest"""
        before = self._get_candidate_day(self._find_day_before(self.other_offer_date))
        return max(before, get_now(self.env).date())

    def _say_offer_todo(self):
        """:return: (summary, note) in the language of the context"""
        day = say_date(self.other_offer_date, get_locale(self.env))
        summary = self.env._("Another offer, to be answered by %s: decide before", day)
        note = False
        if self.is_promise_too_late:
            promised = say_date(self.reply_due_date, get_locale(self.env))
            note = self.env._(
                "We promised the candidate an answer by %s, and that would be too late.",
                promised,
            )
        return summary, note

    @api.model
    def _cron_other_offers(self):
        """To-dos end with the day and with the application, and come back with it."""
        since = get_now(self.env).date() - timedelta(days=1)
        told = self.sudo().with_context(active_test=False)
        told.search(
            [
                "|",
                ("other_offer_activity_id", "!=", False),
                ("other_offer_date", ">=", fields.Date.to_string(since)),
            ]
        )._do_nightly("_follow_other_offers")
