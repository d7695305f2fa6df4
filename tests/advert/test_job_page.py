from odoo.tests import tagged

from ..cases.job_page import JobPageCase

ADDON = "hr_recruitment_candidate_experience"
VIEWS = ("detail_job_page", "detail_job_posting", "apply_job_details")


@tagged("post_install", "-at_install")
class TestJobPage(JobPageCase):
    """What candidates read before they apply is what they read afterwards."""

    def test_what_a_visitor_reads(self):
        self._publish()
        words = self.read_words()
        for text in (
            "We have been around for 39 years, since 1987.",
            "Best radio (2025)",
            "Our story We build radios.",
            "You usually hear from us within 7 working days after you have applied",
            "Application received (up to 7 working days) We read what you sent us.",
            "First interview (up to 10 working days)",
            "Conversation (45 min)",
            "Coffee with the team (30 min)",
            "Karin Lind, Talent Partner I mended radios myself.",
            "karin@nordlys.example",
            "How we handle your data",
        ):
            self.assertIn(text, words)
        self.assertRegex(words, r"Welcome\s+Not every application")
        self.assertNotIn("Secret Sigrid", words)
        self.assertLess(words.index("mend radios"), words.index("Good to know"))
        self.assertLess(words.index("How we handle"), words.rindex("Apply Now!"))

    def test_in_swedish(self):
        words = self.read_words(lang="sv")
        for text in (
            "Vi har funnits i 39 år, sedan 1987.",
            "Bästa radio (2025)",
            "Du brukar höra från oss inom 7 arbetsdagar",
            "Ansökan mottagen",
            "We build radios.",
            "Fråga oss innan du söker",
        ):
            self.assertIn(text, words)
        self.assertNotIn("You usually hear", words)

    def test_the_same_steps_as_in_the_mail_and_on_the_page(self):
        steps = self.job._get_steps()
        self.assertEqual(steps, self.applicant.get_steps())
        page = self.look()
        for step in steps:
            self.assertIn(step["name"], page)
        self.assertEqual(self.job._get_days_to_reply(), self.new.expected_days)
        self.assertIn("We have been around for 39 years", page)

    def test_a_job_without_names_of_stages_says_nothing(self):
        stages = self.env["hr.recruitment.stage"].search([("job_ids", "in", [False, self.job.id])])
        stages.candidate_name = False
        self.new.expected_days = 0
        words = self.read_words()
        self.assertNotIn("What happens when you apply", words)
        self.assertNotIn("working days", words)

    def test_one_day_and_one_named_stage(self):
        (self.interview | self.signed).candidate_name = False
        self.env["hr.recruitment.stage"].search([("job_ids", "=", False)]).candidate_name = False
        self.new.expected_days = 1
        words = self.read_words()
        self.assertIn("You usually hear from us within one working day", words)
        self.assertNotIn("Application received", words)

    # Whom to ask -----------------------------------------------------------------------

    def picture(self):
        return self.url_open(f"/jobs/contact/{self.job.id}")

    def test_the_picture_of_the_contact(self):
        self.assertIn(f"/jobs/contact/{self.job.id}", self.read_page())
        picture = self.picture()
        self.assertEqual(picture.status_code, 200)
        self.assertIn("image/", picture.headers["Content-Type"])
        for other in ("0", "x", "999999999", "99999999999999", "-1"):
            self.assertEqual(self.url_open(f"/jobs/contact/{other}").status_code, 404)

    def test_who_has_not_said_yes_is_not_shown(self):
        self.employee.candidate_public = False
        page = self.read_page()
        self.assertNotIn("Karin", page)
        self.assertNotIn("karin@", page)
        self.assertEqual(self.picture().status_code, 404)

    def test_who_has_left_is_not_shown(self):
        self.employee.active = False
        self.recruiter.active = False
        self.assertNotIn("Karin", self.read_page())
        self.assertEqual(self.picture().status_code, 404)

    def test_no_recruiter(self):
        self.job.user_id = False
        self.assertNotIn("Ask us before", self.read_page())

    def test_not_published(self):
        self.job.website_published = False
        self.read_page(status=404)
        self.assertEqual(self.picture().status_code, 404)

    # Off, edited, moved ----------------------------------------------------------------

    def test_off_it_is_odoos_own_page(self):
        pages = (f"/jobs/{self.name}", f"/jobs/apply/{self.name}")
        told = [self.read_page(path) for path in pages]
        self.switch_off()
        off = [self.read_page(path) for path in pages]
        self.assertEqual(self.picture().status_code, 404)
        for name in VIEWS:
            self.env.ref(f"{ADDON}.{name}").active = False
        self.assertEqual(off, [self.read_page(path) for path in pages])
        self.assertNotEqual(told[0], off[0])

    def edit(self, view, before, after):
        """As the website editor does it: the website gets a copy of its own."""
        view = self.env.ref(view).with_context(website_id=self.website.id)
        self.assertIn(before, view.arch)
        view.arch = view.arch.replace(before, after)

    def test_a_page_that_was_edited(self):
        self.edit("website_hr_recruitment.detail", "All Jobs", "Every job of ours")
        words = self.read_words()
        self.assertIn("Every job of ours", words)
        self.assertIn("Good to know about us", words)
        posting = self.find_posting(self.read_page())
        self.assertEqual(posting["employmentType"], ["FULL_TIME"])

    def test_a_block_is_switched_off_for_one_website(self):
        view = self.env.ref(f"{ADDON}.job_page_facts").with_context(website_id=self.website.id)
        view.active = False
        words = self.read_words()
        self.assertNotIn("Good to know about us", words)
        self.assertIn("About us", words)

    def test_a_job_that_moves_to_another_company(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.job.write({"company_id": other.id, "user_id": False})
        told = self.job._get_job_page()
        self.assertFalse(told["employer"]["facts"] or told["employer"]["texts"])
        self.assertEqual(told["posting"]["company_id"], other.id)

    def test_as_many_queries_for_much_as_for_little(self):
        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            job = self.job.with_user(self.env.ref("base.public_user"))
            before = self.env.cr.sql_log_count
            job._get_job_page()
            return self.env.cr.sql_log_count - before

        count()
        few = count()
        self.env["hr.employer.fact"].create(
            [{"kind": "other", "text": f"Fact {n}"} for n in range(20)]
        )
        self.env["calendar.event.agenda"].create(
            [{"job_id": self.job.id, "kind": "talk"} for _n in range(20)]
        )
        self.env["hr.recruitment.stage"].create(
            [{"name": f"S{n}", "candidate_name": f"Step {n}"} for n in range(20)]
        )
        count()
        self.assertEqual(count(), few)
        self.assertLess(few, 30)

    # For search engines ----------------------------------------------------------------

    def test_the_job_posting(self):
        posting = self.find_posting(self.read_page())
        # What Google requires.
        self.assertEqual(posting["title"], ["Engineer"])
        self.assertEqual(posting["datePosted"], [str(self.job.published_date)])
        self.assertEqual(posting["description"], ["You build & mend radios."])
        (firm,) = posting["hiringOrganization"]
        self.assertEqual(firm["name"], ["Nordlys"])
        self.assertEqual(firm["sameAs"], ["https://nordlys.example"])
        (place,) = posting["jobLocation"]
        (address,) = place["address"]
        self.assertEqual(
            address,
            {
                "type": ["https://schema.org/PostalAddress"],
                "streetAddress": ["Storgatan 1"],
                "postalCode": ["753 31"],
                "addressLocality": ["Uppsala"],
                "addressCountry": ["SE"],
            },
        )
        # And what it recommends.
        self.assertEqual(posting["employmentType"], ["FULL_TIME"])
        (identifier,) = posting["identifier"]
        self.assertEqual(identifier["value"], [str(self.job.id)])
        self.assertNotIn("validThrough", posting, "Odoo does not know it")
        twice = [name for name, values in posting.items() if len(values) > 1]
        self.assertFalse(twice)

    def test_the_sample_is_described_already(self):
        self.job.website_description = self.job._get_default_website_description()
        posting = self.find_posting(self.read_page())
        self.assertEqual(len(posting["description"]), 1)

    def test_words_of_schema_org(self):
        for name, word in (
            ("contract_type_part_time", "PART_TIME"),
            ("contract_type_temporary", "TEMPORARY"),
            ("contract_type_apprenticeship", "INTERN"),
            ("contract_type_permanent", None),
        ):
            self.job.contract_type_id = self.env.ref(f"hr.{name}")
            found = self.job._get_posting(self.company)["employment_type"]
            self.assertEqual(found, word, name)
        for name, word in (
            ("Heltid", "FULL_TIME"),
            ("Deltid 50 %", "PART_TIME"),
            ("Vikariat", "TEMPORARY"),
            ("Timanställning", "PER_DIEM"),
            ("Konsultuppdrag", "CONTRACTOR"),
        ):
            kind = self.env["hr.contract.type"].create({"name": name})
            self.job.contract_type_id = kind
            self.assertEqual(self.job._get_posting(self.company)["employment_type"], word, name)

    def test_work_from_anywhere(self):
        self.job.address_id = False
        posting = self.find_posting(self.read_page())
        self.assertNotIn("jobLocation", posting)
        self.assertEqual(posting["jobLocationType"], ["TELECOMMUTE"])
        (country,) = posting["applicantLocationRequirements"]
        self.assertEqual(country["name"], ["Sweden"])
