from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_normalize

from ..batch import get_today
from ..feedback.mailboxes import find_mailbox
from ..gateway.phone_numbers import read_phone
from ..write_groups import OFFICER
from .prospect_states import ANSWERS, CONTENT, LONGEST_TEXT, SOURCES, STATES, UNTOLD


class HrRecruitmentProspect(models.Model):
    """Somebody who has not applied is asked to, in person: from whom the details come, what
    the invitation says, and what the person answers. On the day that the invitation names
    it is forgotten by itself."""

    _name = "hr.recruitment.prospect"
    _description = "Invitation to Apply"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "hr.candidate.form.mixin",
        "hr.candidate.delivery.mixin",
    ]
    _order = "create_date desc, id desc"
    _waiting = "planned"
    _handed = "queued"
    _cron = "ir_cron_invitations"

    name = fields.Char(required=True, write_groups=OFFICER)
    job_id = fields.Many2one(
        "hr.job",
        "Job Position",
        required=True,
        settled=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, precompute=True, index=True
    )
    user_id = fields.Many2one(
        "res.users",
        "Recruiter",
        required=True,
        write_groups=OFFICER,
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Writes or calls, and hears of the answer.",
    )
    email = fields.Char(write_groups=OFFICER)
    email_normalized = fields.Char(
        "Address of the Mail", compute="_compute_email_normalized", store=True, technical=True
    )
    mailbox = fields.Char(
        compute="_compute_email_normalized",
        store=True,
        technical=True,
        index="btree_not_null",
        groups="base.group_system",
    )
    phone = fields.Char(write_groups=OFFICER)
    number = fields.Char(
        "Number to Call", compute="_compute_number", store=True, technical=True, index=True
    )
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language",
        required=True,
        write_groups=OFFICER,
        default=lambda self: self.env.company.partner_id.lang or self.env.lang or "en_US",
        help="In which the invitation and the page are.",
    )
    source_kind = fields.Selection(
        SOURCES, "Kind of Source", required=True, write_groups=OFFICER, default="profile"
    )
    source = fields.Char(
        "Source Details",
        required=True,
        write_groups=OFFICER,
        help="Told to the person: who recommended, which page, which event.",
    )
    collected_date = fields.Date(
        "Known Since",
        required=True,
        settled=True,
        default=lambda self: get_today(self.env),
        help="When the details were collected: from then on the month counts in which the "
        "person has to be told.",
    )
    talent_id = fields.Many2one(
        "hr.applicant",
        settled=True,
        index="btree_not_null",
        ondelete="set null",
        help="Of the talent pool, or the application, that the invitation began with.",
    )
    way = fields.Selection(
        [("mail", "Email"), ("call", "Call")],
        "Contact By",
        required=True,
        default="mail",
        write_groups=OFFICER,
    )
    subject = fields.Char(write_groups=OFFICER, help="Leave empty to name the job position.")
    personal_text = fields.Text(
        "Personal Words",
        compute="_compute_personal_text",
        store=True,
        readonly=False,
        precompute=True,
        write_groups=OFFICER,
        help="The greeting stands above, and below it the job position, where the details come "
        "from, the legal basis, how long they are kept, the rights and the buttons.",
    )
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        copy=False,
        default="draft",
        index=True,
        group_expand=True,
    )
    answer = fields.Selection(ANSWERS, readonly=True, copy=False)
    answered_date = fields.Date("Answered On", readonly=True, copy=False)
    question = fields.Text("What the Person Wrote", readonly=True, copy=False)
    call_at = fields.Char("Where and When to Call", readonly=True, copy=False)
    ask_again_on = fields.Date("May Be Asked Again From", readonly=True, copy=False)
    told_date = fields.Date("Invited On", readonly=True, copy=False)
    month = fields.Date("Month of the Invitation", readonly=True, copy=False, technical=True)
    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    forget_on = fields.Date(
        "To Be Deleted On",
        compute="_compute_forget_on",
        store=True,
        precompute=True,
        readonly=True,
        copy=False,
        index=True,
        help="All of this is then deleted automatically; the numbers stay.",
    )
    stopped_reason = fields.Char("Not Sent Because", readonly=True, copy=False)
    sent_subject = fields.Char("Subject as Sent", readonly=True, copy=False)
    sent_body = fields.Html("Invitation as Sent", readonly=True, copy=False)
    page_token = fields.Char(
        "Key to the Page",
        technical=True,
        readonly=True,
        copy=False,
        groups="base.group_system",
    )
    presses = fields.Integer("Presses of the Day", technical=True, readonly=True, copy=False)
    pressed_day = fields.Date("Day of the Presses", technical=True, readonly=True, copy=False)

    _pending = models.Index("(next_attempt, id) WHERE state = 'planned'")
    _in_outbox = models.Index("(id) WHERE state = 'queued'")

    @api.constrains("collected_date")
    def _check_collected_date(self):
        today = get_today(self.env)
        # Where it is tomorrow already, it is not wrong.
        if any(p.collected_date > today + timedelta(days=1) for p in self):
            raise ValidationError(self.env._("The details cannot be known since a day to come."))

    @api.constrains("personal_text", "subject", "source", "name")
    def _check_length(self):
        for prospect in self:
            texts = (prospect.personal_text, prospect.subject, prospect.source, prospect.name)
            if max(len(text or "") for text in texts) > LONGEST_TEXT:
                raise ValidationError(
                    self.env._("An invitation has %s characters at most.", LONGEST_TEXT)
                )

    @api.constrains("job_id", "talent_id")
    def _check_company(self):
        """Nobody is invited in the name of another company than that of the talent."""
        for prospect in self:
            company = prospect.talent_id.sudo().company_id
            if company and company != prospect.company_id:
                raise ValidationError(
                    self.env._("The talent and the job position are of different companies.")
                )

    @api.depends("job_id")
    def _compute_company_id(self):
        for prospect in self:
            prospect.company_id = prospect.job_id.company_id or self.env.company

    @api.depends("email")
    def _compute_email_normalized(self):
        for prospect in self:
            prospect.email_normalized = email_normalize(prospect.email or "")
            prospect.mailbox = find_mailbox(prospect.email_normalized)

    @api.depends("phone", "company_id")
    def _compute_number(self):
        for prospect in self:
            region = prospect.company_id.sudo().country_id.code
            prospect.number = read_phone(prospect.phone or "", region or None).number or False

    @api.depends("lang", "company_id")
    def _compute_personal_text(self):
        """The company's words, as long as nobody has written others."""
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        for prospect in self:
            company = prospect.company_id
            known = {company.with_context(lang=code)._get_prospect_words() for code in langs}
            if not prospect.personal_text or prospect.personal_text in known:
                spoken = company.with_context(lang=prospect.lang or self.env.lang)
                prospect.personal_text = spoken._get_prospect_words()

    @api.depends("collected_date", "company_id")
    def _compute_forget_on(self):
        for prospect in self:
            days = timedelta(days=prospect.company_id.prospect_untold_days)
            prospect.forget_on = (prospect.collected_date or get_today(self.env)) + days

    # Writing ---------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        """Nobody who is entered follows the record: who leaves no trace has none."""
        quiet = self.with_context(mail_create_nosubscribe=True, mail_create_nolog=True)
        prospects = super(HrRecruitmentProspect, quiet).create(vals_list).with_env(self.env)
        prospects._check_unbound()
        return prospects

    def write(self, vals):
        told = self.filtered(lambda p: p.state not in UNTOLD)
        if CONTENT & vals.keys() and told and not self.env.su:
            raise UserError(
                self.env._(
                    "The invitation is on its way or has arrived: what it said cannot be changed."
                )
            )
        res = super().write(vals)
        if vals.keys() & {"email", "phone"}:
            self._check_unbound()
        return res

    def unlink(self):
        """With all that was said of the person."""
        self._drop_traces()
        return super().unlink()

    def _get_month(self):
        """:return: date, the first day of the month that the invitation counts in"""
        return self.month or (self.told_date or get_today(self.env)).replace(day=1)
