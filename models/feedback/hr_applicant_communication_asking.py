from collections import defaultdict
from datetime import timedelta

from odoo import fields, models

from ..batch import get_now

# What is asked once in an application is always asked; the cool-down binds the others,
# and interviews after the first one.
BOUND = ("applied", "first_week", "onboarded", "third_month")
# Of two that are due at once, the first in this order leaves.
MORE_TELLING = (
    "hired",
    "refused",
    "withdrawn",
    "interviewed",
    "third_month",
    "onboarded",
    "first_week",
    "applied",
)
# How far in the journey: a survey takes the place of those about what came before.
PROGRESS = {
    "applied": 0,
    "interviewed": 1,
    "refused": 2,
    "withdrawn": 2,
    "hired": 2,
    "first_week": 3,
    "onboarded": 4,
    "third_month": 5,
}
# Days at work before somebody can say what the survey asks, if the first day is known.
DAYS_AT_WORK = {"first_week": 3, "onboarded": 28, "third_month": 80}
# Two surveys that arrive within the hour are read as one; the second one waits.
TOGETHER = timedelta(hours=1)
APART = timedelta(days=1)


class HrApplicantCommunicationAsking(models.Model):
    """The choice of candidates to ask, and of one among several surveys."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[
            ("asked_today", "Waits: another survey has just left for the candidate"),
            ("not_begun", "Waits: the new colleague has not been here for long enough"),
            ("interview_today", "Waits: the candidate has an interview today"),
            ("newer_survey", "A newer survey has taken its place"),
        ]
    )

    def _get_moment(self):
        return self.step_id.survey_id.feedback_moment or "applied"

    def _wait_for_interview(self, batch):
        """On the way to an interview nobody wants to be asked how it is going.

        :return: the surveys and reminders that wait until the day after
        """
        waiting = defaultdict(self.browse)
        surveys = self.filtered(lambda row: row.action == "survey")
        people = surveys._find_applications_of_people()
        for row in surveys:
            mine = people.get(row._get_person_asked(), row.applicant_id)
            ends = [end for a in mine if (end := a._find_interview_today(batch.now))]
            if ends:
                waiting[max(ends) + APART] |= row
        self._wait_until(waiting, "interview_today")
        return self.browse().concat(*waiting.values())

    def _get_person_asked(self):
        return self.applicant_id.company_id, *self.applicant_id._get_person()

    def _find_applications_of_people(self):
        """:return: dict company and person → ``hr.applicant``, all of whoever is asked here:
        the interview may be about another job position"""
        applicants = self.applicant_id
        if not applicants.partner_id:
            return {}
        same = applicants.search(
            [
                ("partner_id", "in", applicants.partner_id.ids),
                ("company_id", "in", applicants.company_id.ids),
            ],
            order="id",
        )
        return (same | applicants).grouped(lambda a: (a.company_id, *a._get_person()))

    def _wait_for_other_surveys(self, batch):
        """Only among surveys that can leave now, one is chosen, and nobody is reminded of
        another one in the same minute.

        :return: those that do not leave now
        """
        surveys = self.filtered(lambda row: row.action == "survey")
        asking = surveys.filtered(lambda row: not row.survey_input_id)
        if not asking:
            return asking
        held = asking._hold_back(batch)
        asked = set((asking - held).applicant_id.mapped("email_normalized"))
        reminders = (surveys - asking).filtered(
            lambda row: row.applicant_id.email_normalized in asked
        )
        if reminders:
            reminders._wait_until({batch.now + APART: reminders})
        return held | reminders

    def _hold_back(self, batch):
        """End or put off the surveys that are not asked now.

        :return: those rows
        """
        never = self.applicant_id._find_never_asked()
        asked = {
            address: moment
            for address, (moment, _opted_out) in (self.applicant_id._read_last_asked().items())
        }
        interviewed = self._find_asked_about_interview()
        ended, waiting = defaultdict(self.browse), defaultdict(self.browse)
        early = self._find_early()
        for row in (self - self.browse().concat(*early.values())).sorted(
            lambda row: MORE_TELLING.index(row._get_moment())
        ):
            applicant = row.applicant_id
            address = applicant.email_normalized
            last = asked.get(address)
            if applicant in never:
                ended[never[applicant]] |= row
            elif last and row._is_too_soon(last, applicant in interviewed):
                ended["recently_asked"] |= row
            elif last and last > batch.now - TOGETHER:
                waiting[last + APART] |= row
            else:
                asked[address] = batch.now
                if row._get_moment() == "interviewed":
                    interviewed |= applicant
        for reason, rows in ended.items():
            rows._close("skipped", reason)
        self._wait_until(waiting)
        self._wait_until(early, "not_begun")
        return self.browse().concat(*ended.values(), *waiting.values(), *early.values())

    def _find_early(self):
        """:return: dict naive UTC moment → rows of those who have not been at work for as
        long as their survey asks about"""
        early = defaultdict(self.browse)
        for row in self:
            applicant, days = row.applicant_id, DAYS_AT_WORK.get(row._get_moment())
            if days and applicant.first_day:
                ready = applicant._get_first_morning() + timedelta(days=days)
                if ready > get_now(self.env):
                    early[ready] |= row
        return early

    def _is_too_soon(self, last, interviewed):
        """:param datetime last: naive UTC moment at which the person was asked
        :param bool interviewed: was asked about an interview of this application
        :return: whether the company's cool-down forbids this survey"""
        moment = self._get_moment()
        if moment not in BOUND and not (moment == "interviewed" and interviewed):
            return False
        days = self.applicant_id.company_id.feedback_cooldown_days
        return bool(days) and last > fields.Datetime.subtract(get_now(self.env), days=days)

    def _find_asked_about_interview(self):
        """:return: the applicants that have had a survey about an interview"""
        return self.search(
            [
                ("applicant_id", "in", self.applicant_id.ids),
                ("survey_input_id.survey_id.feedback_moment", "=", "interviewed"),
                ("state", "in", ("queued", "sent")),
            ]
        ).applicant_id

    def _wait_until(self, moments, reason="asked_today"):
        """:param dict moments: naive UTC moment -> rows
        :param str reason: what explains it"""
        for moment, rows in moments.items():
            rows.write(
                {
                    "next_attempt": moment,
                    "scheduled_date": moment,
                    "reason": reason,
                }
            )
        if moments:
            self._wake_cron(set(moments))

    def _close_earlier(self):
        """An older survey of the same application that is still open leads to the new
        one from now on, and is not reminded of."""
        earlier = self.search(
            [
                ("applicant_id", "in", self.applicant_id.ids),
                ("survey_input_id", "not in", self.survey_input_id.ids),
                ("survey_input_id", "!=", False),
            ]
        )
        newer = {row.applicant_id: row for row in self}
        passed = earlier.filtered(lambda row: row._is_before(newer[row.applicant_id]._get_moment()))
        # Answered ones, too: an anonymous survey does not say which are answered.
        reminders = passed.filtered(lambda row: row.state == "scheduled")
        reminders._close("cancelled", "newer_survey")
        self.env["survey.user_input"]._lead_to(
            {
                row.survey_input_id: newer[row.applicant_id].survey_input_id
                for row in passed
                if row.survey_input_id._gives_way()
            }
        )

    def _is_before(self, moment):
        mine = self.survey_input_id.survey_id.feedback_moment or "applied"
        return PROGRESS[mine] <= PROGRESS[moment]
