from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..batch import get_batch, get_now
from ..past_orm import write_past_orm
from ..write_groups import OFFICER
from .pay_rules import TELLING


class HrApplicantPay(models.Model):
    """When a candidate was told what the job position pays, how, and in which words. What
    was told stays as it was; whether it is still so is compared with the job position."""

    _inherit = "hr.applicant"

    pay_told_date = fields.Datetime("Pay Communicated On", readonly=True, copy=False)
    pay_told_by = fields.Selection(
        [("ad", "Job ad"), ("email", "Email"), ("hand", "A colleague")],
        "Pay Communicated By",
        readonly=True,
        copy=False,
    )
    pay_told_words = fields.Text("Pay as Communicated", readonly=True, copy=False)
    pay_told_lang = fields.Char(
        "Language of the Communicated Pay", technical=True, readonly=True, copy=False
    )
    pay_told_job_id = fields.Many2one(
        "hr.job",
        "Job Position of the Communicated Pay",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
    pay_told_state = fields.Selection(
        [
            ("none", "Not required"),
            ("untold", "Not communicated"),
            ("told", "Informed"),
            ("changed", "Communicated, and changed since"),
        ],
        "Pay Communicated",
        compute="_compute_pay_told_state",
        compute_sudo=True,
        search="_search_pay_told_state",
        help="Not required: the company does not handle this here.",
    )
    pay_now = fields.Text(
        compute="_compute_pay_told_state",
        compute_sudo=True,
        help="As it is said today, in the language it was told in.",
    )

    @api.depends(
        "pay_told_date",
        "pay_told_words",
        "pay_told_job_id",
        "job_id",
        "company_id.pay_told",
        "candidate_lang",
    )
    def _compute_pay_told_state(self):
        said = {}
        is_used = self.env["hr.candidate.settings"]._is_used("uses_advert")
        for applicant in self:
            lang = applicant.pay_told_lang or applicant._get_candidate_lang()
            key = applicant.job_id, lang
            if key not in said:
                job = key[0].with_context(lang=lang)
                said[key] = job._say_pay() if applicant.job_id else False
            applicant.pay_now = said[key]
            applicant.pay_told_state = applicant._find_pay_told_state(said[key], is_used)

    def _find_pay_told_state(self, now, is_used):
        if self.pay_told_date and self.pay_told_job_id == self.job_id:
            return "told" if (self.pay_told_words or "") == (now or "") else "changed"
        return "untold" if is_used and self._is_pay_asked_for() else "none"

    def _search_pay_told_state(self, operator, value):
        if operator != "in" or set(value) != {"untold"}:
            return NotImplemented
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return Domain.FALSE
        return Domain(
            [
                ("company_id.pay_told", "in", TELLING),
                ("job_id", "!=", False),
                ("talent_pool_ids", "=", False),
            ]
        ) & Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "(%s IS NULL OR %s IS DISTINCT FROM %s)",
                *(
                    model._field_to_sql(alias, name, query)
                    for name in ("pay_told_date", "pay_told_job_id", "job_id")
                ),
            ),
            predicate=lambda a: not a.pay_told_date or a.pay_told_job_id != a.job_id,
        )

    def _is_pay_to_be_told(self):
        is_used = self.env["hr.candidate.settings"]._is_used("uses_advert")
        return is_used and self._is_pay_asked_for()

    def _is_pay_asked_for(self):
        company = self.company_id or self.env.company
        return bool(self.job_id and company.pay_told in TELLING and not self.talent_pool_ids)

    # Words -----------------------------------------------------------------------------

    @api.private
    def get_pay(self):
        """:return: list of what the job position pays (see ``_get_pay_lines`` of it), in the
        language of the context, for the invitation to the first interview; empty where the
        company does not tell it, or the candidate has been told this before"""
        self.ensure_one()
        applicant = self.sudo()
        if not applicant._is_pay_to_be_told():
            return []
        lines = applicant._get_pay_in(self.env.lang)
        if applicant.get_interview_number() == 1:
            return lines
        return lines if applicant.pay_told_state != "told" else []

    def _get_pay_in(self, lang):
        """:return: list, see ``_get_pay_lines``; looked up once for all that are sent"""
        batch = get_batch(self.env)
        known = batch.blocks.setdefault("pay", {}) if batch else {}
        key = self.job_id, lang
        if key not in known:
            known[key] = self.job_id.with_context(lang=lang)._get_pay_lines()
        return known[key]

    def _get_page(self):
        """The candidate's page shows what the ad says, and what has been told."""
        page = super()._get_page()
        told = self.pay_told_state in ("told", "changed") or self.job_id._tells_pay_in_ad()
        shown = page["state"] == "ongoing" and self._is_pay_to_be_told() and told
        return {**page, "pay_lines": self._get_pay_in(self.env.lang) if shown else []}

    # Proof -----------------------------------------------------------------------------

    def _note_pay_told(self, told, by):
        """Keep when the candidates were told, how, and the words. Told once is told: the
        same words again change nothing.

        :param dict told: application → (words, language code, naive UTC)
        :param str by: one of ``pay_told_by``
        """
        news = {
            applicant: {
                "pay_told_date": moment,
                "pay_told_by": by,
                "pay_told_words": words,
                "pay_told_lang": lang,
                "pay_told_job_id": applicant.job_id.id,
            }
            for applicant, (words, lang, moment) in told.items()
            if words
            and (applicant.pay_told_words, applicant.pay_told_job_id) != (words, applicant.job_id)
        }
        write_past_orm(news)
        self.browse(a.id for a in news).invalidate_recordset(
            ["pay_told_state", "pay_now"], flush=False
        )
        self.browse(applicant.id for applicant in told)._close_pay_todos()

    def _note_pay_on_form(self):
        """Who has applied on the website was told what the ad tells."""
        applicant = self.sudo()
        job = applicant.job_id
        if job.website_published and job._get_ad_pay():
            lang = applicant._get_candidate_lang()
            words = job.with_context(lang=lang)._say_pay()
            applicant._note_pay_told({applicant: (words, lang, get_now(self.env))}, "ad")

    def action_note_pay_told(self):
        """Somebody has told the pay, in a call perhaps."""
        if not self.env.user.has_group(OFFICER):
            raise AccessError(
                self.env._("Only recruiters can note that the candidate knows the pay.")
            )
        self.check_access("write")
        untold = self.filtered(lambda a: a.pay_told_state in ("untold", "changed"))
        if not all(untold.mapped("pay_now")):
            raise UserError(
                self.env._("Enter the pay on the job position first, so that it is clear what.")
            )
        untold._note_pay_told_by_hand()
        return True

    def _note_pay_told_by_hand(self):
        now, applicants = get_now(self.env), self.sudo()
        told = {}
        for applicant in applicants.filtered("pay_now"):
            lang = applicant.pay_told_lang or applicant._get_candidate_lang()
            told[applicant] = applicant.pay_now, lang, now
        applicants._note_pay_told(told, "hand")
        words = {a.id: self.env._("Has been told the pay: %s", told[a][0]) for a in told}
        applicants.browse(words)._message_log_batch(bodies=words)
