"""What an administrator switches on when it is to be used, for everybody who works here."""

ADDON = "hr_recruitment_candidate_experience"
# Name of the setting → external id of the group that all employees have then.
CAPABILITIES = {
    "uses_advert": f"{ADDON}.group_advert",
    "uses_sourcing": f"{ADDON}.group_sourcing",
    "uses_assessment": f"{ADDON}.group_assessment",
    "uses_screening": f"{ADDON}.group_screening",
    "uses_booking": f"{ADDON}.group_booking",
    "uses_scorecards": f"{ADDON}.group_scorecard",
    "uses_preferences": f"{ADDON}.group_preferences",
    "uses_explanation": f"{ADDON}.group_explanation",
    "uses_offers": f"{ADDON}.group_offer",
    "uses_first_months": f"{ADDON}.group_first_months",
    "uses_paperwork": f"{ADDON}.group_paperwork",
    "uses_reputation": f"{ADDON}.group_reputation",
    "uses_alarms": f"{ADDON}.group_alarms",
    "uses_looks": f"{ADDON}.group_looks",
}
EMPLOYEES = "base.group_user"
