from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_date

from .consent_kinds import NEAR_MISS


class HrApplicantPrivacy(models.TransientModel):
    """What is kept of an application, until when and why, to what the candidate has said
    yes, what was asked and what was told. Read with the rights of who looks."""

    _name = "hr.applicant.privacy"
    _description = "Privacy of an Application"

    applicant_id = fields.Many2one("hr.applicant", "Application", required=True)
    content = fields.Html(compute="_compute_content", sanitize=False)

    @api.depends("applicant_id")
    @api.depends_context("uid", "lang")
    def _compute_content(self):
        for record in self:
            record.applicant_id.check_access("read")
            record.content = Markup().join(
                Markup("<h3>%s</h3><ul>%s</ul>")
                % (title, Markup().join(Markup("<li>%s</li>") % line for line in lines))
                for title, lines in record._list_all()
                if lines
            )

    def _list_all(self):
        """:return: list of (title, list of sentences)"""
        return [
            (self.env._("How long it is kept"), self._list_kept()),
            (self.env._("Consent"), self._list_consents()),
            (self.env._("Requests of the candidate"), self._list_requests()),
            (self.env._("Privacy information given"), self._list_told()),
        ]

    def _say_date(self, date):
        return format_date(self.env, date)

    # Kept ------------------------------------------------------------------------------

    def _list_kept(self):
        applicant = self.applicant_id
        if applicant.erased_date:
            return [self.env._("Erased on %s.", self._say_date(applicant.erased_date))]
        holds = self.env["hr.applicant.hold"]._find_held(applicant).get(applicant, ())
        if holds and self.env["hr.applicant.hold"].has_access("read"):
            return [self.env._("On hold: %s", hold.reason) for hold in holds]
        policy = self.env["hr.recruitment.retention.policy"].sudo()._find_policy_of(applicant)
        if not policy:
            return [self.env._("Without a time limit: no retention policy applies to it.")]
        return [self._say_kept(policy), *self._list_announced()]

    def _list_announced(self):
        announced = self.applicant_id.sudo().retention_notice
        if not announced:
            return []
        return [
            self.env._(
                "The candidate was told that it is erased from %s on.", self._say_date(announced)
            )
        ]

    def _say_kept(self, policy):
        due = policy._get_due_date(self.applicant_id)
        if not due:
            return self.env._(
                "Until it has ended, and then for as long as the policy “%s” says.", policy.name
            )
        return self.env._(
            "At least until %(date)s, by the policy “%(policy)s”, and then until a dry run "
            "with it was approved.",
            date=self._say_date(due),
            policy=policy.name,
        )

    # Said and asked ----------------------------------------------------------------------

    def _list_consents(self):
        return [*self._list_near_miss(), *map(self._say_consent, self._find_consents())]

    def _find_consents(self):
        return self.applicant_id.consent_question_ids._filtered_access("read")

    def _say_consent(self, question):
        states = dict(question._fields["state"]._description_selection(self.env))
        if question._is_in_force():
            return self.env._(
                "%(consent)s Given until %(date)s.",
                consent=question.text_id.name,
                date=self._say_date(question.until),
            )
        return self.env._(
            "%(consent)s %(state)s; asked on %(date)s by %(who)s.",
            consent=question.text_id.name,
            state=states[question.state],
            date=self._say_date(question.date),
            who=question.user_id.name,
        )

    def _list_near_miss(self):
        applicant = self.applicant_id
        if not applicant.near_miss_consent:
            return []
        if applicant.near_miss_consent == "given" and applicant.near_miss_until:
            return [
                self.env._(
                    "To be kept for other positions, until %(date)s: %(how)s.",
                    date=self._say_date(applicant.near_miss_until),
                    how=self._say_how_near_miss_agreed(),
                )
            ]
        states = dict(applicant._fields["near_miss_consent"]._description_selection(self.env))
        state = states[applicant.near_miss_consent]
        return [self.env._("To be kept for other positions: %s", state)]

    def _say_how_near_miss_agreed(self):
        register = self.env["hr.applicant.consent"]
        if register._filter_pressed(self.applicant_id, NEAR_MISS):
            return self.env._("agreed on their own page")
        return self.env._("noted by a colleague, or before there was a register")

    def _list_requests(self):
        requests = self.applicant_id.data_request_ids
        kinds, states = (
            dict(requests._fields[name]._description_selection(self.env))
            for name in ("kind", "state")
        )
        return [
            self.env._(
                "%(kind)s, asked for on %(date)s: %(state)s",
                kind=kinds[request.kind],
                date=self._say_date(request.date),
                state=states[request.state],
            )
            for request in requests._filtered_access("read")
        ]

    def _list_told(self):
        shown = self.env["hr.applicant.privacy.shown"].search(
            [("applicant_id", "=", self.applicant_id.id)]
        )
        channels = dict(shown._fields["channel"]._description_selection(self.env))
        lines = [
            self.env._(
                "%(notice)s, on %(date)s: %(channel)s",
                notice=record.notice_id.display_name,
                date=self._say_date(record.date),
                channel=channels[record.channel],
            )
            for record in shown
        ]
        return lines or [self.env._("No privacy notice was shown to this candidate.")]
