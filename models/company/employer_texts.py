"""What an employer tells about itself, in the order in which it is told."""

EMPLOYER_TEXTS = (
    "employer_story",
    "employer_values",
    "employer_culture",
    "employer_environment",
    "employer_social",
    "employer_development",
    "employer_faq",
)
