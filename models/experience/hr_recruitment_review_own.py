from odoo import api, fields, models
from odoo.tools import SQL


class HrRecruitmentReviewOwn(models.Model):
    """What somebody wrote in their own retrospectives, for themselves.

    Rows of the retrospectives that are answered, without what HR has put on them: no chatter,
    no to-dos, no key to a survey.
    """

    _name = "hr.recruitment.review.own"
    _description = "Own Retrospective"
    _auto = False
    _order = "answered_date desc, id desc"
    _rec_name = "job_name"

    user_id = fields.Many2one("res.users", "Person", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    job_name = fields.Char("Job Position", compute="_compute_answers", compute_sudo=True)
    role = fields.Selection(
        selection=lambda self: self._get_choices("role"), readonly=True, string="My Role"
    )
    occasion = fields.Selection(selection=lambda self: self._get_choices("occasion"), readonly=True)
    answered_date = fields.Date("Answered On", readonly=True)
    answers = fields.Text("What I Answered", compute="_compute_answers", compute_sudo=True)

    @api.model
    def _get_choices(self, name):
        return self.env["hr.recruitment.review"]._fields[name]._description_selection(self.env)

    @property
    def _table_query(self):
        """Of whoever reads."""
        self.env["hr.recruitment.review"].flush_model()
        return SQL(
            """
            SELECT review.id, person.id AS user_id, review.company_id, review.role,
                   review.occasion, review.answered_date
              FROM hr_recruitment_review AS review
              JOIN res_users AS person ON person.partner_id = review.partner_id
             WHERE review.state = 'answered' AND person.id = %s
            """,
            self.env.uid,
        )

    @api.depends_context("uid")
    def _compute_answers(self):
        """Whatever ids are asked for: only of whoever reads."""
        for row in self:
            review = row._find_review()
            lines = review.user_input_id.user_input_line_ids
            row.job_name = review.job_id.name
            row.answers = "\n\n".join(
                f"{line.question_id.title}\n{line.display_name}"
                for line in lines
                if not line.skipped
            )

    def _find_review(self):
        """:return: the retrospective, as superuser, if it is the user's own and answered"""
        review = self.env["hr.recruitment.review"].sudo().browse(self.id).exists()
        return review.filtered(
            lambda one: one.partner_id == self.env.user.partner_id and one.state == "answered"
        )

    def action_suggest_improvement(self):
        """:return: action of the dialog in which an idea is written"""
        self.ensure_one()
        self.check_access("read")
        job = self._find_review().job_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Suggest an Improvement"),
            "res_model": "hr.recruitment.improvement.suggestion",
            "views": [[False, "form"]],
            "target": "new",
            "context": {"default_job_id": job.id},
        }
