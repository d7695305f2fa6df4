from odoo import models


class HrApplicantPageMerits(models.Model):
    """On the page of a candidate who was not chosen: to ask for the merits of who was, by
    when the reply comes, and the reply."""

    _inherit = "hr.applicant"

    def _get_page(self):
        page = super()._get_page()
        return {**page, "merits": self._get_page_merits()}

    def _get_page_merits(self):
        """:return: dict of whether the candidate ``may_ask`` and gets a reply in how many
        ``days``; the day, in words, on which it was ``asked`` and ``until`` which the reply
        comes; the ``letters`` that were sent, the latest first. None if there is nothing"""
        requests = self.data_request_ids.filtered(lambda r: r.kind == "merits")
        asked = requests.filtered(lambda r: r.state == "open")
        letters = requests.filtered("letter_date").sorted("letter_date", reverse=True)
        may_ask = self._may_ask_for_merits()
        if not (asked or letters or may_ask):
            return None
        return {
            "may_ask": may_ask,
            "days": (self.company_id or self.env.company).merits_days,
            "asked": self._say_date(self._to_candidate_time(asked.date)) if asked else None,
            "until": asked._say_deadline() if asked else None,
            "letters": [
                {
                    "day": self._say_date(self._to_candidate_time(request.letter_date)),
                    "text": request.merits_letter,
                }
                for request in letters
            ],
        }

    def _may_ask_for_merits(self):
        """:return: whether it is offered to this candidate, who applied, was refused by us
        and knows it; by what the candidate knows alone"""
        self.ensure_one()
        company = (self.company_id or self.env.company).sudo()
        if not company.merits_offered or not self.job_id or self.page_revoked:
            return False
        if self.arrival != "applied" or self._get_page_state() != "closed":
            return False
        if self.outcome == "hired" or self._get_open_requests("merits"):
            return False
        return not self.env["hr.applicant.data.request"]._filter_erasing(self)

    def _find_fault_of_merits(self):
        """:return: ``merits``, or None if it can be asked; whoever presses twice has asked
        once"""
        asked = self._get_open_requests("merits")
        return None if asked or self._may_ask_for_merits() else "merits"
