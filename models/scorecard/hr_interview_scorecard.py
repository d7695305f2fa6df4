from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..batch import Batch, get_now
from .ratings import RECOMMENDATIONS, USES

# What the author changes while it is a draft, and what afterwards.
DRAFT = {"recommendation", "comment", "rating_ids"}
DONE = {"new_addition"}


class HrInterviewScorecard(models.Model):
    """What one interviewer thinks after an interview. Nobody reads what another thinks
    before they have handed in their own; what is handed in stays as it is."""

    _name = "hr.interview.scorecard"
    _description = "Scorecard of an Interviewer"
    _inherit = ["hr.candidate.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"

    kit_id = fields.Many2one(
        "hr.interview.kit",
        "Interview Kit",
        required=True,
        settled=True,
        ondelete="cascade",
        index=True,
    )
    applicant_id = fields.Many2one(
        related="kit_id.applicant_id", store=True, index=True, string="Application"
    )
    job_id = fields.Many2one(related="kit_id.applicant_id.job_id", store=True)
    company_id = fields.Many2one(related="kit_id.company_id", store=True)
    candidate_name = fields.Char(related="kit_id.candidate_name", string="Candidate")
    meeting_start = fields.Datetime(related="kit_id.meeting_id.start", string="Interview")
    user_id = fields.Many2one(
        "res.users",
        "Interviewer",
        required=True,
        settled=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
        index=True,
    )
    state = fields.Selection(
        [("draft", "Not Handed In"), ("done", "Handed In")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
    )
    recommendation = fields.Selection(
        RECOMMENDATIONS, help="Would you take this person for this role?"
    )
    comment = fields.Text("Why", help="What was said and seen, in terms of what the work needs.")
    rating_ids = fields.One2many("hr.interview.scorecard.rating", "scorecard_id", "Ratings")
    done_date = fields.Datetime("Handed In On", readonly=True, copy=False)
    due_date = fields.Date(
        "Due On",
        readonly=True,
        copy=False,
        help="The working day before our promised answer, otherwise two working days after the "
        "interview.",
    )
    is_late = fields.Boolean("Late", readonly=True, copy=False)

    _one_each = models.Constraint(
        "UNIQUE (kit_id, user_id)", "Everybody has one scorecard for an interview."
    )

    @api.depends("user_id", "kit_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for card in self:
            card.display_name = self.env._(
                "%(candidate)s, by %(interviewer)s",
                candidate=card.sudo().candidate_name or self.env._("Interview"),
                interviewer=card.sudo().user_id.name,
            )

    # Whose -----------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        cards = super().create(vals_list)
        if not self.env.su:
            for card in cards:
                card._check_mine()
        cards.sudo()._add_ratings()
        return cards

    def write(self, vals):
        if not self.env.su:
            for card in self:
                card._check_mine()
                card._check_open(vals.keys())
        return super().write(vals)

    def _check_mine(self):
        """:raise AccessError: for who does not hold the interview, others' cards, and where
        scorecards are switched off"""
        if not self.env["hr.candidate.settings"]._is_used(USES):
            raise AccessError(self.env._("Scorecards are switched off."))
        panel = self.sudo().kit_id.interviewer_ids
        if self.sudo().user_id != self.env.user or self.env.user not in panel:
            raise AccessError(
                self.env._("Only those who hold the interview fill in a scorecard, each their own.")
            )

    def _check_open(self, names):
        if self.sudo().state == "done" and names - DONE:
            raise UserError(
                self.env._("What is handed in stays as it is. Write below what you want to add.")
            )
        if self.sudo().state == "draft" and names & DONE:
            raise UserError(self.env._("Hand the scorecard in first."))

    def _add_ratings(self):
        """A line for each competence of the job position that this interviewer asks about,
        with the words as they are now."""
        self.env["hr.interview.scorecard.rating"].create(
            [
                card._prepare_rating(competence)
                for card in self
                for competence in card.kit_id._find_asked_competences(card.user_id)
                if competence not in card.rating_ids.competence_id
            ]
        )

    def _prepare_rating(self, competence):
        words = competence.with_context(lang=self.user_id.lang or self.env.lang)
        return {
            "scorecard_id": self.id,
            "competence_id": competence.id,
            "sequence": competence.sequence,
            "name": words.name,
            "looked_for": words.looked_for,
            "anchors": "\n".join(f"{level}: {words._get_anchor(level)}" for level in "1234"),
        }

    # Handing in --------------------------------------------------------------------------

    def action_hand_in(self):
        """:raise UserError: before the interview, and for a card that says nothing: it would
        open those of the others"""
        for card in self:
            card._check_mine()
            if card.state == "done":
                continue
            card._check_filled_in()
            card.sudo()._hand_in(get_now(self.env))
        return True

    def _check_filled_in(self):
        if self.sudo().meeting_start > get_now(self.env):
            raise UserError(self.env._("The interview has not begun yet."))
        if not self.recommendation:
            raise UserError(self.env._("Say whether you would take the candidate."))
        rated = any(rating.rating for rating in self.rating_ids)
        if not rated and not (self.comment or "").strip():
            raise UserError(self.env._("Rate a competence, or say why you rate none."))

    def _hand_in(self, now):
        today = fields.Date.context_today(self.with_context(tz=self.user_id.tz), now)
        self.write(
            {
                "state": "done",
                "done_date": now,
                "is_late": bool(self.due_date and today > self.due_date),
            }
        )
        self.activity_unlink(["mail.mail_activity_data_todo"])
        # Who reads the application learns that it is there, not what is in it.
        self.applicant_id._message_log(
            body=self.env._("%s has handed in a scorecard.", self.user_id.name)
        )

    def _forget_traces(self):
        """Of cards that are gone: what asked for them, and what was said of them."""
        for model in ("mail.activity", "mail.message", "mail.followers"):
            field = "model" if model == "mail.message" else "res_model"
            traces = self.env[model].sudo().with_context(active_test=False)
            traces.search([(field, "=", self._name), ("res_id", "in", self.ids)]).unlink()

    def _say_all(self):
        """:return: str, all that stands on it, a line for each"""
        recommendations = dict(self._fields["recommendation"]._description_selection(self.env))
        lines = [
            f"{rating.name}: {' '.join(filter(None, (rating.rating, rating.note)))}"
            for rating in self.rating_ids
            if rating.rating or rating.note
        ]
        said = (recommendations.get(self.recommendation), self.comment, self.addition)
        return "\n".join(filter(None, [*lines, *said]))

    # Reminders ---------------------------------------------------------------------------

    @api.model
    def _cron_remind(self):
        """Whoever has held an interview is asked for the scorecard; where the application is
        closed or the interview did not take place, nobody is asked any more."""
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return
        self._stop_asking()
        # The days off of a schedule are read once.
        batch = Batch(get_now(self.env))
        kits = batch.put_around(self.env["hr.interview.kit"]._find_without_scorecards())
        missing = [
            {"kit_id": kit.id, "user_id": user.id, "due_date": kit._find_scorecard_day()}
            for kit in kits
            for user in kit.interviewer_ids - kit.scorecard_ids.user_id
        ]
        cards = self.create(missing) | kits.scorecard_ids.filtered(
            lambda card: card.state == "draft" and not card.due_date
        )
        for card in cards.filtered(lambda card: not card.due_date):
            card.due_date = card.kit_id._find_scorecard_day()
        cards._ask()

    def _ask(self):
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        todos = [
            activities._prepare_todo(
                card,
                card.user_id,
                kind,
                HrInterviewScorecard._say_todo,
                date_deadline=card.due_date,
            )
            for card in self
            if kind
        ]
        activities._raise_todos(todos)

    def _say_todo(self):
        return self.env._("Hand in your scorecard: %s", self.candidate_name or ""), False

    @api.model
    def _stop_asking(self):
        asked = self.search([("state", "=", "draft"), ("activity_ids", "!=", False)])
        over = asked.filtered(
            lambda card: (
                not card.applicant_id._is_open()
                or not card.kit_id.meeting_id.active
                or card.kit_id.meeting_id.interview_missed
                or card.user_id not in card.kit_id.interviewer_ids
                or not card.user_id.active
            )
        )
        over.activity_unlink(["mail.mail_activity_data_todo"])
