from markupsafe import Markup

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .sizes import MOST


class HrRecruitmentTodayCalls(models.AbstractModel):
    """Whom to call, on which number and with which words."""

    _inherit = "hr.recruitment.today"

    def _get_calls(self, owner):
        # Odoo reads every activity of a search to find out which the user may see: the
        # applications say that here.
        activities = self.env["mail.activity"].sudo()
        found = activities.search(
            self._get_call_domain(owner), order="date_deadline, id", limit=MOST + 1
        )
        return self._get_section_of(found, self._say_calls, {"model": "mail.activity"})

    def _get_call_domain(self, owner):
        """Calls of today and before, and all that tell a refusal: what is written may
        wait for them. A call is of whom it is assigned to."""
        kinds = self.env["mail.activity.type"].sudo().search([("category", "=", "phonecall")])
        planned = Domain("activity_type_id", "in", kinds.ids) & Domain(
            "date_deadline", "<=", self._get_day()
        )
        readable = self._get_applicants()._search([]).subselect()
        return (
            Domain("res_model", "=", "hr.applicant")
            & Domain("active", "=", True)
            & (Domain("user_id", "=", owner.id) if owner else Domain.TRUE)
            & (planned | self._get_inside("id", self._get_refusal_calls()))
            & self._get_inside("res_id", readable)
        )

    def _get_inside(self, name, ids):
        """:param SQL ids: of a subselect
        :return: domain: the field is one of them"""
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s IN %s", model._field_to_sql(alias, name, query), ids
            )
        )

    def _get_refusal_calls(self):
        """:return: SQL of the ids of activities"""
        rows = (
            self.env["hr.applicant.communication"]
            .sudo()
            ._search(
                [
                    ("step_id.trigger", "=", "refused"),
                    ("activity_id", "!=", False),
                    ("applicant_id.answer_state", "in", ("pending", "owed")),
                ]
            )
        )
        return rows.subselect(SQL.identifier(rows.table, "activity_id"))

    def _say_calls(self, activities):
        applicants = self._get_applicants().browse(activities.mapped("res_id"))
        speaks_for_us = self.env["hr.applicant.communication"].has_access("write")
        decisions = applicants._find_open_calls().activity_id if speaks_for_us else ()
        return [
            {
                **self._describe(applicant),
                "id": activity.id,
                "text": activity.summary or activity.activity_type_id.name or "",
                "note": Markup(applicant.preferences_summary or "") + (activity.note or ""),
                "is_decision": activity in decisions,
                "user": activity.user_id.name or "",
                "date": fields.Date.to_string(activity.date_deadline),
                "is_late": activity.date_deadline < self._get_day(),
            }
            for activity, applicant in zip(activities, applicants, strict=True)
        ]
