from odoo import api, models
from odoo.tools.misc import formatLang


class HrRecruitmentExperienceReportWords(models.AbstractModel):
    """The numbers in words, in the reader's language."""

    _inherit = "hr.recruitment.experience.report"

    @api.model
    def _say_reason(self, reason, thresholds):
        """:param str reason: why a score is not shown
        :param dict thresholds: as in the data
        :return: the reason in words, empty where there is none"""
        return {
            "none": self.env._("No answers yet"),
            "few": self.env._("Fewer than %s answers", thresholds["scores"]),
            "complement": self.env._("Hidden: the few other answers could be worked out"),
            "access": self.env._("For experience managers"),
        }.get(reason, "")

    @api.model
    def _say_score(self, found):
        """:return: "31 ± 9", or a dash"""
        if found["value"] is None:
            return "–"
        return f"{self._say_number(found['value'])} ± {self._say_number(found['margin'])}"

    def _say_number(self, value, digits=0):
        """As the reader's language writes it, with a true minus sign."""
        text = formatLang(self.env, value, digits=digits)
        # Half a point below zero is zero.
        if not any(digit in text for digit in "123456789"):
            text = text.replace("-", "")
        return text.replace("-", "−")

    def _describe(self, data):
        """:return: list of sentences, the most important first"""
        return [
            sentence
            for sentence in (
                self._describe_score(data),
                self._describe_change(data),
                self._describe_response(data["response"]),
                self._describe_driver(data["drivers"]),
                self._describe_answers(data["groups"]["answer"]),
                self._describe_refusals(data["refusals"]),
                self._describe_waiting(data["waiting"]),
            )
            if sentence
        ]

    def _describe_score(self, data):
        found = data["score"]
        if found["reason"] == "access":
            return self.env._("Scores by recruiter, source or outcome are for experience managers.")
        if found["reason"] in ("none", "few") and data["whole_time"]:
            # In steps: there may be a few answers, or one more than yesterday.
            return self.env._(
                "There are not enough answers for a score yet, which takes at least %s.",
                data["thresholds"]["scores"],
            )
        if found["reason"] == "none":
            return self.env._("No candidate has answered in this period yet.")
        if found["reason"] == "few" and found["n"] == 1:
            return self.env._(
                "One answer: a score takes at least %s.", data["thresholds"]["scores"]
            )
        if found["reason"] == "few":
            return self.env._(
                "%(n)s answers: a score takes at least %(least)s.",
                n=found["n"],
                least=data["thresholds"]["scores"],
            )
        if found["reason"]:
            return self.env._(
                "No score: with it, the few answers that the filter leaves out could be worked out."
            )
        return self.env._(
            "cNPS %(score)s from %(n)s answers.",
            score=self._say_score(found),
            n=self._say_number(found["n"]),
        )

    def _describe_change(self, data):
        change = data["change"]
        if change["value"] is None:
            return ""
        points = self._say_number(abs(change["value"]))
        if not change["significant"]:
            return self.env._(
                "No significant change from %(period)s (%(before)s from %(n)s answers).",
                period=data["comparison"]["label"],
                before=self._say_score(data["previous"]),
                n=self._say_number(data["previous"]["n"]),
            )
        if change["value"] > 0:
            return self.env._(
                "Up %(points)s points from %(period)s: a significant change.",
                points=points,
                period=data["comparison"]["label"],
            )
        return self.env._(
            "Down %(points)s points from %(period)s: a significant change.",
            points=points,
            period=data["comparison"]["label"],
        )

    def _describe_response(self, response):
        if response["rate"] is None:
            return ""
        return self.env._(
            "%(answered)s of %(invited)s invited candidates answered (%(rate)s%%).",
            rate=self._say_number(response["rate"]),
            answered=self._say_number(response["answered"]),
            invited=self._say_number(response["invited"]),
        )

    def _describe_driver(self, drivers):
        """Only a driver that surely goes with the score."""
        sure = [row for row in drivers if row["low"] is not None and row["low"] > 0]
        if not sure:
            return ""
        return self.env._(
            "%(driver)s matters most now: rated %(mean)s of 100, and the score goes with it.",
            driver=sure[0]["label"],
            mean=self._say_number(sure[0]["mean"]),
        )

    def _describe_answers(self, groups):
        found = {row["key"]: row for row in groups}
        if {"soon", "late"} - found.keys():
            return ""
        if found["soon"]["reason"] or found["late"]["reason"]:
            return ""
        return self.env._(
            "Refused candidates who were told within a week: %(soon)s; later or never: %(late)s.",
            soon=self._say_score(found["soon"]),
            late=self._say_score(found["late"]),
        )

    def _describe_refusals(self, refusals):
        if not refusals["owed"]:
            return ""
        if refusals["owed"] == 1:
            return self.env._("One refused candidate of the period has not been told.")
        return self.env._(
            "%s refused candidates of the period have not been told.", refusals["owed"]
        )

    def _describe_waiting(self, waiting):
        count = waiting["awaiting_reply"]
        if not count:
            return ""
        if count == 1:
            return self.env._("One candidate waits for an answer from us now.")
        return self.env._("%s candidates wait for an answer from us now.", count)
