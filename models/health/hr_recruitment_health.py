from datetime import timedelta

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import config, format_datetime

from ..batch import get_now
from .checks import CHECKS, GREEN, LEDGER, LEVELS, MANAGER, RED
from .look import Look

SYSTEM = "base.group_system"
# Names of those who may mend something.
NAMED = 3
SMTP_PORT = 25


class HrRecruitmentHealth(models.AbstractModel):
    """Whether messages to candidates can leave, and what to do where they cannot. The
    screen only draws what ``get_data`` returns. A replica of the database that is behind
    would know of no cron that has run since, so nothing of this is read from one."""

    _name = "hr.recruitment.health"
    _description = "Health"

    @api.model
    def get_data(self):
        """How it stands in the companies that the user has chosen.

        :return: plain dict: ``level`` (the worst one), ``companies`` (their names),
            ``now`` (when it was looked at) and ``checks``, the worst first. A check has
            ``name``, ``title``, ``level`` (``green``, ``attention`` or ``red``), ``text``,
            ``lines`` (dicts of ``label``, ``text`` and, of what may be tried again,
            ``reason``), ``door`` (False, or what opens where it is mended, with ``label``)
            and ``ask`` (who may mend it, where the user may not)
        :raise AccessError: for users who do not configure recruitment
        """
        self._check_may_see()
        companies = self.env.companies
        now = get_now(self.env)
        found = self._find(Look(companies, now, self._find_servers()), CHECKS)
        checks = [
            {"name": check.name, "title": self.env._(check.title), **finding}
            for check, finding in found.items()
        ]
        checks.sort(key=lambda check: -LEVELS.index(check["level"]))
        return {
            "level": checks[0]["level"],
            "companies": ", ".join(companies.mapped("name")),
            "now": self._say_time(now),
            "checks": checks,
        }

    @api.model
    def _get_light(self):
        """:return: dict of ``titles``, what is red, for who may do something about it; False
        where nothing is. Costs a few queries, however much there is."""
        if not self.env.user.has_group(MANAGER):
            return False
        checks = [check for check in CHECKS if check.in_light]
        look = Look(self.env.companies, get_now(self.env), is_quick=True)
        found = self._find(look, checks)
        red = [check for check, finding in found.items() if finding["level"] == RED]
        return bool(red) and {"titles": [self.env._(check.title) for check in red]}

    def _check_may_see(self):
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Health is for those who configure recruitment."))

    def _find(self, look, checks):
        """:return: dict check → what it found, without those of what is switched off"""
        found = {check: getattr(self, f"_check_{check.name}")(look) for check in checks}
        return {check: finding for check, finding in found.items() if finding}

    # What checks say -------------------------------------------------------------------

    def _say(self, level, text, door=None, lines=()):
        """:param str level: one of ``LEVELS``
        :param str text: a sentence: what it means
        :param dict door: see ``_get_door`` and ``_get_door_of_system``
        :param lines: dicts of ``label`` and ``text``
        :return: dict, what a check found"""
        return {
            "level": level,
            "text": text,
            "lines": list(lines),
            **({"door": False, "ask": ""} if level == GREEN or not door else door),
        }

    def _get_door(self, label, **to):
        """:param to: ``action``, or ``model`` with ``res_id`` or ``domain``"""
        return {"door": {"label": label, **to}, "ask": ""}

    def _get_door_of_system(self, label, **to):
        """What only a system administrator may open; others are told whom to ask."""
        if self.env.user.has_group(SYSTEM):
            return self._get_door(label, **to)
        users = self.env["res.users"].sudo()
        found = users.search(
            [
                ("all_group_ids", "in", self.env.ref(SYSTEM).ids),
                ("company_ids", "in", self.env.companies.ids),
                ("share", "=", False),
                ("active", "=", True),
            ],
            order="id",
            limit=NAMED,
        )
        names = ", ".join(found.mapped("name"))
        ask = self.env._("Only a system administrator can fix this. Ask: %s", names or "–")
        return {"door": False, "ask": ask}

    def _say_time(self, moment):
        """:param datetime moment: naive UTC, or False"""
        if not moment:
            return self.env._("never")
        return format_datetime(self.env, moment, dt_format="short")

    def _say_names(self, companies):
        return ", ".join(companies.sudo().mapped("name"))

    # What checks look at ----------------------------------------------------------------

    def _find_rows(self, look):
        """:return: (the ledger with rights to all of it, Domain of the companies' rows)"""
        domain = Domain("company_id", "in", [*look.companies.ids, False])
        return self.env[LEDGER].sudo(), domain

    def _find_servers(self):
        """:return: list of (name, host, port) that emails may leave by; empty where Odoo
        sends nothing, as in tests"""
        servers = self.env["ir.mail_server"].sudo()
        if servers._disable_send():
            return []
        return [
            (server.name, server.smtp_host, server.smtp_port or SMTP_PORT)
            for server in self._find_mail_servers()
        ] or self._find_server_of_file()

    def _find_mail_servers(self):
        """Not those that people have of their own."""
        servers = self.env["ir.mail_server"].sudo()
        return servers.search([("owner_user_id", "=", False), ("smtp_host", "!=", False)])

    def _find_server_of_file(self):
        """Odoo falls back on its configuration file."""
        host = config.get("smtp_server")
        if not host:
            return []
        port = int(config.get("smtp_port") or SMTP_PORT)
        return [(f"{host}:{port}", host, port)]

    def _ago(self, look, **span):
        return look.now - timedelta(**span)
