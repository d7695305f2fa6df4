from contextlib import contextmanager
from datetime import datetime
from unittest import SkipTest

from freezegun import freeze_time

from odoo.tests import HttpCase, TransactionCase

LOGGER = "odoo.addons.hr_recruitment_candidate_experience"
# A Wednesday morning in the Swedish summer: 10:00 in Stockholm.
NOW = datetime(2026, 6, 10, 8, 0)


class CandidateCase(TransactionCase):
    """A company in Stockholm, a job with a recruiter, and an own plan for it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": False})
        cls.ledger = cls.env["hr.applicant.communication"]
        cls.calendar = cls._make_calendar()
        cls.company = cls.env.company
        cls.company.resource_calendar_id = cls.calendar
        cls.company.email = "jobs@company.example"
        cls.recruiter = cls._make_user("rekryterare", "hr_recruitment.group_hr_recruitment_user")
        cls.job = cls.env["hr.job"].create({"name": "Engineer", "user_id": cls.recruiter.id})
        cls.stages = cls._make_stages()
        cls.new, cls.interview, cls.offer, cls.signed = cls.stages
        cls.template = cls._make_template()
        cls.plan = cls.env["hr.recruitment.communication.plan"].create(
            {"name": "Engineers", "job_ids": cls.job.ids, "in_use": True}
        )

    @classmethod
    def _make_calendar(cls, **values):
        return cls.env["resource.calendar"].create(
            {
                "name": "Office",
                "tz": "Europe/Stockholm",
                "attendance_ids": [
                    (
                        0,
                        0,
                        {
                            "name": day,
                            "dayofweek": day,
                            "hour_from": 8,
                            "hour_to": 17,
                            "day_period": "morning",
                        },
                    )
                    for day in "01234"
                ],
                **values,
            }
        )

    @classmethod
    def _make_user(cls, login, *groups, **values):
        # The mail about the account is Odoo's, and takes as long as the rest.
        users = cls.env["res.users"].with_context(no_reset_password=True)
        user = users.create(
            {
                "name": login.capitalize(),
                "login": login,
                "email": f"{login}@company.example",
                "group_ids": [(6, 0, [cls.env.ref(group).id for group in groups])],
                "tz": "Europe/Stockholm",
                **values,
            }
        )
        return user.with_env(cls.env)

    @classmethod
    def _make_stages(cls):
        names = ("Received", "Meeting", "Offer", "Signed")
        return cls.env["hr.recruitment.stage"].create(
            [
                {
                    "name": name,
                    "sequence": number - 100,
                    "job_ids": cls.job.ids,
                    "hired_stage": name == "Signed",
                }
                for number, name in enumerate(names)
            ]
        )

    @classmethod
    def _make_template(cls, **values):
        return cls.env["mail.template"].create(
            {
                "name": "Hello",
                "model_id": cls.env["ir.model"]._get_id("hr.applicant"),
                "subject": "About {{ object.job_id.name }}",
                "body_html": '<p>Dear <t t-out="object.partner_name"/></p>',
                "use_default_to": True,
                "lang": "{{ object.partner_id.lang }}",
                **values,
            }
        )

    @classmethod
    def _make_sms_text(cls):
        return cls.env["sms.template"].create(
            {
                "name": "Short",
                "model_id": cls.env["ir.model"]._get_id("hr.applicant"),
                "body": "Hello {{ object.partner_name }}",
            }
        )

    @classmethod
    def _make_step(cls, trigger, **values):
        if values.get("action", "email") == "email":
            values.setdefault("mail_template_id", cls.template.id)
        if values.get("action") == "activity":
            values.setdefault("activity_type_id", cls.env.ref("mail.mail_activity_data_todo").id)
        return cls.env["hr.recruitment.communication.step"].create(
            {
                "plan_id": cls.plan.id,
                "name": f"Step {trigger}",
                "trigger": trigger,
                "delay_unit": "hours",
                "send_window": "any",
                **values,
            }
        )

    @classmethod
    def _make_applicants(cls, count=1, **values):
        # Nor is what Odoo tells a recruiter of each.
        applicants = cls.env["hr.applicant"].with_context(mail_auto_subscribe_no_notify=True)
        applicants = applicants.create(
            [
                {
                    "partner_name": f"Anna Ek {number}",
                    "email_from": f"anna{number}@candidate.example",
                    "job_id": cls.job.id,
                    **values,
                }
                for number in range(count)
            ]
        )
        return applicants.with_env(cls.env)

    @contextmanager
    def at(self, moment):
        """The clock stands at ``moment`` (naive UTC), also for the database."""
        with freeze_time(moment), self._frozen_cursor(moment):
            yield

    @contextmanager
    def _frozen_cursor(self, moment):
        cursor, before = self.env.cr, self.env.cr._now
        cursor._now = moment
        try:
            yield
        finally:
            cursor._now = before

    def rows(self, applicants, **values):
        """The ledger rows of the applicants that have these values, oldest first."""
        rows = self.ledger.search([("applicant_id", "in", applicants.ids)], order="id")
        return rows.filtered(lambda row: all(row[name] == value for name, value in values.items()))

    def process(self):
        """What the cron does with promises that are due, without its commits."""
        self.env.flush_all()
        while self.ledger._process_batch():
            pass

    def mails(self, applicants):
        return self.env["mail.mail"].search(
            [("model", "=", "hr.applicant"), ("res_id", "in", applicants.ids)]
        )


class TourCase(HttpCase):
    """What people do in the browser, in a real one."""

    def start_tour(self, *args, **kwargs):
        """A browser that is missing is no success; one that starts slowly, on a busy
        machine, gets a second chance. Seconds in all: what Odoo gives is too little there."""
        kwargs.setdefault("timeout", 180)
        for last in (False, True):
            try:
                return super().start_tour(*args, **kwargs)
            except SkipTest as reason:
                if last:
                    self.fail(f"the tour could not run: {reason}")
