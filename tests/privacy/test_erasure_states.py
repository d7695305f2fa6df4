from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..cases.decision import DecisionCase
from ..cases.erasure import ADDRESS, WORDS, ErasureCase
from ..cases.traces import find_traces
from ..common import NOW

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestErasureStates(ErasureCase, DecisionCase):
    """Whatever an application waits for when its person is erased, nothing comes after."""

    def end_of_mail(self, applicant):
        self.refuse(applicant, channel="mail")

    def end_of_call(self, applicant):
        self.refuse(applicant, channel="call")

    def end_of_pause(self, applicant):
        self.refuse(applicant, channel="mail")
        applicant.sudo().communication_paused = True

    def end_of_silence(self, applicant):
        applicant.sudo().action_archive()

    def end_of_near_miss(self, applicant):
        self.refuse(applicant, channel="mail", near_miss=True)

    def end_of_pool(self, applicant):
        pool = self.env["hr.talent.pool"].create({"name": "Pool"})
        wizard = self.env["talent.pool.add.applicants"].create(
            {"applicant_ids": applicant.ids, "talent_pool_ids": pool.ids}
        )
        wizard.action_add_applicants_to_pool()

    def run_everything(self):
        """All that runs by itself."""
        self.process()
        commit = patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **k: 60)
        with commit:
            self.env["hr.applicant"]._cron_near_misses()
            self.env["hr.applicant"]._cron_promises()
            self.env["hr.applicant"]._cron_silence()

    def test_nothing_comes_after(self):
        ends = [name for name in dir(self) if name.startswith("end_of_")]
        for name in ends:
            with self.subTest(name):
                applicant = self.make_person()
                getattr(self, name)(applicant)
                before = self.env["mail.mail"].search([])
                erasure = self.erase(applicant)
                self.assertEqual(erasure.state, "done")
                for days in (1, 3, 30, 400):
                    with self.at(NOW + days * DAY):
                        self.run_everything()
                self.assertFalse(self.env["mail.mail"].search([]) - before)
                self.assertFalse(applicant.activity_ids)
                self.assertFalse(
                    applicant.communication_ids.filtered(lambda r: r.state == "scheduled")
                )
                self.assertFalse(find_traces(self.env, *WORDS))

    def test_asked_taken_back_and_asked_again(self):
        applicant = self.make_person()
        self.end_of_call(applicant)
        row = self.answers(applicant)
        self.review(self.ask_to_be_erased(applicant))
        applicant._take_back_erasure()
        self.assertEqual(applicant.answer_state, "pending")
        self.assertIn("scheduled", row.mapped("state"))
        applicant._ask_for_data("erase")
        again = applicant.data_request_ids.filtered(lambda r: r.state == "open")
        erasure = self.review(again)
        self.carry_out(erasure)
        self.send_outbox(erasure)
        self.assertFalse(find_traces(self.env, *WORDS))

    def test_the_last_mail_is_in_the_candidates_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        module = self.env["ir.module.module"].search(
            [("name", "=", "hr_recruitment_candidate_experience")]
        )
        module._update_translations(["sv_SE"])
        applicant = self.make_person(candidate_lang="sv_SE")
        erasure = self.review(self.ask_to_be_erased(applicant))
        self.carry_out(erasure)
        mail = self.env["mail.mail"].browse(erasure.mail_mail_id_int)
        self.assertEqual(mail.email_to, ADDRESS)
        self.assertIn("raderats", f"{mail.subject} {mail.body_html}")
        self.assertNotIn("erased", f"{mail.subject} {mail.body_html}")

    def test_another_company(self):
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._make_user(
            "främling",
            "hr_recruitment.group_hr_recruitment_manager",
            company_id=elsewhere.id,
            company_ids=elsewhere.ids,
        )
        request = self.ask_to_be_erased(self.make_person())
        with self.assertRaises(AccessError):
            request.with_user(stranger).action_review_erasure()
        erasure = self.review(request)
        for method in ("action_review", "action_approve", "action_drop"):
            with self.assertRaises(AccessError):
                getattr(erasure.with_user(stranger), method)()
        with self.assertRaises(AccessError):
            erasure.finding_ids.with_user(stranger).read(["name"])
