"""What is true of every copy of a candidate's data."""

# How long a copy can be fetched before it is deleted.
DAYS_TO_FETCH = 14
# GDPR, Article 12(3): within one month of the request.
MONTHS_TO_REPLY = 1
COPY_CODE = "copycode"
FILE_NAME = "copy.zip"
