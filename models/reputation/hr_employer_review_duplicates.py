import hashlib

from odoo import api, fields, models
from odoo.fields import Domain

from .review_choices import SURE, WORDS


class HrEmployerReviewDuplicates(models.Model):
    """The same review twice, by the alerts of two colleagues or in two files: the later one is
    archived and says which one it repeats. Nothing is deleted."""

    _inherit = "hr.employer.review"

    duplicate_of_id = fields.Many2one(
        "hr.employer.review",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
    duplicate_ids = fields.One2many("hr.employer.review", "duplicate_of_id", "Its Duplicates")
    not_duplicate = fields.Boolean(technical=True, readonly=True, copy=False)
    fingerprint = fields.Char(
        technical=True,
        compute="_compute_fingerprint",
        store=True,
        precompute=True,
        index="btree_not_null",
    )

    @api.depends("date", *WORDS)
    def _compute_fingerprint(self):
        """Of the words alone it is not told where one part ends: sites cut them otherwise in
        a mail than in a file. Without words two are two: many give five stars on a day."""
        for review in self:
            words = " ".join(filter(None, (review[name] for name in WORDS)))
            letters = "".join(char for char in words.casefold() if char.isalnum())
            text = f"{review.date}\n{letters}"
            review.fingerprint = letters and hashlib.sha256(text.encode()).hexdigest()

    def _archive_duplicates(self):
        """Only one that stands on the site for sure makes another one a duplicate: what
        somebody has forged hides nothing."""
        new = self.filtered(lambda one: one.active and not one.duplicate_of_id)
        new = new.filtered(lambda one: not one.not_duplicate).sudo()
        if not new:
            return
        same = self.sudo().search(new._get_same_domain(), order="id")
        found = {}
        # One that was there before is the first, whenever it came in.
        for review in (same - new) | (same & new):
            for key in review._get_same_keys():
                found.setdefault(key, review)
        again = {}
        for review in new:
            first = next((found[key] for key in review._get_same_keys() if key in found), review)
            if first != review:
                again[first] = again.get(first, review.browse()) | review
        for first, some in again.items():
            some.duplicate_of_id = first
        new.browse().union(*again.values()).active = False

    def _get_same_domain(self):
        return Domain("company_id", "in", self.company_id.ids) & Domain(
            [
                ("source_id", "in", self.source_id.ids),
                ("state", "in", SURE),
                ("duplicate_of_id", "=", False),
                "|",
                ("fingerprint", "in", [one.fingerprint for one in self if one.fingerprint]),
                ("external_id", "in", [one.external_id for one in self if one.external_id]),
            ]
        )

    def _get_same_keys(self):
        """:return: iterator of what two that are the same have in common"""
        place = self.company_id.id, self.source_id.id
        if self.external_id:
            yield (*place, "number", self.external_id.strip())
        if self.fingerprint:
            yield (*place, "words", self.fingerprint)

    def action_not_duplicate(self):
        """Two people wrote the same: both stay."""
        self.check_access("write")
        self.sudo().write({"duplicate_of_id": False, "not_duplicate": True})
        return self.write({"active": True})

    def unlink(self):
        """What came again takes the place of what is deleted."""
        again = self.sudo().with_context(active_test=False).duplicate_ids - self
        heirs = again.browse()
        for same in again.grouped("duplicate_of_id").values():
            heir, *others = same.sorted("id")
            same.browse().union(*others).duplicate_of_id = heir
            heir.duplicate_of_id = False
            heirs |= heir
        res = super().unlink()
        heirs.active = True
        return res
