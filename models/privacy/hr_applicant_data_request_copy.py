from base64 import b64decode

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..batch import get_now, get_today
from ..gateway.person_names import is_same_person
from .copy_limits import MONTHS_TO_REPLY

MANAGER = "hr_recruitment.group_hr_recruitment_manager"
REVIEW = "hr_recruitment_candidate_experience.action_data_request_item"
CRON = "hr_recruitment_candidate_experience.ir_cron_copies"


class HrApplicantDataRequestCopy(models.Model):
    """A copy of the data, from the request to the day it is deleted: somebody looks
    through what colleagues wrote, a cron makes the file, the candidate fetches it."""

    _inherit = "hr.applicant.data.request"

    deadline_date = fields.Date(
        "Reply By",
        compute="_compute_deadline_date",
        search="_search_deadline_date",
        help="One month after the request. GDPR, Article 12(3).",
    )
    is_overdue = fields.Boolean(compute="_compute_deadline_date")
    copy_state = fields.Selection(
        [
            ("review", "Notes to review"),
            ("ready", "Being made"),
            ("made", "Can be fetched"),
            ("gone", "Deleted"),
        ],
        "Copy",
        readonly=True,
        help="A copy is made from what was reviewed, can be fetched on the candidate's page "
        "with a code that is sent by email, and is deleted after that.",
    )
    item_ids = fields.One2many(
        "hr.applicant.data.request.item",
        "request_id",
        "To Review",
        readonly=True,
        help="What colleagues wrote and filed: it may tell of other people, too.",
    )
    copy_file = fields.Binary(attachment=True, readonly=True, groups=MANAGER)
    copy_until = fields.Datetime("Can Be Fetched Until", readonly=True)
    fetched_date = fields.Datetime("Fetched On", readonly=True)
    other_application_ids = fields.Many2many(
        "hr.applicant",
        compute="_compute_other_application_ids",
        string="Not in the Copy",
        groups=MANAGER,
        help="Of the same contact or with the same address, and with another name or address: "
        "the code that goes to this address does not prove that they are of the same person.",
    )
    may_review = fields.Boolean(compute="_compute_may_review")

    @api.depends("date", "state")
    def _compute_deadline_date(self):
        today = get_today(self.env)
        for request in self:
            deadline = request.date and request.date.date() + relativedelta(months=MONTHS_TO_REPLY)
            request.deadline_date = deadline
            request.is_overdue = bool(deadline and request.state == "open" and deadline < today)

    def _search_deadline_date(self, operator, value):
        if operator not in ("<", "<=", ">", ">="):
            return NotImplemented
        before = fields.Date.to_date(value) - relativedelta(months=MONTHS_TO_REPLY)
        return Domain("date", operator, before)

    def _compute_other_application_ids(self):
        for request in self:
            copied = request._find_copied_applications() if request.kind == "copy" else None
            others = copied is not None and request._find_applications() - copied
            request.other_application_ids = others and others.ids

    @api.depends_context("uid")
    def _compute_may_review(self):
        manager = self.env.user.has_group(MANAGER)
        for request in self:
            request.may_review = manager or request.user_id == self.env.user

    def _find_copied_applications(self):
        """:return: the applications, as superuser, that a code to the address of the one
        that asked can open: contacts and addresses can be shared by several people"""
        asked = self.sudo().applicant_id
        return self._find_applications().filtered(
            lambda a: (
                a == asked
                or (
                    a.email_normalized == asked.email_normalized
                    and is_same_person(a.partner_name, asked.partner_name)
                )
            )
        )

    # What the responsible does ---------------------------------------------------------

    def action_review_copy(self):
        """Collect what colleagues wrote about the candidate, for somebody to look through;
        what was decided stays.

        :return: action that opens the list
        """
        request = self._check_may_work_on("copy")
        if request.copy_state in ("ready", "made"):
            raise UserError(self.env._("The copy is made already."))
        request._collect_items()
        request.copy_state = "review"
        action = self.env["ir.actions.act_window"]._for_xml_id(REVIEW)
        return {**action, "domain": [("request_id", "=", self.id)], "context": {}}

    def action_make_copy(self):
        """Everything is reviewed: a cron makes the file and tells the candidate.

        :raise UserError: if something was not reviewed, or has come since
        """
        request = self._check_may_work_on("copy")
        if request.copy_state != "review":
            raise UserError(self.env._("Review the notes first."))
        if request._collect_items():
            raise UserError(
                self.env._("More has been written since. Please open the review once more.")
            )
        request.item_ids._check_reviewed()
        request.copy_state = "ready"
        cron = self.env.ref(CRON, raise_if_not_found=False)
        if cron:
            cron._trigger()

    def _check_may_work_on(self, kind):
        """:param str kind: what the request has to ask for
        :return: the one request, as superuser
        :raise AccessError: unless it is the responsible or a recruitment administrator
        :raise UserError: if it is no open one of this kind"""
        self.ensure_one()
        self.check_access("read")
        if not self.env.su and not self.may_review:
            raise AccessError(
                self.env._("Only the responsible and recruitment administrators answer this.")
            )
        if self.kind != kind or self.state != "open":
            raise UserError(self.env._("This request is closed, or asks for something else."))
        return self.sudo()

    def _close(self, state):
        """What was reviewed is not kept for nothing."""
        res = super()._close(state)
        self.filtered(
            lambda r: r.copy_state and (r.copy_state != "made" or state == "dropped")
        )._drop_copy()
        return res

    # The end ---------------------------------------------------------------------------

    def _drop_copy(self):
        """The file and what was reviewed for it go; that there was one stays."""
        self.item_ids.unlink()
        self.write({"copy_file": False, "copy_state": "gone", "copy_until": False})

    def _read_copy_for_candidate(self):
        """:return: bytes of the file that the candidate gets"""
        return b64decode(self.with_context(bin_size=False).copy_file)

    def _note_fetched(self):
        self.fetched_date = get_now(self.env)
        for request in self:
            mine = request.with_context(lang=request.user_id.lang or self.env.lang)
            request._message_log(body=mine.env._("The candidate has fetched the copy."))


class HrApplicant(models.Model):
    _inherit = "hr.applicant"

    def unlink(self):
        self.sudo()._drop_copies()
        return super().unlink()

    def _drop_copies(self):
        """Copies that have data of these applications: what is deleted or erased is not
        kept there. They can be made anew."""
        requests = self.env["hr.applicant.data.request"].search(
            [("copy_state", "in", ("review", "ready", "made"))]
        )
        requests.filtered(lambda r: r._find_copied_applications() & self)._drop_copy()
