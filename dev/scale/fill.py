"""What there is before people come: `python -m dev.scale.fill -d DATABASE --world FILE ...`.

A position with a plan, applications for each person of the play, and mails that are due.
Who is there and what may be pressed is written to the file.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path

from odoo import SUPERUSER_ID, fields
from odoo.api import Environment
from odoo.fields import Command
from odoo.modules.registry import Registry

from .. import process
from ..place import ADDON
from .sizes import BULK_MAIL, REFUSAL_MAIL, STAGE_MAIL, Sizes

PASSWORD = "somebody at scale"
STAGES = 5
BODY = """<p>Dear <t t-out="object.partner_name"/></p>
<p><a t-att-href="object.get_page_url()">Your page</a></p>"""


class World:
    def __init__(self, env, sizes):
        self.env, self.sizes = env, sizes
        self.first = 0

    def make(self):
        self.env.company.email = "jobs@company.example"
        # The mails of the play leave at any hour, also those of a person's own.
        recruiters = [
            self._make_user(f"recruiter{number}", "hr_recruitment.group_hr_recruitment_user")
            for number in range(self.sizes.recruiters)
        ]
        reporter = self._make_user("reporter", f"{ADDON}.group_experience_manager")
        self.job = self.env["hr.job"].create({"name": "Scale", "user_id": recruiters[0].id})
        self.stages = self.env["hr.recruitment.stage"].create(
            [
                {"name": f"Scale {number}", "sequence": number - 100, "job_ids": self.job.ids}
                for number in range(STAGES)
            ]
        )
        self._make_plan()
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "Scale"})
        world = {
            "stages": self.stages.ids,
            "job": self.job.id,
            "steps": self.steps.ids,
            "reason": reason.id,
            "reporter": self._log_in_as(reporter),
            "recruiters": [self._make_work(user) for user in recruiters],
            "candidates": [self._make_candidate() for _ in range(self.sizes.candidates)],
            "bulk": self._make_bulk(recruiters[0]),
        }
        return world

    def _make_user(self, login, group):
        return self.env["res.users"].create(
            {
                "name": login.capitalize(),
                "login": login,
                "password": PASSWORD,
                "email": f"{login}@company.example",
                "group_ids": [Command.set([self.env.ref(group).id])],
            }
        )

    def _log_in_as(self, user):
        return {"login": user.login, "password": PASSWORD}

    def _make_template(self, subject):
        return self.env["mail.template"].create(
            {
                "name": subject,
                "subject": subject,
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "body_html": BODY,
                "use_default_to": True,
                "auto_delete": False,
            }
        )

    def _make_plan(self):
        shipped = self.env["hr.recruitment.communication.step"].with_context(active_test=False)
        ask = shipped.search(
            [("action", "=", "survey"), ("survey_id.feedback_moment", "=", "applied")], limit=1
        )
        steps = {"stage_entered": STAGE_MAIL, "manual": BULK_MAIL, "refused": REFUSAL_MAIL}
        plan = self.env["hr.recruitment.communication.plan"].create(
            {
                "name": "Scale",
                "job_ids": self.job.ids,
                "step_ids": [
                    Command.create(
                        {
                            "name": subject,
                            "trigger": trigger,
                            "action": "email",
                            "mail_template_id": self._make_template(subject).id,
                            # No refusal leaves at night.
                            "send_window": "office_hours" if trigger == "refused" else "any",
                        }
                    )
                    for trigger, subject in steps.items()
                ],
            }
        )
        self.steps = plan.step_ids
        self.bulk_step = plan.step_ids.filtered(lambda step: step.trigger == "manual")
        self.ask_step = ask.copy(
            {"plan_id": plan.id, "trigger": "manual", "send_window": "any", "active": True}
        )
        plan.in_use = True

    def _make_applicants(self, count, **values):
        first, self.first = self.first, self.first + count
        return process.make_applicants(
            self.env, count, first, job_id=self.job.id, stage_id=self.stages[0].id, **values
        )

    def _make_work(self, user):
        """What one recruiter has: to move on, and to refuse."""
        mine = self._make_applicants(self.sizes.moved + self.sizes.refused, user_id=user.id)
        return {
            **self._log_in_as(user),
            "moved": mine[: self.sizes.moved].ids,
            "refused": mine[self.sizes.moved :].ids,
        }

    def _make_candidate(self):
        """One person of the play stands for many candidates, one after the other."""
        applicants = self._make_applicants(self.sizes.pages)
        applicants._ensure_page_tokens()
        # They were told of their stage: the page says where the application is.
        for applicant in applicants:
            applicant._note_told_stage(self.stages[0])
        return {
            "pages": [[each.id, each._page_path()] for each in applicants],
            "surveys": self._invite(self._make_applicants(self.sizes.surveys)),
        }

    def _invite(self, applicants):
        rows = applicants._start_step(self.ask_step)
        self._settle()
        rows = rows.sudo()
        # No person answers a mail that has just left.
        rows.filtered(lambda row: row.state == "queued").write(
            {"state": "sent", "sent_date": fields.Datetime.now() - timedelta(hours=3)}
        )
        invitations = rows.survey_input_id
        return [[each.id, each._feedback_path()] for each in invitations]

    def _settle(self):
        """What the cron does with what is due."""
        self.env.flush_all()
        while self.env["hr.applicant.communication"]._process_batch():
            pass

    def _make_bulk(self, user):
        applicants = self._make_applicants(self.sizes.bulk, user_id=user.id)
        applicants._start_step(self.bulk_step)
        return applicants.ids


def main():
    parser = process.parser(__doc__)
    parser.add_argument("--world", type=Path, required=True)
    parser.add_argument("--odoo", action="append", default=[])
    for name in Sizes._fields:
        parser.add_argument(f"--{name}", type=int, required=True)
    options = parser.parse_args()
    process.configure(options, *options.odoo)
    registry = Registry(options.database)
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        # Mails of what was there before are not of the play.
        env["mail.mail"].search([]).unlink()
        world = World(env, options).make()
        env["mail.mail"].search([]).unlink()
    options.world.write_text(json.dumps(world))


if __name__ == "__main__":
    sys.exit(main())
