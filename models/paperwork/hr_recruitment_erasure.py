from odoo import models


class HrRecruitmentErasurePapers(models.Model):
    """Before the application of somebody who was hired is erased: what has not been taken over
    to the employee is gone with it."""

    _inherit = "hr.recruitment.erasure"

    def _list_erased(self, counts):
        found = super()._list_erased(counts)
        papers = self.line_ids.applicant_id.sudo().paperwork_ids.filtered(
            lambda p: p.has_employee and p.handed_in_date and not p.taken_over_date
        )
        left = papers.filtered(lambda paper: paper.state in ("handed_in", "checked", "mend"))
        if left:
            found.append(
                {
                    "kind": "erased",
                    "name": self.env._("Documents that were not transferred to the employee"),
                    "count": len(left),
                    "res_model": left._name,
                    "why": self.env._(
                        "If the employer has to keep them, transfer them to the employee first: "
                        "Paperwork, Transfer to the Employee."
                    ),
                }
            )
        return found
