import logging

from markupsafe import Markup

from odoo import api, models

from ..batch import get_now
from ..in_halves import do_in_halves
from .checks import CHECKS, MAIL_QUEUE, MANAGER, RED
from .look import Look

_logger = logging.getLogger(__name__)
PATH = "/odoo/recruitment-health"


class HrRecruitmentHealthWatch(models.AbstractModel):
    """What turns red is told to administrators, once until it has been green again. What
    they hear of elsewhere (a mail server that is down, an address that is missing) is not
    told here, too."""

    _inherit = "hr.recruitment.health"

    @api.model
    def _cron_watch(self):
        """Every hour, by a scheduled action of its own: the one that messages leave by
        cannot say that it does not run."""
        servers = self._find_servers()
        companies = self.env["res.company"]._find_recruiting()
        everywhere = Look(companies, get_now(self.env), servers)
        news = []
        do_in_halves(
            companies,
            lambda part: news.extend(self._watch(company, everywhere) for company in part),
            lambda company, error: _logger.error("%s: %s", company, type(error).__name__),
        )
        self._tell([each for each in news if each[1]])

    def _watch(self, company, everywhere):
        """:param everywhere: Look at all companies; servers are called once
        :return: (company, checks that have turned red and are to be told)"""
        service = self.with_company(company).with_context(allowed_company_ids=company.ids)
        look = Look(company, everywhere.now, is_quick=True)
        checks = [check for check in CHECKS if check.in_light]
        found = service._find(look, checks)
        red = [check for check, finding in found.items() if finding["level"] == RED]
        before = company.candidate_health_red or []
        names = [check.name for check in red]
        if names != before:
            company.candidate_health_red = names
            if not names:
                company._drop_administrators_todos("health")
        self._note_servers(company, everywhere)
        fresh = [c for c in red if c.name not in before and not c.is_told_elsewhere]
        return company, self._leave_out_consequences(red, fresh)

    def _leave_out_consequences(self, red, fresh):
        """Where nothing runs or nothing takes emails, what is due waits for that."""
        causes = {check.name for check in red} - {"due", "failures"}
        return [check for check in fresh if check.name != "due" or not causes]

    def _note_servers(self, company, everywhere):
        """Who sends nothing hears of a dead mail server, too, and of one that has come
        back when there is nothing left that it could send."""
        if not everywhere.servers or not self._find_mail_servers():
            return
        if len(everywhere.silent_servers) == len(everywhere.servers):
            company._note_outage("no_server")
        elif company._filter_in_outage("no_server"):
            ledger = self.env["hr.applicant.communication"]
            waiting = ledger._find_in_outage("no_server", company)
            company._note_outage_over("no_server", waiting._find_companies())

    # Telling ---------------------------------------------------------------------------

    def _tell(self, news):
        """:param list news: (company, checks that have turned red)"""
        mailed, others = [], self.env["res.company"]
        for company, checks in news:
            if self._can_mail(company):
                mailed.append((company, checks))
            else:
                others |= company
        if others:
            others._tell_administrators("health")
        for user in self._find_administrators([company for company, _checks in mailed]):
            own = [each for each in mailed if each[0] in user.company_ids]
            self._mail(user, own)

    def _can_mail(self, company):
        """:return: whether an email would reach an administrator now"""
        queue = self._find_crons().get(MAIL_QUEUE)
        runs = queue and not self._find_fault(queue, Look(company, get_now(self.env)))
        return runs and not company._filter_in_outage("no_server") and company._get_sender()

    def _find_administrators(self, companies):
        users = self.env["res.users"].sudo()
        return users.search(
            [
                ("all_group_ids", "in", self.env.ref(MANAGER).ids),
                ("company_ids", "in", [company.id for company in companies]),
                ("share", "=", False),
                ("active", "=", True),
                ("email", "!=", False),
            ]
        )

    def _mail(self, user, news):
        """:param user: ``res.users``
        :param list news: (company, checks) that concern the user"""
        service = self.with_context(lang=user.lang, tz=user.tz)
        subject = service.env._(
            "Messages to candidates of %s need your help",
            service._say_names(self.env["res.company"].union(*(each[0] for each in news))),
        )
        self.env["mail.mail"].sudo().create(
            {
                "subject": subject,
                "body_html": service._write_mail(user, news),
                "email_from": news[0][0]._get_sender(),
                "email_to": user.email_formatted,
                "auto_delete": True,
            }
        )

    def _write_mail(self, user, news):
        said = {}
        for company, checks in news:
            look = Look(company, get_now(self.env))
            for check, finding in self._find(look, checks).items():
                # Of all companies, what is wrong with the server is said once.
                said[check.name, finding["text"]] = self.env._(check.title), finding["text"]
        lines = Markup("").join(
            Markup("<li><strong>%s</strong>: %s</li>") % each for each in said.values()
        )
        return Markup('<p>%s</p><ul>%s</ul><p><a href="%s">%s</a></p>') % (
            self.env._("Hi %s,", user.name),
            lines,
            f"{self.get_base_url()}{PATH}",
            self.env._("Health says more, and where to fix it"),
        )
