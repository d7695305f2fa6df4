import re

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.advert.leaving import MOST_A_MONTH
from ..cases.advert import AdvertCase

PATH = "/jobs/leaving"


@tagged("post_install", "-at_install")
class TestJobLeaving(AdvertCase):
    """Who looks and does not apply says why, with one press."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.job.website_published = True
        cls.company.leaving_asked = True
        cls.page = f"/jobs/{cls.env['ir.http']._slug(cls.job)}"

    def press(self, reason="pay", job=None, token=None, **data):
        page = self.url_open(self.page).text
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        data |= {"job_id": job or self.job.id, "reason": reason}
        data["csrf_token"] = token if token is not None else found[1]
        return self.url_open(PATH, data=data)

    def counted(self):
        self.env.invalidate_all()
        rows = self.env["hr.job.leaving.count"].search([("job_id", "=", self.job.id)])
        return {row.reason: row.number for row in rows}

    def test_one_press(self):
        self.assertIn("Not for you?", self.url_open(self.page).text)
        thanks = self.press()
        self.assertIn("Your answer helps us", thanks.text)
        self.assertNotIn("Not for you?", thanks.text)
        self.press("effort")
        self.assertEqual(self.counted(), {"pay": 1, "effort": 1})
        row = self.env["hr.job.leaving.count"].search([], limit=1)
        self.assertEqual(row.month.day, 1)

    def test_what_machines_send(self):
        self.assertEqual(self.press(token="x").status_code, 400)
        self.assertEqual(self.press("<script>").status_code, 404)
        self.assertEqual(self.press(job="²").status_code, 404)
        self.press(nickname="Bot")
        self.assertFalse(self.counted())

    def test_no_more_than_people_are(self):
        rows = self.env["hr.job.leaving.count"]
        rows._count(self.job, "pay")
        rows.search([("job_id", "=", self.job.id)]).number = MOST_A_MONTH
        self.env.flush_all()
        rows._count(self.job, "pay")
        self.assertEqual(self.counted(), {"pay": MOST_A_MONTH})

    def test_shown_from_a_few_answers_on(self):
        rows = self.env["hr.job.leaving.count"]
        for _time in range(4):
            rows._count(self.job, "pay")
        job = self.job.with_user(self.recruiter)
        self.assertFalse(job.leaving_words)
        rows._count(self.job, "role")
        self.env.invalidate_all()
        self.assertEqual(job.leaving_words, "The pay: 4, Not the right role for me: 1")
        with self.assertRaises(AccessError):
            rows.with_user(self.recruiter).search([])

    def test_nobody_is_asked_unless_the_company_wants_it(self):
        self.company.leaving_asked = False
        self.assertNotIn("o_cx_leaving", self.url_open(self.page).text)
        # An administrator of recruitment decides it, without Odoo's Settings right.
        self.env["hr.candidate.settings"].create({"leaving_asked": True})
        self.assertIn("o_cx_leaving", self.url_open(self.page).text)
        self._switch_advert(False)
        self.assertNotIn("o_cx_leaving", self.url_open(self.page).text)

    def test_in_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.env.ref("base.module_hr_recruitment_candidate_experience")._update_translations(
            ["sv_SE"]
        )
        website = self.env["website"].get_current_website()
        website.language_ids |= self.env["res.lang"]._lang_get("sv_SE")
        self.assertIn("Inget för dig?", self.url_open(f"/sv{self.page}").text)
