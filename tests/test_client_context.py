import re
from datetime import timedelta
from pathlib import Path

from odoo import fields
from odoo.tests import tagged

from .cases.access import APPLICANT, LEDGER, AccessCase

WIZARD = "applicant.get.refuse.reason"
# What Odoo or we ourselves put into contexts so that nobody is told, and what scripts
# use for it.
SILENCERS = (
    "communication_silent",
    "communication_quiet",
    "just_unarchived",
    "install_mode",
    "_import_current_module",
)
SOURCES = ("models", "wizard", "controllers", "report")


@tagged("post_install", "-at_install")
class TestClientContext(AccessCase):
    """A client chooses the context of its calls, and cannot hide anybody with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reason = cls.env.ref("hr_recruitment.refuse_reason_1")
        cls.invited = cls._make_step("stage_entered", stage_ids=cls.interview.ids)
        cls.booked = cls._make_step("interview_booked")
        cls.hostile = cls._make_hostile_context()

    @classmethod
    def _make_hostile_context(cls):
        """Every key that our code takes from inside, and the silencers, each with a
        value that would do something if it counted."""
        addon = Path(__file__).parent.parent
        text = "".join(
            path.read_text()
            for folder in SOURCES
            for path in sorted((addon / folder).glob("**/*.py"))
        )
        keys = set(re.findall(r'get_inside\(\s*(?:self\.)?env,\s*"(\w+)"', text))
        assert {"candidate_applies", "coming_back"} <= keys, keys
        batch = {
            "now": "2000-01-01 00:00:00",
            "duplicates": (cls.here + cls.mine).ids,
            "refusal": {"explanation": "forged", "near_miss": True},
        }
        return dict.fromkeys((*keys, *SILENCERS), True) | {"communication_batch": batch}

    def refusals(self, applicant):
        return self.rows(applicant).filtered(lambda r: r.step_id.trigger == "refused")

    def assert_promised(self, applicant):
        self.assertEqual(self.refusals(applicant).mapped("state"), ["scheduled"])
        self.assertEqual(applicant.answer_state, "pending")

    def test_every_key_of_ours_is_found(self):
        """None is read past ``get_inside``: a client could send it."""
        # The last ones are instances of our classes, and are checked for that, or do
        # no harm in a client's hands: more is masked, a rule's action says why, what is
        # kept of a page is that of the website that is named.
        known = set(
            "preview_reader shown_to_reader __action_done lang tz show_plan"
            " default_company_id import_file communication_silent install_mode"
            " raise_on_forbidden_code_for_model form_view_ref website_id".split()
        )
        addon = Path(__file__).parent.parent
        for folder in SOURCES:
            for path in sorted((addon / folder).glob("**/*.py")):
                read = set(
                    re.findall(
                        r'context(?:\.get\(|\[)\s*"(\w+)"|"(\w+)" in self\.env\.context',
                        path.read_text(),
                    )
                )
                keys = {first or second for first, second in read}
                self.assertLessEqual(keys, known, path.name)

    def test_a_refusal_is_promised_whatever_is_sent_along(self):
        for user, applicant, values in (
            (self.ada, self.here, {"refuse_reason_id": self.reason.id}),
            (
                self.interviewer,
                self.mine,
                {"refuse_reason_id": self.reason.id, "active": False},
            ),
        ):
            with self.subTest(user=user.login):
                self.call(
                    user,
                    APPLICANT,
                    "write",
                    applicant.ids,
                    values,
                    context=self.hostile,
                )
                self.assert_promised(applicant)

    def test_a_refusal_that_is_made_with_the_application(self):
        id_ = self.call(
            self.ada,
            APPLICANT,
            "create",
            {
                "partner_name": "Nils Ek",
                "email_from": "nils@candidate.example",
                "job_id": self.job.id,
                "refuse_reason_id": self.reason.id,
            },
            context=self.hostile,
        )
        self.assert_promised(self.env[APPLICANT].browse(id_))

    def test_who_is_refused_along_hears_once(self):
        """By the other application, and only in the dialog."""
        twin = self._make_applicants(email_from=self.here.email_from)
        wizard = self.call(
            self.ada,
            WIZARD,
            "create",
            {
                "applicant_ids": [(6, 0, self.here.ids)],
                "refuse_reason_id": self.reason.id,
                "duplicates": True,
                "duplicate_applicant_ids": [(6, 0, twin.ids)],
            },
            context=self.hostile,
        )
        self.call(
            self.ada,
            WIZARD,
            "action_refuse_reason_apply",
            [wizard],
            context=self.hostile,
        )
        self.assertEqual(twin.answer_state, "not_owed")
        self.assert_promised(self.here)

    def test_nobody_is_a_duplicate_of_themselves(self):
        """Chosen in the dialog's own field, no application disappears."""
        for number in range(2):
            address = f"twin{number}@candidate.example"
            one, twin = self._make_applicants(2, email_from=address)
            chosen = one | twin if number else one
            wizard = self.call(
                self.ada,
                WIZARD,
                "create",
                {
                    "applicant_ids": [(6, 0, one.ids)],
                    "refuse_reason_id": self.reason.id,
                    "duplicates": True,
                    "duplicate_applicant_ids": [(6, 0, chosen.ids)],
                },
                context={},
            )
            self.call(self.ada, WIZARD, "action_refuse_reason_apply", [wizard], context={})
            self.assert_promised(one)

    def test_archived_in_silence_is_listed(self):
        self.call(self.ada, APPLICANT, "action_archive", self.here.ids, context=self.hostile)
        self.assertEqual(self.here.answer_state, "owed")
        id_ = self.call(
            self.ada,
            APPLICANT,
            "create",
            {"partner_name": "Nils Ek", "job_id": self.job.id, "active": False},
            context=self.hostile,
        )
        self.assertEqual(self.env[APPLICANT].browse(id_).answer_state, "owed")

    def test_arrivals_moves_and_interviews_are_told(self):
        id_ = self.call(
            self.ada,
            APPLICANT,
            "create",
            {
                "partner_name": "Nils Ek",
                "email_from": "nils@candidate.example",
                "job_id": self.job.id,
            },
            context=self.hostile,
        )
        applicant = self.env[APPLICANT].browse(id_)
        self.assertTrue(self.rows(applicant, step_id=self.step))
        self.call(
            self.ada,
            APPLICANT,
            "write",
            [id_],
            {"stage_id": self.interview.id},
            context=self.hostile,
        )
        self.assertTrue(self.rows(applicant, step_id=self.invited))
        start = fields.Datetime.now() + timedelta(days=5)
        self.call(
            self.ada,
            "calendar.event",
            "create",
            {
                "name": "Interview",
                "start": fields.Datetime.to_string(start),
                "stop": fields.Datetime.to_string(start + timedelta(hours=1)),
                "applicant_id": id_,
                "partner_ids": [(6, 0, applicant.partner_id.ids)],
            },
            context=self.hostile,
        )
        self.assertTrue(self.rows(applicant, step_id=self.booked))

    def test_taken_back_nothing_is_forged(self):
        """The reason to send early, and words of a preview, are nobody's to send."""
        self.call(
            self.ada,
            APPLICANT,
            "write",
            self.here.ids,
            {"refuse_reason_id": self.reason.id},
        )
        row = self.refusals(self.here)
        answer = self.call(self.manager, LEDGER, "action_send_now", row.ids, context=self.hostile)
        self.assertEqual(answer["res_model"], "hr.applicant.communication.send.early")
        self.assertFalse(row.sent_early_reason)
        self.assertGreater(row.scheduled_date, fields.Datetime.now())
        (values,) = self.call(
            self.ada, LEDGER, "read", row.ids, ["preview_body"], context=self.hostile
        )
        self.assertNotIn("forged", values["preview_body"] or "")
        self.call(
            self.ada,
            APPLICANT,
            "action_take_back_refusal",
            self.here.ids,
            context=self.hostile,
        )
        self.assertTrue(self.here.active)
        self.assertFalse(self.here.answer_state)

    def test_a_client_is_no_mail(self):
        """The gateway's method can be called by anybody."""
        self.call(
            self.interviewer,
            APPLICANT,
            "message_update",
            self.mine.ids,
            {"author_id": self.mine.partner_id.id},
            context=self.hostile,
        )
        self.assertFalse(self.mine.awaiting_reply or self.mine.last_reply_date)

    def test_a_script_that_migrates_says_nothing(self):
        migration = self.env[APPLICANT].with_context(communication_silent=True)
        old = migration.create(
            {
                "partner_name": "Old",
                "email_from": "old@candidate.example",
                "job_id": self.job.id,
                "refuse_reason_id": self.reason.id,
                "active": False,
            }
        )
        self.assertFalse(old.answer_state or self.rows(old))
        self.here.with_context(communication_silent=True).refuse_reason_id = self.reason
        self.assertFalse(self.here.answer_state or self.refusals(self.here))


