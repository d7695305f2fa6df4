"""What several files know of people who are asked to apply."""

from datetime import timedelta

STATES = [
    ("draft", "Draft"),
    ("call", "To Be Called"),
    ("planned", "About to Leave"),
    ("queued", "On Its Way"),
    ("invited", "Invited"),
    ("more", "Wants to Know More"),
    ("later", "Not Now"),
    ("applied", "Has Applied"),
    ("failed", "Not Delivered"),
]
# Nobody has told the person anything yet.
UNTOLD = ("draft", "call", "failed")
# What the person has heard of, or is about to.
TOLD = ("planned", "queued", "invited", "more", "later", "applied")
# What a person can say, but for *never*: of that nothing is kept here.
ANSWERS = [("more", "Tell me more"), ("later", "Not now")]
SOURCES = [
    ("pool", "Talent pool"),
    ("earlier", "Earlier application"),
    ("recommendation", "Recommendation"),
    ("profile", "Public profile"),
    ("event", "Event"),
]
# What the person is told cannot be changed afterwards.
CONTENT = {
    "name",
    "email",
    "phone",
    "lang",
    "user_id",
    "source_kind",
    "source",
    "way",
    "subject",
    "personal_text",
}
# When somebody hears that a person has to be told or let go.
DAYS_BEFORE_THE_END = 7
# So long it can be asked again after the day that the person has named.
DAYS_TO_ASK_AGAIN = timedelta(days=30)
# So long it is seen that an invitation has led to an application.
DAYS_AFTER_APPLYING = timedelta(days=30)
# Regulation (EU) 2016/679, article 14(3): at the latest within one month, which has 28 days
# at times; a company may choose fewer days.
MOST_DAYS_UNTOLD = 28
MONTHS_TO_WAIT = (6, 12)
# The place of the link until the mail leaves, and for whoever may not have it.
PAGE_PREVIEW = "/candidate/invitation/0/preview"
# What a recruiter may write: a letter of some pages.
LONGEST_TEXT = 10_000
