from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..write_groups import ADMINISTRATOR

MOST_CHECKS = 200
HEAVIEST = 100


class HrRecruitmentAdCheck(models.Model):
    """A point of the checklist for job ads. What the addon ships is looked at by a method
    with its code, see ``hr.recruitment.ad.checker``; a company adds its own."""

    _name = "hr.recruitment.ad.check"
    _description = "Point of the Ad Checklist"
    _inherit = "hr.candidate.shared.mixin"
    _order = "sequence, id"

    name = fields.Char("Point", required=True, translate=True, write_groups=ADMINISTRATOR)
    active = fields.Boolean(default=True, write_groups=ADMINISTRATOR)
    sequence = fields.Integer(default=100, write_groups=ADMINISTRATOR)
    code = fields.Char(settled=True, copy=True, help="Technical name of the check.")
    looks = fields.Selection(
        [
            ("code", "Automatically"),
            ("words", "By words in the text"),
            ("hand", "By a person"),
        ],
        "How It Is Checked",
        compute="_compute_looks",
        precompute=True,
        store=True,
        readonly=False,
        required=True,
        write_groups=ADMINISTRATOR,
        help="By words in the text: it is in place when one of them is in the ad. By a person: it "
        "is ticked by hand on the job position.",
    )
    words = fields.Char(
        write_groups=ADMINISTRATOR,
        help="Spellings are separated by |. A * at the end stands for any letters.",
    )
    why = fields.Char(
        "Reason",
        translate=True,
        write_groups=ADMINISTRATOR,
        help="Shown to whoever writes the ad.",
    )
    weight = fields.Integer(
        default=5,
        required=True,
        write_groups=ADMINISTRATOR,
        help="How much it counts in the score, beside the other points.",
    )
    binding = fields.Boolean(
        "Required",
        write_groups=ADMINISTRATOR,
        help="An ad that misses it is not published, unless a recruitment administrator says why.",
    )
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        write_groups=ADMINISTRATOR,
        help="Leave empty for all companies. A company's own copy of a point counts there "
        "instead of the shared one; an archived copy switches it off there.",
    )

    _weight = models.Constraint(
        f"CHECK (weight BETWEEN 0 AND {HEAVIEST})",
        f"A point weighs 0 to {HEAVIEST}.",
    )
    _code_company = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) WHERE code IS NOT NULL",
        "Your company has a copy of this point already.",
    )

    @api.depends("code")
    def _compute_looks(self):
        for check in self:
            if check.code:
                check.looks = "code"
            elif not check.looks or check.looks == "code":
                check.looks = "words"

    @api.constrains("looks", "words", "code")
    def _check_looks(self):
        for check in self:
            if check.looks == "words" and not (check.words or "").strip(" |*!"):
                raise ValidationError(check.env._("“%s”: say which words to look for.", check.name))
            known = self.env["hr.recruitment.ad.checker"]._knows(check.code)
            if (check.looks == "code") != bool(check.code) or (check.code and not known):
                raise ValidationError(
                    check.env._(
                        "“%s”: only points that come with the app are checked automatically.",
                        check.name,
                    )
                )

    def copy_data(self, default=None):
        """A copy is the company's own."""
        mine = {"company_id": self.env.company.id, **(default or {})}
        return super().copy_data(mine)

    @api.model
    def _get_for(self, company):
        """:return: the points that count in a company, in their order"""
        found = self.sudo().with_context(active_test=False)
        found = found.search([("company_id", "in", [False, company.id])], limit=MOST_CHECKS)
        own = {check.code for check in found if check.code and check.company_id}
        return found.filtered(
            lambda check: (
                check.active and (check.company_id or not check.code or check.code not in own)
            )
        ).with_env(self.env(su=True))
