from datetime import timedelta
from unittest.mock import patch

from ..common import NOW
from .erasure import ErasureCase

LONG_AGO = NOW - timedelta(days=800)


class RetentionCase(ErasureCase):
    """A company that keeps refused applications for two years."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policies = cls.env["hr.recruitment.retention.policy"]
        cls.policy = cls.policies.create({"name": "Two years", "company_id": cls.company.id})
        cls.reason = cls.env.ref("hr_recruitment.refuse_reason_1")

    def refuse(self, count=1, date=LONG_AGO, **values):
        with self.at(date):
            applicants = self._make_applicants(count)
            applicants.write(
                {"refuse_reason_id": self.reason.id, "refuse_date": date, "active": False}
            )
        applicants.sudo().write(
            {"answer_state": "told", "decision_told_date": date, "company_id": self.company.id}
            | values
        )
        return applicants

    def run_dry(self, policy=None):
        with self.at(NOW):
            action = (policy or self.policy).with_user(self.administrator).action_dry_run()
        return self.erasures.browse(action["res_id"])

    def carry_out_now(self, run):
        with self.at(NOW):
            self.carry_out(run)

    # Where candidates are told before ------------------------------------------------------

    def approve(self, run, moment=NOW):
        with self.at(moment):
            run.with_user(self.administrator).action_approve()

    def run_at(self, moment):
        """What the scheduled action does then."""
        self.env.flush_all()
        commit = patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60)
        with self.at(moment), commit:
            self.erasures._cron_carry_out()
        self.env.invalidate_all()

    def notices(self, run):
        """:return: the mails that still are in the outbox"""
        ids = [number for number in run.line_ids.mapped("notice_mail_id_int") if number]
        return self.env["mail.mail"].browse(sorted(set(ids))).exists()
