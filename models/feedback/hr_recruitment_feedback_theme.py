import hashlib
import json
import math

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .theme_words import VERSION, Dictionary, Theme

ADDON = "hr_recruitment_candidate_experience"
CRON = f"{ADDON}.ir_cron_feedback_themes"
# Until when all texts were read, with the dictionary of then.
READ_UNTIL = f"{ADDON}.themes_read_until"
# What decides which texts mention a theme.
DECISIVE = {"words_en", "words_sv", "counts_denied", "active", "company_id"}
MOST_WORDS = 6_000
SAMPLE = 20


class HrRecruitmentFeedbackTheme(models.Model):
    """What comments and employer reviews are about, and the words by which it is
    recognized. What a writer thinks of it is told by the score, never by words."""

    _name = "hr.recruitment.feedback.theme"
    _description = "Theme of Comments"
    _inherit = "hr.candidate.shared.mixin"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, size=60)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    description = fields.Char(translate=True, help="What belongs here, in one sentence.")
    words_en = fields.Text("English Words")
    words_sv = fields.Text("Swedish Words")
    counts_denied = fields.Boolean(
        "Count It When Negated, Too",
        default=True,
        help="“Not slow” is about speed as well. Switch this off for a theme that names "
        "something that went wrong: “not ghosted” does not count then.",
    )
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        help="Leave empty for all companies.",
    )
    mention_ids = fields.One2many(
        "hr.recruitment.feedback.theme.mention", "theme_id", readonly=True
    )

    @api.constrains("words_en", "words_sv")
    def _check_words(self):
        for theme in self:
            if max(len(theme.words_en or ""), len(theme.words_sv or "")) > MOST_WORDS:
                raise ValidationError(
                    self.env._("The words of a theme take at most %s characters.", MOST_WORDS)
                )

    # CRUD --------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        themes = super().create(vals_list)
        self._read_again()
        return themes

    def write(self, vals):
        res = super().write(vals)
        if DECISIVE & vals.keys():
            self._read_again()
        return res

    def unlink(self):
        res = super().unlink()
        self._read_again()
        return res

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for theme, vals in zip(self, vals_list, strict=True):
            if "name" not in (default or {}):
                vals["name"] = self.env._("%s (copy)", theme.name)[:60]
        return vals_list

    @api.model
    def _read_again(self):
        """Soon, and not while somebody waits."""
        cron = self.env.ref(CRON, raise_if_not_found=False)
        if cron:
            cron.sudo()._trigger()

    # Reading -----------------------------------------------------------------------------

    @api.model
    def _get_read_models(self):
        """:return: list of the models whose texts are read, see ``hr.candidate.theme.mixin``"""
        return ["hr.recruitment.feedback.comment"]

    @api.model
    def _get_stamp(self):
        """:return: str that differs when a text would be read differently"""
        words = [
            [theme.id, theme.words_en, theme.words_sv, theme.counts_denied, theme.company_id.id]
            for theme in self.sudo().search([], order="id")
        ]
        return hashlib.sha256(json.dumps([VERSION, words]).encode()).hexdigest()[:16]

    @api.model
    def _build_dictionary(self):
        """:return: ``Dictionary`` of the themes of all companies, by record"""
        return Dictionary(
            Theme(theme, {"en": theme.words_en, "sv": theme.words_sv}, theme.counts_denied)
            for theme in self.sudo().search([])
        )

    @api.model
    def _cron_read(self):
        self._read_texts(self.env["ir.cron"]._commit_progress)

    @api.model
    def _read_texts(self, commit=lambda *_done, **_left: math.inf):
        """Read what was written, and, where the dictionary has changed, all of it again.

        :param commit: ``_commit_progress`` of a cron; by default all is one transaction"""
        stamp, dictionary = self._get_stamp(), self._build_dictionary()
        now = fields.Datetime.now()
        for name in self._get_read_models():
            if not self.env[name].sudo()._read_due(stamp, dictionary, commit):
                return
        value = json.dumps([stamp, fields.Datetime.to_string(now)])
        self.env["ir.config_parameter"].sudo().set_param(READ_UNTIL, value)

    @api.model
    def _get_read_until(self):
        """:return: (moment until which all was read, None before the first time; whether
        the dictionary has not changed since)"""
        value = self.env["ir.config_parameter"].sudo().get_param(READ_UNTIL)
        if not value:
            return None, False
        stamp, moment = json.loads(value)
        return fields.Datetime.to_datetime(moment), stamp == self._get_stamp()

    def _get_mention_domain(self):
        """:return: list: domain of the mentions of a theme that count"""
        return [["theme_id", "=", self.id], ["counts", "=", True]]

    # Comparing with people -----------------------------------------------------------------

    @api.model
    def action_check_comments(self):
        """Comments by chance, of those that nobody has checked: what the dictionary is
        measured by must not be what somebody has stumbled over.

        :return: action: the list to check"""
        self.check_access("write")
        comments = self.env["hr.recruitment.feedback.comment"]
        wanted = Domain("themes_read", "=", True) & Domain("themes_checked", "=", False)
        query = comments._search(wanted)
        query.order = "random()"
        query.limit = SAMPLE
        ids = [row[0] for row in self.env.execute_query(query.select())]
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"{ADDON}.action_feedback_theme_check"
        )
        return {**action, "domain": [("id", "in", ids)]}
