"""Where candidates ask, and which fields of an application keep what they ask there."""

PAGE = "page"
PLACES = {
    "candidate_questions": "interview",
    "call_questions": "call",
}
