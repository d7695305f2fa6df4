"""What an interviewer reads before an interview."""

DOCUMENTS = ("cv", "letter", "portfolio", "employers")
# Sentences of each text of the employer that are said: those who hold an interview talk,
# and do not read aloud.
POINT_SENTENCES = 2
LONGEST_POINT = 300
