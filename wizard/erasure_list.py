import base64
import json

from odoo import api, fields, models
from odoo.exceptions import UserError

FILE_NAME = "erasures.json"


class HrRecruitmentErasureList(models.TransientModel):
    """The list of hashes that is kept beside the backups, and applied after one was
    restored: who had been erased is found again."""

    _name = "hr.recruitment.erasure.list"
    _description = "Erasures After a Restore"

    content = fields.Binary("List of Erasures", compute="_compute_content")
    upload = fields.Binary("List That Was Kept")
    upload_name = fields.Char()

    @api.depends_context("allowed_company_ids")
    def _compute_content(self):
        for dialog in self:
            exported = self.env["hr.recruitment.erasure.hash"]._export()
            dialog.content = base64.b64encode(json.dumps(exported, indent=1).encode())

    def action_download(self):
        """The list, as a file to keep."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/content/{FILE_NAME}?download=true",
            "target": "download",
        }

    def action_apply(self):
        """Find the persons of the list who are back, for an administrator to review.

        :raise UserError: if the file is none of ours, or nobody is back"""
        self.ensure_one()
        erasures = self.env["hr.recruitment.erasure"]
        erasures.check_access("write")
        found = self.env["hr.recruitment.erasure.hash"]._find_restored(self._read_upload())
        if not found:
            raise UserError(
                self.env._("Nobody of this list is in %s: nothing to do.", self.env.company.name)
            )
        erasure = erasures._prepare_for(
            found, cause="restore", company_id=self.env.company.id
        ).with_env(self.env)
        erasure.action_review()
        return {
            "type": "ir.actions.act_window",
            "res_model": erasure._name,
            "res_id": erasure.id,
            "view_mode": "form",
        }

    def _read_upload(self):
        """:return: dict, see ``_export`` of the hashes"""
        try:
            given = json.loads(base64.b64decode(self.upload or b"").decode())
            rows = [
                {key: row[key] for key in ("company", "kind", "hash", "date")}
                for row in given["erased"]
            ]
            for row in rows:
                fields.Datetime.to_datetime(row["date"])
            if given["format"] != 1 or not isinstance(given["salt"], str):
                raise ValueError
        except (ValueError, TypeError, KeyError):
            raise UserError(self.env._("This is not a list of erasures.")) from None
        return {"salt": given["salt"], "erased": rows}
