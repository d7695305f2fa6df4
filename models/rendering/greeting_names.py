"""What a person would call somebody in a greeting, from what stands in a name field.

The rule is that no name is better than a wrong one: "Hello," offends nobody.
``nameparser`` 2.6 was tried on the table of tests/communication/test_greeting_names.py: 119
of 211 are right. It splits names as English has them, and returns addresses, initials,
placeholders and lone family names as first names: it cannot say that it does not know.

Decisions, for the orders of names by W3C's "Personal names around the world":

- *Chinese*: family name first, and the given name alone is for friends. The usual greeting
  has the full name, so that is the name in a text in Chinese. In any other language, and
  for names in Japanese or Korean letters, where a bare name is impolite, there is none.
- *Vietnamese*: family name first, and people are called by the last word. The few family
  names that most people have are known by sight; anything else is read as elsewhere.
- *Hungarian*: family name first in Hungarian, given name first abroad. Only where the
  family name is a common one is the other word the given name.
- *Russian* and its neighbours: the patronymic tells which word is the given name.
- *Spanish*, *Arabic* etc. are given name first; "Abdul Rahman" is one name.
"""

import html
import re
import unicodedata

LONGEST_TEXT, LONGEST_NAME, MOST_WORDS = 120, 24, 9

# In front of a name, without dots. Those of one letter count with a dot only.
TITLES = frozenset(
    """
    dr drs doktor doctor docteur doc prof professor profesor professeur med rer nat jur phil
    habil hc pol oec mag mgr dipl diplom dipling diplkfm diplkffr kfm kffr volksw ing ir
    inż inz eng engr arch avv rag geom dott dottssa dottore dottoressa sig sigra signor
    signora lic licenciado licenciada abg tekn civ civing fil kand herr herrn hr hrn frau fr fru
    fröken frk mr mrs ms miss mx mister missus sir dame lord lady madam madame mme mlle
    monsieur mademoiselle sr sra srta señor señora señorita senhor senhora dhr mw mevr
    mevrouw meneer rev reverend pastor father sister hon capt captain col lt sgt gen maj shri sri
    smt kumari sheikh cik encik puan dato datuk pan pani bay bayan md mohd khun maga bc
    д-р проф г-н г-жа господин госпожа пан пані κ κος κα κύριος κυρία دكتور دكتورة الدكتور
    الدكتورة مهندس المهندس المهندسة أستاذ الأستاذ السيد السيدة آقای خانم श्री श्रीमती डॉ
    """.split()
)
LETTER_TITLES = frozenset("m d د م أ δ")
# Behind a name, without dots.
DEGREES = frozenset(
    """
    jr sr ii iii iv esq phd dphil edd dba md do mbbs dds dmd dvm rn msn bsn np jd llb llm ba
    bs bsc bba beng btech be bcom ma ms msc mba meng mtech mphil mpa mph mfa mres hons cpa
    cfa pmp pe ceng fca aca acca shrm shrmcp sphr cipd phr mcipd dr prof ing mag fh csc drsc
    drhc mudr judr ingpaed pharmd facs frcs mrcp cissp itil psm csm dipl diping eng ret
    senior junior
    """.split()
)
# A family name begins with these; as a given name they are too rare to be safe.
PARTICLES = frozenset(
    """
    von van vom de del dela della delle degli dello dei der den des di da do dos das du d la
    le les lo el af av zu zum zur ten ter te bin ibn bint abu abou ould mac mc st saint
    san santa op أبو ابن بن آل
    """.split()
)
# One name with the word that follows.
SERVANTS = frozenset("abdul abdel abdal abd abdur abdoul عبد".split())
ARTICLES = frozenset("al el ul ur as ar ash".split())
BETWEEN_PEOPLE = frozenset(
    "and und och og et ja en ve or oder eller ou und/oder & + und. и та i".split()
)
SECOND_SURNAME = frozenset("y e i".split())
PRONOUNS = re.compile(
    r"(?i)\b(she|he|they|her|him|them|hon|han|hen|sie|er|elle|il|iel|ella|él|elle)"
    r"\s*/\s*(her|him|hers|his|they|them|theirs|she|he|hennes|hans|henom|henne|honom|ihr|ihm|any)"
    r"(\s*/\s*\w+)?\b"
)
NO_NAMES = frozenset(
    """
    test tester testing candidate applicant kandidat kandidatin kandidaat candidat candidate
    candidato candidata bewerber bewerberin bewerbung sökande ansökan ansøger søker hakija
    unknown okänd unbekannt inconnu anonymous anonym anonyme name namn nom nombre none null
    undefined nobody noname nan na n/a nn user användare guest admin info hr jobs job jobb
    career careers contact kontakt application cv resume lebenslauf curriculum vitae asdf
    qwerty xxx foo bar no first last firstname lastname vorname nachname förnamn efternamn
    star the hello hi hej hallo dear recruiter recruitment team office mail email e-mail
    """.split()
)
COMPANIES = frozenset(
    """
    ab aps as oy oyj gmbh ag kg ug ltd limited llc llp inc corp plc bv nv sarl sas srl spa sl
    sa pty co company group consulting agency recruiting recruitment team department office
    solutions services staffing bemanning
    """.split()
)
VIETNAMESE = frozenset(
    """
    nguyễn trần lê phạm huỳnh hoàng vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh đoàn
    trương đào phùng tạ
    """.split()
)
VIETNAMESE_PLAIN = frozenset("nguyen tran pham huynh".split())
VIETNAMESE_MIDDLE = frozenset("thị thi văn van".split())
HUNGARIAN = frozenset(
    """
    nagy kovács tóth szabó horváth varga kiss molnár németh farkas balogh papp takács juhász
    lakatos mészáros oláh rácz fekete szilágyi török fehér gál szűcs kocsis pintér fodor
    szalai sipos magyar lukács gulyás bíró király katona bogdán hegedűs somogyi
    orbán vörös barta szekeres
    """.split()
)
KOREAN = frozenset("kim lee park choi jung jeong kang cho yoon jang lim han shin seo kwon".split())
PATRONYMIC = re.compile(r"(ович|евич|ьич|овна|евна|ична|инична|івна|ївна|йович|ьович)$")
SLAVIC_SURNAME = re.compile(r"^.{3,}(ов|ев|ёв|ова|ева|ёва|ский|ская|цкий|цкая|енко|чук)$")

