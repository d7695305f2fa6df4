import re

from lxml import html

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.rendering_tools import parse_inline_template
from odoo.tools.safe_eval import safe_eval

from ..batch import get_batch, get_today
from .dates_in_words import get_locale, say_date, say_day, say_short_day
from .named_dates import get_named_dates
from .preview_reader import MASK, Reader

RECRUITER = re.compile(r"\bobject\.user_id\b")
# The field of a template that holds its words.
TEXT_FIELDS = {"mail.template": "body_html", "sms.template": "body"}
# What a template may call beside Odoo's ``format_date``.
WORDS_OF_DATES = {
    "say_date": lambda day, locale, today: say_date(day, locale),
    "say_day": say_day,
    "say_short_day": say_short_day,
}


class MailRenderMixin(models.AbstractModel):
    _inherit = "mail.render.mixin"

    @api.model
    def _render_template_inline_template(
        self, template_txt, model, res_ids, add_context=None, options=None
    ):
        """Compile subject, addresses and language once per batch: Odoo compiles and
        checks each expression again for every record.

        The first record goes Odoo's way, with its access rights and errors. For the
        others each expression, checked by ``safe_eval`` too, is a function of the
        record.
        """
        reader = self._get_preview_reader()
        if reader and template_txt:
            return self._preview_inline(reader, template_txt, model, res_ids)
        once = get_batch(self.env) and template_txt
        results = super()._render_template_inline_template(
            template_txt, model, res_ids[:1] if once else res_ids, add_context, options
        )
        others = self.env[model].browse(res_ids[1:] if once else [])
        if not others:
            return results
        variables = {**self._render_eval_context(), **(add_context or {})}
        parts = [
            (text, code and safe_eval(f"lambda object: ({code}\n)", variables), default)
            for text, code, default in parse_inline_template(str(template_txt))
        ]
        for record in others:
            results[record.id] = "".join(
                text + str((value and value(record)) or default) for text, value, default in parts
            )
        return results

    @api.model
    def _render_template(self, template_src, model, *args, **kwargs):
        """In what candidates hear from us, the recruiter is who speaks for us: templates
        say ``object.user_id``, as Odoo's own do, and that may be somebody who has left."""
        if model == "hr.applicant" and template_src and self._is_heard_by_candidates():
            spoken = RECRUITER.sub("object._get_speaker()", template_src)
            template_src = type(template_src)(spoken)
        return super()._render_template(template_src, model, *args, **kwargs)

    def _is_heard_by_candidates(self):
        """:return: whether it is one of our messages, or its preview"""
        return bool(get_batch(self.env) or self._get_preview_reader())

    def _render_field(self, field, res_ids, *args, **kwargs):
        """The dates that a text promises are noted, and their marks taken out."""
        rendered = super()._render_field(field, res_ids, *args, **kwargs)
        named = get_named_dates(self.env)
        if not named:
            return rendered
        return {res_id: named.take(res_id, field, text) for res_id, text in rendered.items()}

    @api.model
    def _render_eval_context(self):
        values = super()._render_eval_context()
        values |= self._get_words_of_dates()
        if named := get_named_dates(self.env):
            for name in ("format_date", *WORDS_OF_DATES):
                values[name] = named.format_date(values[name])
        return values

    @api.model
    def _get_words_of_dates(self):
        """What templates write dates with, as the language of the text has them: Odoo's
        ``format_date`` wants a pattern, which is right in one language.

        :return: dict name → function of a date
        """

        def bind(say):
            locale, today = get_locale(self.env), get_today(self.env)
            return lambda day: say(fields.Date.to_date(day), locale, today) if day else ""

        return {name: bind(say) for name, say in WORDS_OF_DATES.items()}

    def _render_lang(self, res_ids, engine="inline_template"):
        """A candidate's message is whole in one language: the template's own, if it
        names one, else the candidate's, as far as the template has it. Odoo asks once
        for each field."""
        batch = get_batch(self.env)
        if self.render_model != "hr.applicant":
            return super()._render_lang(res_ids, engine=engine)
        known = batch.found_langs if batch and self._origin else {}
        key = self._name, self.id, tuple(res_ids), engine
        if key not in known:
            # Odoo would read the contacts one by one.
            self.env["hr.applicant"].browse(res_ids).mapped("partner_id.complete_name")
            langs = super()._render_lang(res_ids, engine=engine)
            # Words that are fixed stay in the language that they were fixed in.
            fixed = batch.langs if batch else {}
            fixed = {res_id: code for res_id, code in fixed.items() if res_id in langs}
            known[key] = self._choose_candidate_langs(langs) | fixed
        return dict(known[key])

    def _choose_candidate_langs(self, langs):
        """:param dict langs: applicant id → what the template says
        :return: dict applicant id → code of the language that the message is in"""
        applicants = self.env["hr.applicant"].browse(langs)
        installed = self.env["res.lang"]
        if not self.lang or "object.partner_id.lang" in self.lang:
            # Meant is the candidate's, who may have chosen another one.
            langs = {a.id: a.sudo().candidate_lang or langs[a.id] for a in applicants}
        chosen = {
            res_id: code
            for res_id, code in langs.items()
            if code and installed._get_data(code=code)
        }
        fixed = self.lang and "{{" not in self.lang
        if fixed and len(chosen) == len(langs):
            return chosen
        template = (self.template_id if "template_id" in self else self)._origin
        field = TEXT_FIELDS.get(template._name)
        return applicants._choose_written_langs(template, field, chosen)

    def _get_preview_reader(self):
        """:return: the ``Reader`` whom a template is shown to, None when it is sent"""
        reader = self.env.context.get("preview_reader")
        return reader if isinstance(reader, Reader) else None

    def _preview_inline(self, reader, template_txt, model, res_ids):
        variables = reader.show_context(self._render_eval_context())
        parts = parse_inline_template(str(template_txt))
        results = {}
        for record in self.env[model].browse(res_ids):
            variables["object"] = reader.show(record)
            results[record.id] = "".join(
                text + self._preview_expression(reader, code, variables, default)
                for text, code, default in parts
            )
        return results

    def _preview_expression(self, reader, code, variables, default):
        if not code:
            return ""
        try:
            value = reader.reveal(code, lambda: safe_eval(code, variables))
            return str(value if value is MASK else value or default)
        except Exception as error:
            raise UserError(self.env._("Failed to render: %(code)s", code=code)) from error

    @api.model
    def _render_template_qweb(self, template_src, model, res_ids, add_context=None, options=None):
        """A preview is rendered with what its reader may read."""
        reader = self._get_preview_reader()
        if not reader or not template_src:
            return super()._render_template_qweb(template_src, model, res_ids, add_context, options)
        variables = {
            **reader.show_context(self._render_eval_context()),
            **(add_context or {}),
        }
        qweb = self.env["ir.qweb"].with_context(shown_to_reader=True)
        results = {}
        for record in self.env[model].browse(res_ids):
            source = html.fragment_fromstring(template_src, create_parent="div")
            variables["object"] = reader.show(record)
            try:
                rendered = qweb._render(source, variables)
            except Exception as error:
                raise UserError(
                    self.env._("Failed to render: %s", error.__cause__ or error)
                ) from error
            results[record.id] = rendered.removeprefix("<div>").removesuffix("</div>")
        return results
