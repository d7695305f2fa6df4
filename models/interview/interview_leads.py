from datetime import timedelta

# How long before an interview somebody is asked for what the candidate does not have.
LEADS = (timedelta(days=2), timedelta(hours=2))
