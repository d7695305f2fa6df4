from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import clean_context

from ..batch import get_now
from ..feedback.choices import REVIEW_TYPE

# How long the link works.
DAYS_TO_ANSWER = 30
EDITABLE = {"activity_ids"}


class HrRecruitmentReview(models.Model):
    """The retrospective of a recruiter or hiring manager on one job position.

    Planned when the job position is filled or closed, asked by cron a day later, and
    answered in the survey of the plan. Reopening the job position before that cancels
    it. Only HR reads these rows.
    """

    _name = "hr.recruitment.review"
    _description = "Retrospective of a Recruiter or Manager"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "hr.candidate.delivery.mixin",
        "hr.candidate.guard.mixin",
    ]
    _order = "answered_date desc, id desc"
    _rec_name = "job_id"
    _waiting = "planned"
    _handed = "asked"
    _cron = "ir_cron_review"

    job_id = fields.Many2one(
        "hr.job",
        string="Job Position",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    department_id = fields.Many2one("hr.department", readonly=True, ondelete="set null")
    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    role = fields.Selection(
        [
            ("recruiter", "Recruiter"),
            ("manager", "Hiring manager"),
            ("both", "Recruiter and hiring manager"),
        ],
        required=True,
        readonly=True,
    )
    occasion = fields.Selection(
        [("filled", "Filled"), ("closed", "Closed")], required=True, readonly=True
    )
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("asked", "Asked"),
            ("answered", "Answered"),
            ("cancelled", "Cancelled"),
            ("failed", "Failed"),
        ],
        default="planned",
        required=True,
        readonly=True,
    )
    ask_date = fields.Datetime("Asked On", required=True, readonly=True)
    answered_date = fields.Date("Answered On", readonly=True)
    survey_id = fields.Many2one("survey.survey", required=True, readonly=True, ondelete="cascade")
    user_input_id = fields.Many2one(
        "survey.user_input",
        "Survey Answer",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    line_ids = fields.One2many(related="user_input_id.user_input_line_ids")
    rating = fields.Float(
        "Rating (%)",
        compute="_compute_answer",
        help="Mean of the ratings: 0 is the lowest choice of the scale, 100 the highest.",
    )
    rating_count = fields.Integer("Questions Rated", compute="_compute_answer")
    comment = fields.Text(compute="_compute_answer")

    _pending = models.Index("(next_attempt, id) WHERE state = 'planned'")
    _in_outbox = models.Index("(id) WHERE state = 'asked' AND mail_mail_id_int > 0")
    _asked_once = models.UniqueIndex(
        "(job_id, partner_id) WHERE state = 'planned'",
        "This person will be asked about this job position already.",
    )

    @api.depends("user_input_id.user_input_line_ids")
    def _compute_answer(self):
        for review in self:
            lines = review.sudo().user_input_id.user_input_line_ids.filtered(
                lambda line: not line.skipped
            )
            shares = [line._get_share() for line in lines]
            shares = [share for share in shares if share is not None]
            review.rating_count = len(shares)
            review.rating = 100 * sum(shares) / len(shares) if shares else 0
            review.comment = "\n".join(
                filter(
                    None,
                    lines.mapped("value_text_box") + lines.mapped("value_char_box"),
                )
            )

    @api.depends("job_id", "role")
    @api.depends_context("lang")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for review in self:
            parts = (review.job_id.name, roles.get(review.role))
            review.display_name = " · ".join(filter(None, parts))

    def write(self, vals):
        if not self.env.su and vals.keys() - EDITABLE:
            raise AccessError(self.env._("A retrospective cannot be changed."))
        return super().write(vals)

    def action_print_answers(self):
        """Open the answers as they were given."""
        return self.user_input_id.action_print_answers()

    @api.private
    def get_answer_url(self):
        """:return: address where this person answers, without login: the link
        answers in this person's name

        :raise AccessError: in a preview of somebody who may not read the answer yet
        """
        self.ensure_one()
        self.user_input_id.check_access("read")
        return self.job_id.get_base_url() + self.user_input_id.get_start_url()

    @api.private
    def get_answer_deadline(self):
        return self.user_input_id.deadline

    # Asking ------------------------------------------------------------------------

    @api.model
    def _plan(self, values):
        """Schedule retrospectives.

        :param values: list of dicts, one for each person and job position
        """
        if values:
            # Without the client's defaults.
            quiet = self.sudo().with_context(
                clean_context(self.env.context),
                mail_create_nolog=True,
                mail_create_nosubscribe=True,
            )
            reviews = quiet.create(
                [{**review, "next_attempt": review["ask_date"]} for review in values]
            )
            self._wake_cron(set(reviews.mapped("ask_date")))

    @api.model
    def _cron_ask(self):
        """Ask everybody whose time has come."""
        self._cron_process()

    def _do_message(self):
        self._in_halves("_process")

    def _process(self):
        for reviews in self._stop_untrue().grouped("survey_id").values():
            reviews._in_halves("_ask")

    def _stop_untrue(self):
        """Cancel the retrospectives of open recruitments, and those without address or
        survey.

        :return: the others"""
        untrue = self.filtered(
            lambda review: (
                review.job_id._is_recruiting()
                or not review.survey_id.active
                or not review.partner_id.active
                or not review.partner_id.email_normalized
            )
        )
        untrue.state = "cancelled"
        return self - untrue

    def _fail(self, reason, detail=False):
        """Whatever the reason: HR hears of it."""
        self.write({"state": "failed", "next_attempt": False})
        self._tell_hr()

    def _ask(self):
        """Invite to the survey and queue the mails."""
        self._create_invitations()
        self.write({"state": "asked", "next_attempt": False})
        template = self.env.ref("hr_recruitment_candidate_experience.mail_template_review").sudo()
        template._check_is_for(self._name)
        # The link is the person's own: it does not stay behind in a chatter.
        mails = template.send_mail_batch(self.ids, email_values={"model": False, "res_id": False})
        for review, mail in zip(self, mails, strict=True):
            review.mail_mail_id_int = mail.id
        # Odoo's queue looks by itself only once an hour.
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _create_invitations(self):
        now = get_now(self.env)
        survey = self.survey_id
        languages = self.env["res.lang"]
        values = [
            {
                "survey_id": survey.id,
                "partner_id": review.partner_id.id,
                "email": review.partner_id.email,
                "lang_id": languages._get_data(
                    code=survey._get_feedback_lang(review.partner_id.lang)
                ).id,
                "deadline": now + timedelta(days=DAYS_TO_ANSWER),
                "predefined_question_ids": survey.question_ids.ids,
            }
            for review in self
        ]
        quiet = self.env["survey.user_input"].with_context(
            mail_create_nolog=True, tracking_disable=True
        )
        for review, invitation in zip(self, quiet.create(values), strict=True):
            review.user_input_id = invitation

    def _judge_mail(self, outcome):
        """A mail that has left is deleted, with all that was said of it."""
        return super()._judge_mail(outcome) if outcome["mail_id"] else ("delivered", None)

    def _note_delivered(self, _reasons):
        self.mail_mail_id_int = 0

    def _note_dropped(self, _reasons):
        self._fail("outbox_cancelled")

    # The answer --------------------------------------------------------------------

    @api.model
    def _note_answers(self, answers):
        """Finished answers: HR hears of each.

        :param answers: ``survey.user_input``, of whatever surveys
        """
        answers = answers.filtered(lambda answer: answer.survey_id.survey_type == REVIEW_TYPE)
        if not answers:
            return
        reviews = self.search([("user_input_id", "in", answers.ids), ("state", "!=", "answered")])
        reviews.write(
            {
                "state": "answered",
                "answered_date": fields.Date.context_today(self, get_now(self.env)),
            }
        )
        reviews._tell_hr()

    def _tell_hr(self):
        activities, todos = self.env["mail.activity"], []
        kind = activities._get_todo_type("activity_type_review")
        if not kind:
            return
        for company, reviews in self.grouped("company_id").items():
            manager = company._find_experience_manager()
            todos += [
                activities._prepare_todo(
                    review, manager, kind, lambda review: (review._describe_news(), False)
                )
                for review in reviews
            ]
        activities._raise_todos(todos, renew=True)

    def _describe_news(self):
        names = {"person": self.partner_id.name, "job": self.job_id.name}
        if self.state == "failed":
            return self.env._("%(person)s could not be asked about: %(job)s", **names)
        return self.env._("%(person)s on recruiting: %(job)s", **names)
