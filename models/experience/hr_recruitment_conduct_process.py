from datetime import date, timedelta

import pytz
from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.fields import Domain

from .conduct_choices import MONTHS
from .filters import Filters, Period

DAY = timedelta(days=1)


class HrRecruitmentConductProcess(models.Model):
    """What applications tell, by the definitions of the report: of twelve whole months. These
    numbers move in steps, too: not before as many applications have come since as the threshold
    asks for, and none leave that are fewer."""

    _inherit = "hr.recruitment.conduct"

    def _find_conduct(self, known, today):
        """:param dict known: what the page shows of applications
        :return: dict of process, and of who waits now"""
        zone = pytz.timezone(self.company_id.partner_id.tz or "UTC")
        service = self.env["hr.recruitment.experience.report"].sudo()
        service = service.with_context(allowed_company_ids=self.company_id.ids, tz=zone.zone)
        service._flush()
        last = today.replace(day=1) - DAY
        return {
            "process": self._keep_process(service, known, last)
            or self._measure_process(service, self._find_first(service, known, last), last),
            "waiting": {
                "count": self._count_waiting(service),
                "day": fields.Date.to_string(today),
            },
        }

    def _get_scope(self, service, first, last):
        filters = {"compare": False, "company_ids": self.company_id.ids}
        scope = Filters.parse(service.env, {**filters, "date_to": fields.Date.to_string(last)})
        return scope.shift(Period(first, last))

    def _count_applications(self, service, first, last):
        scope = self._get_scope(service, first, last)
        return sum(service._count_outcomes(scope).values()) if first <= last else 0

    def _keep_process(self, service, known, last):
        """:return: what the page shows, if that stays; else None"""
        if not known or known["first"] < str(
            self._find_oldest(last) - relativedelta(months=MONTHS)
        ):
            return None
        shown = date.fromisoformat(known["last"])
        new = self._count_applications(service, shown + DAY, last)
        return known if new < self.company_id.feedback_min_scores else None

    def _find_oldest(self, last):
        return last + DAY - relativedelta(months=MONTHS)

    def _find_first(self, service, known, last):
        """:return: the first day that counts: twelve months before, or earlier, as long as fewer
        would leave than the threshold asks for"""
        first = self._find_oldest(last)
        before = date.fromisoformat(known["first"]) if known else first
        if first - relativedelta(months=MONTHS) <= before < first:
            leaving = self._count_applications(service, before, first - DAY)
            if 0 < leaving < self.company_id.feedback_min_scores:
                return before
        return first

    def _measure_process(self, service, first, last):
        scope = self._get_scope(service, first, last)
        times, promises = service._get_times(scope), service._get_reply_promises(scope)
        return {
            "first": fields.Date.to_string(first),
            "last": fields.Date.to_string(last),
            "applications": sum(service._count_outcomes(scope).values()),
            **{
                name: [times[name]["median"], times[name]["n"]]
                for name in ("first_answer", "decision")
            },
            "promises": [promises["kept"], promises["broken"]],
        }

    def _count_waiting(self, service):
        """:return: how many candidates wait longer than they were promised, have heard nothing for
        longer than the company finds decent, or have not been told how it ended"""
        applicants = service.env["hr.applicant"].sudo().with_context(active_test=False)
        late = Domain([("reply_promise_state", "=", "broken"), ("outcome", "=", "ongoing")])
        mine = Domain("company_id", "=", self.company_id.id)
        return applicants.search_count(mine & (late | applicants._get_unanswered_domain()))
