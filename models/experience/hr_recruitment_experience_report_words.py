from odoo import api, fields, models
from odoo.tools.misc import format_datetime, formatLang


class HrRecruitmentExperienceReportWords(models.AbstractModel):
    """The numbers in words, in the reader's language."""

    _inherit = "hr.recruitment.experience.report"

    @api.model
    def _say_reason(self, reason, thresholds):
        """:param str reason: code of why a value is not shown
        :param dict thresholds: as in the data, or those of them that differ from the report's
        :return: the reason in words, empty where there is none"""
        return self._get_reasons({**self._get_thresholds(), **thresholds}).get(reason, "")

    def _get_reasons(self, thresholds):
        """:return: dict of the code of a reason → its label"""
        return {
            "none": self.env._("No answers yet"),
            "few": self.env._("Fewer than %s answers", thresholds["scores"]),
            "complement": self.env._("Hidden: the few other answers could be worked out"),
            "access": self.env._("For experience managers"),
            "few_pairs": self.env._("Too few ratings for a correlation"),
            "few_before": self.env._("Too few ratings before"),
            "unmeasured": self.env._("Nothing to measure yet"),
            "none_due": self.env._("No reply promise is due yet"),
            "all_here": self.env._("Nobody has left yet"),
            "none_invited": self.env._("Nobody has been invited"),
            "others_invited": self.env._("Others were invited than those who have answered"),
            "everywhere": self.env._("It is for all job positions, none is left to compare with"),
            "not_yet": self.env._("The day of the change is still to come"),
            "no_control": self.env._("No answers for other job positions that stayed as they were"),
            "not_set": self.env._("Assumptions are missing"),
            "no_ratio": self.env._("An average of 0 has no percentages"),
            **self._get_weight_reasons(),
        }

    def _put_into_words(self, data):
        """Add to the data what its codes and numbers say: ``reason_label`` beside each
        ``reason``, ``days_label`` and the like beside durations, ``label`` to changes,
        ``sentences`` on the score, its change and the response, and the ``summary``."""
        self._label_reasons(data, self._get_reasons(data["thresholds"]))
        comments = data["comments"]
        comments["reason_label"] = self._say_no_comments(comments, data["thresholds"])
        for time in data["times"].values():
            time["median_label"] = self._say_days(time["median"])
            time["slowest_label"] = self._say_days(time["slowest"])
        for stage in data["funnel"]["stages"]:
            stage["median_days_label"] = self._say_days(stage["median_days"])
        for part in (data["follow_up"], *data["waiting"]["oldest"]):
            part["days_label"] = self._say_days(part["days"])
        for part in (data, *data["improvements"]):
            part["change"]["label"] = self._say_change(part["change"])
        data["sentences"] = {
            "score": self._describe_score(data),
            "change": self._describe_change(data),
            "response": self._describe_response(data["response"]),
            "whole_time": self._describe_whole_time(data),
            "moment": self._describe_moment(data),
            "praise": self._describe_praise(data),
            "weights": self._say_drivers(data),
            "costs": self._say_costs(data),
        }
        data["summary"] = self._describe(data)

    def _label_reasons(self, part, words):
        """:param part: of the data; what is in it is labelled, too
        :param dict words: code → label"""
        if isinstance(part, dict):
            codes = [name for name in part if name.endswith("reason")]
            part.update({f"{name}_label": words.get(part[name], "") for name in codes})
            part = part.values()
        if not isinstance(part, str):
            for one in part:
                if isinstance(one, (dict, list)):
                    self._label_reasons(one, words)

    def _say_no_comments(self, comments, thresholds):
        if comments["reason"] == "none":
            return self.env._("No comments yet")
        if comments["reason"] == "few":
            return self.env._(
                "Comments appear once at least %s have been written.", thresholds["comments"]
            )
        return comments["reason_label"]

    @api.model
    def _say_score(self, found):
        """:return: "31 ± 9", or a dash"""
        if found["value"] is None:
            return "–"
        return f"{self._say_number(found['value'])} ± {self._say_number(found['margin'])}"

    @api.model
    def _say_change(self, change):
        """:param dict change: see ``compare`` of the statistics
        :return: "+12 ± 9, significant", or a dash"""
        if change["value"] is None:
            return "–"
        values = {
            "change": self._say_signed(change["value"]),
            "margin": self._say_number(change["margin"]),
        }
        if change["significant"]:
            return self.env._("%(change)s ± %(margin)s, significant", **values)
        return self.env._("%(change)s ± %(margin)s, not significant", **values)

    def _say_signed(self, value, digits=0):
        plus = "+" if round(value, digits) > 0 else ""
        return f"{plus}{self._say_number(value, digits)}"

    @api.model
    def _say_percent(self, value, digits=0):
        """:param float value: 0 … 100, or None"""
        if value is None:
            return "–"
        return self.env._("%(number)s%%", number=self._say_number(value, digits))

    @api.model
    def _say_days(self, value):
        """:param float value: days, or None
        :return: "1 day", "3.5 days", or a dash; a decimal where it matters"""
        if value is None:
            return "–"
        value = round(value, 1 if value < 10 else 0)
        if value == 1:
            return self.env._("1 day")
        digits = 0 if value == int(value) else 1
        return self.env._("%(number)s days", number=self._say_number(value, digits))

    @api.model
    def _say_number(self, value, digits=0):
        """:return: the number as the reader's language writes it, with a true minus sign;
        a dash for None"""
        if value is None or value is False:
            return "–"
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
                data["sentences"]["score"],
                data["change"]["value"] is not None and data["sentences"]["change"],
                data["response"]["rate"] is not None and data["sentences"]["response"],
                self._describe_driver(data["drivers"]),
                self._describe_told(data["groups"]["answer"]),
                self._describe_refusals(data["refusals"]),
                self._describe_waiting(data["waiting"]),
            )
            if sentence
        ]

    def _describe_moment(self, data):
        """Whatever was counted ahead, and whenever."""
        made = fields.Datetime.to_datetime(data["generated"])
        return self.env._(
            "Everything up to %s is in these numbers.",
            format_datetime(self.env, made, dt_format="short"),
        )

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
                "One answer: too few for a score, which takes at least %s.",
                data["thresholds"]["scores"],
            )
        if found["reason"] == "few":
            return self.env._(
                "%(n)s answers: too few for a score, which takes at least %(least)s.",
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
        """:return: the sentence on the change, why there is none included; empty where
        nothing is compared"""
        change = data["change"]
        if not data["previous"]:
            return ""
        if change["value"] is None:
            return self.env._(
                "No comparison with %(period)s: %(reason)s.",
                period=data["comparison"]["label"],
                reason=change["reason_label"],
            )
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
        if not response["invited"]:
            return response["rate_reason_label"] + "."
        if response["rate"] is None:
            return self.env._("Invited candidates: %s.", self._say_number(response["invited"]))
        return self.env._(
            "%(answered)s of %(invited)s invited candidates answered (%(rate)s%%).",
            rate=self._say_number(response["rate"]),
            answered=self._say_number(response["answered"]),
            invited=self._say_number(response["invited"]),
        )

    def _describe_whole_time(self, data):
        """:return: what the scores of officers are of; empty for the others"""
        if not data["whole_time"]:
            return ""
        return self.env._(
            "The score is of the whole time, in steps of %s answers, so that"
            " nobody's answer can be told from the rest.",
            self._say_number(data["thresholds"]["scores"]),
        )

    def _describe_driver(self, drivers):
        """Only a driver that goes with the score more than chance explains."""
        sure = [row for row in drivers if row["first"]]
        if not sure:
            return ""
        return self.env._(
            "%(driver)s matters most now: rated %(mean)s of 100, and the score goes with it.",
            driver=sure[0]["label"],
            mean=self._say_number(sure[0]["mean"]),
        )

    def _describe_told(self, groups):
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
            return self.env._("One candidate waits for our reply now.")
        return self.env._("%s candidates wait for our reply now.", count)
