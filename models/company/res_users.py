from odoo import api, fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    has_left = fields.Boolean(
        compute="_compute_has_left",
        compute_sudo=True,
        groups=fields.NO_ACCESS,
        help="Was an employee, and is one of no company any more.",
    )

    @api.depends("employee_ids.active")
    def _compute_has_left(self):
        # Odoo's own field shows the employees of the current company only.
        employees = self.env["hr.employee"].with_context(active_test=False)
        here = dict(
            employees._read_group([("user_id", "in", self.ids)], ["user_id"], ["active:bool_or"])
        )
        for user in self:
            user.has_left = not here.get(user._origin, True)

    def _may_speak_for(self, company):
        """:param company: ``res.company``, may be empty
        :return: whether this is a colleague who is here: whoever has left, or is not of
            the company, does not speak for it"""
        user = self.sudo()
        if not user.active or user.share or not user.partner_id.active:
            return False
        return not user.has_left and (not company or company in user.company_ids)

    def _introduce(self, company):
        """:param company: ``res.company`` that the colleague speaks for
        :return: dict of what candidates may know of the colleague: ``name``, ``title``,
            ``introduction``, ``email``, ``phone``, ``initials``, whether there is a
            ``picture``, and whether everybody may know it (``is_public``)"""
        user = self.sudo()
        employee = user.with_company(company).employee_id or user.employee_ids[:1]
        name = employee.name or user.name
        return {
            "name": name,
            "title": employee.job_title,
            "introduction": employee.candidate_introduction,
            "email": employee.candidate_email,
            "phone": employee.candidate_phone,
            "picture": bool(user.with_context(bin_size=True).image_128),
            "initials": "".join(word[0] for word in name.split()[:2]).upper(),
            "is_public": employee.candidate_public,
        }

    def _acts_in_all_companies(self):
        """:return: whether the user may work in every company there is, and so write
        what all of them share"""
        self.ensure_one()
        companies = self.env["res.company"].sudo().with_context(active_test=True)
        others = [("id", "not in", self.sudo().company_ids.ids)]
        return not companies.search_count(others, limit=1)