QUOTES = '"“”„‟«»‹›「」'
QUOTED = re.compile(f"[{QUOTES}][^{QUOTES}]*[{QUOTES}]|(?<!\\w)[‘'][^‘’']+[’'](?!\\w)")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
WITH_ADDRESS = re.compile(r"^([^<>@]+)<[^<>\s]+@[^<>\s]+>$")
ADDRESS = re.compile(r"\S+@\S+")
LINK = re.compile(r"(?i)\bhttps?:|\bwww\.|\w\.(com|net|org|io|se|de|eu|co|info)\b")
# What stands behind a name and belongs to it no longer.
TAIL = re.compile(
    r"(?i)\s+(via|c/o|p\.p\.|through|on behalf of|genom|über)\s.*$"
    r"|\s+[-–—]+\s.*$|\s*[|•·;]\s.*$|\s*\s@\s.*$"
    r"|\s+(née?|geb\.?|geborene?|född|f\.|born|roz\.?|ur\.)\s+\S.*$"
)
UNUSUAL = re.compile(r"[<>@:!?=#%*_\\{}\[\]()~^$€£/&+|;]")
NUMBER = re.compile(r"^[+(]*\d[\d\-./()]*$")
EDGES = " \t,.;:-–—'’‘`´/|\\*"
TURKISH = re.compile("[İŞĞ]")
MARIA = re.compile(r"\bM\.?ª")
# Parts of words in Persian and in the scripts of India, of nothing else.
JOINERS = "\u200c\u200d"
STRAY_JOINER = re.compile(f"(?:^|(?<=[\\u0000-\u058f])|(?<=\\s))[{JOINERS}]+")


def find_greeting_name(text, lang=None, email=None):
    """:param str text: what somebody wrote where a name belongs, may be empty
    :param str lang: code of the language that the greeting is in
    :param str email: the person's own address; it only decides where the order of the
        words leaves it open
    :return: str, what a person would say after "Hi", or "" where that is not sure
    """
    text = _clean(text or "")
    if not text or len(text) > LONGEST_TEXT or LINK.search(text):
        return ""
    if script := _find_east_asian(text):
        return text if script == "Han" and (lang or "").startswith("zh") else ""
    parts = [words for part in text.split(",") if (words := _split(part))]
    parts = [part for part in parts if not all(map(_is_degree, part))]
    if not parts or len(parts) > 2 or _is_no_name(text, parts):
        return ""
    address = _fold((email or "").split("@")[0])
    words = _choose_part(text, parts, address)
    titled = len(parts) == 1 and bool(words) and _is_title(words[0])
    words = [word for word in words if not _is_title(word)]
    while words and _is_degree(words[-1]):
        words = words[:-1]
    family_gone = len(parts) == 2
    if titled and len(words) < 2:
        return ""  # Dr. Meier
    name = _choose_word(words, lang or "", address, family_gone)
    return _write(name, parts) if _is_sayable(name) else ""


