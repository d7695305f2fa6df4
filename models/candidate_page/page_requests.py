"""What can be asked and sent on a candidate's page, and within which limits."""

# Bytes of one document, and how many an application may have from the page.
LARGEST_DOCUMENT = 10_000_000
MOST_DOCUMENTS = 20
# By the end of the name, what such a file is by its content; others are not taken.
DOCUMENTS = {
    ".pdf": ("application/pdf",),
    ".doc": ("application/msword", "application/CDFV2", "application/x-ole-storage"),
    ".docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/zip",
    ),
    ".odt": ("application/vnd.oasis.opendocument.text", "application/zip"),
    ".rtf": ("application/rtf", "text/rtf", "text/plain"),
    ".txt": ("text/plain",),
    ".jpg": ("image/jpeg",),
    ".jpeg": ("image/jpeg",),
    ".png": ("image/png",),
}
# How many of the latest questions and proposals the page shows.
SHOWN = 10
# Digits of a code that proves an address, how often it may be typed wrong, how long it
# is good for, and how many are sent in that time.
CODE_LENGTH = 6
MOST_TRIES = 5
HOURS_OF_A_CODE = 24
MOST_CODES = 5
# What proves that whoever holds a device reads the candidate's email or SMS, too: links are
# passed on with an email. Minutes that such a code is good for, how many are sent in a day,
# and for how long the device is known.
DEVICE_CODE = "devicecode"
MINUTES_OF_A_DEVICE_CODE = 15
MOST_DEVICE_CODES = 10
HOURS_OF_A_DEVICE = 24
# What was begun on a known device is taken for so much longer: nobody types it anew.
HOURS_TO_FINISH = 2
# An address or a number that was changed on the page proves nothing for so long.
DAYS_AFTER_NEW_ADDRESS = 30
