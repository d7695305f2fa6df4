from datetime import timedelta

from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import plaintext2html

from ..batch import get_now, get_today
from ..write_groups import OFFICER

# What people write of a request.
WRITTEN = {"chosen_ids", "merits_letter"}


class HrApplicantDataRequestMerits(models.Model):
    """A candidate who was not chosen asks for the merits of who was. Swedish Discrimination
    Act (2008:567), chapter 2, section 4: education, professional experience and other
    merits, in writing. What is sent, a colleague has written or read."""

    _inherit = "hr.applicant.data.request"

    kind = fields.Selection(
        selection_add=[("merits", "Merits of who was chosen")], ondelete={"merits": "cascade"}
    )
    job_id = fields.Many2one(related="applicant_id.job_id")
    # The candidate is told this date: a setting that is changed later does not move it.
    merits_until = fields.Date(
        "Reply About Merits By", compute="_compute_merits_until", store=True, technical=True
    )
    deadline_date = fields.Date(
        help="One month after the request: GDPR, Article 12(3). About merits, after as many "
        "days as the settings of the company say."
    )
    chosen_ids = fields.Many2many(
        "hr.applicant",
        "hr_applicant_data_request_chosen_rel",
        groups=OFFICER,
        context={"active_test": False},
        domain="[('job_id', '=', job_id), ('id', '!=', applicant_id), '|',"
        " ('date_closed', '!=', False), ('meeting_ids', '!=', False)]",
        help="Who was hired for this position since the candidate applied. Add who was "
        "selected for an interview, if the candidate asks for that.",
    )
    chosen_count = fields.Integer(compute="_compute_chosen_count")
    chosen_merits_ids = fields.Many2many(
        "hr.applicant.merits",
        compute="_compute_chosen_merits_ids",
        string="Their Merits",
        groups=OFFICER,
    )
    merits_letter = fields.Text(
        "Letter",
        copy=False,
        help="What the candidate gets, in the candidate's language. The email adds a greeting.",
    )
    letter_date = fields.Datetime("Letter Sent On", readonly=True, copy=False)
    letter_user_id = fields.Many2one("res.users", "Letter Sent By", readonly=True, copy=False)
    letter_way = fields.Selection(
        [("mail", "Email"), ("post", "By post or by hand")],
        "How It Was Sent",
        readonly=True,
        copy=False,
    )

    @api.depends("kind", "date")
    def _compute_merits_until(self):
        for request in self:
            asked = request.kind == "merits" and request.date
            days = asked and request._get_company().sudo().merits_days
            request.merits_until = asked and asked.date() + timedelta(days=days)

    @api.depends("merits_until")
    def _compute_deadline_date(self):
        res = super()._compute_deadline_date()
        today = get_today(self.env)
        for request in self.filtered("merits_until"):
            request.deadline_date = request.merits_until
            request.is_overdue = request.state == "open" and request.merits_until < today
        return res

    def _search_deadline_date(self, operator, value):
        others = super()._search_deadline_date(operator, value)
        if others is NotImplemented:
            return others
        mine = Domain("merits_until", operator, fields.Date.to_date(value))
        return (Domain("kind", "!=", "merits") & others) | (Domain("kind", "=", "merits") & mine)

    @api.depends("chosen_ids")
    def _compute_chosen_count(self):
        for request in self:
            request.chosen_count = len(request.sudo().chosen_ids)

    @api.depends("chosen_ids")
    def _compute_chosen_merits_ids(self):
        merits = self.env["hr.applicant.merits"]
        for request in self:
            chosen = request.chosen_ids._origin.ids
            request.chosen_merits_ids = merits.search([("applicant_id", "in", chosen)])

    # What people write -------------------------------------------------------------------

    def _check_chosen(self, added):
        """:param added: applications, as superuser, that somebody counts among the chosen
        :raise ValidationError: for one who was not chosen in this recruitment"""
        asked = self.applicant_id
        for chosen in added:
            same = chosen.job_id == asked.job_id and chosen.company_id == asked.company_id
            if not same or chosen == asked or not (chosen.date_closed or chosen.meeting_ids):
                raise ValidationError(
                    self.env._(
                        "%s was neither hired nor interviewed for this position.",
                        chosen.display_name,
                    )
                )

    def write(self, vals):
        """What was sent stays as it was."""
        by_hand = WRITTEN & vals.keys() if not self.env.su else ()
        if by_hand:
            self.check_access("write")
        before = {}
        for request in self if by_hand else ():
            before[request.id] = request._check_may_work_on("merits").chosen_ids
        res = super().write(vals)
        if "chosen_ids" in vals:
            for request in self.sudo():
                chosen = request.chosen_ids
                request._check_chosen(chosen - before.get(request.id, chosen))
                chosen._ensure_merits()
        return res

    # Who was chosen ----------------------------------------------------------------------

    @api.model
    def _ask(self, applicant, kind, user):
        request = super()._ask(applicant, kind, user)
        if kind == "merits" and not request.chosen_ids:
            request.chosen_ids = request._find_chosen()
        return request

    def _find_chosen(self):
        """:return: the applications, as superuser, of those who were hired for the position
        since the candidate applied"""
        asked = self.sudo().applicant_id
        hired = asked.with_context(active_test=False).search(
            [
                ("job_id", "=", asked.job_id.id),
                ("job_id", "!=", False),
                ("company_id", "=", asked.company_id.id),
                ("date_closed", ">=", asked.create_date),
                ("erased_date", "=", False),
            ]
        )
        return hired._filter_hired().filtered(lambda a: self._is_chosen(a))

    def _is_chosen(self, hired):
        """:param hired: one application in the same job position or another
        :return: whether the candidate asks for the merits of this one"""
        asked = self.sudo().applicant_id
        return (
            hired.job_id == asked.job_id
            and hired.company_id == asked.company_id
            and hired.date_closed >= asked.create_date
            and hired != asked
            and not (hired.partner_id and hired.partner_id == asked.partner_id)
        )

    @api.model
    def _add_chosen(self, hired):
        """:param hired: applications, as superuser, that requests may wait for"""
        waiting = self.sudo().search(
            [
                ("kind", "=", "merits"),
                ("state", "=", "open"),
                ("applicant_id.job_id", "in", hired.job_id.ids),
            ]
        )
        for request in waiting:
            chosen = hired.filtered(lambda a, r=request: r._is_chosen(a)) - request.chosen_ids
            if chosen:
                request.chosen_ids |= chosen

    @api.model
    def _remove_chosen(self, applicants):
        """:param applicants: as superuser, who are not hired after all"""
        waiting = self.sudo().search(
            [
                ("kind", "=", "merits"),
                ("state", "=", "open"),
                ("chosen_ids", "in", applicants.ids),
            ]
        )
        waiting.write({"chosen_ids": [Command.unlink(each) for each in applicants.ids]})

    def _move_from(self, applications):
        """What was asked about one position is not asked about another."""
        return super(
            HrApplicantDataRequestMerits, self.filtered(lambda r: r.kind != "merits")
        )._move_from(applications)

    # The letter --------------------------------------------------------------------------

    def action_draft_letter(self):
        """Put together what is noted of the chosen, for somebody to write on.

        :raise UserError: if nothing is noted"""
        request = self._check_may_work_on("merits")
        noted = request._find_noted()
        if not noted:
            raise UserError(self.env._("Nothing is noted yet of who was chosen."))
        request.merits_letter = request._in_words_of_candidate()._say_merits(noted)

    def _find_noted(self):
        """:return: ``hr.applicant.merits`` of the chosen, those that are noted"""
        return self.env["hr.applicant.merits"].search(
            [("applicant_id", "in", self.chosen_ids.ids), ("noted_date", "!=", False)],
            order="id",
        )

    def _say_merits(self, noted):
        """:return: str, in the language of the context: the three headings, and no name"""
        headings = (
            ("education", self.env._("Education")),
            ("experience", self.env._("Professional experience")),
            ("other", self.env._("Other merits")),
        )
        parts = []
        for number, merits in enumerate(noted, 1):
            if len(noted) > 1:
                parts.append(self.env._("Person %s", number))
            parts += [
                f"{heading}\n{merits[name].strip()}" for name, heading in headings if merits[name]
            ]
        return "\n\n".join(parts)

    def action_send_letter(self):
        """:return: action of the dialog that says what is left to check
        :raise UserError: if there is no letter"""
        self._check_may_work_on("merits")._check_letter()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send the Letter"),
            "res_model": "hr.applicant.merits.send",
            "view_mode": "form",
            "views": [[False, "form"]],
            "target": "new",
            "context": {"default_request_id": self.id},
        }

    def _check_letter(self):
        if not (self.merits_letter or "").strip():
            raise UserError(self.env._("Write the letter first."))

    def _send_letter(self, by_post=False):
        """The candidate gets the letter, and reads it on the page; the request is closed.

        :param bool by_post: a colleague sends it, no email leaves
        :raise UserError: if it cannot be mailed"""
        request = self._check_may_work_on("merits")
        request._check_letter()
        if not by_post and not request._find_sender():
            raise UserError(
                self.env._("It cannot be sent by email. Print the letter and send it by post.")
            )
        if not by_post:
            spoken = request._in_words_of_candidate()
            spoken._mail_candidate(
                spoken._say_subject(),
                "mail_merits_letter",
                letter=plaintext2html(request.merits_letter.strip()),
            )
        request.write(
            {
                "letter_date": get_now(self.env),
                "letter_user_id": self.env.uid,
                "letter_way": "post" if by_post else "mail",
            }
        )
        request._close("done")

    def _close(self, state):
        """A letter that was taken back is not kept for nothing."""
        res = super()._close(state)
        if state == "dropped":
            self.filtered(lambda r: r.merits_letter and not r.letter_date).merits_letter = False
        return res

    # In words ----------------------------------------------------------------------------

    @api.model
    def _say(self, kind, lang):
        if kind != "merits":
            return super()._say(kind, lang)
        spoken = self.with_context(lang=lang).env
        return (
            spoken._(
                "I would like to know the education, professional experience and other merits "
                "of who was chosen."
            ),
            spoken._("Reply about the merits of who was chosen"),
        )

    def _say_subject(self):
        if self.kind != "merits":
            return super()._say_subject()
        return self.env._("Your question about who was chosen")

    def _say_deadline(self):
        """:return: str, the day by which the candidate gets a reply, in words"""
        return self.applicant_id._say_date(self.deadline_date)

    def _get_days_to_work(self):
        if self.kind != "merits":
            return super()._get_days_to_work()
        # Half of the time is for the letter.
        return (self._get_company().merits_days + 1) // 2
