from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ..batch import get_now, get_today
from .closings import CLOSED, get_closing
from .crowds import find_ends, may_leave


class HrCandidatePraiseCrowd(models.Model):
    """The people that thanks without a name may be from: those who have met the colleague,
    were asked for feedback and know how their application has ended."""

    _inherit = "hr.candidate.praise"

    def _filter_hidden_in_crowd(self):
        """:return: those that can be passed on without saying whom they are from"""
        current = fields.Date.start_of(get_today(self.env), "month")
        free = self.browse()
        for company, rows in self.grouped("company_id").items():
            closings = rows._find_closings(company)
            for user, same in rows.grouped("user_id").items():
                ends = find_ends(closings[user], company.feedback_min_scores)
                free |= same.filtered(lambda row, ends=ends: may_leave(row.month, ends, current))
        return free

    def _find_closings(self, company):
        """:return: dict of ``res.users`` (empty: whoever it is) → list of (month, person)"""
        users = self.user_id
        asked = self._find_asked(company, users)
        known = self._find_who_knows(asked, users)
        closings = defaultdict(list)
        for applicant in asked:
            closing = get_closing(applicant), applicant.mailbox or applicant.id
            for user in (*known[applicant], users.browse()):
                closings[user].append(closing)
        return closings

    def _find_asked(self, company, users):
        """:return: ``hr.applicant``, closed, of people whom no colleague has made up"""
        today = get_today(self.env)
        start = fields.Date.subtract(fields.Date.start_of(today, "year"), years=1)
        current = fields.Date.start_of(today, "month")
        domain = Domain(CLOSED) & Domain(
            [
                ("company_id", "=", company.id),
                ("communication_ids.survey_input_id", "!=", False),
                ("create_date", ">=", fields.Date.subtract(start, years=1)),
            ]
        )
        if all(row.user_id for row in self):
            domain &= self._get_domain_of_who_knows(users)
        applicants = self.env["hr.applicant"].with_context(active_test=False).search(domain)
        closed = applicants.filtered(lambda a: start <= get_closing(a) < current)
        return closed._filter_independent()

    @api.model
    def _get_domain_of_who_knows(self, users):
        held = [("interviewer_ids", "in", users.ids), ("meeting_id.stop", "<=", get_now(self.env))]
        return Domain.OR(
            [
                Domain("user_id", "in", users.ids),
                Domain("buddy_id", "in", users.ids),
                Domain("first_months_manager_id", "in", users.ids),
                Domain("interview_kit_ids", "any", held),
            ]
        )

    @api.model
    def _find_who_knows(self, applicants, users):
        """:return: dict ``hr.applicant`` → those of the users whom the candidate has met"""
        now = get_now(self.env)
        known = {
            applicant: (applicant.user_id | applicant.buddy_id | applicant.first_months_manager_id)
            & users
            for applicant in applicants
        }
        for kit in applicants.interview_kit_ids:
            if kit.meeting_id.stop and kit.meeting_id.stop <= now:
                known[kit.applicant_id] |= kit.interviewer_ids & users
        return known
