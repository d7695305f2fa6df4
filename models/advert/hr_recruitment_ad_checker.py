from odoo import api, models

from ..wording.demands import find_demands
from ..wording.languages import ENGLISH, SWEDISH, find_foreign
from ..wording.readability import FEWEST_WORDS, judge_reading
from ..wording.unfinished import find_placeholders, find_sample
from .ad import MISSING, OK, THIN, AdText, Finding
from .ad_topics import AMOUNT, REACHED, TIME, TOPICS

# Words of an ad: people read on, and learn what they need, in between. Ads of 540 to 760
# words did best where it was measured (Umbrella).
SHORTEST, SHORT, LONG, LONGEST = 150, 300, 800, 1200
# More demands than this keep people away who would do well.
MANY_DEMANDS, TOO_MANY_DEMANDS = 7, 10
# So much of Odoo's sample text is no coincidence.
MUCH_SAMPLE = 3
MANY_PHRASES = 3
MOST_NAMED = 6


class HrRecruitmentAdChecker(models.AbstractModel):
    """How the points of the checklist are looked at: a method for each code,
    ``_check_<code>(ad, text)``. It returns a ``Finding``, or None where the point does
    not arise. An ad in several languages is as good as the worst of them."""

    _name = "hr.recruitment.ad.checker"
    _description = "Check of a Job Ad"

    @api.model
    def _knows(self, code):
        """:return: whether the addon can look at a point by itself"""
        return bool(code) and hasattr(self, f"_check_{code}")

    # What is told about ----------------------------------------------------------------

    @api.model
    def _check_topic(self, name, text, known=False):
        """:param bool known: whether a field says it already"""
        topic = TOPICS[name]
        said = text.count_said(name)
        if known or said >= topic.enough:
            return Finding(OK)
        mend = {
            "do": "insert",
            "heading": topic.heading._translate(text.lang),
            "prompt": topic.prompt._translate(text.lang),
        }
        if said:
            return Finding(THIN, self.env._("The ad names it, and says hardly more."), mend)
        return Finding(MISSING, self.env._("The ad says nothing about it."), mend)

    @api.model
    def _check_tasks(self, ad, text):
        return self._check_topic("tasks", text)

    @api.model
    def _check_story(self, ad, text):
        return self._check_topic("story", text, ad.facts["story"])

    @api.model
    def _check_hours(self, ad, text):
        found = self._check_topic("hours", text)
        if found.state == MISSING and ad.facts["hours"]:
            return found._replace(
                state=THIN, reason=self.env._("Only the kind of employment is given.")
            )
        return found

    @api.model
    def _check_pay(self, ad, text):
        if ad.facts["pay"]:
            return Finding(OK)
        if AMOUNT.search(text.plain):
            return Finding(
                OK, self.env._("The text has it. In the fields it can also be searched for.")
            )
        mend = {"do": "field", "name": "pay_min"}
        return Finding(MISSING, self.env._("No amount and no range is given."), mend)

    @api.model
    def _check_team(self, ad, text):
        return self._check_topic("team", text)

    @api.model
    def _check_training(self, ad, text):
        return self._check_topic("training", text)

    @api.model
    def _check_benefits(self, ad, text):
        return self._check_topic("benefits", text, ad.facts["benefits"])

    @api.model
    def _check_equipment(self, ad, text):
        return self._check_topic("equipment", text)

    @api.model
    def _check_good(self, ad, text):
        return self._check_topic("good", text)

    @api.model
    def _check_hard(self, ad, text):
        return self._check_topic("hard", text)

    @api.model
    def _check_process(self, ad, text):
        found = self._check_topic("process", text)
        if found.state == OK and not TIME.search(text.plain):
            mend = {"do": "show", "found": ""}
            reason = self.env._("The steps are told, and no date or number of days.")
            return Finding(THIN, reason, mend)
        return found

    @api.model
    def _check_contact(self, ad, text):
        if REACHED.search(text.plain):
            return Finding(OK)
        found = self._check_topic("contact", text)
        if found.state == MISSING and not ad.facts["contact"]:
            return found._replace(reason=self.env._("Nobody is named who answers questions."))
        mend = found.mend or self._check_topic("contact", AdText(text.lang, "", [])).mend
        reason = self.env._("There is no phone number and no email address.")
        return Finding(THIN, reason, mend)

    # What is demanded ------------------------------------------------------------------

    @api.model
    def _check_demands(self, ad, text):
        demands = find_demands(text.own)
        if not demands:
            mend = {
                "do": "insert",
                "heading": self._say("must_have", text.lang),
                "prompt": self._say("demand", text.lang),
                "list": True,
            }
            return Finding(THIN, self.env._("The ad does not say what the work demands."), mend)
        if len(demands) <= MANY_DEMANDS:
            return Finding(OK)
        details = [
            {"words": words, "reason": "", "mend": {"do": "show", "found": words}}
            for words in demands[MANY_DEMANDS:]
        ]
        reason = self.env._(
            "%(count)s demands. Keep the %(most)s that the work cannot do without.",
            count=len(demands),
            most=MANY_DEMANDS,
        )
        state = THIN if len(demands) <= TOO_MANY_DEMANDS else MISSING
        return Finding(state, reason, details[0]["mend"], details)

    @api.model
    def _find_no_fault(self, text):
        """What has no fault because hardly anything is written is no merit."""
        return Finding(OK) if text.word_count >= FEWEST_WORDS else None

    # How it is written -----------------------------------------------------------------

    @api.model
    def _check_length(self, ad, text):
        count = text.word_count
        if SHORT <= count <= LONG:
            return Finding(OK)
        asked = self.env._(
            "%(count)s words. %(short)s to %(long)s are read to the end and say enough.",
            count=count,
            short=SHORT,
            long=LONG,
        )
        near = SHORTEST <= count <= LONGEST
        mend = {"do": "outline"} if not text.blocks else None
        return Finding(THIN if near else MISSING, asked, mend)

    @api.model
    def _check_reading(self, ad, text):
        state, measure = judge_reading(text.own, text.language)
        if state in (None, OK):
            return state and Finding(OK)
        words = {
            SWEDISH: self.env._(
                "LIX %s. Shorter sentences and shorter words make it easier.", round(measure)
            ),
            ENGLISH: self.env._(
                "Reading ease %s of 100. Shorter sentences and shorter words make it easier.",
                max(0, round(measure)),
            ),
        }
        return Finding(state, words[text.language])

    @api.model
    def _check_wording(self, ad, text):
        wordings = self.env["hr.recruitment.wording"]
        hits = wordings._find_in(text.own, ad.company, text.language)
        if not hits:
            return self._find_no_fault(text)
        details = [self._get_detail(hit) for hit in hits]
        kinds = {hit["kind"] for hit in hits}
        if "discriminating" in kinds:
            state, reason = MISSING, self.env._("Words that may discriminate.")
        elif kinds != {"empty"} or len(hits) >= MANY_PHRASES:
            state, reason = THIN, self.env._("Words that turn people away, or say nothing.")
        else:
            state, reason = OK, self.env._("Good. A phrase or two say nothing.")
        return Finding(state, reason, details[0]["mend"], details)

    @api.model
    def _get_detail(self, hit):
        """:return: dict: a word of the text, why, and what a click does"""
        if hit["suggestion"]:
            mend = {"do": "replace", "found": hit["found"], "by": hit["suggestion"]}
        else:
            mend = {"do": "show", "found": hit["found"]}
        return {"words": hit["found"], "reason": hit["why"], "mend": mend}

    @api.model
    def _check_placeholders(self, ad, text):
        found = find_placeholders(text.blocks)
        if not found:
            return self._find_no_fault(text)
        details = [
            {"words": words, "reason": "", "mend": {"do": "show", "found": words}}
            for words in found[:MOST_NAMED]
        ]
        reason = self.env._("Still to be filled in: %s", ", ".join(found[:MOST_NAMED]))
        return Finding(MISSING, reason, details[0]["mend"], details)

    @api.model
    def _check_sample(self, ad, text):
        found = find_sample(text.blocks, self.env["hr.job"]._get_ad_sample())
        if not found and not ad.facts["details_are_sample"]:
            return self._find_no_fault(text)
        if not found:
            mend = {"do": "field", "name": "job_details"}
            reason = self.env._(
                "“Process Details” on the page are Odoo's sample: its days are not your days."
            )
            return Finding(THIN, reason, mend)
        details = [
            {"words": words, "reason": "", "mend": {"do": "show", "found": words}}
            for words in found[:MOST_NAMED]
        ]
        reason = self.env._("Sentences of Odoo's sample text: %s", len(found))
        if len(found) < MUCH_SAMPLE:
            return Finding(THIN, reason, details[0]["mend"], details)
        return Finding(MISSING, reason, {"do": "outline"}, details)

    # Languages -------------------------------------------------------------------------

    @api.model
    def _check_language(self, ad, text):
        if not text.own:
            return None
        if text.language != text.lang[:2] and text.lang[:2] in (ENGLISH, SWEDISH):
            reason = self.env._(
                "The page in %s has a text in another language.", self._get_lang_name(text.lang)
            )
            return Finding(THIN, reason, {"do": "translate"})
        foreign = find_foreign(text.own, text.language)
        if not foreign:
            return self._find_no_fault(text)
        details = [
            {"words": block.words, "reason": "", "mend": {"do": "show", "found": block.words}}
            for block in foreign[:MOST_NAMED]
        ]
        reason = self.env._("Parts in another language: %s", len(foreign))
        return Finding(THIN, reason, details[0]["mend"], details)

    @api.model
    def _check_translated(self, ad, text):
        if not ad.many:
            return None
        if not ad.untranslated:
            return Finding(OK)
        names = ", ".join(map(self._get_lang_name, ad.untranslated))
        reason = self.env._("Not translated: %s. These visitors read another language.", names)
        return Finding(MISSING, reason, {"do": "translate"})

    @api.model
    def _get_lang_name(self, code):
        name = self.env["res.lang"]._get_data(code=code).name or code
        return name.split(" / ")[-1]

    @api.model
    def _say(self, name, lang):
        """:return: str in the language of the ad"""
        env = self.with_context(lang=lang).env
        return {
            "must_have": env._("What you need"),
            "demand": env._("[What the work cannot do without, three to seven points]"),
        }[name]