# From text to words ----------------------------------------------------------------


def _clean(text):
    """:return: the text without what is no part of anybody's name"""
    text = MARIA.sub("María", text)
    text = html.unescape(unicodedata.normalize("NFKC", text[: 10 * LONGEST_TEXT]))
    text = STRAY_JOINER.sub("", "".join(map(_keep, text)))
    text = " ".join(text.replace("’", "'").replace("`", "'").split())
    if found := WITH_ADDRESS.match(text):
        text = found[1]
    text = text.strip(EDGES.replace(",", "").replace(".", ""))
    if len(text) > 2 and text[0] in QUOTES and text[-1] in QUOTES:
        text = text[1:-1]
    text = BRACKETS.sub(" ", PRONOUNS.sub(" ", text))
    text = TAIL.sub("", QUOTED.sub(" ", text))
    without = ADDRESS.sub(" ", text)
    if without != text and len(without.split()) < 2:
        return ""
    return " ".join(without.split())


def _keep(char):
    """:return: the character, a space, or nothing for one that nobody sees"""
    kind = unicodedata.category(char)
    if char in JOINERS:
        return char
    if kind == "Cf" or 0xFE00 <= ord(char) <= 0xFE0F:
        return ""
    if kind in ("So", "Sk", "Cs", "Co", "Cn", "Cc") and char != "`":
        return " "
    return char


def _split(part):
    words = (word.strip(f"{JOINERS}-–—'") for word in part.split())
    return [word for word in words if word and not NUMBER.match(word) and _bare(word)]


def _bare(word):
    """:return: for comparison, without dots, in small letters"""
    return word.casefold().replace(".", "").strip(EDGES)


def _fold(word):
    """:return: as it may stand in an address: no accents, small letters"""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in plain if char.isalnum() and char.isascii())


def _find_east_asian(text):
    """:return: "Han" or "other" for a name in such letters, None"""
    found = {
        name
        for char in text
        if (name := unicodedata.name(char, "").split(" ")[0])
        in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
    }
    if not found:
        return None
    is_plain = all(unicodedata.name(c, "").startswith("CJK") for c in text)
    return "Han" if is_plain and 2 <= len(text) <= 4 else "other"


# Which words -----------------------------------------------------------------------


def _is_title(word):
    bare = _bare(word)
    if bare in TITLES or (word.endswith(".") and bare in LETTER_TITLES):
        return True
    # "Dipl.-Ing.", "Dr.-Ing.", "Prof.Dr."
    pieces = [piece for piece in re.split(r"[.\-]+", word.casefold()) if piece]
    return "." in word and len(pieces) > 1 and all(piece in TITLES for piece in pieces)


def _is_degree(word):
    bare = _bare(word)
    return bare.replace("-", "") in DEGREES and (len(bare) > 1)


def _is_initial(word):
    return bool(re.fullmatch(r"[^\W\d_](\.?-?[^\W\d_]\.)*\.?", word))


def _is_no_name(text, parts):
    words = [word for part in parts for word in part]
    bare = [_bare(word) for word in words]
    return (
        len(words) > MOST_WORDS
        or bool(UNUSUAL.search(text))
        or not BETWEEN_PEOPLE.isdisjoint(words)
        or (len(words) > 1 and words[1] in SECOND_SURNAME)
        or bare[0] in NO_NAMES
        or (len(bare) > 1 and not COMPANIES.isdisjoint(bare[1:]))
    )


def _choose_part(text, parts, address):
    """:return: list of the words that the given name is the first of"""
    if len(parts) == 1:
        # "Svensson,": the given name is missing.
        return [] if len(parts[0]) == 1 and text.rstrip().endswith(",") else parts[0]
    family, given = parts
    given = [word for word in given if not _is_title(word)]
    if not given:
        return family
    plain = [word for word in family if _bare(word) not in PARTICLES and not _is_title(word)]
    # "García Márquez, Gabriel", or "Anna Ek, Stockholm"?
    if len(plain) > 1 and _fold(given[0]) not in (address or "?"):
        return []
    return given if len(given) < 4 else []


