from odoo import models


class HrRecruitmentCommunicationStepPapers(models.Model):
    """The reminder of documents, which counts back from the day by which they are due."""

    _inherit = "hr.recruitment.communication.step"

    def _find_date_papers_due(self, base, calendar, tz):
        """Counted back from the day, within its hours."""
        due = self._count_back(base, calendar, tz)
        opens = self._find_opening(due, calendar, tz)
        return opens if opens < base else due

    def _describe_papers_due(self):
        if not self.delay:
            return self.env._("On the morning on which documents are due")
        return self.env._("%(delay)s before documents are due", delay=self._describe_delay())
