from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ..batch import get_now, get_today
from ..inside import YES
from ..write_groups import OFFICER

DAYS_BEFORE_THE_END = 30


class HrApplicantNearMiss(models.Model):
    """Those who were almost chosen are kept for other roles, if they agree, and for
    as long as they agreed to."""

    _inherit = "hr.applicant"

    near_miss = fields.Boolean(
        copy=False,
        write_groups=OFFICER,
        help="Good enough for another job position: kept for later, if the candidate agrees.",
    )
    near_miss_consent = fields.Selection(
        [("asked", "Asked"), ("given", "Given"), ("declined", "Declined")],
        string="Consent to Be Kept",
        readonly=True,
        copy=False,
    )
    near_miss_until = fields.Date("Kept Until", readonly=True, copy=False)
    suggested_job_id = fields.Many2one(
        "hr.job",
        string="Suggested Job Position",
        copy=False,
        write_groups=OFFICER,
        help="Told to the candidate as another position that could fit.",
    )
    near_miss_pool_ids = fields.Many2many(
        "hr.talent.pool",
        "hr_applicant_near_miss_pool_rel",
        string="Talent Pools to Join",
        copy=False,
        write_groups=OFFICER,
        help="As soon as the candidate agrees to be kept.",
    )

    def write(self, vals):
        """A candidate who is no near miss any more is not kept."""
        unmarked = "near_miss" in vals and not vals["near_miss"]
        kept = self.sudo().filtered("near_miss") if unmarked else self.browse()
        res = super().write(vals)
        if kept := kept.filtered(lambda a: a.near_miss_consent == "given"):
            kept._end_consent()
        return res

    def _note_near_miss_asked(self):
        """The refusal with the question has arrived."""
        asked = self.filtered(lambda a: a._can_be_asked() and not a.near_miss_consent)
        asked.near_miss_consent = "asked"

    def _can_be_asked(self):
        """:return: whether a mail may ask: the page on which to say yes is open"""
        return self.near_miss and not self.page_revoked

    def action_keep_agreed(self):
        """The candidate has agreed by telephone."""
        self._check_may_tell()
        self.ensure_one()
        self.sudo()._note_near_miss_consent(True)

    def action_keep_declined(self):
        self._check_may_tell()
        self.ensure_one()
        self.sudo()._note_near_miss_consent(False)

    def _note_near_miss_consent(self, agrees):
        """The candidate has said whether the application may be kept.

        :param bool agrees: yes, for as long as the company keeps near misses
        """
        self.ensure_one()
        self.write(
            {
                "near_miss_consent": "given" if agrees else "declined",
                "near_miss_until": agrees and self._get_next_consent_end(),
            }
        )
        if agrees:
            self._join_talent_pools()
        else:
            self._leave_talent_pools()
        self._message_log(
            body=self.env._("The candidate agrees to be kept for other positions.")
            if agrees
            else self.env._("The candidate does not want to be kept.")
        )

    def _get_next_consent_end(self):
        """:return: the day until which a consent of today lasts"""
        company = self.company_id or self.env.company
        return get_today(self.env) + relativedelta(months=company.near_miss_months)

    def _does_consent_last(self):
        return self.near_miss_until and self.near_miss_until >= get_today(self.env)

    def _is_consent_ending(self):
        """:return: whether it is time to ask again, or too late"""
        soon = get_today(self.env) + relativedelta(days=DAYS_BEFORE_THE_END)
        return self.near_miss_until < soon

    def _join_talent_pools(self):
        """By Odoo's own wizard; the talent is no refused application."""
        if not self.near_miss_pool_ids:
            return
        # The application is archived, and must be seen nevertheless.
        wizard = (
            self.env["talent.pool.add.applicants"]
            .with_context(active_test=False, communication_silent=YES)
            .create(
                {
                    "applicant_ids": self.ids,
                    "talent_pool_ids": self.near_miss_pool_ids.ids,
                }
            )
        )
        wizard._add_applicants_to_pool().write(
            {"active": True, "refuse_reason_id": False, "refuse_date": False}
        )

    def _leave_talent_pools(self):
        talents = self.pool_applicant_id - self
        talents.filtered(lambda talent: talent.talent_pool_ids).active = False

    @api.model
    def _cron_near_misses(self):
        """Ask again before a consent ends; let go of those that have ended."""
        kept = self.with_context(active_test=False).search(
            [("near_miss", "=", True), ("near_miss_consent", "=", "given")]
        )
        # Marked again after a consent had ended: the candidate can be asked anew.
        unasked = kept.filtered(lambda a: not a.near_miss_until)
        unasked.near_miss_consent = False
        ended = (kept - unasked).filtered(lambda a: not a._does_consent_last())
        ending = (kept - unasked - ended).filtered(lambda a: a._is_consent_ending())
        ended._do_nightly("_let_go")
        ending.filtered("refuse_reason_id")._do_nightly("_ask_to_renew")

    def _let_go(self):
        self.near_miss = False

    def _end_consent(self):
        self.write({"near_miss_until": False, "near_miss_consent": False})
        self._leave_talent_pools()

    def _ask_to_renew(self):
        """By email, once; by the recruiter, if there is no address to write to, no page
        to say yes on, no step that writes, or communication is paused. Candidates who
        asked to be erased are left alone."""
        requests = self.env["hr.applicant.data.request"]
        erasing = requests._filter_erasing(self, states=("open", "done"))
        unasked = self - erasing - self._filter_renewal_asked()
        reachable = unasked.filtered(
            lambda a: a.email_from and a._can_be_asked() and not a.communication_paused
        )
        reachable._plan(("keep_ends",), {}, get_now(self.env))
        (unasked - reachable._filter_renewal_asked())._remind_to_renew()

    def _get_keep_key(self):
        """:return: what identifies the consent that can be renewed, False if there is
        none"""
        given = self.near_miss and self.near_miss_consent == "given"
        return (given and self.refuse_reason_id and f"keep_ends:{self.near_miss_until}") or False

    def _occurrences_keep_ends(self, step, visits, now):
        return ((applicant, applicant._get_keep_key(), now) for applicant in self)

    def _filter_renewal_asked(self):
        """:return: those to whom the email is on its way or has left; if it failed,
        the recruiter knows. One that waits for communication to be resumed may come too
        late."""
        rows = (
            self.env["hr.applicant.communication"]
            .sudo()
            .search(
                [
                    ("applicant_id", "in", self.ids),
                    ("step_id.trigger", "=", "keep_ends"),
                    ("state", "in", ("scheduled", "queued", "sent", "failed")),
                ]
            )
        )
        asked = {
            (row.applicant_id.id, row.occurrence_key)
            for row in rows
            if row.state != "scheduled" or not row.applicant_id.communication_paused
        }
        return self.filtered(lambda a: (a.id, a._get_keep_key()) in asked)

    def _remind_to_renew(self):
        """One activity for the recruiter of each."""
        activities = self.env["mail.activity"]
        renewal = activities._get_todo_type("activity_type_near_miss")
        steps = self.env["hr.recruitment.communication.step"]
        todos = [
            activities._prepare_todo(
                applicant,
                steps._find_users("recruiter", applicant)[:1],
                renewal or activities._get_todo_type(),
                lambda _applicant: (False, False),
                date_deadline=applicant.near_miss_until,
            )
            for applicant in self
        ]
        activities._raise_todos(todos)
