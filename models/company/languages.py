# The language that our texts are written in.
SOURCE = "en_US"
