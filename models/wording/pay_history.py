"""Questions about what a candidate earns or has earned, in English and Swedish.

Directive (EU) 2023/970, article 5(2): an employer does not ask about pay history. What a
candidate expects may be asked, and what the position pays may be said.

No list of sentences: a clause asks if it has a word for pay, tells of now or before, and is
about the candidate. Each word that takes it out of the question (expected, ours, of this
position) is a table of its own.
"""

import re
from html import unescape
from typing import NamedTuple

# What is earned.
PAY = re.compile(
    r"""\b(?:
        salar(?:y|ies) | pay(?!\s+(?:attention|for\b|rent|tax|bills?)) | paid(?!\s+(?:leave
          |attention)) | wages?
      | remuneration | compensation | payslips? | payroll\s+slips? | paystubs? | income | earnings?
      | earn(?:ed|ing|s)? | remunerated | (?:total\s+)?comp | bonus\w* | commissions? | ctc
          | pay\s?checks?
      | provision\w* | betal(?:ar|ade|at|t|d|da) | \w*inkomst\w* | lönenivå\w*
      | lön(?:en|er|erna|s|ens)? | \w*lön(?:en|er)? | lön(?:e)?\w* | inkomst\w* | ersättning(?:en
          |ar|ens)?
      | månadslön\w* | årslön\w* | timlön\w* | avlön\w* | tjänar | tjänade | tjänat | tjäna
    )\b""",
    re.VERBOSE,
)
# Pay that is asked for as a paper: whoever has it has it from an employer.
PAPER = re.compile(
    r"""\b(?: (?:pay|salary|wage)[\s-]?(?:slip|stub|check|statement)s? | payslips?
      | lönespec(?:ifikation)?\w* | lönebesked\w* | lönebevis\w* | lönestatistik\w*över\s+dig
      | kontrolluppgift\w* | pay\s?checks? | p45 | p60 )\b""",
    re.VERBOSE,
)
EARLIER = re.compile(
    r"""\b(?:
        current(?:ly)? | present(?:ly)? | today | now | nowadays | at\s+the\s+moment | right\s+now
      | previous(?:ly)? | prior | past | former(?:ly)? | earlier | before | last | latest
          | most\s+recent | recent
      | histor(?:y|ies) | existing | old | so\s+far | until\s+now | to\s+date | used\s+to
          | existing | ago
      | idag | i\s+dag | nu | just\s+nu | för\s+närvarande | i\s+nuläget | nuläget | dagens
          | nuvarande
      | befintlig\w* | tidigare | föregående | förra | förut | innan | förr | senaste | sista | sist
      | lämna(?:r|t|de) | leaving | löneutveckl\w* | förutvarande | hittills | dittills | gamla
          | historik\w* | \w*historik\w* | utgående
    )\b""",
    re.VERBOSE,
)
# Who earns, in the verb alone: "what did you earn", "vad tjänar du".
PAST = re.compile(
    r"""\b(?: (?:do|did|have|are|were|was)\s+you\s+(?:\w+\s+){0,2}(?:earn\w*|paid|mak(?:e|ing)
          |made|receiv\w+|draw\w*)
      | you(?:'ve|\s+have|\s+are|\s+were|'re)?\s+(?:earn(?:ed|ing)?|paid|mak(?:e|ing)|made)
      | (?:is|was|'s|are|were|high|much)\s+(?:is\s+|was\s+)?your\s+(?:\w+\s+){0,2}(?:salar\w+|pay
          |wages?|income|earnings|compensation|remuneration|bonus\w*)
      | do\s+you\s+have\s+(?:a|an|any)\s+(?:\w+\s+)?(?:bonus\w*|salary|commission)
      | (?:state|give|enter|indicate|provide|name|tell\s+us)\s+your\s+(?:\w+\s+)?(?:salary|pay
          |wage|income)
      | (?:tjänar|tjänade)\s+(?:du|ni) | (?:har|hade|fick|får)\s+(?:du
          |ni)\s+(?:\w+\s+){0,2}(?:betalt|\w*lön\b|ersättning|\w*inkomst)
      | du\s+(?:tjänar|tjänade|har\s+i\s+\w*lön|hade\s+i\s+\w*lön) | (?:lön\w*|ersättning\w*
          |inkomst\w*)\s+(?:har|hade|fick|får)\s+du
      | (?:är|var|ligger|låg)\s+(?:din|dina)\s+(?:\w+\s+)?\w*(?:lön|inkomst|ersättning)\w*
          | (?:ligger|låg)\s+du
      | (?:ange|uppge|skriv)\s+din\s+(?:\w+\s+)?\w*(?:lön|inkomst)\w* )\b""",
    re.VERBOSE,
)
# "What are you making now?" names no pay at all.
MAKING = re.compile(
    r"\b(?:how\s+much|what)\s+(?:are|do|did|were|have)\s+you\s+(?:\w+\s+){0,2}(?:mak(?:e|ing)|made)"
    r"(?=\s*(?:$|[?.!,]|(?:today|now|at|in|before|per|a|currently|right|there|last|with|as)\b))"
)
# How somebody asks politely is no wish of the candidate.
POLITE = re.compile(
    r"""\b(?: (?:would|could|can|will)\s+you\s+(?:like\s+to\s+|please\s+|kindly\s+
          |be\s+willing\s+to\s+|mind\s+|be\s+able\s+to\s+)?
          (?:tell|share|say|state|let|disclos\w+|give|reveal\w*|sharing|telling|send|attach|upload
          |show)
      | (?:we|i)(?:'d|\s+would|\s+will)?\s+(?:like|want|need|wish|require)\s+(?:to\s+(?:know|hear
          |see|ask|learn)|(?=your\b))
      | (?:vill|kan|skulle)\s+du\s+(?:kunna\s+|vilja\s+|tänka\s+dig\s+att\s+)?(?:berätta|säga
          |uppge|ange|dela|visa|skicka|avslöja|bifoga|nämna)
      | (?:vi|jag)\s+(?:vill|skulle\s+vilja|skulle\s+behöva|behöver
          |önskar)\s+(?:gärna\s+)?(?:ha\s+)?(?:veta|höra|se|fråga|få)?
    )(?!\w)""",
    re.VERBOSE,
)
# Pay as a subject of talk or work, of nobody in particular.
TOPIC = re.compile(
    r"""\b(?: (?:questions?|thoughts?|opinions?|views?|experience|knowledge|responsib\w+|think
          |worked|work|works|working)\s+(?:about|on|of|with|in|for|regarding)
      | (?:frågor|tankar|åsikter|synpunkter|erfarenhet\w*|kunskap\w*|ansvar\w*|arbeta\w*|jobba\w*
          |tycker|tänker)\s+(?:om|kring|av|på|för|med|i|till|runt)
    )\s+(?!(?:your|din|ditt|dina)\b)(?:\w+\s+){0,2}?\w+""",
    re.VERBOSE,
)
CANDIDATE = re.compile(
    r"\b(?:you|your|yours|du|dig|din|ditt|dina|er|ert|era|ni|candidate'?s?|applicant'?s?|kandidatens?|sökandens?|"
    r"den\s+sökandes?|my|mitt|min)\b"
)
EMPLOYER = re.compile(
    r"""\b(?: employer'?s? | employment | job | position | role | company | workplace
      | arbetsgivar\w* | anställning\w* | jobb\w* | tjänst(?:en)? | arbete\w* | roll(?:en)?
          | befattning\w*
      | arbetsplats\w* | företag\w* )\b""",
    re.VERBOSE,
)
# Earlier × pay with nothing in between is about the candidate, whoever is named:
# "Current salary", "Tidigare lön".
ADJACENT_WORDS = 3
# It is asked what is wanted, which may be asked.
EXPECTED = re.compile(
    r"""\b(?: expect\w* | desir\w* | hop(?:e|ing|ed)\b | want\w* | wish\w*
          | would\s+(?:you\s+)?(?:like|need|accept)
      | like\s+to | looking\s+for | aim(?:ing)?\s+for | target | require(?:ment|d|ments)?
          | ideal\w* | prefer\w* | claim\w*
      | asking | minimum | acceptable | in\s+mind | anticipat\w* | ambition\w* | negotia\w*
          | future | next
      | löneanspråk\w* | anspråk\w* | önsk\w* | förvänt\w* | vill | skulle | hoppas | tänkt
          | tänker | kräv\w*
      | lönekrav\w* | löneförvänt\w* | löneönsk\w* | ambition\w* | framtid\w* | föreställ\w*
          | ser\s+du\s+framför
      | tänka\s+dig | räknar\s+du | rimlig\w* | lägst\w*
    )\b""",
    re.VERBOSE,
)
# "Current salary": so it is called, whatever else the sentence asks.
NAMED = re.compile(
    r"""\b(?: (?:current|present|previous|prior|former|latest|last|most\s+recent
          |existing)\s+(?:\w+\s+)?
          (?:salar(?:y|ies)|pay|wages?|remuneration|compensation|income|earnings|ctc|payslips?)
      | (?:nuvarande|tidigare|föregående|förra|senaste|befintliga|dagens)\s+(?:\w+\s+)?
          (?:\w*lön(?:en|er|erna)?|löne\w+|ersättning\w*|\w*inkomst\w*)
    )\b(?!\s*(?:for|range|review|band|scale|transparency|model|system|agreement|policy))""",
    re.VERBOSE,
)
# What is earned that is no money.
NO_MONEY = re.compile(
    r"""\b(?: earn(?:ed|ing|s)? \s+ (?:(?:a|an|the|your|any|some|their|new|more|respect\w*)\s+)*
          (?:\w+\s+)?(?:certif\w+ | degrees? | diplomas? | trust | respect | awards? | credits?
          | licen[cs]es? | titles? | badges? | points? | promotions? | places? | qualifications?
          | reputation)
      | (?:degree|diploma|certificate|qualification|title|award)s?\b.*\bearn\w*
          | hur\s+tjänar\s+(?:du|ni)
      | tjänar? \s+ (?:\w+\s+)?(?:som|till|syfte\w*|på\s+att)
      | lön(?:ar|ade|at|sam\w*|a)\b | pays?\s+(?:off|attention) | paid\s+off | belön\w*
          | lönnmord | lönn\w*
      | income\s+(?:statement|tax)\w* | payroll(?!\s+slip)\w* | lönesystem\w* | löneprogram\w*
          | lönehantering\w* | löneadministr\w* | lönekartlägg\w*
      | lönehandlägg\w* | lönekonsult\w* | lönespecialist\w* | löneassistent\w* | lönechef\w*
          | löneartiklar | lönerevision\w*
      | compensation\s+(?:and\s+benefits|manager|specialist|models?) | paid\s+(?:ads?|media|search
          |leave|holiday|social) | ersättningsmodell\w* )\b""",
    re.VERBOSE,
)
# It is ours to tell: what this position pays.
OURS = re.compile(
    r"""\b(?: (?:we|we'll)\s+(?:can\s+|will\s+|currently\s+|now\s+|today\s+)*(?:pay|offer|give
          |told|tell)\w* | we\s+(?:are\s+)?paying | our\s+(?:\w+\s+){0,2}(?:salar\w+|pay|wages?
          |compensation|remuneration|bonus\w*)
      | (?:pay|salary|wage|compensation)\s+(?:\w+\s+){0,2}(?:for|of|in)\s+(?:this|the
          |our)\s+(?:\w+\s+)?(?:role|position|job|vacancy)
      | (?:this|the\s+advertised|offered|our)\s+(?:role|position|job|vacancy|post) | you(?:'ll
          |\s+(?:will|would|can|could|are\s+going\s+to))\s+(?:\w+\s+)?(?:be\s+paid|earn|get
          |receive|make) | (?<!did\s)(?<!do\s)you\s+get\b | we\s+offer
      | vi\s+(?:\w+\s+)?(?:betalar|erbjuder|ger|berättar) | (?:betalar|erbjuder)\s+vi | vår(?:a
          |t)?\s+(?:\w+\s+)?(?:lön\w*|ersättning\w*)
      | (?:lön\w*|ersättning\w*)\s+(?:\w+\s+){0,2}(?:för|i|på)\s+(?:den\s+här|denna|tjänsten
          |rollen|jobbet|det\s+här)(?!\s+du)
      | hos\s+oss | den\s+här\s+(?:tjänsten|rollen) | det\s+här\s+jobbet | denna\s+(?:tjänst
          |roll) | du\s+(?:kommer\s+att|kan)\s+(?:\w+\s+)?(?:tjäna|få|ha) | du\s+erbjuds
          | får\s+du\s+veta | ingångslön\w* | collective\s+agreement | kollektivavtal\w* )\b""",
    re.VERBOSE,
)
# Nobody is asked: "You need not tell us what you earn."
NOT_ASKED = re.compile(
    r"""\b(?: (?:do|does|will|shall|must|may|can)\s*(?:not|n't)\s+(?:ask|tell|need
          |want\s+to\s+know|be\s+asked) | never\s+ask\w* | need\s+not | don't\s+(?:ask|tell|need
          |have)
      | won't\s+ask | without\s+(?:asking|telling) | (?:frågar|frågas|ber)\s+(?:\w+\s+)?(?:inte
          |aldrig) | behöver\s+(?:du\s+)?(?:inte|ej) | inte\s+(?:berätta|fråga|uppge|ange)
          | aldrig\s+fråg\w* )""",
    re.VERBOSE,
)
# How somebody asks where no question mark says it.
TAGS = re.compile(r"<[^>]*>")
SENTENCES = re.compile(r"(?<=[.!?;:\n])\s+|\n+|\s+[–—-]\s+")
CLAUSES = re.compile(r",\s*|[/();]\s*|\s+(?:and|but|och|men|samt|or|eller)\s+")
WORD = re.compile(r"\w+(?:'\w+)?")


