"""The public page on how a company treats candidates: where it stands and what it counts."""

PATH = "/jobs/how-we-treat-candidates"
# What numbers are about that is no older.
MONTHS = 12
# What answers are taken in for.
TOPICS = [("score", "Score"), ("told", "The job is what I was told")]
# The tables that say which answers have been taken in.
TAKEN = {topic: f"hr_recruitment_conduct_{topic}_rel" for topic, _label in TOPICS}
AS_TOLD = "hr_recruitment_candidate_experience.feedback_driver_as_told"
# Of those who work here already.
AT_WORK = ("first_week", "onboarded", "third_month")
# Of 0 to 100: the two best of five choices.
AGREES = 75
# Who may look before others do, and have it computed.
HELPERS = "hr_recruitment_candidate_experience.group_experience_manager,base.group_system"
