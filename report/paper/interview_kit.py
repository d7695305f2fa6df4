from pytz import utc

from odoo import api, models
from odoo.exceptions import UserError

from ...models.rendering.dates_in_words import say_moment

KIT = "hr.interview.kit"


class InterviewKitPrint(models.AbstractModel):
    """The printed interview kit: one page for each candidate whose kit the reader may
    open."""

    _name = "report.hr_recruitment_candidate_experience.interview_kit"
    _description = "Printed Interview Kit"

    @api.model
    def _get_report_values(self, docids, data=None):
        kits = self._find_kits(docids)
        kits.check_access("read")
        return {"docs": kits, "sheets": [self._prepare_sheet(kit) for kit in kits]}

    @api.model
    def _find_kits(self, docids):
        return self.env[KIT].browse(docids)

    def _prepare_sheet(self, kit):
        """:return: dict of what the page says beside the kit itself"""
        # The meeting is told to the candidate too; its kit was checked.
        meeting, applicant = kit.sudo().meeting_id, kit.sudo().applicant_id
        reader = applicant.with_context(lang=self.env.lang)
        place = meeting._get_candidate_place(reader)
        formats = dict(meeting._fields["meeting_format"]._description_selection(self.env))
        agenda = meeting._get_candidate_agenda(reader)
        reserved = sum(line["minutes"] for line in agenda if line["kind"] == "questions")
        start = utc.localize(meeting._confirmed("start"))
        start = start.astimezone(applicant._get_candidate_tz())
        return {
            "kit": kit,
            "company": applicant.company_id or self.env.company,
            "when": reader._name_zone(
                say_moment(self.env, start), start, meeting._find_country_to_come_to()
            ),
            "format": formats[meeting._get_meeting_format()],
            "on_site": meeting._get_meeting_format() == "on_site",
            "place": ", ".join(filter(None, (place["name"], place["address"]))),
            "link": meeting._confirmed("videocall_location"),
            "phone": applicant.partner_phone,
            "people": meeting._get_candidate_people(reader),
            "agenda": agenda,
            "reserved": reserved,
            "competences": kit._get_competences(),
            "suggested": not kit.question_ids,
        }


class InterviewKitPrintMeeting(models.AbstractModel):
    """The same from the Print menu of meetings."""

    _name = "report.hr_recruitment_candidate_experience.interview_kits"
    _inherit = "report.hr_recruitment_candidate_experience.interview_kit"
    _description = "Printed Interview Kit of a Meeting"

    @api.model
    def _find_kits(self, docids):
        self.env["calendar.event"].browse(docids)._make_kits()
        kits = self.env[KIT].search([("meeting_id", "in", docids)])
        if not kits:
            raise UserError(
                self.env._(
                    "There is no interview kit for you here: the meeting has no "
                    "candidate, or you are not among the interviewers."
                )
            )
        return kits
