from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.feedback import FeedbackCase
from ..common import LOGGER

THEME = "hr.recruitment.feedback.theme"
MENTION = "hr.recruitment.feedback.theme.mention"
COMMENT = "hr.recruitment.feedback.comment"
TEXTS = {
    "slow": "It was slow.",
    "not_slow": "Not slow at all.",
    "both": "Slow, and the pay is bad.",
    "ironic": "Great, only four months!",
    "none": "Thanks, Anna 🙂",
    "swedish": "Det gick långsamt.",
}


class ThemeCase(FeedbackCase):
    """Comments, and three themes of our own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.themes = cls.env[THEME]
        cls.themes.search([]).active = False
        cls.speed, cls.pay, cls.complaint = cls.themes.create(
            [
                {
                    "name": "Speed",
                    "words_en": "slow, fast",
                    "words_sv": "långsam, snabb",
                    "company_id": False,
                },
                {"name": "Pay", "words_en": "pay, salary", "company_id": False},
                {
                    "name": "Slowness",
                    "words_en": "slow",
                    "counts_denied": False,
                    "company_id": False,
                },
            ]
        )
        cls.facts = cls._fact(TEXTS.values())
        cls.comments = dict(zip(TEXTS, cls.facts.comment_ids.sorted("id"), strict=True))

    @classmethod
    def _fact(cls, texts, released=True, **values):
        return cls.feedback.create(
            [
                {
                    "score": 5,
                    "moment": "applied",
                    "anonymity": "confidential",
                    "response_date": date(2026, 1, 15),
                    "company_id": cls.company.id,
                    "job_id": cls.job.id,
                    "released": released,
                    "comment_ids": [
                        (
                            0,
                            0,
                            {
                                "text": text,
                                "released": released,
                                "company_id": values.get("company_id", cls.company.id),
                                "moment": "applied",
                                "response_date": date(2026, 1, 15),
                            },
                        )
                    ],
                    **values,
                }
                for text in texts
            ]
        )

    def read_all(self):
        """What the cron does, without its commits."""
        self.env.flush_all()
        self.env["hr.recruitment.feedback.theme"]._read_texts()
        self.env.invalidate_all()

    def names(self, comment):
        return set(comment.with_user(self.manager).theme_ids.mapped("name"))


@tagged("post_install", "-at_install")
class TestThemes(ThemeCase):
    """The dictionary reads in the background, and people have the last word."""

    def test_what_is_found(self):
        """A word may stand in two themes; irony has no word, and needs none."""
        self.assertFalse(self.names(self.comments["slow"]), "nothing is read at once")
        self.read_all()
        for name, themes in (
            ("slow", {"Speed", "Slowness"}),
            ("not_slow", {"Speed"}),
            ("both", {"Speed", "Slowness", "Pay"}),
            ("ironic", set()),
            ("none", set()),
            ("swedish", {"Speed"}),
        ):
            with self.subTest(comment=name):
                self.assertEqual(self.names(self.comments[name]), themes)
        self.assertEqual(self.themes._get_read_until()[1], True)

    def test_what_people_say_stays(self):
        self.read_all()
        comments = {name: row.with_user(self.manager) for name, row in self.comments.items()}
        comments["ironic"].theme_ids += self.speed
        comments["slow"].theme_ids -= self.complaint
        self.pay.words_en = "pay, salary, thanks, months"
        self.assertEqual(self.themes._get_read_until()[1], False)
        self.read_all()
        self.assertEqual(self.names(self.comments["ironic"]), {"Speed", "Pay"})
        self.assertEqual(self.names(self.comments["slow"]), {"Speed"})
        self.assertEqual(self.names(self.comments["none"]), {"Pay"})
        self.pay.words_en = "pay"
        self.read_all()
        self.assertFalse(self.names(self.comments["none"]))
        comments["slow"].theme_ids += self.complaint
        self.assertEqual(self.names(self.comments["slow"]), {"Speed", "Slowness"})

    def test_archived_deleted_and_named_in_two_languages(self):
        self.read_all()
        self.env["res.lang"]._activate_lang("sv_SE")
        self.speed.with_context(lang="sv_SE").name = "Snabbhet"
        swedish = self.comments["swedish"].with_user(self.manager).with_context(lang="sv_SE")
        self.assertEqual(swedish.theme_ids.mapped("name"), ["Snabbhet"])
        self.complaint.active = False
        self.assertEqual(self.names(self.comments["slow"]), {"Speed"})
        self.pay.unlink()
        self.assertEqual(self.names(self.comments["both"]), {"Speed"})
        self.read_all()
        self.complaint.active = True
        self.read_all()
        self.assertEqual(self.names(self.comments["both"]), {"Speed", "Slowness"})

    def test_two_companies(self):
        other = self.env["res.company"].create({"name": "Other AB"})
        theirs = self._fact(["Slow pay"], company_id=other.id, job_id=False).comment_ids
        self.pay.company_id = self.company
        self.read_all()
        self.assertEqual(set(theirs.theme_ids.mapped("name")), {"Speed", "Slowness"})
        self.assertEqual(self.names(self.comments["both"]), {"Speed", "Slowness", "Pay"})
        mentions = self.env[MENTION].with_user(self.manager).search([])
        self.assertNotIn(theirs, mentions.comment_id)
        with self.assertRaises(AccessError):
            theirs.with_user(self.manager).theme_ids = self.speed

    def test_only_what_has_appeared(self):
        hidden = self._fact(["Slow as well"], released=False, anonymity="anonymous")
        self.read_all()
        self.assertFalse(self.env[MENTION].search([("comment_id", "in", hidden.comment_ids.ids)]))
        hidden.released = True
        self.read_all()
        self.assertFalse(hidden.comment_ids.theme_ids)
        hidden.comment_ids.released = True
        self.read_all()
        self.assertEqual(len(hidden.comment_ids.theme_ids), 2)
        comment = hidden.comment_ids
        hidden.unlink()
        self.assertFalse(self.env[MENTION].search([("comment_id", "=", comment.id)]))

    def test_an_answer_that_is_counted_again(self):
        """As it was, it keeps what people said of it; changed, it is another one."""
        applicant = self._make_applicants()
        invitation = self.invite(applicant)
        fact = self.answer(invitation, 3, comment="Slow again", ratings=(3, 3))
        self.read_all()
        comment = fact.comment_ids
        comment.with_user(self.manager).theme_ids = self.pay
        self.feedback.action_recompute()
        self.assertEqual(fact.comment_ids, comment)
        self.assertEqual(self.names(fact.comment_ids), {"Pay"})
        line = invitation.user_input_line_ids.filtered("value_text_box")
        line.value_text_box = "Fast again"
        self.feedback.action_recompute()
        self.assertEqual(fact.comment, "Fast again")
        self.assertFalse(self.env[MENTION].search([("comment_id", "=", fact.comment_ids.id)]))

    def test_one_that_cannot_be_read(self):
        registry = type(self.env[COMMENT])
        original, bad = registry._look_up_themes, self.comments["both"]

        def look_up(comment, dictionary):
            if comment == bad:
                raise ZeroDivisionError
            return original(comment, dictionary)

        log = f"{LOGGER}.models.feedback.hr_candidate_theme_mixin"
        with patch.object(registry, "_look_up_themes", look_up), mute_logger(log):
            self.read_all()
        self.assertEqual(self.names(self.comments["slow"]), {"Speed", "Slowness"})
        self.assertFalse(self.names(bad))
        self.assertTrue(self.env["mail.activity"].search([("summary", "like", "could not")]))

    def test_filters_of_the_list(self):
        self.read_all()
        comments = self.env[COMMENT].with_user(self.manager)
        ours = [("feedback_id", "in", self.facts.ids)]
        for domain, names in (
            ([("theme_ids", "in", self.pay.ids)], {"both"}),
            ([("theme_ids.name", "=", "Pay")], {"both"}),
            ([("theme_ids", "=", False)], {"ironic", "none"}),
            ([("theme_ids", "!=", False)], {"slow", "not_slow", "both", "swedish"}),
            ([("mention_ids", "any", self.pay._get_mention_domain())], {"both"}),
        ):
            with self.subTest(domain=domain):
                found = comments.search(ours + domain)
                self.assertEqual(found, comments.union(*(self.comments[n] for n in names)))

    def test_nobody_below_experience_managers(self):
        self.read_all()
        comment = self.comments["slow"]
        for user in (self.recruiter, self._make_user("nobody", "base.group_user")):
            env = self.env(user=user)
            mine = comment.with_user(user)
            for attempt in (
                lambda env=env: env[MENTION].search([]),
                lambda env=env: env[MENTION].formatted_read_group([], ["theme_id"], ["__count"]),
                lambda env=env: env[THEME].search([]),
                lambda env=env: env[THEME].action_check_comments(),
                lambda mine=mine: mine.read(["theme_ids"]),
                lambda mine=mine: mine.write({"theme_ids": [(5,)]}),
                lambda mine=mine: mine.action_confirm_themes(),
                lambda env=env: env[COMMENT].search([("theme_ids", "in", [1])]),
                lambda env=env: env[COMMENT].search([("mention_ids.found", "=", True)]),
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    attempt()
        with self.assertRaises(AccessError):
            comment.with_user(self.manager).text = "Great"
        with self.assertRaises(AccessError):
            self.env[MENTION].with_user(self.manager).search([], limit=1).found = False

    def test_agreement_by_chance(self):
        """Of comments that were drawn and checked; of few, no number."""
        more = self._fact(["Slow"] * 8 + ["Too late"] * 2 + ["Hello"] * 8)
        self.read_all()
        action = self.themes.with_user(self.manager).action_check_comments()
        self.assertEqual(action["views"][0][1], "list")
        (leaf,) = action["domain"]
        drawn = self.env[COMMENT].with_user(self.manager).browse(leaf[2])
        self.assertEqual(len(drawn), 20)
        speed = self.speed.with_user(self.manager)
        drawn.action_confirm_themes()
        again = self.themes.with_user(self.manager).action_check_comments()
        self.assertFalse(set(again["domain"][0][2]) & set(drawn.ids))
        drawn.action_undo_confirm_themes()
        checked = more.comment_ids.with_user(self.manager)
        checked.action_confirm_themes()
        self.assertEqual(speed.precision_label, "Too few were checked")
        self.comments["both"].themes_checked = self.comments["none"].themes_checked = True
        late = checked.filtered(lambda comment: comment.text == "Too late")
        late.theme_ids += self.speed
        checked.filtered(lambda comment: comment.text == "Slow")[0].theme_ids -= self.speed
        # Found in 9 and right in 8; mentioned by 10.
        precision, recall = speed._measure_agreement()[speed.id]
        self.assertEqual((precision["n"], round(precision["value"])), (9, 89))
        self.assertEqual((recall["n"], round(recall["value"])), (10, 80))
        speed.invalidate_recordset()
        self.assertRegex(speed.recall_label, r"^80% of 10 \(\d+–\d+%\)$")
        self.assertEqual(self.pay.with_user(self.manager).recall_label, "Too few were checked")

    def test_words_have_an_end(self):
        with self.assertRaises(ValidationError):
            self.pay.words_en = "pay, " * 2_000