def _choose_word(words, lang, address, family_gone):
    """:param list words: of a name, without titles
    :param bool family_gone: only given names are left
    :return: the given name, or "" """
    if not words or _is_initial(words[0]):
        return ""
    if not family_gone and (chosen := _choose_by_capitals(words)) is not None:
        return chosen
    if _bare(words[0]) in PARTICLES | {"thi", "thị"}:
        return ""
    if family_gone:
        return _join_servant(words)
    if len(words) == 1:
        return "" if _is_surname(words[0]) or _has_inner_capital(words[0]) else words[0]
    if all(map(_is_initial, words[1:])) and not address.startswith(_fold(words[0]) or "?"):
        return ""  # Svensson A., or Anna S.?
    for choose in (_choose_vietnamese, _choose_hungarian, _choose_slavic):
        chosen = choose(words, lang)
        if chosen is not None:
            return chosen
    if _bare(words[0]) in KOREAN and re.search(r"-[a-z]", words[1]):
        return ""
    return _join_servant(words)


def _choose_by_capitals(words):
    """The family name is in capitals: ÖBERG Anna-Karin."""
    loud = [_is_loud(word) for word in words]
    if not loud[0] or all(loud):
        return None
    count = loud.index(False)
    # "JP Morgan", "LI Wei": either order.
    return words[count] if len("".join(words[:count])) > 3 else ""


def _choose_vietnamese(words, lang):
    first, last = words[0].casefold(), words[-1].casefold()
    known = first in VIETNAMESE or first in VIETNAMESE_PLAIN
    if not known and not (first == "le" and words[1].casefold() in VIETNAMESE_MIDDLE):
        return None
    both = last in VIETNAMESE and first in VIETNAMESE and len(words) == 2
    return "" if both or last in VIETNAMESE_PLAIN else words[-1]


def _choose_hungarian(words, lang):
    is_family = [_bare(word) in HUNGARIAN for word in words]
    accented = not words[0].isascii()
    if is_family[0] and not is_family[-1] and (lang.startswith("hu") or accented):
        return words[1]
    if is_family[0] and lang.startswith("hu"):
        return ""
    if lang.startswith("hu") and len(words) == 2 and not is_family[-1]:
        return ""
    return None


def _choose_slavic(words, lang):
    if len(words) == 3 and PATRONYMIC.search(words[2].casefold()):
        return words[1]
    if len(words) == 2 and SLAVIC_SURNAME.match(words[0].casefold()):
        return ""
    return None


def _is_surname(word):
    return (
        word.casefold() in VIETNAMESE | VIETNAMESE_PLAIN
        or (word.casefold() in HUNGARIAN and not word.isascii())
        or bool(SLAVIC_SURNAME.match(word.casefold()))
    )


def _join_servant(words):
    """Abdul Rahman is one name."""
    if _bare(words[0]) not in SERVANTS:
        return words[0]
    count = 3 if len(words) > 2 and _bare(words[1]) in ARTICLES else 2
    return " ".join(words[:count]) if len(words) >= count else words[0]


# As it is written ------------------------------------------------------------------


def _is_loud(word):
    letters = [char for char in word if char.isalpha()]
    return len(letters) > 1 and word.isupper()


def _has_inner_capital(word):
    return any(a.islower() and b.isupper() for a, b in zip(word, word[1:], strict=False))


def _is_sayable(name):
    letters = [char for char in name if unicodedata.category(char)[0] == "L"]
    others = {char for char in name if unicodedata.category(char)[0] not in "LM"}
    return (
        2 <= len(letters)
        and len(name) <= LONGEST_NAME
        and others <= set("-' " + JOINERS)
        and len({unicodedata.name(char, "").split(" ")[0] for char in letters}) == 1
        and _bare(name) not in NO_NAMES
    )


def _write(name, parts):
    """:return: the name with capitals where people have them"""
    if name.islower() or (name[0].islower() and name[1:].isupper()):
        return _capitalize(name)
    all_loud = all(
        _is_loud(word)
        for part in parts
        for word in part
        if len(word) > 2 and not _is_title(word) and not _is_degree(word)
    )
    if not _is_loud(name) or not all_loud:
        return name
    is_short = len(name) < 4 and not re.search("[AEIOUYÅÄÖÆØÉÜ]", name)
    return name if is_short else _capitalize(name)


def _capitalize(name):
    if TURKISH.search(name):
        name = name[0] + name[1:].replace("İ", "i").replace("I", "ı")
    pieces = re.split(r"([-' ])", name)
    return "".join(piece[:1].title() + piece[1:].lower() for piece in pieces)
