from odoo import fields, models

from .page_requests import DEVICE_CODE


class HrApplicantPageRequest(models.Model):
    """What a candidate has asked, proposed and sent on their own page, as it was typed.

    The page tells it again, with what came of it. Colleagues read the same in the
    chatter, in their own language.
    """

    _name = "hr.applicant.page.request"
    _description = "Request on a Candidate's Page"
    _order = "date desc, id desc"

    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    company_id = fields.Many2one(related="applicant_id.company_id")
    kind = fields.Selection(
        [
            ("question", "Question"),
            ("time", "Another time for an interview"),
            ("document", "Document"),
            ("address", "New email address"),
            ("number", "New phone number"),
            (DEVICE_CODE, "Code for a device"),
        ],
        required=True,
        readonly=True,
    )
    date = fields.Datetime("Asked On", required=True, readonly=True)
    text = fields.Text("Words of the Candidate", readonly=True)
    meeting_id = fields.Many2one(
        "calendar.event", "Interview", readonly=True, index="btree_not_null", ondelete="set null"
    )
    meeting_start = fields.Datetime("Start That the Candidate Knew", readonly=True)
    times = fields.Json("Proposed Times", readonly=True, help="ISO 8601, with the time zone.")
    attachment_id = fields.Many2one(
        "ir.attachment", "Document", readonly=True, index="btree_not_null", ondelete="set null"
    )
    replaced_id = fields.Many2one(
        "ir.attachment", "In Place Of", readonly=True, index="btree_not_null", ondelete="set null"
    )
    address = fields.Char("New Address", readonly=True)
    address_code = fields.Char(readonly=True, help="The code that was sent there, hashed.")
    address_tries = fields.Integer(readonly=True, help="How often it was typed wrong.")
    done_date = fields.Datetime("Done On", readonly=True)


class HrApplicant(models.Model):
    _inherit = "hr.applicant"

    page_request_ids = fields.One2many(
        "hr.applicant.page.request",
        "applicant_id",
        "Requests on the Page",
        technical=True,
        readonly=True,
        groups="base.group_system",
    )
