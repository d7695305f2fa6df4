"""Installing, upgrading and uninstalling the addon on a database that is in use.

`python -m dev.proofs.lifecycle -d DATABASE [-c CONFIG] [--applications N]` on a copy of a
database with what the addon depends on, without the addon. Each phase is a process of
its own: a fresh Odoo. Prints each check; exits with 1 if one fails.
"""

import sys
import time

from odoo.api import Environment
from odoo.modules.registry import Registry
from odoo.orm.utils import SUPERUSER_ID

from .. import process
from ..place import ADDON
from .snapshot import contents, schema, select

MOVED = 300  # applications with a past that core has tracked
CONTACTED = 100
# What moving one application, and failing to mail it, leaves behind.
TOUCHED = {
    "mail_activity",
    "mail_followers",
    "mail_followers_mail_message_subtype_rel",
    "mail_message",
    "mail_tracking_value",
}


class Checks:
    def __init__(self):
        self.failed = 0

    def __call__(self, label, found, expected=True):
        right = found == expected
        self.failed += not right
        print(f"{'OK    ' if right else 'FAILED'}  {label}", flush=True)
        if not right:
            print(f"        found {found}, expected {expected}")

    def same(self, label, before, after):
        """Compare dicts, and name the keys that differ."""
        differ = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        self(label, sorted(differ, key=str)[:20], [])


