from odoo import fields, models

from ..batch import get_batch

# What only who writes the plan can mend.
FAULTS = ("no_content", "no_survey", "foreign", "archived", "empty")


class HrApplicantCommunicationContent(models.Model):
    """A step that cannot work sends nothing: its rows fail, and an administrator gets
    one activity about the step, however many candidates it was for."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[
            ("foreign", "What the step sends is not for applications"),
            ("archived", "What the step sends is archived"),
            ("empty", "What the step sends has no text or no link"),
        ]
    )

    def _find_obstacle_of_content(self):
        fault = self._find_fault()
        return ("failed", fault[0]) if fault else super()._find_obstacle_of_content()

    def _find_fault(self):
        """:return: (reason, words), see the step, or None; looked up once per batch"""
        batch = get_batch(self.env)
        known = batch.faults if batch else {}
        key = self.step_id, self._choose_action(), self.is_edited
        if key not in known:
            step, action, edited = key
            known[key] = step._find_fault(action, edited)
        return known[key]

    def _fail(self, reason, detail=False):
        """The reason is one of a few; what is wrong with the step is the detail."""
        if reason not in FAULTS or detail:
            return super()._fail(reason, detail)
        for rows in self.grouped(lambda row: (row.step_id, row.action)).values():
            fault = rows[0]._find_fault()
            super(HrApplicantCommunicationContent, rows)._fail(reason, fault and fault[1])
        return None

    def _alert_recruiters(self):
        faulty = self.filtered(lambda row: row.reason in FAULTS)
        faulty._alert_of_faults()
        others = self - faulty
        return super(HrApplicantCommunicationContent, others)._alert_recruiters()

    def _alert_of_faults(self):
        """One activity for each step, on the first application that it was for."""
        alert = self.env.ref(
            "hr_recruitment_candidate_experience.activity_type_communication_failed",
            raise_if_not_found=False,
        )
        if not alert:
            return
        activities = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        for rows in self.grouped(lambda row: (row.step_id, row.company_id)).values():
            values = rows[0]._prepare_fault_alert(alert)
            same = [
                (name, "=", values[name]) for name in ("activity_type_id", "user_id", "summary")
            ]
            if not activities.search_count(same, limit=1):
                activities.create(values)

    def _prepare_fault_alert(self, alert):
        administrator = self.step_id._find_administrator(self.company_id)
        row = self.with_context(lang=administrator.lang)
        fault = row.step_id._find_fault(row._choose_action(), row.is_edited)
        return {
            **row._prepare_alert(alert),
            "user_id": administrator.id or self.env.uid,
            "summary": row.env._(
                "Cannot be sent: %(plan)s: %(step)s",
                plan=row.plan_id.name,
                step=row.step_id.name,
            ),
            "note": fault and fault[1],
        }
