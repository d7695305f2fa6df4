from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from .mailboxes import PUBLIC_DOMAINS, find_mailbox

# Where colleagues' addresses are.
ADDRESSES = {
    "mail.alias.domain": ["name"],
    "res.company": ["email"],
    "hr.employee": ["work_email"],
    "res.users": ["partner_id", "share"],
    "res.partner": ["email_normalized"],
}


class HrApplicantPerson(models.Model):
    """The person behind the feedback. A colleague who invents candidates knows their
    feedback and would learn that of the others, so a group opens by people only who
    cannot be a colleague's invention."""

    _inherit = "hr.applicant"

    mailbox = fields.Char(
        compute="_compute_mailbox",
        technical=True,
        store=True,
        index="btree_not_null",
        groups="base.group_system",
        help="All addresses that reach the same mailbox are one person.",
    )

    @api.depends("email_normalized")
    def _compute_mailbox(self):
        for applicant in self:
            applicant.mailbox = find_mailbox(applicant.email_normalized)

    def _filter_independent(self):
        """:return: those who came by themselves, or have written, pressed a button on
        their page or met us; not those whom a colleague has typed in, or who write
        from one of the company's own domains"""
        own = self._read_own_domains()
        doubtful = self.filtered(
            lambda a: a._is_typed_in() or (a.mailbox or "").rpartition("@")[2] in own
        )
        met = doubtful._find_last_meetings() if doubtful else {}
        unknown = doubtful.filtered(lambda a: not a._has_shown_up() and a.id not in met)
        return self - unknown

    def _is_typed_in(self):
        creator = self.create_uid
        return creator.id != SUPERUSER_ID and not creator.share

    def _has_shown_up(self):
        return bool(self.last_reply_date or self.page_pressed_day)

    @api.model
    def _read_own_domains(self):
        """:return: set of the domains that colleagues have addresses in"""
        for model, names in ADDRESSES.items():
            self.env[model].flush_model(names)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT LOWER(SPLIT_PART(address, '@', 2))
                  FROM (SELECT '@' || name FROM mail_alias_domain
                  UNION SELECT email FROM res_company
                  UNION SELECT work_email FROM hr_employee
                  UNION SELECT partner.email_normalized FROM res_users AS colleague
                          JOIN res_partner AS partner
                            ON partner.id = colleague.partner_id
                         WHERE NOT colleague.share) AS known (address)
                """
            )
        )
        return {domain.strip(" >") for (domain,) in rows if domain} - PUBLIC_DOMAINS
