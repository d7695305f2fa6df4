from ..common import NOW
from .candidate_page import CandidatePageCase
from .decision import DAY

NOTED = {
    "education": "Master of Science, computer science",
    "experience": "Eight years as a developer",
    "other": "Fluent in German",
}


class MeritsCase(CandidatePageCase):
    """A company in which candidates can ask who was chosen, Anna, who was refused and has
    been told, and a responsible who is no recruiter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.requests = cls.env["hr.applicant.data.request"]
        cls.merits = cls.env["hr.applicant.merits"]
        cls.nurse = cls._make_user("meriter", "base.group_user")
        cls.kind = cls.env.ref("hr_recruitment_candidate_experience.activity_type_merits")
        cls.company.write({"merits_offered": True, "merits_days": 14})

    def setUp(self):
        super().setUp()
        self.company.candidate_hr_user_id = self.nurse
        self.known = self.env["mail.mail"].search([])

    def refuse(self, applicant=None, told=True):
        applicant = applicant or self.applicant
        applicant.write({"refuse_reason_id": self.reason.id, "active": False})
        if told:
            applicant._note_told(NOW)
        self.env.flush_all()

    def make_chosen(self, name="Beata Lind", **values):
        """Somebody who has applied for the same, not hired yet."""
        return self._make_applicants(
            partner_name=name, email_from=f"{name.split()[0].lower()}@candidate.example", **values
        )

    def hire(self, applicants, user=None):
        applicants.with_user(user or self.recruiter).write({"stage_id": self.signed.id})
        self.env.flush_all()
        return self.find_merits(applicants)

    def note_merits(self, applicant, **texts):
        merits = self.find_merits(applicant)
        merits.with_user(self.recruiter).write(texts or NOTED)
        return merits

    def find_merits(self, applicants):
        self.env.invalidate_all()
        return self.merits.search([("applicant_id", "in", applicants.ids)], order="id")

    def ask_who(self):
        """:return: the request, made on the page"""
        self.press("merits")
        self.env.invalidate_all()
        return self.applicant.data_request_ids.filtered(lambda r: r.kind == "merits")

    def reply(self, request, **values):
        """Draft, write what is to be written, and send it.

        :return: the dialog, as the responsible sees it"""
        theirs = request.with_user(self.nurse)
        if values:
            theirs.write(values)
        else:
            theirs.action_draft_letter()
        return self.open_dialog(theirs)

    def open_dialog(self, request):
        action = request.action_send_letter()
        dialog = self.env[action["res_model"]].with_user(request.env.user)
        return dialog.with_context(**action["context"]).create({})

    def mails(self, address=None):
        """:return: mails to the candidate since the test began"""
        self.env.invalidate_all()
        address = address or self.applicant.email_from
        found = self.env["mail.mail"].search([]) - self.known
        return found.filtered(
            lambda m: address in (m.email_to or "") or address in m.recipient_ids.mapped("email")
        )

    def later(self, days):
        return self.at(NOW + days * DAY)
