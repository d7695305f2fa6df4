"""States of screening questions that were asked, and the numbers that people may type."""

USES = "uses_screening"
STATES = [
    ("sent", "Asked"),
    ("started", "Begun"),
    ("late", "Day Has Passed"),
    ("done", "Handed In"),
    ("withdrawn", "No Longer Needed"),
]
# As long as the candidate may answer: who is late may, too, until there is a decision.
OPEN = ("sent", "started", "late")
WAITING = ("sent", "started")
KINDS = [("text", "In Writing"), ("sound", "Sound"), ("video", "Video")]
RECORDED = ("sound", "video")
# Working days until the day by which answers are asked for.
LONGEST_DAYS = 60
# Minutes that anybody expects all questions of a set to take.
LONGEST_SET = 240
# Minutes of one recording, megabytes of one, days that recordings are kept.
LONGEST_RECORDING = 30
LARGEST_RECORDING = 200
LONGEST_KEPT = 730
MEGABYTE = 1_000_000
# How often one question can be answered anew.
MOST_TAKES = 60
# Days that what was never handed in waits for its application to come back.
DRAFTS_KEPT = 7
