from markupsafe import Markup as Html
from markupsafe import escape

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL
from odoo.tools.mail import is_html_empty

from ..rendering.placeholders import PLACEHOLDERS
from ..rendering.preview_reader import Reader
from ..rendering.text_body import write_body
from ..rendering.text_markup import Markup, NotAllowed

MODEL = "hr.applicant"
ADDON = "hr_recruitment_candidate_experience"
# What can be written here: field → model and field of the template.
WORDS = {
    "subject": ("mail.template", "subject"),
    "body_html": ("mail.template", "body_html"),
    "sms_body": ("sms.template", "body"),
}

# Where those stand that no step sends.
LAST = 1_000_000


class HrRecruitmentCommunicationText(models.Model):
    """The texts that candidates get, one for each language, for those who write them
    without rights to templates: words and named placeholders, no code. Only the words
    can be reached; whom a template is for, who sends it and what is attached cannot.

    A row is a template in a language: what is written goes into the template.
    """

    _name = "hr.recruitment.communication.text"
    _description = "Text for Candidates"
    _inherit = "hr.candidate.lang.mixin"
    _auto = False
    _log_access = False
    _order = "kind, sequence, template_name, id"

    kind = fields.Selection([("email", "Email"), ("sms", "SMS")], readonly=True)
    # As the steps that send it.
    sequence = fields.Integer(readonly=True)
    template_name = fields.Char(readonly=True)
    mail_template_id = fields.Many2one("mail.template", readonly=True)
    sms_template_id = fields.Many2one("sms.template", readonly=True)
    is_shared = fields.Boolean(readonly=True)
    is_written = fields.Boolean(
        "Written",
        readonly=True,
        help="Not written in this language: candidates who read it get another one.",
    )
    name = fields.Char(compute="_compute_name")
    usage = fields.Text("Used By", compute="_compute_usage")
    can_write = fields.Boolean(compute="_compute_can_write")
    subject = fields.Char(compute="_compute_subject", inverse="_inverse_subject")
    body_html = fields.Html(
        "Text",
        compute="_compute_body_html",
        inverse="_inverse_body_html",
        sanitize="email_outgoing",
    )
    sms_body = fields.Text("SMS", compute="_compute_sms_body", inverse="_inverse_sms_body")
    placeholders = fields.Html(compute="_compute_placeholders")
    preview_subject = fields.Char(compute="_compute_preview")
    preview_body = fields.Html("Preview", compute="_compute_preview", sanitize=False)

    @property
    def _table_query(self):
        return SQL(
            "%s UNION ALL %s",
            self._select_texts("mail_template", "mail.template", 0),
            self._select_texts("sms_template", "sms.template", 1),
        )

    @api.model
    def _select_texts(self, table, model, number):
        """Templates about applications that are ours or that a step sends."""
        body = SQL.identifier("t", "body" if number else "body_html")
        column = SQL.identifier("s", f"{table}_id")
        sent = SQL("%s = t.id", column)
        if not number:
            sent = SQL("t.id IN (%s, s.easy_mail_template_id)", column)
        ours = SQL(
            "EXISTS (SELECT 1 FROM ir_model_data d WHERE d.model = %s"
            " AND d.module = %s AND d.res_id = t.id)",
            model,
            ADDON,
        )
        steps = SQL("FROM hr_recruitment_communication_step s WHERE %s", sent)
        used = SQL("SELECT 1 %s", steps)
        return SQL(
            """
            SELECT (t.id * 2 + %(number)s) * 512 + l.id AS id,
                   %(kind)s AS kind,
                   COALESCE((SELECT MIN(s.sequence) %(steps)s AND s.active), %(last)s) AS sequence,
                   COALESCE(t.name ->> 'en_US', '') AS template_name,
                   %(mail)s AS mail_template_id,
                   %(sms)s AS sms_template_id,
                   l.id AS lang_id,
                   l.code AS lang,
                   %(body)s ->> l.code IS NOT NULL AS is_written,
                   EXISTS (%(used)s AND s.company_id IS NULL)
                       OR NOT EXISTS (%(used)s) AS is_shared
              FROM %(table)s t
              JOIN res_lang l ON l.active
             WHERE t.model = %(applicant)s %(active)s
               AND (%(ours)s OR EXISTS (%(used)s))
            """,
            number=number,
            kind="sms" if number else "email",
            mail=SQL("NULL::int") if number else SQL.identifier("t", "id"),
            sms=SQL.identifier("t", "id") if number else SQL("NULL::int"),
            body=body,
            steps=steps,
            last=LAST,
            used=used,
            ours=ours,
            applicant=MODEL,
            active=SQL("") if number else SQL("AND t.active"),
            table=SQL.identifier(table),
        )

    # What there is ---------------------------------------------------------------------

    def _get_template(self):
        """:return: the template, as superuser, in the language of the text"""
        self.ensure_one()
        text = self.sudo()
        template = text.mail_template_id or text.sms_template_id
        return template.with_context(lang=text.lang)

    def _get_steps(self):
        """:return: all steps that send it, archived ones and those of others, too"""
        template = self._get_template()
        steps = template.candidate_step_ids
        if "candidate_easy_step_ids" in template:
            steps |= template.candidate_easy_step_ids
        return steps.with_context(active_test=False)

    @api.depends("mail_template_id.name", "sms_template_id.name")
    @api.depends_context("lang")
    def _compute_name(self):
        for text in self:
            origin = text.sudo()
            text.name = origin.mail_template_id.name or origin.sms_template_id.name

    @api.depends("name", "lang_id")
    def _compute_display_name(self):
        for text in self:
            text.display_name = f"{text.name} ({text.lang_id.sudo().name})"

    @api.depends("mail_template_id", "sms_template_id")
    @api.depends_context("lang", "allowed_company_ids")
    def _compute_usage(self):
        """Only steps that the reader may read are named."""
        for text in self:
            steps = text._get_steps()._filtered_access("read").with_env(self.env)
            text.usage = "\n".join(
                f"{step.plan_id.name}: {step.name}" for step in steps if step.active
            )

    @api.depends_context("uid")
    def _compute_can_write(self):
        for text in self:
            text.can_write = not text._find_others()

    def _find_others(self):
        """:return: str, why the user may not write: it is not only theirs; or False"""
        steps = self._get_steps()
        shared = not steps or any(not step.company_id for step in steps)
        if shared and not self.env.user._acts_in_all_companies():
            return self.env._("All companies share this text.")
        if steps.company_id - self.env.user.sudo().company_ids:
            return self.env._("Other companies use this text, too.")
        return False

    # Each word has methods of its own: what is not written is not known then.

    @api.depends("mail_template_id", "lang")
    def _compute_subject(self):
        for text in self:
            text.subject = text._get_words("subject")

    @api.depends("mail_template_id", "lang")
    def _compute_body_html(self):
        for text in self:
            text.body_html = text._get_words("body_html")

    @api.depends("sms_template_id", "lang")
    def _compute_sms_body(self):
        for text in self:
            text.sms_body = text._get_words("sms_body")

    def _get_words(self, name):
        """:return: what the template has, as people write it; or False"""
        model, field = WORDS[name]
        template = self._get_template()
        if template._name != model:
            return False
        return template[field] if name == "body_html" else Markup(template[field]).text

    @api.depends_context("lang")
    def _compute_placeholders(self):
        rows = Html("").join(
            Html("<tr><td class='pe-3'><code>{%s}</code></td><td>%s</td></tr>")
            % (one.name, one.label._translate(self.env.lang or "en_US"))
            for one in PLACEHOLDERS
        )
        self.placeholders = Html("<table class='table table-sm mb-0'>%s</table>") % rows

    # What is written -------------------------------------------------------------------

    def write(self, vals):
        """:raise AccessError: for anything but the words"""
        if others := vals.keys() - WORDS.keys():
            raise AccessError(
                self.env._("Only the words of a text can be changed, not %s.", ", ".join(others))
            )
        for text in self:
            text._check_may_write()
        return super().write(vals)

    def _inverse_subject(self):
        self._write_words("subject")

    def _inverse_body_html(self):
        self._write_words("body_html")

    def _inverse_sms_body(self):
        self._write_words("sms_body")

    def _write_words(self, name):
        model, field = WORDS[name]
        for text in self:
            text._check_may_write()
            template = text._get_template()
            if template._name != model:
                continue
            words = text._read_words(name)
            if is_html_empty(words):
                raise ValidationError(self.env._("Candidates would get an empty message."))
            template[field] = words
        self.invalidate_recordset(["is_written"])

    def _check_may_write(self):
        """:raise AccessError: if others have the same text"""
        self.check_access("write")
        if others := self._find_others():
            raise AccessError(self.env._("%s Make a copy for your company instead.", others))

    def _read_words(self, name):
        """:return: what was written, for the field of the template
        :raise ValidationError: for anything but words and placeholders"""
        template = self._get_template()
        stored, said = template[WORDS[name][1]] or "", self[name] or ""
        if said == self._get_words(name):
            return stored
        try:
            if name == "body_html":
                return write_body(said, self._get_bodies(template))
            if name == "subject":
                said = " ".join(said.split())
            return Markup(stored).put(said)
        except NotAllowed as fault:
            raise ValidationError(self._say_fault(name, fault)) from None

    def _get_bodies(self, template):
        installed = self.env["res.lang"].get_installed()
        return [template.with_context(lang=code).body_html or "" for code, _name in installed]

    def _say_fault(self, name, fault):
        return self.env._(
            "%(field)s: %(fault)s",
            field=self._fields[name]._description_string(self.env),
            fault=getattr(self, f"_say_{fault.kind}")(fault.what),
        )

    def _say_unknown(self, what):
        return self.env._("there is no placeholder %s. The list has all of them.", what)

    def _say_sign(self, what):
        return self.env._("the sign “%(sign)s” is for placeholders only.", sign=what)

    def _say_open(self, _what):
        return self.env._("a “[” has no “]”.")

    def _say_empty(self, _what):
        return self.env._(
            "what is between [ and ] needs a placeholder that decides whether it is said."
        )

    def _say_condition(self, what):
        return self.env._("%s is a condition and stands right after a “[” only.", what)

    def _say_code(self, what):
        return self.env._(
            "code cannot be written here: %s. Use the placeholders of the list.", what
        )

    def _say_else(self, what):
        return self.env._(
            "“%s” is said instead of what stands before it, and the two must stay together.",
            what,
        )

    def _say_foreign(self, what):
        return self.env._("an email cannot have %s in it.", what)

    def _say_picture(self, _what):
        return self.env._("pictures cannot be added to emails here.")

    def _say_link(self, what):
        return self.env._("%s is not a link to a web page, an email address or a number.", what)

    # What comes of it -------------------------------------------------------------------

    @api.depends("subject", "body_html", "sms_body")
    def _compute_preview(self):
        """As the reader may read it, also before it is saved."""
        for text in self:
            try:
                text.preview_subject, text.preview_body = text._render_preview()
            except UserError as fault:
                text.preview_subject = False
                text.preview_body = Html("<p class='text-danger'>%s</p>") % str(fault)

    def _render_preview(self):
        template = self._get_template()
        applicant = self._find_example()
        if not applicant:
            return False, Html("<p class='text-muted'>%s</p>") % self.env._(
                "There is no application yet that it can be shown with."
            )
        reader = Reader(self.env)
        if template._name == "sms.template":
            words = self._read_words("sms_body")
            said = reader.render_source(template, words, applicant, "inline_template")
            body = Html("<p>%s</p>") % Html("<br/>").join(escape(said).splitlines())
            return False, reader.add_note(body)
        subject, body = self._read_words("subject"), self._read_words("body_html")
        subject = reader.render_source(template, subject, applicant, "inline_template")
        body = reader.render_source(template, body, applicant, "qweb")
        return subject, reader.add_note(body)

    def _find_example(self):
        """:return: ``hr.applicant``, one that the reader may open, and that knows the
        text if there is one"""
        steps = self._get_steps()._filtered_access("read").with_env(self.env)
        for step in steps.filtered("active")[:1]:
            return step._find_preview_applicant()
        return self.env[MODEL].search([], order="id desc", limit=1)

    # Actions ----------------------------------------------------------------------------

    def action_copy_for_company(self):
        """Give their own company a text of its own: its plans send the copy from now on."""
        self.ensure_one()
        self.check_access("write")
        mine = self._get_steps().filtered(lambda step: step.company_id == self.env.company)
        if not mine:
            raise UserError(
                self.env._(
                    "No plan of %s sends this text. Copy the plan for your company first.",
                    self.env.company.name,
                )
            )
        template = self._get_template().with_context(lang=self.env.lang)
        name = f"{template.name} ({self.env.company.name})"
        copy = template.copy({"name": name})
        field = "mail_template_id" if self.kind == "email" else "sms_template_id"
        for leads in self._get_step_fields():
            sending = mine.filtered(lambda step, leads=leads: step[leads] == template)
            sending.with_env(self.env).write({leads: copy.id})
        self.env.flush_all()
        domain = [(field, "=", copy.id), ("lang_id", "=", self.lang_id.id)]
        return self._get_form_action(self.search(domain, limit=1))

    def _get_step_fields(self):
        """:return: list of names of a step's fields that lead to such a text"""
        if self.kind == "sms":
            return ["sms_template_id"]
        return ["mail_template_id", "easy_mail_template_id"]

    def _get_form_action(self, text):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": text.id,
            "views": [[False, "form"]],
        }
