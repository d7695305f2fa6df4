from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

INTERVIEWER = "hr_recruitment.group_hr_recruitment_interviewer"
# What the counts of a job position count, by field.
COUNTED = {"awaiting_reply_count": "awaiting_reply", "unanswered_count": "is_unanswered"}
# Whose turn it is first.
KINDS = {"reply": "awaiting_reply", "untold": "is_unanswered"}


class HrJobWaiting(models.Model):
    """The job board can be filtered, sorted and grouped by who waits."""

    _inherit = "hr.job"

    awaiting_reply_count = fields.Integer(
        "Candidates Awaiting Our Reply", compute="_compute_waiting_counts"
    )
    unanswered_count = fields.Integer("Unanswered Candidates", compute="_compute_waiting_counts")
    who_waits = fields.Selection(
        [
            ("reply", "Candidates await our reply"),
            ("untold", "Candidates have not been informed"),
            ("nobody", "Nobody waits"),
        ],
        compute="_compute_who_waits",
        search="_search_who_waits",
        groups=INTERVIEWER,
    )

    def _compute_waiting_counts(self):
        """Of the applications that the reader may read, closed ones included; in one look
        at them, because the job board asks for all job positions at once."""
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        waits = [Domain(flag, "=", True).optimize_full(applicants) for flag in COUNTED.values()]
        query = applicants._search(Domain("job_id", "in", self.ids) & Domain.OR(waits))
        job_id = SQL.identifier(query.table, "job_id")
        counts = (
            SQL("COUNT(*) FILTER (WHERE %s)", wait._to_sql(applicants, query.table, query))
            for wait in waits
        )
        query.groupby = job_id
        found = {row[0]: row[1:] for row in self.env.execute_query(query.select(job_id, *counts))}
        self.awaiting_reply_count = self.unanswered_count = 0
        for job in self.filtered(lambda job: job.id in found):
            job.awaiting_reply_count, job.unanswered_count = found[job.id]

    def _compute_who_waits(self):
        waiting = self.filtered("awaiting_reply_count")
        untold = (self - waiting).filtered("unanswered_count")
        waiting.who_waits = "reply"
        untold.who_waits = "untold"
        (self - waiting - untold).who_waits = "nobody"

    @api.model
    def _search_who_waits(self, operator, value):
        if operator != "in":
            return NotImplemented
        kinds = tuple(kind for kind in value if kind) or (None,)
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s IN %s", model._get_who_waits_sql(alias), kinds
            )
        )

    def _get_who_waits_sql(self, alias):
        found = [
            SQL("WHEN %s IN (%s) THEN %s", SQL.identifier(alias, "id"), self._find_jobs(flag), kind)
            for kind, flag in KINDS.items()
        ]
        return SQL("CASE %s ELSE 'nobody' END", SQL(" ").join(found))

    def _find_jobs(self, flag):
        """:return: SQL, ids of the jobs of applications with this flag that the reader
        may read, one for each application"""
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        query = applicants._search([(flag, "=", True), ("job_id", "!=", False)])
        return query.select(SQL.identifier(query.table, "job_id"))

    def _read_group_groupby(self, alias, groupby_spec, query):
        if groupby_spec != "who_waits":
            return super()._read_group_groupby(alias, groupby_spec, query)
        self._check_field_access(self._fields["who_waits"], "read")
        return self._get_who_waits_sql(alias)

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if field_name not in COUNTED:
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        return SQL(
            "(SELECT COUNT(*) FROM (%s) AS counted WHERE counted.job_id = %s) %s %s",
            self._find_jobs(COUNTED[field_name]),
            SQL.identifier(alias, "id"),
            direction,
            nulls,
        )
