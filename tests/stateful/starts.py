"""When a story begins: moments in UTC, with what lies ahead."""

from datetime import datetime

STARTS = {
    "summer": datetime(2026, 6, 10, 8, 0),
    # A Thursday; midsummer's eve is the day after, and a day off.
    "before_days_off": datetime(2026, 6, 18, 8, 0),
    "friday_evening": datetime(2026, 6, 12, 16, 30),
    # The clocks go back on Sunday, or forward.
    "winter_time": datetime(2026, 10, 23, 11, 0),
    "summer_time": datetime(2027, 3, 26, 11, 0),
}
