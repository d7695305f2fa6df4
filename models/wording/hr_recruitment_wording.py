from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ..write_groups import MANAGER
from .kinds import KINDS, LANGUAGES
from .languages import guess_of_blocks
from .terms import Term, find_terms
from .text_blocks import read_html, read_lines

# More terms than anybody writes.
MOST_TERMS = 5000


class HrRecruitmentWording(models.Model):
    """A word or phrase that makes people turn away from an ad, a mail or a question, with
    the reason and what to say instead."""

    _name = "hr.recruitment.wording"
    _description = "Wording"
    _inherit = "hr.candidate.shared.mixin"
    _order = "language, kind, term, id"
    _rec_name = "term"

    term = fields.Char(
        "Words",
        required=True,
        write_groups=MANAGER,
        help="Spellings are separated by |. A * at the beginning or the end stands for any "
        "letters. After a ! stands what is meant otherwise: young|!young people.",
    )
    language = fields.Selection(LANGUAGES, required=True, default="en", write_groups=MANAGER)
    kind = fields.Selection(KINDS, required=True, default="excluding", write_groups=MANAGER)
    why = fields.Char(
        "Reason",
        required=True,
        translate=True,
        write_groups=MANAGER,
        help="Shown to whoever writes the text.",
    )
    suggestion = fields.Char(
        "Say Instead",
        write_groups=MANAGER,
        help="In the language of the words. One click puts it into the text.",
    )
    source = fields.Char(write_groups=MANAGER, help="Where the idea comes from.")
    active = fields.Boolean(default=True, write_groups=MANAGER)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        write_groups=MANAGER,
        help="Leave empty for all companies.",
    )

    @api.constrains("term")
    def _check_term(self):
        for wording in self:
            spellings = wording.term.split("|")
            if any(len(one.strip(" !*")) < 2 or "*" in one.strip(" !*") for one in spellings):
                raise ValidationError(
                    wording.env._(
                        "“%s”: each spelling has two letters or more, and a * only at its "
                        "beginning or end.",
                        wording.term,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        self.env.registry.clear_cache()
        return made

    def write(self, vals):
        res = super().write(vals)
        self.env.registry.clear_cache()
        return res

    def unlink(self):
        res = super().unlink()
        self.env.registry.clear_cache()
        return res

    def update_field_translations(self, field_name, translations, source_lang=""):
        res = super().update_field_translations(field_name, translations, source_lang)
        self.env.registry.clear_cache()
        return res

    # What is found ---------------------------------------------------------------------

    @api.model
    def _check_text(self, text, company=None, lang=None, markup=True):
        """:param text: HTML, or plain text with ``markup=False``
        :param company: ``res.company`` whose list counts, by default the user's
        :param str lang: code of the language that the text is in, guessed where empty
        :return: list of dicts, the worst first, see ``_find_in``"""
        blocks = read_html(text) if markup else read_lines(text)
        return self._find_in(blocks, company or self.env.company, lang)

    @api.model
    def _find_in(self, blocks, company, lang=None):
        """:param blocks: list of ``Block``
        :return: list of dicts: ``found`` as it is written, ``kind``, ``why`` in the
            reader's language, ``suggestion``, ``language``"""
        language = (lang or "")[:2] or guess_of_blocks(blocks)
        if not blocks or language not in dict(LANGUAGES):
            return []
        order = [kind for kind, _label in KINDS]
        hits = find_terms(blocks, self._get_terms(language, company.id))
        found = [
            {
                "found": hit.found,
                "kind": hit.term.kind,
                "why": hit.term.why,
                "suggestion": hit.term.suggestion,
                "language": language,
            }
            for hit in hits
        ]
        return sorted(found, key=lambda one: order.index(one["kind"]))

    @api.model
    @tools.ormcache("language", "company_id", "self.env.lang")
    def _get_terms(self, language, company_id):
        """Only the words of the list: who may write a text may know what is said of it.

        :return: tuple of ``Term`` that count in a company, the reasons in the language of
            the context"""
        wordings = self.sudo().search(
            [("language", "=", language), ("company_id", "in", [False, company_id])],
            limit=MOST_TERMS,
        )
        return tuple(
            Term(one.id, one.term, one.kind, one.why, one.suggestion or "") for one in wordings
        )
