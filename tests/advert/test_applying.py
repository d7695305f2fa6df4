from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..cases.advert import AdvertCase

ADDON = "hr_recruitment_candidate_experience"
REQUIREMENTS = (
    ("a driving licence", "ett körkort", "Do you have a driving licence?"),
    ("Swedish in speech and writing", "svenska i tal och skrift", False),
)


@tagged("post_install", "-at_install")
class TestApplying(AdvertCase):
    """What is asked on the application form, whoever sends it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        cls.job.website_published = True
        cls.needs = cls.env["hr.job.requirement"].create(
            [
                {"job_id": cls.job.id, "name": name, "question": question}
                for name, _swedish, question in REQUIREMENTS
            ]
        )
        for need, (_name, swedish, _question) in zip(cls.needs, REQUIREMENTS, strict=True):
            need.with_context(lang="sv_SE").name = swedish

    def test_a_form_may_have_the_same_fields(self):
        """Most of ours are not described while somebody applies; those that somebody has
        opened for forms are."""
        model = self.env["ir.model"]._get("hr.applicant")
        fields = self.env["ir.model.fields"].search([("model_id", "=", model.id)])
        for opened in ((), ("travels_from",)):
            self.env.cr.execute(
                "UPDATE ir_model_fields SET website_form_blacklisted = FALSE"
                " WHERE model = 'hr.applicant' AND name = ANY(%s)",
                [list(opened)],
            )
            self.env.invalidate_all()
            whole = model.get_authorized_fields("hr.applicant", {})
            allowed = set(fields.filtered(lambda f: not f.website_form_blacklisted).mapped("name"))
            found = model._get_form_writable_fields({})
            self.assertEqual(found, {name: whole[name] for name in whole if name in allowed})
            self.assertLessEqual(set(opened), set(found))
            self.assertIn("partner_name", found)

    def open(self, job=None):
        return self.url_open(f"/jobs/apply/{(job or self.job).id}").text

    def apply(self, **values):
        form = {
            "partner_name": "Bo Ek",
            "email_from": "bo@candidate.example",
            "job_id": self.job.id,
            **values,
        }
        answer = self.url_open("/website/form/hr.applicant", data=form)
        return self.env["hr.applicant"].browse(answer.json()["id"])

    def answered(self, applicant):
        return [(each.name, each.answer) for each in applicant.requirement_ids]

    def input(self, number):
        return f"candidate_requirement_{self.needs[number].id}"

    # The page ----------------------------------------------------------------------------

    def test_the_page_asks(self):
        page = self.open()
        self.assertIn("Do you have a driving licence?", page)
        self.assertIn("The role needs Swedish in speech and writing.", page)
        self.assertIn("Have you been in contact with us before?", page)

    def test_not_what_was_taken_away(self):
        self.needs[0].active = False
        self.assertNotIn("driving licence", self.open())

    def test_another_job_asks_nothing_of_it(self):
        other = self.job.create({"name": "Cook", "website_published": True})
        self.assertNotIn("driving licence", self.open(other))

    def test_a_company_that_does_not_ask(self):
        self.company.applying_asks_before = False
        page = self.open()
        self.assertIn("Do you have a driving licence?", page)
        self.assertNotIn("Have you been in contact", page)

    def test_switched_off_the_page_is_odoos(self):
        asked = self.open()
        self._switch_advert(False)
        page = self.open()
        self.assertIn("o_cx_applying", asked)
        self.assertNotIn("o_cx_applying", page)
        self.assertNotIn("driving licence", page)

    # What is kept ------------------------------------------------------------------------

    def test_answers_are_kept_on_the_application(self):
        applicant = self.apply(
            **{self.input(0): "yes", self.input(1): "no"},
            earlier_contact="customer",
            opinion_before="good",
        )
        self.assertEqual(
            self.answered(applicant),
            [("a driving licence", "yes"), ("Swedish in speech and writing", "no")],
        )
        self.assertEqual(applicant.requirements_missed, 1)
        self.assertEqual(applicant.earlier_contact, "customer")
        self.assertEqual(applicant.opinion_before, "good")
        # They are no “other information” in the chatter or the notes.
        said = str(applicant.message_ids.mapped("body")) + str(applicant.applicant_notes)
        self.assertNotIn("candidate_requirement", said)
        self.assertNotIn("good", said)

    def test_nobody_is_turned_away(self):
        applicant = self.apply(**{self.input(0): "no", self.input(1): "no"})
        self.assertTrue(applicant.active)
        self.assertFalse(applicant.refuse_reason_id)
        self.assertEqual(applicant.stage_id, self.new)

    def test_asked_in_the_language_of_the_page(self):
        website = self.env["website"].get_current_website()
        website.language_ids |= self.env["res.lang"]._lang_get("sv_SE")
        self.opener.cookies.set("frontend_lang", "sv_SE")
        applicant = self.apply(**{self.input(0): "no"})
        self.assertEqual(self.answered(applicant), [("ett körkort", "no")])

    def test_later_changes_change_no_answer(self):
        applicant = self.apply(**{self.input(0): "no"})
        self.needs[0].name = "a boat"
        self.needs[0].unlink()
        self.assertEqual(self.answered(applicant), [("a driving licence", "no")])
        self.assertEqual(applicant.requirements_missed, 1)

    def test_whatever_a_machine_sends_the_application_arrives(self):
        other = self.env["hr.job.requirement"].create(
            {"job_id": self.job.create({"name": "Cook"}).id, "name": "a hat"}
        )
        applicant = self.apply(
            **{
                self.input(0): "perhaps",
                f"candidate_requirement_{other.id}": "no",
                "candidate_requirement_999999999999": "no",
            },
            earlier_contact="<script>",
            opinion_before="excellent",
            job_id=f"{self.job.id}",
        )
        self.assertFalse(applicant.requirement_ids)
        self.assertFalse(applicant.earlier_contact or applicant.opinion_before)
        # What is not understood is not lost.
        self.assertIn("perhaps", str(applicant.message_ids.mapped("body")))

    def test_a_job_that_is_none(self):
        for job in ("", "0", "-1", "99999999999999999999", "²"):
            given = {self.input(0): "no", "job_id": job}
            answers, rest = self.env["hr.applicant"]._take_applying_answers(given)
            self.assertFalse(answers, job)
            self.assertEqual(rest, given)

    def test_switched_off_nothing_is_taken(self):
        self._switch_advert(False)
        applicant = self.apply(**{self.input(0): "no"})
        self.assertFalse(applicant.requirement_ids)

    def test_a_copy_and_an_application_by_hand_have_answered_nothing(self):
        applicant = self.apply(**{self.input(0): "no"}, opinion_before="bad")
        self.assertFalse(applicant.copy().requirement_ids)
        self.assertFalse(applicant.copy().requirements_missed)
        self.assertFalse(applicant.copy().opinion_before)

    def test_a_copy_of_ones_data_names_the_answers(self):
        applicant = self.apply(**{self.input(0): "no"}, opinion_before="bad")
        facts = {fact.label: fact.words for fact in applicant._get_known_facts()}
        self.assertEqual(facts["a driving licence"], "No")
        self.assertEqual(facts["What you thought of us before"], "Bad")

    def test_found_in_the_list(self):
        missed = self.apply(**{self.input(0): "no"})
        met = self.apply(**{self.input(0): "yes"})
        found = missed.search([("requirements_missed", ">", 0), ("id", "in", (missed + met).ids)])
        self.assertEqual(found, missed)

    # Who may what ------------------------------------------------------------------------

    def test_answers_are_the_candidates(self):
        applicant = self.apply(**{self.input(0): "no"}, opinion_before="bad")
        officer = applicant.with_user(self.recruiter)
        with self.assertRaises(AccessError):
            officer.requirement_ids.answer = "yes"
        with self.assertRaises(AccessError):
            officer.requirement_ids.unlink()
        with self.assertRaises(AccessError):
            officer.write({"requirements_missed": 0})

    def test_who_decides_does_not_know_the_opinion(self):
        applicant = self.apply(opinion_before="bad")
        self.recruiter.group_ids -= self.env.ref(f"{ADDON}.group_experience_manager")
        if self.recruiter.has_group(f"{ADDON}.group_experience_manager"):
            self.recruiter.group_ids -= self.env.ref("hr_recruitment.group_hr_recruitment_manager")
        officer = applicant.with_user(self.recruiter)
        self.assertNotIn("opinion_before", officer.fields_get())
        with self.assertRaises(AccessError):
            officer.search([("opinion_before", "=", "bad")])

    def test_more_requirements_than_a_role_has(self):
        with self.assertRaises(ValidationError):
            self.needs.create([{"job_id": self.job.id, "name": f"n{i}"} for i in range(7)])

    def test_the_copy_of_a_job_asks_the_same(self):
        copy = self.job.copy()
        self.assertEqual(copy.requirement_ids.mapped("name"), self.needs.mapped("name"))
        self.assertFalse(copy.requirement_ids & self.needs)
