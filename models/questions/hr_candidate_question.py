from odoo import api, fields, models

from ..batch import get_now
from ..write_groups import OFFICER
from .places import PAGE, PLACES


class HrCandidateQuestion(models.Model):
    """What a candidate has asked, wherever it was. It is kept beside the words themselves, so
    that the same question of many is seen, and answered once."""

    _name = "hr.candidate.question"
    _description = "Question of a Candidate"
    _inherit = "hr.candidate.application.mixin"
    _order = "state desc, date desc, id desc"
    _rec_name = "text"
    _check_company_auto = True

    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="applicant_id.company_id", store=True)
    job_id = fields.Many2one(related="applicant_id.job_id", store=True)
    candidate_name = fields.Char(related="applicant_id.partner_name", string="Candidate")
    date = fields.Datetime("Question Came On", required=True, readonly=True)
    place = fields.Selection(
        [(PAGE, "Own page"), ("interview", "Before an interview"), ("call", "On the telephone")],
        "Asked Where",
        required=True,
        readonly=True,
    )
    page_request_id = fields.Many2one(
        "hr.applicant.page.request",
        technical=True,
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    text = fields.Text("Question", required=True, readonly=True)
    topic_id = fields.Many2one(
        "hr.candidate.question.topic",
        write_groups=OFFICER,
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
        help="Suggested by the words of the topics, as long as nobody has chosen one.",
    )
    state = fields.Selection(
        [("new", "Not Answered"), ("answered", "Answered")],
        required=True,
        default="new",
        write_groups=OFFICER,
    )

    # As they are asked -------------------------------------------------------------------

    @api.model
    def _note_requests(self, requests):
        """:param requests: ``hr.applicant.page.request``, what was asked on the page"""
        self.sudo().create(
            [
                {
                    "applicant_id": request.applicant_id.id,
                    "date": request.date,
                    "place": PAGE,
                    "page_request_id": request.id,
                    "text": request.text.strip(),
                }
                for request in requests
                if (request.text or "").strip()
            ]
        )._suggest_topics()

    @api.model
    def _follow(self, applicants, names):
        """Make what is kept the same as what stands in the fields: a text that has changed is
        to be answered anew, one that was emptied goes.

        :param applicants: ``hr.applicant``
        :param names: of fields, keys of ``PLACES``"""
        questions, applicants = self.sudo(), applicants.sudo()
        places = [PLACES[name] for name in names]
        known = questions.search(
            [("applicant_id", "in", applicants.ids), ("place", "in", places)]
        ).grouped(lambda question: (question.applicant_id.id, question.place))
        gone, changed, new = questions.browse(), questions.browse(), []
        for applicant in applicants:
            for name in names:
                place, text = PLACES[name], (applicant[name] or "").strip()
                question = known.get((applicant.id, place), questions.browse())
                if not text:
                    gone |= question
                elif not question:
                    new.append({"applicant_id": applicant.id, "place": place, "text": text})
                elif question.text != text:
                    question.write({"text": text, "date": get_now(self.env), "state": "new"})
                    changed |= question
        gone.unlink()
        made = questions.create([{**vals, "date": get_now(self.env)} for vals in new])
        (made | changed)._suggest_topics()

    def _suggest_topics(self):
        """What somebody has chosen stays."""
        empty = self.filtered(lambda question: not question.topic_id)
        if not empty:
            return
        suggested = self.env["hr.candidate.question.topic"]._suggest(empty)
        for topic, same in empty.grouped(suggested.get).items():
            if topic:
                same.topic_id = topic

    # What people do ----------------------------------------------------------------------

    def action_mark_answered(self):
        self.write({"state": "answered"})

    def action_open_application(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Application"),
            "res_model": "hr.applicant",
            "res_id": self.applicant_id.id,
            "views": [(False, "form")],
        }
