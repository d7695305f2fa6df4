"""States of an offer to book an interview, and the numbers that people may type."""

STATES = [
    ("open", "To Be Chosen"),
    ("none_fits", "No Time Fits"),
    ("booked", "Booked"),
    ("cancelled", "Cancelled by the Candidate"),
    ("expired", "Not Chosen in Time"),
    ("withdrawn", "No Longer Offered"),
]
# As long as the candidate has not chosen, and may.
CHOOSABLE = ("open", "none_fits")
# Who takes part, where a step says it.
PANELS = [
    ("recruiter", "The recruiter"),
    ("interviewers", "All interviewers of the application"),
    ("one_interviewer", "One of the interviewers, whoever is free"),
    ("recruiter_one", "The recruiter and one of the interviewers"),
]
# Minutes: a day; less than five is no meeting.
SHORTEST, LONGEST = 5, 480
# Days ahead.
FURTHEST = 90
# Hours of the day, on the clock of the company, at which coffee and lunch are had.
MEALS = {"lunch": ((11, 13.01),), "coffee": ((9, 10.51), (14, 15.51))}
# Weeks in which interviews are counted, so that all of "one of these" have their share.
LOAD_WEEKS = 4
# Days with times that are shown at once: as many as fit a look on a phone, and somebody who
# can come at all mostly finds a time in them. The others are one press away.
MOST_DAYS = 6
