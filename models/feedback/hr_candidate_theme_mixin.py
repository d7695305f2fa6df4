import logging

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..in_halves import do_in_halves
from ..limits import BATCH_SIZE
from ..write_groups import MANAGER

_logger = logging.getLogger(__name__)

MENTION = "hr.recruitment.feedback.theme.mention"


class HrCandidateTheme(models.AbstractModel):
    """A text in which themes are looked for: in the background, in batches, and again when
    the dictionary has changed. People put right what it finds."""

    _name = "hr.candidate.theme.mixin"
    _description = "Text with Themes"
    _inherit = "hr.candidate.guard.mixin"

    # The field of a mention that leads to the text.
    _mentioned_by = None

    theme_ids = fields.Many2many(
        "hr.recruitment.feedback.theme",
        string="Themes",
        compute="_compute_theme_ids",
        inverse="_inverse_theme_ids",
        search="_search_theme_ids",
        groups=MANAGER,
        write_groups=MANAGER,
        help="Found by the dictionary. Add or remove what is wrong: it stays as you say.",
    )
    themes_read = fields.Boolean(readonly=True, copy=False, technical=True, groups=MANAGER)
    themes_stamp = fields.Char(readonly=True, copy=False, technical=True, groups=fields.NO_ACCESS)

    def _compute_theme_ids(self):
        themes = self._find_themes()
        for record in self:
            record.theme_ids = themes.get(record.id, self.env["hr.recruitment.feedback.theme"])

    def _find_themes(self):
        """:return: dict id → the themes of it that count, archived ones left out"""
        found = {}
        for mention in self._search_mentions(Domain("counts", "=", True)):
            if mention.theme_id.active:
                key = mention[self._mentioned_by].id
                found[key] = found.get(key, mention.theme_id.browse()) | mention.theme_id
        return {key: themes.sudo(False).sorted() for key, themes in found.items()}

    def _search_mentions(self, domain=Domain.TRUE):
        mentions = self.env[MENTION].sudo()
        return mentions.search(Domain(self._mentioned_by, "in", self.ids) & domain, order="id")

    def _search_theme_ids(self, operator, value):
        # What the groups of the field keep from being read is not searched either.
        self.env[MENTION].check_access("read")
        counting = Domain("counts", "=", True) & Domain("theme_id.active", "=", True)
        if operator == "any":
            some = counting & Domain("theme_id", "any", value)
            return Domain("id", "in", self._select_mentioned(some))
        if operator != "in":
            return NotImplemented
        some = counting & Domain("theme_id", "in", [key for key in value if key])
        domain = Domain("id", "in", self._select_mentioned(some))
        if False in value:
            domain |= Domain("id", "not in", self._select_mentioned(counting))
        return domain

    def _select_mentioned(self, domain):
        """:return: query of the ids of texts with such mentions"""
        query = self.env[MENTION].sudo()._search(domain)
        column = SQL.identifier(query.table, self._mentioned_by)
        query.add_where(SQL("%s IS NOT NULL", column))
        return query.subselect(column)

    def _inverse_theme_ids(self):
        """What a person says, where it is not what stands there."""
        wanted = {record: record.theme_ids for record in self}
        before = self._find_themes()
        known = {
            (mention[self._mentioned_by].id, mention.theme_id.id): mention
            for mention in self._search_mentions()
        }
        new, said = [], {"added": [], "removed": []}
        for record, themes in wanted.items():
            had = before.get(record.id, themes.browse())
            for verdict, some in (("added", themes - had), ("removed", had - themes)):
                for theme in some:
                    mention = known.get((record.id, theme.id))
                    if mention:
                        said[verdict].append(mention.id)
                    else:
                        new.append(record._prepare_mention(theme) | {"verdict": verdict})
        mentions = self.env[MENTION].sudo()
        mentions.create(new)
        for verdict, ids in said.items():
            mentions.browse(ids).write({"verdict": verdict})

    def _prepare_mention(self, theme):
        return {
            self._mentioned_by: self.id,
            "theme_id": theme.id,
            "company_id": self.sudo().company_id.id,
        }

    # Reading -----------------------------------------------------------------------------

    def _get_theme_text(self):
        """:return: (what somebody has written, its language: ``en``, ``sv``, another code, or
        None where it is not known)"""
        raise NotImplementedError

    @api.model
    def _get_theme_domain(self):
        """:return: domain of the texts that are read"""
        return Domain.TRUE

    @api.model
    def _read_due(self, stamp, dictionary, commit):
        """Read what was not read with this dictionary, batch by batch.

        :param str stamp: of the dictionary
        :param commit: ``_commit_progress`` of a cron
        :return: whether nothing is left"""
        due = Domain("themes_stamp", "!=", stamp) & self._get_theme_domain()
        every = self.with_context(active_test=False)
        ids = every._search(due, order="id").get_result_ids()
        commit(remaining=len(ids))
        for start in range(0, len(ids), BATCH_SIZE):
            records = self.browse(ids[start : start + BATCH_SIZE])
            do_in_halves(
                records,
                lambda some: some._read_themes(stamp, dictionary),
                lambda record, error: record._note_unread(stamp, error),
            )
            left = len(ids) - start - len(records)
            if not commit(len(records), remaining=left) and left:
                return False
        return True

    def _note_unread(self, stamp, error):
        # Whose words it is must not be told.
        _logger.error("Themes of %s: %s", self._name, type(error).__name__)
        self._stamp_themes(stamp)
        self.env.company._note_trouble("nightly")

    def _read_themes(self, stamp, dictionary):
        """Bring the mentions of these texts in line with the dictionary.

        :param str stamp: of the dictionary"""
        known = {}
        for mention in self._search_mentions():
            known.setdefault(mention[self._mentioned_by].id, {})[mention.theme_id] = mention
        new, gone = [], self.env[MENTION].sudo()
        changed = {True: gone.browse(), False: gone.browse()}
        for record in self:
            here = known.get(record.id, {})
            found = record._look_up_themes(dictionary)
            new += (
                record._prepare_mention(theme) | {"found": True} for theme in found - here.keys()
            )
            for theme, mention in here.items():
                if theme not in found and not mention.verdict:
                    gone |= mention
                elif mention.found != (theme in found):
                    changed[theme in found] |= mention
        gone.unlink()
        gone.create(new)
        for is_found, mentions in changed.items():
            mentions.write({"found": is_found})
        self._stamp_themes(stamp)

    def _look_up_themes(self, dictionary):
        """:return: set of the themes of the company that the text mentions"""
        text, language = self._get_theme_text()
        return {
            theme
            for theme in dictionary.find(text, language)
            if theme.company_id in (theme.company_id.browse(), self.company_id)
        }

    def _stamp_themes(self, stamp):
        """Without a trace of when, and without a version of the record."""
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                "UPDATE %s SET themes_stamp = %s, themes_read = TRUE WHERE id = ANY(%s)",
                SQL.identifier(self._table),
                stamp,
                self.ids,
            )
        )
        self.invalidate_recordset(["themes_stamp", "themes_read", "theme_ids"], flush=False)

    def _forget_themes(self):
        """The words are not there any more."""
        self._search_mentions().unlink()
        self.invalidate_recordset(["theme_ids"], flush=False)
