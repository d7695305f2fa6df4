from odoo import api, fields, models


class HrRecruitmentFeedbackThemeMention(models.Model):
    """A theme that a text mentions, by the dictionary or by people. What people have said
    stays, however often the text is read again."""

    _name = "hr.recruitment.feedback.theme.mention"
    _description = "Mention of a Theme"
    # Author and time of the row would be traces of the candidate.
    _log_access = False
    _order = "id desc"
    _rec_name = "theme_id"

    theme_id = fields.Many2one(
        "hr.recruitment.feedback.theme",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    comment_id = fields.Many2one(
        "hr.recruitment.feedback.comment",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    found = fields.Boolean("Found by the Dictionary", readonly=True)
    verdict = fields.Selection(
        [("added", "Added by a person"), ("removed", "Removed by a person")],
        "Correction by a Person",
        readonly=True,
    )
    counts = fields.Boolean(compute="_compute_counts", store=True)
    _once = models.UniqueIndex(
        "(comment_id, theme_id) WHERE comment_id IS NOT NULL",
        "This comment has the theme already.",
    )

    @api.depends("found", "verdict")
    def _compute_counts(self):
        for mention in self:
            said = mention.verdict
            mention.counts = said == "added" if said else mention.found
