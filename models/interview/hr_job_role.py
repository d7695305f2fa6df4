from odoo import fields, models


class HrJobRole(models.Model):
    """What the person does, in a few lines that somebody has written for candidates: Odoo's
    own ``requirements`` are for colleagues."""

    _inherit = "hr.job"

    role_expected = fields.Text(
        "What Is Expected",
        translate=True,
        prefetch="role",
        help="What the person does and what is expected in the first months, one in a line. "
        "Candidates read it before their interview. Leave empty to say nothing.",
    )

    def _get_role(self):
        """:return: list of (title, list of lines), what candidates are told of the role, in
        the language of the context; nothing of what nobody has filled in"""
        self.ensure_one()
        job = self.sudo()
        department = job.department_id
        boss = department.manager_id
        titled = (boss.name, boss.job_title) if boss else ()
        lines = [line.strip() for line in (job.role_expected or "").splitlines()]
        told = [
            (self.env._("What is expected"), list(filter(None, lines))),
            (self.env._("The team"), [department.name] if department else []),
            (self.env._("You report to"), [", ".join(filter(None, titled))] if boss else []),
            (
                self.env._("Type of employment"),
                [job.contract_type_id.name] if job.contract_type_id else [],
            ),
        ]
        return [part for part in told if part[1]]
