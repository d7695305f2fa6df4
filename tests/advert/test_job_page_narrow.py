from pathlib import Path

from freezegun import freeze_time

from odoo.tests import tagged

from ..cases.job_page import JobPageCase
from ..cases.packages import need
from ..cases.phone import phone
from ..common import NOW

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
# What is Odoo's own on these pages is Odoo's to mend.
FAULTS = """
axe.run({include: [[%r]]}).then(({violations}) => violations
    .filter(({impact}) => ["serious", "critical"].includes(impact))
    .map(({id, nodes}) => id + ": " + nodes.map(({html}) => html).join(" ")))
"""


@tagged("post_install", "-at_install")
class TestJobPageNarrow(JobPageCase):
    """On a phone and on a wide screen, in both languages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(
            {
                "employer_values": f"<p>{LONG}</p>",
                "employer_culture": "<p>We plan on Mondays and celebrate on Fridays.</p>",
                "employer_faq": f"<table><tr>{'<td>broad cell</td>' * 20}</tr></table>",
                "video_film_url": "https://vimeo.com/1",
            }
        )
        cls.env["hr.employer.fact"].create({"kind": "other", "text": LONG * 2})
        cls.job.job_details = cls.job._get_default_job_details()
        cls._publish()

    def check(self, device, path, name, inside):
        self.env.flush_all()
        self.env.cr.clear()
        device.open(self.base_url() + path)
        device.wait(f"document.querySelector('{inside}')")
        axe = Path(need("axe_core_python").__file__).with_name("axe.min.js")
        device.run(axe.read_text("utf-8") + ";0")
        for width in (390, 1200):
            device.resize(width)
            self.assertFalse(device.run(FAULTS % inside), (name, width))
            self.assertLessEqual(
                device.run("document.documentElement.scrollWidth"), width, (name, width)
            )
            device.show(f"{name}-{width}")

    def test_the_pages(self):
        with freeze_time(NOW), phone(self) as device:
            for prefix in ("", "/sv"):
                path = f"{prefix}/jobs/{self.name}"
                self.check(device, path, f"job{prefix[1:]}", ".o_cx_job_page")
                path = f"{prefix}/jobs/apply/{self.name}"
                self.check(device, path, f"apply{prefix[1:]}", ".o_cx_job_details")

    def test_the_page_of_thanks(self):
        self.template.body_html = '<p t-out="say_day(object.answer_expected_date)"/>'
        self._make_step("applied", delay=0)
        self.apply_on_website()
        session = self.opener.cookies["session_id"]
        with freeze_time(NOW), phone(self) as device:
            device.ask(
                "Network.setCookie",
                name="session_id",
                value=session,
                url=self.base_url(),
            )
            device.open(f"{self.base_url()}/job-thank-you")
            device.wait_for("You will hear from us by Friday, June 19")
            for prefix in ("", "/sv"):
                path = f"{prefix}/job-thank-you"
                self.check(device, path, f"thanks{prefix[1:]}", ".o_cx_thanks")
            device.open(f"{self.base_url()}/job-thank-you")
            device.tap(".o_cx_thanks a")
            device.wait("location.pathname.startsWith('/candidate/page/')")
            device.wait_for("Engineer")
