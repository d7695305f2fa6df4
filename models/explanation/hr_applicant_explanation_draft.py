from statistics import median_low

from odoo import api, models

from .parts import PARTS

# From this level on it is what the role needs.
ENOUGH = 3
# So many are named that were missing: more are a list, and no explanation.
MOST_MISSING = 2


class HrApplicantExplanationDraft(models.Model):
    """A draft from the scorecards that were handed in: names of competences and what their
    levels mean, as the job position has them. No number, no name and no word of an
    interviewer is in it; recruiters write on."""

    _inherit = "hr.applicant.explanation"

    @api.model
    def _find_cards(self, applicant):
        """:return: ``hr.interview.scorecard`` that were handed in and that the user may
        read: who has not handed in their own learns nothing of the others'"""
        return self.env["hr.interview.scorecard"].search(
            [("applicant_id", "=", applicant.id), ("state", "=", "done")]
        )

    @api.model
    def _draft(self, applicant, cards=None, lang=None):
        """:param cards: of this application, as ``_find_cards``, where they are known
        :param str lang: code of the language of the message, where it is known
        :return: dict part → str in that language, empty where the scorecards say nothing"""
        levels = self._rate_competences(self._find_cards(applicant) if cards is None else cards)
        lang = lang or applicant._get_explanation_langs()[applicant.id]
        words = self.with_context(lang=lang)
        good = [one for one in levels if one[1] >= ENOUGH]
        weak = [one for one in reversed(levels) if one[1] < ENOUGH]
        return {
            "strength": words._say_strength(*good[0]) if good else "",
            "missing": "\n".join(words._say_missing(*one) for one in weak[:MOST_MISSING]),
            "advice": words._say_advice(weak[0][0]) if weak else "",
        }

    @api.model
    def _rate_competences(self, cards):
        """:return: list of (competence of the job position, level), the best first; what is
        no competence of it any more is left out"""
        rated = cards.sudo().rating_ids.filtered(lambda r: r.rating and r.competence_id)
        levels = [
            (competence, median_low(sorted(int(rating.rating) for rating in ratings)))
            for competence, ratings in rated.grouped("competence_id").items()
        ]
        return sorted(levels, key=lambda one: (-one[1], one[0].sequence, one[0].id))

    def _say_strength(self, competence, level):
        competence = competence.with_context(lang=self.env.lang)
        return self.env._(
            "%(competence)s: %(meaning)s",
            competence=competence.name,
            meaning=competence._get_anchor(str(level)),
        )

    def _say_missing(self, competence, level):
        competence = competence.with_context(lang=self.env.lang)
        said = {
            "competence": competence.name,
            "meaning": competence._get_anchor(str(level)),
            "needed": self._say_needed(competence),
        }
        if not said["needed"]:
            return self.env._("%(competence)s: %(meaning)s", **said)
        return self.env._("%(competence)s: %(meaning)s. The role needs: %(needed)s", **said)

    def _say_advice(self, competence):
        competence = competence.with_context(lang=self.env.lang)
        said = {"competence": competence.name, "needed": self._say_needed(competence)}
        if not said["needed"]:
            return self.env._(
                "To come closer to a role like this one, practise this: %(competence)s", **said
            )
        return self.env._(
            "To come closer to a role like this one, practise this: %(competence)s. %(needed)s",
            **said,
        )

    def _say_needed(self, competence):
        """:return: str, what the role needs, where somebody has written it"""
        return competence.looked_for or competence[f"anchor_{ENOUGH}"] or ""

    @api.model
    def _open(self, applicant):
        """:return: the explanation of this application, drafted where there is none"""
        found = self.search([("applicant_id", "=", applicant.id)])
        return found or self.create({"applicant_id": applicant.id, **self._draft(applicant)})

    @api.model
    def _draft_for_many(self, applicants):
        """Each gets a draft of their own; who has no scorecard gets none: an empty one would
        be one more thing to tidy up.

        :return: list of values"""
        known = self.search([("applicant_id", "in", applicants.ids)]).applicant_id
        cards = self.env["hr.interview.scorecard"].search(
            [("applicant_id", "in", (applicants - known).ids), ("state", "=", "done")]
        )
        langs = cards.sudo().applicant_id._get_explanation_langs()
        return [
            {"applicant_id": one.id, **self._draft(one, mine, langs[one.id])}
            for one, mine in cards.grouped("applicant_id").items()
        ]

    def action_draft(self):
        """Fill what is still empty from the scorecards."""
        for explanation in self:
            draft = self._draft(explanation.applicant_id)
            empty = {name: draft[name] for name in PARTS if draft[name] and not explanation[name]}
            if empty:
                explanation.write(empty)
        return True
