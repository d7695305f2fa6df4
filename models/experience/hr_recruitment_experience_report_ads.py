from odoo import fields, models
from odoo.tools import SQL

from .filters import FIRST_DAY, LAST_DAY, Period
from .statistics import are_apart, find_hidden, hidden_share, share

INFORMATION = "hr_recruitment_candidate_experience.feedback_driver_information"
# Who may read when somebody has left.
PERSONNEL = "hr.group_hr_user"
# Of 100: the two upper of five choices.
KNEW_ENOUGH = 75
EARLY_DAYS = 90
GOOD = 90
BANDS = ("below", "enough", "good")
# Share → (counted, of how many).
SHARES = {
    "met": ("met", "asked"),
    "withdrawn": ("withdrawn", "closed"),
    "hired": ("hired", "closed"),
    "left": ("went", "stays"),
}
COUNTS = ("applications", "asked", "met", "closed", "withdrawn", "hired", "stays", "went")


class HrRecruitmentExperienceReportAds(models.AbstractModel):
    """What came of applications, by the score that the ad had when they came in. It says
    what went together, not what came of what."""

    _inherit = "hr.recruitment.experience.report"

    def _get_ads(self, scope, access, total):
        """Applications of the period. Officers see those of all job positions and of the
        whole time, as they could subtract otherwise.

        :param dict total: the score: where it is hidden, so are ratings
        :return: dict of ``groups`` (list of dicts: ``key``, ``label``, ``applications``,
            and a share for each measure) and ``measures`` (list of dicts: ``key``,
            ``label``, ``verdict``); False where job ads are switched off
        """
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return False
        self._flush_ads()
        if access != "manager":
            scope = scope.widen().shift(Period(FIRST_DAY, LAST_DAY))
        limits = self._get_ad_limits(scope)
        counts = self._count_by_ad(scope, limits)
        if not any(found["applications"] for found in counts.values()):
            return {"groups": [], "measures": []}
        shares = self._share_by_ad(counts)
        if access == "manager":
            shares["knew"] = self._find_knew_enough(scope, limits, total)
        measures = [
            {"key": key, "label": label, "apart": are_apart(shares[key].values())}
            for key, label in self._get_ad_measure_labels().items()
            if key in shares and any(one["n"] for one in shares[key].values())
        ]
        labels = self._get_ad_band_labels(limits)
        groups = [
            {
                "key": band,
                "label": labels[band],
                "applications": counts[band]["applications"],
                "shares": {row["key"]: shares[row["key"]][band] for row in measures},
            }
            for band in BANDS
            if band in labels
        ]
        return {"groups": groups, "measures": measures}

    def _flush_ads(self):
        for name in ("hr.applicant.requirement", "hr.employee", "hr.version"):
            self.env[name].flush_model()

    def _get_ad_limits(self, scope):
        """:return: dict company id → the limit below which it calls an ad thin"""
        ids = scope.records["company_ids"] or scope.allowed
        companies = self.env["res.company"].sudo().browse(ids)
        return {company.id: company.ad_score_limit for company in companies}

    def _find_band(self, limits, company, score):
        """:return: one of ``BANDS``; what has no company is judged by the strictest"""
        limit = limits.get(company, max(limits.values()))
        if score < limit:
            return "below"
        return "good" if score >= GOOD else "enough"

    def _count_by_ad(self, scope, limits):
        """:return: dict band → dict of ``COUNTS``"""
        found = {band: dict.fromkeys(COUNTS, 0) for band in BANDS}
        for company, score, *numbers in self.env.execute_query(self._select_by_ad(scope)):
            band = found[self._find_band(limits, company, score)]
            for name, number in zip(COUNTS, numbers, strict=True):
                band[name] += number
        return found

    def _select_by_ad(self, scope):
        """Who was hired is counted when the time is over, whether they have left or not:
        those who leave early would be too many otherwise."""
        return SQL(
            """
            SELECT applicant.company_id, applicant.ad_score, COUNT(*),
                   COUNT(*) FILTER (WHERE asked.answers),
                   COUNT(*) FILTER (WHERE asked.answers
                                      AND COALESCE(applicant.requirements_missed, 0) = 0),
                   COUNT(*) FILTER (WHERE applicant.outcome <> 'ongoing'),
                   COUNT(*) FILTER (WHERE applicant.outcome = 'withdrawn'),
                   COUNT(*) FILTER (WHERE applicant.outcome = 'hired'),
                   COUNT(*) FILTER (WHERE stay.start + %(days)s <= %(today)s),
                   COUNT(*) FILTER (WHERE stay.went AND stay.start + %(days)s <= %(today)s)
              FROM hr_applicant AS applicant
        CROSS JOIN LATERAL (
                   SELECT EXISTS (SELECT FROM hr_applicant_requirement AS given
                                   WHERE given.applicant_id = applicant.id) AS answers) AS asked
         LEFT JOIN LATERAL (%(stays)s) AS stay ON applicant.outcome = 'hired'
             WHERE applicant.ad_score IS NOT NULL AND %(condition)s
          GROUP BY applicant.company_id, applicant.ad_score
            """,
            days=EARLY_DAYS,
            today=fields.Date.today(),
            stays=self._select_stays(),
            condition=self._select_applications(scope),
        )

    def _select_stays(self):
        """:return: SQL: when the employee of an application began, and whether they left
        early; nothing is known where nobody is told of it"""
        return SQL(
            """
            SELECT began.start,
                   EXISTS (SELECT FROM hr_version AS version
                            WHERE version.employee_id = applicant.employee_id
                              AND version.departure_date >= began.start
                              AND version.departure_date <= began.start + %s) AS went
              FROM (SELECT COALESCE(MIN(version.contract_date_start),
                                    applicant.date_closed::date) AS start
                      FROM hr_version AS version
                     WHERE version.employee_id = applicant.employee_id
                       AND version.contract_date_start >= applicant.create_date::date) AS began
             WHERE applicant.employee_id IS NOT NULL
            """,
            EARLY_DAYS,
        )

    def _share_by_ad(self, counts):
        """:return: dict measure → dict band → share"""
        shares = {
            measure: {
                band: share(found[part], found[whole], self._least())
                for band, found in counts.items()
            }
            for measure, (part, whole) in SHARES.items()
        }
        if not self.env.user.has_group(PERSONNEL):
            del shares["left"]
        return shares

    # What candidates said ------------------------------------------------------------------

    def _find_knew_enough(self, scope, limits, total):
        """Who rated the information when they had applied. The ratings of the period that
        belong to no ad are a group, too: it could be worked out from the rest.

        :return: dict band → share"""
        found = {band: [0, 0] for band in (*BANDS, None)}
        driver = self.env.ref(INFORMATION, raise_if_not_found=False)
        rows = self.env.execute_query(self._select_knew_enough(scope, driver)) if driver else ()
        for company, score, *numbers in rows:
            band = None if score is None else self._find_band(limits, company, score)
            found[band] = [sum(both) for both in zip(found[band], numbers, strict=True)]
        counts = {band: n for band, (n, _part) in found.items()}
        reasons = find_hidden(counts, self._least())
        words = {"few": "few_counted", "none": "none_counted"}
        shares = {}
        for band in BANDS:
            n, part = found[band]
            reason = total["reason"] if n and total["reason"] else reasons.get(band)
            shares[band] = (
                hidden_share(n, words.get(reason, reason))
                if reason
                else share(part, n, self._least())
            )
        return shares

    def _select_knew_enough(self, scope, driver):
        return SQL(
            """
            SELECT applicant.company_id, applicant.ad_score, COUNT(*),
                   COUNT(*) FILTER (WHERE rating.value >= %(enough)s)
              FROM hr_recruitment_feedback AS fact
              JOIN hr_recruitment_feedback_rating AS rating
                ON rating.feedback_id = fact.id AND rating.driver_id = %(driver)s
         LEFT JOIN hr_applicant AS applicant
                ON applicant.id = fact.applicant_id
               AND fact.moment = 'applied' AND fact.anonymity <> 'anonymous'
             WHERE %(condition)s
          GROUP BY applicant.company_id, applicant.ad_score
            """,
            enough=KNEW_ENOUGH,
            driver=driver.id,
            condition=self._select_facts(scope),
        )

    # Words -----------------------------------------------------------------------------------

    def _get_ad_measure_labels(self):
        return {
            "knew": self.env._("Knew enough about the job"),
            "met": self.env._("Met the basic requirements"),
            "withdrawn": self.env._("Withdrew"),
            "hired": self.env._("Were hired"),
            "left": self.env._("Left within %s days", EARLY_DAYS),
        }

    def _get_ad_band_labels(self, limits):
        """:return: dict band → label; numbers where all companies have the same limit"""
        limit, *others = set(limits.values())
        if others:
            below = self.env._("Below the limit of the company")
            enough = self.env._("From the limit to %s", GOOD - 1)
        else:
            below = self.env._("Below %s", limit)
            enough = self.env._("%(limit)s to %(most)s", limit=limit, most=GOOD - 1)
        good = self.env._("%s or more", GOOD if others else max(limit, GOOD))
        labels = {"below": below, "enough": enough, "good": good}
        if min(limits.values()) >= GOOD:
            del labels["enough"]
        return labels

    def _get_process_labels(self):
        labels = super()._get_process_labels()
        return {
            **labels,
            "ads": {
                "title": self.env._("Ads and what came of them"),
                "score": self.env._("Score of the Ad"),
                "applications": self.env._("Applications"),
                "verdict": self.env._("Difference"),
                "measures": self.env._(
                    "Knew enough: rated the information with 75 or more of 100 after applying. "
                    "Requirements: of those who were asked. Withdrew, were hired: of closed "
                    "applications."
                ),
                "empty": self.env._(
                    "No application of this selection came in while job ads were checked."
                ),
            },
        }

    def _get_reasons(self, thresholds):
        return {
            **super()._get_reasons(thresholds),
            "few_counted": self.env._("Too few: fewer than %s", thresholds["scores"]),
            "none_counted": self.env._("Nothing is known"),
        }

    def _put_into_words(self, data):
        super()._put_into_words(data)
        if not data["ads"]:
            return
        data["ads"]["note"] = self._say_what_ads_show(data)
        for row in data["ads"]["measures"]:
            row["verdict"] = self._say_apart(row["apart"])
        for group in data["ads"]["groups"]:
            for one in group["shares"].values():
                one["label"] = self._say_share(one)

    def _say_what_ads_show(self, data):
        note = self.env._(
            "By the score of the ad when the application came in, with what lies within 95 % "
            "certainty. It shows what went with a score, not why: the job positions differ in "
            "other things, too."
        )
        if not data["whole_time"]:
            return note
        return " ".join((note, self.env._("Of all job positions and of the whole time.")))

    def _say_apart(self, apart):
        if apart is None:
            return self.env._("Not enough to compare")
        if apart:
            return self.env._("Significant difference")
        return self.env._("No significant difference")

    def _say_share(self, found):
        """:return: "43% (31–56%)", or a dash"""
        if found["value"] is None:
            return "–"
        return self.env._(
            "%(share)s (%(low)s–%(high)s)",
            share=self._say_percent(found["value"]),
            low=self._say_number(found["low"]),
            high=self._say_percent(found["high"]),
        )
