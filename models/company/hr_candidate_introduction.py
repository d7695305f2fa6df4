from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

# What can be written here: field → that of the employee.
WORDS = {
    "introduction": "candidate_introduction",
    "email": "candidate_email",
    "phone": "candidate_phone",
    "is_public": "candidate_public",
}


class HrCandidateIntroduction(models.Model):
    """What candidates may know of a colleague, for those who have no right to
    employees: nothing else of an employee can be reached. A row is a colleague in a
    language."""

    _name = "hr.candidate.introduction"
    _description = "Introduction of a Colleague"
    _inherit = "hr.candidate.lang.mixin"
    _auto = False
    _log_access = False
    _rec_name = "employee_name"
    _order = "employee_name, id"

    employee_id = fields.Many2one("hr.employee.public", readonly=True)
    employee_name = fields.Char("Name", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    introduction = fields.Text(
        compute="_compute_introduction",
        inverse="_inverse_introduction",
        help="Two or three sentences that candidates read in the emails of this "
        "colleague: what they do, how long they have been here, what they like about it.",
    )
    email = fields.Char(
        "Email for Candidates",
        compute="_compute_email",
        inverse="_inverse_email",
        help="Shown on the page of the candidates they answer. Empty: not shown.",
    )
    phone = fields.Char(
        "Phone for Candidates",
        compute="_compute_phone",
        inverse="_inverse_phone",
        help="Shown on the page of the candidates they answer. Empty: not shown.",
    )

    is_public = fields.Boolean(
        "On Job Pages",
        compute="_compute_is_public",
        inverse="_inverse_is_public",
        help="Everybody can read on the pages of their job positions what candidates may "
        "know of them, and see their picture. Ask them before.",
    )

    @property
    def _table_query(self):
        """Colleagues who log in: nobody else speaks to candidates."""
        return SQL(
            """
            SELECT e.id * 512 + l.id AS id,
                   e.id AS employee_id,
                   e.name AS employee_name,
                   e.company_id AS company_id,
                   l.id AS lang_id,
                   l.code AS lang
              FROM hr_employee e
              JOIN res_users u ON u.id = e.user_id AND u.active AND NOT u.share
              JOIN res_lang l ON l.active
             WHERE e.active
            """
        )

    def _get_employee(self):
        """:return: ``hr.employee`` as superuser, in the language of the row"""
        self.ensure_one()
        row = self.sudo()
        employee = self.env["hr.employee"].sudo().browse(row.employee_id.id)
        return employee.with_context(lang=row.lang)

    # Each has methods of its own: what is not written is not known then.

    @api.depends("employee_id", "lang")
    def _compute_introduction(self):
        for row in self:
            row.introduction = row._get_employee().candidate_introduction

    @api.depends("employee_id")
    def _compute_email(self):
        for row in self:
            row.email = row._get_employee().candidate_email

    @api.depends("employee_id")
    def _compute_phone(self):
        for row in self:
            row.phone = row._get_employee().candidate_phone

    @api.depends("employee_id")
    def _compute_is_public(self):
        for row in self:
            row.is_public = row._get_employee().candidate_public

    def write(self, vals):
        """:raise AccessError: for anything but these words"""
        if vals.keys() - WORDS.keys():
            raise AccessError(
                self.env._("Only what candidates may know of a colleague can be changed here.")
            )
        return super().write(vals)

    def _inverse_introduction(self):
        self._write_words("introduction")

    def _inverse_email(self):
        self._write_words("email")

    def _inverse_phone(self):
        self._write_words("phone")

    def _inverse_is_public(self):
        self._write_words("is_public")

    def _write_words(self, name):
        self.check_access("write")
        for row in self:
            row._get_employee()[WORDS[name]] = row[name]
