from odoo.tests import tagged

from ...models.advert.hr_job_form_count import MOST_FIELDS
from ..cases.advert import AdvertCase

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148"
IPAD = "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15"
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/126.0 Mobile Safari/537.36"
ANDROID_TABLET = "Mozilla/5.0 (Linux; Android 14; SM-X710) Chrome/126.0 Safari/537.36"
DESK = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@tagged("post_install", "-at_install")
class TestFormCounts(AdvertCase):
    """How often a form is opened, started and sent: numbers, and nobody in them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.job.website_published = True

    def tell(self, event="opened", field="", job=None, agent=IPHONE):
        data = {"job": self.job.id if job is None else job, "event": event, "field": field}
        answer = self.url_open("/jobs/apply/count", data=data, headers={"User-Agent": agent})
        self.assertEqual((answer.status_code, answer.content), (204, b""))
        self.assertNotIn("session_id", answer.headers.get("Set-Cookie", ""))

    def counted(self):
        self.env.invalidate_all()
        return {
            (row.device, row.event, row.field): row.number
            for row in self.env["hr.job.form.count"].search([("job_id", "=", self.job.id)])
        }

    def test_one_more_each_time(self):
        for _time in range(3):
            self.tell()
        self.tell("sent")
        self.tell(agent=DESK)
        self.assertEqual(
            self.counted(),
            {
                ("phone", "opened", ""): 3,
                ("phone", "sent", ""): 1,
                ("computer", "opened", ""): 1,
            },
        )

    def test_at_which_field(self):
        self.tell("failed", "email_from")
        self.tell("failed", "email_from")
        self.tell("failed", "candidate_requirement_7")
        self.assertEqual(self.counted()["phone", "failed", "email_from"], 2)

    def test_kinds_of_devices(self):
        find = self.env["hr.job.form.count"]._find_device
        for agent, device in (
            (IPHONE, "phone"),
            (ANDROID, "phone"),
            (IPAD, "tablet"),
            (ANDROID_TABLET, "tablet"),
            (DESK, "computer"),
            ("", "computer"),
            (None, "computer"),
        ):
            self.assertEqual(find(agent), device, agent)

    def test_what_machines_send(self):
        for job in ("", "x", "0", "999999999", "99999999999", "-1", "²"):
            self.tell(job=job)
        self.tell("bought")
        self.tell("failed", "<script>" * 50)
        self.tell("failed", "anna@candidate.example")
        self.assertEqual(self.counted(), {("phone", "failed", "other"): 2})

    def test_no_more_fields_than_a_form_has(self):
        for number in range(MOST_FIELDS + 5):
            self.env["hr.job.form.count"]._count(self.job, "failed", f"f{number}", IPHONE)
        counted = self.counted()
        self.assertEqual(len(counted), MOST_FIELDS + 1)
        self.assertEqual(counted["phone", "failed", "other"], 5)
        self.env["hr.job.form.count"]._count(self.job, "failed", "f0", IPHONE)
        self.assertEqual(self.counted()["phone", "failed", "f0"], 2)

    def test_not_of_a_job_that_is_not_published(self):
        self.job.website_published = False
        self.tell()
        self.assertFalse(self.counted())

    def test_not_when_it_is_switched_off(self):
        self._switch_advert(False)
        self.tell()
        self.assertFalse(self.counted())
