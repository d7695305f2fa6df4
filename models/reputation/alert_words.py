"""Words that mark the parts of a review in alert mails: English, Swedish and German.

They are written from how such mails are put, not taken from any: a site that words its
mails otherwise needs a word more here, and until then a person reads them.
"""

import re
from functools import lru_cache

from babel.core import Locale
from babel.dates import get_month_names

# Field → labels, in lower case. Those of the first group may stand alone in a line.
SECTIONS = {
    "valued": (
        "pros, valued, likes, what i like, positive, positives, the good, best things, "
        "fördelar, uppskattat, uppskattas, positivt, det bästa, det som är bra, plus, "
        "vorteile, positiv, pro, das gefällt mir, gut am arbeitgeber finde ich"
    ),
    "disliked": (
        "cons, disliked, dislikes, what i dislike, negative, negatives, the bad, "
        "nackdelar, ogillat, ogillas, negativt, det sämsta, mindre bra, minus, "
        "nachteile, negativ, contra, kontra, das gefällt mir nicht, "
        "schlecht am arbeitgeber finde ich"
    ),
    "better": (
        "could be better, advice to management, advice, suggestions, improvements, "
        "suggestions for improvement, "
        "kan bli bättre, råd till ledningen, råd, förbättringsförslag, förslag, "
        "verbesserungsvorschläge, verbesserung, rat an das management, "
        "rat an die geschäftsleitung"
    ),
    "text": (
        "review text, comment, comments, text, description, interview process, "
        "recension, recensionstext, kommentar, omdöme, beskrivning, intervjuprocessen, "
        "bewertungstext, erfahrung, bewerbungsprozess"
    ),
}
# These are followed by a colon.
FIELDS = {
    "title": "title, headline, summary, rubrik, titel, sammanfattning, überschrift, fazit",
    "rating": (
        "rating, overall rating, overall, stars, score, betyg, helhetsbetyg, stjärnor, "
        "gesamtbewertung, bewertung, sterne"
    ),
    "day": "date, published, written, posted, datum, publicerad, skriven, veröffentlicht",
    "kind": "kind, status, type of review, reviewer, typ, slag, art, anställning",
    "job": (
        "job, job title, role, position, title of the job, tjänst, befattning, roll, "
        "yrke, stelle, beruf, tätigkeit"
    ),
    "department": "department, avdelning, abteilung",
    "location": "location, place, city, office, ort, plats, stad, kontor, standort",
    "source": "source, site, website, källa, webbplats, quelle, plattform, platform",
    "url": "link, url, länk",
    "external_id": "review id, id, number, review number, recensionsnummer, nummer",
    "author": "name, author, by, namn, av, name des autors",
}
# Kind → how it is said of who writes, at the beginning of a line or in a phrase.
KINDS = {
    "interview": (
        r"interview(?:ee)?\s+(?:review|experience|candidate)|"
        r"(?:new|anonymous)\s+interview|^interview(?:ee|ed)?\b|applicant\s+review|"
        r"job\s+candidate|intervju(?:recension|omdöme|upplevelse)|^intervju\b|"
        r"(?:arbetssökande|kandidat)(?:ens)?\b|bewerber(?:in)?\b|bewerbungsgespräch|"
        r"vorstellungsgespräch"
    ),
    "former": (
        r"(?:former|ex|previous)[-\s]+(?:employee|intern|contractor|staff)|"
        r"(?:tidigare|före\s*detta|f\.?\s?d\.?)\s+(?:anställd|medarbetare)|"
        r"ex-(?:mitarbeiter|angestellte)(?:/?-?in|/?r)?|"
        r"ehemalige[rs]?\s+(?:mitarbeiter|angestellte)(?:/?-?in|/?r)?"
    ),
    "employee": (
        r"(?:current|present)\s+(?:employee|intern|contractor|staff)|"
        r"(?:nuvarande)\s+(?:anställd|medarbetare)|"
        r"(?:aktuelle[rs]?|derzeitige[rs]?)\s+(?:mitarbeiter|angestellte)(?:/?-?in|/?r)?|"
        r"^(?:employee|anställd|medarbetare|mitarbeiter(?:in)?|angestellte(?:r)?)\b"
    ),
}
KINDS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in KINDS.items()}
# From here on it is the site that speaks.
FOOTER = re.compile(
    r"^(?:read\s+(?:more|the\s+(?:full|whole))|see\s+(?:more|all|the)|view\s+|respond\b|reply\b|"
    r"answer\s+(?:this|the)|unsubscribe|manage\s+(?:your|email)|you\s+(?:receive|are\s+receiving)|"
    r"was\s+this|helpful\b|report\s+(?:this|review)|privacy|copyright|©|\(c\)|--+$|__+$|"
    r"läs\s+(?:mer|hela)|visa\s+|svara\b|besvara\b|avregistrera|avsluta\s+prenumeration|"
    r"du\s+får\s+(?:det|detta)|hantera\s+|integritet|"
    r"mehr\s+lesen|weiterlesen|ganze\s+bewertung|jetzt\s+antworten|antworten\b|abmelden|"
    r"abbestellen|sie\s+erhalten|datenschutz|impressum)",
    re.IGNORECASE,
)
AUTHOR = re.compile(
    r"^(?P<name>[^\W\d_][\w.'’ -]{1,60}?)\s+(?:left|has\s+left|wrote|posted|"
    r"har\s+(?:lämnat|skrivit)|hat\s+(?:eine|eine\s+neue))\s+(?:a\s+|an\s+|en\s+|ett\s+|eine\s+)?(?:new\s+|ny\s+|neue\s+)?"
    r"(?:review|recension|omdöme|rezension|bewertung)",
    re.IGNORECASE,
)
LANGS = ("en", "sv", "de", "da", "nb", "fi", "fr", "es", "nl")


@lru_cache
def get_labels():
    """:return: dict of the label → (field, whether it may stand alone)"""
    labels = {}
    for alone, table in ((False, FIELDS), (True, SECTIONS)):
        for field, words in table.items():
            labels |= {word.strip(): (field, alone) for word in words.split(",")}
    return labels


@lru_cache
def get_months():
    """:return: dict of the name of a month, in lower case and without a full stop → 1 … 12"""
    months = {}
    for lang in LANGS:
        locale = Locale.parse(lang)
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    months.setdefault(name.lower().rstrip("."), number)
    return months
