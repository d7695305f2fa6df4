from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

from .checks import ADDON, ATTENTION, GREEN, LEDGER, MAIL_QUEUE, RED

# Without these, nothing leaves.
VITAL = (f"{ADDON}.ir_cron_communication", MAIL_QUEUE)
# A scheduled action may wait for others.
LATE = timedelta(hours=2)
FAILED_OFTEN = 3
# What waits for something other than its time.
WAITING = Domain(
    [
        ("state", "in", ["scheduled", "queued"]),
        ("reason", "in", ["no_server", "no_sms_service", "no_sender", "retry"]),
    ]
)


class HrRecruitmentHealthSending(models.AbstractModel):
    """What lets messages leave: scheduled actions, servers, an address."""

    _inherit = "hr.recruitment.health"

    # Scheduled actions -----------------------------------------------------------------

    def _check_scheduled_actions(self, look):
        crons = self._find_crons()
        faults = {cron: self._find_fault(cron, look) for cron in crons.values()}
        bad = [cron for cron, fault in faults.items() if fault]
        # Where something is wrong, with that alone.
        lines = [self._say_cron(cron) for cron in bad or faults]
        vital = [crons.get(name) for name in VITAL]
        if None in vital:
            text = self.env._(
                "A scheduled action that sends messages has been deleted: none is sent until it is "
                "there again, under its external ID."
            )
            return self._say(RED, text, self._get_door_to_crons(), lines)
        if not bad:
            return self._say(GREEN, self.env._("They run at their times."), lines=lines)
        worst = next((cron for cron in bad if cron in vital), None)
        cron = worst or bad[0]
        door = self._get_door_to_crons(cron)
        return self._say(RED if worst else ATTENTION, faults[cron], door, lines)

    def _find_crons(self):
        """:return: dict external id → ``ir.cron``, as superuser, archived ones included:
        the addon's and the one that Odoo's emails leave by"""
        data = self.env["ir.model.data"].sudo()
        mine = Domain("module", "=", ADDON)
        queue = Domain([("module", "=", "mail"), ("name", "=", MAIL_QUEUE.partition(".")[2])])
        found = data.search_read(
            Domain("model", "=", "ir.cron") & (mine | queue), ["complete_name", "res_id"]
        )
        crons = self.env["ir.cron"].sudo().with_context(active_test=False)
        known = crons.search([("id", "in", [each["res_id"] for each in found])])
        by_id = {cron.id: cron for cron in known}
        return {
            each["complete_name"]: by_id[each["res_id"]]
            for each in found
            if each["res_id"] in by_id
        }

    def _find_fault(self, cron, look):
        """:return: what is wrong with it, in a sentence; None if nothing is"""
        if not cron.active:
            return self.env._("“%s” is archived: it does not run.", cron.name)
        if cron.nextcall < look.now - LATE:
            return self.env._(
                "“%(name)s” should have run at %(time)s and has not: Odoo's scheduled actions "
                "stand still.",
                name=cron.name,
                time=self._say_time(cron.nextcall),
            )
        if cron.failure_count >= FAILED_OFTEN:
            return self.env._(
                "“%(name)s” has failed %(count)s times in a row; the server log says why.",
                name=cron.name,
                count=cron.failure_count,
            )
        return None

    def _say_cron(self, cron):
        if not cron.active:
            text = self.env._("archived")
        else:
            text = self.env._(
                "last run: %(last)s, next run: %(next)s, failures: %(count)s",
                last=self._say_time(cron.lastcall),
                next=self._say_time(cron.nextcall),
                count=cron.failure_count,
            )
        return {"label": cron.name, "text": text}

    def _get_door_to_crons(self, cron=None):
        label = self.env._("Open Scheduled Action")
        if cron:
            return self._get_door_of_system(label, model="ir.cron", res_id=cron.id)
        return self._get_door_of_system(label, action="base.ir_cron_act")

    # What is due -----------------------------------------------------------------------

    def _check_due(self, look):
        """What waits for its time, or for somebody, is not late."""
        rows, domain = self._find_rows(look)
        # One by one: each has its own index.
        late = [domain & each for each in self._get_late(look)]
        if any(rows.search_count(each, limit=1) for each in late):
            return self._say_late(look, rows, Domain.OR(late))
        if look.is_quick:
            return self._say(GREEN, "")
        groups = self._group_by_cause(rows, domain & WAITING)
        if not groups:
            return self._say(GREEN, self.env._("Everything that was due has been sent."))
        text = self.env._("Messages wait for something; they are sent automatically after it.")
        return self._say(
            ATTENTION, text, self._get_door_to_rows(WAITING), self._say_waiting(groups)
        )

    def _say_late(self, look, rows, late):
        if look.is_quick:
            return self._say(RED, "")
        groups = self._group_by_cause(rows, late)
        text = self.env._(
            "Messages should have been sent, but were not: %(count)s, the oldest since %(time)s.",
            count=sum(count for _reason, count, _oldest in groups),
            time=self._say_time(min(oldest for _reason, _count, oldest in groups)),
        )
        door = self._get_door_to_rows(Domain.OR(self._get_late(look)))
        return self._say(RED, text, door, self._say_waiting(groups))

    def _get_late(self, look):
        """:return: list of Domain of what nobody has looked at for too long: planned, or
        handed to an outbox that stands still"""
        since = fields.Datetime.to_string(look.now - LATE)
        due = Domain([("state", "=", "scheduled"), ("next_attempt", "<=", since)])
        again = Domain("next_attempt", "<=", since)
        handed = Domain(
            [("next_attempt", "=", False), ("reason", "=", "outbox"), ("write_date", "<=", since)]
        )
        return [due, Domain("state", "=", "queued") & (again | handed)]

    def _group_by_cause(self, rows, domain):
        """:return: list of (reason, how many, when the oldest should have left)"""
        return rows._read_group(domain, ["reason"], ["__count", "scheduled_date:min"])

    def _say_waiting(self, groups):
        """:return: lines, one for each cause"""
        rows = self.env[LEDGER]
        labels = dict(rows._fields["reason"]._description_selection(self.env))
        return [
            {
                "label": labels.get(reason) or self.env._("No reason given"),
                "text": self.env._(
                    "%(count)s, the oldest since %(time)s", count=count, time=self._say_time(oldest)
                ),
            }
            for reason, count, oldest in groups
        ]

    def _get_door_to_rows(self, domain):
        return self._get_door(self.env._("Show Messages"), model=LEDGER, domain=list(domain))

    # Servers and sender ----------------------------------------------------------------

    def _check_mail_server(self, look):
        down = look.companies.sudo()._filter_in_outage("no_server")
        if down:
            text = self.env._(
                "It cannot be reached, or does not accept our user or password, since %s: emails "
                "wait, and are sent automatically once it is fixed.",
                self._say_time(min(down.mapped("candidate_mail_down_since"))),
            )
            return self._say(RED, text, self._get_door_to_servers())
        if look.is_quick:
            return self._say(GREEN, "")
        door = self._get_door_to_servers()
        silent = look.silent_servers
        if silent:
            names = ", ".join(name for name, _host, _port in silent)
            text = self.env._("Nobody answers at: %s. Emails that should leave by it wait.", names)
            all_silent = len(silent) == len(look.servers)
            return self._say(RED if all_silent else ATTENTION, text, door)
        if not self._find_mail_servers():
            text = self.env._("None is set up: Odoo uses the one of its configuration file.")
            return self._say(ATTENTION, text, door)
        return self._say(GREEN, self.env._("It can be reached."))

    def _get_door_to_servers(self):
        label = self.env._("Open Outgoing Mail Servers")
        return self._get_door_of_system(label, action="base.action_ir_mail_server_list")

    def _check_sms_service(self, look):
        down = look.companies.sudo()._filter_in_outage("no_sms_service")
        if not down:
            return self._say(GREEN, self.env._("No SMS waits for it."))
        text = self.env._(
            "It cannot be reached, does not know our account, or there is no credit left, since "
            "%s: SMS wait, and are sent automatically once it is fixed.",
            self._say_time(min(down.mapped("candidate_sms_down_since"))),
        )
        door = self._get_door_of_system(
            self.env._("Open SMS Account"), action="iap.iap_account_action"
        )
        return self._say(RED, text, door)

    def _check_sender(self, look):
        rows, domain = self._find_rows(look)
        # Each of them is looked at again within the hour.
        soon = domain & Domain(
            [
                ("state", "=", "scheduled"),
                ("next_attempt", "<=", look.now + timedelta(hours=1)),
                ("reason", "=", "no_sender"),
            ]
        )
        if rows.search_count(soon, limit=1):
            text = self.env._(
                "Emails wait, because there is no address to send them from: give the company "
                "one, or the job positions a recruiter who has one."
            )
            return self._say(RED, text, self._get_door_to_companies())
        if look.is_quick:
            return self._say(GREEN, "")
        lacking = look.companies.filtered(lambda company: not company._get_sender())
        if lacking:
            text = self.env._(
                "%s has no email address: where no recruiter speaks for it, emails would wait.",
                self._say_names(lacking),
            )
            return self._say(ATTENTION, text, self._get_door_to_companies())
        return self._say(GREEN, self.env._("Every company has one."))

    def _get_door_to_companies(self):
        label = self.env._("Open Companies")
        return self._get_door_of_system(label, action="base.action_res_company_form")
