from odoo import api, fields, models
from odoo.tools import plaintext2html

from .notice_sections import NAMES, OPEN, SECTIONS


class HrRecruitmentPrivacyNoticeText(models.Model):
    """A notice in one language: an answer to each question that the law asks. What is not
    answered is left out on the candidates' page."""

    _name = "hr.recruitment.privacy.notice.text"
    _description = "Privacy Notice in a Language"
    _inherit = "hr.candidate.guard.mixin"
    _order = "notice_id, lang_id"

    notice_id = fields.Many2one(
        "hr.recruitment.privacy.notice",
        required=True,
        settled=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="notice_id.company_id")
    state = fields.Selection(related="notice_id.state")
    lang_id = fields.Many2one(
        "res.lang", "Language", required=True, settled=True, ondelete="restrict"
    )
    lang = fields.Char("Language Code", related="lang_id.code")
    confirmed = fields.Boolean(
        copy=False,
        help="Somebody has read the whole text and knows that it is true of this company. Set it "
        "again after each change.",
    )
    answered = fields.Char(compute="_compute_answered")

    controller = fields.Text(
        "Who Is Responsible",
        help="The company that decides about the data: name, registration number, address. "
        "GDPR, Article 13(1)(a).",
    )
    contact = fields.Text(
        "Whom to Turn To",
        help="How candidates reach you about their data, and your data protection officer if "
        "you have one. GDPR, Article 13(1)(a) and (b).",
    )
    purposes = fields.Text(
        "What the Data Is For",
        help="Everything that you use candidates' data for. GDPR, Article 13(1)(c).",
    )
    legal_basis = fields.Text(
        help="What allows it, for each purpose; name the interest if it is a legitimate one. "
        "GDPR, Article 13(1)(c) and (d).",
    )
    needed = fields.Text(
        "What Has to Be Given",
        help="Whether candidates have to give the data, and what happens if they do not. GDPR, "
        "Article 13(2)(e).",
    )
    source = fields.Text(
        "Where the Data Is From",
        help="For candidates who have not applied themselves: where you found them. GDPR, "
        "Article 14(2)(f).",
    )
    recipients = fields.Text(
        "Who Sees It",
        help="Who gets the data, inside and outside the company: names, or kinds of recipients. "
        "GDPR, Article 13(1)(e).",
    )
    transfers = fields.Text(
        "Outside the EU",
        help="Whether the data leaves the EU and EEA, where to, and how it is protected there. "
        "GDPR, Article 13(1)(f).",
    )
    retention = fields.Text(
        "How Long It Is Kept",
        help="A time, or what decides it. Write what you carry out. GDPR, Article 13(2)(a).",
    )
    rights = fields.Text(
        help="Access, correction, erasure, restriction, objection, portability, and taking back "
        "a consent. GDPR, Article 13(2)(b) and (c).",
    )
    complaint = fields.Text(
        "Complaints",
        help="The supervisory authority and how to reach it; in Sweden it is IMY. GDPR, Article "
        "13(2)(d).",
    )
    automatic = fields.Text(
        "Automatic Decisions",
        help="Whether a decision is made without a person, and by what logic. GDPR, Article "
        "13(2)(f).",
    )

    _one_per_language = models.UniqueIndex(
        "(notice_id, lang_id)", "There is a text in this language already."
    )

    @api.depends("lang_id")
    def _compute_display_name(self):
        for text in self:
            text.display_name = text.lang_id.name

    @api.depends(*NAMES)
    @api.depends_context("lang")
    def _compute_answered(self):
        for text in self:
            given = len(text._get_given())
            text.answered = text.env._("%(given)s of %(all)s", given=given, all=len(NAMES))

    # A changed text is not confirmed, a published one is not changed -------------------

    def write(self, vals):
        if set(NAMES) & vals.keys() and "confirmed" not in vals:
            vals = {**vals, "confirmed": False}
        return super().write(vals)

    def _check_access(self, operation):
        refused = super()._check_access(operation)
        if refused or operation == "read" or self.env.su or not any(self._ids):
            return refused
        frozen = self.filtered(lambda text: text.sudo().notice_id.state != "draft")
        return (frozen, frozen.notice_id._refuse_change()[1]) if frozen else None

    def action_propose(self):
        """Fill in what is empty with a proposal, in the language of the text. Somebody has
        to complete and to confirm it before it is published."""
        self.check_access("write")
        for text in self:
            given = text._get_given()
            proposals = text._get_proposals()
            text.write({name: proposals[name] for name in NAMES if name not in given})

    # Reading it ------------------------------------------------------------------------

    def _get_given(self):
        """:return: dict of name of section → what is written there"""
        return {name: self[name] for name in NAMES if (self[name] or "").strip()}

    def _get_sections(self):
        """:return: list of (heading, Markup) in the language of the text"""
        given = self._get_given()
        headings = self._get_headings()
        return [(headings[name], plaintext2html(text)) for name, text in given.items()]

    def _find_faults(self):
        """:return: list of sentences, what is in the way of publishing the text"""
        faults = []
        labels = self._get_labels()
        for name, text in self._get_given().items():
            if left := OPEN.search(text):
                faults.append(
                    self.env._(
                        "%(language)s, %(section)s: complete “%(words)s”, or take it out.",
                        language=self.lang_id.name,
                        section=labels[name],
                        words=left[0],
                    )
                )
        if not faults and not self.confirmed:
            faults.append(self.env._("%s: the text is not confirmed.", self.lang_id.name))
        return faults

    def _find_missing(self):
        """:return: list of sentences, what the text does not tell"""
        given, labels = self._get_given(), self._get_labels()
        return [
            self.env._(
                "%(language)s: %(section)s (GDPR, Article %(article)s).",
                language=self.lang_id.name,
                section=labels[section.name],
                article=section.article,
            )
            for section in SECTIONS
            if section.name not in given
        ]

    def _get_labels(self):
        return {name: self._fields[name]._description_string(self.env) for name in NAMES}

    def _get_headings(self):
        """:return: dict of name of section → heading for candidates, in the language of the
        text"""
        spoken = self.with_context(lang=self.lang).env
        return {
            "controller": spoken._("Who is responsible for your data"),
            "contact": spoken._("Whom to turn to"),
            "purposes": spoken._("What we use your data for"),
            "legal_basis": spoken._("Why we may use it"),
            "needed": spoken._("What you have to tell us"),
            "source": spoken._("Where we got your data"),
            "recipients": spoken._("Who sees your data"),
            "transfers": spoken._("Outside the EU"),
            "retention": spoken._("How long we keep it"),
            "rights": spoken._("Your rights"),
            "complaint": spoken._("If you are not satisfied"),
            "automatic": spoken._("Automatic decisions"),
        }
