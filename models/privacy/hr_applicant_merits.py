from odoo import api, fields, models
from odoo.exceptions import UserError

from ..batch import get_now
from ..write_groups import OFFICER

# In the order of the law: Swedish Discrimination Act (2008:567), chapter 2, section 4.
MERITS = ("education", "experience", "other")


class HrApplicantMerits(models.Model):
    """The merits of who was chosen, noted when the contract is signed: facts, for who may
    ask for them later. One record for an application."""

    _name = "hr.applicant.merits"
    _description = "Merits of the Chosen"
    _inherit = ["mail.thread", "mail.activity.mixin", "hr.candidate.guard.mixin"]
    _order = "id desc"

    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    job_id = fields.Many2one(related="applicant_id.job_id")
    company_id = fields.Many2one(related="applicant_id.company_id", store=True)
    education = fields.Text(
        write_groups=OFFICER,
        help="Schools, degrees and courses, as facts.",
    )
    experience = fields.Text(
        "Professional Experience",
        write_groups=OFFICER,
        help="Positions, fields and years, as facts.",
    )
    other = fields.Text(
        "Other Merits",
        write_groups=OFFICER,
        help="Languages, licences, assignments, as facts.",
    )
    noted_by_id = fields.Many2one("res.users", readonly=True)
    noted_date = fields.Datetime("Noted On", readonly=True)

    _once = models.UniqueIndex("(applicant_id)")

    @api.depends("applicant_id.partner_name")
    def _compute_display_name(self):
        for merits in self:
            merits.display_name = merits.sudo().applicant_id.display_name

    def write(self, vals):
        """Noted: there is nothing left to do about it."""
        res = super().write(vals)
        if vals.keys() & {*MERITS}:
            self.sudo()._note_who()
        return res

    def _note_who(self):
        noted = self.filtered(lambda merits: any(merits[name] for name in MERITS))
        noted.write({"noted_by_id": self.env.uid, "noted_date": get_now(self.env)})
        (self - noted).write({"noted_by_id": False, "noted_date": False})
        noted.activity_ids.action_feedback()

    def action_note(self):
        """Open them, to be noted or changed."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merits of the Chosen"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [[False, "form"]],
            "target": "new",
        }

    # What is to be done ------------------------------------------------------------------

    def _ask_to_note(self):
        """One to-do for each, to the recruiter of the application."""
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type("activity_type_merits") or activities._get_todo_type()
        users = self._find_who_notes()
        activities._raise_todos(
            [
                activities._prepare_todo(
                    merits, users[merits], kind, lambda merits: merits._say_todo()
                )
                for merits in self
            ]
        )

    def _find_who_notes(self):
        """:return: dict of the records → ``res.users``: the recruiter, else HR, else an
        administrator"""
        activities = self.env["mail.activity"]
        found = {}
        grouped = self.grouped(lambda merits: (merits.applicant_id.user_id, merits.company_id))
        for (recruiter, company), records in grouped.items():
            user = recruiter.filtered("active") or company.candidate_hr_user_id
            user = activities._find_who_may_open(records[:1], user or self.env.user)
            found |= dict.fromkeys(records, user)
        return found

    def _say_todo(self):
        """:return: (summary, note), in the language of the context"""
        return (
            self.env._("Note the merits of who was chosen"),
            self.env._(
                "Education, professional experience and other merits, as facts: candidates who "
                "were not chosen may ask for them."
            ),
        )


class HrApplicantHired(models.Model):
    """Who is hired in a company that offers it has merits to be noted, whichever way the
    application got there. A stage that becomes one of those hired is no news of anybody."""

    _inherit = "hr.applicant"

    @api.model_create_multi
    def create(self, vals_list):
        applicants = super().create(vals_list)
        applicants._follow_hires(self.sudo().browse())
        return applicants

    def write(self, vals):
        watched = vals.keys() & {
            "stage_id",
            "job_id",
            "date_closed",
            "refuse_reason_id",
            "talent_pool_ids",
        }
        before = self._filter_hired() if watched else None
        res = super().write(vals)
        if watched:
            self._follow_hires(before)
        return res

    def unlink(self):
        """With their to-dos, of which the database knows nothing."""
        self.env["hr.applicant.merits"].sudo().search([("applicant_id", "in", self.ids)]).unlink()
        return super().unlink()

    def _filter_hired(self):
        """:return: those who are hired, as superuser"""
        return self.sudo().filtered(
            lambda a: a.date_closed and not a.refuse_reason_id and not a.talent_pool_ids
        )

    def _follow_hires(self, before):
        """:param before: those of them who were hired before"""
        hired = self._filter_hired()
        (before - hired)._take_back_merits()
        new = (hired - before).filtered("company_id.merits_offered")
        if new and not self._is_silent():
            new._ensure_merits().filtered(lambda m: not m.noted_date)._ask_to_note()
            self.env["hr.applicant.data.request"]._add_chosen(new)

    def _take_back_merits(self):
        """They are not hired after all. What somebody has noted stays."""
        if not self:
            return
        merits = self.env["hr.applicant.merits"].sudo()
        merits.search([("applicant_id", "in", self.ids), ("noted_date", "=", False)]).unlink()
        self.env["hr.applicant.data.request"]._remove_chosen(self)

    def _ensure_merits(self):
        """:return: ``hr.applicant.merits`` of these applications, as superuser; what is
        lacking is made"""
        merits = self.env["hr.applicant.merits"].sudo()
        known = merits.search([("applicant_id", "in", self.ids)])
        quiet = merits.with_context(tracking_disable=True, mail_create_nosubscribe=True)
        made = quiet.create(
            [
                {"applicant_id": applicant.id}
                for applicant in self - known.applicant_id
                if not applicant.erased_date
            ]
        )
        return known | made.with_env(merits.env)

    def action_note_merits(self):
        """:return: action that opens the merits of one who was chosen
        :raise UserError: if nobody asks for those of this application"""
        self.ensure_one()
        self.check_access("read")
        merits = self.env["hr.applicant.merits"]
        merits.check_access("write")
        if not self._has_merits():
            raise UserError(self.env._("Merits are noted of those who were chosen."))
        return self.sudo()._ensure_merits().with_env(self.env).action_note()

    def _has_merits(self):
        """:return: whether they are noted, or to be noted"""
        hired = self._filter_hired().filtered("company_id.merits_offered")
        merits = self.env["hr.applicant.merits"].sudo()
        return bool(hired or merits.search_count([("applicant_id", "in", self.ids)], limit=1))
