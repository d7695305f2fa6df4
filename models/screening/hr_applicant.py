from odoo import api, fields, models

from ..batch import get_batch
from ..company.hours import to_local
from ..inside import get_inside
from .states import OPEN

OFFICERS = "hr_recruitment.group_hr_recruitment_user"


class HrApplicantScreenings(models.Model):
    """Screening questions of an application, and what their messages say."""

    _inherit = "hr.applicant"

    screening_ids = fields.One2many(
        "hr.applicant.screening", "applicant_id", string="Screening Questions", groups=OFFICERS
    )
    screening_to_read = fields.Integer(
        "Answers to Read", compute="_compute_screening_to_read", groups=OFFICERS
    )

    def _compute_screening_to_read(self):
        unread = self.env["hr.applicant.screening"].search(
            [
                ("applicant_id", "in", self.ids),
                ("state", "=", "done"),
                ("read_date", "=", False),
            ]
        )
        by_applicant = unread.grouped("applicant_id")
        for applicant in self:
            applicant.screening_to_read = len(by_applicant.get(applicant._origin, ()))

    def unlink(self):
        """The recordings go with the application."""
        self.sudo().screening_ids.unlink()
        return super().unlink()

    def _hold_or_release(self):
        res = super()._hold_or_release()
        paused = self.filtered("communication_paused")
        paused.sudo().screening_ids._pause()
        (self - paused).sudo().screening_ids._resume()
        return res

    def _come_back(self, words=None, since=None):
        res = super()._come_back(words, since)
        self.sudo().screening_ids._come_back()
        return res

    def _watch_screenings(self):
        waiting = self.sudo().screening_ids.filtered(lambda s: s.state in OPEN)
        waiting.filtered(lambda s: not s.paused_date)._end_those_over()

    def action_ask_screening(self):
        """:return: action of the dialog that asks"""
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Screening Questions"),
            "res_model": "hr.screening.ask",
            "view_mode": "form",
            "target": "new",
            "context": {"default_applicant_ids": self.ids},
        }

    def action_open_screenings(self):
        """:return: action: what this candidate has answered; the one that is to be read, if
        there is one"""
        self.check_access("read")
        unread = self.env["hr.applicant.screening"].search(
            [
                ("applicant_id", "in", self.ids),
                ("state", "=", "done"),
                ("read_date", "=", False),
            ]
        )
        if len(unread) == 1:
            return {
                "type": "ir.actions.act_window",
                "res_model": unread._name,
                "res_id": unread.id,
                "views": [(False, "form")],
            }
        return {
            "type": "ir.actions.act_window",
            "domain": [("applicant_id", "in", self.ids)],
            "name": self.env._("Screening Questions"),
            "res_model": "hr.applicant.screening",
            "views": [(False, "list"), (False, "form")],
        }

    # What messages say -----------------------------------------------------------------

    @api.private
    def get_screening(self):
        """:return: dict of what the message says of the questions: ``news`` (``new``,
        ``reminder`` or ``extended``), ``title``, ``purpose``, ``questions`` (list of str),
        ``minutes``, ``day`` (date), ``longest`` (minutes of a recording), ``keep_days`` and
        ``url``"""
        self.ensure_one()
        batch = get_batch(self.env)
        row_id = batch and batch.rows.get(self.id)
        row = self.env["hr.applicant.communication"].sudo().browse(row_id or ())
        company = self.sudo().company_id or self.env.company.sudo()
        screening = row.screening_id
        shown, days = self._find_screening_shown(row.step_id)
        chosen = screening.set_id or shown
        questions = chosen.with_context(lang=self.env.lang)
        return {
            "news": row._get_news() if screening else "new",
            "title": questions.name or self.env._("Some questions"),
            "purpose": questions.purpose,
            "questions": self._get_screening_questions(screening, questions),
            "minutes": questions.minutes,
            "day": screening._get_day() or self._find_screening_day(days),
            "longest": company.screening_minutes,
            "keep_days": screening.keep_days or company.screening_keep_days,
            "url": f"{self.get_page_url()}#screening",
        }

    def _find_screening_shown(self, step):
        """A preview knows no questions that were asked.

        :return: (``hr.screening.set`` as superuser, working days to answer): what the dialog
            has chosen, else what the step would ask"""
        sets = self.env["hr.screening.set"].sudo()
        set_id, days = get_inside(self.env, "screening_chosen") or (None, None)
        if set_id:
            return sets.browse(set_id), days
        return step._find_screening_set(self.sudo()), step._get_screening_days()

    def _find_screening_day(self, days):
        """:return: date, on the candidate's clock"""
        end = self.sudo()._find_end_of_working_day(days)
        return to_local(end, self._get_candidate_tz()).date()

    def _get_screening_questions(self, screening, questions):
        if screening:
            answers = screening.answer_ids.with_context(lang=self.env.lang).sorted("sequence")
            return [answer._say_question() for answer in answers]
        return questions._get_questions().with_context(lang=self.env.lang).mapped("name")
