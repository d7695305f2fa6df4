from collections import Counter

from odoo import models

from ..batch import get_now
from .everywhere import search_everywhere
from .spellings import spell_address, spell_name, spell_number

# They name persons for a while by their nature, and are Odoo's to clear.
PASSING = ("bus_bus", "ir_logging", "ir_profile")


class _TakeBackError(Exception):
    """Ends a trial."""


class HrRecruitmentErasureReview(models.Model):
    """The review before anything is erased: it is tried, counted, searched, and taken
    back. So what it tells is what will happen."""

    _inherit = "hr.recruitment.erasure"

    def _look(self):
        """Find anew what is erased, kept and named elsewhere; of what was decided before,
        the decision stays."""
        self.ensure_one()
        decided = {
            (f.res_model, f.res_id, f.field_name): f.decision
            for f in self.finding_ids
            if f.kind == "mention"
        }
        counts, places = self._try()
        found = [
            *self._list_erased(counts),
            *self._list_kept(counts),
            *self._list_mentions(places, decided),
        ]
        self.finding_ids.unlink()
        self.finding_ids.create([{"erasure_id": self.id, **values} for values in found])
        self.looked_date = get_now(self.env)

    def _try(self):
        """:return: (``Counter`` of model → records, list of ``Place`` that are left)"""
        patterns = self._spell_person()
        applicants = self._find_reviewed()
        counts, places = Counter(), []
        try:
            with self.env.cr.savepoint():
                counts = applicants._erase(is_trial=True)
                places = search_everywhere(self.env, patterns, self._get_passing_tables())
                raise _TakeBackError
        except _TakeBackError:
            self.env.invalidate_all(flush=False)
        return counts, places

    def _find_reviewed(self):
        """:return: the applications that nothing keeps"""
        lines = self.line_ids.filtered(lambda line: line.state != "done")
        held = self.env["hr.applicant.hold"]._find_held(lines.applicant_id)
        return lines.applicant_id.filtered(lambda applicant: applicant not in held)

    def _spell_person(self):
        """:return: list of patterns of all that the person is known by"""
        applicants = self.line_ids.applicant_id.filtered(lambda a: not a.erased_date)
        partners = applicants.partner_id
        return [
            pattern
            for spell, texts in (
                (spell_name, {*applicants.mapped("partner_name"), *partners.mapped("name")}),
                (
                    spell_address,
                    {*applicants.mapped("email_normalized"), *partners.mapped("email_normalized")},
                ),
                (spell_number, {*applicants.mapped("partner_phone"), *partners.mapped("phone")}),
            )
            for pattern in map(spell, filter(None, texts))
            if pattern
        ]

    def _get_passing_tables(self):
        """:return: names of tables that are not searched: what dialogs keep for a day"""
        dialogs = (model._table for model in self.env.values() if model._transient)
        return {*PASSING, *dialogs}

    # What it tells ---------------------------------------------------------------------

    def _list_erased(self, counts):
        return [
            {
                "kind": "erased",
                "name": self._say_model(model),
                "count": count,
                "res_model": model,
            }
            for model, count in counts.items()
            if count
        ]

    def _list_counts(self):
        """:return: list of (what, number of records), for the certificate"""
        counts = sorted((self.counts or {}).items(), key=lambda item: -item[1])
        return [(self._say_model(model), count) for model, count in counts if count]

    def _say_model(self, model):
        return self.env["ir.model"]._get(model).name or model

    def _list_kept(self, counts):
        """What is not erased, each with why; the contact if somebody needs it."""
        lines = self.line_ids.filtered(lambda line: line.state != "done")
        held = self.env["hr.applicant.hold"]._find_held(lines.applicant_id)
        kept = [
            (self.env._("Application: %s", applicant.job_id.name or ""), hold.reason)
            for applicant, holds in held.items()
            for hold in holds
        ]
        applications = self.line_ids.applicant_id
        shared = self._find_shared_contacts()
        if shared or len(applications.partner_id) > counts["res.partner"]:
            kept.append(
                (
                    self.env._("Contact"),
                    self.env._(
                        "Somebody else needs it: a user, an employee, a customer, another "
                        "application or document. Only the data of the recruitment is erased."
                    ),
                )
            )
        if applications.employee_id:
            kept.append(
                (
                    self.env._("Employee"),
                    self.env._(
                        "Hired meanwhile: the employee's record belongs to the employment "
                        "and is not touched."
                    ),
                )
            )
        kept.append(
            (
                self.env._("Numbers"),
                self.env._(
                    "When the application came, its stages, how it ended, whether and when "
                    "messages were sent, and scores: without a name, so that reports stay as they "
                    "are."
                ),
            )
        )
        if self.env["mail.blacklist"].search_count(
            [("email", "in", applications.mapped("email_normalized"))], limit=1
        ):
            kept.append(
                (
                    self.env._("Exclusion list"),
                    self.env._(
                        "The address is on Odoo's list of those who want no mailings, which "
                        "can be respected only as long as it is there."
                    ),
                )
            )
        return [{"kind": "kept", "name": name, "count": 1, "why": why} for name, why in kept]

    def _find_shared_contacts(self):
        """:return: contacts of these applications that are somebody else's, too"""
        return self.line_ids.applicant_id.partner_id.filtered(lambda p: p._is_somebody_else())

    def _list_mentions(self, places, decided):
        """A name may be another person's: nothing of this is erased unless somebody
        decides so."""
        tables = {
            model._table: model
            for model in self.env.values()
            if model._auto and not model._abstract
        }
        return [
            self._describe_mention(tables.get(place.table), place, decided)
            for place in places
            if not self._is_elsewhere(tables.get(place.table), place)
            and not self._is_derived(tables.get(place.table), place)
        ]

    def _is_derived(self, model, place):
        """:return: whether it is computed from what is found, too"""
        field = model._fields.get(place.column) if model is not None else None
        return bool(field and field.compute and not field.inverse and not field.related)

    def _is_elsewhere(self, model, place):
        """:return: whether it is of another company, whose administrator decides"""
        if model is None or "company_id" not in model._fields or not place.id:
            return False
        company = model.sudo().browse(place.id).company_id
        return bool(company) and self.company_id not in company

    def _describe_mention(self, model, place, decided):
        field = model._fields.get(place.column) if model is not None else None
        name = f"{self._say_model(model._name)} {place.id}" if field else place.table
        label = field._description_string(self.env) if field else place.column
        key = (model._name, place.id, place.column) if field else None
        may_blank = bool(field) and self._may_blank(model, field, place)
        return {
            "kind": "mention",
            "name": f"{name}: {label}",
            "count": 1,
            "res_model": field and model._name,
            "res_id": field and place.id,
            "field_name": place.column,
            "may_blank": may_blank,
            "decision": decided.get(key, "leave") if may_blank else "leave",
        }

    def _may_blank(self, model, field, place):
        """:return: whether it is a text, of a record that the reviewer may change; a
        message is changed by who may change what it is about"""
        if not field.store or field.type not in ("char", "text", "html") or field.translate:
            return False
        record = model.with_env(self.env(su=False)).browse(place.id)
        if model._name == "mail.message":
            about = record.sudo()
            if about.model not in self.env or not about.res_id:
                return False
            record = record.env[about.model].browse(about.res_id)
        return record.has_access("write")

    def _blank_mentions(self):
        """Before the person is erased: afterwards nobody knows the name."""
        chosen = self.mention_ids.filtered(lambda f: f.decision == "blank" and f.may_blank)
        if chosen:
            chosen._blank(self._spell_person())
