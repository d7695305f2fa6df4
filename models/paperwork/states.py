"""What documents are asked for before the first day, and within which limits."""

OFFICERS = "hr_recruitment.group_hr_recruitment_user"
HANDLER = "hr_recruitment_candidate_experience.group_paperwork_handler"
USES = "uses_paperwork"
# What messages say of documents, the triggers of their steps.
ASKED, MEND, DUE = MAILS = ("papers_asked", "papers_mend", "papers_due")
# Reports: the text of a document, and what was answered in it.
TEXT = "hr_recruitment_candidate_experience.action_paperwork_text"
RECORD = "hr_recruitment_candidate_experience.action_paperwork_record"
# Kinds whose text is a paper of its own.
ON_PAPER = ("read", "sign")
MEGABYTE = 1_000_000
# Of one file: a scan of many pages, or photos of them.
LARGEST_FILE = 40
# Days from asking until it is to be handed in, at most.
LONGEST_TIME = 365
# Characters of one answer.
LONGEST_ANSWER = 500
# Characters of the name that somebody signs with.
LONGEST_SIGNATURE = 100
# What a file is by its content → the end of its name.
FILES = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
}
KINDS = [
    ("read", "To Read"),
    ("fill_in", "To Fill In"),
    ("upload", "To Upload"),
    ("sign", "To Sign"),
]
# Those that wait for the candidate.
WAITING = ("todo", "mend")
# Of a signed file that somebody checks: what was signed, and a page.
LARGEST_CHECKED = 50
# Where anybody can check a signed file.
CHECK_PATH = "/candidate/check"
