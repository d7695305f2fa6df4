import re

from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_today

EVENTS = [
    ("opened", "Opened"),
    ("started", "Started"),
    ("failed", "Stopped at a Field"),
    ("sent", "Sent"),
]
DEVICES = [("phone", "Phone"), ("tablet", "Tablet"), ("computer", "Computer")]
TABLET = re.compile(r"ipad|tablet|android(?!.*mobi)", re.I)
PHONE = re.compile(r"mobi|iphone", re.I)
# What a field of a form is called; anything else is counted as one.
FIELD = re.compile(r"\w[\w .:-]{0,59}")
OTHER = "other"
# More than a form has: what anybody sends makes no more rows of a day than that.
MOST_FIELDS = 50


class HrJobFormCount(models.Model):
    """How often an application form was opened, started and sent, and at which field it
    could not be sent: numbers by day and kind of device. No cookie, no address, nobody."""

    _name = "hr.job.form.count"
    _description = "Application Form in Numbers"
    _order = "day desc, job_id, event, id"
    _rec_name = "event"

    job_id = fields.Many2one(
        "hr.job", "Job Position", required=True, index=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="job_id.company_id", store=True)
    day = fields.Date(required=True, readonly=True)
    device = fields.Selection(DEVICES, required=True, readonly=True)
    event = fields.Selection(EVENTS, "What Happened", required=True, readonly=True)
    field = fields.Char("At the Field", required=True, readonly=True, default="")
    number = fields.Integer("Times", required=True, readonly=True)

    _once = models.Constraint(
        "UNIQUE (job_id, day, device, event, field)", "These are counted together."
    )

    @api.model
    def _count(self, job, event, field, agent):
        """One more.

        :param job: ``hr.job``
        :param str event: of ``EVENTS``
        :param str field: what the browser calls it, from anybody; empty for other events
        :param str agent: User-Agent of the browser, of which only the kind is kept
        """
        name = self._find_field(job, field) if event == "failed" else ""
        self.env.execute_query(
            SQL(
                """
                INSERT INTO hr_job_form_count
                       (job_id, company_id, day, device, event, field, number, create_uid,
                        create_date, write_uid, write_date)
                VALUES (%(job)s, %(company)s, %(day)s, %(device)s, %(event)s, %(field)s, 1,
                        %(uid)s, NOW() AT TIME ZONE 'UTC', %(uid)s, NOW() AT TIME ZONE 'UTC')
                ON CONFLICT (job_id, day, device, event, field)
                DO UPDATE SET number = hr_job_form_count.number + 1
                """,
                job=job.id,
                company=job.company_id.id or None,
                day=get_today(self.env),
                device=self._find_device(agent),
                event=event,
                field=name,
                uid=self.env.uid,
            )
        )
        self.invalidate_model(["number"], flush=False)

    @api.model
    def _find_field(self, job, field):
        """:return: str, under which name the field is counted"""
        today = [("job_id", "=", job.id), ("day", "=", get_today(self.env))]
        known = set(self.search(today + [("event", "=", "failed")]).mapped("field"))
        if field in known or (FIELD.fullmatch(field or "") and len(known) < MOST_FIELDS):
            return field
        return OTHER

    @api.model
    def _find_device(self, agent):
        """:return: kind of device of a User-Agent, of ``DEVICES``"""
        if TABLET.search(agent or ""):
            return "tablet"
        return "phone" if PHONE.search(agent or "") else "computer"
