from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_batch, get_now
from ..candidate_page.candidate_links import PREVIEW
from ..write_groups import OFFICER
from .choices import EARLIER_CONTACT, OUTCOMES


class HrApplicantFeedback(models.Model):
    """Feedback of an application: who may be asked, and what colleagues may see."""

    _inherit = "hr.applicant"

    outcome = fields.Selection(OUTCOMES, compute="_compute_outcome", store=True, default="ongoing")
    earlier_contact = fields.Selection(
        EARLIER_CONTACT,
        write_groups=OFFICER,
        help="With the company, before the application.",
    )
    feedback_opt_out = fields.Boolean(
        "No Surveys",
        copy=False,
        write_groups=OFFICER,
        help="The candidate does not want to be asked for feedback. It counts for all "
        "applications from the same address.",
    )
    feedback_asked_date = fields.Datetime(
        "Last Asked for Feedback",
        readonly=True,
        copy=False,
        help="In any application from the same address.",
    )
    feedback_ids = fields.One2many(
        "hr.recruitment.feedback",
        "applicant_id",
        # A search by it would tell other users which candidates have answered.
        groups="hr_recruitment_candidate_experience.group_experience_manager",
    )
    feedback_count = fields.Integer(
        compute="_compute_cnps_score",
        groups="hr_recruitment.group_hr_recruitment_user",
    )
    # Not stored: access depends on the survey and on the reader.
    cnps_score = fields.Integer(
        "Would Recommend Us",
        compute="_compute_cnps_score",
        aggregator=None,
        groups="hr_recruitment.group_hr_recruitment_user",
        help="The candidate's latest score, 0–10, as far as you may see it.",
    )

    @api.depends("refuse_reason_id.ended_by", "date_closed")
    def _compute_outcome(self):
        for applicant in self:
            if applicant.refuse_reason_id:
                withdrawn = applicant.refuse_reason_id.ended_by == "candidate"
                applicant.outcome = "withdrawn" if withdrawn else "refused"
            else:
                applicant.outcome = "hired" if applicant.date_closed else "ongoing"

    @api.depends("feedback_ids.score", "active", "refuse_reason_id", "date_closed")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_cnps_score(self):
        rows = (
            self.env["hr.recruitment.feedback"]
            .sudo()
            .search_fetch(
                [("applicant_id", "in", self.ids)],
                ["applicant_id", "score"],
                order="response_date, id",
            )
        )
        # Mostly there is none of which it has to be asked who may see it.
        rows = rows.with_env(self.env)._filtered_access("read")
        self.cnps_score = self.feedback_count = 0
        given = rows.grouped("applicant_id")
        for applicant in self.filtered(given.get):
            applicant.cnps_score = given[applicant][-1].score
            applicant.feedback_count = len(given[applicant])

    def action_open_feedback(self):
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_feedback"
        )
        action["domain"] = [("applicant_id", "in", self.ids)]
        action["context"] = {}
        return action

    def unlink(self):
        """Invitations without feedback go with the application; feedback stays without
        the candidate."""
        invitations = (
            self.env["hr.applicant.communication"]
            .sudo()
            .search([("applicant_id", "in", self.ids)])
            .survey_input_id
        )
        for invitation in invitations.filtered("feedback_press_due"):
            invitation._count_press()
        res = super().unlink()
        invitations.filtered(lambda i: not i.feedback_answered).unlink()
        return res

    # What survey mails say -----------------------------------------------------------

    def _get_invitation(self):
        """:return: the ``survey.user_input`` that is being sent, empty in a preview"""
        batch = get_batch(self.env)
        invitation = batch and batch.invitations.get(self.id)
        return self.env["survey.user_input"].sudo().browse(invitation)

    @api.private
    def get_feedback_url(self):
        """:return: the candidate's link to the survey, while it is being sent"""
        invitation = self._get_invitation()
        path = invitation._feedback_path() if invitation else PREVIEW
        return self.get_base_url() + path

    @api.private
    def get_feedback_scores(self):
        """:return: the buttons of a survey mail: list of dicts of score and url"""
        url = self.get_feedback_url()
        return [{"score": score, "url": f"{url}?score={score}"} for score in range(11)]

    @api.private
    def get_feedback_deadline(self):
        """:return: the last day on which the survey can be answered"""
        days = self.company_id.feedback_deadline_days
        deadline = self._get_invitation().deadline or fields.Datetime.add(
            get_now(self.env), days=days
        )
        return fields.Datetime.context_timestamp(
            self.with_context(tz=self._get_candidate_tz().zone), deadline
        ).date()

    # Eligibility ---------------------------------------------------------------------

    def _find_never_asked(self):
        """The candidates who are never asked, in any of their applications.

        :return: dict applicant -> reason of the ledger
        """
        known = self._read_last_asked()
        colleagues = self._find_colleagues()
        never = {}
        for applicant in self:
            _asked, opted_out = known.get(applicant.email_normalized, (None, None))
            if opted_out:
                never[applicant] = "opted_out"
            elif applicant in colleagues:
                never[applicant] = "internal"
        return never

    def _read_last_asked(self):
        """:return: dict address -> (naive UTC moment of the last survey or None, whether
        the person does not want surveys), of all applications of that address"""
        self.flush_model(["email_normalized", "feedback_asked_date", "feedback_opt_out"])
        return {
            address: (asked, opted_out)
            for address, asked, opted_out in self.env.execute_query(
                SQL(
                    """
                    SELECT email_normalized, MAX(feedback_asked_date),
                           BOOL_OR(feedback_opt_out)
                      FROM hr_applicant
                     WHERE email_normalized = ANY(%s)
                  GROUP BY email_normalized
                    """,
                    self._get_addresses(),
                )
            )
        }

    def _get_addresses(self):
        return list({a.email_normalized for a in self if a.email_normalized})

    def _find_colleagues(self):
        """Internal candidates: their feedback would be about their own employer.
        Employees whom this application made are none."""
        addresses = self._get_addresses()
        employees = (
            self.env["hr.employee"]
            .sudo()
            .search(
                [
                    "|",
                    "|",
                    ("work_email", "in", addresses),
                    ("private_email", "in", addresses),
                    ("user_id.partner_id.email_normalized", "in", addresses),
                ]
            )
        )
        known = {}
        for employee in employees:
            for address in (
                employee.work_email,
                employee.private_email,
                employee.user_id.partner_id.email_normalized,
            ):
                known[(address or "").lower()] = employee
        return self.filtered(
            lambda applicant: (
                known.get(applicant.email_normalized, applicant.employee_id)
                != applicant.employee_id
            )
        )

    def _note_asked(self, moment):
        """One survey for all applications of the person.

        Written past the ORM, so that no application looks changed. Another worker
        that asks the same person at the same time gets a conflict, and looks again.

        :param datetime moment: naive UTC
        """
        self.env["hr.applicant"].flush_model(["feedback_asked_date"])
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant SET feedback_asked_date = %s
                 WHERE email_normalized = ANY(%s)
                """,
                moment,
                self._get_addresses(),
            )
        )
        self.invalidate_model(["feedback_asked_date"], flush=False)

    def _opt_out_of_feedback(self):
        """The candidate does not want to be asked again, in no application."""
        same = self.search(
            [
                "|",
                ("id", "in", self.ids),
                ("email_normalized", "in", self._get_addresses()),
                ("active", "in", (True, False)),
            ]
        )
        same.feedback_opt_out = True