@tagged("post_install", "-at_install")
class TestImport(AccessCase):
    """Odoo's own import writes to nobody, and hides nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reason = cls.env.ref("hr_recruitment.refuse_reason_1")
        cls.duplicate = cls.env["hr.applicant.refuse.reason"].create(
            {"name": "Sent twice", "silent_allowed": True}
        )

    def load(self, columns, *rows, **context):
        names = ["partner_name", "job_id/.id", *columns]
        rows = [[f"Import {number}", str(self.job.id), *row] for number, row in enumerate(rows)]
        result = self.call(
            self.ada,
            APPLICANT,
            "load",
            names,
            rows,
            context={"import_file": True, **context},
        )
        self.assertFalse(result["messages"])
        return self.env[APPLICANT].browse(result["ids"])

    def test_refused_and_archived_rows_are_listed(self):
        refused, withdrawn, silent, archived, going_on = self.load(
            ["refuse_reason_id/.id", "active"],
            [str(self.reason.id), "0"],
            [str(self.withdrawn_reason().id), "0"],
            [str(self.duplicate.id), "0"],
            ["", "0"],
            ["", "1"],
        )
        self.assertEqual(
            [a.answer_state for a in refused + archived + withdrawn + silent],
            ["owed", "owed", "not_owed", "not_owed"],
        )
        self.assertFalse(going_on.answer_state)
        everybody = refused + withdrawn + silent + archived + going_on
        self.assertFalse(self.rows(everybody))
        unanswered = self.env[APPLICANT].search(
            [("is_unanswered", "=", True), ("active", "in", (True, False))]
        )
        self.assertEqual(unanswered & everybody, refused + archived)

    def withdrawn_reason(self):
        return self.env.ref("hr_recruitment_candidate_experience.refuse_reason_withdrawn")

    def test_an_import_may_say_that_they_were_told(self):
        (told,) = self.load(
            ["refuse_reason_id/.id", "active", "decision_told_date"],
            [str(self.reason.id), "0", "2026-03-01 10:00:00"],
        )
        self.assertEqual(told.answer_state, "told")
        self.assertFalse(self.rows(told))

    def test_an_import_that_refuses_is_a_refusal(self):
        """The answer of the plan, after the delay: no way round it."""
        result = self.call(
            self.ada,
            APPLICANT,
            "load",
            [".id", "refuse_reason_id/.id"],
            [[str(self.here.id), str(self.reason.id)]],
            context={"import_file": True},
        )
        self.assertFalse(result["messages"])
        self.assertEqual(self.here.answer_state, "pending")
        row = self.rows(self.here).filtered(lambda r: r.step_id.trigger == "refused")
        self.assertGreaterEqual(row.scheduled_date, self.here.decision_date + timedelta(hours=24))

    def test_a_program_that_loads_without_the_dialog_is_an_import_too(self):
        loaded = self.load([], [], import_file=False)
        self.assertFalse(self.rows(loaded))

    def test_a_copy_hides_nobody(self):
        self.here.write({"refuse_reason_id": self.reason.id, "active": False})
        id_ = self.call(self.ada, APPLICANT, "copy", self.here.ids)
        copy = self.env[APPLICANT].browse(id_)
        self.assertFalse(self.rows(copy))
        self.assertEqual(copy.answer_state, "owed" if copy.refuse_reason_id else False)
