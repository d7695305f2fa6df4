from odoo import fields, models


class HrRecruitmentExperienceReportPraise(models.AbstractModel):
    """How many thanks have reached colleagues: a number of all of them, and nobody's rank."""

    _inherit = "hr.recruitment.experience.report"

    def _get_praise(self, scope, access):
        """Of whole companies: thanks without a name are of no job position.

        :return: dict of ``passed``, how many of the period, and ``reason``"""
        narrow = (
            scope.moments
            or scope.outcomes
            or any(ids for name, ids in scope.records.items() if name != "company_ids")
        )
        if access != "manager" or narrow:
            return {"passed": None, "reason": "access" if access != "manager" else "none"}
        passed = self.env["hr.candidate.praise"].search_count(
            [
                ("state", "=", "passed"),
                ("company_id", "in", list(scope.records["company_ids"] or scope.allowed)),
                ("passed_on", ">=", fields.Date.to_string(scope.period.first)),
                ("passed_on", "<=", fields.Date.to_string(scope.period.last)),
            ]
        )
        if not passed:
            return {"passed": None, "reason": "none"}
        few = passed < self._get_thresholds()["scores"]
        return {"passed": None if few else passed, "reason": "few" if few else None}

    def _describe_praise(self, data):
        """:return: str, empty where there is nothing to say"""
        found = data["praise"]
        if found["reason"] == "few":
            return self.env._(
                "Fewer than %s thanks of candidates were passed on to colleagues.",
                self._say_number(data["thresholds"]["scores"]),
            )
        if found["passed"] is None:
            return ""
        return self.env._(
            "%s thanks of candidates were passed on to colleagues.",
            self._say_number(found["passed"]),
        )
