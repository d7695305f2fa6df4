from html import unescape

from markupsafe import Markup

from odoo import fields, models

from ..batch import get_batch

BLOCK = "hr_recruitment_candidate_experience.mail_block_pay"
# Where our layout has room below the text of a message.
BELOW = '<div class="cx-below"></div>'
# What the first invitation is.
INVITING = "interview_booked"


class HrApplicantCommunicationPay(models.Model):
    """The message about the first interview tells the pay, whatever its template says; what
    it told is proved once it has arrived."""

    _inherit = "hr.applicant.communication"

    pay_words = fields.Text("Pay as the Message Says It", readonly=True, copy=False, technical=True)

    def _finish_mail(self, values, batch):
        below = self._put_pay(values, batch)
        res = super()._finish_mail(values, batch)
        # What the chatter shows may have been made anew.
        if below and below not in values["body"]:
            values["body"] = Markup("%s%s") % (Markup(values["body"] or ""), below)
        return res

    def _put_pay(self, values, batch):
        """:return: Markup that was added because the text does not say the pay, or None"""
        words = batch.blocks.setdefault("pay_words", {})
        words[self.id] = False
        if self.step_id.trigger != INVITING or not self.applicant_id.sudo()._is_pay_to_be_told():
            return None
        lang = self._get_message_lang()
        applicant = self.applicant_id.with_context(lang=lang)
        lines = applicant.get_pay()
        if not lines:
            return None
        words[self.id] = applicant.job_id._say_pay(), lang
        if _says(values["body_html"], lines):
            return None
        below = self._draw_pay(lines, lang, batch)
        values["body_html"] = _put_below(values["body_html"] or "", below)
        return below

    def _draw_pay(self, lines, lang, batch):
        drawn = batch.blocks.setdefault("pay_drawn", {})
        key = self.applicant_id.job_id, lang
        if key not in drawn:
            qweb = self.env["ir.qweb"].with_context(lang=lang)
            drawn[key] = qweb._render(f"{BLOCK}_lines", {"pay_lines": lines})
        return drawn[key]

    def _get_told_values(self):
        batch = get_batch(self.env)
        told = batch and batch.blocks.get("pay_words", {}).get(self.id)
        return {**super()._get_told_values(), "pay_words": told[0] if told else False}

    def _note_sent_pay(self, moment):
        told = self.filtered(lambda row: row.pay_words and row.action == "email")
        news = {
            row.applicant_id.sudo(): (row.pay_words, row._get_message_lang(), moment)
            for row in told
        }
        self.env["hr.applicant"].sudo()._note_pay_told(news, "email")
        (self - told)._remind_of_pay()

    def _closed_interview_booked(self, state, reason):
        """A message that does not leave tells nothing."""
        if state != "sent":
            self._remind_of_pay()

    def _remind_of_pay(self):
        invited = self.filtered(lambda row: row.step_id.trigger == INVITING).applicant_id.sudo()
        untold = invited._filter_pay_untold()
        untold.filtered(lambda a: a._find_coming_interviews())._remind_of_pay()


def _says(body, lines):
    """:return: whether all lines stand in the HTML"""
    text = " ".join(unescape(body or "").split())
    return all(words in text for line in lines for words in line["lines"])


def _put_below(body, below):
    """:return: the HTML of a whole mail with something after its text"""
    for end in (BELOW, "</body>"):
        before, found, after = body.rpartition(end)
        if found:
            return f"{before}{below}{found}{after}"
    return f"{body}{below}"
