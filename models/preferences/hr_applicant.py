from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..write_groups import OFFICER
from .preferences import LINES, LONGEST_LINE, LONGEST_TEXT, MOST_MATTERS, USES

SUMMARY = "hr_recruitment_candidate_experience.preferences_summary"


class HrApplicantPreferences(models.Model):
    """What candidates say of themselves, all of it if they like: talking points for those
    who meet them, and no merits."""

    _inherit = "hr.applicant"

    matter_ids = fields.Many2many(
        "hr.candidate.matter",
        "hr_applicant_matter_rel",
        string="What Matters",
        copy=False,
        write_groups=OFFICER,
        help="To this candidate in the next job: three at most, told by the candidate. "
        "Something to talk about, and no merit.",
    )
    matter_words = fields.Text("What Matters, in Own Words", copy=False, write_groups=OFFICER)
    name_spoken = fields.Char(
        "Pronunciation of the Name", size=LONGEST_LINE, copy=False, write_groups=OFFICER
    )
    pronoun = fields.Char(size=LONGEST_LINE, copy=False, write_groups=OFFICER)
    languages_spoken = fields.Char("Speaks", size=LONGEST_LINE, copy=False, write_groups=OFFICER)
    interview_language = fields.Char(
        "Would Like to Be Interviewed In", size=LONGEST_LINE, copy=False, write_groups=OFFICER
    )
    preferences_summary = fields.Html(
        "About the Candidate", compute="_compute_preferences_summary", sanitize=False
    )

    @api.constrains("matter_ids", "matter_words")
    def _check_matters(self):
        for applicant in self:
            if len(applicant.matter_ids) > MOST_MATTERS:
                raise ValidationError(
                    self.env._("Choose %s of what matters at most.", MOST_MATTERS)
                )
            if len(applicant.matter_words or "") > LONGEST_TEXT:
                raise ValidationError(self.env._("Please keep it to %s characters.", LONGEST_TEXT))

    @api.depends("matter_ids", "matter_words", *LINES)
    @api.depends_context("lang")
    def _compute_preferences_summary(self):
        """As kits, paper and calls show it."""
        self.preferences_summary = False
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return
        for applicant in self:
            told = applicant.sudo()
            if told.matter_ids or told.matter_words or any(told[name] for name in LINES):
                applicant.preferences_summary = self.env["ir.qweb"]._render(
                    SUMMARY,
                    {
                        "applicant": told,
                        "matters": ", ".join(told.matter_ids.mapped("name")),
                    },
                )
