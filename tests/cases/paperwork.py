from datetime import timedelta

from odoo import Command

from ...controllers.candidate_device import COOKIE
from .candidate_page import CandidatePageCase
from .report_pdf import NOWHERE

# Somebody reads before they press.
WHILE = timedelta(seconds=5)
GROUP = "hr_recruitment_candidate_experience.group_paperwork"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


class PaperworkCase(CandidatePageCase):
    """A company with a set of three documents, and a candidate who is asked for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._switch_paperwork(True)
        cls.env["ir.config_parameter"].set_param("report.url", NOWHERE)
        cls.handler = cls._make_user("hanna", "hr_recruitment.group_hr_recruitment_manager")
        field = Command.create
        cls.set = cls.env["hr.paperwork.set"].create(
            {
                "name": "Before the first day",
                "document_ids": [
                    Command.create({"name": "Our rules", "body": "<p>Be kind.</p>"}),
                    Command.create(
                        {
                            "name": "Tax and bank",
                            "kind": "fill_in",
                            "sequence": 20,
                            "field_ids": [
                                field({"name": "Personal number", "kind": "personal_se"}),
                                field({"name": "Nickname", "needed": False, "sequence": 20}),
                            ],
                        }
                    ),
                    Command.create({"name": "Diploma", "kind": "upload", "sequence": 30}),
                ],
            }
        )

    @classmethod
    def _switch_paperwork(cls, used):
        command = Command.link if used else Command.unlink
        cls.env.ref("base.group_user").implied_ids = [command(cls.env.ref(GROUP).id)]

    def setUp(self):
        super().setUp()
        start = self.env["hr.paperwork.start"].with_user(self.recruiter)
        start.create({"applicant_ids": self.applicant.ids, "set_id": self.set.id}).action_start()
        self.rules, self.tax, self.diploma = self.applicant.sudo().paperwork_ids.sorted("sequence")
        self.env.flush_all()

    def know(self):
        """The code was typed on this device."""
        self.applicant._send_device_code("email")
        kept = self.applicant._know_device()
        self.env.flush_all()
        self.opener.cookies.set(f"{COOKIE}_{self.applicant.id}", kept, domain="", path="/")

    def shown_of(self, page):
        """:return: what the form says that was read"""
        return page.text.partition('name="shown" value="')[2].partition('"')[0]

    def hand_in(self, paper, files=None, **data):
        """Read the document for a while, and press."""
        path = f"{self.path}/papers/{paper.id}"
        page = self.open(path)
        form = self.form_of(page)
        shown = self.shown_of(page)
        with self.at(self.env.cr._now + WHILE):
            answer = self.url_open(
                path,
                data={"form": form, "shown": shown, **data},
                files=files,
                allow_redirects=False,
            )
        self.env.invalidate_all()
        return answer
