from odoo import fields, models


class HrApplicantMeritsErasure(models.Model):
    """Of who asked, the letter is erased; of who was chosen, what was noted: it hangs on
    the application, see ``_find_details``."""

    _inherit = "hr.applicant"

    def _close_copy_requests(self):
        res = super()._close_copy_requests()
        asked = self._find_requests().filtered(lambda request: request.kind == "merits")
        asked.filtered(lambda request: request.state == "open")._close("dropped")
        self._update_rows(asked, {"merits_letter": None})
        return res


class HrApplicantDataRequestItem(models.Model):
    _inherit = "hr.applicant.data.request.item"

    kind = fields.Selection(
        selection_add=[("merits", "Merits noted at hiring")], ondelete={"merits": "cascade"}
    )


class HrApplicantDataRequest(models.Model):
    """A copy has the letters that the candidate got, and what was noted of the candidate."""

    _inherit = "hr.applicant.data.request"

    def _find_items(self):
        return [*super()._find_items(), *self._find_merits(self._find_copied_applications())]

    def _find_merits(self, applications):
        noted = self.env["hr.applicant.merits"].search(
            [("applicant_id", "in", applications.ids), ("noted_date", "!=", False)]
        )
        for merits in noted:
            texts = filter(None, (merits.education, merits.experience, merits.other))
            yield {
                "origin": f"hr.applicant.merits,{merits.id}",
                "kind": "merits",
                "name": merits.noted_by_id.name,
                "date": merits.noted_date,
                "text": "\n\n".join(texts),
            }

    def _get_copy(self, applications, items, files):
        letters = applications.data_request_ids.filtered("letter_date")
        return {
            **super()._get_copy(applications, items, files),
            "merits": [
                {"date": request.letter_date, "text": request.merits_letter} for request in letters
            ],
        }
