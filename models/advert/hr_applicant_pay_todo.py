from odoo import api, models
from odoo.tools import email_normalize

from ..batch import get_now

SAME = ("res_model_id", "res_id", "interview_task")


class HrApplicantPayTodo(models.Model):
    """An interview is booked, and the candidate has not been told what the job position
    pays, nor will the plan tell it: somebody is asked to."""

    _inherit = "hr.applicant"

    @api.model
    def _plan_interviews(self, booked, moved, changed):
        res = super()._plan_interviews(booked, moved, changed)
        ids = {applicant.id for applicant, _meeting in booked}
        self.env["hr.applicant"].sudo().browse(ids)._remind_of_pay()
        return res

    @api.model
    def _plan_cancelled_interviews(self, gone):
        """Before an interview that does not take place nobody has to tell anything."""
        res = super()._plan_cancelled_interviews(gone)
        applicants = self.env["hr.applicant"].sudo()
        applicants = applicants.browse({applicant.id for applicant, _meeting in gone})
        off = {meeting.id for _applicant, meeting in gone}
        applicants.filtered(lambda a: not a._find_coming_interviews(off))._close_pay_todos()
        return res

    def _find_coming_interviews(self, off=()):
        """:param off: ids of those that do not take place"""
        now = get_now(self.env)
        return self.interview_ids.filtered(
            lambda m: m.id not in off and m._confirmed("start") > now
        )

    def _remind_of_pay(self):
        """One to-do for each candidate whom nobody and nothing tells."""
        if not self or self._is_silent():
            return
        untold = self._filter_pay_untold().filtered(lambda a: a._is_open())
        if not untold:
            return
        untold -= untold._filter_hearing_pay()
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        todos = [
            activities._prepare_todo(
                applicant,
                applicant._get_page_colleague("recruiter"),
                kind,
                HrApplicantPayTodo._say_pay_todo,
                interview_task="pay",
            )
            for applicant in untold
            if kind
        ]
        activities._raise_todos(todos, same=SAME)

    def _filter_pay_untold(self):
        """:return: those who are to be told the pay, and were not"""
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return self.browse()
        return self.filtered(lambda a: a.pay_told_state == "untold")

    def _filter_hearing_pay(self):
        """:return: those whom a message that is planned tells, as it stands"""
        able = self.filtered(
            lambda a: (
                a.job_id.pay_is_given
                and not a.communication_paused
                and not a.messages_stopped
                and email_normalize(a.email_from or "")
            )
        )
        rows = (
            self.env["hr.applicant.communication"]
            .sudo()
            .search(
                [
                    ("applicant_id", "in", able.ids),
                    ("step_id.trigger", "=", "interview_booked"),
                    ("state", "in", ("scheduled", "queued")),
                ]
            )
        )
        return rows.filtered(lambda row: row._choose_action() == "email").applicant_id

    def _say_pay_todo(self):
        """:return: (summary, note) in the language of the context"""
        summary = self.env._("Inform the candidate about the pay before the interview")
        if self.sudo().job_id.pay_is_given:
            note = self.env._(
                "The candidate has not been told what the job position pays, and no message of "
                "the plan says it. Call or write. When this is done, it counts as told."
            )
        else:
            note = self.env._(
                "No pay is entered on the job position, so nobody is told. Enter it there, and "
                "tell the candidate before the interview."
            )
        return summary, note

    def _find_pay_todos(self):
        activities = self.env["mail.activity"].sudo()
        return activities.search(
            [
                ("res_model", "=", "hr.applicant"),
                ("res_id", "in", self.ids),
                ("interview_task", "=", "pay"),
            ]
        )

    def _close_pay_todos(self):
        if self:
            self._find_pay_todos().unlink()
