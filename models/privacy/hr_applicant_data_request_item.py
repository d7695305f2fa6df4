from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from .hr_applicant_copy_parts import say_lines


class HrApplicantDataRequestItem(models.Model):
    """Something that colleagues wrote or filed, and whether the copy has it. GDPR, Article
    15(4): a copy must not harm others, whoever is named in it for instance."""

    _name = "hr.applicant.data.request.item"
    _description = "Part of a Copy to Review"
    _inherit = "hr.candidate.guard.mixin"
    _order = "date, id"

    request_id = fields.Many2one(
        "hr.applicant.data.request", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="request_id.company_id")
    origin = fields.Char(required=True, readonly=True, help="Model and id of what it is.")
    kind = fields.Selection(
        [
            ("message", "Note in the chatter"),
            ("file", "File"),
            ("notes", "Notes of an interview"),
            ("fields", "Fields of the application"),
        ],
        required=True,
        readonly=True,
    )
    name = fields.Char("From", readonly=True)
    date = fields.Datetime(readonly=True)
    text = fields.Text("What It Says", readonly=True)
    attachment_id = fields.Many2one("ir.attachment", readonly=True, ondelete="cascade")
    decision = fields.Selection(
        [("include", "In the copy"), ("leave_out", "Left out")],
        help="Leave out what would harm somebody else, and say why.",
    )
    reason = fields.Char("Why Left Out")
    is_untold = fields.Boolean(
        "Held Back",
        compute="_compute_is_untold",
        help="From after a decision that the candidate has not been told. It is left out "
        "until then.",
    )

    _once = models.UniqueIndex("(request_id, origin)")

    def _compute_is_untold(self):
        for request, items in self.grouped("request_id").items():
            untold = request.sudo()._find_untold_since()
            for item in items:
                item.is_untold = bool(untold and (not item.date or item.date >= untold))

    def _check_reviewed(self):
        """:raise UserError: for what nobody has decided about, or left out without a reason"""
        for item in self:
            if not item.decision and not item.is_untold:
                raise UserError(self.env._("Not reviewed yet: %s", item._say_what()))
            if item.decision == "leave_out" and not (item.reason or "").strip():
                raise UserError(self.env._("Say why it is left out: %s", item._say_what()))

    def _say_what(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return f"{kinds[self.kind]}, {self.name or ''}"

    def action_include(self):
        self.write({"decision": "include", "reason": False})

    def action_include_all(self):
        """What nobody has decided about."""
        self.filtered(lambda item: not item.decision).decision = "include"


class HrApplicantDataRequest(models.Model):
    _inherit = "hr.applicant.data.request"

    def _find_untold_since(self):
        """:return: datetime, naive UTC, since when notes can tell of a decision that the
        candidate has not been told, None if there is none"""
        decided = [
            application.decision_date
            or application.refuse_date
            or application.date_last_stage_update
            for application in self._find_copied_applications()._filter_untold()
        ]
        return min((moment for moment in decided if moment), default=None)

    def _collect_items(self):
        """:return: the items that are new; those of what is there no more go"""
        found = {values["origin"]: values for values in self._find_items()}
        self.item_ids.filtered(lambda item: item.origin not in found).unlink()
        known = set(self.item_ids.mapped("origin"))
        return self.item_ids.create(
            [
                {"request_id": self.id, **values}
                for origin, values in found.items()
                if origin not in known
            ]
        )

    def _find_items(self):
        applications = self._find_copied_applications()
        return [
            *self._find_notes(applications),
            *self._find_files(applications),
            *self._find_interview_notes(applications),
            *self._find_fields(applications),
        ]

    def _find_notes(self, applications):
        for message in applications._find_internal_messages():
            text = html2plaintext(message.body).strip()
            if text:
                yield {
                    "origin": f"mail.message,{message.id}",
                    "kind": "message",
                    "name": message.author_id.name or message.email_from,
                    "date": message.date,
                    "text": text,
                }

    def _find_files(self, applications):
        for file in applications._find_internal_files():
            yield {
                "origin": f"ir.attachment,{file.id}",
                "kind": "file",
                "name": file.create_uid.name,
                "date": file.create_date,
                "text": file.name,
                "attachment_id": file.id,
            }

    def _find_interview_notes(self, applications):
        kits = self.env["hr.interview.kit"].search([("applicant_id", "in", applications.ids)])
        for note in kits.note_ids:
            text = html2plaintext(note.body or "").strip()
            if text:
                yield {
                    "origin": f"hr.interview.note,{note.id}",
                    "kind": "notes",
                    "name": note.user_id.name,
                    "date": note.write_date,
                    "text": text,
                }
        # Who decides about the copy may hold the interview, too.
        complete = kits.filtered(lambda kit: kit._may_all_be_read())
        for card in complete.scorecard_ids.filtered(lambda card: card.state == "done"):
            if text := card._say_all():
                yield {
                    "origin": f"hr.interview.scorecard,{card.id}",
                    "kind": "notes",
                    "name": card.user_id.name,
                    "date": card.done_date or card.write_date,
                    "text": text,
                }
        for kit in kits.filtered("summary"):
            yield {
                "origin": f"hr.interview.kit,{kit.id}",
                "kind": "notes",
                "name": kit.meeting_id.user_id.name,
                "date": kit.write_date,
                "text": kit.summary,
            }

    def _find_fields(self, applications):
        for application in applications:
            text = say_lines(application._get_internal_fields())
            if text:
                yield {
                    "origin": f"hr.applicant,{application.id}",
                    "kind": "fields",
                    "name": application.job_id.name or application.partner_name,
                    "date": False,
                    "text": text,
                }

    @api.model
    def _get_included(self, items):
        """:return: the items that a copy has, as of now"""
        return items.filtered(lambda item: item.decision == "include" and not item.is_untold)
