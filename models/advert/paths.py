"""Where the pages of job positions lead to."""

# The picture of the contact, with the id of the job position behind it.
CONTACT_PATH = "/jobs/contact"
# To the candidate's page, for the browser that has just sent an application.
APPLIED_PATH = "/jobs/my-application"
# Why somebody does not apply.
LEAVING_PATH = "/jobs/leaving"
# The checklist of a colleague who tries the application form.
TRIAL_PATH = "/jobs/trial"
# Who sees the pages of the website as the editor needs them.
EDITORS = "website.group_website_restricted_editor"
