"""Words that must not stand in what people read, for each language, with what is said instead.

Most are words of the code and of its documents: whoever has read nothing would have to decode
them. The others are a second word for what has one already, old or translated word for word. A
text in which the same word means something else is named by its beginning.
"""

import re
from typing import NamedTuple


class Riddle(NamedTuple):
    # What is found, a whole word of a text; or, where it is a state, the whole text.
    pattern: str
    instead: str
    allowed: tuple = ()
    whole: bool = False


SENT = (
    r"(messages?|e?mails?|refusals?|reminders?|offers?|invitations?|sms|surveys?|it|they)"
    r" (have |has |had )?(already )?(leave|leaves|left)"
    r"(?! (it|out|us|your browser|the (application|stage))\b)"
)
# "Who applies gets …" instead of a noun.
WHO = (
    r"(?<![^.] )Who (applie[sd]|is refused|was (asked|invited)|writes|opens|publishes|misses"
    r"|comes here|stays|has only|left this|manages|has been) [^?]*$"
)
RIDDLES = {
    "en": [
        # Words of the code and of its documents.
        Riddle(r"ledgers?", "the list of messages"),
        Riddle(r"occurrences?", "event"),
        Riddle(r"(?<!-)workers?", "the server, or the people", ("team, colleague",)),
        Riddle(r"claimed", "being prepared"),
        Riddle(r"batch(es)?|engine|savepoint|sudo|snapshot|payload", "say what it does"),
        Riddle(r"mixin", "say what it does", ("Mail Render Mixin",)),
        Riddle(r"crons?", "scheduled action"),
        Riddle(
            r"(?<!in a )rows?", "an entry; a row is of a list on a screen", ("One row for each",)
        ),
        Riddle(r"\w+\.py", "say what it does"),
        Riddle(r"counted? .*ahead", "precomputed"),
        Riddle(r"addons?|modules?", "app: one word for it"),
        Riddle(r"horizons?|anchors?|seats?", "days ahead, meaning of a rating, interviewer"),
        # States that only whoever knows the vocabulary can read.
        Riddle(r"(.*, )?(not )?told|was told( otherwise)?", "informed", whole=True),
        Riddle(r"told (on|by|to|through|beforehand)", "informed, reported, sent", whole=True),
        Riddle(r"(told|never told).*(?<![.?:])", "informed", whole=True),
        Riddle(r"(who )?hears?( when)?|they hear by", "get an answer, are informed", whole=True),
        Riddle(r"owed|owes", "waits for an answer"),
        Riddle(r"(silent|quiet) (for|since|days)\b.*", "no contact for", whole=True),
        Riddle(r"leaves( on| today| in a moment)?", "will be sent", whole=True),
        Riddle(SENT, "is sent, was sent"),
        # A second word for something, an old one, or one translated word for word.
        Riddle(r"mend(s|ed|ing)?", "correct, fix, improve"),
        Riddle(r"anew", "again"),
        Riddle(r"(numbers?|nothing|what) (that )?(has |have )?turn(s|ed)?", "trend change"),
        Riddle(r"thin", "incomplete"),
        Riddle(r"binding", "required"),
        Riddle(r"(?<!not )forg[eo]t(s|ten)?", "deleted", ("Interviewers rate these",)),
        Riddle(r"(monthly|closed) looks?|looks answered", "monthly check-in"),
        Riddle(r"(takes?|taken) over (to|on|by|the changes|documents)", "transfer, apply"),
        Riddle(r"waking hours", "day and evening"),
        Riddle(r"stage visits?", "stage history"),
        Riddle(WHO, "applicants, candidates, whoever"),
    ],
    "sv": [
        Riddle(r"huvudbok\w*|liggare\w*", "listan över meddelanden"),
        Riddle(r"tillägget\w*|modulen?s?|addon\w*", "appen: ett ord för den"),
        Riddle(r"cron\w*|batch\w*", "schemalagd åtgärd"),
        Riddle(r"mixin", "säg vad det gör", ("Mixin för e-postrendering",)),
        Riddle(r"glöms (den|av sig|inom)|glömmer (dig|person\w*)|glömda|glöm nu", "raderas"),
        Riddle(r"siffr\w+ (som )?(har )?(vänt|vänder)|ingenting har vänt", "trendbrott"),
        Riddle(r"tunna?", "ofullständig"),
        Riddle(r"bindande", "obligatorisk"),
        Riddle(r"(fri)?släpp(t|s|as|er)?", "göra tillgänglig"),
        Riddle(r"studs\w*", "komma i retur"),
        Riddle(r"retrospektiv\w*", "återblick"),
        Riddle(r"krångel", "problem", (". Krångel säger inget om dig",)),
        Riddle(r"ny kollega|nya kolleg\w+", "ny medarbetare: ett ord för den"),
        Riddle(r"tar? över ändring\w*", "inför ändringar"),
        Riddle(r"vaken tid", "dag och kväll"),
        Riddle(r"folk", "människor, kandidater"),
        Riddle(r"positionen|positioner", "tjänst: ett ord för den"),
        Riddle(r"applikation(en|er)?", "ansökan"),
        Riddle(r"kit|outbox|dashboard|timeline|template|stage|deadline", "ett svenskt ord"),
        Riddle(r"(?-i:(?<=[a-zåäö,] )(Ni|Er|Ert))", "du-tilltal, utan stor bokstav"),
        Riddle(r"att göra-\w+", "uppgift"),
    ],
}
NOT_WORDS = re.compile(r"<[^<>]*>|\{\{.*?\}\}|%\(\w+\)s|%s")


def find_riddles(text, language):
    """:param str language: "en" or "sv"
    :return: list of (what was found, what is said instead)"""
    said = " ".join(NOT_WORDS.sub(" ", text).split())
    found = []
    for riddle in RIDDLES[language]:
        search = re.fullmatch if riddle.whole else re.search
        pattern = riddle.pattern if riddle.whole else rf"(?<!\w)(?:{riddle.pattern})(?!\w)"
        hit = search(pattern, said, re.IGNORECASE)
        if hit and not any(said.startswith(beginning) for beginning in riddle.allowed):
            found.append((hit[0], riddle.instead))
    return found
