from odoo import api, fields, models

from .ratings import ANCHORS

LEVELS = tuple(f"anchor_{level}" for level in ANCHORS)


class HrJobCompetence(models.Model):
    """What a job position needs, and who asks about it in the interviews. The same for
    every candidate: that makes what interviewers say comparable."""

    _name = "hr.job.competence"
    _description = "Competence of a Job Position"
    _inherit = "hr.candidate.guard.mixin"
    _order = "sequence, id"

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    job_id = fields.Many2one(
        "hr.job", "Job Position", required=True, settled=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="job_id.company_id", store=True)
    name = fields.Char("Competence", required=True, translate=True)
    looked_for = fields.Text(
        "What We Look For",
        translate=True,
        help="What somebody does who has it, in this role.",
    )
    anchor_1 = fields.Char("1 Means", translate=True)
    anchor_2 = fields.Char("2 Means", translate=True)
    anchor_3 = fields.Char("3 Means", translate=True)
    anchor_4 = fields.Char("4 Means", translate=True)
    interviewer_ids = fields.Many2many(
        "res.users",
        "hr_job_competence_interviewer_rel",
        string="Who Asks",
        domain=[("share", "=", False)],
        help="Whose scorecard it is on. Empty: on everybody's.",
    )
    coverage = fields.Char(
        "Topic Map",
        compute="_compute_coverage",
        help="Whether somebody asks about it, and whether several ask the same.",
    )
    is_uneven = fields.Boolean(compute="_compute_coverage")

    @api.depends("interviewer_ids")
    @api.depends_context("lang")
    def _compute_coverage(self):
        for competence in self:
            people = competence.interviewer_ids
            competence.is_uneven = len(people) != 1
            competence.coverage = competence._say_coverage(people)

    def _say_coverage(self, people):
        names = ", ".join(people.mapped("name"))
        if len(people) > 1:
            return self.env._("Several ask the same: %s", names)
        if people:
            return self.env._("Asked by %s", names)
        return self.env._("Nobody in particular asks: everybody rates it")

    def _get_anchor(self, level):
        """:param str level: "1" to "4"
        :return: str, what it means in the language of the environment"""
        return self[f"anchor_{level}"] or self.env._(ANCHORS[level])

    def _filter_asked_by(self, user):
        """:return: those that are on the scorecard of this user"""
        return self.filtered(lambda c: not c.interviewer_ids or user in c.interviewer_ids)