def live_database(options):
    """Applications in every situation, written as core writes them.

    :return: dict of lists of ids
    """
    with Registry(options.database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        stages = env["hr.recruitment.stage"].search([("job_ids", "=", False)])
        job = env["hr.job"].create({"name": "Engineer", "user_id": SUPERUSER_ID})
        applicants = process.make_applicants(
            env, options.applications, job_id=job.id, stage_id=stages[0].id
        )
        cr.execute("UPDATE hr_applicant SET create_date = now() - interval '30 days'")
        cr.precommit.run()  # what was just created is tracked from here on
        moved, others = applicants[:MOVED], applicants[MOVED:]
        for stage in stages[1:3]:
            moved.write({"stage_id": stage.id})
            env.flush_all()
            cr.precommit.run()
        contacted = others[:CONTACTED]
        for applicant in contacted:
            applicant.with_context(mail_notify_force_send=False).message_post(
                body="Hello",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                partner_ids=applicant.partner_id.ids,
            )
        share = (len(others) - CONTACTED) // 5
        rest = others[CONTACTED:]
        hired, refused, archived = rest[:share], rest[share:][:share], rest[-share:]
        hired.with_context(tracking_disable=True).write(
            {"stage_id": stages.filtered("hired_stage")[:1].id}
        )
        reason = env["hr.applicant.refuse.reason"].search([], limit=1)
        refused.with_context(tracking_disable=True).write(
            {"refuse_reason_id": reason.id, "active": False}
        )
        archived.with_context(tracking_disable=True).write({"active": False})
        env.flush_all()
        cr.execute("UPDATE mail_mail SET state = 'sent'")
        cr.execute("UPDATE mail_notification SET notification_status = 'sent'")
        # The first move happened 20 days ago, the second 10 days ago.
        cr.execute(
            """UPDATE mail_message SET date = date - age.days * interval '10 days'
                 FROM (SELECT message.id, row_number() OVER (
                              PARTITION BY res_id ORDER BY message.id DESC) AS days
                         FROM mail_message message
                         JOIN mail_tracking_value value
                           ON value.mail_message_id = message.id
                        WHERE model = 'hr.applicant') AS age
                WHERE age.id = mail_message.id"""
        )
        return {
            "moved": moved.ids,
            "open": (rest - hired - refused - archived).ids,
            "stages": stages.ids,
        }


def install(options):
    start = time.monotonic()
    Registry.new(options.database, install_modules=[ADDON])
    return time.monotonic() - start


def upgrade(options):
    Registry.new(options.database, upgrade_modules=[ADDON])


def run_crons(options):
    """Those of the addon, and those that empty the outbox."""
    with Registry(options.database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        ours = env["ir.model.data"].search([("module", "=", ADDON), ("model", "=", "ir.cron")])
        outbox = (
            "mail.ir_cron_mail_scheduler_action",
            "sms.ir_cron_sms_scheduler_action",
        )
        crons = env["ir.cron"].browse(ours.mapped("res_id"))
        for cron in crons + crons.concat(*map(env.ref, outbox)):
            cron.method_direct_trigger()
        return len(crons)


def move_one(options, applicant_id, stage_id):
    with Registry(options.database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        env["hr.applicant"].browse(applicant_id).stage_id = stage_id


def use(options, applicant_id):
    """What administrators and the engine leave behind in daily use."""
    with Registry(options.database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        plan = env.ref(f"{ADDON}.communication_plan_default")
        plan.name = "Our own name"
        plan.step_ids[0].delay = 7
        template = env.ref(f"{ADDON}.mail_template_applied")
        template.subject = "Our own subject"
        own = {"name": "Own", "trigger": "manual", "mail_template_id": template.id}
        plan.create({"name": "Own", "step_ids": [(0, 0, own)]})
        stage = env["hr.recruitment.stage"].search([("template_id", "=", False)], limit=1)
        stage.write({"template_id": template.id, "candidate_name": "Talk"})
        env["ir.actions.server"].create(
            {
                "name": "Start a step",
                "model_id": env["ir.model"]._get_id("hr.applicant"),
                "state": "candidate_communication",
                "communication_step_id": plan.step_ids[0].id,
            }
        )
        row = env["hr.applicant.communication"].search(
            [("applicant_id", "=", applicant_id)], limit=1
        )
        row._fail("no_address")  # which gives the recruiter an activity


def delete_shipped(options):
    """What an administrator deletes of what came with the addon: all that can be.

    :return: how many records
    """
    deleted = 0
    with Registry(options.database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {"active_test": False})
        names = env["ir.model.data"].search(
            [("module", "=", ADDON), ("noupdate", "=", True)], order="id desc"
        )
        for name in names:
            record = env[name.model].browse(name.res_id)
            if not record.exists():
                continue
            try:
                with cr.savepoint():
                    record.unlink()
                deleted += 1
            except Exception:  # it is needed elsewhere
                continue
    return deleted


def uninstall(options):
    with Registry(options.database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        addon = env["ir.module.module"].search([("name", "=", ADDON)])
        addon.button_immediate_uninstall()


def core_stage_mail(options, applicant_id, stage_id):
    """:return: number of mails that core makes for a stage change"""
    with Registry(options.database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        stage = env["hr.recruitment.stage"].browse(stage_id)
        stage.template_id = env.ref("hr_recruitment.email_template_data_applicant_congratulations")
        before = env["mail.mail"].search_count([])
        env["hr.applicant"].browse(applicant_id).stage_id = stage
        env.flush_all()
        cr.precommit.run()
        made = env["mail.mail"].search_count([]) - before
        cr.rollback()
        return made


def heard(options):
    """:return: number of messages, mails, activities, SMS to and about candidates. An
    administrator is asked for public holidays, which is about none."""
    return select(
        options,
        """SELECT (SELECT count(*) FROM mail_message WHERE model LIKE 'hr.%%'),
                  (SELECT count(*) FROM mail_mail),
                  (SELECT count(*) FROM mail_activity WHERE res_model LIKE 'hr.%%'),
                  (SELECT count(*) FROM sms_sms)""",
    )


def planned(options):
    """:return: ids of the applications that have a promise"""
    query = "SELECT DISTINCT applicant_id FROM hr_applicant_communication"
    return [row[0] for row in select(options, query)]


def check_history(check, options, live):
    """Against what `live_database` did: thirty, twenty and ten days ago."""
    first, second, third = live["stages"][:3]
    days = select(
        options,
        """SELECT applicant_id, array_agg(stage_id ORDER BY entered_date),
                  array_agg(now()::date - entered_date::date ORDER BY entered_date),
                  array_agg(now()::date - left_date::date ORDER BY entered_date)
             FROM hr_applicant_stage_history
         GROUP BY applicant_id""",
    )
    moved = {tuple(map(tuple, row[1:])) for row in days if row[0] in set(live["moved"])}
    story = (first, second, third), (30, 20, 10), (20, 10, None)
    check("stage history of tracked moves is right", moved, {story})
    unmoved = {
        (len(row[1]), row[2][0], row[3][0]) for row in days if row[0] not in set(live["moved"])
    }
    check("the others are in their stage since they applied", unmoved, {(1, 30, None)})
    check("every application has a visit", len(days), options.applications)
    wrong = select(
        options,
        """SELECT count(*) FROM hr_applicant applicant
             JOIN hr_applicant_stage_history visit
               ON visit.applicant_id = applicant.id AND visit.left_date IS NULL
            WHERE visit.stage_id <> applicant.stage_id""",
    )
    check("the open visit is that of the stage it is in", wrong, [(0,)])
    contacted = select(
        options,
        """SELECT applicant.id FROM hr_applicant applicant
             JOIN mail_message message ON message.res_id = applicant.id
              AND message.model = 'hr.applicant' AND message.message_type = 'comment'
            WHERE applicant.last_contact_date = message.date""",
    )
    dated = select(options, "SELECT 1 FROM hr_applicant WHERE last_contact_date > '1970-1-1'")
    check("last contact: the last message to the candidate", len(contacted), CONTACTED)
    check("and nobody else has one", len(dated), CONTACTED)


def main():
    parser = process.parser(__doc__)
    parser.add_argument("--applications", type=int, default=10_000)
    options = parser.parse_args()
    process.configure(options)
    check = Checks()
    state = select(options, "SELECT state FROM ir_module_module WHERE name = %s", ADDON)
    if state == [("installed",)]:
        sys.exit("lifecycle: the addon is installed already; give a database without it")
    live = process.apart(live_database, options)
    core_schema, before = schema(options), heard(options)
    core = contents(options, live["open"][0])

    seconds = process.apart(install, options)
    print(f"        installed in {seconds:.1f} s with {options.applications:,} applications")
    check("no message, mail, activity or SMS", heard(options), before)
    check("nothing is planned", planned(options), [])
    check_history(check, options, live)

    crons = process.apart(run_crons, options)
    check(f"after its crons ({crons}): nothing either", heard(options), before)
    check("and nothing is planned", planned(options), [])

    one = live["open"][0]
    process.apart(move_one, options, one, live["stages"][1])
    check("one application moves: only that one is planned", planned(options), [one])

    process.apart(use, options, one)
    used, used_schema = contents(options), schema(options)
    for number in "first", "second":
        process.apart(upgrade, options)
        check.same(f"{number} upgrade: the same data", used, contents(options))
        check.same(f"{number} upgrade: the same tables", used_schema, schema(options))

    deleted = process.apart(delete_shipped, options)
    gone = contents(options)
    process.apart(upgrade, options)
    check.same(f"{deleted} shipped records deleted: none comes back", gone, contents(options))

    process.apart(uninstall, options)
    check.same("uninstalled: tables, columns, indexes as before", core_schema, schema(options))
    left = contents(options, one)
    for table in TOUCHED:
        left[table] = core[table]
    check.same("data as before, but for what happened meanwhile", core, left)
    mails = process.apart(core_stage_mail, options, live["open"][1], live["stages"][1])
    check("core's stage mail works again", mails, 1)
    print(f"{check.failed} failed")
    return bool(check.failed)


if __name__ == "__main__":
    sys.exit(main())
