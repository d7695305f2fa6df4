from datetime import timedelta

from dateutil.relativedelta import relativedelta
from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..batch import Batch, get_now, get_today
from ..past_orm import write_past_orm
from ..rendering.dates_in_words import get_locale, say_day
from .states import DAYS_TO_NOTE, TALKS

# So long after the first day somebody looks whether a new colleague hears from us, and
# after the hire where no day is known.
WATCHED_MONTHS = 3
UNDATED_MONTHS = 6


class HrApplicantQuiet(models.Model):
    """From the signature to the third month nobody is left without a personal word: the
    hiring manager of a new colleague to whom nobody has written or spoken for the working
    days of the company's setting gets one to-do for each such silence."""

    _inherit = "hr.applicant"

    quiet_since = fields.Datetime(
        "No Personal Contact Since",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Nobody has been in personal contact with the new colleague since then: no message "
        "but surveys, no call, no meeting.",
    )

    # Whom it is about -----------------------------------------------------------------------

    @api.model
    def _cron_silence(self):
        res = super()._cron_silence()
        self._watch_new_colleagues()
        return res

    @api.model
    def _watch_new_colleagues(self):
        """Find those who have heard nothing for too long, and those who are not watched any
        more or have heard since."""
        everybody = self.with_context(active_test=False)
        new = everybody.search(self._get_watched_domain())
        noted = everybody.search([("quiet_since", "!=", False)])
        batch = Batch(get_now(self.env))
        words = new._find_last_words()
        quiet = {
            applicant: words[applicant]
            for applicant in batch.put_around(new)
            if applicant._is_quiet_since(words[applicant])
        }
        quiet = {applicant.with_env(self.env): moment for applicant, moment in quiet.items()}
        (noted - self.browse().concat(*quiet))._end_quiet()
        fresh = [a for a in quiet if a.quiet_since != quiet[a]]
        self.browse().concat(*fresh)._do_nightly("_note_quiet", quiet)

    @api.model
    def _get_watched_domain(self):
        """:return: domain of those who know that they are hired, until the third month"""
        today = get_today(self.env)
        begun = today - relativedelta(months=WATCHED_MONTHS)
        hired = get_now(self.env) - relativedelta(months=UNDATED_MONTHS)
        return (
            Domain("stage_id.hired_stage", "=", True)
            & Domain("refuse_reason_id", "=", False)
            & Domain("talent_pool_ids", "=", False)
            & Domain("communication_paused", "=", False)
            & Domain("company_id.quiet_days", ">", 0)
            & (
                Domain("first_day", ">", begun)
                | (Domain("first_day", "=", False) & Domain("date_closed", ">", hired))
            )
            # Whoever has left is no new colleague any more.
            & (
                Domain("employee_id", "=", False)
                | (
                    Domain("employee_id.active", "=", True)
                    & Domain("employee_id.departure_date", "=", False)
                )
            )
        )

    def _find_last_words(self):
        """When somebody last wrote to them or spoke with them; a survey is no such word,
        and the hire is the first one.

        :return: dict application → naive UTC"""
        if not self:
            return {}
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT applicant.id,
                       GREATEST(
                           applicant.date_closed, applicant.replied_date,
                           (SELECT MAX(row.sent_date)
                              FROM hr_applicant_communication AS row
                             WHERE row.applicant_id = applicant.id AND row.state = 'sent'
                               AND row.action IN ('email', 'sms')),
                           (SELECT MAX(message.date)
                              FROM mail_message AS message
                              JOIN mail_activity_type AS kind
                                ON kind.id = message.mail_activity_type_id
                               AND kind.category = ANY(%(talks)s)
                             WHERE message.model = 'hr.applicant'
                               AND message.res_id = applicant.id),
                           (SELECT MAX(meeting.stop)
                              FROM calendar_event AS meeting
                             WHERE meeting.applicant_id = applicant.id AND meeting.active
                               AND meeting.stop <= %(now)s))
                  FROM hr_applicant AS applicant
                 WHERE applicant.id = ANY(%(ids)s)
                """,
                talks=list(TALKS),
                now=get_now(self.env),
                ids=self.ids,
            )
        )
        found = dict(rows)
        return {applicant: found[applicant.id] for applicant in self}

    def _is_quiet_since(self, moment):
        """:param datetime moment: naive UTC, of the last word
        :return: whether that is as many working days ago as the company allows. Who passed
            the limit long ago is nobody's news: whoever installs or updates the addon does
            not find a to-do for each of them."""
        if not moment:
            return False
        company = self.company_id
        calendar = company.resource_calendar_id.sudo().with_company(company)
        limit = calendar._add_working_days(moment, company.quiet_days, self._get_candidate_tz())
        known = self.quiet_since == moment
        return limit <= get_now(self.env) and (known or limit > get_now(self.env) - DAYS_TO_NOTE)

    # What is done about it ------------------------------------------------------------------

    def _note_quiet(self, since):
        """:param dict since: application → naive UTC of the last word"""
        steps = self.env["hr.recruitment.communication.step"]
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type("activity_type_quiet")
        untold = self.env["hr.applicant.communication"].sudo()
        untold = untold._find_untold_hires(self.sudo())
        quiet = self - untold.with_env(self.env)
        write_past_orm({applicant: {"quiet_since": since[applicant]} for applicant in quiet})
        said = quiet._find_last_said()
        todos = [
            activities._prepare_todo(
                applicant,
                steps._find_users("manager", applicant)[:1],
                kind,
                lambda a: (a._say_quiet(), a._say_quiet_note(said.get(a.id))),
            )
            for applicant in quiet
            if kind
        ]
        activities._raise_todos(todos, renew=True)

    def _find_last_said(self):
        """:return: dict id of an application → the ledger row of the last message to it"""
        rows = (
            self.env["hr.applicant.communication"]
            .sudo()
            .search(
                [
                    ("applicant_id", "in", self.ids),
                    ("state", "=", "sent"),
                    ("action", "in", ("email", "sms")),
                ],
                order="sent_date, id",
            )
        )
        return {row.applicant_id.id: row for row in rows}

    def _say_quiet(self):
        """:return: summary of a to-do, in the language of the context"""
        days = (get_now(self.env) - self.quiet_since) // timedelta(days=1)
        return self.env._(
            "%(name)s has heard nothing from us for %(days)s days: call",
            name=self.partner_name or self.display_name,
            days=days,
        )

    def _say_quiet_note(self, row):
        """:param row: ledger row of the last message, may be none"""
        locale, today = get_locale(self.env), get_today(self.env)
        lines = []
        if self.partner_phone:
            lines.append(self.env._("Phone: %s", self.partner_phone))
        if self.first_day:
            lines.append(self.env._("First day: %s", say_day(self.first_day, locale, today)))
        else:
            lines.append(self.env._("The first day is not entered yet."))
        if row:
            lines.append(
                self.env._(
                    "Last message: “%(title)s”, %(day)s",
                    title=row.with_env(self.env).sudo().title,
                    day=say_day(row.sent_date, locale, today),
                )
            )
        lines.append(
            self.env._(
                "A few words are enough: how it goes, what the new colleague wonders about, "
                "and what comes next. Mark this as done when you have talked."
            )
        )
        return Markup("").join(Markup("<p>%s</p>") % line for line in lines)

    def _end_quiet(self):
        """Somebody has been in touch, or nobody needs to be any more."""
        if not self:
            return
        write_past_orm({applicant: {"quiet_since": False} for applicant in self})
        kind = self.env["mail.activity"]._get_todo_type("activity_type_quiet")
        todos = self.env["mail.activity"].sudo()
        todos.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "=", kind.id or 0),
                ("automated", "=", True),
            ]
        ).unlink()

    def _note_contact(self, moment, answers=False, keeps_promise=True):
        res = super()._note_contact(moment, answers=answers, keeps_promise=keeps_promise)
        if answers:
            self.sudo().filtered("quiet_since")._end_quiet()
        return res


class MailActivityQuiet(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        """A talk that is done ends the silence, whatever to-do it was."""
        talks = self.filtered(
            lambda a: a.res_model == "hr.applicant" and a.activity_type_id.category in TALKS
        )
        applicants = self.env["hr.applicant"].sudo().browse(talks.mapped("res_id"))
        res = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        applicants.exists().filtered("quiet_since")._end_quiet()
        return res
