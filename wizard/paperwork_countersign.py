from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.paperwork.signature_image import read_picture


class HrPaperworkCountersign(models.TransientModel):
    """Sign for the company, with the name, and a drawn signature if one likes."""

    _name = "hr.paperwork.countersign"
    _description = "Sign for the Company"

    paper_id = fields.Many2one("hr.applicant.paperwork", "Document", required=True)
    our_name = fields.Char("Name", compute="_compute_our_name")
    picture = fields.Binary(
        "Signature",
        attachment=False,
        help="Drawn, or set from your name. Leave empty to sign with your name only.",
    )

    @api.depends_context("uid")
    def _compute_our_name(self):
        self.our_name = self.env.user.name

    def action_sign(self):
        """:raise UserError: for what is no picture, and where the document was changed"""
        self.ensure_one()
        picture = None
        sent = self.with_context(bin_size=False).picture
        if sent:
            picture = read_picture(sent.decode())
            if not picture:
                raise UserError(self.env._("This is not a signature. Please draw it once more."))
        self.paper_id._countersign(picture)
        # It was needed for the document only.
        self.picture = False
        return {"type": "ir.actions.act_window_close"}
