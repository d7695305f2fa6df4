"""What is to be set up before the first candidate, in the order of the panel: a line
here, a method, and a record of Odoo's onboarding, which has the title."""

from dataclasses import dataclass

ADDON = "hr_recruitment_candidate_experience"
MANAGER = "hr_recruitment.group_hr_recruitment_manager"
PANEL = f"{ADDON}.setup_panel"


@dataclass(frozen=True)
class Step:
    """``_look_at_<name>(company)`` of the service returns what it found."""

    name: str
    # Somebody has to do it, once; the others are facts, which are looked up.
    is_act: bool = False

    @property
    def record(self):
        """External id of its record."""
        return f"{ADDON}.setup_step_{self.name}"


STEPS = (
    Step("addresses"),
    Step("hr_responsible"),
    Step("hours"),
    Step("employer"),
    Step("place"),
    Step("stages"),
    Step("privacy_notice"),
    Step("texts", is_act=True),
    Step("test_mail", is_act=True),
)
