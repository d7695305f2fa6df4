"""Links to candidates' own pages: what they are until they are opened."""

import re

# The secret part of a candidate's link, also where a mail filter has rewritten it.
LINK = re.compile(
    r"((?:/|%2F|_)candidate(?:/|%2F|_)[a-z]+(?:/|%2F|_))\d+(?:/|%2F|_)[\w-]{8,}", re.I
)
# What a link is in the preview of a mail.
PREVIEW = "/candidate/feedback/0/preview"
# What the link is until the mail leaves, and for whoever may not have it.
PAGE_PREVIEW = "/candidate/page/0/preview"
# Where the page asks whether the application may be kept for other positions.
OTHER_POSITIONS = "other_positions"
# The form of another consent there.
CONSENT = "consent"
# The way to the page as a whole, and not to one place on it.
WHOLE_PAGE = re.compile(rf"{PAGE_PREVIEW}(?![#/])")
# The frame of our mails: it shows the way to the page.
LAYOUT = "hr_recruitment_candidate_experience.mail_layout_candidate"
