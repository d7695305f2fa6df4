"""What tasks of the first months are about, whose they are, and the numbers that people type."""

USES = "uses_first_months"
ADDON = "hr_recruitment_candidate_experience"
OFFICERS = "hr_recruitment.group_hr_recruitment_user"
INTERVIEWERS = "hr_recruitment.group_hr_recruitment_interviewer"
TASK = "hr.first.months.task"
KINDS = [
    ("task", "Something to do"),
    ("equipment", "Equipment, with the colleague's own wishes"),
    ("account", "Account or access"),
    ("meeting", "Meeting with a colleague"),
    ("check", "Background check, with consent"),
    ("extract", "Criminal-record extract: only seen"),
]
# What somebody has to take back if the new colleague does not come after all.
TO_UNDO = ("equipment", "account")
# Whose task it is, besides what Odoo's plans know; the field stands on the plan's lines.
OWNERS = [
    ("months_hr", "HR responsible"),
    ("months_recruiter", "Recruiter"),
    ("months_manager", "Manager"),
    ("months_buddy", "Buddy"),
    ("months_it", "IT"),
    ("months_colleague", "The new colleague"),
]
COLLEAGUE = "months_colleague"
STATES = [("open", "To Do"), ("done", "Done"), ("cancelled", "Cancelled")]
WITHDRAWN = "withdrawn"
REASONS = [
    (WITHDRAWN, "Does not begin after all"),
    ("replaced", "The plan was changed"),
    ("hand", "By hand"),
]
# Odoo's units of a delay, and ours.
WORKING_DAYS = "working_days"
# A year after the first day is no longer the beginning; the same before it.
LONGEST = {"days": 366, "weeks": 53, "months": 12, WORKING_DAYS: 260}
# The page of the new colleague ends so many days after the first day, unless it is set.
PAGE_DAYS = 92
# To-dos are raised so many days ahead, unless it is set.
LEAD_DAYS = 7
# What is typed on the page.
LONGEST_WISH = 1000
LONGEST_LINE = 100
