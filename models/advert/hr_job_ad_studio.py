from odoo import api, models

from .ad import MISSING, get_binding
from .ad_topics import TOPICS

# The order in which a job ad is read.
OUTLINE = (
    "tasks",
    "team",
    "demands",
    "good",
    "hard",
    "hours",
    "training",
    "benefits",
    "equipment",
    "story",
    "process",
    "contact",
)
MOST_NAMED = 8


class HrJob(models.Model):
    """The ad studio: what the form asks while somebody writes."""

    _inherit = "hr.job"

    def look_at_ad(self, typed=None):
        """Called by the form, also of a job position that is not saved yet.

        :param typed: dict of what is typed and not saved
        :return: what ``_check_ad`` finds, and ``url`` of the page
        :raise AccessError: for who may not read it
        """
        self.check_access("read")
        found = self[:1]._check_ad(typed if isinstance(typed, dict) else {})
        url = self[:1].website_url if self[:1].id else ""
        return {**found[self[:1].id], "url": url}

    @api.model
    def get_ad_outline(self, lang=None):
        """:param str lang: code of the language of the ad, by default the reader's
        :return: list of dicts of ``heading``, ``prompt`` and ``list``: an ad to fill in"""
        known = self.env["res.lang"]._get_data(code=lang).code
        lang = known or self.env.lang or "en_US"
        checker = self.env["hr.recruitment.ad.checker"]
        outline = []
        for name in OUTLINE:
            if name == "demands":
                heading, prompt = checker._say("must_have", lang), checker._say("demand", lang)
            else:
                topic = TOPICS[name]
                heading, prompt = topic.heading._translate(lang), topic.prompt._translate(lang)
            outline.append({"heading": heading, "prompt": prompt, "list": name == "demands"})
        return outline

    def tick_ad_point(self, check_id, done):
        """Somebody has looked, or takes it back.

        :raise AccessError: for who may not write job positions
        """
        self.ensure_one()
        self.check_access("write")
        check = self.env["hr.recruitment.ad.check"].browse(check_id)
        check.check_access("read")
        if check.looks == "hand":
            self.write({"ad_looked_ids": [(4 if done else 3, check.id)]})

    # Publishing ------------------------------------------------------------------------

    def look_before_publishing(self, typed=None):
        """:param typed: dict of what is typed and not saved, of one job position
        :return: dict of ``ask`` (bool), ``score``, ``limit``, ``missing`` and ``binding``
            (titles), ``unfinished`` (reasons): what somebody is asked who publishes it"""
        self.check_access("read")
        used = self.env["hr.candidate.settings"]._is_used("uses_advert")
        if not used or not self[:1]:
            return {"ask": False}
        found = self[:1]._check_ad(typed if isinstance(typed, dict) else {})[self[:1].id]
        missing = [point for point in found["points"] if point["state"] == MISSING]
        missing.sort(key=lambda point: -point["weight"])
        return {
            "ask": found["state"] != "good",
            "score": found["score"],
            "limit": found["limit"],
            "missing": [point["title"] for point in missing][:MOST_NAMED],
            "unfinished": found["unfinished"],
            "binding": get_binding(found),
        }

    def publish_ad(self):
        """Publish, after somebody was asked about a thin ad.

        :return: bool, whether it is published
        """
        self.check_access("write")
        self._with_asked().write({"website_published": True})
        return all(self.mapped("is_published"))
