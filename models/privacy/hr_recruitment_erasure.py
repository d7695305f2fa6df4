import logging
from collections import Counter
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..batch import get_now
from ..in_halves import do_in_halves
from ..limits import BATCH_SIZE
from ..write_groups import ADMINISTRATOR
from .erasure_states import LONGEST_IN_OUTBOX

_logger = logging.getLogger(__name__)

ADDON = "hr_recruitment_candidate_experience"
# When what could not be done is tried again.
LATER = timedelta(minutes=10)


class HrRecruitmentErasure(models.Model):
    """Persons are erased: reviewed and approved by an administrator, carried out by the
    cron in batches, told to the candidate, and proved by a certificate that names nobody.

    A batch is one transaction: what a killed worker has begun never was, and the next
    run goes on with it.
    """

    _name = "hr.recruitment.erasure"
    _description = "Erasure of Candidates"
    _inherit = "hr.candidate.guard.mixin"
    _order = "id desc"

    cause = fields.Selection(
        [("request", "Asked for by the candidate"), ("restore", "Done again after a restore")],
        required=True,
        readonly=True,
        default="request",
    )
    request_id = fields.Many2one(
        "hr.applicant.data.request",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    state = fields.Selection(
        [
            ("draft", "To Be Approved"),
            ("approved", "Being Carried Out"),
            ("waiting", "Waiting"),
            ("telling", "Being Confirmed"),
            ("done", "Done"),
            ("dropped", "Dropped"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
    )
    line_ids = fields.One2many(
        "hr.recruitment.erasure.line", "erasure_id", "Applications", readonly=True
    )
    finding_ids = fields.One2many("hr.recruitment.erasure.finding", "erasure_id", "Findings")
    erased_ids = fields.One2many(
        "hr.recruitment.erasure.finding",
        "erasure_id",
        "What Is Erased",
        domain=[("kind", "=", "erased")],
        readonly=True,
    )
    kept_ids = fields.One2many(
        "hr.recruitment.erasure.finding",
        "erasure_id",
        "What Is Kept",
        domain=[("kind", "=", "kept")],
        readonly=True,
    )
    mention_ids = fields.One2many(
        "hr.recruitment.erasure.finding",
        "erasure_id",
        "Mentions Elsewhere",
        domain=[("kind", "=", "mention")],
        write_groups=ADMINISTRATOR,
    )
    kept_note = fields.Text(
        "What Else Is Kept, and Why",
        write_groups=ADMINISTRATOR,
        help="In your words to the candidate: what the law has you keep outside of Odoo, for "
        "instance. It stands in the confirmation and on the certificate, so leave names out.",
    )
    looked_date = fields.Datetime("Reviewed On", readonly=True)
    approved_by_id = fields.Many2one("res.users", readonly=True)
    approved_date = fields.Datetime("Approved On", readonly=True)
    done_date = fields.Datetime("Done On", readonly=True)
    next_attempt = fields.Datetime(technical=True, readonly=True)
    counts = fields.Json("Erased Records", readonly=True)
    mail_mail_id_int = fields.Integer("Outgoing Mail ID", technical=True, readonly=True)
    told = fields.Selection(
        [("sent", "Yes"), ("failed", "Could not be delivered"), ("nowhere", "No address")],
        "Candidate Informed",
        readonly=True,
    )
    hash_ids = fields.One2many("hr.recruitment.erasure.hash", "erasure_id", readonly=True)

    _one_each = models.UniqueIndex("(request_id) WHERE state <> 'dropped'")

    @api.depends("request_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for erasure in self:
            erasure.display_name = self.env._("Erasure %s", erasure.id)

    # Preparing -----------------------------------------------------------------------

    @api.model
    def _prepare_for(self, applicants, **values):
        """:param applicants: ``hr.applicant`` to be erased, of one company
        :return: the erasure, which nobody has approved"""
        company = applicants.company_id[:1] or self.env.company
        return self.sudo().create(
            {
                "company_id": company.id,
                "line_ids": [(0, 0, {"applicant_id": applicant.id}) for applicant in applicants],
                **values,
            }
        )

    def action_review(self):
        """Look again: what would be erased now, what is kept, where else the person is
        named."""
        self._check_may_carry_out()
        for erasure in self.sudo().filtered(lambda e: e.state == "draft"):
            erasure._add_new_applications()
            erasure._review()

    def _review(self):
        self._look()

    def action_approve(self):
        """An administrator has looked, and decides: from here on it is carried out.

        :raise UserError: where nobody has looked at what is erased"""
        self._check_may_carry_out()
        drafts = self.sudo().filtered(lambda e: e.state == "draft")
        if not all(drafts.mapped("looked_date")):
            raise UserError(self.env._("Review first what is erased."))
        now = get_now(self.env)
        drafts.write(
            {
                "state": "approved",
                "approved_by_id": self.env.uid,
                "approved_date": now,
                "next_attempt": now,
            }
        )
        self._wake_cron()

    def action_drop(self):
        """Nothing more is erased; what is erased stays so."""
        self._check_may_carry_out()
        self.sudo().filtered(lambda e: e.state in ("draft", "approved", "waiting"))._drop()

    def _drop(self):
        self.finding_ids.filtered(lambda found: found.kind == "mention").unlink()
        self.write({"state": "dropped", "next_attempt": False})

    def _check_may_carry_out(self):
        """:raise AccessError: unless it is an administrator, who may see the person"""
        self.check_access("write")

    def _add_new_applications(self):
        """Another application was merged with the person since, or found."""
        known = self.line_ids.applicant_id
        new = self.request_id._find_applications() - known if self.request_id else known.browse()
        self.line_ids.create(
            [{"erasure_id": self.id, "applicant_id": applicant.id} for applicant in new]
        )

    # Carrying out ----------------------------------------------------------------------

    @api.model
    def _wake_cron(self, moment=None):
        cron = self.env.ref(f"{ADDON}.ir_cron_erasure", raise_if_not_found=False)
        if cron:
            cron.sudo()._trigger(at=moment or get_now(self.env))

    @api.model
    def _cron_carry_out(self, batch_size=BATCH_SIZE):
        """Erase what was approved, batch by batch, until nothing is left or the time of
        this run is over."""
        commit = self.env["ir.cron"]._commit_progress
        for erasure in self._find_due():
            while erasure.state in ("approved", "waiting") and erasure._is_due():
                done = erasure._carry_out_batch(batch_size)
                if not commit(done):
                    return
        for erasure in self.search([("state", "=", "telling")]):
            erasure._finish_told()
            commit(1)

    @api.model
    def _find_due(self):
        return self.search(
            [
                ("state", "in", ("approved", "waiting")),
                ("next_attempt", "<=", get_now(self.env)),
            ],
            order="id",
        )

    def _is_due(self):
        return bool(self.next_attempt and self.next_attempt <= get_now(self.env))

    def _carry_out_batch(self, limit=BATCH_SIZE):
        """:return: number of applications that are erased now"""
        self.ensure_one()
        self._blank_mentions()
        due = self._find_due_lines(limit)
        if not due:
            self._settle()
            return 0
        free = due._filter_free()
        if not free:
            self._try_later()
            return 0
        do_in_halves(free, self._erase_lines, self._note_failed)
        return len(free)

    def _try_later(self):
        """Workers are at all that is due."""
        self.next_attempt = get_now(self.env) + LATER
        self._wake_cron(self.next_attempt)

    def _find_due_lines(self, limit, domain=None):
        """:param domain: of lines, what is asked of them, by default that it is their time
        :return: lines that nothing holds, at most so many"""
        held = self.env["hr.applicant.hold"].search([("is_active", "=", True)])
        todo = Domain(
            [
                ("erasure_id", "=", self.id),
                ("state", "=", "todo"),
                ("applicant_id", "not in", held.applicant_id.ids),
            ]
        )
        asked = self._get_ready_domain() if domain is None else domain
        return self.line_ids.search(todo & asked, order="id", limit=limit)

    def _get_ready_domain(self):
        """:return: Domain of lines whose time has come"""
        return Domain.TRUE

    def _erase_lines(self, lines):
        """In one transaction: gone is what is noted as gone."""
        self.env["hr.recruitment.erasure.hash"]._note(self, lines.applicant_id)
        farewell = self._prepare_farewell(lines)
        counts = Counter(self.counts or {}) + lines.applicant_id._erase()
        lines.write({"state": "done", "done_date": get_now(self.env), "detail": False})
        self.counts = dict(counts)
        if farewell:
            self.mail_mail_id_int = self.env["mail.mail"].sudo().create(farewell).id

    def _note_failed(self, line, error):
        # The message may quote personal data: the log gets the type only.
        _logger.warning("%s: %s", line, type(error).__name__)
        line.write({"state": "failed", "detail": type(error).__name__})
        self.company_id._note_trouble("nightly")

    def _settle(self):
        """Nothing can be erased now: all is, or a hold or an error is in the way."""
        left = self.line_ids.filtered(lambda line: line.state != "done")
        if left:
            left.filtered(lambda line: line.state == "failed").state = "todo"
            tomorrow = get_now(self.env) + timedelta(days=1)
            self.write({"state": "waiting", "next_attempt": tomorrow})
            return
        self.write({"state": "telling", "next_attempt": False})
        self._finish_told()

    # Closing ---------------------------------------------------------------------------

    def _finish_told(self):
        """Done is it when the confirmation has left Odoo, its address with it."""
        mail = self.env["mail.mail"].sudo().browse(self.mail_mail_id_int).exists()
        late = mail and mail.create_date < get_now(self.env) - LONGEST_IN_OUTBOX
        if mail and mail.state == "outgoing" and not late:
            return
        if mail:
            # Its message, which names the address, goes with it.
            mail.unlink()
        told = "nowhere" if not self.mail_mail_id_int else "failed" if mail else "sent"
        told = told if self.cause == "request" else False
        self.write({"state": "done", "done_date": get_now(self.env), "told": told})
        self.mention_ids.unlink()
        self.request_id.filtered(lambda request: request.state == "open")._close("done")
