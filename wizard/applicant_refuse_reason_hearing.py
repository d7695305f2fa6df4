from odoo import api, fields, models

from ..models.batch import get_now
from ..models.rendering.dates_in_words import say_moment

# So many are named; more are counted.
NAMED = 3


class ApplicantGetRefuseReasonHearing(models.TransientModel):
    """Before many are refused: who of them hears it in which language, and when."""

    _inherit = "applicant.get.refuse.reason"

    hearing = fields.Text("When Candidates Are Informed", compute="_compute_hearing")
    unaware_ids = fields.Many2many(
        "hr.applicant",
        "applicant_get_refuse_reason_unaware_rel",
        compute="_compute_unaware_ids",
        string="Not Aware of an Application",
    )
    nobody_hears = fields.Boolean("Nobody Is Informed", compute="_compute_unaware_ids")

    @api.depends("applicant_ids")
    def _compute_unaware_ids(self):
        for wizard in self:
            wizard.unaware_ids = wizard.applicant_ids._origin._filter_unaware()
            wizard.nobody_hears = wizard.applicant_ids and (
                wizard.unaware_ids._origin == wizard.applicant_ids._origin
            )

    @api.depends("applicant_ids", "refuse_reason_id", "channel", "answer_date")
    def _compute_hearing(self):
        for wizard in self:
            told = wizard.refuse_reason_id and not wizard.reason_silent
            told = told and wizard.reason_ended_by == "company"
            wizard.hearing = "\n".join(wizard._say_who_hears_when()) if told else False

    def _say_who_hears_when(self):
        """:return: list of a line for those who hear at one time, in one way and language"""
        # Those on hold are named, and hear at a time that nobody knows yet.
        applicants = self.applicant_ids._origin - self.paused_ids._origin
        applicants -= self.unaware_ids._origin
        langs = self._find_langs()
        times = applicants.sudo()._find_refusal_times(get_now(self.env))
        # Who is not held up keeps their own time; a later one that was chosen is everybody's.
        chosen = self.answer_date and self.answer_date > self.earliest_answer_date
        unwritten = self.unreachable_ids._origin | self.stopped_ids._origin
        say = self.env["res.lang"]._say_language
        groups = applicants.grouped(
            lambda a: (
                self.answer_date if chosen else times[a.id],
                "call" if a in unwritten else self.channel or "mail",
                say(langs[a.id]) if langs.get(a.id) else "",
            )
        )
        return [
            self._say_group(same, *group)
            for group, same in sorted(groups.items(), key=lambda item: item[0])
        ]

    def _say_group(self, applicants, time, channel, lang):
        """:param datetime time: naive UTC
        :return: "3 in Swedish: Monday, November 30 at 9:00\""""
        who = (
            ", ".join(applicants.mapped("display_name"))
            if len(applicants) <= NAMED
            else str(len(applicants))
        )
        said = {
            "who": who,
            "lang": lang,
            "time": say_moment(self.env, fields.Datetime.context_timestamp(self, time)),
        }
        if channel == "call":
            return self.env._("%(who)s by a call, in %(lang)s: from %(time)s", **said)
        if channel == "call_mail":
            return self.env._("%(who)s in %(lang)s: after a call, from %(time)s", **said)
        return self.env._("%(who)s in %(lang)s: %(time)s", **said)
