import logging

from odoo import api, fields, models

from ..in_halves import do_in_halves
from ..limits import BATCH_SIZE
from ..wording.terms import Term, find_terms
from .ad import (
    MISSING,
    OK,
    SHARES,
    THIN,
    TYPED_FACTS,
    TYPED_TEXTS,
    WORST,
    Finding,
    get_unfinished,
)

_logger = logging.getLogger(__name__)

# What the score is made of: a change of one of these is a change of the ad.
LOOKED_AT = (
    *TYPED_TEXTS,
    *TYPED_FACTS,
    "ad_looked_ids",
    "company_id",
    "employer_story",
    "job_details",
    "website_id",
)
MOST_JOBS = 10_000


class HrJob(models.Model):
    """How good a job ad is: a score of 0 to 100, and every point with its reason."""

    _inherit = "hr.job"

    ad_score = fields.Integer(
        readonly=True,
        copy=False,
        aggregator="avg",
        help="How much of the ad checklist is in place, by weight, of 100. Counted when the "
        "ad is saved, and each night.",
    )
    ad_state = fields.Selection(
        [("good", "Good"), ("thin", "Incomplete"), ("binding", "Required Point Missing")],
        "Ad",
        readonly=True,
        copy=False,
        help="Incomplete: below the minimum score in the settings, or with text that is still to "
        "be written.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made._keep_ad_score()
        return made

    def write(self, vals):
        res = super().write(vals)
        if not vals.keys().isdisjoint(LOOKED_AT):
            self._keep_ad_score()
        return res

    def _check_ad(self, typed=None):
        """Look at ads, as they are or as they are typed.

        :param typed: dict of what is typed and not saved, of one job position
        :return: dict id of a job position (False: not saved yet) → dict of ``score`` (0 to
            100), ``limit``, ``state`` ("good", "thin", "binding"), ``made_of`` (words),
            ``unfinished`` (reasons, words), and ``points``: dicts of ``id``, ``code``,
            ``title``, ``why``, ``state`` ("ok", "thin", "missing"), ``reason``, ``weight``,
            ``binding``, ``mend`` (what a click does, or None), ``details``
        """
        jobs = list(self) or [self.browse()]
        points = {}
        for ad in (ads := self._get_ads(typed)):
            if ad.company not in points:
                points[ad.company] = self.env["hr.recruitment.ad.check"]._get_for(ad.company)
        return {
            job.id: self._sum_up(ad.company, self._look_at_points(ad, points[ad.company]))
            for job, ad in zip(jobs, ads, strict=True)
        }

    @api.model
    def _look_at_points(self, ad, checks):
        """:return: list of dicts, see ``_check_ad``"""
        found = []
        for check in checks:
            finding = self._look_at_point(ad, check)
            if finding:
                found.append(
                    {
                        "id": check.id,
                        "code": check.code or "",
                        "title": check.name,
                        "why": check.why or "",
                        "weight": check.weight,
                        "binding": check.binding,
                        "looks": check.looks,
                        **finding._asdict(),
                    }
                )
        return found

    @api.model
    def _look_at_point(self, ad, check):
        """:return: ``Finding`` in the worst of the languages, or None"""
        if check.looks == "hand":
            return self._look_at_ticked(ad, check)
        look = self._look_for_words
        if check.code:
            look = getattr(self.env["hr.recruitment.ad.checker"], f"_check_{check.code}", None)
        if not look:
            return None
        own = () if check.code else (check,)
        found = [(text, look(ad, text, *own)) for text in ad.texts]
        found = [(text, finding) for text, finding in found if finding]
        if not found:
            return None
        text, worst = min(found, key=lambda one: WORST.index(one[1].state))
        if len(ad.texts) > 1 and worst.reason and worst.state != OK:
            language = self.env["hr.recruitment.ad.checker"]._get_lang_name(text.lang)
            worst = worst._replace(reason=f"{language}: {worst.reason}")
        # What is to be mended in another language is mended there.
        elsewhere = text.lang != (self.env.lang or "en_US") and len(ad.texts) > 1
        if elsewhere and worst.mend and worst.mend["do"] != "field":
            worst = worst._replace(mend={"do": "translate"}, details=[])
        return worst

    @api.model
    def _look_at_ticked(self, ad, check):
        if check.id in ad.facts["looked"]:
            return Finding(OK)
        return Finding(
            MISSING, self.env._("Nobody has ticked it yet."), {"do": "tick", "id": check.id}
        )

    @api.model
    def _look_for_words(self, ad, text, check):
        terms = (Term(check.id, check.words or "", "empty"),)
        if find_terms(text.own, terms):
            return Finding(OK)
        mend = {"do": "insert", "heading": check.name, "prompt": f"[{check.why or check.name}]"}
        return Finding(MISSING, self.env._("The ad does not name it."), mend)

    @api.model
    def _sum_up(self, company, points):
        whole = sum(point["weight"] for point in points)
        have = sum(point["weight"] * SHARES[point["state"]] for point in points)
        score = int(100 * have / whole + 0.5) if whole else 100
        limit = company.sudo().ad_score_limit
        missed = any(point["binding"] and point["state"] == MISSING for point in points)
        unfinished = get_unfinished(points)
        thin = score < limit or unfinished
        counts = {state: sum(point["state"] == state for point in points) for state in WORST}
        return {
            "score": score,
            "limit": limit,
            "state": "binding" if missed else "thin" if thin else "good",
            "unfinished": unfinished,
            "made_of": self.env._(
                "%(points)s points by weight: %(ok)s in place, %(thin)s in part, %(missing)s "
                "missing.",
                points=len(points),
                ok=counts[OK],
                thin=counts[THIN],
                missing=counts[MISSING],
            ),
            "points": points,
        }

    # What is kept ----------------------------------------------------------------------

    def _keep_ad_score(self):
        """Keep the score, for lists and groups."""
        if not self or not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return
        kept = {}
        for job, found in zip(self, self.sudo()._check_ad().values(), strict=True):
            values = (found["score"], found["state"])
            if (job.sudo().ad_score, job.sudo().ad_state) != values:
                kept.setdefault(values, []).append(job.id)
        for (score, state), ids in kept.items():
            self.sudo().browse(ids).write({"ad_score": score, "ad_state": state})

    @api.model
    def _cron_ads(self):
        """Each night: the lists of words, the checklist and Odoo's sample change, too."""
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return
        jobs = self.search([], order="id", limit=MOST_JOBS)
        for start in range(0, len(jobs), BATCH_SIZE):
            do_in_halves(
                jobs[start : start + BATCH_SIZE],
                lambda part: part._keep_ad_score(),
                lambda job, error: job._note_ad_error(error),
            )

    def _note_ad_error(self, error):
        _logger.error("ad of %s: %s", self, type(error).__name__)
        (self.company_id or self.env.company)._note_trouble("ads", self)
