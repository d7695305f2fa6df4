from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..batch import get_now
from ..write_groups import OFFICER
from .ratings import USES

# How long after an interview somebody is asked for what they think, and how far back.
WORKING_DAYS = 2
ASKED_FOR = timedelta(days=14)


class HrInterviewKit(models.Model):
    _inherit = "hr.interview.kit"

    scorecard_ids = fields.One2many(
        "hr.interview.scorecard",
        "kit_id",
        string="Scorecards",
        help="Your own; those of the others as soon as you have handed in yours.",
    )
    held_by_ids = fields.Many2many(
        "res.users",
        "hr_interview_kit_held_by_rel",
        readonly=True,
        technical=True,
        copy=False,
        groups=fields.NO_ACCESS,
        help="Interviewers who were removed from the meeting after the interview. They still see "
        "the others' scorecards only after they have handed in their own.",
    )
    holds_interview = fields.Boolean(compute="_compute_holds_interview")
    stage_id = fields.Many2one(
        "hr.recruitment.stage",
        "Interview Round",
        write_groups=OFFICER,
        ondelete="set null",
        help="The stage of the application when the interview was booked. Change it where the "
        "interview is that of another stage: what is asked about depends on it. Empty: that of "
        "the application.",
    )
    asked_competence_ids = fields.Many2many(
        "hr.job.competence",
        compute="_compute_asked_competences",
        compute_sudo=True,
        string="What You Ask About",
    )

    @api.depends("interviewer_ids")
    @api.depends_context("uid")
    def _compute_holds_interview(self):
        for kit in self:
            kit.holds_interview = self.env.user in kit.interviewer_ids

    @api.depends("applicant_id.job_id.competence_ids", "stage_id")
    @api.depends_context("uid")
    def _compute_asked_competences(self):
        used = self.env["hr.candidate.settings"]._is_used(USES)
        for kit in self:
            kit.asked_competence_ids = used and kit._find_asked_competences(self.env.user)

    def _find_asked_competences(self, user):
        """:return: ``hr.job.competence`` that this user asks about in this interview"""
        competences = self.applicant_id.job_id.competence_ids
        stage = self.stage_id or self.applicant_id.stage_id
        return competences._filter_in_round(stage)._filter_asked_by(user)

    @api.model_create_multi
    def create(self, vals_list):
        """The round is known when the interview is booked: later, another one may be next."""
        if self.env["hr.candidate.settings"]._is_used(USES):
            applicants = self.env["hr.applicant"].sudo()
            applicants = applicants.browse(vals["applicant_id"] for vals in vals_list)
            vals_list = [
                {"stage_id": applicant.stage_id.id, **vals}
                for applicant, vals in zip(applicants, vals_list, strict=True)
            ]
        return super().create(vals_list)

    def write(self, vals):
        before = {}
        if "interviewer_ids" in vals:
            before = {kit: kit.interviewer_ids for kit in self.sudo()}
        res = super().write(vals)
        now = get_now(self.env)
        for kit, people in before.items():
            gone = people - kit.interviewer_ids
            if gone and kit.meeting_id.start <= now:
                kit.held_by_ids |= gone
        return res

    def _may_all_be_read(self):
        """:return: whether nobody is left who could read others' scorecards before their own"""
        handed_in = self.scorecard_ids.filtered(lambda card: card.state == "done").user_id
        return not self.applicant_id._is_open() or self.interviewer_ids <= handed_in

    def action_open_scorecard(self):
        """:return: action: the reader's own scorecard, made where there is none
        :raise AccessError: for who does not hold the interview"""
        self.ensure_one()
        if not self.holds_interview:
            raise AccessError(
                self.env._("Only those who hold the interview fill in a scorecard, each their own.")
            )
        cards = self.env["hr.interview.scorecard"]
        mine = cards.search([("kit_id", "=", self.id), ("user_id", "=", self.env.uid)])
        card = mine or cards.create({"kit_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("My Scorecard"),
            "res_model": card._name,
            "res_id": card.id,
            "views": [(False, "form")],
        }

    @api.model
    def _find_without_scorecards(self):
        """:return: kits of interviews that are over, of open applications for job positions
        with competences, as superuser"""
        now = get_now(self.env)
        kits = self.sudo().search(
            [
                ("meeting_id.active", "=", True),
                ("meeting_id.interview_missed", "=", False),
                ("meeting_id.stop", "<=", now),
                ("meeting_id.stop", ">", now - ASKED_FOR),
                ("applicant_id.active", "=", True),
                ("applicant_id.refuse_reason_id", "=", False),
                ("applicant_id.job_id.competence_ids", "!=", False),
            ]
        )
        return kits.filtered(lambda kit: kit.applicant_id._is_open())

    def _find_scorecard_day(self):
        """:return: date by which the scorecards of this interview are needed: the working day
        before the candidate was told to hear, where that is still to come"""
        applicant, now = self.applicant_id, get_now(self.env)
        tz = applicant._get_candidate_tz()
        if applicant.reply_promise_state == "open" and applicant.reply_due_date > now.date():
            day = applicant._find_day_before(applicant.reply_due_date)
        else:
            calendar = applicant.communication_plan_id._get_calendar(applicant.company_id)
            day = calendar._add_working_days(self.meeting_id.stop, WORKING_DAYS, tz)
        return max(applicant._get_candidate_day(day), now.date())
