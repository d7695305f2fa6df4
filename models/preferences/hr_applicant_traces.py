from odoo import models

from ..privacy.hr_applicant_copy_parts import Fact, keep_known
from .preferences import LINES


class HrApplicantPreferencesTraces(models.Model):
    """What candidates have said of themselves goes with the person, and stands in the copy.
    What they need is added when the copy is handed over."""

    _inherit = "hr.applicant"

    def _find_personal_columns(self):
        return [*super()._find_personal_columns(), "other_offer_date"]

    def _blank_application(self, person):
        self._unlink_rows("matter_ids")
        return super()._blank_application(person)

    def _get_known_facts(self):
        return [*super()._get_known_facts(), *self._get_facts_of_preferences()]

    def _get_facts_of_preferences(self):
        told = self.sudo()
        labels = {
            "name_spoken": self.env._("How your name is said"),
            "pronoun": self.env._("Your pronoun"),
            "languages_spoken": self.env._("You speak"),
            "interview_language": self.env._("You would like to be interviewed in"),
        }
        day = told.other_offer_date
        facts = [
            Fact(
                "matters",
                self.env._("What matters to you"),
                ", ".join(told.matter_ids.mapped("name")),
            ),
            Fact(
                "matter_words", self.env._("What matters to you, in your words"), told.matter_words
            ),
            Fact(
                "other_offer",
                self.env._("Your other offer, to be answered by"),
                day and day.isoformat(),
                day and self._say_date(day),
            ),
            *(Fact(name, labels[name], told[name]) for name in LINES),
            *(
                Fact("one_more_thing", self.env._("What you added after an interview"), text)
                for text in filter(None, told.interview_kit_ids.mapped("one_more_thing"))
            ),
        ]
        return keep_known(facts)
