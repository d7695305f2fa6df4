"""What a company can choose about pay, and where amounts end: what is beyond is a typing
error."""

PAY_TOLD = [
    ("off", "Not handled here"),
    ("interview", "Before the first interview"),
    ("ad", "In the job ad"),
]
# With these, candidates are told.
TELLING = ("ad", "interview")
# In no currency of today does anybody get as much in a year.
LARGEST_PAY = 100_000_000_000
# The highest pay of one job position is at most so many times the lowest.
WIDEST_RANGE = 10
AMOUNTS = ("pay_min", "pay_max")
