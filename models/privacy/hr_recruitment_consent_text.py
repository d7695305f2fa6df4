from dateutil.relativedelta import relativedelta

from odoo import fields, models

from ..batch import get_today
from ..write_groups import ADMINISTRATOR
from .consent_kinds import ASKED_KINDS, LONGEST_CONSENT


class HrRecruitmentConsentText(models.Model):
    """What a candidate is asked to agree to, in the company's words. What somebody has
    agreed to is kept in the register as it was shown: a change here changes nothing there."""

    _name = "hr.recruitment.consent.text"
    _description = "Text of a Consent"
    _inherit = "hr.candidate.shared.mixin"
    _order = "sequence, id"

    name = fields.Char(
        "Title",
        required=True,
        translate=True,
        write_groups=ADMINISTRATOR,
        help="The candidate reads it above the text.",
    )
    active = fields.Boolean(default=True, write_groups=ADMINISTRATOR)
    sequence = fields.Integer(default=10, write_groups=ADMINISTRATOR)
    kind = fields.Selection(
        ASKED_KINDS, required=True, default="reference", write_groups=ADMINISTRATOR
    )
    body = fields.Text(
        "What Is Asked",
        required=True,
        translate=True,
        write_groups=ADMINISTRATOR,
        help="Who does what, with which data, for what. A consent has to be free and informed, "
        "and as easy to withdraw as to give: Regulation (EU) 2016/679, article 7.",
    )
    months = fields.Integer(
        "Valid for (Months)",
        required=True,
        default=6,
        write_groups=ADMINISTRATOR,
        help="From the day on which the candidate agrees.",
    )
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        write_groups=ADMINISTRATOR,
        help="Leave empty for all companies.",
    )

    _months = models.Constraint(
        f"CHECK (months BETWEEN 1 AND {LONGEST_CONSENT})",
        f"A consent is valid for 1 to {LONGEST_CONSENT} months.",
    )

    def _get_next_end(self):
        """:return: date until which a consent of today lasts"""
        return get_today(self.env) + relativedelta(months=self.months)

    def _get_words(self, applicant):
        """:return: dict of ``title``, ``body`` and ``promise``: what the candidate reads
        before choosing, in the language of the context"""
        return {
            "title": self.name,
            "body": self.body.strip(),
            "promise": self.env._(
                "If you agree, this holds until %s. You can change your mind here at any time.",
                applicant._say_date(self._get_next_end()),
            ),
        }
