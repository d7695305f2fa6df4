"""How people meet in an interview."""

MEETING_FORMATS = [
    ("on_site", "On site"),
    ("video", "Video"),
    ("phone", "Telephone"),
]
