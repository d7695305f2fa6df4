"""What a good ad tells about, by what gives it away in a text: in English and Swedish at
once, because an ad may have parts in the other language."""

import re
from typing import NamedTuple

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


class Topic(NamedTuple):
    pattern: re.Pattern
    enough: int  # words that are said about it
    heading: object  # what a click puts into the ad
    prompt: object


def _topic(words, enough, heading, prompt):
    words = "|".join(words.split()).replace("_", r"\s+")
    pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    return Topic(pattern, enough, heading, prompt)


# In the patterns, _ is a space.
TOPICS = {
    "tasks": _topic(
        r"responsib\w* you_will(?!_(?:like|love|enjoy|get|find|meet)) you['’]ll"
        r" your_(?:tasks?|role|days?|work|responsibilit\w*)"
        r" what_you(?:_will|['’]ll)?_do tasks duties day_to_day"
        r" \w*arbetsuppgift\w* (?:arbets)?uppgifter du_kommer din_roll dina_dagar"
        r" du_får_ansvar du_arbetar du_ansvarar ansvarsområd\w*"
        r" ditt_(?:uppdrag|arbete|jobb) om_(?:rollen|jobbet)",
        40,
        _lt("What you will do"),
        _lt("[The three or four tasks that fill most days, and one that is special here]"),
    ),
    "story": _topic(
        r"about_(?:us|the_company) who_we_are our_(?:story|mission|company|values|customers|vision)"
        r" founded since_\d{4} we_(?:make|build|help|sell|deliver) we_are_(?:a|an|the)"
        r" om_(?:oss|företaget) vilka_vi_är vår(?:a)?_(?:historia|kunder|värderingar|vision|vardag)"
        r" vår_värdegrund grund\w+_\d{4} sedan_\d{4} vi_(?:gör|bygger|hjälper|säljer|levererar)"
        r" vi_är_(?:ett|en)",
        20,
        _lt("About us"),
        _lt("[Where you come from, whom you work for, and what you want to reach]"),
    ),
    "hours": _topic(
        r"full[-_]?time part[-_]?time working_hours hours_(?:a|per)_week \d+_hours remote\w* hybrid"
        r" permanent fixed-term temporary flexible_hours flexitime from_home \d+_?%"
        r" heltid\w* deltid\w* \w*arbetstid\w* \d+_timmar tillsvidare\w* vikariat\w* visstid\w*"
        r" provanställning\w* på_distans distansarbete hemifrån hybrid\w* omfattning\w* skift\w*"
        r" flextid tjänstgöringsgrad\w*",
        4,
        _lt("Hours and place"),
        _lt("[Full or part time, for how long, which hours, and how often from home]"),
    ),
    "team": _topic(
        r"(?:the|your|our|a)_team team_of colleagues? you_(?:will_)?work_(?:with|alongside)"
        r" report(?:s|ing)?_to your_manager"
        r" teamet vårt_team ett_team i_team kolleg\w+ arbetsgrupp\w* närmaste_chef din_chef"
        r" medarbetare tillsammans_med gruppen",
        12,
        _lt("Your team"),
        _lt("[How many you are, what the others do, who leads, how often you meet]"),
    ),
    "training": _topic(
        r"training trained onboarding you_(?:will_|can_)?learn learning mentor\w* courses?"
        r" (?:professional|your|personal)_development career\w* introduction grow_(?:with|in|into)"
        r" introduktion\w* inskolning\w* kompetensutveckl\w* utvecklas fortbildning\w* kurser?"
        r" fadder\w* karriär\w* lära_dig lär_du utvecklingsmöjlighet\w* internutbildning\w*"
        r" vidareutbild\w* upplärning\w*",
        10,
        _lt("How you learn and grow"),
        _lt("[The first weeks, who helps, what one can learn and become]"),
    ),
    "benefits": _topic(
        r"benefits? perks? holidays? vacation pension\w* insurance\w* wellness parental_\w+"
        r" discounts? bonus\w* paid_leave"
        r" förmån\w* friskvård\w* semester\w* tjänstepension\w* försäkring\w* föräldra\w*"
        r" rabatt\w* kollektivavtal\w* flextid",
        8,
        _lt("Benefits"),
        _lt("[What is given beside the pay, named one by one]"),
    ),
    "equipment": _topic(
        r"laptops? computers? equipment tools? software work_phone mobile_phone screens? desk\w*"
        r" company_car work_clothes vehicles?"
        r" dator\w* laptop\w* \w*utrustning\w* verktyg\w* programvar\w* \w*mobil \w*telefon"
        r" skärm\w* skrivbord\w* tjänstebil\w* arbetskläder\w* arbetsplats\w* fordon\w* maskin\w*",
        6,
        _lt("What you work with"),
        _lt("[Computer, tools, software, vehicle, the place itself]"),
    ),
    "good": _topic(
        r"we_offer what_(?:we_offer|you_get|makes_\w+) why_(?:you|us|work|join)"
        r" the_best_(?:part|thing)\w* rewarding meaningful you_will_(?:enjoy|like) enjoy\w*"
        r" you_get fun proud"
        r" vi_erbjuder därför_\w+ varför_\w+ det_bästa(?:_med)? rolig\w* trivs meningsfull\w*"
        r" stolt\w* du_får uppskattar givande",
        12,
        _lt("What you will like about it"),
        _lt("[What people in this job say is the best of it]"),
    ),
    "hard": _topic(
        r"challeng\w* difficult hard(?:er|est)? demanding busy tough not_for_you weekends?"
        r" on[-_]call evenings? shifts? travel\w* frustrat\w*"
        r" svår\w* utman\w* krävande tuff\w* jobbig\w* intensiv\w* helg\w* jour\w* kvällar"
        r" skift\w* resor resdagar passar_inte stressig\w*",
        8,
        _lt("What can be hard"),
        _lt("[What people in this job find hard, and what helps them]"),
    ),
    "process": _topic(
        r"(?:recruitment|hiring|selection|application)_process interviews? next_steps?"
        r" what_happens_(?:next|then) how_to_apply we_(?:call|reply|answer|get_back)"
        r" rekryteringsprocess\w* urval\w* intervju\w* nästa_steg vad_händer_\w+ så_går_det_till"
        r" vi_(?:ringer|svarar|återkommer|hör_av_oss) ansökningsprocess\w* så_ansöker_du",
        10,
        _lt("What happens when you apply"),
        _lt("[The steps, who you meet, and by when you hear from us]"),
    ),
    "contact": _topic(
        r"contact\w* questions? ask call_\w+"
        r" kontakt\w* frågor fråga ring_\w+ hör_av_dig",
        3,
        _lt("Questions?"),
        _lt("[Name, role, phone and email of somebody who answers]"),
    ),
}

# A day, or a number of days, is a time.
TIME = re.compile(
    r"\d+\s*(?:working\s+|business\s+)?(?:days?|weeks?|dagar|arbetsdagar|veckor)\b"
    r"|\b(?:a|one|two|three|four|en|två|tre|fyra)\s+(?:weeks?|veckor|vecka)\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|ma[yj]|jun|jul|aug|sep|o[ck]t|nov"
    r"|dec)\w*|\b(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\s+\d{1,2}\b|\b(?:deadline|senast|löpande)\b",
    re.IGNORECASE,
)
REACHED = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?:\+|\b0)\d[\d\s/()-]{5,}\d")
AMOUNT = re.compile(
    r"(?:€|\$|£|\b(?:SEK|EUR|USD|GBP|NOK|DKK|kr))\s?\d[\d\s.,]{2,}"
    r"|\b\d[\d\s.,–-]{2,}\s?(?:€|\$|£|(?:SEK|EUR|USD|GBP|NOK|DKK|kr|kronor|euros?|tkr)\b)",
    re.IGNORECASE,
)
