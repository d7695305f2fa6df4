"""What is true of all that candidates say of themselves on their page."""

ADDON = "hr_recruitment_candidate_experience"
USES = "uses_preferences"
# Who reads what candidates need. No other group has it by implication.
ARRANGERS = f"{ADDON}.group_arranges_adjustments"
ADJUSTMENT = "hr.applicant.adjustment"

# Fields of the application in which candidates type a line.
LINES = ("name_spoken", "pronoun", "languages_spoken", "interview_language")
MOST_MATTERS = 3
# Characters.
LONGEST_LINE = 100
LONGEST_TEXT = 2000
# Who has to answer somebody else has to within so many days: later is a typing error.
MOST_DAYS = 365
# How long after an interview one more thing can be said.
DAYS_FOR_ONE_MORE = 5
# How long it is kept what a candidate needs when the application has ended.
DAYS_KEPT = 30
