from odoo import models

from .filters import Filters

# Fields of the fact table and of the application whose values the data contain.
FACTS = ("moment", "outcome", "category", "earlier_contact")


class HrRecruitmentExperienceReportLabels(models.AbstractModel):
    """The label of each code in the data, in the reader's language: written once for
    screen, paper, spreadsheet and mails."""

    _inherit = "hr.recruitment.experience.report"

    def _get_labels(self):
        """:return: dict of what is called so → dict of code → label. The codes are the keys
        of the part of the data that has the same name; ``group`` and ``groups`` name one
        and many of what scores are grouped by; ``value`` names columns of scores"""
        facts = self.env["hr.recruitment.feedback"]
        return {
            **{name: self._get_choice_labels(facts, name) for name in FACTS},
            "filters": Filters.get_names(self.env),
            "group": self._get_group_labels(),
            "groups": self._get_heading_labels(),
            "value": self._get_value_labels(),
            "split": {
                "promoters": self.env._("Promoters (9–10)"),
                "passives": self.env._("Passives (7–8)"),
                "detractors": self.env._("Detractors (0–6)"),
            },
            "follow_up": {
                "todo": self.env._("To do"),
                "done": self.env._("Followed up"),
                "contact": self.env._("Asked to be contacted"),
                "contact_todo": self.env._("Still to be contacted"),
            },
            "costs": self._get_cost_labels(),
            **self._get_process_labels(),
        }

    def _get_choice_labels(self, records, name):
        return dict(records._fields[name]._description_selection(self.env))

    def _get_value_labels(self):
        return {
            "value": self.env._("cNPS"),
            "margin": self.env._("± (95 %)"),
            "low": self.env._("From (95 %)"),
            "high": self.env._("To (95 %)"),
            "n": self.env._("Answers"),
            "reason": self.env._("Why It Is Empty"),
        }

    def _get_group_labels(self):
        return {
            "month": self.env._("Month"),
            "moment": self.env._("Moment"),
            "job": self.env._("Job Position"),
            "department": self.env._("Department"),
            "company": self.env._("Company"),
            "user": self.env._("Recruiter"),
            "manager": self.env._("Hiring Manager"),
            "source": self.env._("Source"),
            "medium": self.env._("Medium"),
            "outcome": self.env._("Outcome"),
            "answer": self.env._("Informed"),
            "earlier_contact": self.env._("Earlier Contact"),
        }

    def _get_heading_labels(self):
        return {
            "moment": self.env._("Moments"),
            "job": self.env._("Job positions"),
            "department": self.env._("Departments"),
            "company": self.env._("Companies"),
            "user": self.env._("Recruiters"),
            "manager": self.env._("Hiring managers"),
            "source": self.env._("Sources"),
            "medium": self.env._("Mediums"),
            "outcome": self.env._("Outcomes"),
            "answer": self.env._("When refused candidates were told"),
            "earlier_contact": self.env._("Earlier contact"),
        }

    def _get_process_labels(self):
        """:return: as ``_get_labels``, of what is counted in applications"""
        outcome = self._get_choice_labels(self.env["hr.recruitment.feedback"], "outcome")
        told = self._get_choice_labels(self.env["hr.applicant"], "answer_state")
        return {
            "funnel": {"applications": self.env._("Applications"), **outcome},
            "stage": {
                "label": self.env._("Stage"),
                "entered": self.env._("Entered the Stage"),
                "moved_on": self.env._("Moved On"),
                "hired": outcome["hired"],
                "here": self.env._("Still There"),
                "refused": outcome["refused"],
                "withdrawn": outcome["withdrawn"],
                "conversion": self.env._("Went On"),
                "median_days": self.env._("Median Time"),
            },
            "source": {
                "source": self.env._("Source"),
                "medium": self.env._("Medium"),
                "applications": self.env._("Applications"),
                "hired": outcome["hired"],
                "rate": self.env._("Hired of Applications"),
            },
            "publication": {
                "source": self.env._("Published At"),
                "job": self.env._("Job Position"),
                "cost": self.env._("Cost"),
                "currency": self.env._("Currency"),
                "opened": self.env._("Opened"),
                "seen": self.env._("Seen There"),
                "applications": self.env._("Applied Through It"),
                "hired": outcome["hired"],
                "per_application": self.env._("Cost per Application"),
                "per_hire": self.env._("Cost per Hire"),
            },
            "times": {
                "first_answer": self.env._("From the application to our first message"),
                "decision": self.env._("From the application to the decision"),
                "message": self.env._("From the decision until the candidate was told"),
            },
            "time": {
                "median": self.env._("Median"),
                "slowest": self.env._("90th percentile"),
                "n": self.env._("Candidates"),
            },
            "promises": {
                "title": self.env._("Reply promises"),
                "kept": self.env._("Kept"),
                "broken": self.env._("Broken"),
                "open": self.env._("Ongoing"),
                "rate": self.env._("Kept, of those that were due"),
            },
            "refusals": {
                "title": self.env._("Refused candidates"),
                "delivered": told["told"],
                "pending": told["pending"],
                "owed": told["owed"],
                "failed": self.env._("Message failed"),
            },
            "waiting": {
                "title": self.env._("Waiting now"),
                "awaiting_reply": self.env._("Awaiting our reply"),
                "unanswered": self.env._("Without a message for too long"),
                "pending_refusals": told["pending"],
                "late_promises": self.env._("Past the date of a reply promise"),
            },
            "trouble": {
                "title": self.env._("Technical trouble"),
                "trouble": self.env._("Had technical trouble"),
                "asked": self.env._("Asked"),
                "rate": self.env._("Share"),
            },
            "unit": {
                "days": self.env._("days"),
                "percent": "%",
                "points": self.env._("points"),
                "answers": self.env._("answers"),
                "candidates": self.env._("candidates"),
                "applications": self.env._("applications"),
                "promises": self.env._("promises"),
            },
        }
