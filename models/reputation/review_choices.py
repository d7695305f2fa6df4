"""States, kinds and languages of employer reviews."""

STATES = [
    ("to_check", "To Check"),
    ("unreadable", "Cannot Be Read"),
    ("new", "New Review"),
    ("to_answer", "To Answer"),
    ("answered", "Answered on the Site"),
    ("no_answer", "No Answer Needed"),
]
# It is for sure that it stands on the site: only these are counted.
SURE = ("new", "to_answer", "answered", "no_answer")
# Somebody has to do something about it.
WAITING = ("to_check", "unreadable", "new", "to_answer")
TO_ANSWER = ("new", "to_answer")
KINDS = [
    ("employee", "Employee"),
    ("former", "Former Employee"),
    ("interview", "Interview"),
    ("unsaid", "Not Said"),
]
LANGUAGES = [
    ("en", "English"),
    ("sv", "Swedish"),
    ("da", "Danish"),
    ("de", "German"),
    ("es", "Spanish"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("nb", "Norwegian"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("other", "Another Language"),
]
CAME_BY = [("hand", "By hand"), ("file", "From a file"), ("mail", "By an alert email")]
# Why a person looks at what came by mail.
CHECKS = [
    ("sender", "The sender is not known"),
    ("unproved", "Nothing proves who has sent it"),
    ("failed", "The sender is not who it pretends to be"),
]
# What a person has written, on the site and as an answer.
WORDS = ("title", "text", "valued", "disliked", "better")
# What is imported and older than this is history.
OLD_DAYS = 90
USES = "uses_reputation"
