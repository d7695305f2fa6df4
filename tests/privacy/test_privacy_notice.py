import re

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.privacy.notice_sections import NAMES
from ..cases.privacy import ENGLISH, MODULE, SWEDISH, PrivacyNoticeCase

QUIET = ("odoo.addons.base.models.ir_rule", "odoo.models", "odoo.sql_db")


@tagged("post_install", "-at_install")
class TestPrivacyNotice(PrivacyNoticeCase):
    """A company writes its notice, publishes it, and changes it by a new version."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notices = cls.env["hr.recruitment.privacy.notice"].with_user(cls.administrator)
        cls.colleague = cls._make_user("kollega", "hr_recruitment.group_hr_recruitment_user")

    # Writing ---------------------------------------------------------------------------

    def test_proposals_are_in_the_language_of_the_text(self):
        self.company.country_id = self.env.ref("base.se")
        notice = self._make_notice(en_US={}, sv_SE={"controller": "Vi."})
        english, swedish = notice.text_ids.sorted("lang")
        notice.text_ids.action_propose()
        self.assertIn("IMY", english.complaint)
        self.assertIn("EU and EEA", english.transfers)
        self.assertEqual(swedish.controller, "Vi.")
        self.assertEqual(set(english._get_given()), set(NAMES))
        self.assertFalse(english.confirmed or swedish.confirmed)

    def test_a_new_notice_is_a_proposal_in_each_language(self):
        notice = self.notices.create({})
        self.assertEqual(set(notice.text_ids.mapped("lang")), {"en_US", "sv_SE"})
        self.assertEqual(notice.text_ids.mapped("answered"), ["12 of 12"] * 2)
        self.assertFalse(notice.missing)
        self.assertIn("[time]", notice.text_ids.filtered(lambda t: t.lang == "en_US").retention)

    def test_a_proposal_is_published_by_nobody(self):
        notice = self._make_notice(en_US={})
        notice.text_ids.action_propose()
        notice.text_ids.confirmed = True
        with self.assertRaisesRegex(UserError, r"How Long It Is Kept: complete “\[time\]”"):
            notice.action_publish()
        self.assertEqual(notice.state, "draft")
        for name in NAMES:
            text = notice.text_ids[name]
            notice.text_ids[name] = re.sub(r"\[[^\]]*\]", "x", text)
        with self.assertRaisesRegex(UserError, "English.*not confirmed"):
            notice.action_publish()
        notice.text_ids.confirmed = True
        notice.action_publish()
        self.assertEqual((notice.state, notice.version), ("published", 1))
        self.assertEqual(notice.published_by_id, self.env.user)

    def test_an_empty_notice_is_not_published(self):
        for texts in ({"en_US": {}}, {"en_US": {"rights": " "}}):
            with self.assertRaisesRegex(UserError, "Write a text"):
                self._make_notice(**texts).action_publish()

    def test_what_is_missing_is_named_with_its_article(self):
        notice = self._make_notice(en_US=ENGLISH)
        lines = notice.missing.splitlines()
        self.assertTrue(any(line.startswith("Swedish") for line in lines), lines)
        self.assertIn("English (US): Legal Basis (GDPR, Article 13(1)(c), (d)).", lines)
        self.assertFalse(any("Rights" in line for line in lines))
        notice.action_publish()  # whoever publishes has read it
        self.assertEqual(notice.state, "published")

    def test_a_change_takes_the_confirmation_away(self):
        text = self._make_notice(en_US=ENGLISH).text_ids
        self.assertTrue(text.confirmed)
        text.rights = "You have rights."
        self.assertFalse(text.confirmed)

    # Versions --------------------------------------------------------------------------

    @mute_logger(*QUIET)
    def test_a_published_version_stays_as_it_was(self):
        notice = self._publish().with_user(self.administrator)
        text = notice.text_ids[0]
        for change in (
            lambda: text.write({"rights": "None."}),
            lambda: text.unlink(),
            lambda: notice.unlink(),
            lambda: notice.write({"text_ids": [(1, text.id, {"rights": "None."})]}),
            lambda: notice.write({"text_ids": [(5,)]}),
            lambda: text.create(
                {
                    "notice_id": notice.id,
                    "lang_id": self.env.ref("base.lang_de").id,
                    "rights": "Keine.",
                }
            ),
            lambda: notice.write({"state": "draft"}),
            lambda: notice.write({"version": 7}),
            lambda: notice.copy({"state": "published"}),
            lambda: notice.with_context(default_state="published").create({}),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                change()
                self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(len(notice.text_ids), 2)
        self.assertEqual(notice.sudo()._get_content("en_US")["sections"][0][1].count("Nordlys"), 1)

    def test_a_change_is_a_new_version(self):
        first = self._publish().with_user(self.administrator)
        action = first.action_new_version()
        second = first.browse(action["res_id"])
        self.assertEqual(first.action_new_version()["res_id"], second.id)
        self.assertEqual((second.state, second.version), ("draft", 0))
        self.assertEqual(
            second.text_ids.sorted("lang").mapped("rights"),
            [ENGLISH["rights"], SWEDISH["rights"]],
        )
        self.assertFalse(any(second.text_ids.mapped("confirmed")))
        second.text_ids.write({"rights": "More than before.", "confirmed": True})
        self.assertIn("copy", self.look(self.public()))
        second.action_publish()
        self.assertEqual((first.state, second.version), ("replaced", 2))
        page = self.look(self.public())
        self.assertIn("More than before.", page)
        self.assertIn("Version 2", page)

    def test_a_withdrawn_notice_is_shown_no_more(self):
        notice = self._publish()
        notice.with_user(self.administrator).action_withdraw()
        self.assertEqual(notice.state, "replaced")
        self.assertEqual(self.open(self.public()).status_code, 404)

    # Who ---------------------------------------------------------------------------------

    @mute_logger(*QUIET)
    def test_recruiters_read_administrators_write(self):
        notice = self._publish()
        theirs = notice.with_user(self.colleague)
        self.assertEqual(theirs.read(["version"])[0]["version"], 1)
        self.assertTrue(theirs.text_ids.read(["rights"])[0]["rights"])
        for act in (
            theirs.action_new_version,
            theirs.action_withdraw,
            lambda: self._make_notice(en_US=ENGLISH).with_user(self.colleague).action_publish(),
            lambda: self._make_notice(en_US={}).text_ids.with_user(self.colleague).action_propose(),
        ):
            with self.assertRaises(AccessError):
                act()
        self.assertEqual(notice.state, "published")

    @mute_logger(*QUIET)
    def test_another_company_has_its_own(self):
        notice = self._publish()
        other = self.env["res.company"].create({"name": "Sydlys"})
        stranger = self._make_user(
            "stranger",
            "hr_recruitment.group_hr_recruitment_manager",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        theirs = notice.with_user(stranger)
        self.assertFalse(theirs.search([]))
        for act in (
            lambda: theirs.read(["version"]),
            lambda: theirs.text_ids.read(["rights"]),
            theirs.action_withdraw,
            lambda: theirs.create({"company_id": self.company.id}),
        ):
            with self.assertRaises(AccessError):
                act()
                self.env.flush_all()
        self.assertEqual(self.open(f"/jobs/privacy/{other.id}").status_code, 404)

    # Facts -------------------------------------------------------------------------------

    def facts(self, lang="en_US"):
        return self.env["hr.recruitment.privacy.notice"]._get_facts(self.company, lang)

    def test_facts_are_those_of_the_settings(self):
        self.company.near_miss_months = 7
        self.assertIn("up to 7 months", " ".join(self.facts()))
        self.company.near_miss_months = 9
        self.assertIn("up to 9 months", " ".join(self.facts()))
        for kind, words in (("anonymous", "anonymous"), ("confidential", "confidential")):
            surveys = self.env["hr.recruitment.communication.step"].search(
                [("action", "=", "survey")]
            )
            surveys.survey_anonymity = kind
            self.assertIn(f"Your answers are {words}", " ".join(self.facts()))
        self.env["hr.recruitment.communication.plan"].search([]).in_use = False
        self.assertNotIn("Your answers", " ".join(self.facts()))

    def test_no_time_is_told_that_nothing_keeps(self):
        """Nothing deletes by itself: no page and no mail says how long something is kept,
        but for what the candidate has agreed to, until a date."""
        data = self.env["ir.model.data"].search(
            [("module", "=", MODULE), ("model", "in", ("ir.ui.view", "mail.template"))]
        )
        told = re.compile(r"(kept?|keep|delete|erase)\b[^.<]{0,60}\b\d+ (days|months|years)", re.I)
        found = 0
        for model, name in (("ir.ui.view", "arch_db"), ("mail.template", "body_html")):
            ids = data.filtered(lambda d, m=model: d.model == m).mapped("res_id")
            for record in self.env[model].browse(ids).exists():
                if model == "mail.template" or record.type == "qweb":
                    found += 1
                    self.assertIsNone(told.search(str(record[name] or "")), record.name)
        self.assertGreater(found, 50)

    # Reading -------------------------------------------------------------------------------

    def public(self, query="?lang=en_US"):
        return f"/jobs/privacy/{self.company.id}{query}"

    def test_everybody_reads_the_published_one(self):
        self.assertEqual(self.open(self.public()).status_code, 404)
        self._make_notice(en_US={"rights": "A draft."})
        self.assertEqual(self.open(self.public()).status_code, 404)
        self._publish()
        page = self.look(self.public())
        self.assertIn("Nordlys AB is responsible", page)
        self.assertIn('href="https://nordlys.example/data"', page)
        self.assertIn("Your rights", page)
        self.assertNotIn("How long we keep it", page)
        self.assertNotIn("<script", page)
        swedish = self.look(self.public("?lang=sv_SE"))
        self.assertIn("Nordlys AB ansvarar", swedish)
        self.assertIn('lang="sv-SE"', swedish)
        # Whoever has none of its languages reads English.
        self.assertIn("is responsible", self.look(self.public("?lang=de_DE")))
        for hostile in ("0", "x", "-1", "9" * 30, "1%27", "²"):
            self.assertEqual(self.open(f"/jobs/privacy/{hostile}").status_code, 404)

    def test_what_is_written_is_text(self):
        self._publish(en_US={"rights": "<script>alert(1)</script> <b>bold</b>"})
        page = self.look(self.public())
        self.assertNotIn("<script", page)
        self.assertIn("&lt;b&gt;bold", page)

    def test_candidates_read_it_in_their_language(self):
        self.assertNotIn("How we handle your data", self.look())
        self.assertEqual(self.open(f"{self.path}/privacy").status_code, 404)
        self._publish()
        self.assertIn(f'href="{self.path}/privacy"', self.look())
        page = self.look(f"{self.path}/privacy")
        self.assertIn("Nordlys AB is responsible", page)
        self.assertIn(f'href="{self.path}"', page)
        self.applicant.candidate_lang = "sv_SE"
        self.assertIn("Nordlys AB ansvarar", self.look(f"{self.path}/privacy"))
        wrong = self.path[:-3] + "xyz"
        self.assertEqual(self.open(f"{wrong}/privacy").status_code, 404)
