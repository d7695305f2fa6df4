"""What a test of an application form looks at, and what it can find."""

# What a line of a test is about, in the order of the screen.
SUBJECTS = [
    ("page", "Job Page"),
    ("form", "Application Form"),
    ("links", "Links and Pictures"),
    ("sending", "Sending the Form"),
    ("mail", "Application by Email"),
    ("confirmation", "Confirmation"),
    ("files", "Files"),
    ("people", "What People Meet"),
]
GREEN, YELLOW, RED = "green", "yellow", "red"
LIGHTS = [(GREEN, "Works"), (YELLOW, "Could Be Easier"), (RED, "Does Not Work")]
# Code of what was found → what it is about, and how bad it is.
FINDINGS = {
    "page_fine": ("page", GREEN),
    "page_fails": ("page", RED),
    "page_hidden": ("page", RED),
    "form_fine": ("form", GREEN),
    "form_fails": ("form", RED),
    "form_none": ("form", RED),
    "button_none": ("form", RED),
    "button_hidden_phone": ("form", RED),
    "button_hidden_desk": ("form", RED),
    "field_hidden": ("form", RED),
    "field_hidden_phone": ("form", RED),
    "field_hidden_desk": ("form", RED),
    "field_refused": ("form", RED),
    "name_none": ("form", RED),
    "email_none": ("form", RED),
    "file_none": ("form", YELLOW),
    "untranslated": ("form", YELLOW),
    "links_fine": ("links", GREEN),
    "link_broken": ("links", YELLOW),
    "picture_broken": ("links", YELLOW),
    "sending_fine": ("sending", GREEN),
    "sending_fails": ("sending", RED),
    "sending_refused": ("sending", RED),
    "field_wrong": ("sending", RED),
    "sending_lost": ("sending", RED),
    "file_lost": ("sending", RED),
    "mail_fine": ("mail", GREEN),
    "mail_fails": ("mail", RED),
    "mail_lost": ("mail", RED),
    "confirmation_fine": ("confirmation", GREEN),
    "confirmation_none": ("confirmation", YELLOW),
    "confirmation_fails": ("confirmation", RED),
    "file_too_small": ("files", YELLOW),
    "people_stopped": ("people", YELLOW),
    "broken": ("form", RED),
}
# A CV with pictures, as a phone saves it.
MEGABYTES = 10
# So many links and pictures of one page are looked at.
MOST_ADDRESSES = 60
# So many tests of one job position are kept.
KEPT = 10
