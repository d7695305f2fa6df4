from odoo import api, fields, models

from ..batch import get_now
from ..inside import YES, get_inside
from ..write_groups import OFFICER
from .triggers import BY_NAME, WATCHES


class HrApplicantArrival(models.Model):
    """Whether they applied, or were found: whoever never applied is not thanked for it,
    and is promised nothing."""

    _inherit = "hr.applicant"

    arrival = fields.Selection(
        [("applied", "Yes, they applied"), ("sourced", "No, we found them")],
        string="Did They Apply?",
        default=lambda self: self._default_arrival(),
        required=True,
        write_groups=OFFICER,
        help="Somebody who applied gets the confirmation of the communication plan. Somebody who "
        "did not apply gets no message until a colleague decides so, and is promised nothing.",
    )

    def _default_arrival(self):
        """Websites, mails and programs bring applications. What is thanked for by mistake
        cannot be taken back, so a form begins with what sends nothing."""
        return "sourced" if get_inside(self.env, "added_by_hand") else "applied"

    def onchange(self, values, field_names, fields_spec):
        """Without names of fields it is a new form, which asks for defaults."""
        added = self if field_names or self else self.with_context(added_by_hand=YES)
        return super(HrApplicantArrival, added).onchange(values, field_names, fields_spec)

    @api.model_create_multi
    def create(self, vals_list):
        """An empty cell of an imported file says nothing."""
        for vals in vals_list:
            if not vals.get("arrival", True):
                del vals["arrival"]
        return super().create(vals_list)

    def action_note_applied(self):
        """They were found, and have applied now: the confirmation goes out."""
        self.write({"arrival": "applied"})

    def _plan_changes(self, before):
        res = super()._plan_changes(before)
        self._follow_arrivals(before)
        return res

    def _follow_arrivals(self, before):
        """Who was found and has applied now is thanked now; who did not apply after all
        is not thanked.

        :param dict before: applicant → ``Before``
        """
        changed = self.filtered(lambda a: a.arrival != before[a].arrival)
        changed.filtered(lambda a: a.arrival == "sourced")._cancel_scheduled("not_applied")
        applied = changed.filtered(lambda a: a.arrival == "applied" and a._is_open())
        if applied and not self._is_silent():
            visits = self.env["hr.applicant.stage.history"].sudo()._get_visits(applied)
            applied._plan(("applied", *WATCHES), visits, get_now(self.env))

    def _filter_meant_by(self, step):
        """:return: those to whom this step of a plan applies: who never applied does not
        hear how the application goes, though a colleague may be reminded of them"""
        trigger = BY_NAME[step.trigger]
        if not trigger.needs_application:
            return self
        if step.action == "activity" and trigger.name != "applied":
            return self
        return self.filtered(lambda a: a.arrival != "sourced")

    def _filter_unaware(self):
        """:return: those whom we found and who know nothing of it: nobody has written to
        them, met them or heard from them, and nothing to them is in the outbox"""
        found = self.filtered(
            lambda a: (
                a.arrival == "sourced"
                and not (a.last_contact_date or a.first_answer_date or a.last_reply_date)
            )
        )
        if not found:
            return found
        leaving = (
            self.env["hr.applicant.communication"]
            .sudo()
            .search([("applicant_id", "in", found.ids), ("state", "=", "queued")])
        )
        aware = set(leaving.applicant_id.ids)
        return found.filtered(lambda a: a._origin.id not in aware)


class HrApplicantCommunicationArrival(models.Model):
    """What is said of an application, only to those who have applied."""

    _inherit = "hr.applicant.communication"

    def _guard_arrival(self, known):
        # What a colleague or a rule starts was decided.
        meant = self.started or self.applicant_id._filter_meant_by(self.step_id)
        return None if meant else ("cancelled", "not_applied")
