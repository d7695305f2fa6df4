from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..batch import get_batch, get_now
from ..rendering.dates_in_words import find_locale, say_date
from .notice_sections import PUBLIC_PATH

MANAGER = "hr_recruitment.group_hr_recruitment_manager"


class HrRecruitmentPrivacyNotice(models.Model):
    """What a company tells candidates about their data: one version of it.

    A draft is read by colleagues only. Once published, a version stays as it was: a
    change is a new version, and who was shown which one is kept.
    """

    _name = "hr.recruitment.privacy.notice"
    _description = "Privacy Notice for Candidates"
    _inherit = "hr.candidate.guard.mixin"
    _order = "company_id, version desc, id desc"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        settled=True,
        index=True,
        default=lambda self: self.env.company,
    )
    state = fields.Selection(
        [("draft", "Draft"), ("published", "Published"), ("replaced", "Replaced")],
        required=True,
        readonly=True,
        copy=False,
        default="draft",
        help="Candidates read the published version. Replaced ones are kept as evidence.",
    )
    version = fields.Integer(readonly=True, copy=False, aggregator=None)
    published_date = fields.Datetime("Published On", readonly=True, copy=False)
    published_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="set null")
    text_ids = fields.One2many("hr.recruitment.privacy.notice.text", "notice_id", copy=True)
    missing = fields.Text(
        compute="_compute_missing",
        help="What Article 13 of the General Data Protection Regulation, (EU) 2016/679, asks "
        "for and the texts do not tell.",
    )
    facts = fields.Text(
        "Taken From the Settings",
        compute="_compute_facts",
        help="Added below the texts, as long as the settings are such.",
    )
    shown_count = fields.Integer("Applications Shown To", compute="_compute_shown_count")

    _one_published = models.UniqueIndex(
        "(company_id) WHERE state = 'published'", "One version is published at a time."
    )
    _version = models.UniqueIndex(
        "(company_id, version) WHERE version > 0", "This version exists already."
    )

    @api.depends("version", "state", "company_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for notice in self:
            company = notice.company_id.sudo().name
            if notice.version:
                notice.display_name = notice.env._(
                    "%(company)s, version %(version)s", company=company, version=notice.version
                )
            else:
                notice.display_name = notice.env._("%s, draft", company)

    @api.depends("text_ids")
    @api.depends_context("lang")
    def _compute_missing(self):
        for notice in self:
            notice.missing = "\n".join(notice._find_missing()) or False

    @api.depends("company_id")
    @api.depends_context("lang")
    def _compute_facts(self):
        for notice in self:
            notice.facts = "\n".join(self._get_facts(notice.company_id.sudo(), self.env.lang))

    def _compute_shown_count(self):
        counted = dict(
            self.env["hr.applicant.privacy.shown"]._read_group(
                [("notice_id", "in", self.ids)], ["notice_id"], ["applicant_id:count_distinct"]
            )
        )
        for notice in self:
            notice.shown_count = counted.get(notice, 0)

    @api.model_create_multi
    def create(self, vals_list):
        """Who begins anew gets a proposal in each language that candidates may have."""
        notices = super().create(vals_list)
        for notice in notices.filtered(lambda notice: not notice.text_ids):
            notice._propose_texts()
        return notices

    def _propose_texts(self):
        langs = self.env["res.lang"]
        installed = [langs._get_data(code=code).id for code, _name in langs.get_installed()]
        texts = self.env["hr.recruitment.privacy.notice.text"].create(
            [{"notice_id": self.id, "lang_id": lang_id} for lang_id in installed]
        )
        texts.action_propose()

    # Versions stay as they were -------------------------------------------------------

    def _check_access(self, operation):
        refused = super()._check_access(operation)
        if refused or operation in ("read", "create") or self.env.su or not any(self._ids):
            return refused
        frozen = self.filtered(lambda notice: notice.sudo().state != "draft")
        return frozen._refuse_change() if frozen else None

    def _refuse_change(self):
        """:return: what ``_check_access`` returns for records that cannot be changed"""
        return self, lambda: AccessError(
            self.env._("A published version stays as candidates have read it. Make a new one.")
        )

    def action_new_version(self):
        """Go on from what this version says.

        :return: action that opens the draft, the one that there is already if there is one
        """
        self.ensure_one()
        self.check_access("read")
        self.browse().check_access("create")
        drafts = [("company_id", "=", self.company_id.id), ("state", "=", "draft")]
        draft = self.search(drafts, limit=1) or self.copy()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": draft.id,
            "views": [[False, "form"]],
        }

    def action_publish(self):
        """From now on candidates read this version.

        :raise UserError: if a text is not confirmed, or something in it is left open
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            raise UserError(self.env._("This version is published already."))
        self._check_ready()
        company_notices = self.sudo().search([("company_id", "=", self.company_id.id)])
        before = company_notices.filtered(lambda notice: notice.state == "published")
        before.state = "replaced"
        before.flush_recordset(["state"])
        self.sudo().write(
            {
                "state": "published",
                "version": max(company_notices.mapped("version"), default=0) + 1,
                "published_date": get_now(self.env),
                "published_by_id": self.env.uid,
            }
        )

    def action_withdraw(self):
        """Candidates are shown no notice any more; which version they have read is kept."""
        self.check_access("read")
        self.browse().check_access("create")
        self.sudo().filtered(lambda notice: notice.state == "published").state = "replaced"

    def _check_ready(self):
        """:raise UserError: see ``action_publish``"""
        if not any(text._get_given() for text in self.text_ids):
            raise UserError(self.env._("Write a text in at least one language first."))
        faults = [fault for text in self.text_ids for fault in text._find_faults()]
        if faults:
            raise UserError("\n".join(faults))

    def _find_missing(self):
        """:return: list of sentences: languages without a text, and what each text does
        not tell"""
        written = {text.lang.split("_")[0] for text in self.text_ids}
        missing = [
            self.env._("%s: there is no text.", name)
            for code, name in self.env["res.lang"].get_installed()
            if code.split("_")[0] not in written
        ]
        return missing + [line for text in self.text_ids for line in text._find_missing()]

    # What candidates are shown ---------------------------------------------------------

    @api.model
    def _find_published(self, company):
        """:param company: ``res.company``
        :return: its published version as superuser, may be empty; looked up once in a
            batch"""
        batch = get_batch(self.env)
        known = batch.blocks.setdefault("privacy_notice", {}) if batch else {}
        if company.id not in known:
            known[company.id] = (
                self.sudo()
                .search([("company_id", "=", company.id), ("state", "=", "published")], limit=1)
                .id
            )
        return self.sudo().browse(known[company.id] or ())

    def _get_public_path(self, lang):
        """:param str lang: code of the reader's language
        :return: str, path of the page with the version of the company that is published"""
        return f"{PUBLIC_PATH}/{self.company_id.id}?lang={lang}"

    def _find_text(self, lang):
        """:param str lang: code of the reader's language
        :return: ``hr.recruitment.privacy.notice.text`` in this language, or the next best"""
        spoken = (lang or "").split("_")[0]

        def distance(text):
            same = text.lang.split("_")[0]
            return (text.lang != lang, same != spoken, same != "en", text.id)

        return self.text_ids.filtered(lambda text: text._get_given()).sorted(distance)[:1]

    def _get_content(self, lang):
        """:param str lang: code of the reader's language
        :return: dict of what a page shows: ``lang`` of the text, its ``sections``, a list
            of (heading, Markup), ``facts``, a list of sentences, ``version``, and the
            ``day`` it was published, in words"""
        text = self._find_text(lang)
        return {
            "lang": text.lang,
            "sections": text._get_sections(),
            "facts": self._get_facts(self.company_id, text.lang),
            "version": self.version,
            "day": say_date(self.published_date, find_locale(text.lang)),
        }

    def _get_choices(self, lang):
        """:param str lang: code of the language that is read
        :return: list of dict of the languages that there is a text in: ``name`` (its own),
            ``tag`` (of HTML), ``path`` and ``is_here``; empty where there is one"""
        texts = self.text_ids.filtered(lambda text: text._get_given())
        if len(texts) < 2:
            return []
        return [
            {
                "name": text.lang_id.name.split("/")[-1].strip(),
                "tag": text.lang.split("@")[0].replace("_", "-"),
                "path": self._get_public_path(text.lang),
                "is_here": text.lang == lang,
            }
            for text in texts
        ]