class Question(NamedTuple):
    """A question about earlier pay.

    ``text``: the sentence, as it stands; ``words``: what of it is asked.
    """

    text: str
    words: str


def find_pay_history(text):
    """:param str text: plain text or HTML, may be empty
    :return: list of ``Question``"""
    plain = unescape(TAGS.sub("\n", text or "")).replace("\u2019", "'").replace("\xa0", " ")
    found = []
    for sentence in SENTENCES.split(plain):
        sentence = " ".join(sentence.split())
        words = sentence and _find_asking(sentence.lower())
        if words:
            found.append(Question(sentence, words))
    return found


def asks_pay_history(text):
    """:return: whether there is any question about earlier pay in the text"""
    return bool(find_pay_history(text))


def _find_asking(sentence):
    """:return: str, the part that asks, or None"""
    if NOT_ASKED.search(sentence):
        return None
    if _asks(sentence):
        return sentence
    # "What do you earn today and what do you expect?" asks two things.
    clauses = [clause for clause in CLAUSES.split(sentence) if clause]
    if len(clauses) > 1:
        return next((clause for clause in clauses if _asks(clause)), None)
    return None


def _asks(clause):
    rest = POLITE.sub(" ", clause)
    if OURS.search(rest):
        return False
    rest = TOPIC.sub(" ", NO_MONEY.sub(" ", rest))
    if NAMED.search(rest):
        return True
    if EXPECTED.search(rest):
        return False
    if PAPER.search(rest):
        return _is_of_candidate(rest)
    pay = PAY.search(rest) or MAKING.search(rest)
    return bool(pay) and _is_earlier(rest, pay)


def _is_of_candidate(rest):
    """A paper about pay is nobody's but the candidate's, where it is asked for."""
    about = CANDIDATE.search(rest) or EARLIER.search(rest) or EMPLOYER.search(rest)
    return bool(about) or len(WORD.findall(rest)) <= ADJACENT_WORDS


def _is_earlier(rest, pay):
    earlier, about = EARLIER.search(rest), CANDIDATE.search(rest)
    if about and (earlier or PAST.search(rest)):
        return True
    if earlier and EMPLOYER.search(rest):
        return True
    if earlier:
        between = rest[min(earlier.end(), pay.end()) : max(earlier.start(), pay.start())]
        return len(WORD.findall(between)) <= ADJACENT_WORDS
    return bool(
        re.search(r"(?:salary|pay|wage|income|compensation)[\s-]+(?:history|background)", rest)
    )
