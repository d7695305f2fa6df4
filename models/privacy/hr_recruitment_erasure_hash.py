import hashlib
import hmac
import secrets

from odoo import api, fields, models

SALT = "hr_recruitment_candidate_experience.erasure_salt"


class HrRecruitmentErasureHash(models.Model):
    """Who was erased, so that it can be done again after a backup was restored: a salted
    hash, which tells nothing to who does not already know the address."""

    _name = "hr.recruitment.erasure.hash"
    _description = "Hash of an Erased Person"
    _inherit = "hr.candidate.guard.mixin"
    _order = "id"
    _rec_name = "value"

    erasure_id = fields.Many2one(
        "hr.recruitment.erasure", readonly=True, index="btree_not_null", ondelete="set null"
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [("email", "Email"), ("phone", "Phone"), ("application", "Application")],
        required=True,
        readonly=True,
    )
    value = fields.Char("Hash", required=True, readonly=True, index=True)
    erased_date = fields.Datetime("Erased On", required=True, readonly=True)

    @api.model
    def _note(self, erasure, applicants):
        """Remember whose applications are erased now. By the number goes only who has
        given no address: families share numbers."""
        salt = self._get_salt()
        one_by_one = erasure.cause == "retention"
        known = set() if one_by_one else {(row.kind, row.value) for row in erasure.hash_ids}
        new = {self._hash_applicant(a, salt, one_by_one) for a in applicants} - {None} - known
        self.create(
            [
                {
                    "erasure_id": erasure.id,
                    "company_id": erasure.company_id.id,
                    "kind": kind,
                    "value": value,
                    "erased_date": fields.Datetime.now(),
                }
                for kind, value in sorted(new)
            ]
        )

    @api.model
    def _hash_applicant(self, applicant, salt, one_by_one=False):
        """:param bool one_by_one: it is this application, others of the person stay
        :return: (kind, hash), None for who has neither address nor number"""
        if one_by_one:
            text = f"{applicant.id} {applicant.email_normalized or ''}"
            return "application", self._hash(text, salt)
        if applicant.email_normalized:
            return "email", self._hash(applicant.email_normalized, salt)
        number = applicant.partner_phone_sanitized
        return ("phone", self._hash(number, salt)) if number else None

    @api.model
    def _hash(self, text, salt):
        return hmac.new(salt.encode(), text.strip().lower().encode(), hashlib.sha256).hexdigest()

    @api.model
    def _get_salt(self):
        """:return: str, one for this database, made when it is first asked for"""
        parameters = self.env["ir.config_parameter"].sudo()
        salt = parameters.get_param(SALT)
        if not salt:
            salt = secrets.token_hex(32)
            parameters.set_param(SALT, salt)
        return salt

    @api.model
    def _export(self):
        """:return: dict, what the file holds that is kept beside the backups"""
        return {
            "format": 1,
            "salt": self._get_salt(),
            "erased": [
                {
                    "company": row.company_id.id,
                    "kind": row.kind,
                    "hash": row.value,
                    "date": fields.Datetime.to_string(row.erased_date),
                }
                for row in self.search([])
            ],
        }

    @api.model
    def _find_restored(self, given):
        """:param dict given: as of ``_export``
        :return: ``hr.applicant`` of this company that were erased and are back"""
        company, salt = self.env.company, given["salt"]
        dates = {
            (row["kind"], row["hash"]): fields.Datetime.to_datetime(row["date"])
            for row in given["erased"]
            if row["company"] == company.id
        }
        applicants = (
            self.env["hr.applicant"]
            .sudo()
            .with_context(active_test=False)
            .search_fetch(
                [("company_id", "=", company.id), ("erased_date", "=", False)],
                ["email_normalized", "partner_phone_sanitized", "create_date"],
            )
        )

        def is_back(applicant):
            date = dates.get(self._hash_applicant(applicant, salt))
            if date and applicant.create_date <= date:
                return True
            return self._hash_applicant(applicant, salt, one_by_one=True) in dates

        return applicants.filtered(is_back)
