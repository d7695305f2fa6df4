from odoo import api, fields, models
from odoo.tools import SQL

COUNTED = ("invited", "more", "later", "never", "applied")


class HrRecruitmentProspectCount(models.Model):
    """How many were asked to apply for a job position in a month, and what they said. It
    stays when the people are forgotten, and says nothing of any of them."""

    _name = "hr.recruitment.prospect.count"
    _description = "Invitations to Apply in Numbers"
    _inherit = "hr.candidate.guard.mixin"
    _order = "month desc, job_id"
    _rec_name = "month"
    _log_access = False

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    job_id = fields.Many2one(
        "hr.job", "Job Position", required=True, readonly=True, index=True, ondelete="cascade"
    )
    month = fields.Date(required=True, readonly=True, help="In which they were invited.")
    invited = fields.Integer(readonly=True)
    more = fields.Integer("Wants to Know More", readonly=True)
    later = fields.Integer("Not Now", readonly=True)
    never = fields.Integer(readonly=True)
    applied = fields.Integer(readonly=True)

    _one_each = models.UniqueIndex("(company_id, job_id, month)")

    @api.model
    def _count(self, prospects, what, step=1):
        """One statement, however many people.

        :param prospects: ``hr.recruitment.prospect``, as superuser
        :param str what: one of ``COUNTED``
        :param int step: -1 takes back what was counted
        """
        groups = prospects.grouped(lambda p: (p.company_id.id, p.job_id.id, p._get_month()))
        if not groups:
            return
        column = SQL.identifier(what)
        self.flush_model()
        self.env.execute_query(
            SQL(
                """INSERT INTO %(table)s AS known (company_id, job_id, month, %(column)s)
                        VALUES %(rows)s
                   ON CONFLICT (company_id, job_id, month)
                 DO UPDATE SET %(column)s = COALESCE(known.%(column)s, 0) + EXCLUDED.%(column)s
                     RETURNING id""",
                table=SQL.identifier(self._table),
                column=column,
                rows=SQL(", ").join(
                    SQL("(%s, %s, %s, %s)", *key, step * len(found))
                    for key, found in sorted(groups.items())
                ),
            )
        )
        self.invalidate_model()
