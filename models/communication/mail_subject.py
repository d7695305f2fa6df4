from email.header import Header


class Subject(str):
    """The subject of a mail, as Python's ``email`` takes a header that folds itself.

    Its own folding loses a blank between two encoded words of a subject that is longer
    than a line ("förförnybar"), and can put a first word on a line of its own. White
    space between encoded words is none of the text (RFC 2047, 6.2): it must be in them.
    """

    name = "Subject"

    def fold(self, *, policy):
        """:param policy: ``email.policy.Policy``
        :return: the whole header, of lines as RFC 5322 and 2047 want them"""
        text = " ".join(self.splitlines())
        charset = "us-ascii" if text.isascii() else "utf-8"
        lines = Header(text, charset, header_name=self.name).encode(linesep=policy.linesep)
        return f"{self.name}: {lines}{policy.linesep}"
